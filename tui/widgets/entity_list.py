"""The entities: by type, with their counts in this article and in all, and a box that narrows.

In: the entities of the article and those of the corpus. Out: the one under the cursor and the one
that is chosen. A letter tells the type as well as the heading and the colour do.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from index.model import Entity, EntityType
from tui.widgets.cells import fit, strip_of, within
from tui.widgets.virtual_list import Look, VirtualList

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

_PLAIN = Style.null()

HEADINGS = {
    EntityType.PERSON: "People",
    EntityType.ORG: "Organisations",
    EntityType.PLACE: "Places",
    EntityType.MISC: "Other",
}
"""The groups, in the order in which they are shown."""

LETTERS = {
    EntityType.PERSON: "P",
    EntityType.ORG: "O",
    EntityType.PLACE: "L",
    EntityType.MISC: "X",
}
"""Tells an entity's type without colour: person, organisation, location, anything else."""


def folded(text: str) -> str:
    """A text without accents and case, to be compared."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


class EntityRow(NamedTuple):
    """One row: an entity, or (where there is none) the heading of a group."""

    type: EntityType
    entity: Entity | None
    members: int = 0


class EntityRows(VirtualList[EntityRow]):
    """The list under the box."""

    BINDING_GROUP_TITLE = "Names"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entity--person",
        "entity--org",
        "entity--place",
        "entity--misc",
    }

    DEFAULT_CSS = """
    EntityRows {
        height: 1fr;
        & > .entity--person { color: $text-primary; }
        & > .entity--org { color: $text-warning; }
        & > .entity--place { color: $text-success; }
        & > .entity--misc { color: $text-secondary; }
    }
    """

    current: str | None = None
    """The entity that is followed."""

    wide = False
    """Whether the counts are of all articles alone."""

    def key_of(self, row: EntityRow) -> Hashable:
        """The entity's name, or the heading."""
        return row.entity.name if row.entity else row.type.value

    def selectable(self, row: EntityRow) -> bool:
        """Headings cannot be chosen."""
        return row.entity is not None

    def draw_row(self, row: EntityRow, look: Look) -> list[Strip]:
        """A heading with the group's size; or letter, name, counts."""
        if row.entity is None:
            heading = self.part_style("list--heading")
            words = f"{HEADINGS[row.type]} {row.members:,}"
            parts = [(" ", _PLAIN), (fit(words, look.width - 1), heading)]
            return [strip_of(parts, look.width, look.base)]
        entity = row.entity
        counts = f"{entity.mentions:,}"
        if not self.wide:
            counts = f"{entity.here:,}/{entity.mentions:,}"
        room = max(1, look.width - cell_len(counts) - 5)
        name = fit(within(entity.name, room), room)
        colour = self.part_style(f"entity--{row.type.lower()}")
        style = colour
        mark = look.mark
        if entity.name == self.current:
            style += self.part_style("list--current")
            mark = "▸" if look.mark == " " else look.mark
        gap = " " * (look.width - cell_len(name) - cell_len(counts) - 4)
        parts = [
            (mark, _PLAIN),
            (LETTERS[row.type], colour + self.part_style("list--dim")),
            (" ", _PLAIN),
            (name, style),
            (gap, _PLAIN),
            (counts, self.part_style("list--dim")),
        ]
        return [strip_of(parts, look.width, look.base)]

    def row_highlighted(self, row: EntityRow) -> None:
        """Tell which entity the cursor has come to."""
        if row.entity is not None and isinstance(self.parent, EntityList):
            self.post_message(EntityList.Highlighted(self.parent, row.entity.name))

    def row_selected(self, row: EntityRow) -> None:
        """Tell which entity has been chosen."""
        if row.entity is not None and isinstance(self.parent, EntityList):
            self.post_message(EntityList.Selected(self.parent, row.entity.name))


