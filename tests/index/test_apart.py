"""Refreshing in a process of its own: the same index, and whatever can happen to the process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Corpus
from index.errors import BusyError, ClewError
from index.model import Progress, RefreshReport
from index.processes import start
from index.reading.options import DEFAULT, ReadingOptions
from index.reading.task import Columns
from index.refreshing import apart, refresh

PARAGRAPH = "In Lagos the minister Ngozi Okonjo-Iweala spoke to Reuters about grain. " * 40


def _write(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, (1, 1))  # one that has just been written would be looked at again


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """More to read than little work is."""
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(120):
        _write(made / f"{number}.txt", f"Report {number}\n\nword{number} {PARAGRAPH}")
    return made


def _few(tmp_path: Path) -> Path:
    made = tmp_path / "few"
    made.mkdir()
    for number in range(3):
        _write(made / f"{number}.txt", f"Story {number}\n\nMr Smith of Paris. {number}")
    return made


def _task(folder: Path, index: Path, extractor: str = "rules") -> apart.Task:
    return apart.Task((folder,), folder, index, extractor, DEFAULT)


def _told(corpus: Corpus) -> list[tuple[str, list[tuple[int, int, str]]]]:
    return [
        (
            info.path,
            [(m.start, m.end, m.entity) for m in corpus.article_mentions(info.id)],
        )
        for info in corpus.articles()
    ]


def test_a_task_comes_over_as_it_is() -> None:
    options = ReadingOptions(
        ("*.txt",), ("a\udc80*",), Columns(text="body"), (("<stdin>", Path("/x/y.txt")),)
    )
    task = apart.Task((Path("/a/b\udc80"),), Path("/a"), Path("/i"), "rules", options)
    assert apart.Task.unpacked(task.packed()) == task


def test_the_same_index_comes_of_it(
    folder: Path, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    words: list[Progress] = []
    with_process = Corpus.open(folder, index_dir=tmp_path / "a", extractor="rules")
    report = with_process.refresh(progress=words.append, apart=True)
    here = Corpus.open(folder, index_dir=tmp_path / "b", extractor="rules")
    assert report == here.refresh() == RefreshReport(120, 120, 0, 0)
    assert len(started) == 1
    assert started[0].returncode is not None
    assert _told(with_process) == _told(here)
    assert with_process.search("word77").total == 1
    assert {word.stage for word in words} >= {"reading", "linking"}
    assert max(word.generation for word in words) == with_process.generation
    # The index was open here before it was written there.
    (folder / "5.txt").unlink()
    assert with_process.refresh(apart=True).removed == 1
    assert with_process.search("word5").total == 0
    assert len(started) == 1


def test_little_work_is_done_here(
    tmp_path: Path, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = _few(tmp_path)
    corpus = Corpus.open(few, index_dir=tmp_path / "index", extractor="rules")
    assert corpus.refresh(apart=True).added == 3
    assert not started
    # Of many articles one alone is not little: all names are linked again.
    monkeypatch.setattr(refresh, "_FEW", 2)
    assert corpus.refresh(apart=True) == RefreshReport(3, 0, 0, 0)
    assert not started
    _write(few / "3.txt", "One more\n\nWith a word.")
    assert corpus.refresh(apart=True).added == 1
    assert len(started) == 1


@pytest.mark.parametrize("left", ["text", "links", "extraction", "gone"])
def test_what_was_left_undone_among_many_is_not_little(
    left: str,
    tmp_path: Path,
    started: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = _few(tmp_path)
    corpus = Corpus.open(few, index_dir=tmp_path / "index", extractor="rules")
    corpus.refresh()
    store = corpus._store
    if left == "text":
        store.database.set_meta("text_generation", -5)
    elif left == "links":
        store.database.set_meta("links_dirty", 1)
    elif left == "extraction":
        store.database.set_meta("extractor", "another")
    else:
        (few / "1.txt").unlink()
    monkeypatch.setattr(refresh, "_FEW", 2)
    report = corpus.refresh(apart=True)
    assert len(started) == 1
    assert report.articles == (2 if left == "gone" else 3)
    assert corpus.refresh(apart=True).notes == ()
    assert len(started) == 1


def test_a_removed_index_is_told_and_made_anew(
    folder: Path, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    corpus = Corpus.open(folder, index_dir=tmp_path / "index", extractor="rules")
    corpus.refresh(apart=True)
    shutil.rmtree(corpus.index_folder)
    report = corpus.refresh(apart=True)
    assert len(started) == 2
    assert report.added == 120
    assert report.notes == ("The index was made anew: it had been removed",)
    assert corpus.search("word77").total == 1


def test_a_process_that_is_killed_is_told_and_nothing_is_lost(
    folder: Path, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    corpus = Corpus.open(folder, index_dir=tmp_path / "index", extractor="rules")

    def kill(word: Progress) -> None:
        if word.done:
            started[0].kill()

    with pytest.raises(ClewError, match=r"ended before it was done \(SIGKILL\)"):
        corpus.refresh(progress=kill, apart=True)
    assert corpus.refresh(apart=True).articles == 120
    assert corpus.search("word119").total == 1


def test_it_stops_when_told(folder: Path, tmp_path: Path) -> None:
    cancel = threading.Event()
    corpus = Corpus.open(folder, index_dir=tmp_path / "index", extractor="rules")
    report = corpus.refresh(progress=lambda _: cancel.set(), cancel=cancel, apart=True)
    assert report.articles < 120
    assert corpus.refresh(apart=True).articles == 120


def test_it_ends_when_nobody_listens_any_more(folder: Path, tmp_path: Path) -> None:
    process = start("index.refreshing.apart")
    assert process is not None
    assert process.stdin is not None
    assert process.stdout is not None
    task = _task(folder, tmp_path / "index")
    process.stdin.write(json.dumps(task.packed()).encode() + b"\n")
    process.stdin.flush()
    assert process.stdout.readline()
    process.stdin.close()
    process.stdout.close()
    assert process.wait(60) is not None
    # What it held is free again, and what it had done is whole.
    report = apart.refresh(task)
    assert report is not None
    assert report.articles == 120


def test_errors_come_over(folder: Path, tmp_path: Path) -> None:
    from index.store import Store

    index = tmp_path / "index"
    store = Store(index)
    with store.writing(), pytest.raises(BusyError, match="written by another clew"):
        apart.refresh(_task(folder, index))
    with pytest.raises(ClewError, match="there is no extractor 'nobody'"):
        apart.refresh(_task(folder, index, "nobody"))
    with pytest.raises(ClewError, match=r"went wrong: AttributeError at .*loading\.py:\d+$"):
        apart.refresh(_task(folder, index, extractor=5))  # type: ignore[arg-type]


def test_without_processes_it_is_done_here(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing: Callable[..., None] = lambda *_: None  # noqa: E731
    monkeypatch.setattr(apart, "start", nothing)
    corpus = Corpus.open(folder, index_dir=tmp_path / "index", extractor="rules")
    assert corpus.refresh(apart=True).added == 120


def test_a_process_without_a_task_ends() -> None:
    process = start("index.refreshing.apart")
    assert process is not None
    out, _ = process.communicate(b"", timeout=60)
    assert out == b""
