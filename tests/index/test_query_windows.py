"""Positions of words side by side, within a window, and near each other, held against counting."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from index.query.windows import joined, side_by_side, windows

PLACES = st.lists(st.integers(0, 14), max_size=5, unique=True).map(sorted)
SPANS = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 2)), max_size=5).map(
    lambda found: sorted({(first, first + more) for first, more in found})
)


@given(st.lists(SPANS, min_size=1, max_size=4))
def test_words_side_by_side(words: list[list[tuple[int, int]]]) -> None:
    expected = [
        chosen
        for chosen in product(*words)
        if all(after[0] == before[1] + 1 for before, after in pairwise(chosen))
    ]
    assert [tuple(row) for row in side_by_side(words)] == expected


@given(st.lists(PLACES, min_size=1, max_size=4), st.integers(1, 4))
def test_words_within_a_window_the_shortest_from_each_start(
    words: list[list[int]], slop: int
) -> None:
    ends: dict[int, int] = {}
    for chosen in product(*words):
        first, last = min(chosen), max(chosen)
        if len(set(chosen)) == len(words) and last - first < len(words) + slop:
            ends[first] = min(last, ends.get(first, last))
    assert windows(words, slop) == sorted(ends.items())


@given(SPANS, SPANS, st.integers(1, 4))
def test_spans_near_each_other(
    left: list[tuple[int, int]], right: list[tuple[int, int]], distance: int
) -> None:
    after = {(a[0], b[1]) for a in left for b in right if 0 < b[0] - a[1] <= distance}
    before = {(b[0], a[1]) for a in left for b in right if 0 < a[0] - b[1] <= distance}
    assert joined(left, right, distance, ordered=True) == sorted(after)
    assert joined(left, right, distance, ordered=False) == sorted(after | before)
