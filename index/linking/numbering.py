"""Numbers for nodes: the pairs of a key and a type that there are.

In come the pairs, out go numbers without gaps, in the order of the keys and then of the types. Most
keys are of one type, so that what is kept of each node takes a quarter of what it would take for
each pair that could be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.linking.columns import as_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.linking.columns import Flags, Places

_TYPES = 4

_BEFORE = bytes(
    bin(mask & ((1 << kind) - 1)).count("1")
    for mask in range(1 << _TYPES)
    for kind in range(_TYPES)
)
"""For a key's types as bits, and for one of them, how many others come before it."""


class Numbering:
    """Keys and types → nodes, and back.

    Attributes:
        keys: for each node, its key's position.
        types: for each node, its type's number.
    """

    def __init__(self, present: Flags) -> None:
        """Number the pairs.

        Args:
            present: for each key, a row: whether it is of each of the four types.
        """
        bits = np.packbits(present, axis=1, bitorder="little")[:, 0]
        sizes = np.count_nonzero(present, axis=1).astype(np.int32)
        self._mask = bytearray(bits.tobytes())
        self._start = as_array("i", np.cumsum(sizes, dtype=np.int32) - sizes)
        key, kind = np.nonzero(present)
        self.keys = as_array("i", key.astype(np.int32))
        self.types = bytearray(kind.astype(np.uint8).tobytes())

    def __len__(self) -> int:
        return len(self.types)

    def node(self, key: int, kind: int) -> int:
        """The number of a pair that there is."""
        return self._start[key] + _BEFORE[self._mask[key] * _TYPES + kind]

    def has(self, key: int, kind: int) -> bool:
        """Whether there is a pair."""
        return self._mask[key] >> kind & 1 > 0

    def nodes(self, keys: NDArray[Any], kinds: NDArray[Any] | int) -> Places:
        """The numbers of pairs; of no meaning for those that there are not."""
        mask = np.frombuffer(self._mask, np.uint8)[keys].astype(np.int32)
        before = np.frombuffer(_BEFORE, np.uint8)[mask * _TYPES + kinds]
        found: Places = np.frombuffer(self._start, np.int32)[keys] + before
        return found
