"""Files become documents: finding them, decoding them, and what surrounds an article's words.

In: paths of files and folders. Out: `FileEntry` rows in reading order, and `Document` objects
with text, title, outlet, date, boilerplate and the places where a sentence goes on over a line
break. Lines that many articles of a folder share are counted in `index.reading.repeated`.

A file may give several documents. Which module reads a file is decided by its suffix in
`index.reading.formats`; the module is imported when the first such file is met. Whoever reads files
of others uses `index.reading.isolation.Readers`, which keeps limits of time and memory.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.reading.discovery import FileEntry, discover, natural_key
from index.reading.formats import SUFFIXES, read_whole, reader_of
from index.reading.loading import SIZE_LIMIT, load
from index.reading.task import Columns

if TYPE_CHECKING:
    from pathlib import Path

    from index.model import Document
    from index.reading.isolation import Readers

__all__ = [
    "SIZE_LIMIT",
    "SUFFIXES",
    "Columns",
    "FileEntry",
    "discover",
    "load",
    "natural_key",
    "read_bytes",
    "read_file",
    "reader_of",
]


def read_file(path: Path) -> list[Document]:
    """The documents of a file: one for a text, one a record, message or member for containers.

    An empty text file is a document with an empty text whose title is the file's name.

    Raises:
        ReadError: with the reason on one line, without the path: no permission, vanished, not a
            regular file, larger than `SIZE_LIMIT` bytes, binary, or an unknown suffix.
    """
    reader_of(path)
    return read_whole(path, load(path))


def read_bytes(name: str, data: bytes, readers: Readers | None = None) -> list[Document]:
    """The documents of bytes that come from no file, such as standard input.

    Args:
        name: what to call it; a suffix that is known says what it is, else its first bytes do.
        data: at most `SIZE_LIMIT` bytes.
        readers: reads risky formats apart; None to read in this process.

    Raises:
        ReadError: as for `read_file`.
    """
    if len(data) > SIZE_LIMIT:
        raise ReadError(f"larger than {SIZE_LIMIT >> 20} MB")
    path = PurePath(name.replace("/", " ").strip() or "text")
    if path.suffix.lower() not in SUFFIXES:
        from index.reading.sniffing import suffix_of

        path = PurePath(path.name + suffix_of(data))
    return read_whole(path, data) if readers is None else readers.read(path, data)
