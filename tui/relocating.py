"""A place in one text found again in another: after a change, or in another version of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_REACH = 3000
"""Characters behind a place whose words are looked for."""

_RUN = 6
"""Words in sequence that make a passage."""


def relocated(offset: int, old: str, new: str) -> int:
    """Where the place in an old text is in a new one.

    In what both begin or end with, it is the same; else it is where the words that follow it are,
    else near.

    Args:
        offset: in characters of ``old``.
        old: the text before.
        new: the text now.
    """
    least = min(len(old), len(new))
    begin = _most(least, lambda size: old[:size] == new[:size])
    if offset <= begin:
        return offset
    end = _most(least - begin, lambda size: old[len(old) - size :] == new[len(new) - size :])
    if offset >= len(old) - end:
        return offset + len(new) - len(old)
    return _at_words(offset, old, new, min(begin, len(new)))


def found_again(offset: int, words: str, text: str) -> int:
    """Where a place is of which only some words are known.

    Args:
        offset: in characters of the text as it was.
        words: what stood there.
        text: the text now.

    Returns:
        the same place if these words are there; else where they are, or nearly; else near.
    """
    if text.startswith(words, offset):
        return offset
    return _at_words(0, words, text, min(offset, len(text)))


def _most(limit: int, holds: Callable[[int], bool]) -> int:
    """The largest size up to a limit that holds, where all smaller ones do."""
    return bisect_left(range(1, limit + 1), True, key=lambda size: not holds(size))


def _at_words(offset: int, old: str, new: str, near: int) -> int:
    """The place by the first words at or behind it that stand in the new text, else another."""
    words = [match.span() for match in re.compile(r"\w+").finditer(old, offset, offset + _REACH)]
    for at in range(0, len(words) - _RUN + 1, _RUN // 2):
        run = [re.escape(old[start:end]) for start, end in words[at : at + _RUN]]
        found = re.search(r"\W+".join(run), new)
        if found is not None:
            return max(0, found.start() - (words[at][0] - offset))
    return near
