"""Results by hit: each article of an answer with its hits under it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from index import Corpus
from tui.screens import by_hit as by_hit_module
from tui.widgets.article_list import ArticleList


def hit_rows(driver) -> list[tuple[int, int]]:
    """The article and the place of each hit that is listed."""
    return [(row.info.id, row.hit.start) for row in driver.screen.stage.articles.rows if row.hit]


async def search(driver, query: str) -> ArticleList:
    await driver.press("slash")
    await driver.type(query)
    await driver.press("enter", "1")
    return driver.screen.stage.articles


async def test_every_hit_has_a_row_and_the_counts_are_exact(explore) -> None:
    async with explore() as driver:
        articles = await search(driver, "kalashnikov OR radar")
        before = [row.info.path for row in articles.rows]
        await driver.press("h")
        assert articles.row_height == 1
        assert [row.info.path for row in articles.rows if not row.hit] == before
        corpus = driver.screen.reader._corpus
        query = driver.screen.state.query
        for row in articles.rows:
            if row.hit is None:
                own = [one for one in articles.rows if one.hit and one.info == row.info]
                assert row.hits == len(own) == corpus.hits(query, [row.info.id])[row.info.id].total
        assert "1 Hits in" in driver.display
        await driver.press("h")
        assert [row.info.path for row in articles.rows] == before
        assert articles.row_height == 3
        assert not hit_rows(driver)


async def test_a_row_leads_to_its_hit(explore) -> None:
    async with explore() as driver:
        articles = await search(driver, "maduro")
        await driver.press("h", "g")
        for _ in range(3):
            await driver.press("j")
            row, state = articles.cursor_row, driver.screen.state
            assert row.hit is not None
            assert state.page.article.info.id == row.info.id
            assert state.hit.start == row.hit.start
            assert state.hit == state.page.hits[row.number - 1]
        await driver.press("enter")
        span = driver.screen.stage.text.visible_span()
        assert span.start <= row.hit.start < span.end
        assert driver.app.focused is driver.screen.stage.text


async def test_the_next_hit_moves_the_cursor_with_it(explore) -> None:
    async with explore() as driver:
        articles = await search(driver, "maduro")
        await driver.press("h", "2", "n", "n")
        assert articles.cursor_row.hit.start == driver.screen.state.hit.start
        await driver.press("N")
        assert articles.cursor_row.hit.start == driver.screen.state.hit.start


async def test_the_place_is_kept_when_toggling(explore) -> None:
    async with explore() as driver:
        articles = await search(driver, "maduro")
        await driver.press("j", "j")
        wanted = articles.cursor_id
        await driver.press("h")
        assert articles.cursor_id == wanted
        await driver.press("j", "j")
        wanted = articles.cursor_id
        top = articles.cursor * articles.row_height - articles.scroll_offset.y
        assert 0 <= top < articles.size.height
        await driver.press("h")
        assert articles.cursor_id == wanted
        assert articles.cursor_row.hit is None
        top = articles.cursor * articles.row_height - articles.scroll_offset.y
        assert 0 <= top < articles.size.height


async def test_typing_on_lists_the_hits_of_what_is_typed(explore) -> None:
    async with explore() as driver:
        await search(driver, "maduro")
        await driver.press("h", "slash", "end")
        await driver.type(" radar")
        state = driver.screen.state
        assert state.query == "maduro radar"
        texts = driver.screen.reader._corpus
        found = hit_rows(driver)
        assert found
        for article, start in found:
            assert texts.article(article).text[start : start + 5].lower() in ("madur", "radar")
        await driver.press("escape")
        assert not hit_rows(driver)
        assert driver.screen.stage.articles.row_height == 2


async def test_without_a_search_there_is_nothing_to_list(explore) -> None:
    async with explore() as driver:
        await driver.press("h")
        assert "Nothing is searched for" in driver.display
        assert driver.screen.stage.articles.row_height == 2


async def test_a_click_on_a_hit_opens_it(explore) -> None:
    async with explore() as driver:
        articles = await search(driver, "maduro")
        await driver.press("h")
        await driver.pilot.click(articles, offset=(12, 4))
        await driver.settle()
        row = articles.cursor_row
        assert row.hit is not None
        assert driver.screen.state.hit.start == row.hit.start


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        words = "\n\n".join(f"A radar stands at place {n}." for n in range(3))
        (folder / f"{number:02}.txt").write_text(f"Report {number:02}\n\n{words}\n")
    return folder


async def test_hits_are_fetched_only_for_what_can_be_seen(
    explore, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    fetch = Corpus.hits

    def counted(self, query, ids, **options):
        asked.extend(ids)
        return fetch(self, query, ids, **options)

    monkeypatch.setattr(Corpus, "hits", counted)
    async with explore(many, index_dir=tmp_path / "index") as driver:
        articles = await search(driver, "radar")
        assert not asked
        await driver.press("h")
        assert 5 <= len(asked) <= 36
        assert len(asked) == len(set(asked))
        row = articles.cursor_row
        await driver.press("G")
        assert articles.cursor_row != row
        assert articles.cursor_row.info.path == articles.rows[-1].info.path
        assert len(asked) < 60
        assert len(asked) == len(set(asked))
        assert {row.hits for row in articles.visible_rows if not row.hit} == {3}


async def test_an_article_with_very_many_hits_leads_on(
    explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_hit_module, "MOST", 5)
    (tmp_path / "a").mkdir()
    words = "\n\n".join(f"The radar of place {n} stands." for n in range(12))
    (tmp_path / "a" / "a.txt").write_text(f"Report\n\n{words}\n")
    async with explore(tmp_path / "a", index_dir=tmp_path / "index") as driver:
        articles = await search(driver, "radar")
        await driver.press("h", "G")
        assert articles.rows[0].hits == 12
        assert len(articles.rows) == 7
        assert "… 7 more" in driver.display
        assert driver.screen.state.hit == driver.screen.state.page.hits[5]


async def test_hits_that_are_on_their_way_are_not_asked_for_again(
    explore, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    fetch, go_on = Corpus.hits, threading.Event()

    def slow(self, query, ids, **options):
        asked.extend(ids)
        go_on.wait(20)
        return fetch(self, query, ids, **options)

    monkeypatch.setattr(Corpus, "hits", slow)
    async with explore(many, index_dir=tmp_path / "index") as driver:
        articles = await search(driver, "radar")
        await driver.pilot.press("h")
        await driver.pilot.pause()
        driver.screen.listing.show_snippets(articles.visible_ids)
        await driver.pilot.pause()
        go_on.set()
        await driver.settle()
        assert asked
        assert len(asked) == len(set(asked))
        await driver.press("h", "h")
        assert articles.rows[1].hit is not None
