"""Whether anything in a folder has changed, at little more than the cost of listing it.

In: a folder, and what is known of its files or the digest of an earlier look. Out: yes or no;
where a plain look cannot tell (links, ignore files, names that are not text), there is none, and
something may have changed.
"""

from __future__ import annotations

import os
from array import array
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, Protocol

from index.reading.excluding import IGNORE_FILES
from index.reading.formats import SUFFIXES, is_known

if TYPE_CHECKING:
    from pathlib import Path

_BY_FD = os.scandir in os.supports_fd
"""Files of an open folder are found without looking for the folder each time."""
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)

_ODD = (".gz", ".docx")
"""Suffixes that do not tell alone whether a file is read."""


class Known(Protocol):
    """Files that are known."""

    def __len__(self) -> int: ...

    def get(self, path: str, /) -> tuple[int, int] | None:
        """A file's size and time of change, by its path."""


class Look(NamedTuple):
    """The files of a folder that can be read, as they are found.

    Attributes:
        folders: the path of each folder with such files, relative to the one looked at and with a
            slash behind it, and their names.
        numbers: of all files, one after the other, the size in bytes and the time of the last
            change in nanoseconds.
    """

    folders: list[tuple[str, list[str]]]
    numbers: array[int]

    def digest(self) -> str:
        """Differs where anything differs, or where files of other kinds are read."""
        listed = "\0\0".join("\0".join((f"/{prefix}", *names)) for prefix, names in self.folders)
        found = blake2b("\0".join(sorted(SUFFIXES)).encode(), digest_size=16)
        found.update(f"\0\0\0{listed}\0\0\0".encode("utf-8", "surrogatepass"))
        found.update(self.numbers.tobytes())
        return found.hexdigest()

    def shows(self, known: Known) -> bool:
        """Whether these are just the known files, as they are known.

        Args:
            known: for each file, by its path, its size and time.
        """
        if len(self.numbers) != 2 * len(known):
            return False
        numbers = iter(self.numbers)
        stamps = zip(numbers, numbers, strict=True)
        return all(
            known.get(prefix + name) == stamp
            for prefix, names in self.folders
            for name, stamp in zip(names, stamps, strict=False)
        )


def look(folder: Path) -> Look | None:
    """Look at the files that `index.reading.discover` would find; None where one cannot tell.

    Args:
        folder: the one folder that was opened.
    """
    found = Look([], array("q"))
    waiting = [(os.fspath(folder), "")]
    try:
        while waiting:
            path, prefix = waiting.pop()
            handle = os.open(path, _FOLDER) if _BY_FD else None
            try:
                names = _look(path if handle is None else handle, found.numbers)
            finally:
                if handle is not None:
                    os.close(handle)
            if names is None:
                return None
            if names.files:
                found.folders.append((prefix, names.files))
            waiting += [
                (os.path.join(path, name), f"{prefix}{name}/")  # noqa: PTH118
                for name in names.folders
            ]
    except (OSError, OverflowError):
        return None
    return found


class _Names(NamedTuple):
    """What one folder has."""

    files: list[str]
    folders: list[str]


def _look(folder: str | int, numbers: array[int]) -> _Names | None:
    """Look at one folder; its files' numbers are put to the others."""
    names = _Names([], [])
    kinds: dict[str, bool] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                if name in IGNORE_FILES:
                    return None
                continue
            if entry.is_symlink():
                return None
            suffix = name[name.rfind(".") :]
            known = kinds.get(suffix)
            if known is None:
                known = is_known(name)
                if suffix.lower() not in _ODD:
                    kinds[suffix] = known
            if entry.is_dir(follow_symlinks=False):
                names.folders.append(name)
            elif known:
                status = entry.stat(follow_symlinks=False)
                names.files.append(name)
                numbers.append(status.st_size)
                numbers.append(status.st_mtime_ns)
    return names
