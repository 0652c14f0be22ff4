"""The file with what a person has decided: one for all folders, in the user's data folder.

In: decisions, each of one opened folder. Out: the same, in the order in which they were kept.
Entries are only ever added, also to undo one. Each call opens the file, does one transaction and
closes it: several processes may read and write, and what a call has returned from is on the disk.
Nothing here ever replaces a file that it cannot read.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.decisions.model import Decision, Form, Kind, made, sound, standing
from index.errors import ClewError, DecisionsError
from index.model import EntityType
from index.store.health import sync_folder
from index.store.location import make_private

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = 1
"""Version of the schema below; a file with a greater one is of a newer clew and left alone."""

_SCHEMA = (
    # A folder is its path's bytes, which need not be text.
    """CREATE TABLE decisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        folder BLOB NOT NULL,
        id TEXT NOT NULL,
        time TEXT NOT NULL,
        kind TEXT NOT NULL,
        what TEXT NOT NULL,
        UNIQUE (folder, id)
    )""",
    """CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions
        BEGIN SELECT raise(ABORT, 'decisions are kept for good'); END""",
    """CREATE TRIGGER decisions_stay_so BEFORE UPDATE ON decisions
        BEGIN SELECT raise(ABORT, 'decisions are kept for good'); END""",
)

_PATIENCE = 30
"""Seconds to wait for others that hold the file."""


def journal_path() -> Path:
    """Where the file is (``$XDG_DATA_HOME/clew/decisions.sqlite`` on Linux), if there is one."""
    from platformdirs import user_data_path

    return user_data_path("clew", appauthor=False) / "decisions.sqlite"


class Journal:
    """The decisions about the names of one folder.

    Attributes:
        path: the file.
        folder: the opened folder, absolute: all of its indexes have these decisions.
    """

    def __init__(self, folder: Path, path: Path | None = None) -> None:
        """Nothing is opened yet.

        Args:
            folder: the opened folder.
            path: the file, in place of the user's own.
        """
        self.folder = folder
        self.path = path or journal_path()
        self._key = os.fsencode(folder)

    def entries(self) -> list[Decision]:
        """All entries, oldest first; none where there is no file.

        Raises:
            DecisionsError: the file cannot be read.
        """
        if not self._exists():
            return []
        with self._opened(write=False) as connection:
            return self._entries(connection)

    def standing(self) -> list[Decision]:
        """The decisions that hold, oldest first; none where there is no file.

        Raises:
            DecisionsError: the file cannot be read.
        """
        return standing(self.entries())

    def add(self, decisions: Iterable[Decision]) -> int:
        """Keep decisions, all or none; how many were new.

        Raises:
            DecisionsError: they cannot be kept.
        """
        with self._opened(write=True) as connection:
            return sum(self._insert(connection, decision) for decision in decisions)

    def undo(self, chosen: str = "") -> Decision | None:
        """Undo a decision that holds; which one, or None where there is none.

        Args:
            chosen: its id; empty for the latest.

        Raises:
            DecisionsError: that cannot be kept.
        """
        if not self._exists():
            return None
        with self._opened(write=True) as connection:
            held = reversed(standing(self._entries(connection)))
            found = next((one for one in held if chosen in ("", one.id)), None)
            if found is not None:
                self._insert(connection, made(Kind.UNDO, undoes=found.id))
            return found

    def _entries(self, connection: sqlite3.Connection) -> list[Decision]:
        sql = "SELECT id, time, kind, what FROM decisions WHERE folder=? ORDER BY number"
        try:
            return [_read(*row) for row in connection.execute(sql, (self._key,))]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self._trouble("one of them is damaged") from error

    def _insert(self, connection: sqlite3.Connection, decision: Decision) -> int:
        names = [[form.text, form.type.value] for form in decision.forms]
        what = {"names": names, "called": decision.called, "undoes": decision.undoes}
        done = connection.execute(
            "INSERT OR IGNORE INTO decisions (folder, id, time, kind, what) VALUES (?,?,?,?,?)",
            (self._key, decision.id, decision.time, decision.kind.value, json.dumps(what)),
        )
        return done.rowcount

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
            self._begin(connection, write=write)
        except BaseException:
            connection.close()
            raise
        return connection

    def _begin(self, connection: sqlite3.Connection, *, write: bool) -> None:
        """Begin the transaction; what is found then stays so until it ends."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                found = connection.execute("PRAGMA user_version").fetchone()[0]
                break
            except sqlite3.OperationalError as error:
                # Several that meet a journal left by a killed one are refused without waiting.
                if not _is_busy(error) or time.monotonic() > until:
                    raise
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                time.sleep(0.01)
        if found > FORMAT:
            raise self._trouble("it is of a newer clew")
        if found == FORMAT:
            return
        if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            raise self._trouble("it is another program's")
        if write:
            for statement in _SCHEMA:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={FORMAT}")
        else:  # made just now, or by somebody who was killed then
            connection.execute(_SCHEMA[0].replace("TABLE", "TEMP TABLE", 1))

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

    def _trouble(self, reason: str) -> DecisionsError:
        return DecisionsError(f"the file of your decisions cannot be used, {reason}: {self.path}")


def _read(ident: str, time: str, kind: str, what: str) -> Decision:
    words: dict[str, Any] = json.loads(what)
    forms = tuple(Form(text, EntityType(of)) for text, of in words["names"])
    decision = Decision(ident, time, Kind(kind), forms, words["called"], words["undoes"])
    texts = (ident, time, decision.called, decision.undoes, *(form.text for form in forms))
    if not all(isinstance(text, str) for text in texts) or not sound(decision):
        raise ValueError(what)
    return decision


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
