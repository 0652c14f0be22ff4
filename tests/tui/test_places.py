"""Where articles stand in lists: found without looking at all of them, held in little memory."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Article, ArticleInfo, Failure
from tui.places import Order, Places
from tui.state import Page, Shelf, State, next_in
from tui.whereabouts import whereabouts
from tui.widgets.version_rows import grouped, next_article, places_of


def info(number: int) -> ArticleInfo:
    return ArticleInfo(number, f"{number}.txt", "Title", "", None, 1)


@given(st.lists(st.one_of(st.integers(0, 60), st.integers(0, 4_000_000_000)), unique=True))
def test_the_place_of_each_number_and_of_no_other(numbers: list[int]) -> None:
    places = Places(numbers)
    assert [places.get(number) for number in numbers] == list(range(len(numbers)))
    for other in {*range(-2, 70), 10**6, 2**32 - 1} - set(numbers):
        assert places.get(other) is None
        assert other not in places


class Unread(Order):
    """An order that nobody goes through."""

    def __iter__(self):  # type: ignore[no-untyped-def]
        raise AssertionError("all of the list was gone through")

    def index(self, *_: object) -> int:
        raise AssertionError("all of the list was gone through")


def test_where_one_stands_is_told_without_going_through_the_list() -> None:
    state = State(rows=Unread(range(1, 1001)))
    state.page = Page(Article(info(700), "…", (), ()))
    assert whereabouts(state) == "article 700 of 1,000"
    assert 700 in state.rows
    assert 1001 not in state.rows
    step = next_in(state.rows, 700, 1)
    assert step is not None
    assert state.rows[step.at] == 701


def test_a_large_list_takes_little_memory_besides_its_articles() -> None:
    size = 20_000
    infos = [info(number) for number in range(1, size + 1)]
    groups = {number: number % 7 for number in range(1, size, 100)}
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    rows, shelf = grouped(infos, groups, [Failure("broken.txt", "no text")]), Shelf(infos)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (after - before) / size < 60  # bytes; a row that is held has twice as many
    assert len(rows) == size + 1 - len(groups) + len(set(groups.values()))
    assert rows[-1].failure is not None
    assert shelf.position(size) == size - 1


def test_rows_are_the_same_however_they_are_looked_at() -> None:
    rows = grouped([info(n) for n in range(1, 8)], {2: 1, 5: 1}, [Failure("x", "y")])
    assert [rows[at] for at in range(len(rows))] == list(rows) == rows[:]
    assert rows[-2:] == list(rows)[-2:]
    with pytest.raises(IndexError):
        rows[len(rows)]
    assert places_of(rows).get(6) == places_of(list(rows)).get(6) == 4
    assert [next_article(rows, at, 1) for at in (None, 1, 4, 5)] == [1, 3, 7, None]
    assert [next_article(rows, at, -1) for at in (None, 1, 0)] == [7, 1, None]
