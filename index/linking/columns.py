"""The names of a corpus in columns: what linking computes on.

In: uses, one at a time or already in columns. Out: `Columns`, in which each distinct name stands
once, and a use is a row of numbers; a large corpus has millions of them, which lie in files
(`index.column`). What is computed of all rows is computed block by block, so that nothing
in memory is as long as they are.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from index.column import Column
from index.linking.texts import Texts, runs
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.linking.base import NameUse

Ints = NDArray[np.int64]
Places = NDArray[np.int32]
Flags = NDArray[np.bool_]
Hashes = NDArray[np.uint64]

Name = tuple[str, EntityType, bool]
"""What makes two names of one article the same use: words, type, demonym."""

_KINDS = tuple(EntityType)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}

_ROWS = 1 << 16
"""Rows of a block."""


class Names(Sequence[Name]):
    """Distinct names, sorted; each is added after those that come before it.

    Attributes:
        texts: their words.
        kinds: their types, by their numbers in `EntityType`.
        demonyms: whether they name a country by its people.
    """

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self.texts = Texts()
        self.kinds = bytearray()
        self.demonyms = bytearray()
        for name in names:
            self.append(*name)

    @classmethod
    def gathered(cls, texts: Texts, kinds: NDArray[Any], demonyms: NDArray[Any]) -> Names:
        """Names in columns, sorted; the types are numbers in `EntityType`."""
        made = cls()
        made.texts = texts
        made.kinds = bytearray(kinds.astype(np.uint8).tobytes())
        made.demonyms = bytearray(demonyms.astype(np.uint8).tobytes())
        return made

    def append(self, text: str, kind: EntityType, demonym: bool) -> None:
        """Add the next one."""
        self.texts.append(text)
        self.kinds.append(_NUMBERS[kind])
        self.demonyms.append(demonym)

    def insert(self, places: Ints, names: Sequence[Name]) -> None:
        """Put names before those that have certain places now, ascending."""
        self.texts.insert(places, [text for text, _, _ in names])
        for column, new in (
            (self.kinds, [_NUMBERS[kind] for _, kind, _ in names]),
            (self.demonyms, [demonym for _, _, demonym in names]),
        ):
            old = np.frombuffer(column, np.uint8).copy()
            column[:] = np.insert(old, places, new).tobytes()

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Name: ...

    @overload
    def __getitem__(self, at: slice) -> list[Name]: ...

    def __getitem__(self, at: int | slice) -> Name | list[Name]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        return self.texts[at], _KINDS[self.kinds[at]], bool(self.demonyms[at])

    def __iter__(self) -> Iterator[Name]:
        for text, kind, demonym in zip(self.texts, self.kinds, self.demonyms, strict=True):
            yield text, _KINDS[kind], bool(demonym)


class Columns(NamedTuple):
    """All uses, by article and then by first use.

    Attributes:
        names: every distinct name once, sorted; nothing that is computed depends on the order in
            which the articles have come.
        articles: the articles' numbers, ascending.
        starts: for each article its first use, and at the end the number of uses.
        name: for each use its name's place in `names`.
        count: for each use how often the article has it.
        first: for each use the character at which the article has it first.
    """

    names: Names
    articles: Ints
    starts: Ints
    name: Column
    count: Column  # type: ignore[assignment]  # hides tuple.count
    first: Column

    def article(self, rows: slice) -> Ints:
        """For each of some uses its article's place in `articles`."""
        here = np.arange(*rows.indices(len(self.name)))
        return np.searchsorted(self.starts, here, side="right") - 1

    def blocks(self) -> Iterator[tuple[slice, slice]]:
        """All uses, some whole articles at a time: the articles' places, and their uses."""
        return blocks(self.starts)


def blocks(starts: Ints, rows: int | None = None) -> Iterator[tuple[slice, slice]]:
    """Ranges of rows, some whole ones at a time: which ranges, and their rows.

    Args:
        starts: where each range begins, and where the last one ends.
        rows: of a block, at most if a range has no more; usually `_ROWS`.
    """
    at, last = 0, len(starts) - 1
    rows = rows or _ROWS
    while at < last:
        end = int(np.searchsorted(starts, starts[at] + rows, side="right")) - 1
        end = min(max(end, at + 1), last)
        yield slice(at, end), slice(int(starts[at]), int(starts[end]))
        at = end


