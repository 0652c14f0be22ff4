"""The entities pane: the names of the article or of all articles, and a box that narrows them.

In: the entities of the article and those of the corpus. Out: the one that is chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from index.model import Entity
from tui.widgets.drawn_view import set_title
from tui.widgets.entity_rows import EntityRows, grouped
from tui.widgets.line_input import LineInput
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from tui.widgets.narrowing import Narrowing


class EntityFilter(LineInput):
    """The box that narrows the list; the list's cursor moves while one types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "leave",
            "Show all names",
            show=False,
            id="entities.all",
            tooltip="Empty the filter and go back to the names",
        ),
        Binding(
            "down",
            "go_on",
            "To the names",
            show=False,
            id="entities.results",
            tooltip="Leave the filter for the names that are left",
        ),
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
        Binding(
            "f",
            "narrow",
            "Filter the names",
            show=False,
            id="entities.filter",
            tooltip="Type a part of a name, or of another spelling of it",
        ),
        Binding(
            "a",
            "widen",
            "Here or everywhere",
            show=False,
            id="entities.scope",
            tooltip="List the names of all articles, or of this one again",
        ),
    ]

    DEFAULT_CSS = """
    EntityList {
        & > EntityFilter {
            background: transparent;
        }
        & > EntityFilter:focus { background: $surface; }
    }
    """

    class Selected(Message):
        """An entity has been chosen, by Enter or by a click."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Narrowed(Message):
        """A part of a name is looked for among all articles' names, by what is typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(
        self,
        *,
        heading: str = "Entities",
        frame: Widget | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make the pane.

        Args:
            heading: what it is called in its border, before the number of names.
            frame: whose border that is; None for the pane's own.
            id: the widget's id.
            classes: the widget's classes.
        """
        super().__init__(id=id, classes=classes)
        self._heading = heading
        self._frame = frame
        self._here: Sequence[Entity] | None = None
        self._everywhere: Sequence[Entity] = ()
        self._wide = False
        self._narrowing: Narrowing | None = None
        self._needle = ""
        self._complete = False
        self._found: tuple[str, Sequence[Entity]] = ("", ())

    def compose(self) -> ComposeResult:
        """The box and the list."""
        yield EntityFilter(placeholder="f filter · a all articles")
        yield EntityRows(empty="No names found yet")

    # What the screen says

    def set_entities(
        self,
        here: Sequence[Entity] | None,
        everywhere: Sequence[Entity],
        *,
        fresh: bool = False,
    ) -> None:
        """Show other entities; both in the order in which each group is to be shown.

        The cursor keeps its place while one is in the pane and reads the same article; else it
        goes to the entity that is followed, or to the first.

        Args:
            here: those of the article; None where none is shown, so that all are.
            everywhere: those of all articles.
            fresh: whether they are another article's.
        """
        if here is self._here and everywhere is self._everywhere:
            return
        self._here, self._everywhere = here, everywhere
        lost = not self.wide and (fresh or not self.has_focus_within)
        self._fill(narrowed=lost)
        if lost:
            self.query_one(EntityRows).find_current()

    def set_complete(self) -> None:
        """Say that all names have been looked for: where there is none, none is to come."""
        if not self._complete:
            self._complete = True
            self._fill()

    def set_found(self, text: str, found: Sequence[Entity]) -> None:
        """Add names that fit what is typed, where the pane was not given all of them.

        Args:
            text: what was looked for; if something else is typed by now, nothing happens.
            found: in the order in which each group is to be shown, after those known before.
        """
        if text.strip() and text == self._needle:
            self._found = (text, found)
            self._fill()

    def set_current(self, name: str | None) -> None:
        """Mark the entity that is followed."""
        rows = self.query_one(EntityRows)
        if rows.current != name:
            rows.current = name
            rows.refresh_rows()
            if not self.has_focus_within:
                rows.find_current()

    @property
    def wide(self) -> bool:
        """Whether all articles' entities are shown, and not this article's alone."""
        return self._wide or self._here is None

    @property
    def cursor_name(self) -> str:
        """The entity under the cursor, or an empty string."""
        row = self.query_one(EntityRows).cursor_row
        return row.name if isinstance(row, Entity) else ""

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
        self._tell_narrowed()

    def on_virtual_list_row_selected(self, message: VirtualList.RowSelected) -> None:
        """Tell which name has been chosen."""
        message.stop()
        if isinstance(message.row, Entity):
            self.post_message(self.Selected(message.row.name))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow with each key."""
        event.stop()
        self._needle = event.value
        self._fill(narrowed=bool(event.value.strip()))
        self._tell_narrowed()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose the name under the list's cursor."""
        event.stop()
        self.focus()
        self.query_one(EntityRows).action_select()

    # Inside

    def _tell_narrowed(self) -> None:
        if self._needle.strip() and self.query_one(EntityRows).wide:
            self.post_message(self.Narrowed(self._needle))

    def _fitting(self, known: Sequence[Entity]) -> Sequence[Entity]:
        if not self._needle.strip():
            return known
        if self._narrowing is None or self._narrowing.entities is not known:
            from tui.widgets.narrowing import Narrowing

            self._narrowing = Narrowing(known)
        return self._narrowing.fitting(self._needle)

    def _fill(self, *, narrowed: bool = False) -> None:
        """Show what is left; with ``narrowed`` the cursor goes to the first of it.

        If nothing of this article fits what is typed, all articles' names are looked through; if
        nothing of those does, names are shown that are spelt nearly so.
        """
        wide = self.wide
        entities = self._fitting(self._everywhere if wide or self._here is None else self._here)
        if not entities and not wide and self._needle.strip():
            wide, entities = True, self._fitting(self._everywhere)
        if wide and self._found[0] == self._needle and self._found[1]:
            held = {entity.name for entity in entities}
            entities = [*entities, *(e for e in self._found[1] if e.name not in held)]
        near = not entities and bool(self._needle.strip()) and self._narrowing is not None
        if near and self._narrowing is not None:
            entities = self._narrowing.near(self._needle)
        shown = self.query_one(EntityRows)
        shown.wide = wide
        known = self._complete or self._everywhere
        here = "No names here" if known else "No names found yet"
        shown.empty = "No such name" if self._needle.strip() else here
        shown.replace_rows(grouped(entities), reset=narrowed)
        count = f" {len(entities):,}" if self._everywhere else ""
        scope = ", like it" if near and entities else ", all" if wide else ""
        set_title(self._frame or self, f"{self._heading}{scope}{count}")
