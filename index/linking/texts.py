"""Many strings in little memory: one after the other in one piece, found by their numbers.

Linking holds every name of a corpus at once; as Python's own strings, tuples and dictionaries they
would take ten times the room. `Texts` gives strings back by number, `Lookup` gives numbers of
anything that has been filed under a string, `Seen` says which strings have been seen.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, overload

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from index.column import Column

    Ints = NDArray[np.int64]

_HEAD = 8
"""Bytes of a string by which strings are sorted first."""

_CHUNK = 1 << 14

_SLOTS = 1 << 10
"""Room for hashes at first, a power of two; half of it is used."""


def runs(column: NDArray[Any]) -> Ints:
    """Where the runs of equal values begin."""
    first = np.ones(len(column), dtype=np.bool_)
    first[1:] = column[1:] != column[:-1]
    return np.flatnonzero(first)


def distinct(column: Ints) -> Ints:
    """The values, sorted, each once; the column is sorted."""
    column.sort()
    return column[runs(column)]


class Texts(Sequence[str]):
    """Strings, lone surrogates allowed, that can be added but not changed: up to 4 GB."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._data = bytearray()
        self._bounds = array("I", [0])
        self._resting: Column | None = None
        for text in texts:
            self.append(text)

    def append(self, text: str) -> None:
        """Add a string; its number is the number of those before it."""
        self._data += text.encode("utf-8", "surrogatepass")
        self._bounds.append(len(self._data))

    def __len__(self) -> int:
        return len(self._bounds) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        bounds = self._bounds
        return self._data[bounds[at] : bounds[at + 1]].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        data, start = self._data, 0
        for end in self._bounds[1:]:
            yield data[start:end].decode("utf-8", "surrogatepass")
            start = end

    def at(self, numbers: Iterable[int]) -> Iterator[str]:
        """The strings of some numbers, in turn."""
        data, bounds = self._data, self._bounds
        for number in numbers:
            yield data[bounds[number] : bounds[number + 1]].decode("utf-8", "surrogatepass")

    def taken(self, numbers: Sequence[int] | NDArray[Any]) -> Texts:
        """The strings of some numbers, in turn."""
        data, bounds = self._data, self._bounds
        made = Texts()
        numbers = np.asarray(numbers, dtype=np.int64)
        for start in range(0, len(numbers), _CHUNK):
            some = numbers[start : start + _CHUNK].tolist()
            made._data += b"".join([data[bounds[n] : bounds[n + 1]] for n in some])
        sizes = np.diff(np.frombuffer(bounds, np.uint32))[numbers]
        made._bounds.frombytes(np.cumsum(sizes, dtype=np.uint32).tobytes())
        return made

    def insert(self, places: Ints, texts: Sequence[str]) -> None:
        """Put strings before those that have certain numbers now, ascending."""
        new = [text.encode("utf-8", "surrogatepass") for text in texts]
        bounds = np.frombuffer(self._bounds, np.uint32)
        cuts = [0, *bounds[places].tolist(), len(self._data)]
        pieces = [self._data[start:end] for start, end in pairwise(cuts)]
        merged = [part for pair in zip(pieces, new, strict=False) for part in pair]
        sizes = np.insert(np.diff(bounds), places, [len(text) for text in new])
        self._data = bytearray().join([*merged, pieces[-1]])
        self._bounds = array("I", [0])
        self._bounds.frombytes(np.cumsum(sizes, dtype=np.uint32).tobytes())

    def begin_with(self, letter: str) -> NDArray[np.bool_]:
        """Whether each string begins with an ASCII letter."""
        first = np.frombuffer(self._data + b"\0", np.uint8)
        bounds = np.frombuffer(self._bounds, np.uint32)
        found: NDArray[np.bool_] = first[bounds[:-1]] == ord(letter)
        return found & (bounds[1:] > bounds[:-1])

    def rest(self, column: Column) -> None:
        """Lie in a column of bytes, and give nothing, until `wake`."""
        column.append(np.frombuffer(self._data, np.uint8))
        self._resting, self._data = column, bytearray()

    def wake(self) -> None:
        """Be as before `rest`."""
        if self._resting is not None:
            self._data = bytearray(self._resting[:])
            self._resting = None

    def finder(self) -> Callable[[str], int]:
        """What gives a string's number (the first, if it is here several times), or -1."""
        lookup = Lookup(self)

        def find(text: str) -> int:
            return next((n for n in lookup.get(text) if self[n] == text), -1)

        return find

    def order(self) -> NDArray[np.int32]:
        """The strings' numbers in the order of the strings, equal ones as they were added."""
        heads = np.concatenate([*self._heads(), np.zeros(0, dtype=np.uint64)])
        order = np.argsort(heads, kind="stable").astype(np.int32)
        heads = heads[order]
        same = np.flatnonzero(heads[1:] == heads[:-1])
        # Runs of equal heads: where one begins, and one past its end.
        begins = same[np.diff(same, prepend=-2) > 1]
        ends = same[np.diff(same, append=len(heads) + 1) > 1] + 2
        for start, end in zip(begins.tolist(), ends.tolist(), strict=True):
            order[start:end] = sorted(order[start:end].tolist(), key=self.__getitem__)
        return order

    def _heads(self) -> Iterator[NDArray[np.uint64]]:
        """The first bytes of each string as a number, which sorts as they do."""
        data = np.frombuffer(self._data + bytes(_HEAD), np.uint8)
        bounds = np.frombuffer(self._bounds, np.uint32)
        for start in range(0, len(self), _CHUNK):
            first = bounds[start : min(start + _CHUNK, len(self))].astype(np.int64)
            size = bounds[start + 1 : start + 1 + len(first)] - first
            out = np.zeros(len(first), dtype=np.uint64)
            for place in range(_HEAD):
                byte = np.where(size > place, data[first + place], 0).astype(np.uint64)
                out = out << np.uint64(8) | byte
            yield out


