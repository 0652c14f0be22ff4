"""What linking keeps names in: the same as lists and dictionaries, in little memory or none."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import column
from index.column import Column
from index.linking import columns, context, load_linker
from index.linking.base import NameUse
from index.linking.columns import Columns, Names, Tally, blocks
from index.linking.texts import Lookup, Texts
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator

STRINGS = st.lists(st.text(st.sampled_from("ab\0é日\udcff😀 "), max_size=11), max_size=30)
SMALL = st.integers(0, 5)


@given(STRINGS)
def test_texts_are_a_list_of_strings(strings: list[str]) -> None:
    texts = Texts(strings)
    numbers = range(len(strings))
    assert list(texts) == [texts[n] for n in numbers] == list(texts.at(numbers)) == strings
    assert texts[1:3] == strings[1:3]
    assert texts.order().tolist() == sorted(numbers, key=strings.__getitem__)
    assert texts.begin_with("a").tolist() == [text.startswith("a") for text in strings]
    find = texts.finder()
    assert [find(text) for text in strings] == [strings.index(text) for text in strings]
    assert find("none of them") == -1


@given(STRINGS, STRINGS)
def test_a_lookup_is_a_dictionary_of_lists(strings: list[str], others: list[str]) -> None:
    lookup = Lookup()
    filed: dict[str, list[int]] = {}
    for number, text in enumerate(strings):
        lookup.add(text, number)
        filed.setdefault(text, []).append(number)
    assert all(lookup.get(text).tolist() == filed.get(text, []) for text in strings + others)
    hashes = np.array([hash(text) for text in strings + others], dtype=np.int64)
    assert lookup.holds(hashes).tolist() == [text in filed for text in strings + others]
    assert sorted(lookup.groups()) == sorted(some for some in filed.values() if len(some) > 1)


@given(st.sets(st.text("ab", max_size=3), max_size=12), st.sets(st.text("ab", max_size=3)))
def test_names_are_put_before_others(first: set[str], second: set[str]) -> None:
    def made(texts: set[str]) -> list[columns.Name]:
        return [(text, EntityType.ORG if text[:1] == "a" else EntityType.MISC, text == "ab")
                for text in sorted(texts)]  # fmt: skip

    old, new = made(first), made(second - first)
    names = Names(old)
    places = [sum(name < other for name in old) for other in new]
    names.insert(np.array(places, dtype=np.int64), new)
    assert list(names) == sorted(old + new)


@given(
    st.lists(st.lists(st.integers(-9, 9), max_size=5), max_size=5),
    st.lists(st.tuples(st.integers(0, 24), st.integers(-9, 9)), max_size=6),
    st.integers(0, 20),
)
def test_a_column_is_a_list_of_numbers(
    parts: list[list[int]], changes: list[tuple[int, int]], memory: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(column, "_IN_MEMORY", memory)
        patch.setattr(column, "_BLOCK", 3)
        made, numbers = Column(), []
        for part in parts:
            made.append(np.array(part, dtype=np.int64))
            numbers += part
        changes = [(row, number) for row, number in changes if row < len(numbers)]
        made.put(np.array([r for r, _ in changes], np.int64), np.array([n for _, n in changes]))
        for row, number in changes:
            numbers[row] = number
        assert made[:].tolist() == numbers
        assert made[1:4].tolist() == numbers[1:4]
        assert [n for _, some in made.blocks() for n in some.tolist()] == numbers
        made[1:3] = made[1:3] + 1
        assert made[:].tolist() == numbers[:1] + [n + 1 for n in numbers[1:3]] + numbers[3:]
        with pytest.raises(ValueError, match="2 numbers"):
            made[len(numbers) :] = np.zeros(2)


@given(st.lists(st.lists(st.tuples(SMALL, SMALL, SMALL), max_size=6), max_size=4))
def test_a_tally_is_a_counter(batches: list[list[tuple[int, int, int]]]) -> None:
    tally = Tally(6)
    counter: Counter[tuple[int, int]] = Counter()
    for batch in batches:
        first, second, times = np.array(batch, dtype=np.int32).reshape(-1, 3).T
        tally.add(first, second, times)
        for one, two, count in batch:
            counter[one, two] += count
    found = zip(*(column.tolist() for column in tally.pairs()), strict=True)
    assert list(found) == [(*pair, counter[pair]) for pair in sorted(counter)]


@given(st.lists(st.integers(0, 9), max_size=20), st.integers(1, 12))
def test_blocks_are_all_rows_in_turn(sizes: list[int], rows: int) -> None:
    starts = np.cumsum([0, *sizes])
    found = list(blocks(starts, rows))
    assert [n for some, _ in found for n in range(some.start, some.stop)] == list(range(len(sizes)))
    for some, its_rows in found:
        assert (its_rows.start, its_rows.stop) == (starts[some.start], starts[some.stop])
        assert its_rows.stop - its_rows.start <= rows or some.stop - some.start == 1


def test_memory_of_linking_hardly_grows_with_the_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "_ROWS", 1000)
    monkeypatch.setattr(column, "_IN_MEMORY", 4096)
    monkeypatch.setattr(column, "_BLOCK", 1000)
    _peak(1)  # what is loaded once
    few, many = _peak(1000), _peak(4000)
    assert many - few < 10 * 10 * 3000  # the numbers of a use alone are 20 bytes


def _peak(articles: int, uses: int = 10, names: int = 600) -> int:
    """The memory that linking so many articles takes at once, in bytes."""
    rng = np.random.default_rng(1)
    rows = articles * uses
    people = sorted((f"Given{n % 30} Sur{n // 30}", EntityType.PERSON, False) for n in range(names))
    corpus = Columns(
        Names(people),
        np.arange(articles),
        np.arange(0, rows + 1, uses),
        Column.holding(
            rng.permuted(np.tile(np.arange(names, dtype=np.int32), (articles, 1)), axis=1)[
                :, :uses
            ].ravel()
        ),
        Column.holding(np.ones(rows, dtype=np.int32)),
        Column.holding(np.tile(np.arange(uses, dtype=np.int32), articles)),
    )
    tracemalloc.start()
    try:
        linking = load_linker().link_columns(corpus, ())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(linking.of) == rows
    return peak


def test_linking_some_rows_at_a_time_is_linking_all(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    names = [f"Given{n % 7} Sur{n % 11}" for n in range(40)] + [f"Sur{n}" for n in range(11)]
    uses = [
        NameUse(article, names[at], EntityType.PERSON, False, 1, 10 * place)
        for article in range(60)
        for place, at in enumerate(rng.choice(len(names), 8, replace=False).tolist())
    ]
    whole = load_linker().link(uses)
    monkeypatch.setattr(columns, "_ROWS", 20)
    monkeypatch.setattr(context, "_PAIRS", 15)
    assert load_linker().link(uses) == whole


def test_a_list_of_very_many_names_is_no_company(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    beside = context._beside

    def counted(*args: Any) -> Iterator[tuple[columns.Ints, columns.Ints]]:
        for keys, which in beside(*args):
            made.append(len(keys))
            yield keys, which

    monkeypatch.setattr(context, "_beside", counted)
    monkeypatch.setattr(context, "_CROWD", 30)
    for size, some in ((25, True), (31, False)):
        full = [f"Given{n} Sur{n}" for n in range(size)]
        uses = [
            NameUse(article, name, EntityType.PERSON, False, 1, 10 * place)
            for article, part in enumerate((full, [name.split()[1] for name in full]))
            for place, name in enumerate(part)
        ]
        made.clear()
        load_linker().link(uses)
        assert (sum(made) > 0) == some
