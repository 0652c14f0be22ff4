"""Where the words of two passages differ.

In: their words in order. Out: the stretches of both that are not the same, by the longest common
subsequence of the words (computed by rapidfuzz; H. Hyyrö, "Bit-parallel LCS-length computation
revisited", 2004).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.analysis import Token


class Change(NamedTuple):
    """Words that stand in the place of others; half-open ranges of word numbers, one may be empty.

    Attributes:
        start: the first of one passage's own.
        end: one past the last of them.
        other_start: the first of the other's.
        other_end: one past the last of them.
    """

    start: int
    end: int
    other_start: int
    other_end: int

    @property
    def turned(self) -> Change:
        """The same, seen from the other passage."""
        return Change(self.other_start, self.other_end, self.start, self.end)


def changes(words: Sequence[str], others: Sequence[str]) -> list[Change]:
    """What is different, in order; turned round for passages exchanged."""
    if (len(words), *words) > (len(others), *others):
        return [change.turned for change in changes(others, words)]
    found: list[Change] = []
    for step in LCSseq.opcodes(words, others):
        change = Change(step.src_start, step.src_end, step.dest_start, step.dest_end)
        if step.tag == "equal":
            continue
        if found and (found[-1].end, found[-1].other_end) == (change.start, change.other_start):
            before = found.pop()
            change = change._replace(start=before.start, other_start=before.other_start)
        found.append(change)
    return found


def kept(words: Sequence[str], found: Sequence[Change]) -> float:
    """The share of a passage's words that the other has too, in the same order; 1 for no words."""
    changed = sum(change.end - change.start for change in found)
    return 1 - changed / len(words) if words else 1.0


def other_words(words: Sequence[Token], found: Sequence[Change]) -> Iterator[Span]:
    """The stretches of a passage that the other one does not have, as characters of its text."""
    for change in found:
        if change.start < change.end:
            yield Span(words[change.start].start, words[change.end - 1].end)


def missing_words(words: Sequence[Token], found: Sequence[Change], end: int) -> Iterator[Span]:
    """What stands where the other passage has more: what parts two words, or a character.

    Args:
        words: the passage's.
        found: how they become the other's.
        end: where the passage ends.
    """
    for change in found:
        if change.start < change.end or not words:
            continue
        if change.start == 0:
            yield Span(words[0].start, words[0].start + 1)
            continue
        start = words[change.start - 1].end
        stop = words[change.start].start if change.start < len(words) else min(start + 1, end)
        yield Span(start, stop) if start < stop else Span(start - 1, start)
