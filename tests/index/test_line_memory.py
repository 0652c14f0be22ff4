"""The lines of new articles: who has them is known without reading a text again."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.refreshing.line_memory import LineMemory

KEYS = st.integers(0, 20) | st.integers(0, 2**64 - 1)


@given(st.lists(st.lists(KEYS, max_size=6), max_size=12), st.sets(KEYS, max_size=5))
def test_all_articles_that_have_a_line_are_found(lines: list[list[int]], asked: set[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.refreshing.line_memory._LATE", 5)
        patch.setattr("index.column._BLOCK", 3)
        patch.setattr("index.column._IN_MEMORY", 16)
        memory = LineMemory()
        for number, keys in enumerate(lines, 7):
            memory.add(number, keys)
        low = {key % 2**32 for key in asked}
        having = [n for n, keys in enumerate(lines, 7) if any(k % 2**32 in low for k in keys)]
        for _ in range(2):
            assert memory.having(asked).tolist() == having
        assert memory.articles().tolist() == list(range(7, 7 + len(lines)))
        memory.add(1000, asked)
        assert memory.having(asked).tolist() == having + [1000] * bool(asked)


def test_many_lines_take_no_more_memory_than_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.column._IN_MEMORY", 4096)
    monkeypatch.setattr("index.refreshing.line_memory._LATE", 1000)
    memory = LineMemory(tmp_path)
    tracemalloc.start()
    try:
        for number in range(5_000):
            memory.add(number, range(number, number + 20))
        assert tracemalloc.get_traced_memory()[1] < 2 * 5_000 * 20
        assert len(memory.having([2_000])) == 20
    finally:
        tracemalloc.stop()
