"""What a person says of articles where file or index is not as it was: nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest

from index.errors import NotFoundError
from index.kept.log import kept_path
from tests.texts import written
from tests.tui.test_explorer_marking import TEXTS, kept, write
from tui.cli.start import _tell_unkept
from tui.screens.noting import number_now

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "folder", TEXTS)


@pytest.fixture
def mark(explore_folder, folder: Path):
    return partial(explore_folder, folder)


async def test_what_cannot_be_kept_is_given_back_at_the_end(
    mark, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with mark() as driver:
        await driver.press("asterisk", "a")
        await write(driver, "kept")
        assert driver.app.unkept() == []
        with closing(sqlite3.connect(kept_path())) as held:
            held.execute("PRAGMA user_version=99")
        await driver.press("j", "a")
        await write(driver, "dear")
        await driver.press("j", "a")
        await driver.type("on my way")
        await driver.pilot.press("ctrl+q")
    assert driver.app.unkept() == [("rust.txt", "dear"), ("survey.txt", "on my way")]
    _tell_unkept([("a\x1b.txt", "dear\x1b[31m\nwords")])
    told = "clew: this note on a␛.txt could not be kept:\ndear␛[31m\nwords\n"
    assert capsys.readouterr().err == told


async def test_what_is_said_is_said_of_the_article_that_shows_if_the_index_is_made_anew(
    mark, folder: Path
) -> None:
    async with mark() as driver:
        shutil.rmtree(folder.parent / "index")
        (folder / "a.txt").write_text("Nobody knows\n\nIt comes first now.")
        corpus = driver.screen.shelving.corpus
        corpus.refresh()
        shown = driver.screen.stage.articles.cursor_id
        assert corpus.article(shown).info.path != "crane.txt"
        await driver.press("a")
        await write(driver, "dear")
        await driver.press("1", "home", "asterisk")
        found = kept(folder)
        assert {path: [one.text for one in marks.notes] for path, marks in found.items()} == {
            "crane.txt": ["dear"]
        }
        with pytest.raises(NotFoundError):
            number_now(corpus, shown, "nowhere.txt", "Nothing")


async def test_the_list_of_marks_leads_to_the_article_it_shows_if_the_index_is_made_anew(
    mark, folder: Path
) -> None:
    async with mark() as driver:
        await driver.press("asterisk", "A")
        shutil.rmtree(folder.parent / "index")
        (folder / "a.txt").write_text("Nobody knows\n\nIt comes first now.")
        driver.app.screen_stack[0].shelving.corpus.refresh()
        await driver.press("enter")
        assert driver.open_path == "crane.txt"


async def test_why_nothing_can_be_kept_is_seen_in_a_narrow_terminal(mark, folder: Path) -> None:
    async with mark(size=(40, 12)) as driver:
        await driver.press("asterisk")
        with closing(sqlite3.connect(kept_path())) as held:
            held.execute("PRAGMA user_version=99")
        await driver.press("asterisk")
        assert "It is of a newer clew" in driver.status
        await driver.press("a")
        await write(driver, "dear")
        assert "Not kept (a has it): it is of a newer" in driver.status
