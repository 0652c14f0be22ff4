"""Back and forward bring back what was searched; sorting keeps what is read."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from index import Corpus

if TYPE_CHECKING:
    from pathlib import Path


def place(driver) -> tuple[str, str, int]:
    """What is searched, what is read, and the row that the list's cursor is on."""
    state, articles = driver.screen.state, driver.screen.stage.articles
    assert state.query == driver.screen.searching.text
    assert driver.screen.stage.search.text.strip() == state.query
    return state.query, state.page.article.info.path, articles.cursor_id


async def search(driver, words: str) -> tuple[str, str, int]:
    await driver.press("slash")
    await driver.type(words)
    await driver.press("enter")
    return place(driver)


async def test_back_brings_back_the_query_of_the_place(explore) -> None:
    async with explore() as driver:
        await driver.press("j")
        start = place(driver)
        assert start[0] == ""
        first = await search(driver, "kalashnikov")
        second = await search(driver, "path:004")
        assert first[:2] != second[:2]
        await driver.press("backspace")
        assert place(driver) == first
        corpus = driver.screen.reader._corpus
        found = corpus.search("kalashnikov", typing=True)
        assert driver.screen.state.rows == tuple(hit.article.id for hit in found.hits)
        assert f"1 Results {found.total}" in driver.display
        assert driver.screen.state.page.hits
        await driver.press("backspace")
        assert place(driver) == start
        assert "1 Articles 5" in driver.display
        assert driver.screen.state.page.hits == ()
        await driver.press("alt+right")
        assert place(driver) == first
        await driver.press("alt+right")
        assert place(driver) == second


async def test_back_comes_to_where_one_had_read_to(explore) -> None:
    async with explore() as driver:
        await search(driver, "path:000")
        await driver.press("G")
        top = driver.screen.stage.text.top_offset
        assert top > 0
        await driver.press("slash")
        await driver.type("path:00")  # the same article may be the first
        await driver.press("enter", "backspace")
        assert driver.screen.stage.text.top_offset == top
        assert place(driver)[:1] == ("path:000",)


async def test_a_search_that_was_given_up_comes_back(explore) -> None:
    async with explore() as driver:
        found = await search(driver, "kalashnikov")
        await driver.press("escape")
        assert place(driver)[:2] == ("", found[1])
        await driver.press("backspace")
        assert place(driver) == found
        await driver.press("alt+right")
        assert place(driver)[0] == ""


async def test_from_a_search_without_an_answer_one_comes_back_to_what_is_in_sight(explore) -> None:
    for words in ("zzyzx", "kalashnikov AND ("):
        async with explore() as driver:
            found = await search(driver, "kalashnikov")
            await driver.press("slash")
            await driver.type(words)
            await driver.press("tab", "backspace")
            assert place(driver) == found
            assert driver.screen.stage.search.mistake is None
            await driver.press("slash", "up")
            assert driver.screen.stage.search.text == words  # what was typed is not lost
            await driver.press("escape")


async def test_the_words_of_one_search_are_one_place_however_often_they_were_changed(
    explore,
) -> None:
    async with explore() as driver:
        start = place(driver)
        await driver.press("slash")
        await driver.type("maduro")
        await driver.pilot.press(*["backspace"] * 6)
        await driver.settle()
        await driver.type("kalashnikov")
        await driver.press("enter", "backspace")
        assert place(driver) == start
        assert not driver.screen.history.can_go_back


async def test_a_clause_that_was_added_is_taken_back(explore) -> None:
    async with explore() as driver:
        await search(driver, "venezuela")
        await driver.press("1", "j")
        before = place(driver)
        driver.screen.searching.put("venezuela path:004")
        await driver.settle()
        assert place(driver) != before
        await driver.press("1", "backspace")
        assert place(driver) == before


async def test_list_and_text_come_back_together(explore, monkeypatch: pytest.MonkeyPatch) -> None:
    async with explore() as driver:
        first = await search(driver, "kalashnikov")
        await search(driver, "path:004")
        asked = []
        ask = driver.screen.reader.ask
        monkeypatch.setattr(
            driver.screen.reader, "ask", lambda kind, *rest: (asked.append(kind), ask(kind, *rest))
        )
        await driver.press("backspace")
        assert place(driver) == first
        assert asked == ["search"]
        assert first[2] in driver.screen.stage.articles._snippets


async def test_what_one_asks_for_meanwhile_stays(explore, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    plain = Corpus.search

    def slowly(self: Corpus, *args: object, **named: object) -> object:
        assert go_on.wait(20)
        return plain(self, *args, **named)

    async with explore() as driver:
        await search(driver, "kalashnikov")
        await search(driver, "path:004")
        driver.screen.folding.show("text")
        monkeypatch.setattr(Corpus, "search", slowly)
        await driver.pilot.press("backspace", "slash", "p", "u", "t", "i", "n")
        go_on.set()
        await driver.settle()
        assert place(driver)[0] == "putin"


@pytest.mark.parametrize("words", ["", "venezuela"])
async def test_sorting_keeps_the_article_the_place_and_its_row(explore, words: str) -> None:
    async with explore(size=(120, 16)) as driver:
        if words:
            await search(driver, words)
        await driver.press("1", "j", "j", "2", "space")
        state, stage = driver.screen.state, driver.screen.stage
        article, top = state.page.article.info.id, stage.text.top_offset
        assert top > 0
        rows = set()
        for _ in range(5):
            await driver.press("s")
            assert state.page.article.info.id == article
            assert stage.text.top_offset == top
            assert stage.articles.cursor_id == article
            assert article in stage.articles.visible_ids
            rows.add(stage.articles.cursor)
        assert len(rows) > 1
        assert not words or stage.articles._snippets.keys() >= set(stage.articles.visible_ids)


async def test_back_from_a_file_that_cannot_be_read_is_to_what_was_read_before(
    explore_folder, tmp_path: Path
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"Anna Kelly met Marco Rubio in Caracas, says {name}.\n")
    (folder / "c.txt").write_bytes(bytes(range(256)) * 50)
    async with explore_folder(folder) as driver:
        await driver.press("enter", "1", "j", "enter", "1", "j")
        assert driver.screen.state.page is None
        await driver.press("backspace")
        assert driver.open_path == "b.txt"
        await driver.press("backspace")
        assert driver.open_path == "a.txt"
