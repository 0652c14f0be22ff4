"""Selecting words of a folded text with the mouse, so that they are copied as one reads them.

In: clicks and drags, told by lines as they were drawn. Out: places in the text. A mixin for
`tui.widgets.folded_view.FoldedView`, which has the text and draws the lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.selection import Selection

if TYPE_CHECKING:
    from textual.events import Click

    from tui.widgets.drawn_view import DrawnView as _Pane
    from tui.widgets.layout import Layout
else:
    _Pane = object

TEXT = 1 << 40
"""Selection rows from here up are places; below, rows of the pane."""


class Selecting(_Pane):
    """Selects words."""

    _folded: Layout
    _indent: int

    if TYPE_CHECKING:

        def place_at(self, spot: Offset | None) -> int | None:
            """Return the place drawn at a spot of the content; None where there is none."""

    async def _on_click(self, event: Click) -> None:
        """Select the word under a double click, where any widget would select all."""
        if event.chain == 2:
            event.prevent_default()
            place = self.place_at(event.get_content_offset(self))
            if place is not None:
                self._select_word(place)

    def _select_word(self, place: int) -> None:
        text = self._folded.flow.text
        start, end = self._folded.line(self._folded.line_of(place))
        first, last = place, place + 1
        while first > start and text[first - 1].isalnum():
            first -= 1
        while last < end and text[last].isalnum():
            last += 1
        row = TEXT + start
        word = Selection(Offset(first - start, row), Offset(last - start, row))
        self.screen.selections = {self: word}

    def select_places(self, start: int, end: int) -> None:
        """Select the places from `start` to `end`."""
        chosen = Selection(Offset(0, TEXT + start), Offset(0, TEXT + end))
        self.screen.selections = {self: chosen}

    def selected(self, selection: Selection) -> tuple[int, int]:
        """Return the places that are selected."""
        start = 0 if selection.start is None else self._selected_place(selection.start)
        size = len(self._folded.flow.text)
        end = size if selection.end is None else self._selected_place(selection.end)
        return min(start, end), max(start, end)

    def _selected_place(self, spot: Offset) -> int:
        """Return the place of one end of a selection.

        It is given as a character of a line, the way the line was drawn; or, with the mouse on
        the pane's border, as a column and row of the pane.
        """
        if spot.y < TEXT:
            return self._folded.offset_at(self.scroll_offset.y + spot.y, spot.x - self._indent)
        row = spot.y - TEXT
        start, end = self._folded.line(self._folded.line_of(row))
        place = row + max(0, spot.x)
        # A line drawn at another width may have gone on for longer.
        return min(place, end) if start == row else min(place, len(self._folded.flow.text))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected words as one reads them: paragraphs whole, joins closed up."""
        return self._folded.flow.plain(*self.selected(selection)), "\n"
