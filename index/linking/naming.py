"""The entities' names and types.

In come the uses with the groups they belong to, out go the entities. A country is called by its
name in the table, and so is another known thing that is ever called so but mostly by a single word
(Conservative Party, mostly the Tories). Anything else is called by the fullest common form among
its uses, with its accents. No two entities have one name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, overload

import numpy as np

from index.linking.base import LinkedEntity
from index.linking.columns import Tally, as_array
from index.linking.nodes import ORG, PERSON, PLACE, TYPES, Nodes
from index.linking.normalise import HONORIFICS, fold, tidy
from index.linking.organisations import LEGAL, is_acronym
from index.linking.texts import Seen, Texts
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.column import Column
    from index.linking.columns import Columns, Flags, Name

_UNIONS = frozenset({"European Union", "United Nations"})
"""What the table of countries has that is no place."""

_WORDS = {
    EntityType.PERSON: "person",
    EntityType.ORG: "organisation",
    EntityType.PLACE: "place",
    EntityType.MISC: "other",
}


class _Names(Protocol):
    """Names that are taken, folded."""

    def __contains__(self, name: str, /) -> bool: ...

    def add(self, name: str, /) -> None: ...


class Entities(Sequence[LinkedEntity]):
    """The entities of a linking.

    Attributes:
        names: their names.
    """

    def __init__(self) -> None:
        self.names = Texts()
        self._kinds = bytearray()

    def append(self, name: str, kind: int) -> None:
        """Add the next one, of a type by its number in `index.linking.nodes`."""
        self.names.append(name)
        self._kinds.append(kind)

    def taken(self, positions: Sequence[int]) -> Entities:
        """Some of them, in turn."""
        made = Entities()
        made.names = self.names.taken(positions)
        made._kinds = bytearray(self._kinds[position] for position in positions)
        return made

    def __len__(self) -> int:
        return len(self._kinds)

    @overload
    def __getitem__(self, at: int) -> LinkedEntity: ...

    @overload
    def __getitem__(self, at: slice) -> list[LinkedEntity]: ...

    def __getitem__(self, at: int | slice) -> LinkedEntity | list[LinkedEntity]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        return LinkedEntity(self.names[at], TYPES[self._kinds[at]])


def entities(columns: Columns, nodes: Nodes, of: Column) -> tuple[Entities, Column]:
    """The entities of a linking, the most mentioned first, and for each use its entity's position.

    Args:
        columns: the uses.
        nodes: the keys of their names.
        of: for each use, the number of its group, one of the nodes'. Changed in place.
    """
    size = len(nodes.numbers)
    mentions, least = np.zeros(size, np.int32), np.full(size, len(columns.names), np.int32)
    most = np.full(size, -1, np.int32)
    for _, rows in columns.blocks():
        whose, name = of[rows], columns.name[rows]
        np.add.at(mentions, whose, columns.count[rows])
        np.minimum.at(least, whose, name)
        np.maximum.at(most, whose, name)
    several = least < most
    members = _Members(columns, of, several)
    groups = np.flatnonzero(most >= 0).astype(np.int32)
    del most
    # Names are sorted: the least of a group's is its first.
    words = np.fromiter(_texts(columns.names.texts), np.int32, len(columns.names))
    kind_of = np.frombuffer(nodes.numbers.types, np.uint8)
    groups = groups[np.lexsort((kind_of[groups], words[least[groups]], -mentions[groups]))]
    del words
    taken = Seen()
    made = Entities()
    for group in as_array("i", groups):
        called = members.of(group) if several[group] else {int(least[group]): int(mentions[group])}
        options, kind = _draft(columns.names, nodes, group, called)
        made.append(free_name(options, TYPES[kind], taken), kind)
    position = np.empty(size, dtype=np.int32)
    position[groups] = np.arange(len(groups))
    for rows, found in of.blocks():
        of[rows] = position[found]
    return made, of


class _Members:
    """The names of groups that have several, with their mentions."""

    def __init__(self, columns: Columns, of: Column, several: Flags) -> None:
        tally = Tally(len(columns.names))
        for _, rows in columns.blocks():
            group = of[rows]
            wanted = several[group]
            tally.add(group[wanted], columns.name[rows][wanted], columns.count[rows][wanted])
        group, name, counts = tally.pairs()
        self._group, self._name = as_array("i", group), as_array("i", name)
        self._mentions = as_array("i", counts.astype(np.int32))

    def of(self, group: int) -> dict[int, int]:
        """A group's names, by their places, with their mentions."""
        start = bisect_left(self._group, group)
        end = bisect_right(self._group, group, start)
        return dict(zip(self._name[start:end], self._mentions[start:end], strict=True))


def _texts(texts: Texts) -> Iterator[int]:
    """A number for each of some sorted strings, equal and ascending as they are."""
    last, number = "", 0
    for text in texts:
        number += text != last
        last = text
        yield number


def _draft(
    names: Sequence[Name], nodes: Nodes, group: int, members: dict[int, int]
) -> tuple[list[str], int]:
    """The names that a group may have, best first, and its type.

    Args:
        names: the corpus's.
        nodes: their keys.
        group: the group's number.
        members: its names' places, with their mentions.
    """
    country = nodes.country[nodes.numbers.keys[group]]
    if len(members) == 1 and not country:
        (name,) = members
        kind = nodes.type_of[name]
        return [_shown(names[name][0], kind)], kind
    forms: dict[str, int] = {}
    kinds = [0, 0, 0, 0]
    for name, count in members.items():
        text = names[name][0]
        forms[text] = forms.get(text, 0) + count
        kinds[nodes.type_of[name]] += count
    kind = kinds.index(max(kinds))
    options = name_options(forms, kind)
    if country:
        known = nodes.words(group)[1:]
        kind = ORG if known in _UNIONS else PLACE
        options.insert(0, known)
    elif _is_plain_word(options[0]):
        things = {nodes.known_of[nodes.key_of[name]] for name in members} - {-1}
        whole = {fold(nodes.keys[thing][1:]) for thing in things}
        options.sort(key=lambda name: fold(name) not in whole)
    return options, kind


def _is_plain_word(name: str) -> bool:
    """Whether a name is a single word, and no acronym."""
    return " " not in name and not is_acronym(name, fold(name).replace(".", ""))


def name_options(forms: dict[str, int], kind: int) -> list[str]:
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


def free_name(options: Sequence[str], type_: EntityType, taken: _Names) -> str:
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
