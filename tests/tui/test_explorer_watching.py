"""The open explorer follows the folder, and nobody loses their place."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from index.refreshing import refresh
from tests.tui.conftest import Driver
from tui.app import make_app
from tui.relocating import relocated

LONG = "".join(
    f"Paragraph {n} tells of the {n}th day on which Angela Merkel was in Paris.\n\n"
    for n in range(80)
)


@asynccontextmanager
async def following(folder: Path, index_dir: Path) -> AsyncIterator[Driver]:
    app = make_app([folder], index_dir=index_dir, watch=True)
    async with app.run_test(size=(120, 30)) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        await asyncio.sleep(1.3)  # until the watch stands and has been told once
        await driver.settle()
        yield driver


async def until(driver: Driver, true: Callable[[], bool], timeout: float = 8) -> float:
    """Wait until something holds; the seconds that it took."""
    start = time.monotonic()
    while not true():
        assert time.monotonic() - start < timeout, driver.display
        await driver.pilot.pause()
        await asyncio.sleep(0.02)
    return time.monotonic() - start


def titles(driver: Driver) -> list[str]:
    return [info.path for info in driver.screen.state.shelf.articles]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Angela Merkel spoke in Berlin.\n")
    (folder / "b.txt").write_text(LONG)
    return folder


async def test_new_changed_renamed_deleted(folder: Path, tmp_path: Path) -> None:
    async with following(folder, tmp_path / "index") as driver:
        took = []
        (folder / "c.txt").write_text("A new one about Emmanuel Macron.\n")
        took.append(await until(driver, lambda: titles(driver) == ["a.txt", "b.txt", "c.txt"]))
        (folder / "c.txt").rename(folder / "d.txt")
        took.append(await until(driver, lambda: titles(driver) == ["a.txt", "b.txt", "d.txt"]))
        (folder / "d.txt").unlink()
        took.append(await until(driver, lambda: titles(driver) == ["a.txt", "b.txt"]))
        (folder / "a.txt").write_text("Nobody spoke at all.\n")
        took.append(await until(driver, lambda: "Nobody spoke at all" in driver.display))
        assert min(took) < 2, took  # each is, on a machine that has nothing else to do


async def test_the_place_stays(folder: Path, tmp_path: Path) -> None:
    async with following(folder, tmp_path / "index") as driver:
        await driver.press("j", "enter")
        text = driver.screen.stage.text
        place = LONG.index("Paragraph 40")
        text.scroll_to_offset(place)
        await driver.settle()
        assert text.top_offset == place
        (folder / "aa.txt").write_text("Another one.\n")
        await until(driver, lambda: "aa.txt" in titles(driver))
        await driver.settle()
        assert text.top_offset == place
        assert driver.screen.state.page is not None
        assert driver.screen.state.page.article.info.path == "b.txt"
        added = "Three lines\n\nare put\n\nbefore it.\n\n"
        (folder / "b.txt").write_text(added + LONG)
        await until(driver, lambda: added in driver.screen.state.page.article.text)
        await driver.settle()
        assert text.top_offset == place + len(added)
        (folder / "b.txt").rename(folder / "z.txt")
        await until(driver, lambda: "z.txt" in titles(driver))
        await until(driver, lambda: driver.screen.state.page.article.info.path == "z.txt")
        await driver.settle()
        assert text.top_offset == place + len(added)


async def test_index_removed_under_an_open_explorer(folder: Path, tmp_path: Path) -> None:
    async with following(folder, tmp_path / "index") as driver:
        shutil.rmtree(tmp_path / "index")
        (folder / "c.txt").write_text("A new one about Emmanuel Macron.\n")
        await until(driver, lambda: titles(driver) == ["a.txt", "b.txt", "c.txt"])
        await driver.press("slash")
        await driver.type("macron")
        assert driver.screen.state.result is not None
        assert driver.screen.state.result.total == 1


@pytest.mark.parametrize("gone", [False, True])
async def test_the_place_stays_while_the_index_is_made_anew(
    gone: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The articles have other ids then, and those that are read last are away for a while."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in "abcde":
        paragraphs = (f"{name}{n} " * 60 for n in range(80))
        (folder / f"{name}.txt").write_text(f"Report {name}\n\n" + "\n\n".join(paragraphs))
    monkeypatch.setattr(refresh, "_FIRST_BATCH", 1)
    app = make_app([folder], index_dir=tmp_path / "index")
    async with app.run_test(size=(120, 30)) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        (folder / "b.txt").unlink()
        await driver.press("f5", "j", "j", "enter")
        stage, page = driver.screen.stage, driver.screen.state.page
        assert page is not None
        assert page.article.info.path == "d.txt"
        stage.text.scroll_to_offset(2000)
        await driver.settle()
        place, before = stage.text.top_offset, page.article.info.id
        shutil.rmtree(tmp_path / "index")
        if gone:
            (folder / "d.txt").unlink()
        await driver.press("f5")
        if gone:
            assert "d.txt is no longer there" in driver.display
            return
        page = driver.screen.state.page
        assert page is not None
        assert page.article.info.path == "d.txt"
        assert page.article.info.id != before
        assert stage.text.top_offset == place > 0
        assert stage.articles.cursor_id == page.article.info.id


async def test_a_search_that_finds_the_index_removed(folder: Path, tmp_path: Path) -> None:
    """It is made anew at once, although nothing has changed in the folder."""
    async with following(folder, tmp_path / "index") as driver:
        shutil.rmtree(tmp_path / "index")
        await driver.press("slash")
        await driver.type("merkel")
        state = driver.screen.state
        await until(driver, lambda: state.result is not None and state.result.total > 0)


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("abcdef", "abcdef", {0: 0, 6: 6}),
        ("abcdef", "XXabcdef", {0: 0, 3: 5, 6: 8}),
        ("abcdef", "abXcdef", {1: 1, 2: 2, 3: 4}),
        ("abcdef", "ab", {1: 1, 2: 2, 4: 2, 6: 2}),
        ("aaaa", "aa", {1: 1, 3: 2, 4: 2}),
        ("abc", "", {0: 0, 3: 0}),
        ("", "abc", {0: 0}),
        ("abXdef", "abYYdef", {2: 2, 3: 4, 5: 6}),
        (
            "Old first. One two three four five six seven. Last",
            "New. And more, so that it is longer.\n\nOne two three\nfour, five six seven! End",
            {11: 38, 15: 42},
        ),
    ],
)
def test_relocated(old: str, new: str, places: dict[int, int]) -> None:
    assert {offset: relocated(offset, old, new) for offset in places} == places
