"""``clew saved``: searches saved, listed with counts, run, renamed, removed, carried elsewhere."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import pytest

from index.kept.log import kept_path
from tests.texts import written
from tui.cli.arguments import UsageMistake, parse

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "a.txt": "Radar\n\nA radar was sent to the coast on 2 March 2026.",
    "b.txt": "Missiles\n\nMissiles and a radar.",
    "c.txt": "Bread\n\nThe price of bread rose.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "folder", TEXTS)


@pytest.fixture
def clew(folder: Path, tmp_path: Path, run: Any) -> Any:
    index = ("--index-dir", str(tmp_path / "index"))
    return lambda *words, place=str(folder): run(*index, *words, *([place] if place else []))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def on_screen(clew: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that runs a command whose answer a person sees."""

    def given(*words: str) -> str:
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "100")
        screen = Terminal()
        with monkeypatch.context() as seen:
            seen.setattr(sys, "stdout", screen)
            clew(*words)
        return screen.getvalue()

    return given


def listed(clew: Any, **options: Any) -> list[dict[str, Any]]:
    return list(json.loads(clew("saved", "--json", **options)[1])["searches"])


def kept() -> int:
    with sqlite3.connect(kept_path()) as connection:
        (count,) = connection.execute("SELECT count(*) FROM entries").fetchone()
    connection.close()
    return int(count)


def test_a_search_is_saved_and_listed_with_its_count(clew: Any) -> None:
    status, out, error = clew("saved")
    assert (status, out) == (1, "")
    assert "no search is saved" in error
    status, out, _ = clew("saved", "add", "radar")
    assert status == 0
    assert out.split("\t")[:5] == ["radar", "radar", "relevance", "2", "0"]
    assert clew("saved", "add", "-missiles", "--name", "Peace", "--sort", "oldest")[0] == 0
    for words in (("saved",), ("saved", "list")):
        status, out, _ = clew(*words)
        assert status == 0
        rows = [line.split("\t") for line in out.splitlines()]
        assert [row[:5] for row in rows] == [
            ["radar", "radar", "relevance", "2", "0"],
            ["Peace", "-missiles", "oldest", "2", "0"],
        ]
    first, second = listed(clew)
    assert first["saved"] == first["looked"]
    assert (second["name"], second["articles"], second["since"]) == ("Peace", 2, 0)
    assert second["error"] is None


def test_counts_are_those_of_now(clew: Any, folder: Path, tmp_path: Path) -> None:
    clew("saved", "add", "radar")
    (folder / "d.txt").write_text("More\n\nOne more radar.")
    (row,) = listed(clew)
    assert (row["articles"], row["since"]) == (3, 1)
    for name in "abd":
        (folder / f"{name}.txt").unlink()
    assert clew("saved")[1].split("\t")[3:5] == ["0", "-2"]
    shutil.rmtree(tmp_path / "index")
    (row,) = listed(clew)
    assert (row["articles"], row["since"]) == (0, -2)


def test_one_is_run_as_a_search_is(clew: Any) -> None:
    clew("saved", "add", "radar", "--name", "Weapons", "--sort", "title")
    for options in ((), ("--json",), ("--paths",), ("--hits", "--width", "10"), ("--limit", "1")):
        expected = clew("search", "radar", "--sort", "title", *options)
        assert clew("saved", "run", "weapons", *options) == expected
    assert clew("saved", "run", "Weapons", "--print0")[1].split("\0")[:2] == ["b.txt", "a.txt"]
    assert clew("saved", "run", "Weapons", "--sort", "oldest")[0] == 0
    clew("saved", "add", "spade")
    assert clew("saved", "run", "spade")[:2] == (1, "")
    status, out, error = clew("saved", "run", "nobody")
    assert (status, out) == (1, "")
    assert "no saved search is called 'nobody'" in error


def test_a_look_is_what_a_person_sees(clew: Any, on_screen: Any, folder: Path) -> None:
    clew("saved", "add", "radar")
    (folder / "d.txt").write_text("More\n\nOne more radar.")
    clew("saved", "run", "radar")
    assert listed(clew)[0]["since"] == 1
    assert "+1" in on_screen("saved")
    assert listed(clew)[0]["since"] == 1  # the list is no look at the articles
    assert "3 articles" in on_screen("saved", "run", "radar")
    assert listed(clew)[0]["since"] == 0
    entries = kept()
    on_screen("saved", "run", "radar")
    assert kept() == entries


