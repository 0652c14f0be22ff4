"""The status line: where one stands, what has just happened, and which keys come next.

Everything is on one line of fixed height, so that nothing jumps: a notice takes the left for a
few seconds, progress the middle; the key hints on the right go one by one when room is short, the
last of all the one that tells of the others. A click on a hint does what its key does.
"""

from __future__ import annotations

import time
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cells import fit, one_line, strip_of, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click
    from textual.timer import Timer

_BAR = 10
_LABEL = 20
_NOTICE_SECONDS = 4.0

_READ = 1.0
"""Seconds after which a notice has been read, and gives way when one goes elsewhere."""


class Hint(NamedTuple):
    """A key that may come next.

    Attributes:
        label: the key as it is written.
        words: what it does.
        key: the id of its binding.
    """

    label: str
    words: str
    key: str

    @property
    def width(self) -> int:
        """The cells that it takes, with what sets it apart."""
        return cell_len(self.label) + cell_len(self.words) + 3


class StatusLine(Widget):
    """One line at the bottom of the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--key", "status--hint", "status--notice"}

    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        color: $foreground;
        & > .status--key { text-style: bold; }
        & > .status--hint { text-style: dim; }
        & > .status--notice { text-style: bold italic; }
    }
    """

    class HintTaken(Message):
        """The hint of a key has been clicked.

        Attributes:
            key: the id of the key's binding.
        """

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._hints: tuple[Hint, ...] = ()
        self._shown: list[Hint] = []
        self._where = self._brief = ""
        self._notice = ""
        self._told = 0.0
        self._progress: tuple[str, ...] = ()
        self._timer: Timer | None = None

    # What the screen says

    @property
    def where(self) -> str:
        """Where one stands, as last said."""
        return self._where

    @property
    def notice(self) -> str:
        """What is being told for a few seconds, or nothing."""
        return self._notice

    @property
    def progress(self) -> str:
        """How far the index has come, in full, or nothing."""
        return self._progress[0] if self._progress else ""

    def show_where(self, words: str, brief: str = "") -> None:
        """Say where one stands.

        Args:
            words: in full.
            brief: in few words, for a screen that has no room for a hint beside the full ones.
        """
        words = one_line(words)
        if words != self._where and time.monotonic() - self._told > _READ:
            self._notice = ""
        self._where, self._brief = words, one_line(brief)
        self.refresh()

    def show_notice(self, words: str, seconds: float = _NOTICE_SECONDS) -> None:
        """Tell something in the place of where one stands, for some seconds."""
        self._notice = one_line(words)
        self._told = time.monotonic()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self.hide_notice)
        self.refresh()

    def hide_notice(self) -> None:
        """Say again where one stands."""
        self._notice = ""
        self.refresh()

    def take_back(self, words: str) -> None:
        """Say again where one stands, if it is this that is being told."""
        if words and self._notice == one_line(words):
            self.hide_notice()

    def show_progress(self, label: str, done: int, total: int) -> None:
        """Show how far something has come."""
        full = min(_BAR, done * _BAR // total) if total else 0
        bar = "▓" * full + "░" * (_BAR - full)
        label = fit(within(label, _LABEL), _LABEL)
        share = f"{min(100, 100 * done // total)}%" if total else "…"
        if total == 1:  # a stage of one step has nothing to count
            self._progress = (label,)
        else:
            self._progress = (f"{label} {bar} {done:,}/{total:,}", f"{label} {share}", share)
        self.refresh()

    def hide_progress(self) -> None:
        """Nothing is under way any more."""
        self._progress = ()
        self.refresh()

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show other keys, the most useful first, and at the end the one that tells of all keys."""
        self._hints = tuple(hints)
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        base = self.rich_style
        if y or width < 4:
            return Strip.blank(width, base)
        room = width - 2
        left = self._notice or self._whereabouts(room)
        need = min(cell_len(left), room // 2)
        fitting = (words for words in self._progress if cell_len(words) + 3 + need <= room)
        progress = next(fitting, "")
        after = cell_len(progress) + 3 if progress else 0
        hints = self._shown = self._hints_within(room - after - cell_len(left) - 2)
        used = sum(hint.width for hint in hints)
        left = fit(left, max(0, room - after - used))
        style = self._part("status--notice") if self._notice else Style.null()
        parts: list[tuple[str, Style]] = [(" ", Style.null()), (left, style)]
        gap = room - cell_len(left) - used - cell_len(progress)
        parts.append((" " * max(1 if progress else 0, gap), Style.null()))
        parts.append((progress, Style.null()))
        for hint in hints:
            parts += [
                ("  ", Style.null()),
                (hint.label, self._part("status--key")),
                (f" {hint.words}", self._part("status--hint")),
            ]
        return strip_of(parts, width, base)

    def _whereabouts(self, room: int) -> str:
        """Where one stands; in few words if there is no room for the first hint and the last."""
        hints = sum(hint.width for hint in {*self._hints[:1], *self._hints[-1:]}) + 2
        full = not self._hints or cell_len(self._where) + hints <= room
        return self._where if full else self._brief or self._where

    def _hints_within(self, room: int) -> list[Hint]:
        """The hints that there is room for: the first ones, and the last, which tells of all."""
        if not self._hints:
            return []
        *most, last = self._hints
        shown = _fitting(most, room - last.width)
        return [*shown, last] if shown else _fitting(self._hints, room)

    def on_click(self, event: Click) -> None:
        """Do what the hint that was clicked says."""
        right = self.size.width - 1
        for hint in reversed(self._shown):
            if right - hint.width + 2 <= event.x < right:
                self.post_message(self.HintTaken(hint.key))
            right -= hint.width

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)


def _fitting(hints: Sequence[Hint], room: int) -> list[Hint]:
    """The first hints that fit into so many cells."""
    ends = accumulate(hint.width for hint in hints)
    return [hint for hint, end in zip(hints, ends, strict=True) if end <= room]
