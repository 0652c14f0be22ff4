"""Which signatures share parts with some before them, told as they come, in eight megabytes.

In: the parts of signatures. Out: whether there are so many parts that others had before, perhaps
each with another one, that the article may be compared. Now and then it says so where there are
not (a Bloom filter with one hash: B. Bloom, "Space/time trade-offs in hash coding with allowable
errors", 1970); never the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.likeness.grouping import SHARED
from index.likeness.shingles import NONE

if TYPE_CHECKING:
    from index.likeness.shingles import Hashes

_BIT = np.left_shift(1, np.arange(8)).astype(np.uint8)
_SHIFT = np.uint64(38)
_SLOTS = 1 << 26
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""Parts of signatures are taken note of by so many bits of a hash."""


class SharedParts:
    """The parts that there have been."""

    def __init__(self) -> None:
        self._seen = np.zeros(_SLOTS // 8, dtype=np.uint8)

    def add(self, parts: Hashes) -> bool:
        """Take note of a signature; whether its article may be compared with some before it."""
        columns = np.arange(len(parts), dtype=np.uint64) << np.uint64(32)
        slots = ((parts | columns) * _SPREAD >> _SHIFT)[parts != NONE]
        places, bits = slots >> np.uint64(3), _BIT[slots & np.uint64(7)]
        shared = int(np.count_nonzero(self._seen[places] & bits))
        np.bitwise_or.at(self._seen, places, bits)
        return shared >= SHARED
