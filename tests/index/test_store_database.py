"""The catalogue's connections: one for each thread, closed by nobody else while it is at work."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from index.store.database import Database


def test_what_another_thread_has_open_is_not_closed_under_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "catalogue.sqlite")
    database.set_meta("seen", 1)
    closed, read = threading.Event(), threading.Event()
    found: list[object] = []

    def work() -> None:
        connection = database.connection()
        rows = connection.execute("SELECT value FROM meta WHERE key='seen'")
        read.set()
        closed.wait(10)
        found.append(rows.fetchone()[0])
        found.append(database.connection() is connection)

    thread = threading.Thread(target=work)
    thread.start()
    assert read.wait(10)
    mine = database.connection()
    database.close()
    closed.set()
    thread.join(10)
    assert found == [1, True]
    with pytest.raises(sqlite3.ProgrammingError):
        mine.execute("SELECT 1")
