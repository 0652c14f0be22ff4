"""A file that hangs, grows or kills its reader gives one line, and the next file is read."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path

import pytest

from index.errors import ReadError
from index.reading import isolation
from index.reading.formats import read_whole
from index.reading.isolation import Readers, ReadingStoppedError
from index.reading.task import Columns
from tests.index.formats_samples import RECORDS, SAMPLES, STORY, pdf, zipped

MANY = "\n".join(json.dumps({"text": f"{n} {STORY}"}) for n in range(60_000)).encode()
STALLING = ("<p><b>" + "a " * 50) * 20_000


def pids(readers: Readers) -> set[int]:
    return {process._process.pid for process in (*readers._idle, *readers._busy)}


def test_documents_come_back_as_they_were() -> None:
    with Readers() as readers:
        for name, data in SAMPLES.items():
            assert readers.read(Path(name), data) == read_whole(Path(name), data)
        assert len(pids(readers)) == 1


def test_text_needs_no_process() -> None:
    with Readers() as readers:
        (document,) = readers.read(Path("a.txt"), STORY.encode())
        assert document.text == STORY
        assert pids(readers) == set()


def test_reasons_and_problems_come_back() -> None:
    seen: list[tuple[str, str]] = []
    with Readers() as readers:
        with pytest.raises(ReadError, match=r"^a broken zip file$"):
            readers.read(Path("a.zip"), b"PK")
        with pytest.raises(ReadError, match="not a kind of file"):
            readers.read(Path("a.exe"), b"MZ")
        data = zipped({"a.txt": STORY, "b.pdf": "no"})
        readers.read(Path("a.zip"), data, lambda *problem: seen.append(problem))
        assert len(pids(readers)) == 1
    assert seen == [("b.pdf", "a broken PDF (it does not begin as one)")]


def test_very_many_problems_are_counted() -> None:
    seen: list[tuple[str, str]] = []
    lines = json.dumps(RECORDS[0]) + "\n{" * 500
    with Readers() as readers:
        readers.read(Path("a.jsonl"), lines.encode(), lambda *problem: seen.append(problem))
    assert len(seen) == 101
    assert seen[-1] == ("", "400 more parts cannot be read")


def test_column_names_are_passed_on() -> None:
    with Readers(columns=Columns(text="a", title="b")) as readers:
        (document,) = readers.read(Path("a.csv"), b"a,b\nSome text,A title\n")
    assert document.text == "A title\n\nSome text"


def test_odd_names() -> None:
    with Readers() as readers:
        for name in ("caf\udce9.json", "\u202e\x1b.json", "a" * 4000 + ".json"):
            (first, _) = readers.read(Path(name), SAMPLES["a.json"])
            assert first.title == "Maduro asks Putin"


def test_a_file_that_takes_too_long_in_all() -> None:
    with Readers(longest=0.5) as readers:
        begin = time.monotonic()
        with pytest.raises(ReadError, match=r"^took longer than 0\.5 s$"):
            readers.read(Path("a.jsonl"), MANY)
        assert time.monotonic() - begin < 5
        assert readers.read(Path("a.json"), SAMPLES["a.json"])


def test_a_file_that_stalls() -> None:
    with Readers(seconds=0.3) as readers:
        with pytest.raises(ReadError, match=r"^took longer than 0\.3 s$"):
            readers.read(Path("a.html"), STALLING.encode())
        assert len(readers._idle) == 0


def test_a_file_that_needs_too_much_memory() -> None:
    if sys.platform != "linux":
        return
    with Readers(memory=200 << 20) as readers:
        assert readers.read(Path("a.json"), SAMPLES["a.json"])
        with pytest.raises(ReadError, match=r"^needs more than 0\.195312 GB of memory$"):
            readers.read(Path("a.json"), b"[" + b"[],[1.5]," * 6_000_000 + b"1]")
        assert readers.read(Path("a.json"), SAMPLES["a.json"])


def test_a_reader_that_is_killed_is_replaced() -> None:
    with Readers() as readers:
        readers.read(Path("a.json"), SAMPLES["a.json"])
        (pid,) = pids(readers)
        os.kill(pid, 9)
        assert readers.read(Path("a.json"), SAMPLES["a.json"])
        assert pids(readers) != {pid}


def test_a_file_that_kills_its_reader() -> None:
    with Readers() as readers:
        results: list[str] = []

        def work() -> None:
            try:
                readers.read(Path("a.jsonl"), MANY)
            except ReadError as error:
                results.append(str(error))

        thread = threading.Thread(target=work)
        thread.start()
        while not pids(readers):
            time.sleep(0.01)
        time.sleep(0.2)
        for pid in pids(readers):
            os.kill(pid, 9)
        thread.join(10)
        assert results == ["crashed the reader"]
        assert readers.read(Path("a.json"), SAMPLES["a.json"])


def test_several_threads() -> None:
    with Readers() as readers:
        counts: list[int] = []

        def work() -> None:
            counts.extend(len(readers.read(Path(n), SAMPLES[n])) for n in SAMPLES)

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert len(counts) == 3 * len(SAMPLES)
        assert 1 <= len(pids(readers)) <= 3


def test_closing_stops_what_is_being_read() -> None:
    readers = Readers()
    results: list[BaseException] = []

    def work() -> None:
        try:
            readers.read(Path("a.jsonl"), MANY * 4)
        except ReadingStoppedError as error:
            results.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while not pids(readers):
        time.sleep(0.01)
    time.sleep(0.2)
    readers.close()
    thread.join(5)
    assert len(results) == 1
    with pytest.raises(ReadingStoppedError):
        readers.read(Path("a.json"), SAMPLES["a.json"])
    readers.close()


def test_without_processes_files_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    with Readers() as readers:
        assert readers.read(Path("a.zip"), SAMPLES["a.zip"])
        with pytest.raises(ReadError):
            readers.read(Path("a.zip"), b"")


def test_processes_are_replaced_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_FILES", 2)
    with Readers() as readers:
        readers.read(Path("a.json"), SAMPLES["a.json"])
        before = pids(readers)
        readers.read(Path("a.json"), SAMPLES["a.json"])
        readers.read(Path("a.json"), SAMPLES["a.json"])
        assert pids(readers).isdisjoint(before)


def test_modules_in_the_current_folder_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "sys", "index", "signal", "csv"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()")
    monkeypatch.chdir(tmp_path)
    with Readers() as readers:
        assert readers.read(Path("a.csv"), SAMPLES["a.csv"])
    assert not (tmp_path / "ran").exists()


def test_a_long_file_that_comes_along_is_not_stopped() -> None:
    pages = [[f"Line {n} of page {page}" for n in range(60)] for page in range(200)]
    data = pdf(pages)
    with Readers() as readers:
        readers.read(Path("a.pdf"), pdf(pages[:2]))
        begin = time.monotonic()
        whole = readers.read(Path("a.pdf"), data)
        readers._seconds = max(1.0, 0.6 * (time.monotonic() - begin))
        assert readers.read(Path("a.pdf"), data) == whole
        assert len(whole[0].places) == 200
