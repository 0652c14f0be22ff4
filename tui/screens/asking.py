"""Asking what is to be decided about a name, and for another name where that takes one.

In: an entity's name. Out: what is chosen, or the name that is typed or picked.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from index.errors import NotFoundError
from tui import logs
from tui.screens.over import OverScreen
from tui.state import plural
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.line_input import LineInput
from tui.widgets.sanitise import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key

    from index import Corpus
    from index.model import Entity
    from tui.services.reader import Reader

_OFFERED = 50
"""How many names are offered while one types."""

_CSS = """
    align: center middle;
    background: $background 60%;

    & > Vertical {
        width: 64;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        background: $panel;
        border: round $line-focus;
        border-title-style: bold;
        border-subtitle-color: $quiet;
        padding: 0 1;
    }
    & ChoiceList { height: auto; max-height: 14; }
"""

_MENU = (
    Choice("same", "The same as…", "another name", "s"),
    Choice("call", "Call it…", "in lists and headings", "c"),
    Choice("apart", "One of its spellings is not it…", "", "a"),
    Choice("reject", "Not a name", "", "x"),
    Choice("review", "Review names that may be one", "", "D"),
    Choice("undo", "Take the latest decision back", "", "u"),
)


class MenuScreen(OverScreen[str]):
    """Asks what is to be decided; ends with the choice, or an empty string.

    Args:
        name: what it is about; empty for nothing in particular.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,d", "dismiss('')", "Close", show=False),
    ]

    CSS = f"MenuScreen {{{_CSS}}}"

    def __init__(self, name: str) -> None:
        super().__init__()
        self._about = name
        self._menu = [choice for choice in _MENU if name or choice.value in ("undo", "review")]

    def compose(self) -> ComposeResult:
        """The choices."""
        with Vertical() as box:
            box.border_title = Content(clean(self._about) or "Names")
            more = "Esc closes" if self._about else "Follow a name to say more · Esc"
            box.border_subtitle = Content(more)
            yield ChoiceList(self._menu)

    def on_key(self, event: Key) -> None:
        """A choice's own key takes it."""
        for choice in self._menu:
            if event.character == choice.key:
                event.stop()
                self.dismiss(choice.value)

    @on(ChoiceList.Chosen)
    def _chosen(self, message: ChoiceList.Chosen) -> None:
        self.dismiss(message.value)


class AskScreen(OverScreen[str]):
    """Asks for a name, and offers those that fit what is typed; ends with it, or an empty string.

    Args:
        reader: looks names up.
        what: what the name is for: ``"same"``, ``"call"`` or ``"apart"``.
        name: the entity that it is about.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss('')", "Close", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    CSS = f"AskScreen {{{_CSS}}}"

    _TITLES: ClassVar[dict[str, str]] = {
        "same": "{} is the same as",
        "call": "{} is called",
        "apart": "Which is not {}?",
    }

    def __init__(self, reader: Reader, what: str, name: str) -> None:
        super().__init__()
        self._reader = reader
        self._what = what
        self._about = name
        self._picked = False
        self._submitted = False
        self._offered_for: str | None = None

    def compose(self) -> ComposeResult:
        """The line, and what fits it."""
        with Vertical() as box:
            box.border_title = Content(self._TITLES[self._what].format(clean(self._about)))
            box.border_subtitle = Content("↑ ↓ choose · Enter takes · Esc")
            value = self._about if self._what == "call" else ""
            yield LineInput(value=value, placeholder="Type a name", compact=True)
            choices = ChoiceList(empty="…")
            choices.can_focus = False
            yield choices

    def on_mount(self) -> None:
        """Offer what there is."""
        self.query_one(LineInput).focus()
        self._look_up()

    def on_unmount(self) -> None:
        """Nobody waits for names any more."""
        self._reader.forget("names-offered")

    def action_move(self, by: int) -> None:
        """Go to another of the names that are offered."""
        choices = self.query_one(ChoiceList)
        if choices.rows:
            step = by if self._picked or by < 0 or self._what != "call" else 0
            choices.move_to_index(max(0, (choices.cursor or 0) + step))
            self._picked = True

    @on(Input.Changed)
    def _changed(self) -> None:
        self._picked = self._submitted = False
        if self._what != "call":
            self._look_up()

    @on(Input.Submitted)
    def _enter(self) -> None:
        self._submitted = True
        self._take()

    def _take(self) -> None:
        """End with what was meant by Enter, once what is offered is for what is typed."""
        typed, row = self._typed, self.query_one(ChoiceList).cursor_row
        if self._picked or self._what == "call":
            taken = row.value if self._picked and row is not None else typed
        elif self._offered_for != typed:
            return  # it is taken when it comes
        else:
            taken = row.value if typed and row is not None else typed
        if taken:
            self.dismiss(taken)

    @property
    def _typed(self) -> str:
        return " ".join(self.query_one(LineInput).value.split())

    @on(ChoiceList.Chosen)
    def _chosen(self, message: ChoiceList.Chosen) -> None:
        self.dismiss(message.value)

    def _look_up(self) -> None:
        typed, name, what = self._typed, self._about, self._what

        def fitting(corpus: Corpus) -> list[Choice]:
            if what == "same":
                return _names(corpus, typed, name)
            return _spellings(corpus.entity(name), typed if what == "apart" else "")

        def arrived(found: list[Choice]) -> None:
            self._offer(typed, found, "No such name")

        def failed(error: Exception) -> None:
            self._offer(typed, [], logs.told(error))

        self._reader.ask("names-offered", fitting, arrived, failed)

    def _offer(self, typed: str, found: list[Choice], empty: str) -> None:
        if not self.is_attached:
            return
        choices = self.query_one(ChoiceList)
        choices.empty = empty
        choices.replace_rows(found, reset=True)
        self._picked, self._offered_for = False, typed
        if self._submitted:
            self._take()


def _names(corpus: Corpus, typed: str, apart: str) -> list[Choice]:
    """The names that contain what is typed, that which it means before the others.

    Args:
        corpus: whose names.
        typed: whole, or a part of a name.
        apart: the one that is not offered.
    """
    found = corpus.entities(match=typed, limit=_OFFERED + 1)
    with suppress(NotFoundError):
        meant = corpus.entity(typed)
        found = [meant, *(entity for entity in found if entity.name != meant.name)]
    return [_named(entity, typed) for entity in found if entity.name != apart][:_OFFERED]


def _spellings(entity: Entity, typed: str) -> list[Choice]:
    """The spellings that contain what is typed, just this one before the others."""
    from index.analysis import fold

    wanted = fold(typed)
    found = [alias for alias in entity.aliases if wanted in fold(alias)]
    found.sort(key=lambda alias: fold(alias) != wanted)
    return [Choice(a, a, plural(entity.aliases[a], "mention")) for a in found[:_OFFERED]]


def _named(entity: Entity, typed: str) -> Choice:
    """A name, with the spelling that contains what is typed where that is another one."""
    from index.analysis import fold

    wanted = fold(typed)
    spellings = (entity.name, *entity.aliases)
    fitting = next((one for one in spellings if wanted in fold(one)), entity.name)
    count = plural(entity.articles, "article")
    note = count if fitting == entity.name else f"{fitting} · {count}"
    return Choice(entity.name, entity.name, note)
