"""``clew search --queries``: a query a line, over one open corpus."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from index.corpus import Corpus
from index.store.text import TextIndex
from tests.conftest import SEEDS
from tui.cli.completion import script

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

WATCHED = """\
# people
maduro

  "spare parts"
person:rubio -maduro
nobodyatall
"""


@pytest.fixture
def clew(seeds_index: Path, run: Run) -> Run:
    return lambda *words: run("--index-dir", str(seeds_index), "search", *words, str(SEEDS))


@pytest.fixture
def watched(tmp_path: Path) -> str:
    path = tmp_path / "watched.txt"
    path.write_text(WATCHED, "utf-8")
    return str(path)


def test_each_query_with_its_number_of_articles(clew: Run, watched: str) -> None:
    status, out, err = clew("--queries", watched)
    rows = [line.split("\t") for line in out.splitlines()]
    assert [query for _, query in rows] == [
        "maduro",
        '"spare parts"',
        "person:rubio -maduro",
        "nobodyatall",
    ]
    for total, query in rows:
        _, alone, _ = clew(query, "--json")
        assert json.loads(alone)["total"] == int(total)
    assert (status, err) == (0, "")


def test_as_json_each_line_is_what_the_query_alone_answers(clew: Run, watched: str) -> None:
    for options in (
        (),
        ("--hits",),
        ("--limit", "1"),
        ("--sort", "date"),
        ("--hits", "--limit", "2"),
    ):
        _, out, _ = clew("--queries", watched, "--json", *options)
        answers = [json.loads(line) for line in out.splitlines()]
        assert [answer.pop("line") for answer in answers] == [2, 4, 5, 6]
        for answer in answers:
            _, alone, _ = clew(answer["query"], "--json", *options)
            assert answer == json.loads(alone)


def test_hits_and_paths_stand_behind_their_queries(clew: Run, watched: str) -> None:
    for option, alone in (("--hits", "--hits"), ("--paths", "--paths")):
        _, out, _ = clew("--queries", watched, option, "--limit", "3")
        rows = [line.split("\t", 1) for line in out.splitlines()]
        assert {query for query, _ in rows} >= {"maduro", '"spare parts"'}
        for query in dict.fromkeys(query for query, _ in rows):
            _, expected, _ = clew(query, alone, "--limit", "3")
            assert [rest for name, rest in rows if name == query] == expected.splitlines()
    _, out, _ = clew("--queries", watched, "--paths", "--json")
    _, paths, _ = clew("maduro", "--paths")
    assert json.loads(out.splitlines()[0])["paths"] == paths.splitlines()


def test_paths_for_other_programs_come_once_each(clew: Run, tmp_path: Path) -> None:
    path = tmp_path / "two"
    path.write_text("maduro\nmaduro OR rubio\n", "utf-8")
    _, out, _ = clew("--queries", str(path), "--print0")
    _, alone, _ = clew("maduro OR rubio", "--print0")
    assert sorted(out.split("\0")) == sorted(alone.split("\0"))


def test_a_line_that_is_no_query_is_told_and_the_others_are_answered(
    clew: Run, tmp_path: Path
) -> None:
    path = tmp_path / "mistaken"
    path.write_text('maduro\n"open\n(rubio\n\n@\nrubio\n', "utf-8")
    status, out, err = clew("--queries", str(path))
    assert [line.split("\t")[1] for line in out.splitlines()] == ["maduro", "rubio"]
    told = err.splitlines()
    assert [line.partition(", line ")[2].partition(":")[0] for line in told] == ["2", "3", "5"]
    assert all(str(path) in line for line in told)
    assert status == 2


def test_standard_input(clew: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\ufeffmaduro\r\n".encode())))
    status, out, _ = clew("--queries", "-")
    assert (status, out.split("\t")[1]) == (0, "maduro\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"nobodyatall\n\n")))
    assert clew("--queries", "-")[:2] == (1, "0\tnobodyatall\n")
    monkeypatch.setattr(sys, "stdin", None)
    status, _, err = clew("--queries", "-")
    assert (status, err) == (2, "clew: there is no standard input to read\n")


def test_mistakes_of_the_command(clew: Run, tmp_path: Path) -> None:
    status, _, err = clew("--queries", str(tmp_path / "none"))
    assert status == 2
    assert "No such file" in err
    status, _, err = clew("--queries", "-", "-")
    assert status == 2
    assert "not both" in err
    binary = tmp_path / "binary"
    binary.write_bytes(bytes(range(32)) * 40)
    status, _, err = clew("--queries", str(binary))
    assert status == 2
    assert "binary: binary, not text" in err


def test_nothing_is_opened_or_refreshed_for_each_query(
    clew: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many"
    path.write_text("".join(f"maduro OR word{number}\n" for number in range(60)), "utf-8")
    calls: list[str] = []
    for owner, name in ((Corpus, "refresh"), (TextIndex, "reader"), (TextIndex, "open")):
        real = getattr(owner, name)

        def counted(
            *args: object, _name: str = name, _real: object = real, **more: object
        ) -> object:
            calls.append(_name)
            return _real(*args, **more)  # type: ignore[operator]

        wrapped = staticmethod(counted) if name == "open" else counted
        monkeypatch.setattr(owner, name, wrapped)
    _, out, _ = clew("--queries", str(path), "--json", "--limit", "1")
    assert len(out.splitlines()) == 60
    assert calls.count("refresh") == 1
    assert calls.count("reader") <= 2
    assert calls.count("open") <= 1


def test_shells_complete_the_file() -> None:
    assert "--queries) compopt" in script("bash")
    assert "--queries[" in script("zsh")
    assert ":value:_files'" in script("zsh")
    assert "-l queries -r -F" in script("fish")
