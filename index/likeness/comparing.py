"""Whether two articles are versions of one text: their true likeness, and the numbers in them.

A text is like another if most of their shingles are the same, or if most of a shorter one's stand
in the longer one, as when an outlet prints the first half of an agency's story. Reports that are
written after one pattern, week after week, are told apart by their numbers: they are short, and
most of the numbers in them differ.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.likeness.grouping import SHARED
from index.likeness.shingles import NONE, SHINGLE, Content, signatures

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.likeness.shingles import Hashes, Places

LEAST_WORDS = 30
"""Words that a text must have to be a version of another."""

RESEMBLANCE = 0.6
CONTAINMENT = 0.8
"""From here on two texts are alike: of all their shingles, or of the shorter one's."""

BALANCE = 0.25
"""The shorter text must have this share of the longer one's shingles for containment to count: a
digest of many stories is no version of each."""

NUMBERS = 0.5
SPACING = 60
"""Two texts are different reports after one pattern if no more than this share of the numbers in
the one that has fewer stand in the other, and one number differs for so many words or fewer."""

_AT_HAND = 6_000_000
_MADE_AGAIN = 2_000_000
"""Shingles that are kept in memory, of four bytes each: of contents that were at hand, and of those
that had to be made again."""


_BIT = np.left_shift(1, np.arange(8)).astype(np.uint8)
_SHIFT = np.uint64(38)
_SLOTS = 1 << 26
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""Parts of signatures are taken note of by so many bits of a hash."""


class Likeness(NamedTuple):
    """How alike two texts are, from 0 to 1.

    Attributes:
        resemblance: the shingles in common, of all that either has.
        containment: the shingles in common, of those of the one that has fewer.
        balance: how many shingles the one with fewer has, as a share of the other's.
    """

    resemblance: float
    containment: float
    balance: float


def likeness(one: Hashes, other: Hashes) -> Likeness:
    """How alike two texts are, by their shingles."""
    least, most = sorted((len(one), len(other)))
    if not least:
        return Likeness(0.0, 0.0, 0.0)
    common = _common(one, other)
    return Likeness(common / (least + most - common), common / least, least / most)


def versions(one: Content, other: Content) -> Likeness | None:
    """How alike two texts are, if they are versions of one text."""
    found = likeness(one.shingles, other.shingles)
    contained = found.containment >= CONTAINMENT and found.balance >= BALANCE
    if found.resemblance < RESEMBLANCE and not contained:
        return None
    return None if _by_pattern(one, other) else found


def _by_pattern(one: Content, other: Content) -> bool:
    """Whether the numbers in two texts that are alike show that they are different reports."""
    least = min(len(one.numbers), len(other.numbers))
    common = _common(one.numbers, other.numbers) if least else 0
    words = min(len(one.shingles), len(other.shingles)) + SHINGLE - 1
    return least > 0 and common <= NUMBERS * least and (least - common) * SPACING >= words


def _common(one: Hashes, other: Hashes) -> int:
    """How many of two sets' members are the same; both are sorted."""
    both = np.concatenate((one, other))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))


class Comparison:
    """Compares articles by their numbers, and keeps their contents, as far as there is room."""

    def __init__(self, text: Callable[[int], str]) -> None:
        """Prepare.

        Args:
            text: gives an article's readable text.
        """
        self._text = text
        self._at_hand: dict[int, bytes] = {}
        self._made: OrderedDict[int, Content] = OrderedDict()
        self._room, self._room_again = _AT_HAND, _MADE_AGAIN
        self._seen = np.zeros(_SLOTS // 8, dtype=np.uint8)

    def expect(self, parts: Hashes) -> bool:
        """Take note of a signature.

        Returns:
            whether some before have so many parts in common with it, perhaps with one of them,
            that its article may be compared.
        """
        columns = np.arange(len(parts), dtype=np.uint64) << np.uint64(32)
        slots = ((parts | columns) * _SPREAD >> _SHIFT)[parts != NONE]
        places, bits = slots >> np.uint64(3), _BIT[slots & np.uint64(7)]
        shared = int(np.count_nonzero(self._seen[places] & bits))
        np.bitwise_or.at(self._seen, places, bits)
        return shared >= SHARED

    def keep(self, article: int, content: Content) -> None:
        """Take an article's content that is at hand, if there is room for it."""
        shingles, numbers = content
        if len(shingles) <= self._room:
            size = len(shingles).to_bytes(4, "little")
            self._at_hand[article] = (
                size + shingles.astype("<u4").tobytes() + numbers.astype("<u4").tobytes()
            )
            self._room -= len(shingles)

    def drop_but(self, articles: Places) -> None:
        """Forget the contents of all articles but those that may be compared."""
        held = np.fromiter(self._at_hand, np.int64, len(self._at_hand))
        for article in held[~np.isin(held, articles)].tolist():
            self._room += int.from_bytes(self._at_hand.pop(article)[:4], "little")

    def share(self, one: int, other: int) -> float:
        """The resemblance of two articles, whatever they are."""
        return likeness(self._content(one).shingles, self._content(other).shingles).resemblance

    def resemblance(self, one: int, other: int) -> float:
        """The resemblance of two articles if they are versions of one text, else 0."""
        found = versions(self._content(one), self._content(other))
        return found.resemblance if found else 0.0

    def _content(self, article: int) -> Content:
        at_hand = self._at_hand.get(article)
        if at_hand is not None:
            numbers = np.frombuffer(at_hand, "<u4")
            size = int(numbers[0])
            return Content(numbers[1 : size + 1], numbers[size + 1 :])
        known = self._made.get(article)
        if known is not None:
            return known
        made = next(signatures([self._text(article)])).content
        if len(made.shingles) <= self._room:
            self.keep(article, made)
            return made
        self._made[article] = made
        self._room_again -= len(made.shingles)
        while self._room_again < 0 and len(self._made) > 2:
            self._room_again += len(self._made.popitem(last=False)[1].shingles)
        return made
