"""A box for one line of typing that is harmless whatever is pasted into it.

In: keys, pastes, a value. Out: the value, on one line, in which each character is drawn: so that
what is searched is what can be seen, and a place in it is a column on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from tui.widgets.sanitise import bare

if TYPE_CHECKING:
    from textual import events


class LineInput(Input):
    """An input line without control characters and without what draws nothing."""

    def validate_value(self, value: str) -> str:
        """Whatever way the value comes, it is harmless."""
        return bare(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in the place of another; the cursor comes after what is left of it."""
        super().replace(bare(text), start, end)

    def insert_text_at_cursor(self, text: str) -> None:
        """Put a text where the cursor is, which comes after what is left of it."""
        super().insert_text_at_cursor(bare(text))

    def _on_paste(self, event: events.Paste) -> None:
        # Several lines become one, where Textual would take the first and leave the rest.
        event.text = " ".join(event.text.split())
