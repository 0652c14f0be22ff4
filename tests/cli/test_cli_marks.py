"""``clew marks``: marks, tags and notes made, listed, taken back and carried elsewhere."""

from __future__ import annotations

import io
import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

from index.kept.entry import Entry
from index.kept.log import Log
from index.marks.journal import Journal
from tests.texts import MEETINGS, written
from tui.cli.arguments import UsageMistake, parse
from tui.output import safe

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "Title \x1b[31m *star* <b>[x](y)\n\n1. A \x1b]8;;http://x\x07 link\u202e `code`.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "folder", MEETINGS)


@pytest.fixture
def clew(folder: Path, tmp_path: Path, run: Any) -> Any:
    index = ("--index-dir", str(tmp_path / "index"))
    return lambda *words, place=str(folder): run(*index, *words, *([place] if place else []))


def listed(clew: Any, *words: str, **options: Any) -> dict[str, Any]:
    """What is listed, by path."""
    found = json.loads(clew("marks", *words, "--json", **options)[1])["articles"]
    return {one["path"]: one for one in found}


def kept(folder: Path) -> int:
    return len(Journal(folder).read().said)


def test_what_is_said_is_listed(clew: Any) -> None:
    status, out, error = clew("marks")
    assert (status, out) == (1, "")
    assert "nothing is marked" in error
    assert clew("marks", "mark", "a.txt")[0] == 0
    assert clew("marks", "tag", "a.txt", "Court,#trial")[0] == 0
    assert clew("marks", "note", "b.txt", "Who\npaid?")[0] == 0
    status, out, _ = clew("marks", "note", "c.txt", "Which one?", "--quote", "Rodrigo de Rato")
    assert status == 0
    cells = out.rstrip("\n").split("\t")
    title = "Earlier Barack Obama met Rodrigo de Rato in Paris"
    assert cells[:4] == ["c.txt", title, "note", "Which one?"]
    assert cells[6:] == ["25", "40", "Rodrigo de Rato", ""]
    for words in (("marks",), ("marks", "list")):
        status, out, _ = clew(*words)
        assert status == 0
        rows = [line.split("\t") for line in out.splitlines()]
        assert [(row[0], row[2], row[3]) for row in rows] == [
            ("a.txt", "mark", ""),
            ("a.txt", "tag", "Court"),
            ("a.txt", "tag", "trial"),
            ("b.txt", "note", "Who paid?"),
            ("c.txt", "note", "Which one?"),
        ]
    found = listed(clew)
    assert (found["a.txt"]["marked"], found["a.txt"]["tags"]) == (True, ["Court", "trial"])
    (note,) = found["c.txt"]["notes"]
    assert (note["start"], note["end"], note["quote"], note["line"]) == (
        25, 40, "Rodrigo de Rato", 1
    )  # fmt: skip
    (note,) = found["b.txt"]["notes"]
    assert (note["text"], note["start"], note["quote"]) == ("Who\npaid?", None, None)
    assert listed(clew, "--query", "tag:court").keys() == {"a.txt"}
    assert clew("marks", "tags")[1] == "Court\t1\ntrial\t1\n"
    assert json.loads(clew("marks", "tags", "--json")[1]) == {
        "tags": [{"tag": "Court", "articles": 1}, {"tag": "trial", "articles": 1}]
    }


def test_it_is_searched(clew: Any) -> None:
    clew("marks", "tag", "a.txt", "court")
    clew("marks", "note", "c.txt", "ask the lawyer")
    assert clew("search", "tag:court", "--paths")[1] == "a.txt\n"
    assert clew("search", "note:lawyer OR is:marked", "--paths")[1] == "c.txt\n"
    status, _, error = clew("search", "is:mark")
    assert status == 2
    assert "did you mean: is:marked" in error


def test_what_is_said_is_taken_back(clew: Any, folder: Path) -> None:
    clew("marks", "mark", "a.txt")
    clew("marks", "note", "a.txt", "one")
    number = listed(clew)["a.txt"]["notes"][0]["id"]
    assert clew("marks", "rewrite", number[:6], "two")[0] == 0
    assert listed(clew)["a.txt"]["notes"][0]["text"] == "two"
    status, _, error = clew("marks", "drop", number)
    assert (status, "undo takes that back" in error) == (0, True)
    assert listed(clew)["a.txt"]["notes"] == []
    told = [clew("marks", "undo")[2] for _ in range(4)]
    assert ["dropping" in told[0], "new words" in told[1], "note on" in told[2]] == [True] * 3
    assert listed(clew) == {}
    status, _, error = clew("marks", "undo")
    assert (status, "nothing was said" in error) == (1, True)
    assert kept(folder) == 8


