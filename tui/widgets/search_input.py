"""The line that one types a query into: what may follow it, and what was searched before.

In: keys, and how the query may go on. Out: the value. What may follow is shown dim behind the
cursor; Right or End take it. Up brings back what was searched before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from textual.binding import Binding, BindingType
from textual.suggester import SuggestionReady

from tui.widgets.line_input import LineInput
from tui.widgets.sanitise import bare

if TYPE_CHECKING:
    from rich.text import Text
    from textual import events

    from index.model import Completion

PLACEHOLDERS = (
    'Search: words, "a phrase", -not, OR, prefix*',
    'Search: words, "a phrase"',
    "Search",
)
"""What stands in the empty line, as much as there is room for."""

_KEPT = 100
"""How many queries can be brought back."""


class Underline(Highlighter):
    """Underlines one character of what is typed."""

    def __init__(self, position: int) -> None:
        self._position = position

    def highlight(self, text: Text) -> None:
        """Set it off."""
        text.stylize("bold underline reverse", self._position, self._position + 1)


class SearchInput(LineInput):
    """The line itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "right",
            "cursor_right",
            "Take what is suggested",
            show=False,
            id="search.take",
            tooltip="At the end of the line: take the field, name or word that is suggested",
        ),
        Binding(
            "end,ctrl+e",
            "end",
            "To the end",
            show=False,
            id="search.end",
            tooltip="Go to the end of the line; there, take what is suggested",
        ),
        Binding(
            "up",
            "earlier",
            "The search before",
            show=False,
            id="search.earlier",
            tooltip="Bring back what was searched before; Down leads forward again",
        ),
    ]

    def __init__(self) -> None:
        super().__init__(placeholder=PLACEHOLDERS[0], select_on_focus=False)
        self._going_on: Completion | None = None
        self._typed = ""
        self._asked: list[str] = []
        self._around: list[str] = []  # while one goes through them: those asked, and what was typed
        self._at = 0

    def on_resize(self, event: events.Resize) -> None:
        """Say as much as there is room for."""
        fitting = (words for words in PLACEHOLDERS if len(words) < event.size.width)
        self.placeholder = next(fitting, PLACEHOLDERS[-1])

    # What may follow

    def suggest(self, typed: str, completion: Completion) -> None:
        """Show what may follow what was typed, if that is still what stands here.

        Right, End and Ctrl+E at the end of the line accept it.
        """
        if typed == self.value and self.cursor_at_end:
            rest = bare(completion.rest)
            self._typed, self._going_on = typed, completion._replace(rest=rest)
            self.post_message(SuggestionReady(typed, typed + rest))

    def carry_on(self) -> None:
        """Keep what is suggested while it is typed out."""
        if self._going_on is None:
            return
        whole = self._typed + self._going_on.rest
        if self._typed != self.value and self.value and whole.startswith(self.value):
            left = whole[len(self.value) :]
            self.suggest(self.value, self._going_on._replace(rest=left))

    def select_all(self) -> None:
        """Select all of the text; nothing is suggested then."""
        self._going_on = None
        super().select_all()

    def action_cursor_right(self, select: bool = False) -> None:
        """Go a character on, or accept what is suggested."""
        if select or not self._accept():
            super().action_cursor_right(select)

    def action_end(self, select: bool = False) -> None:
        """Go to the end, or accept what is suggested."""
        if select or not self._accept():
            super().action_end(select)

    def _accept(self) -> bool:
        going_on = self._going_on
        if going_on is None or not going_on.rest:
            return False
        if self._typed != self.value or not self.cursor_at_end:
            return False
        self.value = going_on.query
        self.cursor_position = len(self.value)
        return True

    # What was searched before

    def remember(self, query: str) -> None:
        """Keep a query, so that it can be brought back; only while the explorer is open."""
        query = query.strip()
        self._around = []
        if query:
            self._asked = [*(other for other in self._asked if other != query), query][-_KEPT:]

    def action_earlier(self) -> None:
        """Bring back the query before."""
        if not self._goes_around:
            self._around = [*(query for query in self._asked if query != self.value), self.value]
            self._at = len(self._around) - 1
        self._bring(-1)

    def later(self) -> bool:
        """Go forward again among the queries that are brought back; tells whether one does."""
        return self._goes_around and self._bring(1)

    @property
    def _goes_around(self) -> bool:
        return bool(self._around) and self._around[self._at] == self.value

    def _bring(self, by: int) -> bool:
        if not 0 <= self._at + by < len(self._around):
            return False
        self._at += by
        self.value = self._around[self._at]
        self.cursor_position = len(self.value)
        return True
