"""A hash table of numpy columns: words of up to 16 bytes, as pairs of numbers → terms' numbers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from index.analysis.runs import Ints

Numbers = NDArray[np.int32]
Keys = NDArray[np.uint64]

_SMALLEST = 1 << 15


class Table:
    """A hash table with open addressing: pairs of keys → numbers.

    The multipliers are drawn anew for each table, so that no text can be made to be slow.
    """

    def __init__(self) -> None:
        self._odd = np.frombuffer(os.urandom(16), dtype=np.uint64) | np.uint64(1)
        self._held = 0
        self._make(_SMALLEST)

    def _make(self, size: int) -> None:
        self._bits = size.bit_length() - 1
        self._first = np.zeros(size, dtype=np.uint64)
        self._second = np.zeros(size, dtype=np.uint64)
        self._value = np.zeros(size, dtype=np.int32)

    def _slots(self, first: Keys, second: Keys) -> Ints:
        mixed = first * self._odd[0] + second * self._odd[1]
        mixed ^= mixed >> np.uint64(32)
        mixed *= self._odd[0]
        slots: Ints = (mixed >> np.uint64(64 - self._bits)).astype(np.int64)
        return slots

    def find(self, first: Keys, second: Keys) -> tuple[Numbers, Ints]:
        """Return the numbers of some pairs, and which of them (in any order) have none yet."""
        slots = self._slots(first, second)
        found = self._value.take(slots)
        other = (self._first.take(slots) != first) | (self._second.take(slots) != second)
        left = np.flatnonzero(other)
        missing = []
        while len(left):
            free = self._first.take(slots[left]) == 0
            missing.append(left[free])
            left = left[~free]
            slots[left] = (slots[left] + 1) & (len(self._first) - 1)
            here = slots[left]
            same = self._first.take(here) == first[left]
            same &= self._second.take(here) == second[left]
            found[left[same]] = self._value.take(here[same])
            left = left[~same]
        return found, np.concatenate(missing) if missing else left

    def renumbered(self, new: Numbers) -> Table:
        """A table with other numbers: for each present one the new one, or -1 to leave it out."""
        used = np.flatnonzero(self._first)
        numbers = new[self._value[used]]
        used, numbers = used[numbers >= 0], numbers[numbers >= 0]
        table = Table()
        table.add(self._first[used], self._second[used], numbers)
        return table

    def add(self, first: Keys, second: Keys, numbers: Numbers) -> None:
        """Put in pairs that are not there, each once."""
        self._held += len(first)
        if 2 * self._held > len(self._first):
            used = np.flatnonzero(self._first)
            held = self._first[used], self._second[used], self._value[used]
            self._make(1 << (3 * self._held).bit_length())
            self._place(*held)
        self._place(first, second, numbers)

    def _place(self, first: Keys, second: Keys, numbers: Numbers) -> None:
        slots = self._slots(first, second)
        claims = np.empty(len(self._first), dtype=np.int64)
        left = np.arange(len(first))
        while len(left):
            free = left[self._first.take(slots[left]) == 0]
            here = slots[free]
            claims[here] = free
            won = claims.take(here) == free
            here, free = here[won], free[won]
            self._first[here] = first[free]
            self._second[here] = second[free]
            self._value[here] = numbers[free]
            placed = np.zeros(len(first), dtype=np.bool_)
            placed[free] = True
            left = left[~placed[left]]
            slots[left] = (slots[left] + 1) & (len(self._first) - 1)