def test_what_changes_nothing_is_told(clew: Any, folder: Path) -> None:
    for words, remark in [
        (("unmark", "a.txt"), "it is not marked"),
        (("untag", "a.txt", "x"), "it has no tag x"),
        (("drop", "0000"), "no note '0000'"),
        (("mark", "none"), "no article 'none'"),
        (("note", "a.txt", "x", "--quote", "of no article"), "these words are not in a.txt"),
        (("tags",), "no article of this folder is tagged"),
    ]:
        status, out, error = clew("marks", *words)
        assert remark in error
        assert status == (0 if words[0].startswith("un") else 1)
        assert out == ""
    assert kept(folder) == 0
    clew("marks", "mark", "a.txt")
    assert "marked already" in clew("marks", "mark", "a.txt")[2]
    clew("marks", "tag", "a.txt", "x")
    assert "it has tag X" in clew("marks", "tag", "a.txt", "X")[2]
    assert kept(folder) == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("tag", "a.txt", "good,two words"), "a tag is one word"),
        (("tag", "a.txt", "good,"), "at least one"),
        (("note", "a.txt", " "), "at least one word"),
        (("note", "a.txt", "x", "--at", "5"), "--at takes START:END"),
        (("note", "a.txt", "x", "--at", "5:5000"), "no passage 5:5000"),
        (("note", "a.txt", "x", "--quote", "Merkel"), "--at says which (17:23"),
        (("mark", "a.txt", "--at", "1:2"), "which passage a note is on"),
        (("list", "--query", "is:x"), "is: takes"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_and_nothing_kept(
    clew: Any, folder: Path, words: tuple[str, ...], message: str
) -> None:
    status, out, error = clew("marks", *words)
    assert (status, out) == (2, "")
    assert message in error
    assert kept(folder) == 0


@pytest.mark.parametrize(
    "words",
    [
        ("marks", "mark"),
        ("marks", "tag", "a.txt"),
        ("marks", "note", "a.txt", "x", "--at", "1:2", "--quote", "x"),
        ("marks", "--json", "--markdown"),
        ("marks", "--at"),
    ],
)
def test_a_command_that_is_not_whole(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageMistake, match="see clew marks --help"):
        parse(words)


def test_words_may_begin_with_a_dash_and_come_from_a_pipe(
    clew: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clew("marks", "note", "a.txt", "-5 % is wrong")[0] == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("Long\r\nnote\n"))
    assert clew("marks", "note", "a.txt", "-", "--at", "10:23")[0] == 0
    texts = [note["text"] for note in listed(clew)["a.txt"]["notes"]]
    assert texts == ["-5 % is wrong", "Long\nnote"]


def test_it_follows_what_is_moved_and_lists_what_is_gone(clew: Any, folder: Path) -> None:
    clew("marks", "tag", "a.txt", "x")
    clew("marks", "note", "b.txt", "one", "--quote", "Rodrigo Rato")
    (folder / "a.txt").rename(folder / "z.txt")
    (folder / "b.txt").unlink()
    found = listed(clew)
    assert list(found) == ["z.txt", "b.txt"]
    assert found["b.txt"]["gone"]
    assert found["b.txt"]["notes"][0]["lost"]
    assert "gone" not in found["z.txt"]
    rows = clew("marks")[1].splitlines()
    assert [row.split("\t")[-1] for row in rows] == ["", "gone"]
    number = found["b.txt"]["notes"][0]["id"]
    assert clew("marks", "drop", number[:4])[0] == 0
    assert list(listed(clew)) == ["z.txt"]


def test_it_is_carried_elsewhere(clew: Any, folder: Path, tmp_path: Path) -> None:
    clew("marks", "tag", "a.txt", "x")
    clew("marks", "note", "b.txt", "one", "--quote", "Rodrigo Rato")
    clew("marks", "mark", "a.txt")
    clew("marks", "undo")
    before = listed(clew)
    file = tmp_path / "marks.jsonl"
    assert clew("marks", "export", str(file))[0] == 0
    lines = file.read_text("ascii")
    assert len(lines.splitlines()) == 4
    assert clew("marks", "export", "-")[1] == lines
    status, _, error = clew("marks", "export", str(file))
    assert (status, "there is a file already" in error) == (2, True)
    assert "nothing in it is new" in clew("marks", "import", str(file))[2]
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    status, out, _ = clew("marks", "import", str(file), place=str(other))
    assert (status, len(out.splitlines())) == (0, 2)
    assert listed(clew, place=str(other)) == before
    assert clew("marks", "export", "-", place=str(other))[1] == lines
    clew("marks", "drop", before["b.txt"]["notes"][0]["id"])
    status, out, error = clew("marks", "import", str(file))
    assert (status, "hold again: 1" in error) == (0, True)
    assert listed(clew) == before
    assert clew("marks", "import", __file__)[0] == 2


def test_it_follows_a_folder_that_is_called_otherwise(
    clew: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clew("marks", "tag", "a.txt", "x")
    new = folder.rename(tmp_path / "new")
    assert "\tgone\n" in clew("marks")[1]
    lines = clew("marks", "export", "-")[1]
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    assert clew("marks", "import", "-", place=str(new))[0] == 0
    assert listed(clew, place=str(new))["a.txt"]["tags"] == ["x"]
    status, _, error = clew("marks", "mark", "a.txt")
    assert (status, "no such file or folder" in error) == (2, True)


def test_standard_input_has_no_marks(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A text of some words.\n")))
    status, _, error = run("marks", "-")
    assert (status, "give one" in error) == (2, True)


def test_a_story_is_written_from_markdown(clew: Any, folder: Path) -> None:
    (folder / "d.txt").write_text(
        "# Courts\n\nThe Herald, 3 November 2025\n\nHe *said* so.\n\n- And left.\n"
    )
    clew("marks", "mark", "d.txt")
    clew("marks", "tag", "d.txt", "eu_court")
    clew("marks", "note", "d.txt", "Ask **him**.\n\n- today", "--quote", "*said* so.\n\n- And left")
    clew("marks", "note", "a.txt", "Gone soon")
    (folder / "a.txt").unlink()
    status, out, _ = clew("marks", "--markdown")
    assert status == 0
    first, second = out.split("\n## ")
    head, *rest = first.splitlines()
    assert head == "## Courts"
    assert rest[1].endswith("`d.txt` · marked · \\#eu\\_court")
    assert rest[3:] == [
        "> \\*said\\* so.",
        ">",
        "> \\- And left",
        ">",
        "> (line 5, characters 42–64)",
        "",
        "Ask **him**.",
        "",
        "- today",
    ]
    assert second.splitlines()[2:] == ["`a.txt` · no longer in the folder", "", "Gone soon"]


def test_hostile_words_reach_no_terminal(
    clew: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "d.txt").write_text(HOSTILE)
    clew("marks", "note", "d.txt", "my \x1b[31m note\u202e", "--quote", "\x1b]8;;http://x\x07 link")
    clew("marks", "mark", "d.txt")
    (line,) = (one for one in clew("marks", "export", "-")[1].splitlines() if '"note"' in one)
    theirs = json.loads(line) | {"id": "\x1b[31m\u202e1", "time": "\x1b[2J"}
    (folder.parent / "theirs.jsonl").write_text(json.dumps(theirs))
    clew("marks", "import", str(folder.parent / "theirs.jsonl"))
    outputs = [clew("marks", *words)[1] for words in ((), ("--markdown",), ("--json",))]
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    with monkeypatch.context() as seen:
        screen = Terminal()
        seen.setattr(sys, "stdout", screen)
        clew("marks")
    drawn = screen.getvalue()
    for style in ("\x1b[1m", "\x1b[2m", "\x1b[3m", "\x1b[0m"):
        drawn = drawn.replace(style, "")
    assert "★" in drawn
    for out in (*outputs, drawn):
        assert "note" in out
        assert safe(out) == out
    error = clew("marks", "undo")[2]
    assert safe(error) == error


def test_damaged_entries_are_told(clew: Any, folder: Path) -> None:
    clew("marks", "mark", "a.txt")
    Log(folder, "articles").add([Entry("x", "t", "mark", "no JSON")])
    for words in (("marks",), ("marks", "export", "-")):
        status, out, error = clew(*words)
        assert status == 0
        assert len(out.splitlines()) == 1
        assert "1 of the entries cannot be read and is left out" in error