def test_the_table_has_names_counts_days_and_queries(clew: Any, on_screen: Any) -> None:
    clew("saved", "add", "radar OR bread", "--name", "Both")
    clew("saved", "add", "missiles")
    screen = on_screen("saved")
    assert "radar OR bread" in screen
    assert "Both" in screen
    assert screen.count("missiles") == 1


def test_saying_otherwise_and_taking_it_back(clew: Any) -> None:
    clew("saved", "add", "radar")
    assert clew("saved", "rename", "radar", "Weapons")[1].startswith("Weapons\tradar\t")
    status, out, error = clew("saved", "remove", "WEAPONS")
    assert (status, out.split("\t")[0]) == (0, "Weapons")
    assert "clew saved undo" in error
    assert clew("saved")[0] == 1
    for told, name in (
        ("Weapons is saved again", "Weapons"),
        ("radar is called so again", "radar"),
        ("radar is saved no more", ""),
    ):
        status, out, error = clew("saved", "undo")
        assert status == 0
        assert told in error
        assert [row["name"] for row in listed(clew)] == ([name] if name else [])
    status, out, error = clew("saved", "undo")
    assert (status, out) == (1, "")
    assert "taken back" in error


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("add", "radar AND"), "at character 7"),
        (("add", "mood:grim"), "at character 1"),
        (("add", " "), "nothing to save"),
        (("add", "bread", "--name", "WEAPONS"), "called so already"),
        (("rename", "missiles", "weapons"), "called so already"),
        (("import", "nowhere.jsonl"), "nowhere.jsonl"),
        (("remove", "weapons", "--name", "x"), "--name goes with clew saved add"),
        (("list", "--sort", "date"), "--sort goes with clew saved add or clew saved run"),
        (("undo", "--limit", "0"), "--limit goes with"),
        (("list", "--print0"), "--paths goes with"),
    ],
)
def test_a_mistake_is_told_in_a_line_and_nothing_is_kept(
    clew: Any, words: tuple[str, ...], message: str
) -> None:
    clew("saved", "add", "radar", "--name", "Weapons")
    clew("saved", "add", "missiles")
    before = kept()
    status, out, error = clew("saved", *words)
    assert (status, out) == (2, "")
    assert message in error
    assert error.count("\n") == 1
    assert kept() == before


def test_one_that_is_not_understood_is_listed_and_not_run(clew: Any, folder: Path) -> None:
    clew("saved", "add", "radar")
    with sqlite3.connect(kept_path()) as connection:
        for number, what in enumerate(
            (
                {"query": "mood:grim", "name": "Grim", "order": "date", "total": 3},
                {"query": 7},
            )
        ):
            connection.execute(
                "INSERT INTO entries (folder, matter, id, time, kind, what) VALUES (?,?,?,?,?,?)",
                (os.fsencode(folder), "searches", f"x{number}", "2026", "save", json.dumps(what)),
            )
    connection.close()
    status, out, _ = clew("saved")
    assert status == 0
    rows = {row["name"]: row for row in listed(clew)}
    assert rows["radar"]["articles"] == 2
    assert "at character 1" in rows["Grim"]["error"]
    assert rows["Grim"]["articles"] is None
    assert "damaged" in rows["(entry of 2026)"]["error"]
    for name in ("Grim", "(entry of 2026)"):
        status, out, error = clew("saved", "run", name)
        assert (status, out) == (2, "")
        assert name in error
    status, out, error = clew("saved", "export", "-")
    assert (status, len(out.splitlines())) == (0, 2)
    assert "1 of the entries cannot be read" in error
    assert clew("saved", "remove", "(entry of 2026)")[0] == 0
    assert len(listed(clew)) == 2


def test_they_can_be_carried_elsewhere(clew: Any, tmp_path: Path) -> None:
    assert clew("saved", "export", "-")[:2] == (1, "")
    clew("saved", "add", "radar", "--name", "a\x1b[31mb")
    clew("saved", "add", "bread")
    clew("saved", "remove", "bread")
    file = tmp_path / "searches.jsonl"
    assert clew("saved", "export", str(file))[:2] == (0, "")
    assert len(file.read_text().splitlines()) == 3
    status, _, error = clew("saved", "export", str(file))
    assert status == 2
    assert "file already" in error
    status, _, error = clew("saved", "export", str(tmp_path), place="")
    assert status == 2
    assert "give a FILE before it" in error
    other = str(written(tmp_path / "other", {"a.txt": TEXTS["a.txt"]}))
    status, out, _ = clew("saved", "import", str(file), place=other)
    assert (status, len(out.splitlines())) == (0, 1)
    assert listed(clew, place=other)[0]["articles"] == 1
    status, out, error = clew("saved", "import", str(file), place=other)
    assert (status, out) == (1, "")
    assert "nothing in it is new" in error
    assert clew("saved", "export", "-", place=other)[1] == file.read_text()
    clew("saved", "remove", listed(clew, place=other)[0]["name"], place=other)
    status, out, error = clew("saved", "import", str(file), place=other)
    assert (status, len(out.splitlines())) == (0, 1)
    assert "saved again: 1" in error


