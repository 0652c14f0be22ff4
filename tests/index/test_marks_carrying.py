"""Marks, tags and notes carried elsewhere, and taken in again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import KeptError
from index.kept.entry import Entry
from index.marks.carrying import read, written
from index.marks.journal import Journal
from index.marks.model import Act, Kind, Marks, Reference, made
from index.marks.present import gone_with_folder

A = Reference("a.txt", "A title", 70, "00ff")
B = Reference("b.txt", "Another", 80, "11ff")
FOLDER, ELSEWHERE = Path("/news"), Path("/elsewhere")
HOSTILE = "a\x1b[31m\u202eb\t☃\n[@click=app.quit]"


def note(words: str, quote: str = "") -> Act:
    act = made(Kind.NOTE, A, words)
    return act._replace(start=7, quote=quote, before="b", after="a") if quote else act


def holds(folder: Path) -> dict[str, Marks]:
    """What holds, by the article's path, as if the folder were gone; notes without their ids."""
    return {
        one.article.path: one.marks._replace(
            notes=tuple(note._replace(id="", time="") for note in one.marks.notes)
        )
        for one in gone_with_folder(Journal(folder))
    }


def everything() -> list[Act]:
    """Something of each kind."""
    first, second = note("one"), note(HOSTILE, "the words")
    mark, tag = made(Kind.MARK, A), made(Kind.TAG, B, "Court")
    return [
        first,
        second._replace(same=(first.id,)),
        mark,
        tag,
        made(Kind.UNTAG, B, "court")._replace(same=(tag.id,)),
        made(Kind.REWRITE, words="two", about=first.id),
        made(Kind.DROP, about=second.id),
        made(Kind.UNDO, about=mark.id),
        made(Kind.UNMARK, B),
    ]


def test_lines_say_all_of_the_journal() -> None:
    acts = everything()
    lines = list(written(acts))
    assert all(line.isascii() and line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert read(lines) == acts
    journal, other = Journal(FOLDER), Journal(ELSEWHERE)
    assert journal.take_in(read(lines)) == acts
    assert other.take_in(journal.read().said) == acts
    assert other.read() == (acts, [])
    assert other.take_in(acts) == journal.take_in(acts) == []
    assert json.loads(lines[1])["article"]["path"] == "a.txt"


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{}",
        "no JSON",
        "[" * 100_000,
        '{"id": "1", "time": "", "kind": "mark"}',
        '{"id": "1", "time": "", "kind": "none", "article": ARTICLE}',
        '{"id": "1", "time": "", "kind": "tag", "article": ARTICLE}',
        '{"id": "1", "time": "", "kind": "tag", "article": ARTICLE, "tag": "two words"}',
        '{"id": "1", "time": "", "kind": "tag", "article": ARTICLE, "tag": 7}',
        '{"id": "1", "time": "", "kind": "note", "article": ARTICLE, "text": " "}',
        '{"id": "1", "time": "", "kind": "note", "article": ARTICLE, "text": "x", "start": 3}',
        '{"id": "1", "time": "", "kind": "note", "article": ARTICLE, "text": "x", "quote": "y"}',
        '{"id": "1", "time": "", "kind": "mark", "article": ARTICLE, "start": true}',
        '{"id": "1", "time": "", "kind": "mark", "article": ARTICLE, "same": [1]}',
        '{"id": "1", "time": "", "kind": "drop", "note": ""}',
        '{"id": "1", "time": "", "kind": "drop", "article": ARTICLE, "note": "2"}',
        '{"id": "1", "time": "", "kind": "mark", "article": {"path": "", "title": "", '
        '"length": 1, "digest": ""}}',
        '{"id": "1", "time": "", "kind": "mark", "article": {"path": "a", "title": "", '
        '"length": -1, "digest": ""}}',
        '{"id": "\\ud800", "time": "", "kind": "drop", "note": "2"}',
    ],
)
def test_a_line_that_is_none_is_told_by_its_number(line: str) -> None:
    article = json.dumps(A._asdict())
    with pytest.raises(KeptError, match="line 3 is no mark, tag or note"):
        read([*written([made(Kind.MARK, A)]), "\n", line.replace("ARTICLE", article)])


def test_what_was_taken_away_comes_back_where_it_holds() -> None:
    """An earlier export: what was dropped, taken away or undone since holds again, once."""
    journal = Journal(FOLDER)
    first, second = note("one"), note("two", "the words")
    before = [made(Kind.MARK, A), made(Kind.TAG, A, "Court"), first, second]
    journal.add(before)
    wanted = holds(FOLDER)
    journal.add([made(Kind.UNMARK, A), made(Kind.UNTAG, A, "court")])
    journal.add([made(Kind.DROP, about=first.id), made(Kind.DROP, about=first.id)])
    journal.add([made(Kind.UNDO, about=second.id)])
    assert holds(FOLDER) == {}
    taken = journal.take_in(before)
    kinds = [Kind.MARK, Kind.TAG, Kind.UNDO, Kind.UNDO, Kind.NOTE]
    assert [act.kind for act in taken] == kinds
    assert holds(FOLDER) == wanted
    assert journal.take_in(before) == []
    assert journal.take_in([first]) == []


def test_what_is_damaged_here_is_said_again_once() -> None:
    journal, other = Journal(FOLDER), Journal(Path("/other"))
    acts = [made(Kind.MARK, A), made(Kind.TAG, A, "court"), note("one")]
    other.add(acts)
    journal.log.add([Entry(act.id, act.time, act.kind.value, "{}") for act in acts])
    said, damaged = journal.read()
    assert (said, len(damaged)) == ([], 3)
    assert [act.kind for act in journal.take_in(acts)] == [Kind.MARK, Kind.TAG, Kind.NOTE]
    assert journal.take_in(acts) == []
    (here,), (there,) = holds(FOLDER).values(), holds(Path("/other")).values()
    assert here[:2] == there[:2]
    assert [one.text for one in here.notes] == ["one"]


def test_a_note_is_brought_back_by_the_line_that_says_so() -> None:
    journal, first = Journal(FOLDER), note("one")
    drop = made(Kind.DROP, about=first.id)
    journal.add([first, drop])
    assert journal.take_in([first, drop]) == []
    assert holds(FOLDER) == {}
    assert journal.take_in([made(Kind.UNDO, about=drop.id)])
    assert holds(FOLDER)["a.txt"].notes[0].text == "one"


def test_what_two_have_said_comes_together() -> None:
    mine, theirs = Journal(FOLDER), Journal(ELSEWHERE)
    mine.add([made(Kind.MARK, A), made(Kind.TAG, A, "mine"), note("one")])
    theirs.add([made(Kind.TAG, A, "theirs"), note("two"), made(Kind.MARK, B)])
    mine.take_in(theirs.read().said)
    theirs.take_in(mine.read().said)
    for folder in (FOLDER, ELSEWHERE):
        found = holds(folder)
        assert found["b.txt"].marked
        assert (found["a.txt"].marked, set(found["a.txt"].tags)) == (True, {"mine", "theirs"})
        assert {one.text for one in found["a.txt"].notes} == {"one", "two"}


def test_words_that_were_written_anew_here_stay() -> None:
    journal, first = Journal(FOLDER), note("one")
    journal.add([first, made(Kind.REWRITE, words="two", about=first.id)])
    assert journal.take_in([first]) == []
    assert holds(FOLDER)["a.txt"].notes[0].text == "two"
