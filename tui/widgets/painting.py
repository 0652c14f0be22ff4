"""Cut a display line where its manner of drawing changes.

In: one line of a `Layout` and layers of styled spans. Out: pieces of it, each in one style and
each at one place, so that a column on the screen and a character of the text can be told from
one another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from rich.style import Style

from tui.widgets.neutral import DROPPED

Layer = tuple[int, int, Style]
"""A styled half-open span."""


class Piece(NamedTuple):
    """Characters drawn in one style: where they begin in the text, and what is drawn."""

    start: int
    text: str
    style: Style


class Ranged(Protocol):
    """Anything that covers a half-open range of characters: a span, a mention."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


class SpanIndex:
    """Finds those of many spans that touch a stretch of text; they may overlap.

    Args:
        spans: sorted by their start.
    """

    __slots__ = ("_ends", "_reach", "_starts")

    def __init__(self, spans: Sequence[Ranged] = ()) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]
        # How far the spans up to each one reach, which is their own end unless one holds another.
        in_order = self._ends == sorted(self._ends)
        self._reach = self._ends if in_order else list(accumulate(self._ends, max))

    def __len__(self) -> int:
        return len(self._starts)

    def touching(self, start: int, end: int) -> Iterator[int]:
        """Yield the numbers of the spans with a character in ``start:end``, in order."""
        first = bisect_right(self._reach, start)
        for number in range(first, bisect_left(self._starts, end)):
            if self._ends[number] > start:
                yield number

    def span(self, number: int) -> tuple[int, int]:
        """Return a span by its number."""
        return self._starts[number], self._ends[number]


def pieces(
    text: str, start: int, end: int, layers: Sequence[Layer], base: Style
) -> Iterator[Piece]:
    """Yield the pieces of the line ``text[start:end]``.

    Args:
        text: neutral text; dropped characters in it are left out.
        start: where the line begins.
        end: where it ends.
        layers: styled spans, the lower ones first; where several overlap, a later one's say goes.
        base: the style beneath them all.
    """
    cuts = {start, end}
    for first, last, _ in layers:
        cuts.add(max(start, min(first, end)))
        cuts.add(max(start, min(last, end)))
    for left, right in pairwise(sorted(cuts)):
        style = base
        for first, last, layer in layers:
            if first <= left and right <= last:
                style += layer
        part = text[left:right]
        if DROPPED not in part:
            yield Piece(left, part, style)
            continue
        at = left
        for run in part.split(DROPPED):
            if run:
                yield Piece(at, run, style)
            at += len(run) + 1
