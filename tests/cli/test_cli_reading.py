"""What is read: globs, columns, and standard input, on the command line."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index.errors import ClewError
from tui.cli import main, stdin
from tui.cli.arguments import parse
from tui.cli.options import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's place for temporary files, for this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("A radar in Paris.")
    (folder / "b.md").write_text("Another radar.")
    return folder


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts bytes into standard input."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return put


def hits(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    main([*words, "--json"])
    answer: Any = json.loads(capsys.readouterr().out)
    return sorted(hit["path"] for hit in answer["hits"])


def test_options_are_understood_anywhere() -> None:
    wanted = parse(["--include", "search", "search", "x", "--include=*.md", "--exclude", "old/"])
    assert (wanted.verb, wanted.include, wanted.exclude) == (
        "search",
        ("search", "*.md"),
        ("old/",),
    )
    assert not parse(["search", "x"]).chooses
    for at, role in enumerate(COLUMNS):
        wanted = parse(["entities", f"--{role}-column", "index"])
        assert (wanted.verb, wanted.columns[at], wanted.chooses) == ("entities", "index", True)


def test_globs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    search = ("search", "radar", str(folder))
    assert hits(capsys, *search) == ["a.txt", "b.md"]
    assert hits(capsys, *search, "--include", "*.md") == ["b.md"]
    assert hits(capsys, *search, "--include", "*.md", "--include", "*.txt") == ["a.txt", "b.md"]
    assert hits(capsys, *search, "--exclude", "*.md") == ["a.txt"]
    assert hits(capsys, *search) == ["a.txt", "b.md"]


def test_a_glob_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "x", str(folder), "--exclude", ""]) == 2
    assert capsys.readouterr().err == "clew: not a pattern: ''\n"


def test_a_column_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "t.csv").write_text("what,when\nA radar that was seen,2024-01-02\n")
    assert main(["search", "radar", str(folder), "--text-column", "body"]) == 0
    assert "no column 'body'; it has: what, when" in capsys.readouterr().err
    assert hits(capsys, "search", "radar", str(folder), "--date-column", "when")[-1] == "t.csv#2"


def test_standard_input_is_an_article(
    pipe: Callable[[bytes], None], capsys: pytest.CaptureFixture[str], temporary: Path
) -> None:
    text = "Angela Merkel saw the radar.\n"
    for words, wanted in (
        (("search", "radar", "-"), "stdin\t"),
        (("show", "-"), text),
        (("show", "-", "--marks"), "[Angela Merkel|PERSON]"),
        (("entities", "-"), "Angela Merkel\t"),
        (("entities", "-", "--article", "-"), "Angela Merkel\t"),
        (("entities", "--article", "-"), "Angela Merkel\t"),
        (("mentions", "Merkel", "-"), "stdin\t0\t13\t"),
        (("index", "-"), "articles\t1\n"),
        (("-",), "1 article\n"),
        (("search", "radar", "-", "--no-refresh"), "stdin\t"),
    ):
        pipe(text.encode())
        assert main(words) == 0
        assert capsys.readouterr().out.startswith(wanted), words
    assert list(temporary.iterdir()) == []


def test_standard_input_beside_files(
    folder: Path, pipe: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "c.txt").write_text("A radar of others.")
    paths = (str(folder), str(other / "c.txt"), "-")
    pipe(b"A radar of mine.")
    assert hits(capsys, "search", "radar", *paths) == [
        "articles/a.txt",
        "articles/b.md",
        "other/c.txt",
        "stdin",
    ]
    pipe(b"A radar of mine.")
    assert main(["show", "-", str(folder)]) == 0
    assert capsys.readouterr().out == "A radar of mine.\n"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b'{"title": "One", "text": "A radar."}\n{"title": "Two", "text": "A radar."}\n', "#2"),
        (b"<!doctype html><html><body><p>A radar for all of us to see.</p></body></html>", ""),
        (b"From a@b.example Mon Jan  1 10:00:00 2024\nMessage-ID: <1>\n\nA radar.\n", "#1"),
    ],
)
def test_what_standard_input_is_shows_in_its_bytes(
    data: bytes,
    wanted: str,
    pipe: Callable[[bytes], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    pipe(data)
    assert hits(capsys, "search", "radar", "-")[-1] == f"stdin{wanted}"


def test_standard_input_that_is_no_article(
    pipe: Callable[[bytes], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    temporary: Path,
) -> None:
    pipe(b"")
    assert main(["search", "x", "-"]) == 2
    assert capsys.readouterr().err == "clew: standard input is empty\n"
    pipe(b"\x00\x01\x02\x03" * 200)
    assert main(["search", "x", "-"]) == 1
    assert "stdin could not be read" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["search", "x", "-"]) == 2
    assert "no standard input" in capsys.readouterr().err
    assert list(temporary.iterdir()) == []


def test_standard_input_without_end(
    monkeypatch: pytest.MonkeyPatch, pipe: Callable[[bytes], None], temporary: Path
) -> None:
    monkeypatch.setattr(stdin, "_CHUNK", 100)
    pipe(b"word " * 1000)
    with pytest.raises(ClewError, match="larger than 2,000 bytes"), stdin.kept(limit=2000):
        raise AssertionError
    assert list(temporary.iterdir()) == []


def test_the_folder_is_private_and_goes_with_what_is_written_late(
    pipe: Callable[[bytes], None], temporary: Path
) -> None:
    pipe(b"text")
    with stdin.kept() as file:
        assert file.name == "stdin.txt"
        assert file.stat().st_mode & 0o077 == 0
        assert file.parent.stat().st_mode & 0o077 == 0
        (file.parent / "index").mkdir()
        (file.parent / "index/late").write_text("x")
    assert list(temporary.iterdir()) == []


def test_what_a_killed_program_left_is_removed(
    pipe: Callable[[bytes], None], temporary: Path
) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = temporary / f".clew-stdin-{dead.pid}-abc"
    ours = temporary / f".clew-stdin-{os.getpid()}-abc"
    for folder in (left, ours):
        folder.mkdir()
        (folder / "stdin.txt").write_text("words")
    pipe(b"text")
    with stdin.kept():
        assert not left.exists()
        assert ours.exists()


@pytest.fixture
def running(temporary: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program that keeps standard input and waits."""
    script = (
        "import signal, time\nfrom tui.cli.stdin import kept\n"
        "signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whatever ran the tests may ignore it\n"
        "with kept():\n    print('kept', flush=True)\n    time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_nothing_stays_when_the_program_is_told_to_end(
    running: subprocess.Popen[bytes], number: signal.Signals, temporary: Path
) -> None:
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b"text")
    running.stdin.close()
    assert running.stdout.readline() == b"kept\n"
    assert list(temporary.iterdir())
    running.send_signal(number)
    assert running.wait(20) == -number
    assert list(temporary.iterdir()) == []


def test_no_terminal_for_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> int:
        raise OSError

    monkeypatch.setattr(os, "open", closed)
    monkeypatch.setattr(os, "ttyname", closed)
    with pytest.raises(ClewError, match="needs a terminal for its keys"):
        stdin.take_terminal()


def test_a_person_is_told_how_to_end_the_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"typed"))
    monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", stream)
    with stdin.kept() as file:
        assert file.read_bytes() == b"typed"
    assert "Ctrl+D" in capsys.readouterr().err
