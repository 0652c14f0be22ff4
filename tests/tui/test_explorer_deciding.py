"""Deciding about names in the explorer: from the pane, and what shows of it."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from index import Corpus
from index.decisions import Kind
from tests.texts import written
from tests.tui.deciding_folder import TEXTS, names, on_name, standing
from tui.screens.asking import AskScreen, MenuScreen
from tui.screens.explorer import ExplorerScreen
from tui.screens.reviewing import ReviewScreen
from tui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "folder", TEXTS)


@pytest.fixture
def decide(explore_folder, folder: Path):
    return partial(explore_folder, folder)


async def test_a_name_is_said_to_be_another(decide, folder: Path) -> None:
    async with decide() as driver:
        await on_name(driver, "Rodrigo Rato")
        await driver.press("d")
        assert isinstance(driver.app.screen, MenuScreen)
        assert "Rodrigo Rato" in driver.display
        await driver.press("s")
        assert isinstance(driver.app.screen, AskScreen)
        await driver.type("de rato")
        assert "Rodrigo de Rato" in driver.display
        await driver.press("enter")
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert "Kept: Rodrigo Rato and Rodrigo de Rato are one" in driver.status
        assert standing(folder) == [Kind.SAME]
        assert len({name for name in names(driver) if "Rato" in name}) == 1


async def test_enter_takes_nothing_that_was_offered_for_less(decide, folder: Path) -> None:
    async with decide() as driver:
        await on_name(driver, "Rodrigo Rato")
        await driver.press("d", "s")
        first = driver.app.screen.query_one(ChoiceList).rows[0].value
        assert first != "Rodrigo de Rato"
        answer = threading.Event()
        reader = driver.screen.stage.reader
        reader.ask("held", lambda _: answer.wait(20), lambda _: None)
        await driver.pilot.press(*"de", "space", *"rato", "enter")
        assert isinstance(driver.app.screen, AskScreen)
        answer.set()
        await driver.settle()
        assert "Kept: Rodrigo Rato and Rodrigo de Rato are one" in driver.status
        assert standing(folder) == [Kind.SAME]


async def test_the_name_that_is_typed_stands_before_those_that_contain_it(
    decide, folder: Path
) -> None:
    (folder / "g.txt").write_text("On Monday Robert Parise spoke. Mr Parise left.\n" * 3)
    async with decide() as driver:
        await on_name(driver, "Angela Merkel")
        await driver.press("d", "s")
        await driver.type("paris")
        rows = driver.app.screen.query_one(ChoiceList).rows
        assert [row.value for row in rows] == ["Paris", "Robert Parise"]
        await driver.press("escape", "d", "a")
        await driver.type("MERKEL")
        rows = driver.app.screen.query_one(ChoiceList).rows
        assert [row.value for row in rows] == ["Merkel", "Angela Merkel"]


async def test_a_name_is_rejected_and_comes_back(decide, folder: Path) -> None:
    async with decide() as driver:
        await on_name(driver, "Berlin")
        await driver.press("d", "x")
        assert "Berlin is no name" in driver.status
        assert "Berlin" not in names(driver)
        assert all(m.text != "Berlin" for m in driver.screen.state.page.mentions)
        await driver.press("d", "u")
        assert "Taken back: Berlin is no name" in driver.status
        assert "Berlin" in names(driver)
        assert standing(folder) == []
        await driver.press("d", "u")
        assert "Nothing is decided" in driver.status


async def test_a_name_is_called_otherwise(decide, folder: Path) -> None:
    async with decide() as driver:
        await on_name(driver, "Barack Obama")
        await driver.press("d", "c")
        await driver.press("ctrl+u")
        await driver.type("the 44th")
        await driver.press("enter")
        assert "the 44th" in names(driver)
        await on_name(driver, "the 44th")
        await driver.press("d", "c", "down", "enter")  # a spelling that it has
        assert "Barack Obama" in names(driver)
        assert standing(folder) == [Kind.CALL, Kind.CALL]


async def test_a_spelling_leaves_a_name(decide, folder: Path) -> None:
    async with decide() as driver:
        await on_name(driver, "Angela Merkel")
        await driver.press("d", "a")
        await driver.type("merkel")
        rows = driver.app.screen.query_one(ChoiceList).rows
        assert {row.value for row in rows} == {"Angela Merkel", "Merkel"}
        await driver.press("enter")  # just what is typed comes first
        assert {"Angela Merkel", "Merkel"} <= names(driver)
        assert standing(folder) == [Kind.APART]


async def test_what_cannot_be_decided_is_told(decide, folder: Path) -> None:
    async with decide() as driver:
        await on_name(driver, "Barack Obama")
        await driver.press("d", "c", "ctrl+u")
        await driver.type("angela merkel")
        await driver.press("enter")
        assert "another is called" in driver.status
        assert standing(folder) == []
        await driver.press("d", "s", "enter")  # nothing is taken of what is merely offered
        assert isinstance(driver.app.screen, AskScreen)
        await driver.type("nobody at all")
        await driver.press("enter")
        assert "nothing is called" in driver.status


async def test_nothing_is_decided_where_one_leaves(decide, folder: Path) -> None:
    async with decide() as driver:
        await on_name(driver, "Berlin")
        for keys in (("d", "escape"), ("d", "s", "escape"), ("d", "c", "escape"), ("D", "escape")):
            await driver.press(*keys)
            assert isinstance(driver.app.screen, ExplorerScreen)
        for keys in (("d",), ("d", "s"), ("D",)):
            await driver.press(*keys)
            await driver.pilot.click(offset=(1, 1))
            await driver.settle()
            assert isinstance(driver.app.screen, ExplorerScreen)
        assert standing(folder) == []


async def test_without_a_name_one_can_review_and_take_back(decide) -> None:
    async with decide() as driver:
        await driver.press("d")
        rows = driver.app.screen.query_one(ChoiceList).rows
        assert [row.value for row in rows] == ["review", "undo"]
        await driver.press("x")
        assert isinstance(driver.app.screen, MenuScreen)
        await driver.press("D")
        assert isinstance(driver.app.screen, ReviewScreen)


async def test_the_name_that_is_followed_is_called_as_it_is_now(decide, folder: Path) -> None:
    async with decide() as driver:
        await on_name(driver, "Rodrigo de Rato")
        await driver.press("enter")
        assert driver.screen.state.entity == "Rodrigo de Rato"
        before = len(driver.screen.stage.mentions.rows)
        await driver.press("d", "s")
        await driver.type("rodrigo rato")
        await driver.press("enter")
        (joined,) = {name for name in names(driver) if "Rato" in name}
        assert driver.screen.state.entity == joined
        await driver.press("d", "c", "ctrl+u")
        await driver.type("the banker")
        await driver.press("enter")
        assert driver.screen.state.entity == "the banker"
        await driver.press("d", "u")
        assert driver.screen.state.entity == joined
        assert len(driver.screen.stage.mentions.rows) > before
        await driver.press("d", "x")
        assert driver.screen.state.thread is None
        assert not driver.screen.folding.mentions_shown
        assert driver.screen.focused is driver.screen.stage.text


async def test_what_is_much_work_is_done_by_a_refresh_and_shows(
    decide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.names.deciding._LITTLE", 0)
    async with decide() as driver:
        await on_name(driver, "Berlin")
        await driver.press("d", "x")
        assert "Berlin" not in names(driver)
        await driver.press("d", "u")
        assert "Berlin" in names(driver)


async def test_what_is_decided_elsewhere_shows_when_the_folder_is_read_again(
    decide, folder: Path, tmp_path: Path
) -> None:
    async with decide() as driver:
        other = Corpus.open(folder, index_dir=tmp_path / "index")
        other.deciding.reject("Berlin")
        await driver.press("f5")
        assert "Berlin" not in names(driver)
        other.deciding.undo()
        assert other.deciding.apply()
        other.close()
        await driver.press("f5")
        assert "Berlin" in names(driver)
