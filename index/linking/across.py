"""What the corpus as a whole says: spellings of one thing, and short forms left over by articles.

In come the nodes of a corpus (`index.linking.nodes`), out go groups of nodes that are one thing,
and for a short form that its own article does not explain the fuller form that it stands for:
the only candidate, or the one with four times the articles of the next; else none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.linking import fullnames, people
from index.linking.nodes import MISC, ORG, PERSON, PLACE, Nodes
from index.linking.normalise import singular
from index.linking.organisations import GENERIC, core, initials

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.linking.groups import Groups


class Live(NamedTuple):
    """A key in use, as one type: its words, its node, its type, its number of articles."""

    text: str
    node: int
    type: int
    articles: int


_UNPLURAL = frozenset({"time", "new", "giant", "street", "sport", "king", "new york time"})
"""Names that mean something else in the plural."""


def live(nodes: Nodes) -> list[Live]:
    """The keys that have uses, countries left out, sorted by their words."""
    out = []
    for k, text in enumerate(nodes.keys):
        if text.startswith("="):
            continue
        target = nodes.known_of[k]
        bits = nodes.split[k]
        if target >= 0:
            if not nodes.country[target]:
                kind = nodes.major[k] if nodes.major[k] != PERSON else ORG
                out.append(Live(text.lstrip("^"), target * 4 + PLACE, kind, nodes.total(k)))
            if nodes.articles[k * 4 + PERSON]:
                much = nodes.articles[k * 4 + PERSON]
                out.append(Live(text.lstrip("^"), k * 4 + PERSON, PERSON, much))
        elif bits:
            out += [
                Live(text, k * 4 + t, t, nodes.articles[k * 4 + t])
                for t in range(4)
                if bits >> t & 1
            ]
        else:
            out.append(Live(text, k * 4 + nodes.major[k], nodes.major[k], nodes.total(k)))
    out.sort()
    return out


def join_people(groups: Groups, alive: Iterable[Live]) -> None:
    """Join the spellings of people's full names."""
    names = []
    node_of = {}
    for text, node, kind, much in alive:
        if kind == PERSON and 0 < text.count(" ") < 6:
            names.append((text, much))
            node_of[text] = node
    for one, two in fullnames.pairs(names):
        groups.join(node_of[one], node_of[two])


def join_spellings(nodes: Nodes, groups: Groups, alive: Iterable[Live]) -> None:
    """Join what is one name but for spaces, a plural, a legal form, or -ism against -ist."""
    squashed: dict[tuple[str, bool], int] = {}
    cores: dict[str, list[int]] = {}
    singles: dict[str, list[int]] = {}
    for text, node, kind, _ in alive:
        if len(text) > 5:
            slot = (text.replace(" ", ""), kind == PERSON)
            if slot in squashed:
                groups.join(squashed[slot], node)
            else:
                squashed[slot] = node
        if kind in (ORG, MISC) and len(text) > 2:
            rest = core(text)
            if rest and (rest != text or kind == ORG) and rest not in GENERIC:
                cores.setdefault(rest, []).append(node)
        if " " not in text and kind != PERSON and len(text) > 3:
            singles.setdefault(_family(text), []).append(node)
    for rest, members in cores.items():
        if len(members) > 1 and not _place_or_person(nodes, rest):
            for node in members[1:]:
                groups.join(members[0], node)
    for members in singles.values():
        for node in members[1:]:
            if members[0] >> 2 != node >> 2:
                groups.join(members[0], node)


def _family(text: str) -> str:
    """What a single word shares with its plural and with the word for its followers."""
    one = text[:-1] if text.endswith("s") and not text.endswith(("ss", "us", "is")) else text
    if one in _UNPLURAL:
        return text
    for end, stem in (("ista", 5), ("ismo", 5), ("ism", 6), ("ist", 6)):
        if one.endswith(end) and len(one) > stem + 1:
            return one[: -len(end)] + "-ism"
    return one


def _place_or_person(nodes: Nodes, text: str) -> bool:
    """Whether a company's bare name is mostly a place's or a person's."""
    k = nodes.find(text)
    if k < 0:
        k = nodes.find(singular(text))
    return k >= 0 and (nodes.known_of[k] >= 0 or nodes.major[k] in (PERSON, PLACE))


class Candidates:
    """The fuller forms of a corpus by what their short forms may be.

    Args:
        nodes: the corpus's names.
        groups: what is one thing already.
        alive: the nodes that have uses.
    """

    def __init__(self, nodes: Nodes, groups: Groups, alive: Iterable[Live]) -> None:
        self._nodes = nodes
        self._groups = groups
        self._last: dict[str, dict[int, int]] = {}
        self._given: dict[str, dict[int, int]] = {}
        self._sound: dict[str, dict[int, int]] = {}
        self._words: dict[int, str] = {}
        self._initials: dict[str, dict[int, int]] = {}
        for text, node, kind, much in alive:
            if " " not in text:
                continue
            group = groups.find(node)
            if kind == PERSON:
                self._add_person(text, group, much)
            elif kind in (ORG, MISC):
                for letters in initials(text):
                    if len(letters) > 2:
                        _put(self._initials, letters, group, much)

    def _add_person(self, text: str, group: int, much: int) -> None:
        full = people.parse(text)
        _put(self._last, full.last, group, much)
        if " " in full.last:
            _put(self._last, full.last.rsplit(" ", 1)[-1], group, much)
        if full.given in people.FAMILY_FIRST:
            _put(self._last, full.given, group, much)
        else:
            _put(self._given, full.given, group, much)
        if len(full.last) > 4:
            _put(self._sound, people.sound(full.last), group, much)
            self._words[group] = full.last

    def of(self, node: int, votes: dict[int, int], left: int) -> int | None:
        """The group that a left-over short form stands for.

        Args:
            node: the short form.
            votes: groups that it stands for in articles that explain it, with their number.
            left: the number of articles that do not explain it.
        """
        text = self._nodes.keys[node >> 2].lstrip("^")
        if node & 3 == PERSON:
            return self._person(text, node)
        if self._nodes.acronym[node >> 2]:
            found = dominant(votes) if votes else None
            if found is None and not votes and len(text) > 2:
                cands = self._initials.get(text, {})
                found = next(iter(cands)) if len(cands) == 1 else None
            return found
        top = dominant(votes)
        if top is None or votes[top] * 2 < left:
            return None
        return top

    def _person(self, text: str, node: int) -> int | None:
        own = self._groups.find(node)
        cands = {g: n for g, n in self._last.get(text, {}).items() if g != own}
        if cands:
            return dominant(cands)
        if " " in text:
            return None
        cands = self._given.get(text, {})
        if len(cands) == 1:
            return next(iter(cands))
        if cands or len(text) < 5:
            return None
        cands = {
            g: n
            for g, n in self._sound.get(people.sound(text), {}).items()
            if people.variants(text, self._words.get(g, ""), 0.9)
        }
        return dominant(cands)


def _put(index: dict[str, dict[int, int]], word: str, group: int, much: int) -> None:
    cands = index.setdefault(word, {})
    cands[group] = cands.get(group, 0) + much


def dominant(weights: dict[int, int]) -> int | None:
    """The only candidate, or the one with four times the weight of the next."""
    if len(weights) < 2:
        return next(iter(weights), None)
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    return ranked[0][0] if ranked[0][1] >= fullnames.DOMINANT * ranked[1][1] else None