def test_a_pipe_takes_and_gives_them(clew: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clew("saved", "add", "radar")
    status, out, _ = clew("saved", "export", "-")
    assert status == 0
    line = json.loads(out) | {"id": "another", "query": "bread"}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(line)))
    assert clew("saved", "import", "-")[0] == 0
    assert [row["query"] for row in listed(clew)] == ["radar", "bread"]
    # The queries are a column, which `clew search --queries` takes.
    queries = "\n".join(line.split("\t")[1] for line in clew("saved")[1].splitlines())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(queries.encode())))
    assert clew("search", "--queries", "-")[1] == "2\tradar\n1\tbread\n"


def test_what_are_no_saved_searches_is_told(clew: Any, tmp_path: Path) -> None:
    for number, data in enumerate((b'{"id": "1"}\n', b"\xff\xfe\x00", b"words\n")):
        file = tmp_path / f"file{number}"
        file.write_bytes(data)
        status, _, error = clew("saved", "import", str(file))
        assert status == 2
        assert error.count("\n") == 1
    assert not kept_path().exists()


def test_they_follow_a_folder_that_is_called_otherwise(
    clew: Any, folder: Path, tmp_path: Path
) -> None:
    clew("saved", "add", "radar")
    folder.rename(tmp_path / "new")
    (row,) = listed(clew)
    assert (row["name"], row["articles"]) == ("radar", None)
    file = tmp_path / "searches.jsonl"
    assert clew("saved", "export", str(file))[0] == 0
    new = str(tmp_path / "new")
    assert clew("saved", "import", str(file), place=new)[0] == 0
    assert listed(clew, place=new)[0]["articles"] == 2
    for words in (("run", "radar"), ("undo",)):
        status, out, error = clew("saved", *words)
        assert (status, out) == (2, "")
        assert "no such file or folder" in error


def test_standard_input_alone_has_no_searches(clew: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Angela Merkel spoke.\n")))
    status, _, error = clew("saved", "add", "merkel", place="-")
    assert status == 2
    assert "for a folder" in error


def test_hostile_names_and_queries_are_made_safe(clew: Any, on_screen: Any) -> None:
    name = "a\x1b[31m\u202e\udcffb\0" + "c" * 5000
    assert clew("saved", "add", '"radar \x1b[31m"', "--name", name)[0] == 0
    clew("saved", "add", "x\x9b31m\udcff")
    out = "".join(clew("saved", *words)[1] for words in ((), ("--json",), ("export", "-")))
    out += on_screen("saved") + on_screen("saved", "undo")
    assert "\x9b" not in out
    assert "\u202e" not in out
    assert "\x1b[31m" not in out


def test_a_file_of_a_newer_clew_is_told(clew: Any) -> None:
    clew("saved", "add", "radar")
    with sqlite3.connect(kept_path()) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    for words in ((), ("add", "bread"), ("undo",), ("run", "radar"), ("export", "-")):
        status, out, error = clew("saved", *words)
        assert (status, out) == (2, "")
        assert "newer clew" in error
    assert clew("search", "radar")[0] == 0


def test_the_words_of_an_action() -> None:
    wanted = parse(["saved", "add", "-rubio", "folder", "--name", "No", "--sort", "date"])
    assert (wanted.subject, wanted.names, wanted.paths) == ("add", ("-rubio",), ("folder",))
    assert (wanted.name, wanted.sort) == ("No", "date")
    assert parse(["--name", "search", "saved", "add", "x"]).verb == "saved"
    plain = parse(["saved"])
    assert (plain.subject, plain.names, plain.paths) == ("list", (), ())
    assert parse(["saved", "folder", "another"]).paths == ("folder", "another")
    assert parse(["saved", "./add"]).paths == ("./add",)
    assert parse(["saved", "list", "add"]).paths == ("add",)
    assert parse(["saved", "export"]).names == ()
    export = parse(["saved", "export", "file", "folder"])
    assert (export.names, export.paths) == (("file",), ("folder",))
    for words in (["add"], ["rename", "x"], ["remove"], ["run"], ["import"]):
        with pytest.raises(UsageMistake, match=r"is missing.*see clew saved --help"):
            parse(["saved", *words])
