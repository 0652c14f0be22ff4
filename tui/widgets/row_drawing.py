"""How the rows of a list are drawn: only those that can be seen, each once as long as it stays.

In: rows, the cursor among them, and from a subclass the lines of one row. Out: lines of the screen.
A mixin for `tui.widgets.virtual_list.VirtualList`, which has the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from tui.widgets.cells import fit, one_line, strip_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.widgets.drawn_view import DrawnView as _Pane
else:
    _Pane = object

RowT = TypeVar("RowT")

_CACHED_ROWS = 256

MARK = "▌"
"""Before the cursor's row while the list has the focus."""

MARK_BLURRED = "▏"
"""Before the cursor's row while it has not."""

PARTS = {
    "list--cursor",
    "list--title",
    "list--dim",
    "list--match",
    "list--heading",
    "list--current",
    "list--failure",
}
"""
| Class | Description |
| :- | :- |
| `list--cursor` | The row under the cursor. |
| `list--title` | The most important words of a row. |
| `list--dim` | The least important words of a row. |
| `list--match` | Words that match. |
| `list--heading` | A row that heads others. |
| `list--current` | The row of what is being followed. |
| `list--failure` | A row that tells what went wrong. |
"""

CSS = """
VirtualList {
    background: transparent;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-size-vertical: 1;
    scrollbar-gutter: stable;

    & > .list--title { text-style: bold; }
    & > .list--dim { text-style: dim; }
    & > .list--match { text-style: bold reverse; }
    & > .list--heading { text-style: bold underline; }
    & > .list--current { text-style: bold underline; }
    & > .list--failure { text-style: italic; }
    & > .list--cursor {
        color: $block-cursor-blurred-foreground;
        background: $block-cursor-blurred-background;
    }
    &:focus > .list--cursor {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
    }
}
"""
"""The style of the list and of its parts."""


class Look(NamedTuple):
    """How a row is to be drawn.

    Attributes:
        width: the cells of a line.
        mark: what stands in the first cell of each line of the row.
        base: the style under everything in the row.
    """

    width: int
    mark: str
    base: Style


class RowDrawing(Generic[RowT], _Pane):
    """Draws the rows of a list."""

    empty: str
    advice: Sequence[str]
    _rows: Sequence[RowT]
    _row_height: int
    _cursor: int | None
    _drawn: dict[tuple[int, int, bool, bool], list[Strip]]

    def draw_row(self, row: RowT, look: Look) -> list[Strip]:
        """The row's lines, `row_height` of them, each `look.width` cells wide."""
        text = fit(one_line(str(row)), look.width - 1)
        plain = Style.null()
        return [strip_of([(look.mark, plain), (text, plain)], look.width, look.base)]

    def render_line(self, y: int) -> Strip:
        """One line of the view, ``y`` lines below its top."""
        width = self.scrollable_content_region.width
        index, line = divmod(y + self.scroll_offset.y, self._row_height)
        if index >= len(self._rows):
            return self._blank_line(y, width)
        at_cursor = index == self._cursor
        key = (index, width, at_cursor, self.has_focus)
        strips = self._drawn.get(key)
        if strips is None:
            if len(self._drawn) >= _CACHED_ROWS:
                self._drawn.clear()
            strips = self._drawn[key] = self.draw_row(
                self._rows[index], self._look(width, at_cursor)
            )
        return strips[line] if line < len(strips) else Strip.blank(width, self.base_style)

    def _look(self, width: int, at_cursor: bool) -> Look:
        if not at_cursor:
            return Look(width, " ", self.base_style)
        mark = MARK if self.has_focus else MARK_BLURRED
        return Look(width, mark, self.get_component_rich_style("list--cursor"))

    def _blank_line(self, y: int, width: int) -> Strip:
        base = self.base_style
        if self._rows or not self.empty:
            return Strip.blank(width, base)
        height = self.scrollable_content_region.height
        said = [line for words in self.advice for line in ("", *wrapped(words, width - 2))]
        if len(said) >= height:
            said = [line for line in said if line]
        # The advice may take the room above it; the first line stays where it is if it can.
        top = max(0, min(height // 3, height - len(said) - 1))
        if y == top:
            text = fit(self.empty, width)
            gap = " " * ((width - cell_len(text)) // 2)
            return strip_of([(gap + text, self.part_style("list--dim"))], width, base)
        if not top < y <= top + len(said):
            return Strip.blank(width, base)
        return strip_of([(f" {said[y - top - 1]}", Style.null())], width, base)

    def part_style(self, name: str) -> Style:
        """The style of a component alone, to be laid on top of a row's."""
        return self.get_component_rich_style(name, partial=True)

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old style."""
        self._drawn.clear()
        super().notify_style_update()
