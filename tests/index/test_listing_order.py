"""The articles' list is in reading order, however the catalogue gives them."""

from __future__ import annotations

import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from index.answering.listing import in_reading_order
from index.model import ArticleInfo
from index.reading import natural_key


def info(number: int, path: str) -> ArticleInfo:
    return ArticleInfo(number, path, "Title", "", None, 1)


@given(st.lists(st.from_regex(r"[ab]{1,2}(/[0-9a]{1,3})?", fullmatch=True), max_size=60))
@settings(derandomize=True)
def test_runs_in_order_are_merged(paths: list[str]) -> None:
    infos = [info(number, path) for number, path in enumerate(paths)]
    expected = sorted(infos, key=lambda one: (natural_key(one.path), one.id))
    assert in_reading_order(iter(infos)) == expected


def test_many_short_runs_are_sorted() -> None:
    infos = [info(number, f"{number * 7919 % 2003}.txt") for number in range(2003)]
    assert [int(one.path[:-4]) for one in in_reading_order(infos)] == list(range(2003))


def test_the_keys_of_all_articles_are_never_held_together() -> None:
    infos = [info(number, f"{number // 100:03}/{number:05}.txt") for number in range(10_000)]
    infos = infos[4_000:] + infos[:4_000]
    tracemalloc.start()
    in_reading_order(infos)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak / len(infos) < 60  # bytes; a key has hundreds
