"""The log of what a person writes tells whether anything has been added to it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.errors import KeptError
from index.kept.entry import Entry, stamped
from index.kept.log import Log

FOLDER = Path("/news")


def entry() -> Entry:
    return Entry(*stamped(), "said", "{}")


def test_whatever_is_added_is_told() -> None:
    log, other = Log(FOLDER, "articles"), Log(Path("/elsewhere"), "names")
    seen = [log.latest()]
    assert log.latest() == seen[0]
    for one in (log, other, log):
        one.add([entry()])
        seen.append(log.latest())
        assert log.latest() == other.latest() == seen[-1]
    assert len(set(seen)) == 4
    log.add([])
    assert log.latest() == seen[-1]


def test_what_is_added_within_one_tick_of_the_clock_is_told() -> None:
    log, other = Log(FOLDER, "articles"), Log(FOLDER, "articles")
    log.add([entry()])
    time = log.path.stat().st_mtime_ns
    before = log.latest()
    other.add([entry()])
    os.utime(log.path, ns=(time, time))
    assert log.latest() != before


def test_where_nothing_was_added_for_a_while_the_file_is_not_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = Log(FOLDER, "articles")
    log.add([entry()])
    os.utime(log.path, (1e9, 1e9))
    before = log.latest()
    with monkeypatch.context() as closed:
        closed.setattr(Log, "_opened", None)
        assert log.latest() == before
    log.add([entry()])
    assert log.latest() != before


def test_another_file_in_its_place_is_told(tmp_path: Path) -> None:
    log = Log(FOLDER, "articles")
    log.add([entry()])
    before = log.latest()
    kept = tmp_path / "kept"
    other = Log(FOLDER, "articles", kept)
    other.add([entry()])
    kept.replace(log.path)
    assert log.latest() != before
    log.path.write_bytes(b"no database" * 100)
    with pytest.raises(KeptError, match="damaged"):
        log.latest()
