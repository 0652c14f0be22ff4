"""Marks, tags and notes in the explorer: from the list and the text, and what shows of them."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import TextArea

from index import Corpus
from index.kept.log import kept_path
from index.marks.model import LONGEST_QUOTE
from tests.texts import written
from tui.screens.explorer import ExplorerScreen
from tui.screens.remarks import MarksScreen
from tui.screens.tagging import TagScreen
from tui.screens.writing import NoteScreen

if TYPE_CHECKING:
    from pathlib import Path

    from index.marks.model import Marks
    from tests.tui.conftest import Driver

TEXTS = {
    "crane.txt": "The crane stands still\n\nAda Moreno stopped the crane on Monday. Nobody knows "
    "for how long.\n\nTeun Bakker called the decision hasty.",
    "rust.txt": "Rust under the paint\n\nThe surveyors found rust in eleven places. Teun Bakker "
    "promised repairs.",
    "survey.txt": "Who pays for the survey\n\nThe board pays, Ada Moreno told the council.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "folder", TEXTS)


@pytest.fixture
def mark(explore_folder, folder: Path):
    return partial(explore_folder, folder)


def kept(folder: Path) -> dict[str, Marks]:
    """What is on the disk, by path."""
    corpus = Corpus.open(folder, index_dir=folder.parent / "index")
    with closing(corpus):
        paths = {info.id: info.path for info in corpus.articles()}
        return {paths[number]: marks for number, marks in corpus.marking.every().items()}


async def write(driver: Driver, text: str) -> None:
    """Type into the note that is being written, and keep it."""
    assert isinstance(driver.app.screen, NoteScreen)
    await driver.type(text)
    await driver.press("ctrl+s")
    assert isinstance(driver.app.screen, ExplorerScreen)


async def test_an_article_is_marked_from_the_list_and_from_the_text(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("asterisk")
        assert "Marked: The crane stands still" in driver.status
        assert "★The crane stands still" in driver.display
        assert "2 ★ crane.txt" in driver.display
        await driver.press("j", "2", "asterisk")
        assert {path for path, marks in kept(folder).items() if marks.marked} == {
            "crane.txt",
            "rust.txt",
        }
        await driver.press("asterisk")
        assert "No longer marked: Rust under the paint" in driver.status
        assert "★Rust" not in driver.display
        assert list(kept(folder)) == ["crane.txt"]


async def test_a_mark_shows_before_it_is_kept_and_goes_if_it_cannot_be(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("asterisk", "asterisk")
        kept_path().chmod(0o600)
        with closing(sqlite3.connect(kept_path())) as held:
            held.execute("PRAGMA user_version=99")  # as a newer clew would leave it
        marking = driver.screen.shelving.corpus.marking
        go, say = threading.Event(), marking.mark

        def later(*said: object) -> bool:
            go.wait(20)
            return say(*said)

        marking.mark = later
        await driver.pilot.press("asterisk")
        await driver.pilot.pause()
        assert "★The crane stands still" in driver.display
        go.set()
        await driver.settle()
        assert "★" not in driver.display
        assert "newer clew" in driver.status


async def test_a_tag_is_typed_completed_and_taken_off(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("number_sign")
        assert isinstance(driver.app.screen, TagScreen)
        assert "No tags yet" in driver.display
        await driver.type("Harbour")
        await driver.press("enter")
        assert "Tagged: #Harbour, The crane stands still" in driver.status
        assert "#Harbour" in driver.screen.stage.text.render_line(1).text
        await driver.press("j", "number_sign")
        assert "+ Harbour" in driver.display
        assert "1 article" in driver.display
        await driver.type("Ha")
        await driver.press("tab", "enter", "number_sign")
        await driver.type("two words")
        await driver.press("enter")
        assert "a tag is one word, as in two-words" in driver.display
        await driver.press("escape")
        assert {path: marks.tags for path, marks in kept(folder).items()} == {
            "crane.txt": ("Harbour",),
            "rust.txt": ("Harbour",),
        }
        await driver.press("number_sign")
        assert "− Harbour" in driver.display
        assert "Enter takes it off" in driver.display
        await driver.press("down", "enter")
        assert "Taken off: #Harbour, Rust under the paint" in driver.status
        assert list(kept(folder)) == ["crane.txt"]


async def test_a_tag_that_is_typed_is_not_a_longer_one(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("number_sign")
        await driver.type("harbours")
        await driver.press("enter", "number_sign")
        await driver.type("harbour")
        await driver.press("enter")
        assert kept(folder)["crane.txt"].tags == ("harbours", "harbour")


async def test_a_note_from_the_list_is_on_the_article(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("a")
        assert "Note on the article" in driver.display
        await driver.type("Call them")
        await driver.press("enter")
        await write(driver, "again")
        assert "Noted" in driver.status
        (note,) = kept(folder)["crane.txt"].notes
        assert (note.text, note.start, note.quote) == ("Call them\nagain", -1, "")
        text = driver.screen.stage.text
        assert [text.render_line(y).text.strip() for y in range(3)] == [
            "The crane stands still",
            "✎ Call them",
            "again",
        ]
        assert driver.line(3)[:34].rstrip().endswith("✎")


async def test_a_note_is_on_what_is_selected_and_is_changed_there(mark, folder: Path) -> None:
    text = TEXTS["crane.txt"]
    start = text.index("stopped the crane")
    async with mark() as driver:
        await driver.press("2")
        driver.screen.stage.text.select(start, start + 17)
        await driver.press("a")
        assert "Note on “stopped the crane”" in driver.display
        await write(driver, "Which day")
        (note,) = kept(folder)["crane.txt"].notes
        assert (note.start, note.quote) == (start, "stopped the crane")
        await driver.press("a")
        assert "The note on “stopped the crane”" in driver.display
        await write(driver, "?")
        assert "The note is changed" in driver.status
        assert [one.text for one in kept(folder)["crane.txt"].notes] == ["Which day?"]
        await driver.press("a", "ctrl+u", "ctrl+s")
        assert "The note is dropped" in driver.status
        assert "crane.txt" not in kept(folder)


async def test_a_note_is_on_the_sentence_one_stands_in_or_more(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("slash")
        await driver.type("nobody")
        await driver.press("enter", "a")
        assert "Note on “Nobody knows for how long.”" in driver.display
        await driver.press("tab")
        assert "Note on “Ada Moreno stopped the crane on Monday. Nobody" in driver.display
        await driver.press("tab")
        assert "Note on the article" in driver.display
        await driver.press("tab")
        await write(driver, "Ask")
        assert [one.quote for one in kept(folder)["crane.txt"].notes] == [
            "Nobody knows for how long."
        ]


async def test_esc_asks_before_anything_typed_is_lost(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("a", "escape")
        assert isinstance(driver.app.screen, ExplorerScreen)
        await driver.press("a")
        await driver.type("words")
        await driver.press("escape")
        assert "y keeps it · n drops what was typed" in driver.display
        await driver.press("x", "escape", "x")
        assert driver.app.screen.query_one(TextArea).text == "wordsx"
        await driver.press("escape", "n")
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert not kept(folder)
        await driver.press("a")
        assert driver.app.screen.query_one(TextArea).text == ""
        await driver.type("more")
        await driver.press("escape", "y")
        assert [one.text for one in kept(folder)["crane.txt"].notes] == ["more"]


async def test_what_is_typed_is_kept_when_the_program_ends(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("a")
        await driver.type("on my way")
        await driver.pilot.press("ctrl+q")
    assert [one.text for one in kept(folder)["crane.txt"].notes] == ["on my way"]


async def test_a_note_that_cannot_be_kept_is_not_lost(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("asterisk")
        with closing(sqlite3.connect(kept_path())) as held:
            version = held.execute("PRAGMA user_version").fetchone()[0]
            held.execute("PRAGMA user_version=99")
        await driver.press("a")
        await write(driver, "dear")
        assert "Not kept (a has it)" in driver.status
        with closing(sqlite3.connect(kept_path())) as held:
            held.execute(f"PRAGMA user_version={version}")
        await driver.press("a")
        assert driver.app.screen.query_one(TextArea).text == "dear"
        await driver.press("ctrl+s")
        assert [one.text for one in kept(folder)["crane.txt"].notes] == ["dear"]
        await driver.press("a")
        assert "The note on the article" in driver.display


async def test_what_cannot_be_read_is_told_and_the_articles_are_there(mark, folder: Path) -> None:
    kept_path().parent.mkdir(parents=True)
    kept_path().write_bytes(b"no database" * 100)
    async with mark() as driver:
        assert "The crane stands still" in driver.display
        await driver.press("asterisk")
        assert "★" not in driver.display
        assert "damaged" in driver.status
        await driver.press("A")
        assert "What was marked cannot be read" in driver.display
    assert kept_path().read_bytes() == b"no database" * 100


@pytest.mark.parametrize(
    ("before", "after", "said", "moved"),
    [
        ("Ada Moreno", "Ms Ada Moreno", "Why?", 3),
        ("stopped the crane on", "did something", "Why?\n(“stopped the crane”)", None),
    ],
)
async def test_a_note_is_put_to_an_article_that_was_changed_meanwhile(
    mark, folder: Path, before: str, after: str, said: str, moved: int | None
) -> None:
    text = TEXTS["crane.txt"]
    start = text.index("stopped the crane")
    async with mark() as driver:
        await driver.press("2")
        driver.screen.stage.text.select(start, start + 17)
        await driver.press("a")
        (folder / "crane.txt").write_text(text.replace(before, after))
        driver.screen.shelving.refresh()
        await driver.settle()
        await write(driver, "Why?")
        (note,) = kept(folder)["crane.txt"].notes
        assert (note.text, note.start) == (said, -1 if moved is None else start + moved)


async def test_a_note_that_was_dropped_elsewhere_is_kept_as_a_new_one(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("a")
        await write(driver, "one")
        await driver.press("a")
        (note,) = kept(folder)["crane.txt"].notes
        driver.screen.shelving.corpus.marking.drop(note.id)
        await write(driver, " more")
        (now,) = kept(folder)["crane.txt"].notes
        assert (now.text, now.id == note.id) == ("one more", False)


async def test_of_a_selection_that_is_too_long_the_beginning_is_noted(mark, folder: Path) -> None:
    (folder / "crane.txt").write_text("Crane\n\n" + "word " * 3000)
    async with mark() as driver:
        await driver.press("2")
        driver.screen.stage.text.select(0, 15_000)
        await driver.press("a")
        await write(driver, "long")
        (note,) = kept(folder)["crane.txt"].notes
        assert note.start == 0
        assert 4990 < note.end <= LONGEST_QUOTE


async def test_words_selected_with_the_mouse_are_noted(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("a")
        await write(driver, "above")
        region = driver.screen.stage.text.region
        rows = [driver.line(y) for y in range(region.y, region.bottom)]
        at = next(y for y, row in enumerate(rows) if "stopped the crane" in row)
        x = rows[at].index("stopped") - region.x
        await driver.pilot.mouse_down("#text", offset=(x, at))
        await driver.pilot.hover("#text", offset=(x + 7, at))
        await driver.pilot.mouse_up("#text", offset=(x + 7, at))
        await driver.press("a")
        assert "Note on “stopped”" in driver.display
        await driver.press("escape")
        gloss = next(y for y, row in enumerate(rows) if "✎ above" in row)
        await driver.pilot.click("#text", offset=(6, gloss))
        await driver.settle()
        assert "The note on the article" in driver.display


async def test_what_is_pasted_into_a_note_is_harmless(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("a")
        area = driver.app.screen.query_one(TextArea)
        driver.app.post_message(events.Paste("one\r\ntwo\x1b[2J\u202e\rthree"))
        await driver.settle()
        assert area.text == "one\ntwo␛[2J\nthree"


async def test_all_are_listed_led_to_and_taken_back(mark, folder: Path) -> None:
    start = TEXTS["rust.txt"].index("eleven places")
    gone = folder / "survey.txt"
    async with mark() as driver:
        corpus = driver.screen.shelving.corpus
        ids = {info.path: info.id for info in corpus.articles()}
        marking = corpus.marking
        marking.note(ids["rust.txt"], "Which?\nAsk.", start, start + 13)
        marking.tag(ids["rust.txt"], "later")
        marking.note(ids["survey.txt"], "Who is the board?")
        marking.mark(ids["crane.txt"])
        gone.unlink()
        await driver.press("f5")
        await driver.press("A")
        assert isinstance(driver.app.screen, MarksScreen)
        shown = driver.display
        assert "3 articles, 2 notes" in shown
        assert "★  The crane stands still" in shown
        assert "Which? …  “eleven places”  #later" in shown
        assert "no longer there" in shown
        await driver.press("G", "enter")
        assert "survey.txt is no longer there" in driver.display
        await driver.press("u")
        assert "Taken back: the mark on The crane stands still" in driver.display
        assert "★" not in driver.display
        await driver.press("g", "enter")
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert driver.open_path == "rust.txt"
        assert driver.screen.get_selected_text() == "eleven places"
        await driver.press("a")
        assert "The note on “eleven places”" in driver.display


async def test_what_another_clew_says_shows_with_the_next_look(mark, folder: Path) -> None:
    async with mark() as driver:
        other = Corpus.open(folder, index_dir=folder.parent / "index")
        with closing(other):
            number = next(info.id for info in other.articles() if info.path == "crane.txt")
            other.marking.mark(number)
            other.marking.note(number, "Seen")
        await driver.press("f5")
        assert "★The crane stands still" in driver.display
        assert "✎ Seen" in driver.display
        with closing(Corpus.open(folder, index_dir=folder.parent / "index")) as other:
            other.marking.mark(number, on=False)
        await driver.press("A", "escape")
        assert "★The crane" not in driver.display


async def test_a_search_for_what_is_marked_does_not_jump_when_a_mark_goes(mark) -> None:
    async with mark() as driver:
        await driver.press("asterisk", "j", "asterisk", "slash")
        await driver.type("is:marked")
        await driver.press("enter", "1", "asterisk")
        assert driver.open_path == "crane.txt"
        assert "The crane stands still" in driver.display
        await driver.press("asterisk")
        assert "★The crane stands still" in driver.display


async def test_without_an_article_it_is_told(explore_folder, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with explore_folder(empty) as driver:
        for key in ("asterisk", "number_sign", "a"):
            await driver.press(key)
            assert "No article is open" in driver.status
        await driver.press("A")
        assert "No article has a mark, a tag or a note" in driver.display


@pytest.mark.parametrize("size", [(40, 12), (24, 8)])
async def test_all_of_it_fits_a_small_screen(mark, folder: Path, size: tuple[int, int]) -> None:
    async with mark(size=size) as driver:
        await driver.press("asterisk", "number_sign")
        await driver.type("port")
        await driver.press("enter", "2", "a")
        assert "Ctrl+S" in driver.display or size[0] < 40
        await write(driver, "Hm")
        await driver.press("A")
        assert "The crane" in driver.display
        assert "Hm" in driver.display
        await driver.press("enter")
        assert kept(folder)["crane.txt"].tags == ("port",)
