"""One widget in an application of its own, for tests: what it posts, and what stands on screen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from textual._context import active_message_pump
from textual.app import App, ComposeResult

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.message import Message
    from textual.pilot import Pilot
    from textual.widget import Widget

MessageT = TypeVar("MessageT")

HOSTILE = (
    "[/]",
    "[bold]not bold[/bold] [citation needed]",
    "a\x1b[31mred\x1b[0m\x07\x08\x9b2J",
    "right\u202eto left\u2066 and \u200fback",
    "line\nbreak\r\nand\ttab\u2028end",
    "中文標題" * 40,
    "x" * 10_000,
    "e\u0301" * 500,
    "👩‍👩‍👧‍👦🇫🇷" * 30,
    "\u200b" * 300,
    "lone \ud800 surrogate",
    "",
)
"""Titles, names and paths as a hostile folder would have them."""


class Host(App[None]):
    """Shows one widget and notes its messages.

    Args:
        make: makes the widget, within the application.
    """

    def __init__(self, make: Callable[[], Widget]) -> None:
        super().__init__()
        self._make = make
        self.said: list[Message] = []
        self._read: dict[type, int] = {}

    def compose(self) -> ComposeResult:
        yield self._make()

    def hear(self, message: Message) -> None:
        """Note a message of the widgets when it has come all the way up to the application."""
        if type(message).__module__.startswith("tui.") and active_message_pump.get() is self:
            self.said.append(message)

    def heard(self, kind: type[MessageT]) -> list[MessageT]:
        """The messages of one kind since this was last asked, oldest first."""
        found = [message for message in self.said if type(message) is kind]
        new, self._read = found[self._read.get(kind, 0) :], {**self._read, kind: len(found)}
        return new

    @property
    def lines(self) -> list[str]:
        """What stands on the terminal, line by line, without the blanks at the ends."""
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def display(self) -> str:
        return "\n".join(self.lines)

    def styled(self, words: str) -> list[str]:
        """The text styles of each run on screen with exactly these words."""
        strips = self.screen._compositor.render_strips()
        return [
            " ".join(
                name
                for name in ("bold", "dim", "italic", "underline", "reverse")
                if segment.style and getattr(segment.style, name)
            )
            for strip in strips
            for segment in strip
            if segment.text == words
        ]


@asynccontextmanager
async def hosted(
    make: Callable[[], Widget], size: tuple[int, int] = (40, 14)
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    """Run a widget in a terminal of some size; it has the focus if it can have it."""
    host = Host(make)
    async with host.run_test(size=size, message_hook=host.hear) as pilot:
        await pilot.pause()
        yield host, pilot


def assert_harmless(host: Host, width: int) -> None:
    """No control character and no direction override is on screen; all lines are as wide."""
    strips = host.screen._compositor.render_strips()
    for strip in strips:
        text = "".join(segment.text for segment in strip)
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in text), repr(text)
        assert not any(c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u200f" for c in text)
        assert sum(segment.cell_length for segment in strip) == width, repr(text)
