"""Which articles are versions of one text: signatures in, a representative for each article out.

Articles are taken one after the other, the longest first; each joins the representative that it is
like, or else becomes one. So every member of a group is like its representative, and no chain of
small differences leads from one story to another. The order depends on the texts alone, so that it
does not matter when which article came (leader clustering: J. Hartigan, "Clustering Algorithms",
1975, chapter 3). An article is held only against representatives that share parts of its
signature, and against so few of them that the work grows with the articles, not with their pairs.

When articles have come or gone, only they are grouped anew, and those after them in order that
share parts with one that has become a representative or ceased to be one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.likeness.shingles import NONE, PARTS
from index.store.likeness import Member

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from numpy.typing import NDArray

    from index.column import Column
    from index.likeness.shingles import Places

NUMBERS = 3
"""That are kept of a signature besides its parts."""

SHARED = 2
"""Parts of a signature that two articles must share to be compared."""

TRIES = 4
"""Representatives that an article is compared with, those that share most parts first."""

CROWD = 16
"""Representatives that are looked up by one part of a signature, the first in order."""


_BLOCK = 1 << 14
"""Articles whose parts are read at a time."""

_AT_HAND = 1 << 23
"""Bytes of the column of those that have each part, which is read here and there, in memory."""

_KNOWN = 1 << 15
"""Parts whose first representatives are kept in mind."""


class Signed(NamedTuple):
    """The signatures of articles, a row each.

    Attributes:
        numbers: `NUMBERS` of each: the article's; how many words it has; a digest, equal for the
            same shingles.
        parts: `PARTS` numbers of each.
        gone: the articles that are to be in no group any more.
    """

    numbers: Column
    parts: Column
    gone: Collection[int]

    def column(self, which: int, rows: Places) -> Places:
        """One of the numbers of some rows."""
        return strided(self.numbers, which, NUMBERS)[rows]


class Grouping:
    """The groups of articles, brought in line with what has come and gone.

    Articles are called by their ranks here: their places in the order in which they are taken.
    """

    def __init__(self, signed: Signed, before: Mapping[int, Member], new: Places) -> None:
        """Prepare.

        Args:
            signed: all signatures, those of new and gone articles included.
            before: what the groups were; representatives are not in it.
            new: articles that have not been grouped before.
        """
        rows = _sharing(signed.parts)
        keys = (signed.column(0, rows), signed.column(2, rows), -signed.column(1, rows))
        order = np.lexsort(keys)
        articles, rows = keys[0][order], rows[order]
        del keys, order
        # Those that share enough with others to be compared, in order.
        self._articles = array("q", articles.tobytes())
        self._gone = np.isin(articles, np.fromiter(signed.gone, np.int64, len(signed.gone)))
        self._is_new = np.isin(articles, new)
        self._leads = ~np.isin(articles, np.fromiter(before, np.int64, len(before)))
        self._leads &= ~self._is_new
        leaders = np.array([member.leader for member in before.values()], dtype=np.int64)
        known = ~np.isin(leaders, new)
        self._known = {
            a: leader for a, leader, old in zip(before, leaders.tolist(), known, strict=True) if old
        }
        self._before = before
        shared = _Shared(signed.parts, rows)
        self._having, self._shared = shared.having, shared.by_rank
        self._bounds = shared.bounds.data
        self._leaders: dict[int, array[int]] = {}
        self._block = 0, self._shared[:0]

    def run(
        self, like: Callable[[int, int], float], step: Callable[[int, int], None]
    ) -> Iterator[tuple[int, Member | None]]:
        """Group what is new, and all that depends on it.

        Args:
            like: the resemblance of two articles if they are versions of one text, else 0; the
                second is a representative. What was known before is not asked again.
            step: told how many articles are done, and how many there are.

        Yields:
            an article whose group may have changed, with who represents it now; None where it
            represents itself, and somebody else did before.
        """
        pending = self._is_new & ~self._gone
        whole = bool(pending.all())
        for rank in np.flatnonzero(self._gone & self._leads).tolist():
            self._leads[rank] = False
            pending[self._after(rank)] = True
        for rank, article in enumerate(self._articles):
            if not pending[rank]:
                continue
            step(rank, len(self._articles))
            member = self._choose(rank, like)
            if member is not None or article in self._before:
                yield article, member
            leads = member is None
            if leads != self._leads[rank]:
                self._leads[rank] = leads
                self._enter(rank, leads=leads)
                if not whole:
                    pending[self._after(rank)] = True

    def _choose(self, rank: int, like: Callable[[int, int], float]) -> Member | None:
        """Whom an article joins, out of those before it."""
        counts: Counter[int] = Counter()
        for part in self._parts(rank):
            counts.update(self._crowd(part, rank))
        near = [leader for leader, count in counts.items() if count >= SHARED]
        near.sort(key=lambda leader: (-counts[leader], leader))
        article = self._articles[rank]
        for at in near[:TRIES]:
            leader = self._articles[at]
            if self._known.get(article) == leader:
                return self._before[article]
            resemblance = like(article, leader)
            if resemblance:
                return Member(leader, resemblance)
        return None

    def _crowd(self, part: int, rank: int) -> array[int]:
        """The ranks of the first representatives before a rank that have a part."""
        found = self._leaders.get(part)
        if found is None:
            if len(self._leaders) >= _KNOWN:
                self._leaders.clear()
            those = self._having_part(part)
            found = array("i", those[self._leads[those]][:CROWD].tolist())
            self._leaders[part] = found
        return found[: bisect_left(found, rank)]

    def _enter(self, rank: int, *, leads: bool) -> None:
        """Have a rank that leads from now on, or does so no longer, among those kept in mind."""
        for part in self._parts(rank):
            crowd = self._leaders.get(part)
            if crowd is None:
                continue
            if leads:
                insort(crowd, rank)
                del crowd[CROWD:]
            elif rank in crowd:
                del self._leaders[part]  # others may come in its place

    def _after(self, rank: int) -> NDArray[np.int32]:
        """The ranks behind one that share enough parts with it to be compared."""
        near = np.concatenate([self._having_part(part) for part in self._parts(rank)])
        ranks, counts = np.unique(near[near > rank], return_counts=True)
        enough: NDArray[np.int32] = ranks[(counts >= SHARED) & ~self._gone[ranks]]
        return enough

    def _parts(self, rank: int) -> list[int]:
        """The shared parts that a rank has."""
        first, block = self._block
        at = (rank - first) * PARTS
        if not 0 <= at < len(block):
            first, at = rank, 0
            block = self._shared[rank * PARTS : (rank + _BLOCK) * PARTS]
            self._block = first, block
        own = block[at : at + PARTS]
        parts: list[int] = own[own >= 0].tolist()
        return parts

    def _having_part(self, part: int) -> NDArray[np.int32]:
        return self._having[self._bounds[part] : self._bounds[part + 1]]


class _Shared:
    """The parts that several of all articles have, numbered from one column to the next.

    Attributes:
        by_rank: `PARTS` numbers for each rank; -1 for a part that nobody else has.
        having: the ranks that have each part, one part's after the other's.
        bounds: where those of each part begin, and where the last ones end.
    """

    def __init__(self, parts: Column, rows: Places) -> None:
        self.having = parts.like(np.int32, _AT_HAND)
        by_column = parts.like(np.int32)
        counts = [np.zeros(1, dtype=np.int32)]
        following = 0
        for column in range(PARTS):
            own = strided(parts, column, PARTS)
            several = _several(own)
            numbers, found = _numbers(several, own[rows])
            by_column.append(np.where(found, following + numbers, -1))
            ranks = np.flatnonzero(found)
            numbers = numbers[ranks]
            self.having.append(ranks[np.argsort(numbers, kind="stable")])
            counts.append(np.bincount(numbers, minlength=len(several)).astype(np.int32))
            following += len(several)
        self.bounds = np.cumsum(np.concatenate(counts), dtype=np.int32)
        self.by_rank = parts.like(np.int32)
        for start in range(0, len(rows), _BLOCK):
            places = range(start, len(by_column), max(1, len(rows)))
            end = min(_BLOCK, len(rows) - start)
            block = [by_column[place : place + end] for place in places]
            self.by_rank.append(np.stack(block, axis=1).ravel())


def _sharing(parts: Column) -> Places:
    """The rows that share enough with others to be compared."""
    many = np.zeros(len(parts) // PARTS, dtype=np.int8)
    for column in range(PARTS):
        own = strided(parts, column, PARTS)
        _, found = _numbers(_several(own), own)
        many += found
    return np.flatnonzero(many >= SHARED)


def strided(column: Column, which: int, width: int) -> NDArray[Any]:
    """One number of every row of a column that has so many of each."""
    out = np.empty(len(column) // width, dtype=column.kind)
    for start in range(0, len(out), _BLOCK):
        block = column[start * width : (start + _BLOCK) * width]
        out[start : start + _BLOCK] = block[which::width]
    return out


def _several(own: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The values that several rows have, sorted."""
    own = np.sort(own)
    values = np.unique(own[1:][own[1:] == own[:-1]])
    several: NDArray[np.uint32] = values[values != NONE]
    return several


def _numbers(
    values: NDArray[np.uint32], own: NDArray[np.uint32]
) -> tuple[Places, NDArray[np.bool_]]:
    """For each number its place among sorted values, and whether it is one of them."""
    if not len(values):
        return np.zeros(len(own), dtype=np.int64), np.zeros(len(own), dtype=np.bool_)
    at = np.minimum(np.searchsorted(values, own), len(values) - 1)
    return at, values[at] == own
