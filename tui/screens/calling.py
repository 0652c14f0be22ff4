"""Asking for a name: one line over the explorer.

In: a title, and the name that there is. Out: what is typed, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tui.screens.over import OverScreen
from tui.widgets.line_input import LineInput
from tui.widgets.sanitise import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult


class CallScreen(OverScreen[str | None]):
    """Asks for a name; ends with it, which may be empty, or with None.

    Args:
        title: what the name is for; harmless.
        name: what stands there first.
        without: what it is called without a name.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", show=False),
    ]

    CSS = """
    CallScreen { align: center middle; background: $background 60%; }
    CallScreen > Vertical {
        width: 64;
        max-width: 100%;
        height: 3;
        background: $panel;
        border: round $line-focus;
        border-title-style: bold;
        border-subtitle-color: $quiet;
        padding: 0 1;
    }
    """

    def __init__(self, title: str, name: str, without: str) -> None:
        super().__init__()
        self._title = title
        self._called = name
        self._without = without

    def compose(self) -> ComposeResult:
        """The line."""
        with Vertical() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("Enter takes · Esc closes")
            yield LineInput(value=self._called, placeholder=clean(self._without), compact=True)

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        self.dismiss(message.value)
