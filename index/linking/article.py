"""Short forms within one article: which fuller name of the same article each of them stands for.

In come the forms of one article, out goes a short form's node → a fuller form's node. A bare
surname goes to the latest full name before it, unless another is at least twice as frequent.
"""

from __future__ import annotations

from typing import NamedTuple

from index.linking import people
from index.linking.nodes import MISC, ORG, PERSON, PLACE
from index.linking.normalise import FUNCTION_WORDS
from index.linking.organisations import (
    FACILITIES,
    GENERIC,
    LEGAL,
    ORGANS,
    REGIONAL,
    initials,
    shortened,
)


class Form(NamedTuple):
    """A node as one article uses it.

    Attributes:
        node: the node's number.
        key: its words, folded, separated by spaces.
        type: what it is taken for.
        count: how often the article uses it.
        first: offset of its first use.
        acronym: whether it is written as an acronym.
        known: whether it is a thing known by itself (a country), which is no short form.
        firm: whether its type is beyond doubt, because its key names things of several types.
    """

    node: int
    key: str
    type: int
    count: int  # type: ignore[assignment]  # hides tuple.count
    first: int
    acronym: bool = False
    known: bool = False
    firm: bool = False


class Found(NamedTuple):
    """What a short form stands for in its article.

    Attributes:
        node: the fuller form's node.
        rank: how well the two fit, see `fit`; from `SURE` on, whatever else the corpus says.
        late: whether the short form comes before any fuller one, so that it may mean somebody
            whom every reader knows.
    """

    node: int
    rank: int
    late: bool = False


SURE = 5
"""The least rank that needs no support from the rest of the corpus."""

_CROWD = 64
"""A word that more names of an article share explains none of them."""

CROSS = 1
"""The rank of a short form of another type than the fuller one."""

_LETTERS = 3
"""Letters from which on an acronym is a whole name, and not short for one that has it in it."""

GENERIC_REST = 6
"""The rank of an organisation's name without its generic words, and of a surname."""


def resolve(forms: list[Form]) -> dict[int, Found]:
    """The short forms of one article with what they stand for.

    Args:
        forms: one for each node of the article.
    """
    long = [f for f in forms if " " in f.key]
    if not long:
        return {}
    index = _index(long)
    acronyms: dict[str, list[Form]] | None = None
    sounds: dict[str, list[Form]] | None = None
    out: dict[int, Found] = {}
    targets: dict[int, Form] = {}
    bodies = {f.key for f in forms if f.known or f.type in (ORG, PLACE)}
    for form in sorted(forms, key=lambda f: (-f.key.count(" "), f.key, f.type)):
        if form.known and not form.acronym:
            continue
        ranked: list[tuple[int, Form]] = []
        if not form.known:
            found = form.key.split(" ")
            for word in dict.fromkeys((found[-1], found[0])):
                crowd = index.get(word, ())
                if ranked or len(crowd) > _CROWD:
                    continue
                ranked = [
                    (rank, cand)
                    for cand in crowd
                    if cand.node != form.node and (rank := fit(form, found, cand))
                ]
        if (form.acronym or _may_be_acronym(form)) and not any(rank > 4 for rank, _ in ranked):
            if acronyms is None:
                acronyms = {}
                for cand in long:
                    if cand.type != PERSON or cand.key.count(" ") > 1:
                        for letters in initials(cand.key):
                            acronyms.setdefault(letters, []).append(cand)
            ranked += [
                (5, cand)
                for cand in acronyms.get(form.key, ())
                if cand.node != form.node and form.key not in cand.key.split(" ")
            ]
        if not ranked and form.type == PERSON and len(form.key) > 4 and " " not in form.key:
            if sounds is None:
                sounds = _sounds(long)
            ranked = _sounding(form, sounds)
        chosen = _choose(form, ranked)
        if chosen is not None:
            end = targets.get(chosen.node, chosen)
            if end.node != form.node:
                late = all(cand.first > form.first for _, cand in ranked)
                rank = max(rank for rank, _ in ranked)
                if rank == SURE and _is_edition(form, chosen, bodies):
                    rank = SURE - 1
                out[form.node] = Found(end.node, rank, late)
                targets[form.node] = end
    return out


def _is_edition(form: Form, cand: Form, others: set[str]) -> bool:
    """Whether a longer name is the short one with a year or another of the article's before it.

    A "2005 Bafta" is a Bafta and an "Apple iPod" an iPod; only the rest of the corpus can say
    that the short form is none but that.

    Args:
        form: the short form.
        cand: the longer one.
        others: the keys of the article's places and organisations.
    """
    if not {form.type, cand.type} <= {ORG, MISC} or not cand.key.endswith(" " + form.key):
        return False
    head = cand.key[: -len(form.key) - 1]
    if any(word.isdigit() for word in head.split(" ")):
        return True
    return head in others and MISC in (form.type, cand.type)


