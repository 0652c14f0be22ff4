"""Versions of one text in the explorer: together in the list, folded, and one key between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.texts import sentences, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from conftest import Driver

    Explore = Callable[..., AbstractAsyncContextManager[Driver]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    story = sentences(1)
    texts = {
        "a-quiet.txt": ["A quiet day", "Nobody went on strike.", *sentences(2)],
        "b-evening.txt": ["Harbour workers strike", "They went on strike.", *story[:30]],
        "c-tide.txt": ["High tide", "The tide was high.", *sentences(3)],
        "d-morning.txt": ["Harbour at a standstill", "Nothing moved.", *story],
        "e-agency.txt": ["Strike in the harbour", "A strike began.", "It spread.", *story],
    }
    return written(tmp_path / "folder", {name: "\n\n".join(texts[name]) for name in texts})


def shown(driver: Driver) -> list[str]:
    """The paths in the list, those that stand under another with a blank before them."""
    rows = driver.screen.stage.articles.rows
    return [f"{' ' * row.under}{row.info.path}" for row in rows if row.info]


async def test_versions_stand_under_the_first_and_are_folded(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        assert shown(driver) == ["a-quiet.txt", "b-evening.txt", "c-tide.txt"]
        assert "+2 versions" in driver.display
        assert "1 Articles 5" in driver.display
        assert len(driver.screen.state.rows) == 5
        await driver.press("j", "right")
        assert shown(driver) == [
            "a-quiet.txt",
            "b-evening.txt",
            " d-morning.txt",
            " e-agency.txt",
            "c-tide.txt",
        ]
        await driver.press("j")
        assert driver.open_path == "d-morning.txt"
        await driver.press("left")
        assert shown(driver) == ["a-quiet.txt", "b-evening.txt", "c-tide.txt"]
        assert driver.open_path == "b-evening.txt"
        await driver.press("j")
        assert "article 5 of 5" in driver.screen.stage.status.where


async def test_v_goes_round_the_versions_at_the_same_passage(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        text = driver.screen.stage.text
        await driver.press("j", "2", "space")
        passage = text.visible_span()
        before = driver.screen.state.page
        assert before is not None
        words = before.article.text[passage.start :].strip()[:60]
        assert "version 1 of 3" in driver.display
        seen = []
        for _ in range(3):
            await driver.press("v")
            page = driver.screen.state.page
            assert page is not None
            seen.append(driver.open_path)
            span = text.visible_span()
            assert words in page.article.text[max(0, span.start - 80) : span.end]
        assert seen == ["d-morning.txt", "e-agency.txt", "b-evening.txt"]
        assert "Round the end" in driver.status
        await driver.press("V")
        assert driver.open_path == "e-agency.txt"
        assert "version 3 of 3" in driver.display
        await driver.press("backspace")
        assert driver.open_path == "b-evening.txt"


async def test_the_list_shows_the_version_that_one_goes_to(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("j", "v")
        assert shown(driver)[2:4] == [" d-morning.txt", " e-agency.txt"]
        assert driver.screen.stage.articles.cursor == 2


async def test_an_article_without_versions_says_so(explore_folder: Explore, folder: Path) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("v")
        assert driver.open_path == "a-quiet.txt"
        assert "no other version" in driver.status


async def test_hits_that_are_versions_of_a_better_one_come_under_it_and_are_all_counted(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("slash")
        await driver.type("strike")
        state = driver.screen.state
        assert state.result is not None
        assert state.result.total == len(state.rows) == 3
        heads = shown(driver)
        assert len(heads) == 2
        assert sum("+1 version" in driver.line(y) for y in range(driver.app.size.height)) == 1
        assert "1 Results 3" in driver.display
        # Every hit is on the way of n, folded away or not.
        await driver.press("enter")
        visited = [driver.open_path]
        for _ in range(8):
            await driver.press("n")
            if visited[-1] != driver.open_path:
                visited.append(driver.open_path)
        assert set(visited) == {"a-quiet.txt", "b-evening.txt", "e-agency.txt"}
        assert len(shown(driver)) == 3


async def test_the_next_article_is_another_story_while_versions_are_folded(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("J")
        assert driver.open_path == "b-evening.txt"
        await driver.press("J")
        assert driver.open_path == "c-tide.txt"
        await driver.press("K", "1", "right", "J")
        assert driver.open_path == "d-morning.txt"


async def test_in_a_list_by_title_every_article_stands_at_its_letter(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("s")
        assert len(shown(driver)) == 3
        await driver.press("s", "s", "s")
        assert driver.screen.state.order == "title"
        titles = [row.info.title for row in driver.screen.stage.articles.rows if row.info]
        assert len(titles) == 5
        assert titles == sorted(titles)


async def test_a_version_that_comes_while_one_reads_joins_its_text(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("j")
        (folder / "f-late.txt").write_text((folder / "e-agency.txt").read_text() + "\n\nMore soon.")
        await driver.press("f5")
        assert "+3 versions" in driver.display
        assert "version 1 of 4" in driver.display
        assert driver.open_path == "b-evening.txt"


async def test_a_click_on_the_count_unfolds_and_folds(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        articles = driver.screen.stage.articles
        lines = [driver.line(y) for y in range(driver.app.size.height)]
        y = next(y for y, line in enumerate(lines) if "+2 versions" in line)
        spot = (lines[y].index("+2") - articles.content_region.x, y - articles.content_region.y)
        at = (spot[0] + articles.gutter.left, spot[1] + articles.gutter.top)
        await driver.pilot.click(articles, offset=at)
        await driver.settle()
        assert len(shown(driver)) == 5
        await driver.pilot.click(articles, offset=at)
        await driver.settle()
        assert len(shown(driver)) == 3


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_at_any_size_the_count_and_the_place_among_the_versions_are_told(
    explore_folder: Explore, folder: Path, size: tuple[int, int]
) -> None:
    async with explore_folder(folder, size=size) as driver:
        assert "+2" in driver.display
        await driver.press("j", "right")
        assert "▾" in driver.display
        await driver.press("enter")
        assert "version 1 of 3" in driver.display
