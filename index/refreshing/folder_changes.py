"""What has changed in the folder: its files beside what the catalogue knows of them.

In: the opened paths and the catalogue. Out: the files to read, which may be a million, and those
that are gone.
"""

from __future__ import annotations

import os
from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.column import Column
from index.reading import FileEntry
from index.reading.glance import look
from index.reading.largeness import is_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.reading.options import ReadingOptions
    from index.refreshing.intake import Todo
    from index.store import Store
    from index.store.files import FileRow


_NUMBERS = 3
"""That are kept of a file."""

_BLOCK = 1 << 12
"""Files that are looked at at a time."""

_LOOK = "look"
"""Key of the catalogue's note of the folder's digest while it is just what the catalogue knows."""


class Waiting:
    """Files to read, in order, with what the catalogue knows of them.

    A folder may have a million: what is kept of each lies in columns (`index.column`).

    Attributes:
        size: bytes of all files together.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        """Nothing waits yet; most of what comes lies under the root.

        Args:
            root: the folder that article paths are relative to.
            folder: where the columns of very many are kept.
        """
        self._prefix = os.path.join(root, "")  # noqa: PTH118
        self._names = Column(np.uint8, folder)
        self._rows = Column(np.int64, folder)
        self._late_names, self._late = bytearray(), array("q")
        self._count = 0
        self._elsewhere: dict[int, str] = {}
        self._known: dict[int, FileRow] = {}
        self.size = 0

    def add(self, entry: FileEntry, known: FileRow | None) -> None:
        """Put a file at the end."""
        if entry.location != self._location(entry.rel):
            self._elsewhere[self._count] = entry.location
        if known is not None:
            self._known[self._count] = known
        name = entry.rel.encode()
        self._late_names += name
        self._late.extend((len(name), entry.size, entry.mtime_ns))
        self._count += 1
        self.size += entry.size
        if len(self._late) >= _NUMBERS * _BLOCK:
            self._put_away()

    def _put_away(self) -> None:
        self._names.append(np.frombuffer(bytes(self._late_names), np.uint8))
        self._rows.append(np.frombuffer(self._late.tobytes(), np.int64))
        self._late_names.clear()
        del self._late[:]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Todo]:
        begin = number = 0
        for rows in self._blocks():
            names = self._names[begin : begin + int(rows[:, 0].sum())].tobytes()
            begin += len(names)
            at = 0
            for length, size, mtime in rows.tolist():
                rel = names[at : at + length].decode()
                at += length
                location = self._elsewhere.get(number) or self._location(rel)
                yield FileEntry(location, rel, size, mtime), self._known.get(number)
                number += 1

    def _blocks(self) -> Iterator[NDArray[np.int64]]:
        """For some files at a time, a row each: the bytes of its name, its size, its time."""
        self._put_away()
        for start in range(0, len(self._rows), _NUMBERS * _BLOCK):
            yield self._rows[start : start + _NUMBERS * _BLOCK].reshape(-1, _NUMBERS)

    def _location(self, rel: str) -> str:
        return self._prefix + (rel if os.sep == "/" else rel.replace("/", os.sep))

    def new_sizes(self) -> set[int]:
        """The sizes of the files that the catalogue does not know, in bytes."""
        sizes = (size for rows in self._blocks() for size in rows[:, 1].tolist())
        return {size for number, size in enumerate(sizes) if number not in self._known}


class FolderChanges(NamedTuple):
    """What the catalogue does not know yet.

    Attributes:
        whole: the files to read, but for large ones.
        large: the files to read in pieces.
        gone: the known files that are gone. What lies in a folder that cannot be listed now is
            not gone.
    """

    whole: Waiting
    large: Waiting
    gone: list[FileRow]

    @property
    def size(self) -> int:
        """Bytes to read."""
        return self.whole.size + self.large.size

    def new_sizes(self) -> set[int]:
        """The sizes of the files that the catalogue does not know, in bytes."""
        return self.whole.new_sizes() | self.large.new_sizes() if self.gone else set()


def find_changes(
    store: Store,
    paths: Sequence[Path],
    root: Path,
    options: ReadingOptions,
    most: float = float("inf"),
) -> FolderChanges:
    """Find files that are new, gone, or of another size or time of change.

    Files that cannot be reached are noted in the catalogue.

    Args:
        store: the index.
        paths: the opened files and folders, absolute.
        root: the folder that article paths are relative to.
        options: which files are articles.
        most: bytes to read after which no more is looked for.
    """
    found = FolderChanges(Waiting(root, store.folder), Waiting(root, store.folder), [])
    database = store.database
    before = database.meta_text(_LOOK)
    plain = paths == (root,) and not options.chooses and (before or store.articles.count())
    now = look(root) if plain else None
    digest = now.digest() if now else ""
    if digest and digest == before:
        return found
    known = store.files.stamps()
    if now and now.shows(known):
        database.set_meta(_LOOK, digest)
        return found
    if before:
        database.set_meta(_LOOK, "")
    seen = bytearray(len(known))
    problems: dict[str, str] = {}
    for entry in options.files(paths, root, problems.__setitem__):
        at = known.find(entry.rel)
        if at >= 0:
            seen[at] = 1
        if known.get(entry.rel) != (entry.size, entry.mtime_ns):
            row = store.files.file(entry.rel) if at >= 0 else None
            waiting = found.large if is_large(entry.path, entry.size) else found.whole
            waiting.add(entry, row)
            if found.size > most:
                return found
    unseen = (known.number(at) for at, there in enumerate(seen) if not there)
    for row in map(store.files.numbered, sorted(unseen)):
        if row is not None and not any(
            rel in (row.path, ".") or row.path.startswith(f"{rel}/") for rel in problems
        ):
            found.gone.append(row)
    if problems:
        with database.transaction():
            for rel, reason in problems.items():
                store.files.put(rel, -1, 0, b"", reason)
    return found