class EntityFilter(Input):
    """The box that narrows the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", show=False, id="filter.cancel"),
        Binding("down", "go_on", "To the names", show=False, id="filter.results"),
    ]

    def action_leave(self) -> None:
        """Show all again."""
        self.value = ""
        self.action_go_on()

    def action_go_on(self) -> None:
        """Go into the list."""
        if isinstance(self.parent, EntityList):
            self.parent.focus()


class EntityList(Vertical, can_focus=False):
    """The entities pane: the box, and the names of the article or of all articles."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "narrow", "Filter the names", show=False, id="entities.filter"),
        Binding("a", "widen", "Here or everywhere", show=False, id="entities.scope"),
    ]

    DEFAULT_CSS = """
    EntityList {
        & > EntityFilter {
            border: none;
            height: 1;
            padding: 0 1;
            background: transparent;
        }
        & > EntityFilter:focus { border: none; background: $surface; }
    }
    """

    class OfEntity(Message):
        """Speaks of an entity."""

        def __init__(self, entity_list: EntityList, name: str) -> None:
            super().__init__()
            self.entity_list = entity_list
            self.name = name

        @property
        def control(self) -> EntityList:
            """The pane that sent this."""
            return self.entity_list

    class Highlighted(OfEntity):
        """The cursor has come to another entity."""

    class Selected(OfEntity):
        """An entity has been chosen, by Enter or by a click."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._here: Sequence[Entity] = ()
        self._everywhere: Sequence[Entity] = ()
        self._wide = False
        self._needle = ""

    def compose(self) -> ComposeResult:
        """The box and the list."""
        yield EntityFilter(placeholder="f filter · a all articles", compact=True)
        yield EntityRows(empty="No names here")

    # What the screen says

    def set_entities(self, here: Sequence[Entity], everywhere: Sequence[Entity]) -> None:
        """Show other entities; both in the order in which each group is to be shown."""
        if here is self._here and everywhere is self._everywhere:
            return
        self._here, self._everywhere = here, everywhere
        self._fill()

    def set_current(self, name: str | None) -> None:
        """Mark the entity that is followed."""
        rows = self.query_one(EntityRows)
        if rows.current != name:
            rows.current = name
            rows.refresh_rows()

    @property
    def everywhere(self) -> bool:
        """Whether all articles' entities are shown, and not this article's alone."""
        return self._wide

    def focus(self, scroll_visible: bool = True) -> EntityList:
        """Give the list the focus."""
        self.query_one(EntityRows).focus(scroll_visible)
        return self

    # Keys and box

    def action_narrow(self) -> None:
        """Go to the box that narrows the list."""
        self.query_one(EntityFilter).focus()

    def action_widen(self) -> None:
        """Show the entities of all articles, or of this one again."""
        self._wide = not self._wide
        scope = "this article" if self._wide else "all articles"
        self.query_one(EntityFilter).placeholder = f"f filter · a {scope}"
        self._fill()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow with each key."""
        event.stop()
        self._needle = folded(event.value.strip())
        self._fill()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose the first that is left."""
        event.stop()
        self.focus()

    # Inside

    def _fill(self) -> None:
        wide = self._wide or not self._here
        entities = self._everywhere if wide else self._here
        if self._needle:
            entities = [entity for entity in entities if self._fits(entity)]
        groups: dict[EntityType, list[EntityRow]] = {kind: [] for kind in HEADINGS}
        for entity in entities:
            groups[entity.type].append(EntityRow(entity.type, entity))
        rows: list[EntityRow] = []
        for kind, members in groups.items():
            if members:
                rows.append(EntityRow(kind, None, len(members)))
                rows += members
        shown = self.query_one(EntityRows)
        shown.wide = wide
        shown.empty = "No such name" if self._needle else "No names here"
        shown.replace_rows(rows)
        scope = "all articles" if wide else "this article"
        self.border_subtitle = Content(f"{len(entities):,} in {scope}")

    def _fits(self, entity: Entity) -> bool:
        needle = self._needle
        return needle in folded(entity.name) or any(needle in folded(a) for a in entity.aliases)
