"""The search bar: what is searched, what that means, and how many articles answer it.

In: the answer to what was typed, or what is wrong with it. Out: each change, and Enter. A mistake
is pointed at from the line below, which covers what stands there for as long as the mistake lasts,
so that nothing moves while one types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.widgets.cells import fit, one_line, strip_of
from tui.widgets.pointer import Pointer
from tui.widgets.search_input import SearchInput, Underline

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from index.model import Completion

_PLAIN = Style.null()


class Mistake(NamedTuple):
    """What is wrong with a query.

    Attributes:
        message: in words.
        position: the place of it, in characters of what is typed.
        fix: the nearest query that would be understood, or an empty string.
    """

    message: str
    position: int
    fix: str = ""

    @property
    def words(self) -> str:
        """All of it on one line."""
        hint = f" · did you mean {self.fix}" if self.fix else ""
        return one_line(self.message + hint)


class Answer(Widget):
    """The meaning of the query and the count, as much of them as there is room for."""

    DEFAULT_CSS = """
    Answer { width: 45%; max-width: 80; height: 1; text-style: dim; }
    """

    def __init__(self) -> None:
        super().__init__(classes="search--answer")
        self._choices: tuple[str, ...] = ()
        self._meaning = ""

    def show(self, meaning: str, *counts: str) -> None:
        """Show the meaning and a count; of the counts, the longest that there is room for."""
        self._meaning = one_line(meaning)
        self._choices = counts
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line: first the meaning goes when room is short, then the count."""
        width = self.size.width
        room = width - 2
        words = next((count for count in self._choices if cell_len(count) <= room), "")
        left = room - cell_len(words) - 3
        if self._meaning and words and left >= 8:
            words = f"{fit(self._meaning, left)} · {words}"
        gap = max(0, room - cell_len(words) + 1)
        return strip_of([(" " * gap, _PLAIN), (words, _PLAIN)], width, self.rich_style)


