"""Asking what is to be decided about a name, and for another name where that takes one.

In: an entity's name. Out: what is chosen, or the name that is typed or picked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from tui import logs
from tui.state import plural
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.line_input import LineInput
from tui.widgets.sanitise import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click, Key

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
    Choice("undo", "Take the latest decision back", "", "u"),
    Choice("review", "Review names that may be one", "", "D"),
)


class MenuScreen(ModalScreen[str]):
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
            box.border_subtitle = Content("Esc closes")
            yield ChoiceList(self._menu)

    def on_key(self, event: Key) -> None:
        """A choice's own key takes it."""
        for choice in self._menu:
            if event.character == choice.key:
                event.stop()
                self.dismiss(choice.value)

    def on_click(self, event: Click) -> None:
        """Close, if the click was beside the choices."""
        if self.get_widget_at(*event.screen_offset)[0] is self:
            self.dismiss("")

    @on(ChoiceList.Chosen)
    def _chosen(self, message: ChoiceList.Chosen) -> None:
        self.dismiss(message.value)


class AskScreen(ModalScreen[str]):
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

    def compose(self) -> ComposeResult:
        """The line, and what fits it."""
        with Vertical() as box:
            box.border_title = Content(self._TITLES[self._what].format(clean(self._about)))
            box.border_subtitle = Content("↑ ↓ choose · Enter takes it · Esc closes")
            yield LineInput(value=self._about if self._what == "call" else "", compact=True)
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

    def on_click(self, event: Click) -> None:
        """Close, if the click was beside the box."""
        if self.get_widget_at(*event.screen_offset)[0] is self:
            self.dismiss("")

    def action_move(self, by: int) -> None:
        """Go to another of the names that are offered."""
        choices = self.query_one(ChoiceList)
        if choices.rows:
            step = by if self._picked or by < 0 or self._what != "call" else 0
            choices.move_to_index(max(0, (choices.cursor or 0) + step))
            self._picked = True

    @on(Input.Changed)
    def _typed(self) -> None:
        self._picked = False
        self._look_up()

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        typed = " ".join(message.value.split())
        row = self.query_one(ChoiceList).cursor_row
        if row is not None and (self._picked or (typed and self._what != "call")):
            self.dismiss(row.value)  # what is offered first is what is meant
        elif typed:
            self.dismiss(typed)

    @on(ChoiceList.Chosen)
    def _chosen(self, message: ChoiceList.Chosen) -> None:
        self.dismiss(message.value)

    def _look_up(self) -> None:
        typed = " ".join(self.query_one(LineInput).value.split())
        name, what = self._about, self._what

        def fitting(corpus: Corpus) -> list[Choice]:
            if what == "same":
                found = corpus.entities(match=typed, limit=_OFFERED + 1)
                return [_named(entity) for entity in found if entity.name != name][:_OFFERED]
            aliases = corpus.entity(name).aliases
            wanted = typed.casefold() if what == "apart" else ""
            return [
                Choice(alias, alias, plural(count, "mention"))
                for alias, count in aliases.items()
                if wanted in alias.casefold()
            ][:_OFFERED]

        self._reader.ask("names-offered", fitting, self._offer, self._say)

    def _offer(self, found: list[Choice]) -> None:
        if self.is_attached:
            choices = self.query_one(ChoiceList)
            choices.empty = "No such name"
            choices.replace_rows(found, reset=True)

    def _say(self, error: Exception) -> None:
        if self.is_attached:
            choices = self.query_one(ChoiceList)
            choices.empty = logs.told(error)
            choices.replace_rows([], reset=True)


def _named(entity: Entity) -> Choice:
    return Choice(entity.name, entity.name, plural(entity.articles, "article"))
