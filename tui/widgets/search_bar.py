"""The search bar: what is searched, what that means, and how many articles answer it.

In: the answer to what was typed, or what is wrong with it. Out: each change, and Enter. A mistake
is shown with its place and the nearest query that would be understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.widgets.cells import fit, one_line

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

PLACEHOLDER = 'Search: words, "a phrase", -not, OR, prefix*'


class SearchInput(Input):
    """The line that one types into."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", show=False, id="input.cancel"),
        Binding("down", "go_on", "To the results", show=False, id="input.results"),
    ]

    def action_leave(self) -> None:
        """Leave without an answer."""
        if isinstance(self.parent, SearchBar):
            self.parent.post_message(SearchBar.Cancelled(self.parent))

    def action_go_on(self) -> None:
        """Leave to the results."""
        self.post_message(Input.Submitted(self, self.value))


class SearchBar(Vertical, can_focus=False):
    """The query on the left; on the right its meaning and the count, under it what is wrong."""

    DEFAULT_CSS = """
    SearchBar {
        height: auto;
        layout: grid;
        grid-size: 2;
        grid-columns: 1fr auto;
        grid-rows: auto;

        & > SearchInput {
            border: none;
            padding: 0 1;
            height: 1;
            background: transparent;
        }
        & > SearchInput:focus { border: none; background: $surface; }
        & > .search--answer { width: auto; height: 1; padding: 0 1; text-style: dim; }
        & > .search--error {
            column-span: 2;
            height: auto;
            padding: 0 1;
            display: none;
            text-style: bold;
            color: $text-error;
        }
        &.-error > .search--error { display: block; }
    }
    """

    class Said(Message):
        """What is in the bar."""

        def __init__(self, bar: SearchBar, text: str) -> None:
            super().__init__()
            self.bar = bar
            self.text = text

        @property
        def control(self) -> SearchBar:
            """The bar that sent this."""
            return self.bar

    class Changed(Said):
        """Something else is searched now."""

    class Submitted(Said):
        """Enter was pressed."""

    class Cancelled(Message):
        """The search is given up."""

        def __init__(self, bar: SearchBar) -> None:
            super().__init__()
            self.bar = bar

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._answer = ("", "")
        self._silent = False

    def compose(self) -> ComposeResult:
        """The line, the answer, and the place for a mistake."""
        yield SearchInput(placeholder=PLACEHOLDER, select_on_focus=False, compact=True)
        yield Static("", classes="search--answer", markup=False)
        yield Static("", classes="search--error", markup=False)

    # What the screen says

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(SearchInput).value

    def set_text(self, text: str) -> None:
        """Put a query into the line without telling of it."""
        field = self.query_one(SearchInput)
        with self.prevent(Input.Changed):
            field.value = text
        field.cursor_position = len(text)

    def focus(self, scroll_visible: bool = True) -> SearchBar:
        """Give the line the focus, with all of it selected."""
        field = self.query_one(SearchInput)
        field.focus(scroll_visible)
        field.action_select_all()
        return self

    def show_result(self, parsed: str, count: int, total: int) -> None:
        """Show a query's meaning and how many of the articles answer it."""
        self._forgive()
        noun = "article" if total == 1 else "articles"
        self._answer = (one_line(parsed), f"{count:,} of {total:,} {noun}")
        self._draw()

    def show_nothing(self) -> None:
        """Nothing is searched: an empty line, no answer."""
        self._forgive()
        self._answer = ("", "")
        if self.text:
            self.set_text("")
        self._draw()

    def show_error(self, message: str, position: int, fix: str = "") -> None:
        """Show what is wrong, where (in characters of the query), and what would be right."""
        words = one_line(message) + (f" · did you mean {one_line(fix)}" if fix else "")
        indent = cell_len(one_line(self.text[:position]))
        caret = " " * max(0, min(indent, self.size.width - 3)) + "^ "
        room = max(0, self.size.width - 2)
        if cell_len(caret) + cell_len(words) > room:
            caret = " " * max(0, min(indent, room - cell_len(words) - 2)) + "^ "
        self.query_one(".search--error", Static).update(Content(fit(caret + words, room)))
        self.add_class("-error")

    # Inside

    def _forgive(self) -> None:
        self.remove_class("-error")

    def _draw(self) -> None:
        parsed, count = self._answer
        room = max(0, self.size.width - min(40, self.size.width // 2) - 4)
        shown = count if cell_len(count) <= room else ""
        left = room - cell_len(shown) - 3
        if parsed and left >= 8:
            shown = f"{fit(parsed, left)} · {shown}"
        self.query_one(".search--answer", Static).update(Content(shown))

    def on_resize(self, event: events.Resize) -> None:
        """Another width has room for more, or less, of the answer."""
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of each key."""
        event.stop()
        self.post_message(self.Changed(self, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell of Enter."""
        event.stop()
        self.post_message(self.Submitted(self, event.value))
