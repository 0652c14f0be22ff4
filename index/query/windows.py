"""Positions: where words stand as a phrase, within a window, or near each other.

Positions count words from 0; a span is (first, last), both included.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Spans = list[tuple[int, int]]


def side_by_side(words: Sequence[Spans]) -> list[Spans]:
    """Return the ways in which words follow each other, for each the span of every word.

    Args:
        words: the sorted spans of each word of a phrase; some may take up more than one position.
    """
    rows: list[Spans] = [[span] for span in words[0]]
    for spans in words[1:]:
        begins: dict[int, Spans] = {}
        for span in spans:
            begins.setdefault(span[0], []).append(span)
        rows = [[*row, span] for row in rows for span in begins.get(row[-1][1] + 1, ())]
    return rows


def windows(words: Sequence[list[int]], slop: int) -> Spans:
    """Return the spans in which all words stand near, each at a position of its own.

    Args:
        words: the sorted positions of each word of a phrase.
        slop: at most so many other words stand among them, in any order.
    """
    found: Spans = []
    for start in sorted(set().union(*words)):
        limit = start + len(words) - 1 + slop
        inside = [
            positions[bisect_left(positions, start) : bisect_right(positions, limit)]
            for positions in words
        ]
        if not all(inside):
            continue
        for end in sorted(set().union(*inside)):
            if any(
                start in positions and _fits(inside, i, start, end)
                for i, positions in enumerate(inside)
            ):
                found.append((start, end))
                break
    return found


def _fits(inside: Sequence[list[int]], chosen: int, start: int, end: int) -> bool:
    """Whether each word has a position up to `end` of its own, the chosen one `start`."""
    rest = [
        [at for at in positions if start < at <= end]
        for i, positions in enumerate(inside)
        if i != chosen
    ]
    taken: dict[int, int] = {}

    def place(word: int, seen: set[int]) -> bool:
        for at in rest[word]:
            if at not in seen:
                seen.add(at)
                if at not in taken or place(taken[at], seen):
                    taken[at] = word
                    return True
        return False

    return all(place(word, set()) for word in range(len(rest)))


def joined(left: Spans, right: Spans, distance: int, *, ordered: bool) -> Spans:
    """Return the spans over a left and a right one at most so far apart, without overlap.

    Neighbouring words are at distance 1. `ordered`: the left one stands first.
    """
    found: set[tuple[int, int]] = set()
    starts = [first for first, _ in right]
    for first, last in left:
        for other_first, other_last in right[bisect_right(starts, last) :]:
            if other_first - last > distance:
                break
            found.add((first, other_last))
        if not ordered:
            found.update(
                (other_first, last)
                for other_first, other_last in right
                if 0 < first - other_last <= distance
            )
    return sorted(found)
