"""The catalogue's SQLite file: connections, schema and transactions.

The catalogue is the truth about what is indexed; the text index beside it can be repaired from it,
and it can be rebuilt from the documents. Every thread reads over a connection of its own, so that a
reader always sees one whole commit; one process at a time writes (see `index.refreshing.refresh`).
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import IndexDamagedError
from index.store.health import begin, told
from index.store.schema import FORMAT, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EPOCH = 1_577_836_800_000
"""Milliseconds from 1970 to 2020; a new catalogue's generation begins with the time since then, so
that it is beyond that of the catalogue whose place it takes."""

_PATIENCE = 30
"""Seconds to wait for others that hold the file."""


class Database:
    """One SQLite file, a connection for each thread that asks.

    Attributes:
        path: the file.
        epoch: counts how often another file has come in its place.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.epoch = 0
        self._local = threading.local()
        self._all: dict[sqlite3.Connection, threading.Thread] = {}
        self._guard = threading.Lock()
        self._file: tuple[int, int] | None = None
        self._noted = False

    def connection(self) -> sqlite3.Connection:
        """This thread's connection.

        Raises:
            IndexDamagedError: the file is damaged or of another format.
            ClewError: it cannot be opened.
        """
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if known is not None:
            if self._local.epoch == self.epoch or known.in_transaction:
                return known
            self._close(known)
        epoch = self.epoch
        with told():
            try:
                made = self._open()
            except sqlite3.OperationalError as error:
                made = self._open_for_reading(error)
        with self._guard:
            self._all[made] = threading.current_thread()
            if self._file is None:
                self._file = self._on_disk()
        self._local.connection, self._local.epoch = made, epoch
        return made

    def _open(self) -> sqlite3.Connection:
        made = sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, timeout=_PATIENCE
        )
        try:
            _log_ahead(made)
            made.execute("PRAGMA synchronous=FULL")
            made.execute("PRAGMA temp_store=MEMORY")
            self._check_format(made)
        except BaseException:
            made.close()
            raise
        return made

    def _open_for_reading(self, error: sqlite3.OperationalError) -> sqlite3.Connection:
        """Open a file that cannot be written; unlogged where its log cannot be read either."""
        if error.sqlite_errorcode & 0xFF not in (
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_CANTOPEN,
        ) or os.access(self.path.parent, os.W_OK):
            raise error
        for settings in ("mode=ro", "mode=ro&immutable=1"):
            address = f"{self.path.absolute().as_uri()}?{settings}"
            made = sqlite3.connect(
                address, uri=True, isolation_level=None, check_same_thread=False, timeout=_PATIENCE
            )
            try:
                found = made.execute("PRAGMA user_version").fetchone()[0]
            except sqlite3.OperationalError:
                made.close()
                continue
            if found != FORMAT:
                made.close()
                raise IndexDamagedError(
                    f"it is of another version of clew (format {found}, not {FORMAT})"
                )
            return made
        raise error

    def _close(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            self._all.pop(connection, None)
        connection.close()

    def _on_disk(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def renew(self) -> None:
        """Have every thread open the file anew if another, or none, is in its place now."""
        with self._guard:
            if self._file is not None and self._file != self._on_disk():
                self.epoch += 1
                self._file = None
                self._noted = False

    def discard(self) -> None:
        """Have every thread open the file anew, whatever is in its place then."""
        with self._guard:
            self.epoch += 1
            self._file = None
            self._noted = False

    @staticmethod
    def _check_format(connection: sqlite3.Connection) -> None:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found == FORMAT:
            return
        # Another process may be making the tables: look again with the file to oneself.
        connection.execute("BEGIN IMMEDIATE")
        try:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            if found == 0 and empty:
                for statement in SCHEMA.split(";"):
                    connection.execute(statement)
                connection.execute(
                    "INSERT INTO meta VALUES ('generation', ?), ('identity', hex(randomblob(8)))",
                    (max(0, int(time.time() * 1000) - _EPOCH),),
                )
                connection.execute(f"PRAGMA user_version={FORMAT}")
                found = FORMAT
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        if found != FORMAT:
            raise IndexDamagedError(
                f"it is of another version of clew (format {found}, not {FORMAT})"
            )

    def check(self) -> None:
        """Look through the whole file.

        Raises:
            IndexDamagedError: something in it is damaged.
        """
        with told():
            for (line,) in self.connection().execute("PRAGMA integrity_check(1)"):
                if line != "ok":
                    raise IndexDamagedError(f"the index is damaged: {line}")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A write transaction on this thread's connection; rolled back on any exception."""
        connection = self.connection()
        if not self._noted:
            begin(self.path.parent)
            self._noted = True
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.commit()
        except BaseException:
            connection.rollback()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A read transaction: everything read inside comes from one commit."""
        connection = self.connection()
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.rollback()

    def version(self) -> tuple[int, int]:
        """The epoch and the generation that this thread sees."""
        generation = self.meta("generation")
        return int(self._local.epoch), generation

    def meta(self, key: str, default: int = 0) -> int:
        """A number kept under a key."""
        row = self.connection().execute("SELECT value FROM meta WHERE key=?", (key,)).fetchone()
        return int(row[0]) if row else default

    def meta_text(self, key: str) -> str:
        """A text kept under a key, empty when there is none."""
        row = self.connection().execute("SELECT value FROM meta WHERE key=?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: int | str) -> None:
        """Keep a number or a text under a key, in the current transaction if there is one."""
        self.connection().execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value=excluded.value",
            (key, value),
        )

    def bump_generation(self) -> int:
        """Count one more visible change; call inside a transaction."""
        grown = self.meta("generation") + 1
        self.set_meta("generation", grown)
        return grown

    def finished(self) -> None:
        """The writer is done: the next transaction is to be noted again."""
        self._noted = False

    def leave(self) -> None:
        """Close this thread's connection: it asks nothing more."""
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        self._local.__dict__.clear()
        if known is not None:
            self._close(known)

    def close(self) -> None:
        """Close this thread's connection, and those of threads that have ended.

        Another thread may be at work: SQLite does not survive it that a connection in use is
        closed. What it has open is closed when the thread ends.
        """
        own = threading.current_thread()
        with self._guard:
            for connection, thread in self._all.items():
                if thread is own or not thread.is_alive():
                    connection.close()
            self._all.clear()
        self._local.__dict__.clear()


class Table:
    """What one kind of rows can be asked and told; a part of the catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def _sql(self) -> sqlite3.Connection:
        return self._database.connection()


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Have the file write-ahead logged, so that readers never wait.

    While several open a new file at once, SQLite refuses all but one without waiting.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return
