"""A list of any number of rows that draws only those that can be seen.

In: a sequence of rows, all of one height, and a way to draw one. Out: the row under the cursor as
it moves, and the row that is chosen. The list holds the rows as they are given; nothing is made
for a row before it is seen, so that a hundred thousand of them cost as little as ten.

Rows have keys. When the rows are replaced, the cursor stays on the row with the same key and that
row stays on the same line of the screen.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message

from tui.widgets.drawn_view import DrawnView, key
from tui.widgets.row_drawing import CSS, PARTS, Look, RowDrawing
from tui.widgets.row_places import RowMoves, anchored, nearest_place, same_place

if TYPE_CHECKING:
    from textual.strip import Strip

__all__ = ["Look", "VirtualList"]

RowT = TypeVar("RowT")


class VirtualList(
    RowDrawing[RowT], RowMoves[RowT], DrawnView, can_focus=True, inherit_bindings=False
):
    """A scrolling list of rows with a cursor, by the line API.

    A subclass says what its rows are by `key_of`, `selectable` and `draw_row`, and what to tell
    the world by `row_highlighted` and `row_selected`. By itself the list shows strings.
    """

    ALLOW_SELECT = False

    BINDING_GROUP_TITLE = "List"

    BINDINGS: ClassVar[list[BindingType]] = [
        key("down,j", "move(1)", "list.down", "Next", "Go to the next row"),
        key("up,k", "move(-1)", "list.up", "Previous", "Go to the row before"),
        key("pagedown,space", "page(1)", "list.page_down", "Page", "Go a page on"),
        key("pageup,b", "page(-1)", "list.page_up", "Page back", "Go a page back"),
        key("ctrl+d", "page(0.5)", "list.half_down", "Half a page", "Go half a page on"),
        key("ctrl+u", "page(-0.5)", "list.half_up", "Half a page back", "Go half a page back"),
        key("home,g", "first", "list.first", "First", "Go to the first row"),
        key("end,G", "last", "list.last", "Last", "Go to the last row"),
        key("enter", "select", "list.select", "Open", "Open the row under the cursor"),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = PARTS

    DEFAULT_CSS = CSS

    class OfRow(Message):
        """Speaks of a row."""

        def __init__(self, row: object) -> None:
            super().__init__()
            self.row = row

    class RowHighlighted(OfRow):
        """The cursor has come to another row."""

    class RowSelected(OfRow):
        """A row has been chosen, by Enter or by a click."""

    def __init__(
        self,
        rows: Sequence[RowT] = (),
        *,
        row_height: int = 1,
        empty: str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self._rows: Sequence[RowT] = ()
        self._row_height = row_height
        self._cursor: int | None = None
        self._drawn: dict[tuple[int, int, bool, bool], list[Strip]] = {}
        self._view_announced = False
        self.empty = empty
        """What to say when there are no rows."""
        self.advice: Sequence[str] = ()
        """Lines to say under that; each is wrapped."""
        self.replace_rows(rows)

    # What a subclass says about its rows

    def key_of(self, row: RowT) -> Hashable:
        """What makes the row the same row after the rows have been replaced."""
        return row

    def selectable(self, row: RowT) -> bool:
        """Whether the cursor can stand on the row."""
        return True

    def row_highlighted(self, row: RowT) -> None:
        """Called when the cursor has come to another row."""
        self.post_message(self.RowHighlighted(row))

    def row_selected(self, row: RowT) -> None:
        """Called when the row has been chosen."""
        self.post_message(self.RowSelected(row))

    def view_changed(self) -> None:
        """Called when other rows may have come into view; a burst of changes calls it once."""

    # What the world may ask and do

    @property
    def rows(self) -> Sequence[RowT]:
        """The rows as they were given."""
        return self._rows

    @property
    def row_height(self) -> int:
        """The lines of each row."""
        return self._row_height

    @property
    def cursor(self) -> int | None:
        """The place of the cursor among the rows; None when it can stand on none of them."""
        return self._cursor

    @property
    def cursor_row(self) -> RowT | None:
        """The row under the cursor."""
        return None if self._cursor is None else self._rows[self._cursor]

    @property
    def visible_rows(self) -> Sequence[RowT]:
        """The rows that can be seen at least in part."""
        height = self.scrollable_content_region.height
        if height <= 0:
            return ()
        top = self.scroll_offset.y
        return self._rows[top // self._row_height : -(-(top + height) // self._row_height)]

    def replace_rows(
        self, rows: Sequence[RowT], *, row_height: int | None = None, reset: bool = False
    ) -> None:
        """Show other rows.

        The cursor stays on the row with the same key, and that row on the same line of the
        screen, or nearly so where rows are of another height. If the row is gone, the cursor goes
        to the nearest row after it, else before it, that is still there. With ``reset`` the cursor
        goes to the first row instead, and the view to the top.

        Args:
            rows: the new rows; they are held, not copied, and must not be changed afterwards.
            row_height: lines of each row, if it is to change.
            reset: whether to begin at the top.
        """
        old_row = self.cursor_row
        old_key = None if old_row is None else self.key_of(old_row)
        height = self.scrollable_content_region.height
        anchor, line = anchored(
            self._cursor, self.scroll_offset.y, height, self._row_height, len(self._rows)
        )
        in_sight = anchor is not None and anchor == self._cursor
        new_cursor = new_anchor = None
        if not reset:
            new_cursor = self._kept_place(rows, self._cursor)
            new_anchor = new_cursor if in_sight else self._kept_place(rows, anchor)
        self._rows = rows
        before, self._row_height = self._row_height, row_height or self._row_height
        self._drawn.clear()
        self._cursor = nearest_place(rows, self.selectable, new_cursor or 0, 1)
        self.virtual_size = Size(0, len(rows) * self._row_height)
        if not self.is_attached:
            return
        if reset or new_anchor is None:
            self.scroll_to(y=0, animate=False, force=True)
        else:
            top = max(0, new_anchor * self._row_height - line)
            if self._row_height != before:
                top -= top % self._row_height  # a whole row at the top
            self.scroll_to(y=top, animate=False, force=True)
            if in_sight:
                self._show_cursor()
        self.refresh()
        self._announce_view()
        row = self.cursor_row
        if self.is_mounted and row is not None and self.key_of(row) != old_key:
            self.row_highlighted(row)

    def refresh_rows(self) -> None:
        """Draw the rows anew, as what they show has changed."""
        self._drawn.clear()
        self.refresh()

    def move_to_index(self, index: int, *, announce: bool = False) -> None:
        """Put the cursor on a row, or the nearest one that it can stand on, and show it.

        Args:
            index: the row's place among the rows.
            announce: whether to tell of it, as when the user had moved the cursor.
        """
        step = 1 if index >= (self._cursor or 0) else -1
        place = nearest_place(self._rows, self.selectable, index, step)
        if place is None:
            return
        old, self._cursor = self._cursor, place
        self.scroll_to_index(place)
        if place == old:
            return
        for changed in (old, place):
            if changed is not None:
                self.refresh_lines(changed * self._row_height, self._row_height)
        if announce:
            self.row_highlighted(self._rows[place])

    def scroll_to_index(self, index: int) -> None:
        """Scroll as little as need be to show a row, with the headings right above it.

        One that is more than a page away comes to the upper third, with those around it.
        """
        height = self.scrollable_content_region.height
        if height <= 0:
            self.call_after_refresh(self._show_cursor)
            return
        first = index
        while first and not self.selectable(self._rows[first - 1]):
            first -= 1
        bottom = index * self._row_height + min(self._row_height, height)
        top = max(first * self._row_height, bottom - height)
        now = self.scroll_offset.y
        if top < now - height or bottom > now + 2 * height:
            self.scroll_to(y=max(0, top - height // 3), animate=False, force=True)
        elif top < now:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > now + height:
            self.scroll_to(y=bottom - height, animate=False, force=True)

    # Keeping the place

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other rows have come into view."""
        super().watch_scroll_y(old_value, new_value)
        self._announce_view()

    def on_resize(self) -> None:
        """Another width draws other lines; the cursor stays in view."""
        self._drawn.clear()
        self._show_cursor()
        self._announce_view()

    def _show_cursor(self) -> None:
        if self._cursor is not None and self.scrollable_content_region.height > 0:
            self.scroll_to_index(self._cursor)

    def _announce_view(self) -> None:
        if not self._view_announced and self.is_mounted:
            self._view_announced = True
            self.call_after_refresh(self._view_settled)

    def _view_settled(self) -> None:
        self._view_announced = False
        self.view_changed()

    def _kept_place(self, rows: Sequence[RowT], index: int | None) -> int | None:
        return same_place(rows, self._rows, index, self.key_of, self.selectable)
