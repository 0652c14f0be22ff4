"""Points from below at a column of the line above, and says what is wrong there.

In: words and a column. Out: one line on top of whatever stands there, so that nothing moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from textual.widget import Widget

from tui.widgets.cells import fit, one_line, strip_of

if TYPE_CHECKING:
    from textual.strip import Strip


class Pointer(Widget):
    """A caret and some words."""

    DEFAULT_CSS = """
    Pointer {
        overlay: screen;
        position: absolute;
        offset: 0 1;
        width: 100%;
        height: 1;
        display: none;
        color: $text-error;
        background: $surface;
        text-style: bold;
    }
    """

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._words = ""
        self._column = 0

    def show(self, words: str, column: int) -> None:
        """Say something about a column of the line above."""
        self._words, self._column = one_line(words), column
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        line = pointing(self._words, self._column, width)
        return strip_of([(line, Style.null())], width, self.rich_style)


def pointing(words: str, column: int, width: int) -> str:
    """A caret in a column, and the words on the side of it that has room for them.

    Args:
        words: harmless words on one line; their end is cut off if there is room on neither side.
        column: cells from the left; the nearest that there is will do.
        width: the cells of the line, at least 1.
    """
    column = max(0, min(column, width - 1))
    size = cell_len(words)
    before, after = max(0, column - 1), max(0, width - column - 2)
    if size <= after or (size > before and after >= before):
        return f"{' ' * column}^ {fit(words, after)}"[: None if after else column + 1]
    words = fit(words, before)
    return f"{' ' * (before - cell_len(words))}{words} ^"
