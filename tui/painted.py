"""What stands on the terminal, so that only what has changed is sent there.

In: the updates that Textual paints, which hold whole panes where one line of them has changed.
Out: the same without what stands there already, and without a style that is on already: a tenth
of it, which is felt on a slow line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    Pieces = list[tuple[int, int, str]]
    """Of one line of the terminal: columns from, up to, and what is sent to paint them."""

_PLAIN = "\x1b[0m"
_STYLE = re.compile("(\x1b\\[[0-9;]*m)")


class Painted:
    """Remembers what was painted."""

    def __init__(self) -> None:
        self._lines: dict[int, Pieces] = {}
        self._size = (0, 0)

    def forget(self) -> None:
        """The terminal may show something else; paint it anew."""
        self._lines.clear()

    def changes(
        self, update: RenderableType | None, size: tuple[int, int]
    ) -> RenderableType | None:
        """The part of an update that has to be sent.

        Args:
            update: from Textual's compositor; anything else is left as it is.
            size: columns and lines of the terminal; whoever changes them paints all anew.
        """
        if size != self._size:
            self._size = size
            self.forget()
        if isinstance(update, ChopsUpdate | LayoutUpdate):
            return _Changes(self, update)
        if update is not None:
            self.forget()
        return update

    def replace(self, line: int, new: Pieces) -> Pieces:
        """Paint pieces of a line; those that have to be sent: what has changed.

        Where there is more than plain letters, all behind the first of them: where a terminal
        draws a letter wider than it is counted, they put the line right.
        """
        old = self._lines.get(line, [])
        known = set(old)
        sent = [piece for piece in new if piece not in known]
        gone = [piece for piece in old if _is_under(piece, sent)]
        if not all(words.isascii() for _, _, words in (*sent, *gone)):
            sent = new[new.index(sent[0]) :]
        if sent:
            self._lines[line] = sorted([*(p for p in old if not _is_under(p, sent)), *sent])
        return sent


class _Changes(CompositorUpdate):
    """An update without what stands on the terminal already."""

    def __init__(self, painted: Painted, update: ChopsUpdate | LayoutUpdate) -> None:
        self._painted = painted
        self._update = update

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self._update.__rich_console__(console, options)

    def render_segments(self, console: Console) -> str:
        """What is sent to the terminal."""
        pieces = _laid if isinstance(self._update, LayoutUpdate) else _chopped
        sequences: list[str] = []
        on = _PLAIN
        for line, new in pieces(self._update, console):  # type: ignore[arg-type]
            at = -1
            for start, end, words in self._painted.replace(line, new):
                if start != at:
                    sequences.append(f"\x1b[{line + 1};{start + 1}H")
                style = _PLAIN
                for part, run in enumerate(_STYLE.split(words)):
                    if part % 2:
                        style = run
                    elif run:
                        sequences.append(f"{_from_to(on, style)}{run}")
                        on = style
                at = end
        return "".join([*sequences, _from_to(on, _PLAIN)])


def _from_to(style: str, other: str) -> str:
    """What ends one style and begins another."""
    if style == other:
        return ""
    return other if _PLAIN in (style, other) else _PLAIN + other


def _is_under(piece: tuple[int, int, str], others: Pieces) -> bool:
    """Whether a piece of a line is painted over, in whole or in part, by others."""
    return any(piece[0] < end and start < piece[1] for start, end, _ in others)


def _laid(update: LayoutUpdate, console: Console) -> Iterator[tuple[int, Pieces]]:
    """The pieces of an update of the whole screen, line by line."""
    for line, strips in enumerate(update.strips, update.region.y):
        pieces: Pieces = []
        start = update.region.x
        for strip in strips:
            end = start + strip.cell_length
            pieces.append((start, end, strip.render(console)))
            start = end
        yield line, pieces


def _chopped(update: ChopsUpdate, console: Console) -> Iterator[tuple[int, Pieces]]:
    """The pieces of an update of parts of the screen, span by span."""
    for line, first, last in update.spans:
        pieces: Pieces = []
        for end, (start, strip) in zip(
            update.chop_ends[line], update.chops[line].items(), strict=False
        ):
            if strip is None or start > last or end <= first:
                continue
            if start < first or end > last:
                strip, end = strip.crop(0, min(end, last) - start), min(end, last)
            pieces.append((start, end, strip.render(console)))
        yield line, pieces
