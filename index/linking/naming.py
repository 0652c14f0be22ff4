"""The entities' names and types.

In come the uses with the groups they belong to, out go `Links`. A country is called by its name
in the table; anything else by the fullest common form among its uses, with its accents; no two
entities have one name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.linking.base import LinkedEntity, Links
from index.linking.nodes import ORG, PERSON, PLACE, TYPES, Nodes
from index.linking.normalise import HONORIFICS, fold, tidy
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.linking.base import NameUse

_WORDS = {
    EntityType.PERSON: "person",
    EntityType.ORG: "organisation",
    EntityType.PLACE: "place",
    EntityType.MISC: "other",
}


def entities(uses: Sequence[NameUse], nodes: Nodes, of: list[int]) -> Links:
    """The entities of a linking.

    Args:
        uses: the uses.
        nodes: their names and keys.
        of: for each use, the number of its group; any numbers.
    """
    forms: dict[int, dict[int, int]] = {}
    kinds: dict[int, list[int]] = {}
    for i, group in enumerate(of):
        count = uses[i].count
        name = nodes.name_of[i]
        mine = forms.get(group)
        if mine is None:
            mine = forms[group] = {}
            kinds[group] = [0, 0, 0, 0]
        mine[name] = mine.get(name, 0) + count
        kinds[group][nodes.type_of[i]] += count
    order = sorted(
        forms, key=lambda g: (-sum(kinds[g]), min(nodes.names[n] for n in forms[g]), g & 3)
    )
    taken: set[str] = set()
    made: list[LinkedEntity] = []
    place: dict[int, int] = {}
    for group in order:
        kind = max(range(4), key=lambda t: (kinds[group][t], -t))
        thing = nodes.keys[group >> 2]
        options = _options({nodes.names[n]: c for n, c in forms[group].items()}, kind)
        if nodes.country[group >> 2]:
            kind = PLACE if kind == PERSON else kind
            options.insert(0, thing[1:])
        type_ = TYPES[kind]
        place[group] = len(made)
        made.append(LinkedEntity(_unique(options, type_, taken), type_))
    return Links(made, [place[g] for g in of])


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

    def worth(item: tuple[str, dict[str, int]]) -> tuple[float, int, str]:
        folded, spellings = item
        count = sum(spellings.values())
        size = folded.count(" ") + 1
        score = float(count)
        if kind == PERSON:
            initial = min(len(w.strip(".")) for w in folded.split()) == 1
            score *= 1.0 if size == 1 else 40.0 if initial else 1000.0
        elif kind == ORG and size > 1:
            score *= 4.0
        elif size > 1 and count * 5 >= total:
            score *= 2.0
        return (-score, -len(folded), folded)

    return [_spelling(spellings) for _, spellings in sorted(merged.items(), key=worth)]


def _spelling(spellings: dict[str, int]) -> str:
    """The best spelling of one folded form: with accents, not all in capitals, the commonest."""

    def worth(item: tuple[str, int]) -> tuple[bool, bool, int, str]:
        name, count = item
        loud = len(name) > 4 and name.isupper()
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


def _unique(options: list[str], type_: EntityType, taken: set[str]) -> str:
    """The first free name; a common one gets its type in brackets, then a number."""
    tries = [options[0], f"{options[0]} ({_WORDS[type_]})", *options[1:]]
    for name in tries:
        if fold(name) not in taken:
            taken.add(fold(name))
            return name
    number = 2
    while fold(f"{options[0]} ({number})") in taken:
        number += 1
    name = f"{options[0]} ({number})"
    taken.add(fold(name))
    return name
