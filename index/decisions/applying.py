"""What is decided, applied to a linking: names move between entities, and some get another name.

In: the uses in columns, the entities that the linker made of them, and the decisions that hold,
oldest first. Out: entities, and for each use the position of its own. The decisions are followed
one after the other, so that of two that contradict each other the later one holds; one whose names
are not there does nothing. Only the entities that a decision speaks of are looked at.

Which entity a name means: the one that is called so; else the one that has nearly all its uses;
else none, as a bare surname of two people says nothing of either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from index.decisions.model import Decision, Form, Kind
from index.decisions.moving import Group, moved, title
from index.decisions.wording import (
    NEARLY_ALL,
    as_name,
    is_person,
    key_of,
    respelled,
    same_words,
    spelled,
)
from index.linking.columns import Tally
from index.linking.nodes import NUMBER
from index.linking.normalise import key
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.decisions.moving import Cell, Rows, Title
    from index.linking.columns import Columns, Name
    from index.linking.naming import Entities


def decide(
    columns: Columns, entities: Entities, of: Rows, decisions: Sequence[Decision]
) -> Entities:
    """Apply decisions to a linking; those that reject names are `index.decisions.rejecting`'s.

    Args:
        columns: the uses.
        entities: what the linker made of them.
        of: for each use, the position of its entity; changed in place.
        decisions: those that hold, oldest first.

    Returns:
        the entities, those that are as they were in their order before the others.
    """
    wanted = [d for d in decisions if d.kind is not Kind.REJECT]
    replay = _Replay(columns, entities, of, wanted)
    for decision in wanted:
        replay.follow(decision)
    return moved(columns, entities, of, replay.changed(), replay.sizes, replay.names)


class _Replay:
    """The entities that decisions speak of, and what becomes of them.

    Attributes:
        sizes: how often each cell of theirs is mentioned.
        names: the names in them, by place.
    """

    def __init__(
        self, columns: Columns, entities: Entities, of: Rows, decisions: Sequence[Decision]
    ) -> None:
        self._columns = columns
        self._entities = entities
        self._of = of
        self._places = {form: _places(columns.names, form) for d in decisions for form in d.forms}
        spoken = np.zeros(len(columns.names), dtype=np.bool_)
        spoken[[place for places in self._places.values() for place in places]] = True
        touched = np.zeros(len(entities), dtype=np.bool_)
        for _, rows in columns.blocks():
            touched[of[rows][spoken[columns.name[rows]]]] = True
        self._touched = touched
        self.sizes: dict[Cell, int] = {}
        if touched.any():
            self._count()
        self.names: dict[int, Name] = {
            place: columns.names[place] for place in {place for _, place in self.sizes}
        }
        parts: dict[int, list[Cell]] = {}
        self._cells: dict[int, list[Cell]] = {}
        for cell in self.sizes:
            parts.setdefault(cell[0], []).append(cell)
            self._cells.setdefault(cell[1], []).append(cell)
        self._home: dict[Cell, Group] = {}
        self._titles: dict[int, Title] = {}
        for entity, cells in parts.items():
            found = entities[entity]
            self._titles[entity] = title(found.name)
            size = sum(map(self.sizes.__getitem__, cells))
            group = Group(cells, size, [self._titles[entity]], NUMBER[found.type])
            self._settle(group, cells)
        self._keys: dict[int, str] = {}

    def _count(self) -> None:
        columns = self._columns
        tally = Tally(len(columns.names))
        for _, rows in columns.blocks():
            here = self._touched[self._of[rows]]
            tally.add(self._of[rows][here], columns.name[rows][here], columns.count[rows][here])
        entity, name, count = tally.pairs()
        for one, place, size in zip(entity.tolist(), name.tolist(), count.tolist(), strict=True):
            self.sizes[one, place] = size

    def _settle(self, group: Group, cells: Iterable[Cell]) -> None:
        for cell in cells:
            self._home[cell] = group

    # One decision after the other

    def follow(self, decision: Decision) -> None:
        """Do what a decision says."""
        if decision.kind is Kind.APART:
            self._part(*decision.forms)
            return
        groups = [self._meant(form) for form in decision.forms]
        if decision.kind is Kind.CALL:
            called = as_name(decision.called)
            if groups[0] is not None and called:
                groups[0].called, groups[0].changed = called, True
            return
        one, two = groups
        if one is None or two is None:
            return
        if decision.kind is Kind.SAME and one is not two:
            self._join(one, two)
        elif decision.kind is Kind.TWO and one is two:
            self._part_in(one, *decision.forms)

    def _having(self, form: Form) -> dict[int, tuple[Group, int]]:
        """The groups that have a name, with how often; by what is the same in each run."""
        found: dict[int, tuple[Group, int]] = {}
        for place in self._places[form]:
            for cell in self._cells.get(place, ()):
                group = self._home[cell]
                _, count = found.get(id(group), (group, 0))
                found[id(group)] = group, count + self.sizes[cell]
        return found

    def _meant(self, form: Form) -> Group | None:
        """The group that a name means, if it means one."""
        having = list(self._having(form).values())
        if not having:
            return None
        titled = [one for one in having if one[0].is_titled(form)]
        if titled:
            kind = NUMBER[form.type]
            return self._first(((g.kind == kind, count), g) for g, count in titled)
        group = self._first(((True, count), g) for g, count in having)
        count = dict(having)[group]
        return group if count >= NEARLY_ALL * sum(size for _, size in having) else None

    @staticmethod
    def _first(candidates: Iterable[tuple[tuple[bool, int], Group]]) -> Group:
        """The one of most; of equals the same in each run."""
        found = list(candidates)
        most = max(score for score, _ in found)
        equals = [group for score, group in found if score == most]
        return equals[0] if len(equals) == 1 else min(equals, key=lambda group: group.order)

    def _join(self, one: Group, two: Group) -> None:
        if two.is_more(one):
            one, two = two, one
        one.take_in(two)
        one.changed = True
        self._settle(one, two.cells)

    def _part(self, first: Form, second: Form) -> None:
        having, others = self._having(first), self._having(second)
        for ident, (group, _) in having.items():
            if ident in others:
                self._part_in(group, first, second)

    def _part_in(self, group: Group, first: Form, second: Form) -> None:
        """Let one of two names go from a group: the first, if the group is not called by it."""
        stays = group.is_titled(first) and not group.is_titled(second)
        self._take_out(group, *((second, first) if stays else (first, second)))

    def _take_out(self, group: Group, leaving: Form, staying: Form) -> None:
        """Let a name go from a group, with all that are the same words if they do not all stay."""
        wanted = key_of(leaving)
        if same_words(leaving, staying):
            taken = {cell for cell in group.cells if cell[1] in self._places[leaving]}
        else:
            # What was joined by a decision before goes as a whole.
            person = is_person(leaving)
            taken = {
                cell
                for cell in group.cells
                if self._titles[cell[0]].keys[person] == wanted or self._key_of(cell) == wanted
            }
        if not taken or taken == group.cells:
            return
        target = self._by_itself(leaving, wanted, group)
        if target is None:
            target = Group((), 0, (title(leaving.text),), NUMBER[self._type_of(taken)])
        size = sum(map(self.sizes.__getitem__, taken))
        target.changed = group.changed = True
        target.cells |= taken
        target.size += size
        group.cells -= taken
        group.size -= size
        group.untitle(leaving)
        self._settle(target, taken)

    def _by_itself(self, form: Form, wanted: str, apart: Group) -> Group | None:
        """The group that has a name and no other."""
        for group, _ in self._having(form).values():
            if group is not apart and all(self._key_of(cell) == wanted for cell in group.cells):
                return group
        return None

    def _key_of(self, cell: Cell) -> str:
        found = self._keys.get(cell[1])
        if found is None:
            text, kind, demonym = self.names[cell[1]]
            found = self._keys[cell[1]] = key(text, kind is EntityType.PERSON and not demonym)
        return found

    def _type_of(self, cells: Iterable[Cell]) -> EntityType:
        counts = Counter[EntityType]()
        for cell in cells:
            counts[self.names[cell[1]][1]] += self.sizes[cell]
        return max(counts, key=lambda kind: (counts[kind], -NUMBER[kind]))

    def changed(self) -> list[Group]:
        """The groups that are not as the linker made them, the most mentioned first."""
        groups = {id(group): group for group in self._home.values() if group.changed}
        return sorted(groups.values(), key=lambda group: (-group.size, min(group.cells)))


def _places(names: Sequence[Name], form: Form) -> list[int]:
    """Where a name stands among sorted ones; with other apostrophes, if it stands nowhere so."""
    return list(_found(names, spelled(form.text), form.type)) or list(
        _found(names, respelled(form.text), form.type)
    )


def _found(names: Sequence[Name], texts: Iterable[str], kind: EntityType) -> Iterator[int]:
    """Where texts stand as names of a type, also as ones for a people."""
    for text in texts:
        for demonym in (False, True):
            name = (text, kind, demonym)
            place = bisect_left(names, name)
            if place < len(names) and names[place] == name:
                yield place
