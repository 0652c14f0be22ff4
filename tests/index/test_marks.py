"""Marks, tags and notes over a corpus: what is said stays with its article through everything."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index import Corpus
from index.errors import KeptError, MarksError, NotFoundError
from index.kept.entry import Entry
from index.kept.log import FORMAT, Log, kept_path
from index.marks.model import LONGEST_NOTE, LONGEST_QUOTE, LONGEST_TAG, NONE, Marks
from tests.texts import MEETINGS

ROOT = Path(__file__).parent.parent.parent

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[dict[str, str | bytes]], Corpus]


@pytest.fixture
def corpus(make_corpus: Make) -> Corpus:
    made = make_corpus(dict(MEETINGS))
    made.refresh()
    return made


def number(corpus: Corpus, path: str) -> int:
    return next(info.id for info in corpus.articles() if info.path == path)


def held(corpus: Corpus) -> dict[str, Marks]:
    """What holds, by path."""
    paths = {info.id: info.path for info in corpus.articles()}
    return {paths[article]: marks for article, marks in corpus.marking.every().items()}


def told(corpus: Corpus) -> dict[str, tuple[bool, tuple[str, ...], tuple[str, ...]]]:
    """The same in plain words."""
    return {
        path: (marks.marked, marks.tags, tuple(note.text for note in marks.notes))
        for path, marks in held(corpus).items()
    }


def again(corpus: Corpus, changed: dict[str, str | None]) -> None:
    """Write files anew (None: remove them) and read the folder again."""
    for name, text in changed.items():
        path = corpus.root / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
    corpus.refresh()


# Said and taken back


def test_where_nothing_is_said_there_is_no_file(corpus: Corpus) -> None:
    marking = corpus.marking
    assert marking.every() == {}
    assert marking.of(number(corpus, "a.txt")) == marking.of(-1) == NONE
    assert marking.tags() == {}
    assert marking.gone() == []
    assert marking.undo() is None
    assert not kept_path().exists()


def test_what_is_said_of_an_article(corpus: Corpus) -> None:
    marking, a, b = corpus.marking, number(corpus, "a.txt"), number(corpus, "b.txt")
    assert marking.mark(a)
    assert not marking.mark(a)
    assert marking.tag(a, "Court")
    assert marking.tag(a, "#to-do")
    assert not marking.tag(a, "COURT")
    assert marking.tag(b, "court")
    note = marking.note(b, "  ask him\r\ntomorrow ")
    assert (note.text, note.start, note.end, note.quote) == ("ask him\ntomorrow", -1, -1, "")
    assert marking.of(a) == (True, ("Court", "to-do"), ())
    assert marking.of(b) == (False, ("Court",), (note,))
    assert marking.every() == {a: marking.of(a), b: marking.of(b)}
    assert list(marking.tags().items()) == [("Court", 2), ("to-do", 1)]
    assert marking.untag(a, "court")
    assert not marking.untag(a, "court")
    assert marking.mark(a, on=False)
    assert not marking.mark(a, on=False)
    assert marking.of(a) == (False, ("to-do",), ())


def test_a_note_is_written_anew_and_dropped(corpus: Corpus) -> None:
    marking, a = corpus.marking, number(corpus, "a.txt")
    first = marking.note(a, "one")
    second = marking.note(a, "two", 10, 23)
    assert (second.start, second.end, second.quote) == (10, 23, "Angela Merkel")
    assert marking.rewrite(second.id, "three")
    assert not marking.rewrite(second.id, "three")
    assert marking.of(a).notes == (first, second._replace(text="three"))
    marking.drop(first.id)
    assert marking.of(a).notes == (second._replace(text="three"),)
    with pytest.raises(NotFoundError):
        marking.rewrite(first.id, "four")
    with pytest.raises(NotFoundError):
        marking.drop(first.id)


def test_undoing_goes_back_one_by_one(corpus: Corpus) -> None:
    marking, a = corpus.marking, number(corpus, "a.txt")
    steps: list[Callable[[], object]] = [
        lambda: marking.mark(a),
        lambda: marking.tag(a, "x"),
        lambda: marking.note(a, "one"),
        lambda: marking.rewrite(marking.of(a).notes[0].id, "two"),
        lambda: marking.drop(marking.of(a).notes[0].id),
        lambda: marking.untag(a, "x"),
        lambda: marking.mark(a, on=False),
    ]
    seen = [marking.of(a)]
    for step in steps:
        step()
        seen.append(marking.of(a))
    assert seen[-1] == NONE
    words = []
    for before in reversed(seen[:-1]):
        words.append(marking.undo())
        assert marking.of(a) == before
    title = corpus.article(a).info.title
    assert words == [
        f"taking the mark from {title}",
        f"taking the tag x from {title}",
        f"the dropping of a note on {title}",
        f"the new words of a note on {title}",
        f"the note on {title}",
        f"the tag x on {title}",
        f"the mark on {title}",
    ]
    assert marking.undo() is None
    assert len(marking.journal.read().said) == 2 * len(steps)


def test_a_tag_is_one_word_as_it_was_first_written(corpus: Corpus) -> None:
    marking, a, b = corpus.marking, number(corpus, "a.txt"), number(corpus, "b.txt")
    for tag in ("Élysée", "eu/court_2", "2025-11", "हिन्दी", "C" * LONGEST_TAG):
        assert marking.tag(a, f" #{tag} ")
        assert marking.tag(b, tag.upper())
        assert marking.of(a).tags[-1] == marking.of(b).tags[-1] == tag
    assert marking.untag(a, "elysee")


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("", "at least one"),
        ("#", "at least one"),
        ("two words", "one word, as in two-words"),
        ("x" * (LONGEST_TAG + 1), "at most 60"),
        ("a,b", "no ','"),
        ('a"b', "no '\"'"),
        ("a*", "no '\\*'"),
        ("a\x1b[31m", "no U\\+001B"),
        ("a\u202eb", "no U\\+202E"),
        ("a\ud800", "no U\\+D800"),
        ("-a", "begins with"),
        ("/", "begins with"),
        ("\u0301", "begins with"),
    ],
)
def test_what_is_no_tag_is_told(corpus: Corpus, tag: str, message: str) -> None:
    with pytest.raises(MarksError, match=message):
        corpus.marking.tag(number(corpus, "a.txt"), tag)
    assert not kept_path().exists()


def test_what_is_no_note_is_told(corpus: Corpus) -> None:
    marking, a = corpus.marking, number(corpus, "a.txt")
    length = corpus.article(a).info.length
    for text, message in [
        ("", "at least one word"),
        (" \n\u200b\x1b\0 ", "at least one word"),
        ("x" * (LONGEST_NOTE + 1), "at most 20,000"),
    ]:
        with pytest.raises(MarksError, match=message):
            marking.note(a, text)
    for start, end in [(-1, 3), (3, -1), (3, 3), (4, 3), (0, length + 1), (length - 1, length)]:
        with pytest.raises(MarksError, match="no passage"):
            marking.note(a, "x", start, end)
    assert not kept_path().exists()
    assert marking.note(a, "\ud800 x").text == "? x"


def test_a_passage_has_a_limit(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": "word " * 2000})
    corpus.refresh()
    with pytest.raises(MarksError, match="at most 5,000"):
        corpus.marking.note(number(corpus, "a.txt"), "x", 0, LONGEST_QUOTE + 1)
    assert corpus.marking.note(number(corpus, "a.txt"), "x", 0, LONGEST_QUOTE).end == LONGEST_QUOTE


def test_of_an_article_that_is_gone_nothing_is_said(corpus: Corpus) -> None:
    marking, a = corpus.marking, number(corpus, "a.txt")
    again(corpus, {"a.txt": None})
    for say in (
        lambda: marking.mark(a),
        lambda: marking.mark(a, on=False),
        lambda: marking.tag(a, "x"),
        lambda: marking.untag(a, "x"),
        lambda: marking.note(a, "x"),
        lambda: marking.note(a, "x", 0, 5),
    ):
        with pytest.raises(NotFoundError):
            say()
    assert not kept_path().exists()


# Through changes of the folder


def said(corpus: Corpus) -> dict[str, tuple[bool, tuple[str, ...], tuple[str, ...]]]:
    marking, a, b = corpus.marking, number(corpus, "a.txt"), number(corpus, "b.txt")
    marking.mark(a)
    marking.tag(a, "x")
    marking.note(a, "here", 10, 23)
    marking.mark(b)
    return told(corpus)


def test_what_is_said_follows_what_is_moved(corpus: Corpus) -> None:
    before = said(corpus)
    (corpus.root / "deep").mkdir()
    (corpus.root / "a.txt").rename(corpus.root / "deep" / "z.txt")
    corpus.refresh()
    assert told(corpus) == {"deep/z.txt": before["a.txt"], "b.txt": before["b.txt"]}
    assert corpus.marking.of(number(corpus, "deep/z.txt")).notes[0].start == 10


def test_what_is_said_stays_with_what_is_changed(corpus: Corpus) -> None:
    before = said(corpus)
    text = f"Another title\n\n{MEETINGS['a.txt']}"
    again(corpus, {"a.txt": text})
    assert told(corpus) == before
    note = corpus.marking.of(number(corpus, "a.txt")).notes[0]
    assert text[note.start : note.end] == note.quote == "Angela Merkel"
    assert note.start == 10 + len("Another title\n\n")


def test_a_lost_passage_leaves_a_note_on_the_article(corpus: Corpus) -> None:
    said(corpus)
    again(corpus, {"a.txt": "Nothing of it is left.\n"})
    note = corpus.marking.of(number(corpus, "a.txt")).notes[0]
    assert (note.start, note.end, note.lost, note.quote) == (-1, -1, True, "Angela Merkel")
    again(corpus, {"a.txt": MEETINGS["a.txt"]})
    note = corpus.marking.of(number(corpus, "a.txt")).notes[0]
    assert (note.start, note.end, note.lost) == (10, 23, False)


def test_what_is_said_of_what_is_gone_is_kept_and_comes_back(corpus: Corpus) -> None:
    before = said(corpus)
    again(corpus, {"a.txt": None})
    assert told(corpus) == {"b.txt": before["b.txt"]}
    (gone,) = corpus.marking.gone()
    assert gone.article.path == "a.txt"
    assert gone.article.title
    assert (gone.marks.marked, gone.marks.tags) == (True, ("x",))
    assert gone.marks.notes[0].lost
    assert corpus.marking.tags() == {}
    again(corpus, {"new.txt": MEETINGS["a.txt"]})
    assert told(corpus) == {"new.txt": before["a.txt"], "b.txt": before["b.txt"]}
    assert corpus.marking.gone() == []


def test_an_article_is_known_as_it_was_last(corpus: Corpus) -> None:
    """Changed, spoken of again, then moved: what was said before the change goes along."""
    said(corpus)
    again(corpus, {"a.txt": "Quite another text.\n"})
    corpus.marking.tag(number(corpus, "a.txt"), "y")
    again(corpus, {"a.txt": None, "z.txt": "Quite another text.\n"})
    assert told(corpus)["z.txt"] == (True, ("x", "y"), ("here",))
    assert corpus.marking.gone() == []


def test_an_earlier_path_or_text_tells_less_than_the_latest(corpus: Corpus) -> None:
    said(corpus)
    (corpus.root / "a.txt").rename(corpus.root / "z.txt")
    corpus.refresh()
    corpus.marking.tag(number(corpus, "z.txt"), "y")
    again(corpus, {"z.txt": "Written anew.\n", "a.txt": "Of today\n\nQuite another text.\n"})
    assert told(corpus)["z.txt"] == (True, ("x", "y"), ("here",))
    assert "a.txt" not in told(corpus)


def test_an_earlier_text_tells_where_the_latest_is_gone(corpus: Corpus) -> None:
    said(corpus)
    again(corpus, {"a.txt": "Quite another text.\n"})
    corpus.marking.tag(number(corpus, "a.txt"), "y")
    again(corpus, {"a.txt": None, "z.txt": MEETINGS["a.txt"]})
    assert told(corpus)["z.txt"] == (True, ("x", "y"), ("here",))


def test_where_another_file_takes_the_path_the_text_tells(corpus: Corpus) -> None:
    before = said(corpus)
    again(corpus, {"a.txt": "Of today\n\nQuite another text.\n", "old.txt": MEETINGS["a.txt"]})
    assert told(corpus)["old.txt"] == before["a.txt"]
    assert "a.txt" not in told(corpus)


def test_a_row_is_known_by_its_text(make_corpus: Make) -> None:
    rows = [f'"The {word} was seen by many in the town on that day"' for word in ("cat", "dog")]
    corpus = make_corpus({"t.csv": "\n".join(["text", *rows]) + "\n"})
    corpus.refresh()
    _, second = corpus.articles()
    corpus.marking.mark(second.id)
    text = corpus.article(second.id).text
    new = '"The fox was seen by many in the town on that day"'
    again(corpus, {"t.csv": "\n".join(["text", new, *rows]) + "\n"})
    assert [corpus.article(number).text for number in corpus.marking.every()] == [text]
    again(corpus, {"t.csv": "\n".join(["text", new, rows[0], new.replace("fox", "cow")]) + "\n"})
    assert corpus.marking.every() == {}
    assert [gone.article.path for gone in corpus.marking.gone()] == [second.path]


def test_a_copy_is_the_same_article(corpus: Corpus) -> None:
    before = said(corpus)
    again(corpus, {"copy.txt": MEETINGS["a.txt"]})
    again(corpus, {"a.txt": None})
    assert told(corpus) == {"copy.txt": before["a.txt"], "b.txt": before["b.txt"]}


def test_it_outlives_the_index(corpus: Corpus) -> None:
    before = said(corpus)
    folder = corpus.index_folder
    corpus.close()
    shutil.rmtree(folder)
    fresh = Corpus.open(corpus.root, index_dir=folder.parent)
    assert fresh.marking.every() == {}
    assert {gone.article.path for gone in fresh.marking.gone()} == {"a.txt", "b.txt"}
    fresh.refresh()
    assert told(fresh) == before
    fresh.close()


def test_it_outlives_an_index_that_is_made_anew_under_it(corpus: Corpus) -> None:
    before = said(corpus)
    shutil.rmtree(corpus.index_folder)
    a = number(corpus, "a.txt")
    again(corpus, {"a.txt": f"More. {MEETINGS['a.txt']}"})
    assert number(corpus, "a.txt") == a  # the same number, of another text
    assert told(corpus) == before
    assert corpus.marking.of(a).notes[0].start == 16


def test_nothing_of_it_is_loaded_before_it_is_asked_for(corpus: Corpus) -> None:
    script = (
        "import sys; from index import Corpus; from pathlib import Path\n"
        f"corpus = Corpus.open({str(corpus.root)!r}, "
        f"index_dir=Path({str(corpus.index_folder.parent)!r}))\n"
        "assert corpus.search('merkel').total == 2 and corpus.articles()\n"
        "assert not [name for name in sys.modules if 'marks' in name or 'mark_' in name]\n"
        "assert corpus.search('is:marked').total == 0\n"
        "assert 'index.marks.present' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


# Several at once


def test_another_corpus_sees_it_at_once(corpus: Corpus, tmp_path: Path) -> None:
    other = Corpus.open(corpus.root, index_dir=tmp_path / "other")
    other.refresh()
    for turn in range(30):
        here, there = (corpus, other) if turn % 2 else (other, corpus)
        path = ("a.txt", "b.txt", "c.txt")[turn % 3]
        here.marking.tag(number(here, path), f"t{turn}")
        assert told(there) == told(here)
        assert told(there)[path][1][-1] == f"t{turn}"
    other.close()


def test_several_write_at_once(corpus: Corpus) -> None:
    corpora = [Corpus.open(corpus.root, index_dir=corpus.index_folder.parent) for _ in range(4)]
    failed: list[BaseException] = []

    def say(which: int) -> None:
        try:
            for turn in range(8):
                for path in MEETINGS:
                    corpora[which].marking.tag(number(corpora[which], path), f"t{which}-{turn}")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=say, args=(which,)) for which in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    expected = {f"t{which}-{turn}" for which in range(4) for turn in range(8)}
    for one in (corpus, *corpora):
        assert {path: set(said[1]) for path, said in told(one).items()} == dict.fromkeys(
            MEETINGS, expected
        )
        one.close()


def test_nothing_is_computed_twice(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    said(corpus)
    first = corpus.marking.every()
    os.utime(kept_path(), (1e9, 1e9))
    corpus.marking.every()

    def refuse(*_: object) -> None:
        raise AssertionError

    for name in ("entries", "_opened"):
        monkeypatch.setattr(Log, name, refuse)
    assert corpus.marking.every() is first
    assert corpus.marking.of(number(corpus, "a.txt")) is first[number(corpus, "a.txt")]


# What cannot be used


def test_damaged_entries_are_told_and_the_others_hold(corpus: Corpus) -> None:
    before = said(corpus)
    log = Log(corpus.root, "articles")
    log.add(
        [
            Entry("1", "t", "mark", "no JSON"),
            Entry("2", "t", "mark", "{}"),
            Entry("3", "t", "unheard", '{"article": {}}'),
            Entry("4", "t", "tag", '{"article": {"path": "a.txt", "title": 7}, "tag": "x"}'),
            Entry("5", "t", "drop", '{"note": ""}'),
            Entry("6", "t", "mark", "[" * 100_000),
        ]
    )
    assert corpus.marking.damaged() == 6
    assert told(corpus) == before
    corpus.marking.tag(number(corpus, "a.txt"), "more")
    assert told(corpus)["a.txt"][1] == ("x", "more")
    assert corpus.marking.undo() is not None
    assert told(corpus) == before


def test_a_file_that_cannot_be_read_is_told(corpus: Corpus) -> None:
    said(corpus)
    connection = sqlite3.connect(kept_path())
    connection.execute(f"PRAGMA user_version={FORMAT + 1}")
    connection.close()
    for ask in (
        corpus.marking.every,
        corpus.marking.gone,
        corpus.marking.tags,
        corpus.marking.undo,
        lambda: corpus.marking.mark(number(corpus, "a.txt")),
    ):
        with pytest.raises(KeptError, match="newer clew"):
            ask()
    kept_path().write_bytes(b"no database" * 1000)
    with pytest.raises(KeptError, match="damaged"):
        corpus.marking.every()
