"""What comes of decisions: entities that are not as the linker made them get names and their uses.

In: a linking, and groups of names as decisions leave them. Out: entities, each with a name of its
own, and for each use the position of its entity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from index.decisions.wording import bare, is_person, key_of
from index.linking.countries import known
from index.linking.naming import Entities, free_name, name_options
from index.linking.nodes import NUMBER, ORG, PLACE, TYPES
from index.linking.normalise import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from index.decisions.model import Form
    from index.linking.columns import Columns, Name, Places


class Title(NamedTuple):
    """What the linker has called an entity, with its keys as a name of no person and of one."""

    text: str
    keys: tuple[str, str]


def title(text: str) -> Title:
    """What the linker has called an entity, by that."""
    return Title(text, (key(bare(text)), key(bare(text), True)))


Cell = tuple[int, int]
"""An entity of the linker's, and the place of a name: the uses that move together."""


class Rows(Protocol):
    """A column of numbers, some rows at a time."""

    def __getitem__(self, rows: slice, /) -> NDArray[Any]: ...

    def __setitem__(self, rows: slice, numbers: NDArray[Any], /) -> None: ...


class Group:
    """An entity as it is after some decisions.

    Attributes:
        cells: its uses.
        size: how often they are mentioned.
        titles: what the linker has called its parts.
        kind: its type's number.
        called: what a person calls it, or an empty string.
        changed: whether it is not as the linker made it.
    """

    def __init__(
        self, cells: Iterable[Cell], size: int, titles: Iterable[Title], kind: int
    ) -> None:
        self.cells = set(cells)
        self.size = size
        self.titles = {title.text: title for title in titles}
        self.kind = kind
        self.called = ""
        self.changed = False
        self._by_key: dict[tuple[bool, str], set[str]] = {}
        self._file(self.titles.values())

    def _file(self, titles: Iterable[Title]) -> None:
        for title in titles:
            for person, words in enumerate(title.keys):
                self._by_key.setdefault((bool(person), words), set()).add(title.text)

    def is_titled(self, form: Form) -> bool:
        """Whether a name is what one of its parts has been called."""
        return bool(self._by_key.get((is_person(form), key_of(form))))

    def untitle(self, form: Form) -> None:
        """Let the titles go that a name says."""
        for text in list(self._by_key.get((is_person(form), key_of(form)), ())):
            for person, words in enumerate(self.titles.pop(text).keys):
                self._by_key[bool(person), words].discard(text)

    def take_in(self, other: Group) -> None:
        """Become one with another, which is no group any more."""
        self.cells |= other.cells
        self.size += other.size
        self.titles |= other.titles
        self._file(other.titles.values())
        self.called = self.called or other.called

    def is_more(self, other: Group) -> bool:
        """Whether it is mentioned oftener; of equals one is, the same of the same linking."""
        return (self.size, other.order) > (other.size, self.order)

    @property
    def order(self) -> Cell:
        """What decides between equals."""
        return max(self.cells)


def moved(
    columns: Columns,
    entities: Entities,
    of: Rows,
    changed: Sequence[Group],
    sizes: Mapping[Cell, int],
    names: Mapping[int, Name],
) -> Entities:
    """The entities with their names, those that are as they were before the others.

    Args:
        columns: the uses.
        entities: what the linker made of them.
        of: for each use, the position of its entity; changed in place.
        changed: the groups that are not as the linker made them; those named first choose first.
        sizes: how often each of their cells is mentioned.
        names: the names in them, by place.
    """
    if not changed:
        return entities
    stays = np.ones(len(entities), dtype=np.bool_)
    stays[[entity for group in changed for entity, _ in group.cells]] = False
    drafts = [_draft(group, sizes, names) for group in changed]
    # A name that a person gives is taken from whoever has it.
    given = {fold(group.called) for group in changed if group.called}
    wanted = given | {fold(name) for draft in drafts for name in draft}
    taken: set[str] = set()
    yielding: list[int] = []
    for place, name in enumerate(entities.names):
        if not stays[place]:
            continue
        folded = fold(name)
        if folded in given:
            yielding.append(place)
            stays[place] = False
        elif folded in wanted or (name.endswith(")") and fold(bare(name)) in wanted):
            taken.add(folded)
    kept = np.flatnonzero(stays)
    made = entities.taken(kept.tolist())
    position = np.zeros(len(entities), dtype=np.int32)
    position[kept] = np.arange(len(kept))
    for place in yielding:
        position[place] = len(made)
        found = entities[place]
        taken.add(fold(found.name))
        made.append(free_name([found.name], found.type, taken), NUMBER[found.type])
        taken.discard(fold(found.name))
    where: dict[Cell, int] = {}
    by_call = sorted(zip(changed, drafts, strict=True), key=lambda pair: not pair[0].called)
    for group, draft in by_call:
        for cell in group.cells:
            where[cell] = len(made)
        made.append(free_name(draft, TYPES[group.kind], taken), group.kind)
    _move(columns, of, position, where)
    return made


def _draft(group: Group, sizes: Mapping[Cell, int], names: Mapping[int, Name]) -> list[str]:
    """The names that a group may have, best first."""
    forms: dict[str, int] = {}
    for cell in group.cells:
        text = names[cell[1]][0]
        forms[text] = forms.get(text, 0) + sizes[cell]
    countries: list[str] = []
    if group.kind in (PLACE, ORG):
        countries = sorted(filter(_is_country, group.titles))
    return [*([group.called] if group.called else []), *countries, *name_options(forms, group.kind)]


def _move(columns: Columns, of: Rows, position: Places, where: Mapping[Cell, int]) -> None:
    """Give each use its entity's new position, those in some cells the ones given."""
    size = max(len(columns.names), 1)
    cells = np.array([entity * size + name for entity, name in where], dtype=np.int64)
    targets = np.fromiter(where.values(), np.int32, len(where))
    by_cell = np.argsort(cells)
    cells, targets = cells[by_cell], targets[by_cell]
    for _, rows in columns.blocks():
        before = of[rows]
        both = before.astype(np.int64) * size + columns.name[rows]
        at = np.minimum(np.searchsorted(cells, both), len(cells) - 1)
        of[rows] = np.where(cells[at] == both, targets[at], position[before])


def _is_country(name: str) -> bool:
    thing = known(name, key(name))
    return thing is not None and thing.country