class SearchBar(Horizontal, can_focus=False):
    """The query on the left; on the right its meaning and the count, under it what is wrong."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "leave",
            "Give up the search",
            show=False,
            id="search.leave",
            tooltip="Leave the search bar and search for nothing",
        ),
        Binding(
            "down",
            "go_on",
            "To the results",
            show=False,
            id="search.results",
            tooltip="Leave the search bar for the results, as Enter does",
        ),
    ]

    DEFAULT_CSS = """
    SearchBar {
        height: 1;

        & > .search--prompt { width: 3; padding: 0 1; text-style: bold; }
        & > SearchInput {
            width: 1fr;
            background: transparent;
        }
        & > SearchInput:focus { background: $surface; }
        &.-error > Pointer { display: block; }
    }
    """

    class Said(Message):
        """What is in the bar."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Entered(Message):
        """One begins to type."""

    class Changed(Said):
        """Something else is searched now."""

    class Submitted(Said):
        """Enter was pressed, or the cursor went down to the results."""

    class Cancelled(Message):
        """The search is given up."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._parsed = ""
        self._counts: tuple[str, ...] = ()
        self._mistake: Mistake | None = None
        self._scope = ""

    def compose(self) -> ComposeResult:
        """The line, the answer, and the place for a mistake."""
        yield Static("/", classes="search--prompt", markup=False)
        yield SearchInput()
        yield Answer()
        yield Pointer(classes="search--error")

    # What the screen says

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(SearchInput).value

    @property
    def mistake(self) -> Mistake | None:
        """What is wrong, as last said."""
        return self._mistake

    def set_text(self, text: str) -> None:
        """Put a query into the line without telling of it."""
        field = self.query_one(SearchInput)
        with self.prevent(Input.Changed):
            field.value = text
        field.cursor_position = len(text)

    def remember(self, query: str) -> None:
        """Keep a query, so that Up in the line brings it back."""
        if not self._scope:
            self.query_one(SearchInput).remember(query)

    def set_scope(self, words: str) -> None:
        """Say what is searched, where it is not all articles; what was answered is taken away."""
        self._scope = words
        prompt = self.query_one(Static)
        prompt.styles.width = "auto" if words else 3
        prompt.update(f"{words} /".lstrip())
        self._parsed, self._counts = "", ()
        self._say(None)

    def focus(self, scroll_visible: bool = True) -> SearchBar:
        """Give the line the focus, with all of it selected."""
        field = self.query_one(SearchInput)
        self.screen.set_focus(field, scroll_visible)
        field.action_select_all()
        return self

    def show_result(self, parsed: str, count: int, total: int) -> None:
        """Show a query's meaning and how many of the articles answer it."""
        noun = "article" if total == 1 else "articles"
        short = f"{count:,} of {total:,}"
        self._parsed, self._counts = parsed, (f"{short} {noun}", short)
        self._say(None)

    def show_hits(self, count: int) -> None:
        """Show how many hits one text has."""
        words = f"{count:,} {'hit' if count == 1 else 'hits'}"
        self._parsed, self._counts = "", (words,)
        self._say(None)

    def show_nothing(self) -> None:
        """Nothing is searched: an empty line, no answer."""
        self._parsed, self._counts = "", ()
        if self.text:
            self.set_text("")
        self._say(None)

    def show_error(self, message: str, position: int, fix: str = "") -> None:
        """Show what is wrong and what would be right.

        The count of the last answer stays, as what is "still" in the list.

        Args:
            message: in words.
            position: where, in characters of the query from its first that is not a space.
            fix: the nearest query that would be understood, if there is one.
        """
        before = len(self.text) - len(self.text.lstrip())
        self._say(Mistake(message, before + position, fix))

    def suggest(self, typed: str, completion: Completion) -> None:
        """Show how what was typed may go on, if that is still what is in the line."""
        self.query_one(SearchInput).suggest(typed, completion)

    # Keys and the line

    def action_leave(self) -> None:
        """Give up the search; Up brings it back."""
        self.remember(self.text)
        self.post_message(self.Cancelled())

    def action_go_on(self) -> None:
        """Leave to the results, or go forward among the queries that were brought back."""
        if not self.query_one(SearchInput).later():
            self._submit()

    def _submit(self) -> None:
        self.remember(self.text)
        self.post_message(self.Submitted(self.text))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of each key."""
        event.stop()
        self.query_one(SearchInput).carry_on()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell of Enter."""
        event.stop()
        self._submit()

    def on_descendant_focus(self) -> None:
        """Tell that one begins."""
        self.post_message(self.Entered())

    def on_mount(self) -> None:
        """A long query scrolls in its line, and the pointer goes with it."""
        self.watch(self.query_one(SearchInput), "scroll_x", self._point, init=False)

    def on_resize(self) -> None:
        """Point at the same character."""
        self._point()

    # Inside

    def _say(self, mistake: Mistake | None) -> None:
        self._mistake = mistake
        self.set_class(mistake is not None, "-error")
        field = self.query_one(SearchInput)
        field.highlighter = Underline(mistake.position) if mistake else None
        field.refresh()
        self._draw_answer()
        self._point()

    def _draw_answer(self) -> None:
        counts = self._counts
        meaning = self._parsed
        if self._mistake is not None:
            meaning = ""
            counts = tuple(f"still {count}" for count in counts)
        elif meaning.casefold() == self.text.strip().casefold():
            meaning = ""
        self.query_one(Answer).show(meaning, *counts)

    def _point(self) -> None:
        if self._mistake is None:
            return
        field = self.query_one(SearchInput)
        typed = one_line(field.value[: self._mistake.position])
        within = cell_len(typed) - field.scroll_offset.x
        within = max(0, min(within, field.content_region.width - 1))
        column = field.content_region.x - self.region.x + within
        self.query_one(Pointer).show(self._mistake.words, column)
