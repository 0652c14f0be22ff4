"""What the mouse does over a text with mentions: it shows that one can be clicked, and follows it.

In: where the mouse is. Out: the number of the mention under it. A mixin for
`tui.widgets.article_view.ArticleView`, which has the mentions and draws them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.events import Click, Leave, MouseDown, MouseEvent, MouseMove
    from textual.geometry import Offset

    from tui.widgets.folded_view import FoldedView as _Pane
else:
    _Pane = object


class Pointing(_Pane):
    """Points at mentions."""

    _hover: int | None = None
    """The mention under the mouse."""
    _pressed: Offset | None = None

    if TYPE_CHECKING:

        def mention_number(self, place: int) -> int | None:
            """Return the number of the mention that a place belongs to."""

        def follow(self, number: int) -> None:
            """Ask for a mention to be followed."""

    def on_mouse_down(self, event: MouseDown) -> None:
        """Note where a click, or a drag, begins."""
        self._pressed = event.screen_offset

    def on_click(self, event: Click) -> None:
        """Follow a mention, unless the mouse was dragged."""
        if event.chain == 1 and event.screen_offset == self._pressed:
            number = self._mention_under(event)
            if number is not None:
                self.follow(number)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show that a mention can be clicked."""
        self._set_hover(self._mention_under(event))

    def on_leave(self, event: Leave) -> None:
        """Show no mention as under the mouse."""
        self._set_hover(None)

    def _mention_under(self, event: MouseEvent) -> int | None:
        place = self.place_at(event.get_content_offset(self))
        return None if place is None else self.mention_number(place)

    def _set_hover(self, number: int | None) -> None:
        if number != self._hover:
            self._hover = number
            self.styles.pointer = "default" if number is None else "pointer"
            self.repaint()
