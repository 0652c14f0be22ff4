"""The catalogue's SQLite file: connections, schema and transactions.

The catalogue is the truth about what is indexed; the text index beside it can be repaired from
it, and it can be rebuilt from the documents. Every thread reads over a connection of its own, so
that a reader always sees one whole commit; one process at a time writes (see `index.refresh`).
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import IndexDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 2
"""Version of the schema below; an index with another one is rebuilt."""

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    hash BLOB,
    error TEXT
);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file INTEGER NOT NULL REFERENCES files(id),
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    date INTEGER,
    length INTEGER NOT NULL,
    spans BLOB NOT NULL,
    places TEXT,
    text BLOB NOT NULL
);
CREATE TABLE problems (file INTEGER NOT NULL, part TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX problems_by_file ON problems(file);
CREATE INDEX articles_by_file ON articles(file);
CREATE TABLE lines (
    line INTEGER NOT NULL,
    context INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (line, context)
) WITHOUT ROWID;
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    demonym INTEGER NOT NULL,
    initial INTEGER NOT NULL,
    settled TEXT,
    cut INTEGER NOT NULL DEFAULT 0,
    UNIQUE (name, type, demonym, initial)
);
CREATE TABLE mentions (article INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE lower (word TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE links (article INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    demonyms INTEGER NOT NULL,
    aliases TEXT NOT NULL,
    postings BLOB NOT NULL
);
CREATE INDEX entities_by_mentions ON entities(mentions DESC, name);
CREATE TABLE aliases (
    folded TEXT NOT NULL,
    entity INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (folded, entity)
) WITHOUT ROWID;
"""


class Database:
    """One SQLite file, a connection for each thread that asks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False

    def connection(self) -> sqlite3.Connection:
        """This thread's connection.

        Raises:
            IndexDamagedError: the file is damaged, of another format, or cannot be opened.
        """
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if known is not None:
            return known
        try:
            made = sqlite3.connect(
                self.path, isolation_level=None, check_same_thread=False, timeout=30
            )
        except sqlite3.Error as error:
            raise IndexDamagedError(str(error)) from error
        try:
            made.execute("PRAGMA journal_mode=WAL")
            made.execute("PRAGMA synchronous=NORMAL")
            made.execute("PRAGMA temp_store=MEMORY")
            self._check_format(made)
        except sqlite3.Error as error:
            made.close()
            raise IndexDamagedError(str(error)) from error
        except IndexDamagedError:
            made.close()
            raise
        with self._guard:
            self._all.append(made)
        self._local.connection = made
        return made

    @staticmethod
    def _check_format(connection: sqlite3.Connection) -> None:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found == FORMAT:
            return
        if found == 0 and not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            connection.executescript(f"BEGIN;{_SCHEMA}PRAGMA user_version={FORMAT};COMMIT;")
            return
        raise IndexDamagedError(f"index format {found}, expected {FORMAT}")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A write transaction on this thread's connection; rolled back on any exception."""
        connection = self.connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()

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

    def close(self) -> None:
        """Close every thread's connection; this object is not used afterwards."""
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()
