"""What can go wrong with an index on disk: errors told in one line, and notes for the next writer.

In: whatever SQLite, the disk or the text index raised. Out: an error of `index.errors`. The notes
are small files beside the catalogue: that somebody is writing, and that a reader met damage.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
import zlib
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from index.errors import BusyError, ClewError, IndexDamagedError, UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class _Indexed(Protocol):
    """What has an index folder."""

    @property
    def index_folder(self) -> Path: ...


_P = ParamSpec("_P")
_T = TypeVar("_T")
_Owner = TypeVar("_Owner", bound=_Indexed)

_UNFINISHED = "unfinished"
_DAMAGED = "damaged"

_BOOT = Path("/proc/sys/kernel/random/boot_id")

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_FULL_SQLITE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def explain(error: BaseException) -> ClewError | None:
    """The error as one line for the user, or None when it is not the index's disk that failed."""
    if isinstance(error, ClewError):
        return error
    if isinstance(error, zlib.error):
        return IndexDamagedError("the index is damaged: a text cannot be unpacked")
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error)
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        if error.errno in _FULL:
            return UnwritableError("the disk with the index is full; what was indexed is kept")
        if error.errno in _READ_ONLY:
            return UnwritableError("the index cannot be written: its folder is read-only")
        return UnwritableError(f"the index cannot be written: {error.strerror or error}")
    return None


def _of_sqlite(error: sqlite3.Error) -> ClewError:
    code = getattr(error, "sqlite_errorcode", None)
    kind = sqlite3.SQLITE_ERROR if code is None else code & 0xFF
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError("this index is being written by another clew")
    if kind in _FULL_SQLITE:
        return UnwritableError("the disk with the index is full or fails; what was indexed is kept")
    if kind == sqlite3.SQLITE_READONLY:
        return UnwritableError("the index cannot be written: its folder is read-only")
    if kind == sqlite3.SQLITE_CANTOPEN:
        return ClewError("the index cannot be opened: its folder is gone or closed to us")
    return IndexDamagedError(f"the index is damaged: {error}")


@contextmanager
def told() -> Iterator[None]:
    """Raise what goes wrong with the disk or the catalogue inside as an error for the user.

    Raises:
        IndexDamagedError: the index is damaged.
        BusyError: somebody else holds it.
        UnwritableError: it is read-only, or the disk is full or fails.
        ClewError: it cannot be opened.
    """
    try:
        yield
    except (sqlite3.Error, zlib.error, OSError) as error:
        meant = explain(error)
        if meant is None:
            raise
        raise meant from error


def reading(
    verb: Callable[Concatenate[_Owner, _P], _T],
) -> Callable[Concatenate[_Owner, _P], _T]:
    """Make a method tell trouble with the disk as `told` does.

    Damage that it meets is noted, so that the next refresh mends it.
    """

    @wraps(verb)
    def wrapped(self: _Owner, /, *args: _P.args, **keywords: _P.kwargs) -> _T:
        try:
            with told():
                return verb(self, *args, **keywords)
        except IndexDamagedError:
            note_damage(self.index_folder)
            raise

    return wrapped


# Notes for the next writer


def begin(folder: Path) -> None:
    """Note durably that the index is being written, and since which start of the machine."""
    note = folder / _UNFINISHED
    note.write_text(_boot(), encoding="utf-8")
    sync_folder(folder)


def end(folder: Path) -> None:
    """Note that all that was written is whole."""
    (folder / _UNFINISHED).unlink(missing_ok=True)


def lost_power(folder: Path) -> bool:
    """Whether a writer was cut off by the end of the machine's run, not of its process alone.

    What a killed process has written is whole; what a machine has may be on the disk in parts.
    """
    try:
        before = (folder / _UNFINISHED).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return before != _boot()


def note_damage(folder: Path) -> None:
    """Note that a reader met damage; the next refresh looks closer."""
    with suppress(OSError):
        (folder / _DAMAGED).touch()


def is_noted(folder: Path) -> bool:
    """Whether a reader has met damage."""
    return (folder / _DAMAGED).exists()


def forget_damage(folder: Path) -> None:
    """The damage is mended."""
    (folder / _DAMAGED).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's list of files is on the disk."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _boot() -> str:
    """What tells this run of the machine from others; the same everywhere where none is told."""
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return "unknown"
