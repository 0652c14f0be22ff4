"""``clew names``: decisions made, listed, undone and carried elsewhere on the command line."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import pytest

from index.decisions.journal import Journal
from index.kept.entry import Entry
from index.kept.log import Log, kept_path
from tests.texts import MEETINGS, written
from tui.cli.arguments import UsageMistake, parse

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "folder", MEETINGS)


@pytest.fixture
def clew(folder: Path, tmp_path: Path, run: Any) -> Any:
    index = ("--index-dir", str(tmp_path / "index"))
    return lambda *words, place=str(folder): run(*index, *words, place)


def entities(clew: Any) -> dict[str, Any]:
    _, out, _ = clew("entities", "--json")
    return {entity["name"]: entity for entity in json.loads(out)["entities"]}


def test_what_is_decided_shows_in_the_next_answer(clew: Any) -> None:
    status, out, _ = clew("names", "same", "rodrigo rato", "Rodrigo de Rato")
    assert status == 0
    time, *rest = out.rstrip("\n").split("\t")
    assert time.startswith("20")
    assert rest == ["same", "Rodrigo Rato", "PERSON", "Rodrigo de Rato", "PERSON"]
    # It holds in the index already: nothing is refreshed here.
    _, out, _ = clew("entities", "--json", "--no-refresh")
    assert out.count("Rato") == 3
    assert entities(clew)["Rodrigo de Rato"]["aliases"] == {"Rodrigo Rato": 1, "Rodrigo de Rato": 1}
    assert clew("names", "apart", "Merkel", "Angela Merkel")[0] == 0
    assert entities(clew)["Merkel"]["articles"] == 2
    assert clew("names", "call", "Obama", "The 44th")[0] == 0
    assert entities(clew)["The 44th"]["mentions"] == 3
    assert clew("names", "reject", "Berlin")[0] == 0
    assert "Berlin" not in entities(clew)


def test_decided_pairs_are_suggested_no_more(clew: Any) -> None:
    status, out, _ = clew("entities", "--suggest")
    assert status == 0
    assert "Rodrigo Rato" in out
    assert clew("names", "two", "Rodrigo Rato", "Rodrigo de Rato")[0] == 0
    assert clew("entities", "--suggest")[0] == 1
    assert clew("names", "undo")[0] == 0
    assert clew("entities", "--suggest")[0] == 0


def test_the_list_has_what_holds_and_undo_goes_back(clew: Any) -> None:
    assert clew("names", "list")[:2] == (1, "")
    before = entities(clew)
    clew("names", "call", "Obama", "The 44th")
    clew("names", "reject", "Paris")
    status, out, _ = clew("names", "list", "--json")
    assert status == 0
    call, reject = json.loads(out)["decisions"]
    assert call["kind"] == "call"
    assert call["names"] == [{"text": "Barack Obama", "type": "PERSON"}]
    assert call["called"] == "The 44th"
    assert reject["kind"] == "reject"
    status, out, error = clew("names", "undo")
    assert (status, out.split("\t")[1:3]) == (0, ["reject", "Paris"])
    assert "does not hold" in error
    assert len(clew("names", "list")[1].splitlines()) == 1
    assert clew("names", "undo")[0] == 0
    status, out, error = clew("names", "undo")
    assert (status, out) == (1, "")
    assert "nothing is decided" in error
    assert entities(clew) == before


def test_they_can_be_carried_elsewhere(clew: Any, tmp_path: Path) -> None:
    clew("names", "call", "Obama", "The 44th")
    clew("names", "reject", "Paris")
    clew("names", "undo")
    file = tmp_path / "decisions.jsonl"
    assert clew("names", "export", str(file))[:2] == (0, "")
    assert len(file.read_text().splitlines()) == 3
    status, _, error = clew("names", "export", str(file))
    assert status == 2
    assert "already" in error
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text(MEETINGS["a.txt"])
    status, out, _ = clew("names", "import", str(file), place=str(other))
    assert (status, len(out.splitlines())) == (0, 3)
    status, out, error = clew("names", "import", str(file), place=str(other))
    assert (status, out) == (1, "")
    assert "nothing in it is new" in error
    _, out, _ = clew("entities", "--no-refresh", place=str(other))
    _, out, _ = clew("entities", place=str(other))
    assert "The 44th" in out
    assert Journal(other).entries() == Journal(tmp_path / "folder").entries()


def test_what_was_taken_back_comes_in_again(clew: Any, tmp_path: Path) -> None:
    clew("names", "call", "Obama", "The 44th")
    file = tmp_path / "decisions.jsonl"
    clew("names", "export", str(file))
    clew("names", "undo")
    assert "The 44th" not in entities(clew)
    status, out, error = clew("names", "import", str(file))
    assert (status, len(out.splitlines())) == (0, 1)
    assert "had been taken back here, and hold again: 1" in error
    assert "The 44th" in entities(clew)
    status, out, error = clew("names", "import", str(file))
    assert (status, out) == (1, "")
    assert "nothing in it is new" in error
    clew("names", "undo")
    whole = tmp_path / "whole.jsonl"
    clew("names", "export", str(whole))
    assert clew("names", "import", str(whole))[0] == 1  # it says itself what was taken back
    assert "The 44th" not in entities(clew)


def test_they_follow_a_folder_that_is_called_otherwise(
    clew: Any, folder: Path, tmp_path: Path
) -> None:
    clew("names", "call", "Obama", "The 44th")
    folder.rename(tmp_path / "new")
    file = tmp_path / "decisions.jsonl"
    assert "The 44th" in clew("names", "list")[1]
    assert clew("names", "export", str(file))[0] == 0
    assert not folder.exists()
    new = str(tmp_path / "new")
    assert clew("names", "import", str(file), place=new)[0] == 0
    assert "The 44th" in clew("entities", place=new)[1]
    for words in (("reject", "Berlin"), ("undo",), ("list",)):
        place = str(folder) if words != ("list",) else str(tmp_path / "never")
        status, out, error = clew("names", *words, place=place)
        assert (status, out) == (2, "")
        assert "no such file or folder" in error


def test_a_pipe_takes_and_gives_them(clew: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clew("names", "call", "Obama", "The 44th")
    status, out, _ = clew("names", "export", "-")
    assert (status, len(out.splitlines())) == (0, 1)
    line = json.loads(out) | {"id": "another", "called": "He"}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(line)))
    assert clew("names", "import", "-")[0] == 0
    assert "He" in entities(clew)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("same", "Merkel", "Angela Merkel"), "are one already"),
        (("apart", "Angela Merkel", "angela merkel"), "are one name"),
        (("call", "Merkel", "Barack Obama"), "another is called"),
        (("call", "Merkel", "…"), "at least one letter"),
        (("import", "nowhere.jsonl"), "nowhere.jsonl"),
    ],
)
def test_a_mistake_is_told_in_a_line_and_nothing_is_kept(
    clew: Any, words: tuple[str, ...], message: str
) -> None:
    status, out, error = clew("names", *words)
    assert (status, out) == (2, "")
    assert message in error
    assert error.count("\n") == 1
    assert not kept_path().exists()


def test_a_name_that_is_not_there(clew: Any) -> None:
    status, out, error = clew("names", "same", "Nobody", "Merkel")
    assert (status, out) == (1, "")
    assert "nothing is called" in error


def test_a_file_of_decisions_that_is_none_changes_nothing(clew: Any, tmp_path: Path) -> None:
    for number, data in enumerate((b'{"id": "1"}\n', b"\xff\xfe\x00", b"words\n")):
        file = tmp_path / f"file{number}"
        file.write_bytes(data)
        assert clew("names", "import", str(file))[0] == 2
    assert not kept_path().exists()


def test_what_cannot_be_read_stops_no_other_verb(clew: Any) -> None:
    clew("names", "call", "Obama", "The 44th")
    with sqlite3.connect(kept_path()) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    for words in (("names", "list"), ("names", "undo"), ("names", "reject", "Paris")):
        status, _, error = clew(*words)
        assert status == 2
        assert "newer clew" in error
    status, out, error = clew("entities")
    assert status == 0
    assert "Barack Obama" in out
    assert "newer clew" in error


def test_a_damaged_entry_is_told_and_the_others_hold(clew: Any, folder: Path) -> None:
    clew("names", "call", "Obama", "The 44th")
    Log(folder, "names").add([Entry("x", "t", "call", "no JSON")])
    for words in (("names", "list"), ("names", "export", "-")):
        status, out, error = clew(*words)
        assert status == 0
        assert len(out.splitlines()) == 1
        assert "1 of the entries cannot be read and is left out" in error
    assert "The 44th" in entities(clew)
    assert clew("names", "undo")[0] == 0
    assert "Barack Obama" in entities(clew)


def test_what_was_decided_holds_while_it_cannot_be_read(clew: Any, folder: Path) -> None:
    clew("names", "call", "Obama", "The 44th")
    kept = kept_path().read_bytes()
    kept_path().write_bytes(b"something else" * 100)
    status, _, error = clew("index")
    assert status == 0
    assert "is damaged" in error
    assert "The 44th" in entities(clew)
    (folder / "d.txt").write_text("Angela Merkel met Barack Obama.\n")
    assert "Barack Obama" in entities(clew)  # names are linked anew, and nobody knows more
    kept_path().write_bytes(kept)
    assert entities(clew)["The 44th"]["articles"] == 3


def test_standard_input_alone_has_no_decisions(clew: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Angela Merkel spoke.\n")))
    status, _, error = clew("names", "reject", "Merkel", place="-")
    assert status == 2
    assert "of a folder" in error


def test_no_standard_input_to_take_decisions_from(
    clew: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    status, _, error = clew("names", "import", "-")
    assert status == 2
    assert "no standard input" in error


def test_hostile_names_are_made_safe(clew: Any, folder: Path) -> None:
    status, out, _ = clew("names", "call", "Obama", "a\x1b[31m\u202e\udcffb\0" + "c" * 5000)
    assert status == 0
    assert "\x1b" not in out
    assert "\u202e" not in out
    out = clew("entities")[1] + clew("names", "list", "--json")[1] + clew("names", "list")[1]
    assert "\x1b" not in out


def test_the_words_of_an_action() -> None:
    wanted = parse(["names", "same", "A", "B", "folder", "--json"])
    assert (wanted.subject, wanted.names, wanted.paths) == ("same", ("A", "B"), ("folder",))
    assert parse(["names", "undo"]).paths == ()
    assert parse(["names", "call", "-x", "-y"]).names == ("-x", "-y")
    assert parse(["./names"]).verb is None
    assert parse(["names", "list", "names"]).paths == ("names",)
    for words in (["names"], ["names", "same", "A"], ["names", "export"], ["names", "folder"]):
        with pytest.raises(UsageMistake, match="see clew names --help"):
            parse(words)
