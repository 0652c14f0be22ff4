"""Pieces of text laid into lines of terminal cells: strings in, fitted strings and strips out.

Everything here works on one line. Text is made harmless first (see `tui.widgets.sanitise`) and
is never read as markup. Widths are in terminal cells, spans in characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, chop_cells, get_character_cell_size, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from tui.widgets.sanitise import UNSEEN, clean

if TYPE_CHECKING:
    from rich.style import Style

    from index.model import ArticleInfo

ELLIPSIS = "…"

_SOON = 16
"""Characters of a word that is cut off already which may go altogether."""

one_line = clean
"""The text on one line, harmless for the terminal, with its length kept."""


class Piece(NamedTuple):
    """A run of text in one manner: whether it is marked."""

    text: str
    marked: bool


def within(text: str, width: int) -> str:
    """The beginning of a text, amply enough of it to fill ``width`` cells, on one line.

    A title may be a megabyte long; only what can be seen is looked at.
    """
    return one_line(text[: 4 * max(width, 0) + 64])


def fit(text: str, width: int) -> str:
    """The text in at most ``width`` cells, its end cut off with an ellipsis if need be."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def fit_left(text: str, width: int) -> str:
    """The text in at most ``width`` cells, its beginning cut off with an ellipsis if need be."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    room = width - 1
    start = len(text)
    while start and (room := room - get_character_cell_size(text[start - 1])) >= 0:
        start -= 1
    return ELLIPSIS + text[start:]


def from_word(text: str) -> str:
    """A text that `fit_left` has cut, from the beginning of its next whole word.

    If its beginning has not been cut off, or no word begins soon, nothing is done.
    """
    space = text.find(" ", 1, _SOON) if text.startswith(ELLIPSIS) else -1
    return text if space < 0 else ELLIPSIS + text[space + 1 :]


def particulars(info: ArticleInfo, room: int) -> str:
    """Outlet and date, or the path where neither is known."""
    day = info.date.isoformat() if info.date else ""
    if not info.source and not day:
        return fit(within(info.path, room), room)
    left = fit(within(info.source, room), max(0, room - len(day) - 3) if day else room)
    return " · ".join(part for part in (left, day) if part)


def pieces(text: str, marks: Sequence[tuple[int, int]]) -> list[Piece]:
    """The text cut at its marks; marks that overlap or lie outside are put right."""
    cut: list[Piece] = []
    place = 0
    for start, end in sorted(marks):
        start, end = max(start, place), min(end, len(text))
        if start >= end:
            continue
        if start > place:
            cut.append(Piece(text[place:start], False))
        cut.append(Piece(text[start:end], True))
        place = end
    if place < len(text):
        cut.append(Piece(text[place:], False))
    return cut


def window(text: str, marks: Sequence[tuple[int, int]], width: int) -> list[Piece]:
    """The part of a marked line that shows its first mark, in at most ``width`` cells.

    The line starts at its beginning if the first mark can be seen that way, else shortly before
    that mark; what is left out on either side shows as an ellipsis.
    """
    if width <= 0:
        return []
    start = 0
    first = min((mark for mark in marks if mark[0] < len(text)), default=None)
    if first is not None and cell_len(one_line(text[: first[1]])) >= width:
        start = max(0, first[0] - width // 3)
        word = text.find(" ", start, first[0])
        start = word + 1 if start and word >= 0 else start
    shown = text[start : start + 4 * width + 64]
    room = width
    laid: list[Piece] = []
    if start:
        laid.append(Piece(ELLIPSIS, False))
        room -= 1
        stripped = shown.lstrip()
        start += len(shown) - len(stripped)
        shown = stripped
    moved = [(max(0, mark[0] - start), mark[1] - start) for mark in marks if mark[1] > start]
    for part in pieces(shown, moved):
        words = one_line(part.text)
        cells = cell_len(words)
        if cells > room:
            laid.append(Piece(fit(words, room), part.marked))
            break
        laid.append(Piece(words, part.marked))
        room -= cells
    return laid


def wrapped(text: str, width: int) -> list[str]:
    """The text on lines of at most ``width`` cells, broken between words where that can be."""
    if width <= 0:
        return []
    lines = [""]
    for word in one_line(text).replace(UNSEEN, "").split():
        for piece in chop_cells(word, width):
            line = f"{lines[-1]} {piece}" if lines[-1] else piece
            if cell_len(line) <= width:
                lines[-1] = line
            else:
                lines.append(piece)
    return lines


def strip_of(parts: Iterable[tuple[str, Style]], width: int, base: Style) -> Strip:
    """A line of exactly ``width`` cells out of styled texts; the rest is blank in ``base``.

    The texts must be harmless already; what they keep only to keep their length is left out. Each
    style goes on top of ``base``.
    """
    shown = ((text.replace(UNSEEN, ""), style) for text, style in parts)
    segments = [Segment(text, base + style) for text, style in shown if text]
    return Strip(segments).adjust_cell_length(max(width, 0), base)
