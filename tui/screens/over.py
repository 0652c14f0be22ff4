"""What the screens that open over the explorer have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen, ScreenResultType

if TYPE_CHECKING:
    from textual.events import Click


class OverScreen(ModalScreen[ScreenResultType]):
    """Shows something over the explorer; a click beside it closes it, without a result."""

    def on_click(self, event: Click) -> None:
        """Close, if the click was beside what is shown."""
        if self.get_widget_at(*event.screen_offset)[0] is self:
            self.dismiss()
