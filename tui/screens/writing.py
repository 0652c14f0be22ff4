"""Writing a note: a few lines over the explorer, and what they are about.

In: what the note may be about. Out: that and the words, or None. Nothing that was typed is lost
but by saying so: Esc asks, and when the program ends meanwhile it is kept. What has changed is
handed on every few seconds, for the case that the program is killed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import TextArea

from tui.screens.noting import WHOLE, Subject
from tui.screens.over import OverScreen, frame
from tui.widgets.cells import one_line
from tui.widgets.neutral import DROPPED, neutral

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.document._document import EditResult, Location
    from textual.events import Click, Key

_ASK = "y keeps it · n drops what was typed · Esc goes on", "y keep · n drop · Esc goes on"
EVERY = 3.0
"""Seconds after which what was typed is handed on: so much a kill may lose."""

_EMPTY = "y drops the note · Esc goes on", "y drop it · Esc"


class NoteArea(TextArea):
    """Lines of typing that are harmless whatever is pasted into them."""

    def _replace_via_keyboard(
        self, insert: str, start: Location, end: Location
    ) -> EditResult | None:
        return super()._replace_via_keyboard(harmless(insert), start, end)


class NoteScreen(OverScreen[tuple[Subject, str] | None]):
    """Asks for the words of a note; ends with what it is about and them, or None.

    Args:
        subjects: what it may be about, the likeliest first.
        text: what has been typed already, or None.
        keep: keeps what was typed where the program ends before that is said.
        draft: gets what was typed by now, without words where that is nothing new.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+enter", "keep", "Keep", show=False, priority=True),
        Binding("tab", "about(1)", "What it is about", show=False, priority=True),
        Binding("shift+tab", "about(-1)", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False, priority=True),
    ]

    CSS = """
    NoteScreen { align: center middle; background: $background 40%; }
    #note {
        width: 76;
        max-width: 100%;
        height: 12;
        max-height: 100%;
        background: $panel;
        border: round $line-focus;
        border-title-style: bold;
        border-subtitle-color: $quiet;
    }
    .-short #note { height: 9; }
    NoteArea, NoteArea:focus { border: none; background: $panel; padding: 0 1; }
    NoteArea { scrollbar-size-vertical: 1; }
    NoteArea .text-area--cursor-line { background: $panel; }
    """

    def __init__(
        self,
        subjects: tuple[Subject, ...],
        text: str | None,
        keep: Callable[[Subject, str], None],
        draft: Callable[[Subject, str], None],
    ) -> None:
        super().__init__()
        self._subjects = subjects
        self._about = subjects[0]
        self._keep = keep
        self._draft = draft
        self._asking = self._ended = False
        words = self._about.text if text is None else text
        self._area = NoteArea(harmless(words), highlight_cursor_line=False)
        self._drafted = self._about, self._area.text

    def compose(self) -> ComposeResult:
        """The lines."""
        with Vertical(id="note"):
            yield self._area

    def on_mount(self) -> None:
        """Write on where the words end."""
        self._area.focus()
        self._area.move_cursor(self._area.document.end)
        self.set_interval(EVERY, self.hand_on)
        self._say()

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._say()

    def on_unmount(self) -> None:
        """Where the program ends under it, keep what was typed."""
        if not self._ended and self._changed and self._area.text.strip():
            self._keep(self._about, self._area.text)

    def hand_on(self) -> None:
        """Hand on what was typed, if it is not what it was then."""
        now = self._about, self._area.text
        if now != self._drafted and not self._ended:
            self._drafted = now
            self._draft(self._about, self._area.text if self._changed else "")

    @property
    def _changed(self) -> bool:
        return self._area.text.strip() != harmless(self._about.text).strip()

    def action_keep(self) -> None:
        """End with what was typed; of a new note, nothing is nothing."""
        if self._changed:
            self._end((self._about, self._area.text))
        else:
            self._end(None)

    def action_leave(self) -> None:
        """Leave it, if nothing was typed; else ask."""
        if self._asking or self._changed:
            self._ask(not self._asking)
        else:
            self._end(None)

    def action_about(self, by: int) -> None:
        """Have the note be about something else; words that were typed go to no other note."""
        if self._asking:
            return
        at, changed = self._subjects.index(self._about), self._changed
        for step in range(1, len(self._subjects)):
            other = self._subjects[(at + by * step) % len(self._subjects)]
            if not changed or not other.note:
                self._about = other
                if not changed:
                    self._area.load_text(harmless(other.text))
                    self._area.move_cursor(self._area.document.end)
                break
        self._say()

    def on_click(self, event: Click) -> None:
        """A click beside it leaves it as Esc does."""
        event.prevent_default()
        if self.get_widget_at(*event.screen_offset)[0] is self and not self._asking:
            self.action_leave()

    def on_key(self, event: Key) -> None:
        """Answer what is asked."""
        if not self._asking:
            return
        event.stop()
        if event.key == "y":
            self.action_keep()
        elif event.key == "n" and self._area.text.strip():
            self._end(None)

    def _ask(self, asking: bool) -> None:
        self._asking = self._area.read_only = asking
        self._say()

    def _end(self, said: tuple[Subject, str] | None) -> None:
        self._ended = True
        self.dismiss(said)

    def _say(self) -> None:
        about = self._about
        quote = f"“{one_line(about.quote[:300])}”" if about.quote else "the article"
        what = f"what was {quote}" if about.quote and about.span == WHOLE else quote
        more = len(self._subjects) > 1
        said = (
            f"Enter new line · Ctrl+S keeps · {'Tab on something else · ' if more else ''}Esc",
            f"Ctrl+S keeps · {'Tab on … · ' if more else ''}Esc",
        )
        if self._asking:
            said = _ASK if self._area.text.strip() else _EMPTY
        title = f"{'The note' if about.note else 'Note'} on {what}"
        frame(self.query_one("#note"), title, said)


def harmless(text: str) -> str:
    """A text of any number of lines without what a terminal would act upon."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return neutral(lines)[0].replace(DROPPED, "")
