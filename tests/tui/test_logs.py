"""The log: private, turned over, without the words of articles unless asked."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ClewError, IndexDamagedError, KeptError
from tui import logs
from tui.services.reader import Reader

WORDS = "the words of an article"


@pytest.fixture(autouse=True)
def _as_by_default() -> Iterator[None]:
    yield
    logs.keep_text(False)


def fail() -> None:
    try:
        raise ValueError(WORDS)
    except ValueError as error:
        raise KeyError(WORDS) from error


def text() -> str:
    return logs.log_path().read_text(encoding="utf-8")


def test_an_error_with_its_places_and_without_its_words() -> None:
    with pytest.raises(KeyError) as caught:
        fail()
    logs.unexpected(caught.value, "search")
    assert "search: KeyError\n" in text()
    assert "test_logs.py" in text()
    assert " fail\n" in text()
    assert "ValueError" in text()
    assert WORDS not in text()
    assert WORDS not in logs.told(caught.value)
    assert "clew.log" in logs.told(caught.value)
    logs.keep_text(True)
    logs.unexpected(caught.value, "search")
    assert WORDS in text()


def test_errors_of_the_engine_are_told_as_they_are() -> None:
    error = ClewError("the disk is full")
    assert logs.told(error) == "the disk is full"
    logs.unexpected(error, "refresh")
    assert "refresh: ClewError: the disk is full" in text()
    assert "No such file" in logs.told(FileNotFoundError(2, "No such file", WORDS))


def test_what_is_said_of_what_one_wrote_begins_as_a_sentence() -> None:
    assert logs.sentence(KeptError("it is damaged")) == "It is damaged"
    assert logs.sentence(ClewError("a name of somebody")) == "a name of somebody"


def test_private_and_turned_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "SIZE", 2_000)
    for number in range(200):
        logs.note(f"line {number} " + "x" * 50)
    folder = logs.log_path().parent
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["clew.log", "clew.log.1", "clew.log.2"]
    for file in files:
        assert file.stat().st_size < 3_000
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "line 199 " in text()


def test_an_open_log_is_made_private() -> None:
    path = logs.log_path()
    path.parent.mkdir(parents=True)
    path.touch(mode=0o644)
    logs.note("hello")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_in_it_acts_on_a_terminal() -> None:
    logs.note("a\x1b[31mb\nc\u202e")
    line = text().rstrip("\n")
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert "\n" not in line


def test_a_log_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "below"))
    logs.note("nobody hears")


def test_the_reader_s_errors_are_in_the_log() -> None:
    def ask(error: Exception) -> tuple[list[Exception], list[str]]:
        def call(_: object) -> None:
            raise error

        failed: list[Exception] = []
        damaged: list[str] = []
        reader = Reader(lambda: Folder(), lambda action: action(), failed.append)  # type: ignore[arg-type, return-value]
        reader.damaged = lambda: damaged.append("damaged")
        reader.start(lambda _: None)
        reader.ask("thing", call, lambda _: None)
        assert reader.wait_idle(5)
        reader.stop()
        return failed, damaged

    class Folder:
        def close(self) -> None:
            pass

    assert ask(KeyError(WORDS))[1] == []
    assert "thing: KeyError" in text()
    failed, damaged = ask(IndexDamagedError("it is damaged"))
    assert [str(error) for error in failed] == ["it is damaged"]
    assert damaged == ["damaged"]
    assert WORDS not in text()
