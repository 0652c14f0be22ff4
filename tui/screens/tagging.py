"""Asking for a tag: the tags that there are, most used first, as far as they fit what is typed.

In: an article's tags, and who knows the others. Out: a tag, to be put to the article or, if it has
it, to be taken off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widgets import Input

from index.errors import MarksError
from tui import logs
from tui.screens.over import OverScreen, frame
from tui.state import plural
from tui.widgets.cells import fit
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from tui.services.reader import Reader

_KEYS = "↑ ↓ choose · Tab completes · Enter takes · Esc", "Tab completes · Enter · Esc"


class _Completing(Suggester):
    """Says how a tag that is typed may go on: → takes it.

    Args:
        fitting: gives the tags that fit what is typed, the likeliest first.
    """

    def __init__(self, fitting: Callable[[str], list[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._fitting = fitting

    async def get_suggestion(self, value: str) -> str | None:
        """The likeliest tag that begins with what is typed."""
        first = next(iter(self._fitting(value)), "")
        return first if first.startswith(value) else None


class TagScreen(OverScreen[str]):
    """Asks for a tag; ends with it, or an empty string.

    Args:
        reader: knows the tags that there are.
        title: the article's.
        tags: those that it has.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss('')", "Close", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]

    CSS = """
    TagScreen { align: center middle; background: $background 40%; }
    TagScreen > Vertical {
        width: 60;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        background: $panel;
        border: round $line-focus;
        border-title-style: bold;
        border-subtitle-color: $quiet;
        padding: 0 1;
    }
    TagScreen ChoiceList { height: auto; max-height: 12; }
    """

    def __init__(self, reader: Reader, title: str, tags: Sequence[str]) -> None:
        super().__init__()
        self._reader = reader
        self._title = title
        self._own = tags
        self._every: Mapping[str, int] = dict.fromkeys(tags, 1)
        self._picked = False

    def compose(self) -> ComposeResult:
        """The line, and what fits it."""
        with Vertical():
            yield LineInput(placeholder="A tag", compact=True, suggester=_Completing(self._fitting))
            choices = ChoiceList(empty="No tags yet")
            choices.can_focus = False
            yield choices

    def on_mount(self) -> None:
        """Offer what there is."""
        self.query_one(LineInput).focus()
        self._offer()
        self._reader.ask("tags", lambda corpus: corpus.marking.tags(), self._arrived, self._say)
        self._tell("")

    def on_unmount(self) -> None:
        """Nobody waits for tags any more."""
        self._reader.forget("tags")

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._tell("")

    def action_move(self, by: int) -> None:
        """Go to another of the tags that are offered."""
        choices = self.query_one(ChoiceList)
        if choices.rows:
            choices.move_to_index(max(0, (choices.cursor or 0) + (by if self._picked else 0)))
            self._picked = True

    def action_complete(self) -> None:
        """Type the tag under the cursor to its end."""
        row, line = self.query_one(ChoiceList).cursor_row, self.query_one(LineInput)
        if row is not None:
            line.value = row.value
            line.cursor_position = len(row.value)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._picked = False
        self._offer()
        self._tell("")

    @on(Input.Submitted)
    def _enter(self) -> None:
        from index.marks.model import as_tag

        row, typed = self.query_one(ChoiceList).cursor_row, self.query_one(LineInput).value
        if self._picked and row is not None:
            self.dismiss(row.value)
        elif typed.strip():
            try:
                self.dismiss(as_tag(typed))
            except MarksError as error:
                self._say(error)

    @on(ChoiceList.Chosen)
    def _chosen(self, message: ChoiceList.Chosen) -> None:
        self.dismiss(message.value)

    def _arrived(self, found: Mapping[str, int]) -> None:
        self._every = {**found, **{tag: found.get(tag, 1) for tag in self._own}}
        self._offer()

    def _offer(self) -> None:
        """Offer the tags that fit what is typed."""
        if not self.is_attached:
            return
        typed = self.query_one(LineInput).value
        choices = self.query_one(ChoiceList)
        choices.empty = "Enter makes it a new tag" if typed.strip() else "No tags yet"
        choices.replace_rows([self._choice(tag) for tag in self._fitting(typed)], reset=True)

    def _fitting(self, typed: str) -> list[str]:
        """The tags that begin with what is typed, then those that have it within."""
        from index.marks.model import key_of

        key = key_of(typed.strip().removeprefix("#"))
        fitting = [tag for tag in self._every if key in key_of(tag)]
        return sorted(fitting, key=lambda tag: not key_of(tag).startswith(key))

    def _choice(self, tag: str) -> Choice:
        has = tag in self._own
        note = "Enter takes it off" if has else plural(self._every[tag], "article")
        return Choice(tag, f"{'−' if has else '+'} {tag}", note)

    def _say(self, error: Exception) -> None:
        self._tell(logs.sentence(error))

    def _tell(self, words: str) -> None:
        if self.is_attached:
            box = self.query_one(Vertical)
            said = fit(words, box.outer_size.width - 6)
            frame(box, f"Tags of {self._title}", (said,) if said else _KEYS)
