"""What the corpus as a whole says: spellings of one thing, and short forms left over by articles.

In come the nodes of a corpus (`index.linking.nodes`), out go groups of nodes that are one thing,
and for a short form that its own article does not explain the fuller form that it stands for:
the only candidate, or the one with four times the articles of the next; else none.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from index.linking import fullnames, people
from index.linking.countries import table
from index.linking.nodes import MISC, ORG, PERSON, PLACE, Nodes
from index.linking.normalise import singular
from index.linking.organisations import GENERIC, PLURALS, core, initials
from index.linking.texts import Lookup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.linking.alive import Alive, Live
    from index.linking.columns import Flags
    from index.linking.groups import Groups

_WELL_SEEN = 4
"""Articles that somebody needs to be meant by a surname that very many people have."""


def join_people(groups: Groups, alive: Alive) -> None:
    """Join the spellings of people's full names."""
    names = alive.full_names()
    for one, two in fullnames.pairs(names):
        groups.join(names.node(one), names.node(two))


def join_spellings(nodes: Nodes, groups: Groups, alive: Alive) -> None:
    """Join what is one name but for spaces, a plural, a legal form, or -ism against -ist.

    The plurals are of single words, and of things such as prizes (Academy Awards).
    """
    squashed, cores, singles = Lookup(), Lookup(), Lookup()
    for at, (text, node, kind, _) in enumerate(alive):
        if len(text) > 5:
            squashed.add(("p " if kind == PERSON else "") + text.replace(" ", ""), at)
        if kind == ORG and len(text) > 2:
            rest = core(text)
            if rest and rest not in GENERIC:
                cores.add(rest, at)
                if rest != text:
                    _join_bare(nodes, groups, rest, node)
        if " " not in text and kind != PERSON and len(text) > 3:
            singles.add(_family(text), at)
        elif kind == MISC and " " in text:
            rest, _, last = text.rpartition(" ")
            singles.add(f"{rest} {_family(last)}", at)
    key = nodes.numbers.keys
    for block in (*squashed.groups(), *singles.groups()):
        first, *others = map(alive.node, block)
        for node in others:
            if key[first] != key[node]:
                groups.join(first, node)
    for block in cores.groups():
        if not _place_or_person(nodes, core(alive[block[0]].text)):
            first, *others = map(alive.node, block)
            for node in others:
                groups.join(first, node)


def _join_bare(nodes: Nodes, groups: Groups, bare: str, node: int) -> None:
    """Join a company with its bare name where that is known, or taken for a person's full name."""
    thing = table().get(bare)
    if thing is not None:
        k = nodes.find("=" + thing.name)
        if k >= 0 and not thing.country and not thing.place and not thing.upper:
            groups.join(node, nodes.numbers.node(k, PLACE))
        return
    k = nodes.find(bare)
    if k >= 0 and " " in bare and nodes.major[k] == PERSON and not nodes.split[k]:
        groups.join(node, nodes.numbers.node(k, PERSON))


def _family(text: str) -> str:
    """What a single word shares with its plural and with the word for its followers."""
    if text in PLURALS:
        return text
    one = text[:-1] if text.endswith("s") and not text.endswith(("ss", "us", "is")) else text
    for end, stem in (("ista", 5), ("ismo", 5), ("ism", 6), ("ist", 6)):
        if one.endswith(end) and len(one) > stem + 1:
            return one[: -len(end)] + "-ism"
    return one


def _place_or_person(nodes: Nodes, text: str) -> bool:
    """Whether a company's bare name is mostly a place's or a person's."""
    k = nodes.find(text)
    if k < 0:
        k = nodes.find(singular(text))
    if k < 0:
        return False
    target = nodes.known_of[k]
    return (target >= 0 and bool(nodes.country[target])) or nodes.major[k] in (PERSON, PLACE)


