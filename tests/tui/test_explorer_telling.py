"""What the explorer says where somebody may wonder."""

from __future__ import annotations

from pathlib import Path

import pytest


async def test_a_text_without_a_word_is_told(explore, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "nothing.txt").write_text(" \n\n")
    async with explore(folder, index_dir=tmp_path / "index") as driver:
        assert "There is no text in it." in driver.display


async def test_an_order_of_what_no_article_states_is_told(explore, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("Zebra\n\nIt stands by the river.\n")
    async with explore(folder, index_dir=tmp_path / "index") as driver:
        await driver.press("s")
        assert "newest first; no article states its date" in driver.status
        await driver.press("s", "s")
        assert "by outlet; no article states its outlet" in driver.status
        await driver.press("s")
        assert driver.status.strip().startswith("Sorted by title  ")
        (folder / "b.md").write_text("---\ndate: 2025-11-02\n---\n# Ant\n\nIt walks there.\n")
        await driver.press("f5", "s", "s")
        assert driver.status.strip().startswith("Sorted newest first  ")


async def test_names_that_are_still_being_found_are_not_told_as_none(
    explore, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("it stands by the river.\n")
    async with explore(folder, index_dir=tmp_path / "index") as driver:
        await driver.press("right_square_bracket")
        assert "No names have been found in this article" in driver.status
        driver.screen.stage.status.show_progress("Finding names", 1, 2)
        await driver.press("right_square_bracket")
        assert driver.screen.stage.status.notice == "No names yet"


async def test_a_notice_about_another_search_goes(explore) -> None:
    async with explore() as driver:
        await driver.press("h")
        assert "Nothing is searched for" in driver.status
        driver.screen.searching.put("venezuela")
        await driver.settle()
        assert "Nothing is searched for" not in driver.status


@pytest.mark.parametrize(
    ("width", "told", "untold"),
    [
        (120, "] follow a name", "3 names"),
        (80, "3 names  ] follow a name", "1 list"),
        (60, "1 list  3 names", "2 text"),
    ],
)
async def test_the_keys_of_panes_that_are_out_of_sight_are_told(
    explore, width: int, told: str, untold: str
) -> None:
    async with explore(size=(width, 24)) as driver:
        assert "1 list" not in driver.status
        await driver.press("2")
        assert told in driver.status
        assert untold not in driver.status
        await driver.press("1")
        assert "1 list" not in driver.status


async def test_another_width_tells_other_keys(explore) -> None:
    async with explore(size=(120, 24)) as driver:
        await driver.pilot.resize_terminal(80, 24)
        await driver.settle()
        assert "3 names" in driver.status


async def test_only_what_has_hits_offers_to_go_along_them(explore_folder, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "b.md").write_text("---\ndate: 2025-11-02\n---\n# Ant\n\nIt walks there.\n")
    async with explore_folder(folder) as driver:
        await driver.press("slash")
        await driver.type("date:2025-11")
        assert len(driver.screen.state.rows) == 1
        assert "next hit" not in driver.status
        await driver.type(" walks")
        assert "n next hit  h by hit" in driver.status


async def test_without_a_name_the_menu_says_how_to_come_by_one(explore) -> None:
    async with explore(size=(40, 12)) as driver:
        await driver.press("d")
        assert "Follow a name to say more · Esc" in driver.display


async def test_the_list_of_mentions_tells_of_the_name_and_not_of_a_hit(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("radar")
        await driver.press("enter", "right_square_bracket", "n", "m")
        assert driver.screen.state.hit is not None
        assert driver.status.strip().startswith(driver.screen.state.entity)
        await driver.press("m")
        assert driver.status.strip().startswith("hit ")


async def test_outlets_that_no_article_states_are_not_counted(
    explore_folder, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("Angela Merkel stands by the river.\n")
    async with explore_folder(folder) as driver:
        await driver.press("x")
        assert "Names" in driver.display
        assert "Outlets" not in driver.display
