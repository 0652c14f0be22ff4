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
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.decisions.model import Decision, Form, Kind
from index.decisions.wording import as_name, bare, key_of, same_words, says_title
from index.linking.columns import Tally
from index.linking.countries import known
from index.linking.naming import Entities, free_name, name_options
from index.linking.nodes import NUMBER, ORG, PLACE, TYPES
from index.linking.normalise import fold, key
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.linking.columns import Columns, Name, Places

_NEARLY_ALL = 0.9
"""An entity that is not called so is still meant by a name if it has this share of its uses."""

Cell = tuple[int, int]
"""An entity of the linker's, and the place of a name: the uses that move together."""


class _Column(Protocol):
    """Numbers, some rows at a time."""

    def __getitem__(self, rows: slice, /) -> NDArray[Any]: ...

    def __setitem__(self, rows: slice, numbers: NDArray[Any], /) -> None: ...


class _Group:
    """An entity as it is after some decisions."""

    def __init__(self, cells: Iterable[Cell], titles: Iterable[str], kind: int) -> None:
        self.cells = set(cells)
        self.titles = set(titles)
        """What the linker has called its parts."""
        self.kind = kind
        self.called = ""
        self.changed = False


def decide(
    columns: Columns, entities: Entities, of: _Column, decisions: Sequence[Decision]
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
    return replay.result()


class _Replay:
    """The entities that decisions speak of, and what becomes of them."""

    def __init__(
        self, columns: Columns, entities: Entities, of: _Column, decisions: Sequence[Decision]
    ) -> None:
        self._columns = columns
        self._entities = entities
        self._of = of
        self._places = {
            form: list(_places(columns.names, form)) for d in decisions for form in d.forms
        }
        spoken = np.zeros(len(columns.names), dtype=np.bool_)
        spoken[[place for places in self._places.values() for place in places]] = True
        touched = np.zeros(len(entities), dtype=np.bool_)
        for _, rows in columns.blocks():
            touched[of[rows][spoken[columns.name[rows]]]] = True
        self._touched = touched
        self._sizes: dict[Cell, int] = {}
        if touched.any():
            self._count()
        self._names: dict[int, Name] = {
            place: columns.names[place] for place in {place for _, place in self._sizes}
        }
        parts: dict[int, list[Cell]] = {}
        self._cells: dict[int, list[Cell]] = {}
        for cell in self._sizes:
            parts.setdefault(cell[0], []).append(cell)
            self._cells.setdefault(cell[1], []).append(cell)
        self._home: dict[Cell, _Group] = {}
        for entity, cells in parts.items():
            found = entities[entity]
            self._settle(_Group(cells, [found.name], NUMBER[found.type]))

    def _count(self) -> None:
        columns = self._columns
        tally = Tally(len(columns.names))
        for _, rows in columns.blocks():
            here = self._touched[self._of[rows]]
            tally.add(self._of[rows][here], columns.name[rows][here], columns.count[rows][here])
        entity, name, count = tally.pairs()
        for one, place, size in zip(entity.tolist(), name.tolist(), count.tolist(), strict=True):
            self._sizes[one, place] = size

    def _settle(self, group: _Group) -> None:
        for cell in group.cells:
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

    def _having(self, form: Form) -> dict[int, tuple[_Group, int]]:
        """The groups that have a name, with how often; by what is the same in each run."""
        found: dict[int, tuple[_Group, int]] = {}
        for place in self._places[form]:
            for cell in self._cells.get(place, ()):
                group = self._home[cell]
                _, count = found.get(id(group), (group, 0))
                found[id(group)] = group, count + self._sizes[cell]
        return found

    def _meant(self, form: Form) -> _Group | None:
        """The group that a name means, if it means one."""
        having = list(self._having(form).values())
        if not having:
            return None
        titled = [one for one in having if self._is_titled(one[0], form)]
        if titled:
            kind = NUMBER[form.type]
            return max(titled, key=lambda one: (one[0].kind == kind, one[1], _order(one[0])))[0]
        group, count = max(having, key=lambda one: (one[1], _order(one[0])))
        return group if count >= _NEARLY_ALL * sum(size for _, size in having) else None

    @staticmethod
    def _is_titled(group: _Group, form: Form) -> bool:
        return any(says_title(form, title) for title in group.titles)

    def _join(self, one: _Group, two: _Group) -> None:
        if self._size(two) > self._size(one):
            one, two = two, one
        one.cells |= two.cells
        one.titles |= two.titles
        one.called = one.called or two.called
        one.changed = True
        self._settle(one)

    def _part(self, first: Form, second: Form) -> None:
        having, others = self._having(first), self._having(second)
        for ident, (group, _) in having.items():
            if ident in others:
                self._part_in(group, first, second)

    def _part_in(self, group: _Group, first: Form, second: Form) -> None:
        """Let one of two names go from a group: the first, if the group is not called by it."""
        stays = self._is_titled(group, first) and not self._is_titled(group, second)
        self._take_out(group, *((second, first) if stays else (first, second)))

    def _take_out(self, group: _Group, leaving: Form, staying: Form) -> None:
        """Let a name go from a group, with all that are the same words if they do not all stay."""
        wanted = key_of(leaving)
        if same_words(leaving, staying):
            taken = {cell for cell in group.cells if cell[1] in self._places[leaving]}
        else:
            # What was joined by a decision before goes as a whole.
            parts = {entity for entity, _ in group.cells}
            whole = {e for e in parts if says_title(leaving, self._entities[e].name)}
            taken = {c for c in group.cells if c[0] in whole or self._key_of(c) == wanted}
        if not taken or taken == group.cells:
            return
        target = self._by_itself(leaving, wanted, group)
        if target is None:
            target = _Group((), (leaving.text,), NUMBER[self._type_of(taken)])
        target.changed = group.changed = True
        target.cells |= taken
        group.cells -= taken
        group.titles -= {title for title in group.titles if says_title(leaving, title)}
        self._settle(target)

    def _by_itself(self, form: Form, wanted: str, apart: _Group) -> _Group | None:
        """The group that has a name and no other."""
        for group, _ in self._having(form).values():
            if group is not apart and all(self._key_of(cell) == wanted for cell in group.cells):
                return group
        return None

    def _key_of(self, cell: Cell) -> str:
        text, kind, demonym = self._names[cell[1]]
        return key(text, kind is EntityType.PERSON and not demonym)

    def _type_of(self, cells: Iterable[Cell]) -> EntityType:
        counts = Counter[EntityType]()
        for cell in cells:
            counts[self._names[cell[1]][1]] += self._sizes[cell]
        return max(counts, key=lambda kind: (counts[kind], -NUMBER[kind]))

    def _size(self, group: _Group) -> tuple[int, list[Cell]]:
        return sum(self._sizes[cell] for cell in group.cells), _order(group)

    # What comes of it

    def result(self) -> Entities:
        """The entities with their names; each use is moved to its own."""
        groups = {id(group): group for group in self._home.values() if group.changed}
        changed = sorted(groups.values(), key=lambda g: (-self._size(g)[0], min(g.cells)))
        if not changed:
            return self._entities
        known_names = self._entities.names
        stays = np.ones(len(self._entities), dtype=np.bool_)
        stays[[entity for group in changed for entity, _ in group.cells]] = False
        drafts = [self._draft(group) for group in changed]
        # A name that a person gives is taken from whoever has it.
        given = {fold(group.called) for group in changed if group.called}
        wanted = given | {fold(name) for names in drafts for name in names}
        taken: set[str] = set()
        yielding: list[int] = []
        for place, name in enumerate(known_names):
            folded = fold(name)
            if not stays[place]:
                continue
            if folded in given:
                yielding.append(place)
                stays[place] = False
            elif folded in wanted or (name.endswith(")") and fold(bare(name)) in wanted):
                taken.add(folded)
        kept = np.flatnonzero(stays)
        made = self._entities.taken(kept.tolist())
        position = np.zeros(len(self._entities), dtype=np.int32)
        position[kept] = np.arange(len(kept))
        for place in yielding:
            position[place] = len(made)
            found = self._entities[place]
            taken.add(fold(found.name))
            made.append(free_name([found.name], found.type, taken), NUMBER[found.type])
            taken.discard(fold(found.name))
        where: dict[Cell, int] = {}
        by_call = sorted(zip(changed, drafts, strict=True), key=lambda pair: not pair[0].called)
        for group, names in by_call:
            for cell in group.cells:
                where[cell] = len(made)
            made.append(free_name(names, TYPES[group.kind], taken), group.kind)
        self._move(position, where)
        return made

    def _draft(self, group: _Group) -> list[str]:
        """The names that a group may have, best first."""
        forms: dict[str, int] = {}
        for cell in group.cells:
            text = self._names[cell[1]][0]
            forms[text] = forms.get(text, 0) + self._sizes[cell]
        names = name_options(forms, group.kind)
        countries: list[str] = []
        if group.kind in (PLACE, ORG):
            countries = sorted(filter(_is_country, group.titles))
        return [*([group.called] if group.called else []), *countries, *names]

    def _move(self, position: Places, where: dict[Cell, int]) -> None:
        """Give each use its entity's new position, those in some cells the ones given."""
        size = max(len(self._columns.names), 1)
        cells = np.array([entity * size + name for entity, name in where], dtype=np.int64)
        targets = np.fromiter(where.values(), np.int32, len(where))
        order = np.argsort(cells)
        cells, targets = cells[order], targets[order]
        for _, rows in self._columns.blocks():
            before = self._of[rows]
            both = before.astype(np.int64) * size + self._columns.name[rows]
            at = np.minimum(np.searchsorted(cells, both), len(cells) - 1)
            self._of[rows] = np.where(cells[at] == both, targets[at], position[before])


def _order(group: _Group) -> list[Cell]:
    """What decides between equals: it says the same of the same linking."""
    return sorted((-entity, -name) for entity, name in group.cells)


def _places(names: Sequence[Name], form: Form) -> Iterator[int]:
    """Where a name stands among sorted ones, also as one for a people."""
    for demonym in (False, True):
        name = (form.text, form.type, demonym)
        place = bisect_left(names, name)
        if place < len(names) and names[place] == name:
            yield place


def _is_country(name: str) -> bool:
    thing = known(name, key(name))
    return thing is not None and thing.country
