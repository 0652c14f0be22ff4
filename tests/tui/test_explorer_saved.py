"""Saved searches in the explorer: listed at once, counted, saved, run, named, removed, kept."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from typing import TYPE_CHECKING, Any

import pytest

from index import Corpus
from index.kept.log import kept_path
from index.saved.saving import Saving
from tests.texts import written
from tests.tui.hosting import HOSTILE, assert_harmless, hosted
from tui.screens.explorer import ExplorerScreen
from tui.screens.saved import InForce, SavedScreen, finished, saved_rows
from tui.widgets.line_input import LineInput
from tui.widgets.saved_list import SavedList, SavedRow
from tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from conftest import Driver

    Explore = Callable[..., AbstractAsyncContextManager[Driver]]

TEXTS = {
    "a.txt": "Radar at the coast\n\nA radar was sent to the coast.",
    "b.txt": "Missiles\n\nMissiles, radars and a radar.",
    "c.txt": "Bread\n\nThe price of bread rose.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "folder", TEXTS)


def saving(folder: Path) -> Saving:
    """The saved searches of a folder, by another program."""

    def none(*_: object, **__: object) -> Any:
        raise AssertionError("nothing is searched")

    return Saving(folder.resolve(), none)


def rows(driver: Driver) -> list[SavedRow]:
    return list(driver.app.screen.query_one(SavedList).rows)


def bar(driver: Driver) -> str:
    return driver.screen.query_one(SearchBar).text


async def search(driver: Driver, text: str) -> None:
    await driver.press("slash")
    await driver.type(text)
    await driver.press("enter")


async def test_where_nothing_is_saved_it_says_how(explore_folder: Explore, folder: Path) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("S")
        assert isinstance(driver.app.screen, SavedScreen)
        assert "No search is saved yet" in driver.display
        assert "Search for something, and this list offers to save it." in driver.display
        await driver.press("enter", "r", "x", "escape")
        assert isinstance(driver.app.screen, ExplorerScreen)
    assert not kept_path().exists()


async def test_the_present_search_is_saved_and_stands_there_with_its_count(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await search(driver, "missiles OR radar")
        await driver.press("s", "S")
        assert "Save this search:  missiles OR radar" in driver.display
        await driver.press("enter")
        (row,) = rows(driver)
        assert (row.name, row.found, row.more, row.total) == ("missiles OR radar", 2, 0, 2)
        assert row.order == "date"
        assert "Saved · r gives it a name" in driver.display
        (kept,) = saving(folder).searches()
        assert (kept.query, kept.order, kept.total) == ("missiles OR radar", "date", 2)
        await driver.press("escape", "S")
        assert "Save this search" not in driver.display
        await driver.press("escape")
        await search(driver, "missiles  OR radar ")  # the same, written otherwise
        await driver.press("S")
        assert "Save this search" not in driver.display


async def test_a_word_that_is_not_typed_to_its_end_is_saved_as_it_was_searched(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await search(driver, "price -miss")
        await driver.press("S")
        assert rows(driver)[0].query == "price -miss"  # nothing else is found so
        await driver.press("escape")
        await search(driver, "brea")
        await driver.press("S")
        assert rows(driver)[0].query == "brea*"
        await driver.press("enter", "escape", "slash", "escape", "S", "enter")
        assert driver.screen.state.result is not None
        assert driver.screen.state.result.total == 1


async def test_enter_searches_again_in_the_order_that_was_saved(
    explore_folder: Explore, folder: Path
) -> None:
    saving(folder).save("radar", "Weapons", "title")
    saving(folder).save("bread")
    async with explore_folder(folder) as driver:
        await search(driver, "missiles")
        await driver.press("S", "down")
        assert [(row.name, row.found) for row in rows(driver)] == [
            ("missiles", 1), ("Weapons", 2), ("bread", 1)
        ]  # fmt: skip
        assert "Weapons  radar" in driver.display
        await driver.press("enter")
        assert isinstance(driver.app.screen, ExplorerScreen)
        state = driver.screen.state
        assert bar(driver).strip() == state.query == "radar"
        assert not state.typing
        assert state.order == "title"
        assert driver.open_path == "b.txt"  # "Missiles" before "Radar at the coast"
        assert driver.screen.stage.articles.has_focus
        await driver.press("backspace")
        assert bar(driver).strip() == "missiles"
        await driver.press("slash", "up")
        assert bar(driver).strip() == "radar"


async def test_the_order_is_taken_up_where_the_search_is_in_force_already(
    explore_folder: Explore, folder: Path
) -> None:
    saving(folder).save("radar", order="title")
    async with explore_folder(folder) as driver:
        await driver.press("S", "enter", "s", "S", "enter")
        state = driver.screen.state
        assert state.order == "title"
        assert [state.shelf.get(number).path for number in state.rows] == ["b.txt", "a.txt"]


async def test_what_is_new_since_the_last_look_is_told_until_one_looks(
    explore_folder: Explore, folder: Path
) -> None:
    saving(folder).save("radar", total=1)
    saving(folder).save("bread", total=3)
    async with explore_folder(folder) as driver:
        await driver.press("S")
        assert [(row.found, row.more) for row in rows(driver)] == [(2, 1), (1, -2)]
        assert "+1" in driver.display
        await driver.press("escape", "S")
        assert [row.more for row in rows(driver)] == [1, -2]  # listing them is no look
        await driver.press("enter", "S")
        assert [row.more for row in rows(driver)] == [0, -2]
    assert [one.total for one in saving(folder).searches()] == [2, 3]


async def test_counts_are_right_after_articles_come_and_go(
    explore_folder: Explore, folder: Path
) -> None:
    saving(folder).save("radar", total=2)
    async with explore_folder(folder) as driver:
        (folder / "d.txt").write_text("More\n\nOne more radar.")
        (folder / "e.txt").write_text("More\n\nAnd a radar.")
        await driver.press("R", "S")
        assert [(row.found, row.more) for row in rows(driver)] == [(4, 2)]
        await driver.press("enter")
        for name in "abd":
            (folder / f"{name}.txt").unlink()
        await driver.press("R", "S")
        assert [(row.found, row.more) for row in rows(driver)] == [(1, -3)]
        await driver.press("enter")
    assert [one.total for one in saving(folder).searches()] == [1]  # the last look is kept, too


async def test_one_is_renamed_removed_and_all_is_taken_back(
    explore_folder: Explore, folder: Path
) -> None:
    saving(folder).save("radar")
    saving(folder).save("bread")
    async with explore_folder(folder) as driver:
        await driver.press("S", "down", "r")
        field = driver.app.screen.query_one(LineInput)
        assert (field.value, field.placeholder) == ("", "bread")
        await driver.type("Food")
        await driver.press("enter")
        assert [row.name for row in rows(driver)] == ["radar", "Food"]
        assert "It is called Food" in driver.display
        assert driver.app.screen.query_one(SavedList).cursor == 1
        await driver.press("r")
        assert driver.app.screen.query_one(LineInput).value == "Food"
        await driver.press("escape")
        await driver.press("x")
        assert [row.name for row in rows(driver)] == ["radar"]
        assert "Removed: Food · u takes it back" in driver.display
        await driver.press("u")
        assert [row.name for row in rows(driver)] == ["radar", "Food"]
        assert driver.app.screen.query_one(SavedList).cursor == 1
        await driver.press("u")
        assert [row.name for row in rows(driver)] == ["radar", "bread"]
        await driver.press("u", "u")
        assert rows(driver) == []
        await driver.press("u")
        assert "Nothing was said that could be taken back" in driver.display


async def test_a_name_that_another_has_is_refused(explore_folder: Explore, folder: Path) -> None:
    saving(folder).save("radar")
    saving(folder).save("bread")
    async with explore_folder(folder) as driver:
        await driver.press("S", "r")
        await driver.type("bread")
        await driver.press("enter")
        assert "called so already: bread" in driver.display
        assert [row.name for row in rows(driver)] == ["radar", "bread"]


async def test_one_that_is_not_understood_is_listed_and_not_run(
    explore_folder: Explore, folder: Path
) -> None:
    saving(folder).save("radar")
    with sqlite3.connect(kept_path()) as connection:
        what = {"query": "mood:grim", "name": "Grim", "order": "date", "total": 3}
        connection.execute(
            "INSERT INTO entries (folder, matter, id, time, kind, what) VALUES (?,?,?,?,?,?)",
            (os.fsencode(folder.resolve()), "searches", "x", "2026", "save", json.dumps(what)),
        )
    connection.close()
    async with explore_folder(folder) as driver:
        await driver.press("S")
        assert [(row.name, row.found) for row in rows(driver)] == [("Grim", -1), ("radar", 2)]
        await driver.press("enter")
        assert isinstance(driver.app.screen, SavedScreen)
        assert "It cannot be asked" in driver.display
        await driver.press("x")
        assert [row.name for row in rows(driver)] == ["radar"]


async def test_what_is_searched_and_not_understood_is_not_offered(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("slash")
        await driver.type("radar AND")
        await driver.press("tab", "S")
        assert rows(driver) == []


async def test_a_file_that_cannot_be_read_is_told(explore_folder: Explore, folder: Path) -> None:
    kept_path().parent.mkdir(parents=True)
    kept_path().write_bytes(b"something else" * 100)
    async with explore_folder(folder) as driver:
        await driver.press("S")
        assert "The saved searches cannot be listed" in driver.display
        await driver.press("u")
        assert "cannot be used" in driver.display
        await driver.press("escape")
        assert isinstance(driver.app.screen, ExplorerScreen)


@pytest.mark.parametrize("key", ["escape", "S", "backspace", "q"])
async def test_the_list_closes_without_a_trace(
    explore_folder: Explore, folder: Path, key: str
) -> None:
    saving(folder).save("radar")
    async with explore_folder(folder) as driver:
        await driver.press("S", key)
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert bar(driver) == ""


async def test_names_stand_there_before_anything_is_counted(
    explore_folder: Explore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        saving(folder).save(f"radar -x{number}")
    counted: list[str] = []
    going = threading.Event()
    count = Saving.count

    def held(self: Saving, query: str, *rest: Any) -> int | None:
        counted.append(query)
        assert going.wait(20)
        return count(self, query, *rest)

    monkeypatch.setattr(Saving, "count", held)
    async with explore_folder(folder) as driver:
        await driver.pilot.press("S")
        while not counted:
            await driver.pilot.pause(0.01)
        await driver.pilot.pause()
        assert [row.name for row in rows(driver)] == [f"radar -x{n}" for n in range(5)]
        assert all(row.found < 0 for row in rows(driver))
        await driver.pilot.press("escape")  # while the first is being counted
        going.set()
        await driver.settle()
        assert counted == ["radar -x0"]  # nobody wants the others any more


async def test_one_that_is_not_counted_yet_is_run_and_looked_at(
    explore_folder: Explore, folder: Path
) -> None:
    saving(folder).save("radar", total=1)
    async with explore_folder(folder) as driver:
        await driver.press("S")
        row = rows(driver)[0]
        await driver.press("escape")
        driver.screen.recalling._run(row._replace(found=-1))
        await driver.settle()
        assert driver.open_path in ("a.txt", "b.txt")
    assert [one.total for one in saving(folder).searches()] == [2]


async def test_while_the_index_of_words_is_made_it_counts_again(
    explore_folder: Explore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving(folder).save("radar", total=1)
    answers: list[int | None] = [None, None, 2]
    monkeypatch.setattr("tui.screens.saved._AGAIN", 0.01)
    monkeypatch.setattr(Saving, "count", lambda *_: answers.pop(0) if len(answers) > 1 else 2)
    async with explore_folder(folder) as driver:
        await driver.press("S")
        for _ in range(200):
            if rows(driver)[0].found >= 0:
                break
            await driver.pilot.pause(0.01)
        assert rows(driver)[0].found == 2


async def test_while_the_folder_is_read_counts_follow_and_nothing_is_told_as_new(
    explore_folder: Explore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving(folder).save("radar", total=1)
    monkeypatch.setattr("tui.screens.saved._AGAIN", 0.01)
    reading, answers = [True], [1, 2]
    monkeypatch.setattr(Saving, "count", lambda *_: answers.pop(0) if len(answers) > 1 else 2)
    async with explore_folder(folder) as driver:
        monkeypatch.setattr(driver.screen.shelving, "is_reading", lambda: bool(reading))
        await driver.press("S")
        for _ in range(200):
            if rows(driver)[0].found == 2:
                break
            await driver.pilot.pause(0.01)
        assert (rows(driver)[0].found, rows(driver)[0].more) == (2, 0)
        reading.clear()
        for _ in range(200):
            if rows(driver)[0].more:
                break
            await driver.pilot.pause(0.01)
        assert (rows(driver)[0].found, rows(driver)[0].more) == (2, 1)
        reading.append(True)
        await driver.press("enter")  # what is counted now is no look
    assert [one.total for one in saving(folder).searches()] == [1]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_at_any_size_names_counts_and_keys_can_be_read(
    explore_folder: Explore, folder: Path, size: tuple[int, int]
) -> None:
    saving(folder).save("radar", "Weapons in the whole of the world and elsewhere", total=1)
    async with explore_folder(folder, size=size) as driver:
        await search(driver, "bread")
        await driver.press("S")
        lines = driver.display.splitlines()
        assert any("Save this search:  bread" in line for line in lines)
        (line,) = [line for line in lines if "Weapons in the whole" in line]
        assert "+1  2" in line
        assert "Esc" in driver.display
        assert "r x u" in driver.display or "r rename" in driver.display


async def test_find_in_this_text_is_ended_by_a_saved_search(
    explore_folder: Explore, folder: Path
) -> None:
    saving(folder).save("bread")
    async with explore_folder(folder) as driver:
        await driver.press("ctrl+f")
        await driver.type("radar")
        await driver.press("enter", "S")
        assert [row.query for row in rows(driver)] == ["bread"]  # what is found here is no search
        await driver.press("enter")
        assert not driver.screen.finds
        assert driver.open_path == "c.txt"


def test_rows_are_made_of_what_is_saved_and_in_force(make_corpus: Any) -> None:
    corpus: Corpus = make_corpus(TEXTS)
    corpus.refresh()
    one = corpus.saved.save("radar", "Weapons")
    asked = InForce("", typing=False, order="relevance")
    (row,) = saved_rows(corpus, asked)
    assert (row.id, row.name, row.query, row.total) == (one.id, "Weapons", "radar", -1)
    assert [r.id for r in saved_rows(corpus, asked._replace(text="radar"))] == [one.id]
    assert [r.id for r in saved_rows(corpus, asked._replace(text="x"))] == ["", one.id]
    for text, typing, query in (
        ("missiles OR brea", True, "missiles OR brea*"),
        ("missiles OR bread", True, "missiles OR bread"),
        ('"price of', True, '"price of"*'),
        ("mis", False, "mis"),
        ("", True, ""),
    ):
        assert finished(corpus, InForce(text, typing, "date")).rstrip("*") == query.rstrip("*")
        found = corpus.search(text, typing=typing).total
        if query:
            assert corpus.search(finished(corpus, InForce(text, typing, "date"))).total == found


@pytest.mark.parametrize("width", [20, 40, 100])
async def test_hostile_names_and_queries_are_harmless(width: int) -> None:
    def made() -> SavedList:
        widget = SavedList()
        widget.replace_rows(
            [
                SavedRow(str(number) if number else "", text, f"{text} x", "date", text, 1, 7, 1)
                for number, text in enumerate(HOSTILE)
            ]
        )
        return widget

    async with hosted(made, (width, len(HOSTILE))) as (host, _):
        assert_harmless(host, width)
