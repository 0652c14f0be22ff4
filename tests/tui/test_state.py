"""Where the keys lead, without a screen."""

from __future__ import annotations

from index.model import Article, ArticleInfo, EntityType, LinkedMention, Span
from tui.places import Order
from tui.state import (
    Page,
    Shelf,
    Spot,
    State,
    Step,
    Thread,
    mention_at,
    next_hit,
    next_in,
    plural,
)
from tui.whereabouts import whereabouts


def info(number: int) -> ArticleInfo:
    return ArticleInfo(number, f"{number}.txt", f"Title {number}", "", None, 100)


def mention(article: int, start: int) -> LinkedMention:
    return LinkedMention(
        article, f"{article}.txt", start, start + 3, "Ann", EntityType.PERSON, "Ann"
    )


SHELF = Shelf([info(30), info(10), info(20)])
MENTIONS = [mention(30, 5), mention(30, 50), mention(20, 0)]
THREAD = Thread("Ann", MENTIONS, SHELF)


def test_mentions_are_walked_in_reading_order_and_round_the_end() -> None:
    assert THREAD.step(0, 1) == Step(1, False)
    assert THREAD.step(2, 1) == Step(0, True)
    assert THREAD.step(0, -1) == Step(2, True)


def test_a_walk_begins_at_the_place_in_sight() -> None:
    assert THREAD.from_spot(Spot(0, 5), 1) == Step(0, False)
    assert THREAD.from_spot(Spot(0, 6), 1) == Step(1, False)
    assert THREAD.from_spot(Spot(1, 0), 1) == Step(2, False)
    assert THREAD.from_spot(Spot(2, 1), 1) == Step(0, True)
    assert THREAD.from_spot(Spot(0, 5), -1) == Step(2, True)
    assert THREAD.from_spot(Spot(1, 0), -1) == Step(1, False)


def test_article_by_article() -> None:
    assert THREAD.article_step(0, 1) == Step(2, False)
    assert THREAD.article_step(1, 1) == Step(2, False)
    assert THREAD.article_step(2, 1) == Step(0, True)
    assert THREAD.article_step(2, -1) == Step(0, False)
    assert THREAD.article_step(0, -1) == Step(2, True)
    assert [THREAD.article_number(index) for index in range(3)] == [1, 1, 2]


def test_hits_in_one_article() -> None:
    hits = [Span(3, 5), Span(10, 12)]
    assert next_hit(hits, -1, 1) == Span(3, 5)
    assert next_hit(hits, 3, 1) == Span(10, 12)
    assert next_hit(hits, 10, 1) is None
    assert next_hit(hits, 10, -1) == Span(3, 5)
    assert next_hit(hits, 3, -1) is None


def test_articles_of_a_result() -> None:
    assert next_in(Order([7, 8, 9]), 8, 1) == Step(2, False)
    assert next_in(Order([7, 8, 9]), 9, 1) == Step(0, True)
    assert next_in(Order([7, 8, 9]), 7, -1) == Step(2, True)
    assert next_in(Order([7, 8, 9]), 1, 1) == Step(0, False)
    assert next_in(Order([7, 8, 9]), None, -1) == Step(2, False)
    assert next_in(Order(), 7, 1) is None


def test_the_mention_under_a_place_or_behind_it() -> None:
    assert mention_at(MENTIONS[:2], 6) == MENTIONS[0]
    assert mention_at(MENTIONS[:2], 8) == MENTIONS[1]
    assert mention_at(MENTIONS[:2], 53) is None


def test_where_one_stands() -> None:
    state = State()
    assert whereabouts(state) == ""
    state.shelf = SHELF
    assert whereabouts(state) == "3 articles"
    state.rows = Order((30, 10, 20))
    state.page = Page(Article(info(10), "…", (), ()))
    assert whereabouts(state) == "article 2 of 3"
    state.page = Page(state.page.article, hits=(Span(0, 1),))
    assert whereabouts(state) == "1 hit · result 2 of 3"
    state.hit = Span(0, 1)
    assert whereabouts(state) == "hit 1 of 1 · result 2 of 3"
    assert whereabouts(state, brief=True) == "hit 1/1 · result 2/3"
    state.query = "another"
    assert whereabouts(state) == "article 2 of 3"
    state.query = ""
    state.thread = THREAD
    assert whereabouts(state) == "hit 1 of 1 · result 2 of 3"
    assert whereabouts(state, mentions=True) == "Ann · 3 mentions in 2 articles"
    state.hit = None
    assert whereabouts(state) == "Ann · 3 mentions in 2 articles"
    state.at = 2
    assert whereabouts(state) == "Ann · mention 3 of 3 · article 2 of 2"
    assert whereabouts(state, brief=True) == "Ann · 3/3 · article 2/2"
    state.stale = True
    assert whereabouts(state).endswith("article 2 of 2 · may be out of date")


def test_numbers_in_words() -> None:
    assert plural(1, "article") == "1 article"
    assert plural(1200, "article") == "1,200 articles"
    assert plural(2, "entity", "entities") == "2 entities"
