"""A pane of folded text: scrolling, resizing and selecting, whatever the text is about.

In: a text, its joins, and from a subclass the styled spans of any stretch of it. Out: lines on
the screen. A place is an offset into the text that was loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Size
from textual.selection import Selection
from textual.strip import Strip

from index.model import Span
from tui.widgets.drawn_view import DrawnView, key
from tui.widgets.layout import Layout, flow
from tui.widgets.painting import pieces
from tui.widgets.selecting import TEXT, Selecting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.events import Resize

    from tui.widgets.layout import Flow
    from tui.widgets.painting import Layer

MEASURE = 84
"""The most cells a line takes, however wide the pane: longer lines are hard to read."""

_CONTEXT = 2  # lines kept in sight above and below what is revealed
_SLICE = 1000  # lines folded at a time while idle: a millisecond, or a few in wide characters
_STRIPS = 1000  # drawn lines kept


class FoldedView(Selecting, DrawnView, can_focus=True, inherit_bindings=False):
    """Shows a text folded to the pane's width, and keeps its place when that changes."""

    ALLOW_SELECT = True

    BINDINGS: ClassVar = [
        key("j,down", "lines(1)", "article.down", "Down", "One line on"),
        key("k,up", "lines(-1)", "article.up", "Up", "One line back"),
        key("space,pagedown", "pages(1)", "article.page_down", "Page down", "One page on"),
        key("b,pageup", "pages(-1)", "article.page_up", "Page up", "One page back"),
        key("ctrl+d", "pages(0.5)", "article.half_down", "Half page down", "Half a page on"),
        key("ctrl+u", "pages(-0.5)", "article.half_up", "Half page up", "Half a page back"),
        key("g,home", "top", "article.top", "Top", "To the article's top"),
        key("G,end", "bottom", "article.bottom", "End", "To the article's end"),
    ]

    DEFAULT_CSS = """
    FoldedView {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
    }
    """

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._folded = Layout(flow(""), 2)
        self._strips: dict[int, Strip] = {}
        self._anchor = Span(0, 0)  # places in sight: what a change of size keeps there
        self._pending: int | None = None  # place to show once the pane has a size
        self._to_top = False  # whether that is to come to the top, not the upper third
        self._fitted = Size(0, 0)  # size that the scroll position was last fitted to
        self._pane = 0
        self._indent = 0
        self._width = MEASURE

    # For subclasses

    def lay_out(self, text: Flow, width: int) -> Layout:
        """Return the display lines of a text."""
        return Layout(text, width)

    def marks(self, start: int, end: int) -> Iterable[Layer]:
        """Return the styled spans that touch ``start:end``, the lowest layer first."""
        return ()

    def moved(self) -> None:
        """Take note that the reader came to another line."""

    def held(self) -> int | None:
        """Return the place that one stands on: a smaller pane keeps it in sight, if it was."""
        return None

    # Folding and scrolling

    @property
    def _rows(self) -> int:
        return self.scrollable_content_region.height

    def load(
        self, text: str, joins: Sequence[tuple[int, int]] = (), place: int | None = None
    ) -> None:
        """Take a new text and show it with `place` in the upper third, or from the top."""
        self._strips.clear()
        if self.is_mounted and self in self.screen.selections:
            self.screen.clear_selection()
        self._measure()
        self._folded = self.lay_out(flow(text, joins), self._width)
        self._anchor = Span(0, 0)
        self._pending, self._to_top = place or 0, False
        if self._rows:
            self._arrive()

    def _measure(self) -> None:
        """Take the pane's width, and share it out between the lines and the margin."""
        self._pane = self.scrollable_content_region.width
        width = self._pane or MEASURE
        self._width = min(MEASURE, width - 2 if width > 24 else width)
        self._indent = (width - self._width) // 2

    def _arrive(self) -> None:
        """Scroll to where a text is to be shown from, and fold what is below when idle."""
        place, self._pending = self._pending or 0, None
        above = 0 if self._to_top else self._rows // 3
        self._to_line(self._folded.line_of(place) - above if place else 0)
        self._fold_later()

    def _fold_later(self) -> None:
        self.refresh()
        if not self._folded.complete:
            self.call_after_refresh(self._fold_on, self._folded)

    def _fold_on(self, layout: Layout) -> None:
        """Fold some more lines of a text, unless another has taken its place."""
        if layout is not self._folded:
            return
        layout.extend(lines=layout.known + _SLICE)
        if layout.complete:
            self._fit()
        else:
            self.call_later(self._fold_on, layout)

    def _fit(self) -> None:
        """Tell the scroll bar how long the text is, as far as is known."""
        self.virtual_size = Size(self._pane, self._folded.estimate)

    def _to_line(self, line: int) -> None:
        """Bring a line to the top, as far as the text's length allows, and hold on to it."""
        self._scroll_to_line(line)
        self._anchor = self.visible_places()

    def _scroll_to_line(self, line: int) -> None:
        line = max(0, line)
        self._folded.extend(lines=line + self._rows + 1)
        self._fit()
        self.scroll_to(y=line, animate=False, force=True)

    def _top(self) -> int:
        """Return the place at the top of the pane; 0 while the first line is in sight."""
        if self._pending is not None and self._to_top:
            return self._pending
        line = self.scroll_offset.y
        return self._folded.line(line).start if line else 0

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Note what the reader has come to."""
        super().watch_scroll_y(old_value, new_value)
        # While the pane changes its size, scrolling is not the reader's doing.
        if round(old_value) != round(new_value) and self._fitted == self.size:
            self._anchor = self.visible_places()
            self.moved()

    def on_resize(self, event: Resize) -> None:
        """Fold anew for another width, with the same character at the top.

        Where the place that one stands on would go out of sight, it stays there; the character
        comes to the top again when there is room for both.
        """
        self._measure()
        if self._folded.width != self._width:
            self._folded = self.lay_out(self._folded.flow, self._width)
        self._strips.clear()
        if self._pending is not None:
            self._arrive()
        else:
            self._scroll_to_line(self._line_to_keep())
            self._fold_later()
        self._fitted = self.size

    def _line_to_keep(self) -> int:
        first, last = self._anchor
        line = self._folded.line_of(first) if first else 0
        held = self.held()
        if held is not None and first <= held < last:
            at = self._folded.line_of(held)
            if at >= line + self._rows:
                return at - self._rows // 3
        return line

    # Where one is

    def visible_places(self) -> Span:
        """Return the places in sight."""
        last = self._folded.line(self.scroll_offset.y + max(0, self._rows - 1))
        return Span(self._top(), last.end)

    def place_at(self, spot: Offset | None) -> int | None:
        """Return the place drawn at a spot of the content; None where there is none."""
        if spot is None:
            return None
        line = self.scroll_offset.y + spot.y
        start, end = self._folded.line(line)
        x = spot.x - self._indent
        if line >= self._folded.known or not 0 <= x < self._folded.cells(start, end):
            return None
        return self._folded.offset_at(line, x)

    def scroll_to_place(self, place: int) -> None:
        """Bring a place's line to the top, as soon as the pane has a size."""
        if not self._rows:
            self._pending, self._to_top = place, True
            return
        self._to_line(self._folded.line_of(place))

    def reveal_place(self, place: int) -> None:
        """Bring a place into sight, with a few lines around it; move only if need be."""
        line, top, rows = self._folded.line_of(place), self.scroll_offset.y, self._rows
        margin = min(_CONTEXT, rows // 4)
        first = top + margin if top else 0
        last = top + rows - (0 if top >= self.max_scroll_y else margin)
        if not first <= line < last:
            self._to_line(line - rows // 3)

    # Movement

    def action_lines(self, count: int) -> None:
        """Scroll by lines."""
        self._to_line(self.scroll_offset.y + count)

    def action_pages(self, count: float) -> None:
        """Scroll by pages; a whole page leaves one line of the last in sight."""
        rows = max(1, self._rows - 1) if abs(count) == 1 else max(1, self._rows)
        self._to_line(self.scroll_offset.y + round(count * rows))

    def action_top(self) -> None:
        """Scroll to the heading."""
        self._to_line(0)

    def action_bottom(self) -> None:
        """Scroll to the end."""
        self._to_line(self._folded.line_count)

    # Drawing

    def notify_style_update(self) -> None:
        """Forget what was drawn in other styles."""
        super().notify_style_update()
        self._strips.clear()

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.repaint()

    def repaint(self) -> None:
        """Draw every line anew."""
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row of the pane."""
        line = self.scroll_offset.y + y
        strip = self._strips.get(line)
        if strip is None:
            if len(self._strips) > _STRIPS:
                self._strips.clear()
            strip = self._strips[line] = self._strip(line)
        return strip

    def _strip(self, line: int) -> Strip:
        layout, base = self._folded, self.base_style
        start, end = layout.line(line)
        if line >= layout.known:
            start = end
        layers = list(self.marks(start, end))
        selection = self.text_selection
        if selection is not None:
            layers.append((*self.selected(selection), self.selection_style))
        drawn = pieces(layout.flow.text, start, end, layers, base)
        first = Style.from_meta({"offset": (-self._indent, TEXT + start)})
        last = Style.from_meta({"offset": (end - start, TEXT + start)})
        segments = [Segment(" " * self._indent, base + first)] if self._indent else []
        for piece in drawn:
            meta = Style.from_meta({"offset": (piece.start - start, TEXT + start)})
            segments.append(Segment(piece.text, piece.style + meta))
        rest = self._pane - self._indent - layout.cells(start, end)
        if rest < 0:  # a pane of one column
            return Strip(segments).crop(0, self._pane)
        if rest > 0:
            segments.append(Segment(" " * rest, base + last))
        return Strip(segments, self._pane)
