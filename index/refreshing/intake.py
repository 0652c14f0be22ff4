"""Reading the files that a refresh has found new or changed.

In: files, with what the catalogue knows of them. Out: `Read` rows, in their order, ready to be
stored.
"""

from __future__ import annotations

import time
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from index.errors import ReadError
from index.model import Document
from index.reading import FileEntry, load
from index.reading.ahead import read_ahead
from index.reading.formats import is_plain
from index.reading.isolation import Readers, ReadingStoppedError
from index.store.files import FileRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.reading import Columns

_RACY_NS = 2_000_000_000
"""A file changed so shortly before it was read may change again within its time stamp."""

_AHEAD = 8_000_000
"""Bytes of a file that is read before its turn, at most."""

Todo = tuple[FileEntry, FileRow | None]
"""A file to read, and what the catalogue knows of it."""


class Read(NamedTuple):
    """A file that was read (or could not be), ready to be stored."""

    entry: FileEntry
    digest: bytes
    documents: list[Document]
    error: str
    known: FileRow | None
    problems: tuple[tuple[str, str], ...] = ()


def stamp(entry: FileEntry) -> int:
    """A file's time of change as it is noted: -1 where it may change again within the same."""
    return entry.mtime_ns if entry.mtime_ns < time.time_ns() - _RACY_NS else -1


def read_files(
    todo: Iterable[Todo], columns: Columns, cancelled: Callable[[], bool]
) -> Iterator[Read]:
    """Read files until all are read or it is to stop.

    What needs a process apart is begun before its turn, so that several are at work at once.
    """
    with Readers(columns=columns) as readers:
        results = read_ahead(lambda one: _read_one(readers, *one), todo, _is_slow)
        try:
            for read in results:
                if read is not None:
                    yield read
                if cancelled():
                    return
        except ReadingStoppedError:
            return
        finally:
            readers.close()
            results.close()


def _is_slow(one: Todo) -> bool:
    """Whether a file is worth reading ahead; few of a size at a time, for the sake of memory."""
    return not is_plain(one[0].path) and one[0].size <= _AHEAD


def _read_one(readers: Readers, entry: FileEntry, known: FileRow | None) -> Read | None:
    """Read a file; None where it has vanished since the folder was listed.

    The next refresh sees whether it is gone or has another name.
    """
    digest = b""
    problems: list[tuple[str, str]] = []
    try:
        data = load(entry.path)
        digest = blake2b(data, digest_size=16).digest()
        if known is not None and known.hash == digest and not known.error:
            return Read(entry, digest, [], "", known)
        documents = readers.read(entry.path, data, lambda *part: problems.append(part))
        return Read(entry, digest, documents, "", known, tuple(problems))
    except ReadError as error:
        if known is not None and isinstance(error.__cause__, FileNotFoundError):
            return None
        return Read(entry, digest, [], str(error), known)
