"""Extraction on several processes: nothing lost, nothing twice, ends when told."""

from __future__ import annotations

import itertools
import threading
import time
from pathlib import Path

import pytest

from index.errors import NotFoundError
from index.extraction import load_extractor
from index.extraction import pool as pool_module
from index.extraction.pool import extract_all

TEXT = "Angela Merkel met Barack Obama in Berlin on Monday. The two spoke about Ukraine.\n" * 30


def items(count: int) -> list[tuple[int, str]]:
    return [(n, f"Report {n}. {TEXT}") for n in range(count)]


def test_processes_find_what_this_one_finds() -> None:
    given = items(200)
    found = load_extractor("rules").extract([text for _, text in given])
    here = dict(zip([n for n, _ in given], found, strict=True))
    assert dict(extract_all("rules", given, workers=2)) == here
    assert dict(extract_all("rules", given, workers=0)) == here


def test_little_work_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "_Pool", None)
    assert [n for n, _ in extract_all("rules", items(5), workers=2)] == [0, 1, 2, 3, 4]


def test_killed_workers_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    start = pool_module._Pool._start

    def starting(self):  # type: ignore[no-untyped-def]
        process = start(self)
        if process is not None:
            started.append(process.pid)
            if len(started) <= 3:
                threading.Timer(0.3, process.kill).start()
        return process

    monkeypatch.setattr(pool_module._Pool, "_start", starting)
    monkeypatch.setattr(pool_module, "_BATCH", 20_000)
    given = items(400)
    found = list(extract_all("rules", given, workers=2))
    assert sorted(n for n, _ in found) == list(range(400))
    assert all(mentions for _, mentions in found)


def test_no_process_to_be_had_falls_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module._Pool, "_start", lambda self: None)
    assert sorted(n for n, _ in extract_all("rules", items(120), workers=2)) == list(range(120))


def test_closing_ends_the_processes_and_reads_no_further() -> None:
    drawn = itertools.count()

    def endless():  # type: ignore[no-untyped-def]
        for n in drawn:
            yield n, TEXT

    results = extract_all("rules", endless(), workers=2)
    next(results)
    threads = [t for t in threading.enumerate() if t.name.startswith("extraction-")]
    assert threads
    began = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 3
    assert not any(thread.is_alive() for thread in threads)
    assert next(drawn) < 1000


def test_unknown_extractor_is_an_error() -> None:
    with pytest.raises(NotFoundError):
        list(extract_all("nosuch", items(2)))
    with pytest.raises(NotFoundError):
        list(extract_all("nosuch", items(200), workers=2))


def test_a_module_in_the_present_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("open('was-run', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    items = [(n, "Angela Merkel went to Paris. " * 400) for n in range(40)]
    found = dict(extract_all("rules", items, workers=1))
    assert len(found) == 40
    assert not (tmp_path / "was-run").exists()