def columns_of(uses: Sequence[NameUse]) -> Columns:
    """Uses, sorted by article and then by first use, as columns."""
    names = sorted({(use.name, use.type, use.demonym) for use in uses})
    place = {name: number for number, name in enumerate(names)}
    article = np.fromiter((use.article for use in uses), np.int64, len(uses))
    begins = np.flatnonzero(np.diff(article, prepend=article[:1] - 1))
    return Columns(
        Names(names),
        article[begins],
        np.append(begins, len(uses)),
        Column.holding(np.fromiter((place[use[1:4]] for use in uses), np.int32, len(uses))),
        Column.holding(np.fromiter((use.count for use in uses), np.int32, len(uses))),
        Column.holding(np.fromiter((use.first for use in uses), np.int32, len(uses))),
    )


class Tally:
    """How often each pair of numbers has been seen, counted block by block."""

    def __init__(self, size: int) -> None:
        """Nothing has been seen.

        Args:
            size: one more than the greatest second number of a pair.
        """
        self._size = max(size, 1)
        self._keys: Ints = np.zeros(0, dtype=np.int64)
        self._counts: Ints = np.zeros(0, dtype=np.int64)

    def add(self, first: NDArray[Any], second: NDArray[Any], counts: NDArray[Any]) -> None:
        """See pairs, each so often."""
        keys = first.astype(np.int64) * self._size + second
        keys, counts = summed(keys, counts)
        at = np.searchsorted(self._keys, keys)
        if len(self._keys):
            seen = self._keys[np.minimum(at, len(self._keys) - 1)] == keys
            self._counts[at[seen]] += counts[seen]
            at, keys, counts = at[~seen], keys[~seen], counts[~seen]
        if len(keys):
            self._keys = np.insert(self._keys, at, keys)
            self._counts = np.insert(self._counts, at, counts)

    def pairs(self) -> tuple[Places, Places, Ints]:
        """The pairs, sorted: their firsts, their seconds, how often each has been seen."""
        first = (self._keys // self._size).astype(np.int32)
        second = (self._keys % self._size).astype(np.int32)
        return first, second, self._counts


def summed(keys: NDArray[Any], counts: NDArray[Any]) -> tuple[NDArray[Any], Ints]:
    """The keys sorted, each once, with the sums of their counts."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    begins = runs(keys)
    if not len(begins):
        return keys, np.zeros(0, dtype=np.int64)
    return keys[begins], np.add.reduceat(counts[order], begins, dtype=np.int64)


def count(totals: NDArray[Any], numbers: NDArray[Any]) -> None:
    """Add to each total how often its place is among some numbers, in time that depends on them."""
    values, counts = np.unique(numbers, return_counts=True)
    totals[values] += counts.astype(totals.dtype)


def as_array(code: str, numbers: NDArray[Any]) -> array[int]:
    """A column as an array, whose numbers Python reads faster one at a time."""
    out: array[int] = array(code)
    out.frombytes(np.ascontiguousarray(numbers).data.cast("B"))
    return out


_STIR = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)


def mixed(*columns: NDArray[Any]) -> Hashes:
    """A hash of each row of some columns, the same in every process (after splitmix64)."""
    out = np.full(len(columns[0]), _STIR, dtype=np.uint64)
    for column in columns:
        out = (out ^ column.astype(np.uint64)) * _SPREAD + _STIR
        out ^= out >> _SHIFT
        out *= _SPREAD
        out ^= out >> _SHIFT
    return out


def sums(hashes: Hashes, starts: Ints) -> Ints:
    """The sum of the hashes of each range, as signed numbers.

    Args:
        hashes: one each row.
        starts: where each range begins, and where the last one ends.
    """
    total = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(hashes, dtype=np.uint64)))
    return (total[starts[1:]] - total[starts[:-1]]).view(np.int64)
