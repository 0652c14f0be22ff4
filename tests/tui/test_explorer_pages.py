"""What is fetched of an article that is shown already, and what can be done meanwhile."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING

from index import Corpus
from tui.screens import answers
from tui.screens.loading import load_page

if TYPE_CHECKING:
    import pytest


async def test_of_the_article_that_is_shown_only_the_hits_are_fetched(
    explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = []
    article = Corpus.article
    monkeypatch.setattr(
        Corpus, "article", lambda self, number: fetched.append(number) or article(self, number)
    )
    async with explore() as driver:
        driver.screen.searching.put("path:002 kalashnikov")
        await driver.settle()
        page, hits = driver.screen.state.page, driver.screen.state.page.hits
        assert hits
        fetched.clear()
        driver.screen.searching.put("path:002 kalashnikov maduro")
        await driver.settle()
        assert driver.screen.state.page.article is page.article
        assert len(driver.screen.state.page.hits) > len(hits)
        await driver.press("escape")
        assert driver.screen.state.page.article is page.article
        assert driver.screen.state.page.hits == ()
        assert fetched == []


async def test_what_is_shown_can_be_used_while_its_hits_are_fetched(
    explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "SHORT", 0)
    go_on = threading.Event()
    hits_in = Corpus.hits_in

    def slowly(self: Corpus, *args: object, **named: object) -> object:
        assert go_on.wait(20)
        return hits_in(self, *args, **named)

    async with explore() as driver:
        monkeypatch.setattr(Corpus, "hits_in", slowly)
        await driver.press("slash")
        driver.screen.searching.put("path:000")
        while driver.screen.state.bound_for is None:
            await driver.pilot.pause()
        driver.screen.folding.show("text")
        await driver.pilot.press("right_square_bracket", "y")
        await driver.pilot.pause()
        told = driver.screen.stage.status.notice
        go_on.set()
        await driver.settle()
        assert "No article" not in told
        assert driver.app.clipboard
        assert driver.screen.state.entity


def test_an_article_is_fetched_anew_when_the_corpus_has_grown(seeds) -> None:
    (info, *_) = seeds.articles()
    page = load_page(seeds, info.id, "maduro", typing=False)
    again = load_page(seeds, info.id, "putin", typing=True, known=page)
    assert again.article is page.article
    assert again.hits != page.hits
    assert (again.query, again.typing) == ("putin", True)
    older = page._replace(generation=page.generation - 1)
    assert load_page(seeds, info.id, "", typing=False, known=older).article is not page.article
    other = SimpleNamespace(id=info.id + 1)
    strange = page._replace(article=SimpleNamespace(info=other))
    assert load_page(seeds, info.id, "", typing=False, known=strange).article.info.id == info.id
