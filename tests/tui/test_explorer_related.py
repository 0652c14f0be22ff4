"""Related articles in the explorer: listed with what is shared, opened, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.texts import sentences, written
from tests.tui.hosting import HOSTILE, assert_harmless, hosted
from tui.screens.explorer import ExplorerScreen
from tui.screens.relating import RelatedScreen, related_rows
from tui.widgets.related_list import RelatedList, RelatedRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from conftest import Driver

    Explore = Callable[..., AbstractAsyncContextManager[Driver]]

FERRY = (
    "The ferry Isolde Marwick ran aground near Skerray Point. Coastguards took ninety passengers "
    "off in lifeboats. Captain Anders Hollund said that the rudder had jammed in heavy seas."
)
SHIP = (
    "Anders Hollund told reporters near Skerray Point that a jammed rudder was to blame. The "
    "coastguards took ninety passengers off the Isolde Marwick in lifeboats."
)
INQUIRY = (
    "An inquiry into the Isolde Marwick opened in Dunholt. Experts looked at the ferry. Captain "
    "Anders Hollund said that the rudder had jammed."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {
        "a-ferry.txt": f"Ferry aground\n\n{FERRY}",
        "b-film.txt": "A festival\n\nThe theatre expects sixty directors, and comedies.",
        "c-inquiry.txt": f"Inquiry opened\n\n{INQUIRY}",
        "d-ship.txt": f"Saved from a ship\n\n{SHIP}",
        "e-music.txt": "Concerts\n\nAn orchestra plays quartets by students in autumn.",
    }
    return written(tmp_path / "folder", texts)


def listed(driver: Driver) -> list[RelatedRow]:
    return list(driver.app.screen.query_one(RelatedList).rows)


async def test_related_articles_are_listed_with_what_they_share(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("r")
        assert isinstance(driver.app.screen, RelatedScreen)
        assert [row.article.path for row in listed(driver)] == ["d-ship.txt", "c-inquiry.txt"]
        lines = driver.display.splitlines()
        assert "Related to Ferry aground" in lines[0] + lines[1]
        at = next(n for n, line in enumerate(lines) if "Saved from a ship" in line)
        assert "d-ship.txt" in lines[at]  # it has neither outlet nor date
        assert "%" in lines[at]
        assert "Anders Hollund" in lines[at + 1]
        assert "lifeboats" in lines[at + 1]


async def test_enter_opens_one_and_back_returns(explore_folder: Explore, folder: Path) -> None:
    long = "\n\n".join([f"Ferry aground\n\n{FERRY}", *sentences(1, 60)])
    (folder / "a-ferry.txt").write_text(long)
    async with explore_folder(folder, size=(100, 20)) as driver:
        await driver.press("2", "space", "space")
        top = driver.screen.stage.text.top_offset
        assert top > 0
        await driver.press("r", "enter")
        assert isinstance(driver.app.screen, ExplorerScreen)
        first = driver.open_path
        assert first in ("c-inquiry.txt", "d-ship.txt")
        assert driver.screen.stage.text.has_focus
        await driver.press("backspace")
        assert driver.open_path == "a-ferry.txt"
        assert driver.screen.stage.text.top_offset == top
        await driver.press("r", "j", "enter")
        assert {first, driver.open_path} == {"c-inquiry.txt", "d-ship.txt"}


@pytest.mark.parametrize("key", ["escape", "r", "backspace", "q"])
async def test_the_list_closes_without_a_trace(
    explore_folder: Explore, folder: Path, key: str
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("r", key)
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert driver.open_path == "a-ferry.txt"


async def test_where_nothing_is_related_it_says_so(explore_folder: Explore, folder: Path) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("j", "r")
        assert driver.open_path == "b-film.txt"
        assert "No other article here tells of the same" in driver.display
        await driver.press("enter", "c", "escape")
        assert driver.open_path == "b-film.txt"
        assert not driver.screen.comparing.on


async def test_without_articles_there_is_nothing_to_relate(
    explore_folder: Explore, tmp_path: Path
) -> None:
    async with explore_folder(written(tmp_path / "empty", {})) as driver:
        await driver.press("r")
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert "No article is open" in driver.status


async def test_keys_pressed_in_one_burst_relate_the_article_that_is_on_its_way(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.pilot.press("j", "j", "r")
        await driver.settle()
        assert driver.open_path == "c-inquiry.txt"
        assert "Related to Inquiry opened" in driver.display
        assert {row.article.path for row in listed(driver)} == {"a-ferry.txt", "d-ship.txt"}


async def test_c_in_the_list_compares_with_the_one_under_the_cursor(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("r", "c")
        assert driver.screen.comparing.on
        assert driver.open_path == "a-ferry.txt"
        assert "beside d-ship.txt" in driver.display


async def test_c_takes_the_most_related_article_where_there_is_no_version(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("c")
        assert "Beside the most related article: Saved from a ship" in driver.status
        assert "beside d-ship.txt" in driver.display
        await driver.press("c", "j", "k")  # one that has nothing to do with it came between
        await driver.press("c")
        assert "beside d-ship.txt" in driver.display


async def test_c_takes_the_article_one_came_from_if_it_is_related(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("r", "j", "enter")
        assert driver.open_path == "c-inquiry.txt"
        await driver.press("c")
        assert "Beside the article before: Ferry aground" in driver.status
        assert driver.screen.state.beside is not None
        assert driver.screen.state.beside.comparison.right.info.path == "a-ferry.txt"


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_at_any_size_title_and_reasons_can_be_read(
    explore_folder: Explore, folder: Path, size: tuple[int, int]
) -> None:
    async with explore_folder(folder, size=size) as driver:
        await driver.press("r")
        assert "Saved from a ship" in driver.display
        assert "d-ship.txt" in driver.display
        assert "Esc closes" in driver.display


def test_days_and_versions_are_told(tmp_path: Path) -> None:
    from index import Corpus

    page = "<html><head><title>{}</title><meta name='date' content='{}'></head><body>{}</body>"
    more = "The company that owns the vessel has promised an inquiry into all of this."
    texts = {
        "a.html": page.format("Ferry", "2026-03-02", f"<p>{FERRY}</p>"),
        "b.html": page.format("Ship", "2026-03-05", f"<p>{SHIP} {more}</p>"),
        "c.html": page.format("Ship again", "2026-03-06", f"<p>{SHIP} {more}</p>"),
    }
    corpus = Corpus.open(written(tmp_path / "folder", texts), index_dir=tmp_path / "index")
    corpus.refresh()
    (row,) = related_rows(corpus, corpus.find_article("a.html").id)
    assert row.more.endswith((" · 3 days apart · +1 version", " · 4 days apart · +1 version"))
    corpus.close()


@pytest.mark.parametrize("width", [20, 40, 110])
async def test_hostile_titles_and_names_are_harmless(width: int) -> None:
    from index.model import ArticleInfo

    def made() -> RelatedList:
        rows = RelatedList()
        rows.replace_rows(
            [
                RelatedRow(ArticleInfo(n, text, text, text, None, 1), 50, text, text)
                for n, text in enumerate(HOSTILE)
            ]
        )
        return rows

    async with hosted(made, (width, 2 * len(HOSTILE))) as (host, _):
        assert_harmless(host, width)
