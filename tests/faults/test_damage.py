"""Files of the last commit cut short or blanked, and indexes of another version."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Corpus
from index.errors import IndexDamagedError
from index.store import health
from index.store.text import FORMAT as TEXT_FORMAT
from tests.faults.world import World, verify

Harm = Callable[[bytes], bytes]

HARMS: dict[str, Harm] = {
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "without its last page": lambda data: data[: max(0, len(data) - 4096)],
    "zeroed": lambda data: bytes(len(data)),
    "last page zeroed": lambda data: data[:-4096] + bytes(min(4096, len(data))),
    "middle zeroed": lambda data: (
        data[: len(data) // 2] + bytes(min(4096, len(data) // 2)) + data[len(data) // 2 + 4096 :]
    ),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world") / "articles", 3, 7)


def indexed(world: World, index_dir: Path) -> Path:
    corpus = Corpus.open(world.folder, index_dir=index_dir)
    corpus.refresh()
    corpus.close()
    return corpus.index_folder


def files(folder: Path) -> list[Path]:
    kept = ("writer.lock", "_MAIN.tmp")
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name not in kept and "LOCK" not in path.name
    )


@pytest.mark.parametrize("harm", HARMS)
def test_power_loss(world: World, tmp_path: Path, harm: str) -> None:
    """Each file in turn is hurt as when a machine stops while it writes."""
    index_dir = tmp_path / "index"
    folder = indexed(world, index_dir)
    count = len(files(folder))
    assert count >= 3
    for number in range(count):
        victim = files(folder)[number]
        victim.write_bytes(HARMS[harm](victim.read_bytes()))
        (folder / "unfinished").write_text("another run of the machine")
        verify(world, index_dir)


@pytest.mark.parametrize("harm", ["empty", "half", "without its last page", "zeroed"])
def test_damage_without_any_warning(world: World, tmp_path: Path, harm: str) -> None:
    index_dir = tmp_path / "index"
    folder = indexed(world, index_dir)
    for number in range(len(files(folder))):
        victim = files(folder)[number]
        victim.write_bytes(HARMS[harm](victim.read_bytes()))
        verify(world, index_dir)


_CUT_OFF = """
import sys, time
from pathlib import Path
from index import Corpus
corpus = Corpus.open(sys.argv[1], index_dir=Path(sys.argv[2]))
corpus.refresh()
(Path(sys.argv[1]) / "late.txt").write_text("A late article of Angela Merkel in Paris.")
corpus.refresh()
print("written", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("harm", ["half", "last page zeroed", "middle zeroed"])
def test_log_of_a_killed_writer_is_hurt(tmp_path: Path, harm: str) -> None:
    world = World(tmp_path / "articles", 4, 8)
    index_dir = tmp_path / "index"
    with subprocess.Popen(
        [sys.executable, "-c", _CUT_OFF, str(world.folder), str(index_dir)],
        stdout=subprocess.PIPE,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"written\n"
        writer.send_signal(signal.SIGKILL)
    (world.folder / "late.txt").unlink()
    (log,) = index_dir.rglob("*-wal")
    assert log.stat().st_size > 0
    log.write_bytes(HARMS[harm](log.read_bytes()))
    verify(world, index_dir)


def test_damage_met_by_a_reader_is_mended_by_the_next_refresh(tmp_path: Path) -> None:
    world = World(tmp_path / "articles", 5, 12)
    index_dir = tmp_path / "index"
    folder = indexed(world, index_dir)
    catalogue = folder / "catalogue.sqlite"
    data = bytearray(catalogue.read_bytes())
    place = 0
    with sqlite3.connect(catalogue) as connection:
        for (text,) in connection.execute("SELECT text FROM articles"):
            place = data.find(text[10:60])
            data[place : place + 20] = bytes(20)
    connection.close()
    catalogue.write_bytes(data)
    corpus = Corpus.open(world.folder, index_dir=index_dir)
    with pytest.raises(IndexDamagedError, match="damaged"):
        for info in corpus.articles():
            corpus.article(info.id)
    assert health.is_noted(folder)
    report = corpus.refresh()
    assert [note for note in report.notes if "made anew" in note]
    corpus.close()
    assert not health.is_noted(folder)
    verify(world, index_dir)


def test_kill_is_not_taken_for_a_loss_of_power(tmp_path: Path) -> None:
    health.begin(tmp_path)
    assert not health.lost_power(tmp_path)
    (tmp_path / "unfinished").write_bytes(b"\xff\x00")
    assert health.lost_power(tmp_path)
    health.end(tmp_path)
    assert not health.lost_power(tmp_path)


@pytest.mark.parametrize("version", [0, 99, 2**31 - 1])
def test_catalogue_of_another_version(world: World, tmp_path: Path, version: int) -> None:
    index_dir = tmp_path / "index"
    catalogue = indexed(world, index_dir) / "catalogue.sqlite"
    with sqlite3.connect(catalogue) as connection:
        connection.execute(f"PRAGMA user_version={version}")
    connection.close()
    corpus = Corpus.open(world.folder, index_dir=index_dir)
    assert "made anew" in " ".join(corpus.refresh().notes)
    corpus.close()
    verify(world, index_dir)


@pytest.mark.parametrize("version", [0, TEXT_FORMAT + 1])
def test_text_index_of_another_version(world: World, tmp_path: Path, version: int) -> None:
    index_dir = tmp_path / "index"
    catalogue = indexed(world, index_dir) / "catalogue.sqlite"
    with sqlite3.connect(catalogue) as connection:
        connection.execute("UPDATE meta SET value=? WHERE key='text_format'", (version,))
    connection.close()
    verify(world, index_dir)


def test_something_else_in_the_catalogue_s_place(world: World, tmp_path: Path) -> None:
    index_dir = tmp_path / "index"
    catalogue = indexed(world, index_dir) / "catalogue.sqlite"
    catalogue.write_text(json.dumps({"not": "a database"}) * 500)
    verify(world, index_dir)


def test_clock_going_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path / "articles", 6, 8)
    index_dir = tmp_path / "index"
    indexed(world, index_dir)
    now = time.time()
    for hours in (-30_000, -1, 2, 30_000):
        then = now + hours * 3600
        monkeypatch.setattr(time, "time", lambda then=then: then)
        monkeypatch.setattr(time, "time_ns", lambda then=then: int(then * 1e9))
        world.change()
        for path in world.words:
            os.utime(world.folder / path, (then, then))
        verify(world, index_dir)