class Lookup:
    """Numbers filed under strings, several under one and in the order in which they came.

    Only the strings' hashes are kept. Two of a million strings share one of 64 bits once in forty
    million corpora; where even that must not be, the caller compares the strings.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """File under each of some strings its number among them."""
        self._hashes = array("q", map(hash, texts))
        self._numbers = array("i", range(len(self._hashes)))
        self._sorted = False

    def add(self, text: str, number: int) -> None:
        """File a number of 32 bits."""
        self._hashes.append(hash(text))
        self._numbers.append(number)
        self._sorted = False

    def get(self, text: str) -> array[int]:
        """The numbers filed under a string."""
        if not self._sorted:
            self._sort()
        hashes, wanted = self._hashes, hash(text)
        start = end = bisect_left(hashes, wanted)
        while end < len(hashes) and hashes[end] == wanted:
            end += 1
        return self._numbers[start:end]

    def holds(self, hashes: Ints) -> NDArray[np.bool_]:
        """Whether anything is filed under strings with these hashes."""
        if not self._sorted:
            self._sort()
        filed = np.frombuffer(self._hashes, np.int64)
        if not len(filed):
            return np.zeros(len(hashes), dtype=np.bool_)
        at = np.minimum(np.searchsorted(filed, hashes), len(filed) - 1)
        found: NDArray[np.bool_] = filed[at] == hashes
        return found

    def groups(self) -> Iterator[list[int]]:
        """The numbers by their strings, where a string has several."""
        if not self._sorted:
            self._sort()
        hashes = np.frombuffer(self._hashes, np.int64)
        begins = runs(hashes)
        ends = np.append(begins[1:], len(hashes))
        several = ends - begins > 1
        bounds = zip(begins[several].tolist(), ends[several].tolist(), strict=True)
        return (self._numbers[start:end].tolist() for start, end in bounds)

    def _sort(self) -> None:
        hashes = np.frombuffer(self._hashes, np.int64)
        order = np.argsort(hashes, kind="stable").astype(np.int32)
        numbers = np.frombuffer(self._numbers, np.int32)[order]
        self._hashes = array("q", hashes[order].tobytes())
        self._numbers = array("i", numbers.tobytes())
        self._sorted = True


class Seen:
    """Strings that have been seen: a set that keeps but their hashes, as `Lookup` does."""

    def __init__(self) -> None:
        self._slots = array("q", bytes(8 * _SLOTS))
        self._free = _SLOTS // 2

    def __contains__(self, text: str) -> bool:
        return bool(self._slots[self._slot(hash(text) or 1)])

    def add(self, text: str) -> None:
        """See a string."""
        wanted = hash(text) or 1  # 0 is an empty slot
        slot = self._slot(wanted)
        if self._slots[slot]:
            return
        self._slots[slot] = wanted
        self._free -= 1
        if not self._free:
            old = self._slots
            self._slots = array("q", bytes(16 * len(old)))
            self._free = len(old) // 2
            for some in filter(None, old):
                self._slots[self._slot(some)] = some

    def _slot(self, wanted: int) -> int:
        """Where a hash is, or would be."""
        slots = self._slots
        last = len(slots) - 1
        at = wanted & last
        while slots[at] and slots[at] != wanted:
            at = (at + 1) & last
        return at
