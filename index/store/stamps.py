"""When files were read, by their paths: what a folder's files are held against.

In: the catalogue's rows. Out: the size and time of each file, as it was then.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stamps:
    """Known files by their paths: numbers, sizes and times of change, in 32 bytes for each.

    Of the paths only the hashes are kept, as in `index.linking.texts.Lookup`; a folder may have a
    million.
    """

    def __init__(self, rows: Iterable[tuple[str, int, int, int]]) -> None:
        """Take files.

        Args:
            rows: paths, numbers, sizes in bytes and times of change in nanoseconds.
        """
        found = array("q")
        for path, *numbers in rows:
            found.append(hash(path))
            found.extend(numbers)
        table = np.frombuffer(found, np.int64).reshape(-1, 4)
        table = table[np.argsort(table[:, 0], kind="stable")]
        columns = (array("q", column.tobytes()) for column in table.T)
        self._hashes, self._numbers, self._sizes, self._times = columns

    def __len__(self) -> int:
        return len(self._hashes)

    def find(self, path: str) -> int:
        """The place of a file among all, or -1."""
        wanted = hash(path)
        at = bisect_left(self._hashes, wanted)
        return at if at < len(self._hashes) and self._hashes[at] == wanted else -1

    def get(self, path: str) -> tuple[int, int] | None:
        """A file's size and time, by its path."""
        at = self.find(path)
        return None if at < 0 else (self._sizes[at], self._times[at])

    def number(self, at: int) -> int:
        """The number of the file at a place."""
        return self._numbers[at]
