"""The entities' names and types.

In come the uses with the groups they belong to, out go `Links`. A country is called by its name
in the table; anything else by the fullest common form among its uses, with its accents; no two
entities have one name.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from index.linking.base import LinkedEntity, Links
from index.linking.nodes import ORG, PERSON, PLACE, TYPES, Nodes
from index.linking.normalise import HONORIFICS, fold, tidy
from index.linking.organisations import LEGAL, is_acronym
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.linking.base import NameUse

_UNIONS = frozenset({"European Union", "United Nations"})
"""What the table of countries has that is no place."""

_WORDS = {
    EntityType.PERSON: "person",
    EntityType.ORG: "organisation",
    EntityType.PLACE: "place",
    EntityType.MISC: "other",
}


def entities(uses: Sequence[NameUse], nodes: Nodes, of: array[int]) -> Links:
    """The entities of a linking.

    Args:
        uses: the uses.
        nodes: their names and keys.
        of: for each use, the number of its group; any numbers.
    """
    order = array("i", sorted(range(len(of)), key=of.__getitem__))
    starts, mentions, least = _groups(uses, of, order)
    ranks = sorted(range(len(least)), key=lambda number: of[order[starts[number]]] & 3)
    ranks.sort(key=least.__getitem__)
    ranks.sort(key=lambda number: -mentions[number])
    taken: set[str] = set()
    made = []
    place = array("i", bytes(4 * len(ranks)))
    for number, rank in enumerate(ranks):
        place[rank] = number
        members = order[starts[rank] : starts[rank + 1]]
        options, kind = _draft(uses, nodes, of[members[0]], members)
        made.append(LinkedEntity(_unique(options, TYPES[kind], taken), TYPES[kind]))
    out = [0] * len(of)
    for rank, number in enumerate(place):
        for i in order[starts[rank] : starts[rank + 1]]:
            out[i] = number
    return Links(made, out)


def _groups(
    uses: Sequence[NameUse], of: array[int], order: array[int]
) -> tuple[array[int], array[int], list[str]]:
    """The groups in their order: where each starts, its mentions, the least of its names."""
    starts, mentions = array("i"), array("q")
    least: list[str] = []
    last = -1
    for position, i in enumerate(order):
        use = uses[i]
        name, count = use.name, use.count
        if of[i] != last:
            last = of[i]
            starts.append(position)
            mentions.append(count)
            least.append(name)
        else:
            mentions[-1] += count
            if name < least[-1]:
                least[-1] = name
    starts.append(len(order))
    return starts, mentions, least


def _draft(
    uses: Sequence[NameUse], nodes: Nodes, group: int, members: array[int]
) -> tuple[list[str], int]:
    """The names that a group may have, best first, and its type."""
    country = nodes.country[group >> 2]
    if len(members) == 1 and not country:
        kind = nodes.type_of[members[0]]
        return [_shown(uses[members[0]].name, kind)], kind
    forms: dict[str, int] = {}
    kinds = [0, 0, 0, 0]
    for i in members:
        use = uses[i]
        forms[use.name] = forms.get(use.name, 0) + use.count
        kinds[nodes.type_of[i]] += use.count
    kind = kinds.index(max(kinds))
    options = _options(forms, kind)
    if country:
        name = nodes.keys[group >> 2][1:]
        kind = ORG if name in _UNIONS else PLACE
        options.insert(0, name)
    return options, kind


def _options(forms: dict[str, int], kind: int) -> list[str]:
    """The names that an entity may have, best first."""
    if len(forms) == 1:
        return [_shown(next(iter(forms)), kind)]
    merged: dict[str, dict[str, int]] = {}
    for name, count in forms.items():
        shown = _shown(name, kind)
        spellings = merged.setdefault(fold(shown), {})
        spellings[shown] = spellings.get(shown, 0) + count
    total = sum(forms.values())
    loud = any(is_acronym(name, fold(name).replace(".", "")) for name in forms)

    def worth(item: tuple[str, dict[str, int]]) -> tuple[float, int, int, str]:
        folded, spellings = item
        count = sum(spellings.values())
        size = folded.count(" ") + 1
        score = float(count)
        if kind == PERSON:
            initial = min(len(w.strip(".")) for w in folded.split()) == 1
            score *= 1.0 if size == 1 else 40.0 if initial else 1000.0
        elif kind == ORG and size > 1:
            rest = folded.rsplit(" ", 1)[-1].strip(".")
            score *= 1.0 if rest in LEGAL else 4.0 if loud else 12.0
        elif size > 1 and count * 5 >= total:
            score *= 2.0
        return (-score, -size, len(folded), folded)

    return [_spelling(spellings, kind) for _, spellings in sorted(merged.items(), key=worth)]


def _spelling(spellings: dict[str, int], kind: int) -> str:
    """The best spelling of one folded form: with accents, not all in capitals, the commonest."""

    def worth(item: tuple[str, int]) -> tuple[bool, bool, int, str]:
        name, count = item
        loud = name.isupper() and (kind in (PERSON, PLACE) or len(name) > 5)
        return (loud, name.isascii(), -count, name)

    return min(spellings.items(), key=worth)[0]


def _shown(name: str, kind: int) -> str:
    """A use's name without what is no part of it."""
    bare = tidy(name)
    if kind == PERSON:
        found = bare.split(" ")
        while len(found) > 1 and fold(found[0]).strip(".") in HONORIFICS:
            found = found[1:]
        bare = " ".join(found)
    return bare or name


def _unique(options: Sequence[str], type_: EntityType, taken: set[str]) -> str:
    """The first free name; a common one gets its type in brackets, then a number."""
    tries = [options[0], f"{options[0]} ({_WORDS[type_]})", *options[1:]]
    for name in tries:
        folded = fold(name)
        if folded not in taken:
            taken.add(folded)
            return name
    number = 2
    while fold(f"{options[0]} ({number})") in taken:
        number += 1
    name = f"{options[0]} ({number})"
    taken.add(fold(name))
    return name
