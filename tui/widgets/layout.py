"""Fold an article's text into display lines.

In: a text, the white space at which its sentences go on, a width in cells. Out: display lines as
pairs of character offsets into that text, and the way back and forth between an offset and a
place (line, column). Knows nothing of screens or colours.

The lines are found from the top down, only as far as somebody asks, so that the first page of a
long article costs no more than that of a short one; what has been found is final.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from index.model import Span
from tui.widgets.neutral import DROPPED, cells, neutral

_NOTHING_BEFORE = frozenset(",.;:!?)]}”’»…%")
_NOTHING_AFTER = frozenset("([{“‘«")
_BLANK = re.compile("(?:[ \0\xa0\u3000]*\n)+(?:[ \0\xa0\u3000]*\\Z)?|[ \0\xa0\u3000]+\\Z")
_BLANK_START = frozenset("\n \0\xa0\u3000")
_SKIP = re.compile("[ \0]+")
_BLANK_LINES = re.compile("\n(?:[ \xa0\u3000]*\n){2,}")
_LONG = 120  # characters from which a line of the text reads as a paragraph
_STRETCH = 4096  # characters folded beyond what was asked for, at most
_NO_LINE_START = frozenset("、。，．：；？！）」』】〉》〕ー々…·～")
_NO_LINE_END = frozenset("（「『【〈《〔")


class Flow(NamedTuple):
    """A text made ready to be folded.

    Attributes:
        text: as long as the original, character for character: neutral, with each join as one
            space (or nothing) followed by dropped characters.
        odd: finds the characters that do not take exactly one cell; None where there are none.
    """

    text: str
    odd: re.Pattern[str] | None

    def plain(self, start: int, end: int) -> str:
        """Return the words from `start` to `end` as one reads them: joins closed up, and a run
        of blank lines as one.
        """
        return _BLANK_LINES.sub("\n\n", self.text[start:end].replace(DROPPED, ""))


def flow(text: str, joins: Iterable[tuple[int, int]] = ()) -> Flow:
    """Make a text ready to be folded.

    Args:
        text: any text.
        joins: sorted, disjoint half-open spans of white space inside sentences; those out of
            range or out of order are passed over.
    """
    text, odd = neutral(text)
    parts: list[str] = []
    done = 0
    for start, end in joins:
        if not done <= start < end <= len(text):
            continue
        space = "" if _closes_up(text, start, end) else " "
        parts += text[done:start], space, DROPPED * (end - start - len(space))
        done = end
    if parts:
        parts.append(text[done:])
        text = "".join(parts)
        odd += "" if DROPPED in odd else DROPPED
    return Flow(text, re.compile(f"[{re.escape(odd)}]") if odd else None)


def _closes_up(text: str, start: int, end: int) -> bool:
    """Tell whether nothing stands at a join, rather than a space."""
    if start == 0 or end == len(text) or text[start - 1] in _NOTHING_AFTER:
        return True
    after = text[end]
    if after in "\"'":
        beyond = text[end + 1 : end + 2]
        return not beyond or beyond.isspace() or beyond in _NOTHING_BEFORE
    return after in _NOTHING_BEFORE


class Layout:
    """Display lines of a `Flow` at one width.

    A line is a half-open span of characters, without the white space at which it was broken;
    such a character counts as standing at the end of the line before it. A run of blank lines is
    one empty line, and blank lines at either end of the text are left out. A paragraph that is one
    long line of the text is set apart from the next by an empty line too.

    Args:
        flow: the text.
        width: cells a line may take; at least 2.
    """

    __slots__ = ("_ends", "_frontier", "_hard", "_odd", "_paragraph", "_starts", "flow", "width")

    def __init__(self, flow: Flow, width: int) -> None:
        self.flow = flow
        self.width = max(2, width)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._frontier = 0  # where the next line is looked for
        self._hard = -1  # end of the paragraph that the frontier is in
        self._paragraph = 0  # where the paragraph begins that the frontier is in
        self._odd = -1  # first character at or after the frontier that is not one cell wide

    @property
    def complete(self) -> bool:
        """Whether every line has been found."""
        return self._frontier >= len(self.flow.text) and bool(self._starts)

    @property
    def known(self) -> int:
        """How many lines have been found."""
        return len(self._starts)

    @property
    def estimate(self) -> int:
        """About how many lines there are in all; exact once `complete`."""
        rest = len(self.flow.text) - self._frontier
        if rest <= 0:
            return max(1, self.known)
        each = self._frontier / self.known if self.known else self.width * 0.7
        return self.known + max(1, round(rest / max(1.0, each)))

    @property
    def line_count(self) -> int:
        """How many lines there are; finds them all."""
        self.extend(offset=len(self.flow.text))
        return self.known

    def line(self, number: int) -> Span:
        """Return the characters of a line; a number out of range means the nearest line."""
        self.extend(lines=number + 1)
        number = max(0, min(number, self.known - 1))
        return Span(self._starts[number], self._ends[number])

    def line_of(self, offset: int) -> int:
        """Return the number of the line that a character is on (clamped to the text)."""
        self.extend(offset=offset)
        return max(0, bisect_right(self._starts, offset) - 1)

    def position(self, offset: int) -> tuple[int, int]:
        """Return the place of a character: line number, and cells from the line's start."""
        number = self.line_of(offset)
        start, end = self.line(number)
        return number, self.cells(start, max(start, min(offset, end)))

    def offset_at(self, number: int, x: int) -> int:
        """Return the character drawn at a place: its offset, at most the line's end.

        Args:
            number: line number, clamped.
            x: cells from the line's start; below zero counts as zero.
        """
        start, end = self.line(number)
        x = max(0, x)
        if not self.is_odd(start, end):
            return min(start + x, end)
        for offset in range(start, end):
            x -= cells(self.flow.text[offset])
            if x < 0:
                return offset
        return end

    def cells(self, start: int, end: int) -> int:
        """Return how many cells the characters from `start` to `end`, on one line, take."""
        if not self.is_odd(start, end):
            return end - start
        return sum(map(cells, self.flow.text[start:end]))

    def is_odd(self, start: int, end: int) -> bool:
        """Tell whether any character from `start` to `end` takes other than one cell."""
        odd = self.flow.odd
        return odd is not None and odd.search(self.flow.text, start, end) is not None

    def extend(self, *, offset: int = -1, lines: int = 0) -> None:
        """Find the lines up to and with that of `offset`, and at least `lines` of them.

        A few more may be found along with them.
        """
        text, width, starts, ends = self.flow.text, self.width, self._starts, self._ends
        size, pos, hard, odd = len(text), self._frontier, self._hard, self._odd
        offset = min(offset, size - 1)
        while pos < size and (pos <= offset or len(starts) < lines):
            if hard < pos:
                if text[pos] in _BLANK_START and (blank := _BLANK.match(text, pos)):
                    if starts and blank.end() < size:
                        starts.append(pos)
                        ends.append(pos)
                    pos = blank.end()
                    continue
                if pos - self._paragraph > _LONG and starts and ends[-1] > starts[-1]:
                    starts.append(pos - 1)
                    ends.append(pos - 1)
                self._paragraph = pos
                hard = text.find("\n", pos)
                if hard < 0:
                    hard = size
            if odd < pos:
                odd = self._next_odd(pos)
            # Plain prose, a stretch at a time; whatever else is met is left to what follows.
            edge = min(hard - width, odd - width, pos + _STRETCH)
            while pos < edge:
                end = text.rfind(" ", pos, pos + width + 1)
                if end <= pos or end + 1 == hard or text[end - 1] == " " or text[end + 1] in " \0":
                    break
                starts.append(pos)
                ends.append(end)
                pos = end + 1
            starts.append(pos)
            limit = pos + width
            if odd <= limit and odd < hard:
                end = _measured(text, pos, hard, width)
            elif hard <= limit:
                end = hard
            else:
                end = text.rfind(" ", pos, limit + 1)
                if end <= pos or (text[pos] == " " and not text[pos:end].strip(" ")):
                    end = limit
            resume = end
            if end < hard and text[end] in " \0" and (gap := _SKIP.match(text, end, hard)):
                resume = gap.end()
            while text[end - 1] == " " and end > pos:
                end -= 1
            ends.append(end)
            pos = resume + 1 if resume == hard else resume
        if pos >= size and not starts:
            starts.append(0)
            ends.append(0)
        self._frontier, self._hard, self._odd = pos, hard, odd

    def _next_odd(self, pos: int) -> int:
        odd = self.flow.odd
        found = odd.search(self.flow.text, pos) if odd is not None else None
        return found.start() if found else len(self.flow.text)


def _measured(text: str, pos: int, hard: int, width: int) -> int:
    """Return where a line from `pos` is broken, counting the cells of each character.

    Breaks at a space, else beside a wide character, else where the room ends.
    """
    used, best, last, seen = 0, pos, "", False
    for offset in range(pos, hard):
        char = text[offset]
        taken = cells(char)
        if char == " ":
            if seen:
                best = offset
        elif (
            seen
            and taken
            and (taken == 2 or cells(last) == 2)
            and char not in _NO_LINE_START
            and last not in _NO_LINE_END
        ):
            best = offset
        if used + taken > width:
            return best if best > pos else offset
        if taken:
            used += taken
            last = char
            seen = seen or char != " "
    return hard
