"""A scrolling pane that draws its lines itself, at the cost of those lines alone.

In: how large its content is. Out: a scroll bar that fits, and the style beneath every line. A
change of the content's size has Textual lay out the whole screen; here only the bar is drawn anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from rich.style import Style
    from textual.widget import Widget


def key(keys: str, action: str, name: str, what: str, tooltip: str) -> Binding:
    """What some keys do in a pane.

    Args:
        keys: separated by commas.
        action: with its arguments.
        name: the binding's id.
        what: it does, in a word or two.
        tooltip: that in a sentence.
    """
    return Binding(keys, action, what, show=False, id=name, tooltip=tooltip)


class DrawnView(ScrollView, inherit_bindings=False):
    """What the text and the lists have in common."""

    virtual_size = Reactive(Size(0, 0))

    _base: Style | None = None

    def watch_virtual_size(self) -> None:
        """Fit the scroll bar."""
        self._scroll_update(self.virtual_size)

    @property
    def base_style(self) -> Style:
        """The style beneath every line; asking all ancestors is not for each line to do."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def notify_style_update(self) -> None:
        """Forget the style that has been replaced."""
        self._base = None
        super().notify_style_update()


def set_title(widget: Widget, words: str) -> None:
    """Set the title in a widget's border; the widget is drawn anew only if it is another one."""
    if widget.border_title != Content(words).markup:
        widget.border_title = Content(words)
