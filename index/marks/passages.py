"""Where a passage that was noted stands in a text that may have changed since."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 1_000
"""So many places at most are looked at where the words of a passage stand."""


def found(
    text: str, start: int, quote: str, before: str = "", after: str = ""
) -> tuple[int, int] | None:
    """Return where a passage is: its first character and one past its last; None where it is lost.

    Of several places with its words it is the one with the most of the same characters around it,
    and of those the nearest to the old one. Only the words must be the same: white space and signs
    between them may be others.

    Args:
        text: the article's text now.
        start: the passage's first character in the text as it was.
        quote: its words then.
        before: some characters in front of it then.
        after: some behind it.
    """
    end = start + len(quote)
    if text.startswith(quote, start) and _around(text, start, end, before, after) == len(
        before
    ) + len(after):
        return start, end
    stands = places(text, quote)

    def likely(place: tuple[int, int]) -> tuple[int, int]:
        return _around(text, place[0], place[1], before, after), -abs(place[0] - start)

    return max(stands, key=likely, default=None)


def places(text: str, quote: str) -> list[tuple[int, int]]:
    """Return where a passage stands, word by word where it does not letter by letter."""
    return list(_places(text, quote)) or list(_by_words(text, quote))


def _places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    for _ in range(_MOST):
        if at < 0:
            return
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _by_words(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """The places with the same words; as `str.find` has it, in time linear in the text."""
    words = re.findall(r"\w+", quote)
    if not words or max(words, key=len) not in text:
        return
    spans = [match.span() for match in re.finditer(r"\w+", text)]
    line = " ".join(["", *(text[start:end] for start, end in spans), ""])
    wanted = " ".join(["", *words, ""])
    at, before, first = line.find(wanted), 0, 0
    for _ in range(_MOST):
        if at < 0:
            return
        first, before = first + line.count(" ", before, at), at
        yield spans[first][0], spans[first + len(words) - 1][1]
        at = line.find(wanted, at + len(wanted) - 1)


def _around(text: str, start: int, end: int, before: str, after: str) -> int:
    """How many characters on both sides of a place are as they were."""
    left = text[max(0, start - len(before)) : start]
    return _in_common(left[::-1], before[::-1]) + _in_common(text[end : end + len(after)], after)


def _in_common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