class Candidates:
    """The fuller forms of a corpus by what their short forms may be.

    Args:
        nodes: the corpus's names.
        groups: what is one thing already.
        alive: the nodes that have uses.

    Attributes:
        group: for each node, the one that stands for its group.
    """

    def __init__(self, nodes: Nodes, groups: Groups, alive: Iterable[Live]) -> None:
        self._nodes = nodes
        self.group = groups.as_array()
        self._weight = array("i", bytes(4 * len(self.group)))
        self._last, self._given, self._sound = Lookup(), Lookup(), Lookup()
        self._initials, self._tails = Lookup(), Lookup()
        for text, node, kind, much in alive:
            if " " not in text:
                continue
            self._weight[self.group[node]] += much
            if kind == PERSON:
                self._add_person(text, node)
            elif kind in (ORG, MISC):
                self._tails.add(text.rsplit(" ", 1)[1], node)
                for letters in initials(text):
                    if 2 < len(letters) <= 6:
                        self._initials.add(letters, node)

    def _add_person(self, text: str, node: int) -> None:
        full = people.parse(text)
        self._last.add(full.last, node)
        if " " in full.last:
            self._last.add(full.last.rsplit(" ", 1)[-1], node)
        if full.given in people.FAMILY_FIRST:
            self._last.add(full.given, node)
        else:
            self._given.add(full.given, self.group[node])
        if len(full.last) > 4:
            self._sound.add(people.sound(full.last), node)

    def _weigh(self, members: Iterable[int], own: int) -> dict[int, int]:
        """The groups of nodes, but one, with their articles."""
        groups = {self.group[node] for node in members}
        return {g: self._weight[g] for g in groups if g != own}

    def likely(self, alive: Alive, unexplained: Flags, voted: Flags) -> list[int]:
        """The places of the forms for which `of` may find something; it finds none for others.

        Args:
            alive: the forms.
            unexplained: for each group, whether an article leaves it unexplained.
            voted: for each group, whether it stands for anything in any article.
        """
        node, kind, hashes, single = alive.columns()
        group = np.frombuffer(self.group, np.int32)[node]
        person = kind == PERSON
        found = self._last.holds(hashes) | (person & single) | (~person & voted[group])
        key = np.frombuffer(self._nodes.numbers.keys, np.int32)
        found |= np.frombuffer(self._nodes.acronym, np.uint8)[key[node]] > 0
        places: list[int] = np.flatnonzero(found & unexplained[group]).tolist()
        return places

    def of(self, form: Live, votes: dict[int, int], left: int) -> int | None:
        """The group that a left-over short form stands for.

        Args:
            form: the short form.
            votes: groups that it stands for in articles that explain it, with their number.
            left: the number of articles that do not explain it.
        """
        text, node, kind, _ = form
        if kind == PERSON:
            return self._person(text, node, votes)
        if self._nodes.acronym[self._nodes.numbers.keys[node]]:
            if votes or len(text) < 3:
                return dominant(votes)
            if self._weight[self.group[node]]:
                return None  # it is short for what it is one with (FMC, FMC Corp)
            cands = self._weigh(self._initials.get(text), self.group[node])
            return next(iter(cands)) if len(cands) == 1 else None
        if text in GENERIC:
            return None
        top = dominant(votes)
        if top is not None and votes[top] * 2 >= left:
            return top
        own = self.group[node]
        people_ = self._weigh(self._last.get(text), own)
        if top is None and not votes and kind != PLACE:
            found = dominant(people_)
            return found if found is not None and people_[found] >= 2 * left else None
        cands = self._weigh(self._tails.get(text), own) | people_
        return top if dominant(cands) == top else None

    def famous(self, surname: str, own: int) -> int | None:
        """The group of the full name that a surname means by itself, among two or more."""
        cands = self._weigh(self._last.get(surname), own)
        return dominant(cands) if len(cands) > 1 else None

    def _person(self, text: str, node: int, votes: dict[int, int]) -> int | None:
        own = self.group[node]
        cands = self._weigh(self._last.get(text), own)
        if cands:
            found = dominant(cands)
            common = text in people.FAMILY_FIRST
            return found if not common or found in votes or _seen(cands, found) else None
        if " " in text:
            return None
        given = {group: self._weight[group] for group in self._given.get(text)}
        if given:
            found = dominant(given)
            return found if found in votes else None
        if len(text) < 5:
            return None
        alike = [
            other
            for other in self._sound.get(people.sound(text))
            if people.variants(text, people.parse(self._nodes.words(other)).last, 0.9)
        ]
        return dominant(self._weigh(alike, own))


def _seen(weights: dict[int, int], group: int | None) -> bool:
    """Whether a group has enough articles to be meant by a common surname alone."""
    return group is not None and weights[group] >= _WELL_SEEN


def dominant(weights: dict[int, int]) -> int | None:
    """The only candidate, or the one with four times the weight of the next."""
    if len(weights) < 2:
        return next(iter(weights), None)
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    return ranked[0][0] if ranked[0][1] >= fullnames.DOMINANT * ranked[1][1] else None
