"""The file with what a person has written: one for all folders, in the user's data folder.

In: entries, each of one opened folder and one matter (decisions about names, say). Out: the same,
in the order in which they were kept. Entries are only ever added, also to undo one. Each call
opens the file, does one transaction and closes it: several processes may read and write, and what
a call has returned from is on the disk. Nothing here ever replaces a file that it cannot read.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ClewError, KeptError
from index.kept.entry import Entry
from index.store.health import sync_folder
from index.store.location import make_private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FORMAT = 2
"""Version of the schema below; a file with a greater one is of a newer clew and left alone."""

# A folder is its path's bytes, which need not be text.
_FIRST = """CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    folder BLOB NOT NULL,
    id TEXT NOT NULL,
    time TEXT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    UNIQUE (folder, id)
)"""

_STAY = tuple(
    f"""CREATE TRIGGER stays_at_{change} BEFORE {change} ON entries
    BEGIN SELECT raise(ABORT, 'what is written is kept for good'); END"""
    for change in ("delete", "update")
)

_STEPS: tuple[tuple[str, ...], ...] = (
    (_FIRST,),
    (
        "DROP TRIGGER IF EXISTS decisions_stay",
        "DROP TRIGGER IF EXISTS decisions_stay_so",
        "ALTER TABLE decisions RENAME TO entries",
        "ALTER TABLE entries ADD COLUMN matter TEXT NOT NULL DEFAULT 'names'",
        *_STAY,
    ),
)
"""What makes each format of the one before, from nothing on."""

_SEEN_AS = (
    _FIRST.replace("TABLE decisions", "TEMP TABLE entries").replace(
        "kind TEXT", "matter TEXT NOT NULL, kind TEXT"
    ),
    "CREATE TEMP VIEW entries AS SELECT *, 'names' AS matter FROM decisions",
)
"""What an older format is read through, where nothing is to be written."""

_PATIENCE = 30
"""Seconds to wait for others that hold the file."""

_TICK = 2_000_000_000
"""Nanoseconds within which a file system may give two changes one time."""


def kept_path() -> Path:
    """Where the file is (``$XDG_DATA_HOME/clew/decisions.sqlite`` on Linux), if there is one.

    It is called by what it held first.
    """
    from platformdirs import user_data_path

    return user_data_path("clew", appauthor=False) / "decisions.sqlite"


class Log:
    """The entries of one folder about one matter.

    Attributes:
        path: the file.
        folder: the opened folder, absolute: all of its indexes have these entries.
    """

    def __init__(self, folder: Path, matter: str, path: Path | None = None) -> None:
        """Nothing is opened yet.

        Args:
            folder: the opened folder.
            matter: what the entries are about.
            path: the file, in place of the user's own.
        """
        self.folder = folder
        self.path = path or kept_path()
        self._key = os.fsencode(folder), matter
        self._seen: tuple[tuple[int, int, int], tuple[int, int]] | None = None

    def entries(self) -> list[Entry]:
        """All entries, oldest first; none where there is no file.

        One that was not kept as text says nothing: its ``what`` is empty.

        Raises:
            KeptError: the file cannot be read.
        """
        if not self._exists():
            return []
        with self._opened(write=False) as connection:
            return self._entries(connection)

    def latest(self) -> tuple[int, int]:
        """What differs once anything has been added to the file, of whatever folder or matter.

        The file is opened only where its time of change does not tell.

        Raises:
            KeptError: the file cannot be read.
        """
        if not self._exists():
            return 0, 0
        try:
            status = self.path.stat()
        except OSError as error:
            raise self._explained(error) from error
        stamp = status.st_ino, status.st_size, status.st_mtime_ns
        if self._seen is not None and self._seen[0] == stamp:
            return self._seen[1]
        settled = time.time_ns() - status.st_mtime_ns > _TICK
        with self._opened(write=False) as connection:
            (number,) = connection.execute("SELECT max(number) FROM entries").fetchone()
        found = status.st_ino, number or 0
        self._seen = (stamp, found) if settled else None
        return found

    def add(self, entries: Iterable[Entry]) -> int:
        """Keep entries, all or none; how many were new.

        Raises:
            KeptError: they cannot be kept.
        """
        with self._opened(write=True) as connection:
            return self._insert(connection, entries)

    def answer(self, reply: Callable[[list[Entry]], Iterable[Entry]], *, make: bool = False) -> int:
        """Keep what is to be said to all entries that there are; how many were new.

        Nobody else adds any in between. Where there is no file, nothing is asked.

        Args:
            reply: given all entries, oldest first, gives those to add.
            make: have a file made where there is none, and ask.

        Raises:
            KeptError: the file cannot be read, or they cannot be kept.
        """
        if not make and not self._exists():
            return 0
        with self._opened(write=True) as connection:
            return self._insert(connection, reply(self._entries(connection)))

    def _entries(self, connection: sqlite3.Connection) -> list[Entry]:
        sql = "SELECT id, time, kind, what FROM entries WHERE folder=? AND matter=? ORDER BY number"
        return [
            Entry(*row)
            if all(isinstance(text, str) for text in row)
            else Entry(str(row[0]), str(row[1]), str(row[2]), "")
            for row in connection.execute(sql, self._key)
        ]

    def _insert(self, connection: sqlite3.Connection, entries: Iterable[Entry]) -> int:
        sql = (
            "INSERT OR IGNORE INTO entries (folder, matter, id, time, kind, what)"
            " VALUES (?,?,?,?,?,?)"
        )
        return sum(connection.execute(sql, (*self._key, *entry)).rowcount for entry in entries)

    # The file

    def _exists(self) -> bool:
        """Whether there is a file; one that is out of reach is not told to be none."""
        try:
            self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise self._explained(error) from error
        return True

    @contextmanager
    def _opened(self, *, write: bool) -> Iterator[sqlite3.Connection]:
        """A connection inside a transaction, which is on the disk when this ends well."""
        connection: sqlite3.Connection | None = None
        try:
            if write:
                self._make()
            connection = self._connect(write=write)
            yield connection
            connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise self._explained(error) from error
        finally:
            if connection is not None:
                connection.close()  # which takes back what is not committed

    def _make(self) -> None:
        """Make an empty file, readable by the user alone, where there is none."""
        make_private(self.path.parent.resolve(), "data folder")
        try:
            handle = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        except FileExistsError:
            return
        os.close(handle)
        sync_folder(self.path.parent)

    def _connect(self, *, write: bool) -> sqlite3.Connection:
        mode = "rw" if os.access(self.path, os.W_OK) else "ro"
        address = f"{self.path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(
            address, uri=True, isolation_level=None, check_same_thread=False, timeout=_PATIENCE
        )
        try:
            connection.execute("PRAGMA synchronous=EXTRA")
            self._bring_up(connection, self._begin(connection, write=write), write=write)
        except BaseException:
            connection.close()
            raise
        return connection

    def _begin(self, connection: sqlite3.Connection, *, write: bool) -> int:
        """Begin the transaction; what is found then stays so until it ends. The file's format."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                found: int = connection.execute("PRAGMA user_version").fetchone()[0]
                return found
            except sqlite3.OperationalError as error:
                # Several that meet a journal left by a killed one are refused without waiting.
                if not _is_busy(error) or time.monotonic() > until:
                    raise
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                time.sleep(0.01)

    def _bring_up(self, connection: sqlite3.Connection, found: int, *, write: bool) -> None:
        """Have the file as it is now: made so, or seen so."""
        if found > FORMAT:
            raise self._trouble("it is of a newer clew")
        if found == FORMAT:
            return
        if not found and connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            raise self._trouble("it is another program's")
        if write:
            for step in _STEPS[found:]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version={FORMAT}")
        else:
            connection.execute(_SEEN_AS[found])

    def _trouble(self, reason: str) -> KeptError:
        """An error that says why the file cannot be used."""
        return KeptError(f"{reason}, so the file of what you wrote cannot be used: {self.path}")

    def _explained(self, error: Exception) -> ClewError:
        if isinstance(error, sqlite3.Error):
            kind = (getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR) & 0xFF
            if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                return self._trouble("another clew holds it")
            if kind in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
                return self._trouble("the disk is full or fails")
            if kind == sqlite3.SQLITE_READONLY:
                return self._trouble("it is read-only")
            if kind == sqlite3.SQLITE_CANTOPEN:
                return self._trouble("it cannot be opened")
            return self._trouble("it is damaged")
        return self._trouble(getattr(error, "strerror", None) or str(error))


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
