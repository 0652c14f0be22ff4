"""Ctrl+F looks for words in the text that is shown, and leaves the search and the list alone."""

from __future__ import annotations

import pytest

from tui.widgets.search_bar import SearchBar


async def test_the_text_alone_is_searched_and_the_list_stays(explore) -> None:
    async with explore() as driver:
        state = driver.screen.state
        shown, rows = state.page.article.info.id, state.rows
        await driver.press("ctrl+f")
        await driver.type("venez")
        text = state.page.article.text
        words = [text[start:end].lower() for start, end in state.page.hits]
        assert words
        assert all(word.startswith("venez") for word in words)
        assert (state.page.article.info.id, state.rows, state.result) == (shown, rows, None)
        assert state.hit == state.page.hits[0]
        assert "in this text / venez" in driver.line(0)
        assert f"{len(words)} hits" in driver.line(0)
        await driver.press("enter", "n")
        assert driver.screen.stage.text.has_focus
        assert state.hit == state.page.hits[1]
        assert f"hit 2 of {len(words)} · article 1 of 5" in driver.status


async def test_the_hits_are_walked_round_the_one_text(explore) -> None:
    async with explore() as driver:
        state = driver.screen.state
        shown = state.page.article.info.id
        await driver.press("ctrl+f")
        await driver.type("russia")
        await driver.press("enter")
        await driver.press(*("n" * (len(state.page.hits) - 1)))
        assert state.hit == state.page.hits[-1]
        await driver.press("n")
        assert state.hit == state.page.hits[0]
        assert "Round the end: from the beginning again" in driver.status
        await driver.press("N")
        assert state.hit == state.page.hits[-1]
        assert state.page.article.info.id == shown
        await driver.press("ctrl+f")
        await driver.type("xylophone")
        assert "0 hits" in driver.line(0)
        await driver.press("enter", "n")
        assert "xylophone is not in this text" in driver.status


async def test_one_goes_on_from_where_one_reads(explore) -> None:
    async with explore() as driver:
        state = driver.screen.state
        await driver.press("2", "space")
        top = driver.screen.stage.text.top_offset
        assert top
        await driver.press("ctrl+f")
        await driver.type("venez")
        before = [hit for hit in state.page.hits if hit.start < top]
        assert before
        assert state.hit == state.page.hits[len(before)]


@pytest.mark.parametrize("keys", [("escape",), ("enter", "escape")])
async def test_escape_gives_the_search_back_as_it_was(explore, keys: tuple[str, ...]) -> None:
    async with explore() as driver:
        state = driver.screen.state
        await driver.press("slash")
        await driver.type("radar")
        await driver.press("enter")
        hits, rows = state.page.hits, state.rows
        await driver.press("ctrl+f")
        await driver.type("russia")
        assert state.page.hits != hits
        await driver.press(*keys)
        assert (state.page.hits, state.rows, state.query) == (hits, rows, "radar")
        assert driver.line(0).startswith(" / radar")
        assert "4 of 5 articles" in driver.line(0)
        assert driver.screen.stage.text.has_focus
        await driver.press("n")
        assert state.hit in hits


@pytest.mark.parametrize("key", ["slash", "x", "w"])
async def test_what_is_about_all_articles_ends_it(explore, key: str) -> None:
    async with explore() as driver:
        await driver.press("2", "enter", "ctrl+f")
        await driver.type("russia")
        await driver.press("enter", key)
        assert driver.screen.state.find == ""
        assert "in this text" not in driver.display
        await driver.press("escape")
        assert driver.screen.query_one(SearchBar).region.height == 1


async def test_another_article_is_marked_too(explore) -> None:
    async with explore() as driver:
        state = driver.screen.state
        await driver.press("ctrl+f")
        await driver.type("russia")
        await driver.press("enter", "J")
        assert state.page.article.info.id == state.rows[1]
        assert state.page.hits
        assert f"{len(state.page.hits)} hits" in driver.line(0)


async def test_a_mistake_is_shown_and_without_an_article_there_is_nothing_to_find(
    explore, tmp_path
) -> None:
    async with explore() as driver:
        await driver.press("ctrl+f")
        await driver.pilot.press("r", "u", "s", "s", "i", "a", "space", "slash")
        await driver.settle()
        assert driver.screen.query_one(SearchBar).mistake is not None
    folder = tmp_path / "articles"
    folder.mkdir()
    async with explore(folder, index_dir=tmp_path / "index") as driver:
        await driver.press("ctrl+f")
        assert "No article is open" in driver.status
        assert not driver.screen.finds


async def test_on_a_narrow_screen_the_text_is_in_sight(explore) -> None:
    async with explore(size=(50, 20)) as driver:
        await driver.press("ctrl+f")
        await driver.type("russia")
        assert driver.screen.stage.text.region.width > 40
        assert "in this text / russia" in driver.line(0)


async def test_back_to_another_search_ends_finding(explore) -> None:
    async with explore() as driver:
        state, bar = driver.screen.state, driver.screen.query_one(SearchBar)
        await driver.press("slash")
        await driver.type("putin")
        await driver.press("enter", "slash")
        await driver.type("caracas")
        await driver.press("enter", "1", "ctrl+f")
        await driver.type("russia")
        await driver.press("enter", "1", "backspace")
        assert not driver.screen.finds
        assert (state.find, state.query, bar.text.strip()) == ("", "putin", "putin")
        assert "in this text" not in driver.line(0)
        assert driver.screen.focused is driver.screen.stage.articles
        assert all("utin" in state.page.article.text[h.start : h.end] for h in state.page.hits)
