"""A long column of numbers that is worked on some rows at a time, in memory or in a file.

A large folder uses names some ten million times, and has sixteen numbers of each article by which
its likes are found. In: numbers, in order. Out: the numbers of some rows. A column that is longer
than it may be in memory lies in a file without a name, which is gone with the process, however it
ends; so the memory that is taken does not grow with the folder.
"""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO
    from pathlib import Path

    from numpy.typing import DTypeLike, NDArray

_IN_MEMORY = 1 << 20
"""Bytes of a column that are kept in memory, where nothing else is said."""

_BLOCK = 1 << 16
"""Rows that are looked at at a time."""


class Column:
    """Numbers of one size.

    Args:
        kind: their type.
        folder: where the file is made; without it, where the system keeps such files.
        in_memory: the longest column that is kept in memory, in bytes; 0 for the usual length.

    Attributes:
        kind: their type.
    """

    def __init__(
        self,
        kind: DTypeLike = np.int32,
        folder: Path | None = None,
        in_memory: int = 0,
    ) -> None:
        self.kind: np.dtype[Any] = np.dtype(kind)
        self._folder = folder
        self._in_memory = in_memory or _IN_MEMORY
        self._bytes = bytearray()
        self._file: FileIO | None = None
        self._size = 0

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    @classmethod
    def holding(cls, numbers: NDArray[Any]) -> Column:
        """A column of these numbers."""
        made = cls(numbers.dtype)
        made.append(numbers)
        return made

    def like(self, kind: DTypeLike, in_memory: int = 0) -> Column:
        """An empty one in the same folder."""
        return Column(kind, self._folder, in_memory)

    def append(self, numbers: NDArray[Any]) -> None:
        """Add rows at the end."""
        self._write(self._size, numbers)
        self._size += len(numbers)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, rows: slice) -> NDArray[Any]:
        """A copy of rows that stand one after the other."""
        start, stop, _ = rows.indices(self._size)
        out = np.empty(max(0, stop - start), dtype=self.kind)
        begin = start * self.kind.itemsize
        if not len(out):
            return out
        if self._file is None:
            out[:] = np.frombuffer(self._bytes, self.kind, len(out), begin)
        else:
            self._file.seek(begin)
            rest = out.data.cast("B")
            while rest and (count := self._file.readinto(rest)):
                rest = rest[count:]
        return out

    def __setitem__(self, rows: slice, numbers: NDArray[Any]) -> None:
        """Change rows that stand one after the other."""
        start, stop, _ = rows.indices(self._size)
        if stop - start != len(numbers):
            raise ValueError(f"{len(numbers)} numbers for {stop - start} rows")
        self._write(start, numbers)

    def put(self, rows: NDArray[np.int64], numbers: NDArray[Any]) -> None:
        """Change some rows, in any order; of several numbers for one row the last counts."""
        order = np.argsort(rows, kind="stable")
        rows, numbers = rows[order], numbers[order]
        bounds = np.searchsorted(rows, np.arange(0, self._size + _BLOCK, _BLOCK))
        for number in np.flatnonzero(np.diff(bounds)).tolist():
            some = slice(bounds[number], bounds[number + 1])
            place = slice(number * _BLOCK, (number + 1) * _BLOCK)
            block = self[place]
            block[rows[some] - place.start] = numbers[some]
            self[place] = block

    def blocks(self) -> Iterator[tuple[slice, NDArray[Any]]]:
        """All rows, some at a time: which, and their numbers."""
        for start in range(0, self._size, _BLOCK):
            rows = slice(start, min(start + _BLOCK, self._size))
            yield rows, self[rows]

    def _write(self, start: int, numbers: NDArray[Any]) -> None:
        if not len(numbers):
            return
        data = np.ascontiguousarray(numbers, dtype=self.kind)
        begin = start * self.kind.itemsize
        if self._file is None:
            if begin + data.nbytes <= self._in_memory:
                self._bytes[begin : begin + data.nbytes] = data.data.cast("B")
                return
            folder = str(self._folder) if self._folder else None
            self._file = tempfile.TemporaryFile(buffering=0, dir=folder)  # noqa: SIM115
            self._put(memoryview(self._bytes))
            self._bytes = bytearray()
        self._file.seek(begin)
        self._put(data.data.cast("B"))

    def _put(self, rest: memoryview) -> None:
        """Write bytes where the file stands; a disk that is full may take some of them only."""
        while rest and self._file is not None:
            rest = rest[self._file.write(rest) :]
