"""One file for each segment: named runs of bytes with a directory at the end.

Written once, from front to back, and made durable; read through a memory map. Nothing in it is
executed or unpickled. A file that was cut short has no directory and is refused.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from typing import TYPE_CHECKING, Any

from index.errors import IndexDamagedError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

EXTENSION = ".clew"
_MAGIC = b"clewseg1"
_FOOTER = struct.Struct("<QII8s")
_ALIGNMENT = 8
_WORTH_PACKING = 256


class ContainerWriter:
    """A segment's file while it is written."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._file.write(_MAGIC)
        self._at = len(_MAGIC)
        self._directory: dict[str, tuple[int, int, int]] = {}
        self._facts: dict[str, Any] = {}
        self._open: tuple[str, int] | None = None

    def fact(self, name: str, value: Any) -> None:
        """Keep a small value (a number, a string, a list of such) in the directory."""
        self._facts[name] = value

    def begin(self, name: str) -> None:
        """Begin a run that is written by pieces with `extend`."""
        self._align()
        self._open = (name, self._at)

    def extend(self, data: bytes) -> None:
        """Add to the run that was begun."""
        self._file.write(data)
        self._at += len(data)

    def finish(self) -> None:
        """End the run that was begun."""
        if self._open is not None:
            name, start = self._open
            self._directory[name] = (start, self._at - start, 0)
            self._open = None

    def write(self, name: str, data: bytes, *, packed: bool = False) -> None:
        """Write a whole run; `packed`: deflated, for what is read whole."""
        size = 0
        if packed and len(data) > _WORTH_PACKING:
            size, data = len(data), zlib.compress(data, 1)
        self._align()
        self._directory[name] = (self._at, len(data), size)
        self._file.write(data)
        self._at += len(data)

    def _align(self) -> None:
        gap = -self._at % _ALIGNMENT
        self._file.write(b"\0" * gap)
        self._at += gap

    def close(self) -> None:
        """Write the directory, and wait until all is on the disk."""
        directory = json.dumps({"runs": self._directory, "facts": self._facts}).encode()
        self._file.write(directory)
        self._file.write(_FOOTER.pack(self._at, len(directory), zlib.crc32(directory), _MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Close the file as it is; it cannot be read."""
        self._file.close()


class Container:
    """A segment's file as it is read; may be used by several threads."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            IndexDamagedError: it is not whole.
        """
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._view = memoryview(self._map)
            start, size, check, magic = _FOOTER.unpack(self._view[-_FOOTER.size :])
            directory = bytes(self._view[start : start + size])
            if magic != _MAGIC or zlib.crc32(directory) != check:
                raise IndexDamagedError(f"{path.name} is damaged")
            content = json.loads(directory)
        except (OSError, ValueError, struct.error) as error:
            raise IndexDamagedError(f"{path.name} cannot be read: {error}") from error
        self._runs: dict[str, tuple[int, int, int]] = content["runs"]
        self.facts: dict[str, Any] = content["facts"]

    def __enter__(self) -> Container:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def has(self, name: str) -> bool:
        """Whether there is such a run."""
        return name in self._runs

    def read(self, name: str) -> memoryview:
        """Return a run: a view of the file, or its inflated bytes."""
        start, length, size = self._runs[name]
        view = self._view[start : start + length]
        return memoryview(zlib.decompress(view, bufsize=size)) if size else view

    def close(self) -> None:
        """Close the file, unless a view of it is still held; it is then closed with the view."""
        try:
            self._view.release()
            self._map.close()
        except BufferError:
            return