def _may_be_acronym(form: Form) -> bool:
    """Whether a form may be an acronym that is written as a word ("Icann", "MoD")."""
    return form.type in (ORG, MISC) and 3 <= len(form.key) <= 6 and form.key.isalpha()


def _index(long: list[Form]) -> dict[str, list[Form]]:
    index: dict[str, list[Form]] = {}
    for form in long:
        for word in dict.fromkeys(form.key.split(" ")):
            if word not in FUNCTION_WORDS:
                index.setdefault(word, []).append(form)
    return index


def fit(form: Form, short: list[str], cand: Form) -> int:
    """How well a form can be short for a longer one of the same article, 0 for not at all.

    Args:
        form: the short form.
        short: its words.
        cand: the longer form.
    """
    long = cand.key.split(" ")
    if form.type == PERSON and cand.type == PERSON:
        return _person(short, long)
    if form.type in (ORG, MISC) and cand.type in (ORG, MISC):
        if short[0] in GENERIC and len(short) == 1 and cand.type == MISC:
            return 0
        rank = shortened(short, long)
        if MISC in (form.type, cand.type) and rank == 3:
            return 0
        if form.acronym and form.type == cand.type == ORG and rank:
            return rank if _may_be_short(short[0], long, rank) else 0
        return rank
    if form.type == PLACE and cand.type == PLACE:
        if long[: len(short)] == short and all(w in REGIONAL for w in long[len(short) :]):
            return 4
        if len(short) == 1 and short[0] in FACILITIES and long[-1] == short[0]:
            return 4
        return 0
    if form.type == ORG and cand.type == PLACE and short[0] in FACILITIES:
        return 4 if long[-len(short) :] == short else 0
    if form.firm:
        return 0
    if form.type in (ORG, MISC) and cand.type == PERSON:
        return CROSS if long[-len(short) :] == short else 0
    if form.type == PERSON and cand.type in (ORG, MISC):
        return CROSS if len(short) == 1 and shortened(short, long) >= SURE else 0
    return 0


def _may_be_short(letters: str, long: list[str], rank: int) -> bool:
    """Whether an acronym may be short for a name that has it among its words.

    That is one of a firm, one that says what the acronym stands for, or what the acronym is; it
    is no body of what the acronym names ("EC Commission").
    """
    if not ORGANS.isdisjoint(long) and letters in long:
        return False
    if rank == GENERIC_REST or len(letters) < _LETTERS or not LEGAL.isdisjoint(long):
        return True
    return letters in initials(" ".join(word for word in long if word != letters))


def _person(short: list[str], long: list[str]) -> int:
    size = len(short)
    if size == 1:
        word = short[0]
        if word == long[-1]:
            return 6
        if word == long[0]:
            return 5 if word in people.FAMILY_FIRST else 4
        if len(long) > 2 and word in long[1:-1] and word not in people.PARTICLES and len(word) > 2:
            return 3
        return 0
    if size < len(long) and (long[-size:] == short or long[:size] == short):
        return 6 if long[-size:] == short else 5
    one, two = people.parse(" ".join(short)), people.parse(" ".join(long))
    if one.last == two.last and people.same_given(one.given, two.given):
        shorter = len(one.given) < len(two.given) or len(one.middle) < len(two.middle)
        return 5 if shorter and people.same_middle(one.middle, two.middle) else 0
    return 0


def _sounds(long: list[Form]) -> dict[str, list[Form]]:
    """The full names of people by the sound of their surnames."""
    out: dict[str, list[Form]] = {}
    for cand in long:
        if cand.type == PERSON:
            out.setdefault(people.sound(cand.key.rsplit(" ", 1)[-1]), []).append(cand)
    return out


def _sounding(form: Form, sounds: dict[str, list[Form]]) -> list[tuple[int, Form]]:
    """Full names whose surname is another spelling of the form."""
    return [
        (2, cand)
        for cand in sounds.get(people.sound(form.key), ())[:_CROWD]
        if people.variants(form.key, cand.key.rsplit(" ", 1)[-1], 0.88)
    ]


def _choose(form: Form, ranked: list[tuple[int, Form]]) -> Form | None:
    """The best candidate; see the module's description."""
    if not ranked:
        return None
    best = max(rank for rank, _ in ranked)
    by_node: dict[int, Form] = {}
    for rank, cand in ranked:
        if rank == best:
            other = by_node.get(cand.node)
            if other is None:
                by_node[cand.node] = cand
            else:
                count, first = other.count + cand.count, min(other.first, cand.first)
                by_node[cand.node] = other._replace(count=count, first=first)
    cands = sorted(by_node.values(), key=lambda c: (-c.count, c.first, c.key))
    if len(cands) == 1:
        return cands[0]
    if best <= 4:
        return None
    if cands[0].count >= 2 * cands[1].count:
        return cands[0]
    before = [c for c in cands if c.first <= form.first]
    if before:
        return max(before, key=lambda c: (c.first, c.key))
    return min(cands, key=lambda c: (c.first, c.key))
