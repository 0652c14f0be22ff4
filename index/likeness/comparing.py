"""Whether two articles are versions of one text: their true likeness, and the numbers in them.

A text is like another if most of their shingles are the same, or if most of a shorter one's stand
in the longer one, as when an outlet prints the first half of an agency's story. Reports that are
written after one pattern, week after week, are told apart by their numbers: they are short, and
most of the numbers in them differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.likeness.shingles import SHINGLE

if TYPE_CHECKING:
    from index.likeness.contents import Contents
    from index.likeness.shingles import Content, Hashes

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
    """Compares articles by their numbers."""

    def __init__(self, contents: Contents) -> None:
        self._of = contents.of

    def share(self, one: int, other: int) -> float:
        """The resemblance of two articles, whatever they are."""
        return likeness(self._of(one).shingles, self._of(other).shingles).resemblance

    def resemblance(self, one: int, other: int) -> float:
        """The resemblance of two articles if they are versions of one text, else 0."""
        found = versions(self._of(one), self._of(other))
        return found.resemblance if found else 0.0
