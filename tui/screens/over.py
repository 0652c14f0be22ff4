"""What the screens that open over the explorer have in common, and one list that is filled later.

In: what a screen shows. Out: what is chosen there, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from rich.cells import cell_len
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType

from tui.widgets.cells import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.events import Click
    from textual.widget import Widget

    from index import Corpus
    from tui.services.reader import Reader
    from tui.widgets.virtual_list import VirtualList

Row = TypeVar("Row")

_ROOMY = 48
"""Columns from which there is room for all keys."""

FRAME = """
.filled {
    max-width: 100%;
    height: 1fr;
    margin: 1 0;
    background: $panel;
    border: round $line-focus;
    border-title-style: bold;
    border-subtitle-color: $quiet;
}
"""
"""How the list of a `FilledScreen` is framed; part of the CSS of each."""


def frame(box: Widget, title: str, hints: Iterable[str], width: int = 0) -> None:
    """Write on the border of a box: as much of a title as it has room for, and the first hint.

    Args:
        box: has a border.
        title: on its upper line; of one line, and without control characters.
        hints: for its lower line, the longest first; the first that fits is taken.
        width: columns of the box, where they are not laid out yet.
    """
    room = (width or box.outer_size.width) - 6
    box.border_title = Content(fit(title, room))
    box.border_subtitle = Content(next((one for one in hints if cell_len(one) <= room), ""))


class OverScreen(ModalScreen[ScreenResultType]):
    """Shows something over the explorer; a click beside it closes it, without a result."""

    def on_click(self, event: Click) -> None:
        """Close, if the click was beside what is shown."""
        if self.get_widget_at(*event.screen_offset)[0] is self:
            self.dismiss()


class Wording(NamedTuple):
    """What a `FilledScreen` says.

    Attributes:
        title: over the list.
        keys: the keys that do something there, under it, where there is room.
        waiting: in the list, until it is filled.
        nothing: in it, when there is no row.
        failed: before the error, when the rows cannot be had.
    """

    title: str
    keys: str
    waiting: str
    nothing: str
    failed: str


class FilledScreen(OverScreen[ScreenResultType], Generic[Row, ScreenResultType]):
    """One list, whose rows the reader's thread finds while the screen is shown.

    Args:
        reader: finds the rows.
        topic: what is asked, as the reader tells one question from another.
        wording: what is said around the rows.
        filled: the list, without rows.
        find: finds the rows, on the reader's thread.
    """

    def __init__(
        self,
        reader: Reader,
        topic: str,
        wording: Wording,
        filled: VirtualList[Row],
        find: Callable[[Corpus], list[Row]],
    ) -> None:
        super().__init__()
        self._reader = reader
        self._topic = topic
        self._wording = wording
        self._filled = filled
        self._find = find

    def compose(self) -> ComposeResult:
        """One list."""
        filled, wording = self._filled, self._wording
        filled.add_class("filled")
        filled.empty = wording.waiting
        filled.border_title = Content(wording.title)
        keys = f"{wording.keys} · " if self.app.size.width >= _ROOMY else ""
        filled.border_subtitle = Content(f"{keys}Esc closes")
        yield filled

    def on_mount(self) -> None:
        """Ask for the rows."""
        self._reader.ask(self._topic, self._find, self._fill, self._say)

    def on_unmount(self) -> None:
        """Nobody waits for the rows any more."""
        self._reader.forget(self._topic)

    def _fill(self, rows: list[Row]) -> None:
        self._filled.empty = self._wording.nothing
        self._filled.replace_rows(rows, reset=True)

    def _say(self, error: Exception) -> None:
        self._filled.empty = f"{self._wording.failed}: {error}"
        self._filled.refresh_rows()
