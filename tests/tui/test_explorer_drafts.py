"""What is being typed in a note survives that the explorer is killed."""

from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual.widgets import TextArea

from index.kept.log import kept_path
from tests.texts import written
from tests.tui.test_explorer_marking import TEXTS, kept, write
from tui.drafts import Draft, Drafts, file_of
from tui.screens.explorer import ExplorerScreen
from tui.screens.writing import NoteScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Driver


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "folder", TEXTS)


@pytest.fixture
def mark(explore_folder, folder: Path):
    return partial(explore_folder, folder)


def handed_on(driver: Driver) -> Path:
    """Have what was typed be there as after some seconds; the file in which it is."""
    note = driver.app.screen
    assert isinstance(note, NoteScreen)
    note.hand_on()
    explorer = driver.app.screen_stack[0]
    assert isinstance(explorer, ExplorerScreen)
    explorer.marker.rest()
    return file_of(explorer.resuming.paths, "crane.txt")


async def test_what_was_typed_when_clew_was_killed_is_offered_again(mark, folder: Path) -> None:
    start = TEXTS["crane.txt"].index("stopped the crane")
    async with mark() as driver:
        await driver.press("2")
        driver.screen.stage.text.select(start, start + 17)
        await driver.press("a")
        path = handed_on(driver)
        assert not path.exists()
        await driver.type("Which day")
        words = handed_on(driver).read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        await driver.press("escape", "n")
        driver.screen.marker.rest()
        assert not path.exists()
    path.write_bytes(words)  # as after a kill
    async with mark() as driver:
        await driver.press("a")
        assert "Note on “stopped the crane”" in driver.display
        assert "You were writing this when clew ended" in driver.display
        assert driver.app.screen.query_one(TextArea).text == "Which day"
        await write(driver, "?")
        (note,) = kept(folder)["crane.txt"].notes
        assert (note.text, note.start) == ("Which day?", start)
        assert not path.exists()
        await driver.press("a")
        assert driver.app.screen.query_one(TextArea).text != "Which day"
        await driver.press("escape")
    path.write_bytes(words.replace(b"Which day", b"Which day?"))  # killed just when it was kept
    async with mark() as driver:
        await driver.press("a")
        assert "You were writing" not in driver.display
        driver.app.screen_stack[0].marker.rest()
        assert not path.exists()


async def test_what_could_not_be_kept_is_there_the_next_time(mark, folder: Path) -> None:
    async with mark() as driver:
        await driver.press("asterisk", "a")
        with closing(sqlite3.connect(kept_path())) as held:
            held.execute("PRAGMA user_version=99")
        await write(driver, "dear")
    with closing(sqlite3.connect(kept_path())) as held:
        held.execute("PRAGMA user_version=2")
    async with mark() as driver:
        await driver.press("a")
        await write(driver, "est")
    assert [note.text for note in kept(folder)["crane.txt"].notes] == ["dearest"]


async def test_a_note_that_is_still_being_kept_is_not_made_twice(mark, folder: Path) -> None:
    async with mark() as driver:
        marking = driver.screen.shelving.corpus.marking
        go, say = threading.Event(), marking.note

        def later(*said: object) -> object:
            go.wait(20)
            return say(*said)

        marking.note = later
        await driver.press("a")
        await driver.type("once")
        await driver.pilot.press("ctrl+s")
        await driver.pilot.press("a")
        await driver.pilot.pause()
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert "still being kept" in driver.status
        go.set()
        await driver.settle()
        await driver.press("a")
        assert "The note on the article" in driver.display
        await driver.press("escape")
    assert [note.text for note in kept(folder)["crane.txt"].notes] == ["once"]


@pytest.mark.parametrize(
    "words", [b"", b"[", b"[]", b'{"text": 3}', b"\xff", b'{"text": "a", "start": 9, "end": 3}']
)
def test_a_broken_draft_is_none(tmp_path: Path, words: bytes) -> None:
    drafts = Drafts(lambda: [tmp_path])
    path = file_of([tmp_path], "a.txt")
    drafts.put("a.txt", Draft("words"))
    drafts.rest()
    assert drafts.recall("a.txt") == Draft("words")
    path.write_bytes(words)
    assert drafts.recall("a.txt") is None
    drafts.put("a.txt", None)
    drafts.rest()
    assert not path.exists()


def test_of_what_nothing_is_kept_there_is_no_draft(tmp_path: Path) -> None:
    drafts = Drafts(list)
    drafts.put("a.txt", Draft("words"))
    drafts.rest()
    assert drafts.recall("a.txt") is None
    assert not file_of([], "a.txt").exists()
    assert drafts.recall("b.txt") is None


def test_a_folder_that_cannot_be_made_changes_nothing(tmp_path: Path) -> None:
    folder = file_of([tmp_path], "a.txt").parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be")
    drafts = Drafts(lambda: [tmp_path])
    drafts.put("a.txt", Draft("words"))
    drafts.rest()
    assert drafts.recall("a.txt") is None
