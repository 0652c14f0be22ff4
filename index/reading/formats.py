"""Which module reads which suffix; a module is imported only when such a file is met.

In: a path. Out: the `read` function of a module of this package, which takes the path (for its
name) and the file's bytes and returns documents.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from index.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

    from index.model import Document


class Reader(Protocol):
    """What a format's module offers as ``read``."""

    def __call__(self, path: Path, data: bytes) -> list[Document]:
        """The documents in `data`; raises ReadError where there are none to be had."""
        ...


MODULES = {
    ".txt": "index.reading.plain",
    ".text": "index.reading.plain",
    ".md": "index.reading.plain",
    ".markdown": "index.reading.plain",
}
"""Lower-case suffix → the module whose ``read`` takes such files."""

SUFFIXES = frozenset(MODULES)
"""The suffixes, in lower case and with their dot, of the files that can be read."""


def reader_of(path: Path) -> Reader:
    """The function that reads files with this path's suffix.

    Raises:
        ReadError: the suffix is not a known one.
    """
    module = MODULES.get(path.suffix.lower())
    if module is None:
        raise ReadError(unknown_kind(path.name))
    return cast("Reader", import_module(module).read)


def unknown_kind(name: str) -> str:
    """The reason, on one line, why a file of this name is not read."""
    return f"not a kind of file that is read ({', '.join(sorted(SUFFIXES))})"
