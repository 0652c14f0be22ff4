"""What has changed in the folder: its files beside what the catalogue knows of them.

In: the opened paths and the catalogue. Out: the files to read, which may be a million, and those
that are gone.
"""

from __future__ import annotations

import os
from array import array
from typing import TYPE_CHECKING, NamedTuple

from index.reading import FileEntry
from index.reading.glance import look
from index.reading.largeness import is_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.intake import Todo
    from index.reading.options import ReadingOptions
    from index.store import Store
    from index.store.files import FileRow


_LOOK = "look"
"""Key of the catalogue's note of the folder's digest while it is just what the catalogue knows."""


class Waiting:
    """Files to read, in order, with what the catalogue knows of them: a few dozen bytes each.

    Attributes:
        size: bytes of all files together.
    """

    def __init__(self, root: Path) -> None:
        """Nothing waits yet; most of what comes lies under the root."""
        self._prefix = os.path.join(root, "")  # noqa: PTH118
        self._names = bytearray()
        self._ends = array("Q")
        self._sizes = array("q")
        self._times = array("q")
        self._elsewhere: dict[int, str] = {}
        self._known: dict[int, FileRow] = {}
        self.size = 0

    def add(self, entry: FileEntry, known: FileRow | None) -> None:
        """Put a file at the end."""
        number = len(self._ends)
        if entry.location != self._location(entry.rel):
            self._elsewhere[number] = entry.location
        if known is not None:
            self._known[number] = known
        self._names += entry.rel.encode()
        self._ends.append(len(self._names))
        self._sizes.append(entry.size)
        self.size += entry.size
        self._times.append(entry.mtime_ns)

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[Todo]:
        begin = 0
        for number, end in enumerate(self._ends):
            rel = self._names[begin:end].decode()
            location = self._elsewhere.get(number) or self._location(rel)
            entry = FileEntry(location, rel, self._sizes[number], self._times[number])
            yield entry, self._known.get(number)
            begin = end

    def _location(self, rel: str) -> str:
        return self._prefix + (rel if os.sep == "/" else rel.replace("/", os.sep))

    def new_sizes(self) -> set[int]:
        """The sizes of the files that the catalogue does not know, in bytes."""
        return {size for n, size in enumerate(self._sizes) if n not in self._known}


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
    found = FolderChanges(Waiting(root), Waiting(root), [])
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
    missing = set(known)
    problems: dict[str, str] = {}
    for entry in options.files(paths, root, problems.__setitem__):
        stamp = known.get(entry.rel)
        missing.discard(entry.rel)
        if stamp != (entry.size, entry.mtime_ns):
            row = None if stamp is None else store.files.file(entry.rel)
            waiting = found.large if is_large(entry.path, entry.size) else found.whole
            waiting.add(entry, row)
            if found.size > most:
                return found
    for path in known:
        if path in missing and not any(
            rel in (path, ".") or path.startswith(f"{rel}/") for rel in problems
        ):
            row = store.files.file(path)
            if row is not None:
                found.gone.append(row)
    if problems:
        with database.transaction():
            for rel, reason in problems.items():
                store.files.put(rel, -1, 0, b"", reason)
    return found
