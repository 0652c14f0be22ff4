"""What counts for how much when articles are ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.query import Or, Word, parse
from index.store.text import Entry, TextIndex
from index.store.text.model import DEFAULT, PLAIN, Model, joins

if TYPE_CHECKING:
    from pathlib import Path


def ranked(folder: Path, query: str, *texts: str, title: str = "Nothing") -> list[int]:
    index = TextIndex.open(folder, create=True)
    with index.writer() as writer:
        for number, text in enumerate(texts, 1):
            writer.add(Entry(number, title, text, "", f"{number}.txt", None))
    return [number for number, _ in index.reader().search(parse(query)).hits]


@pytest.mark.parametrize(("documents", "having"), [(0, 1), (1, 3), (5, 5), (5, 6)])
def test_a_word_weighs_something_even_where_articles_that_are_gone_had_it(
    documents: int, having: int
) -> None:
    weight = DEFAULT.weight(Word("oil"), documents, having)
    assert isinstance(weight, float)  # a power of less than nothing would be no real number
    assert weight > 0


def test_words_that_join_weigh_little(tmp_path: Path) -> None:
    texts = ("which which which of the which", "some radar " + "and so on " * 6, "else", "more")
    assert ranked(tmp_path, "which OR radar", *texts) == [2, 1]
    assert joins(Word("Which"))
    assert not joins(Word("radar"))


def test_an_article_gains_by_how_much_of_an_or_it_covers(tmp_path: Path) -> None:
    index = TextIndex.open(tmp_path, create=True)
    with index.writer() as writer:
        for number, text in enumerate(
            ("oil gas here now", "oil now is here", "gas now is here"), 1
        ):
            writer.add(Entry(number, "Nothing", text, "", f"{number}.txt", None))
    node = Or((Word("oil"), Word("gas"), Word("nowhere")))
    reader = index.reader()
    gain = DEFAULT.coordination
    for model, factor in (
        (Model(nearness=0.0), (1.0 + gain) / (1.0 + gain / 2.0)),
        (PLAIN, 1.0),
    ):
        scores = dict(reader.search(node, model=model).hits)
        assert scores[1] == pytest.approx(factor * (scores[2] + scores[3]))


def test_a_rare_word_covers_more_of_an_or_than_a_frequent_one(tmp_path: Path) -> None:
    texts = ("radar oil " + "x " * 9, "oil gas " + "x " * 9, "oil gas", "gas oil", "gas", "oil")
    assert ranked(tmp_path, "oil OR gas OR radar", *texts)[0] == 1
    several, one = Model(nearness=0.0), Model(nearness=0.0, coordination=0.0)
    node = Or((Word("oil"), Word("radar")))
    scores, plain = (
        dict(TextIndex.open(tmp_path).reader().search(node, model=m).hits) for m in (several, one)
    )
    gained = {number: scores[number] / plain[number] - 1.0 for number in plain}
    assert gained[1] == pytest.approx(DEFAULT.coordination)
    assert gained[2] < DEFAULT.coordination / 2


def test_words_close_together_gain(tmp_path: Path) -> None:
    filler = "one two three four five six seven eight nine ten"
    texts = (f"oil {filler} price {filler}", f"oil price {filler} {filler}")
    assert ranked(tmp_path, "oil price", *texts) == [2, 1]
    assert ranked(tmp_path / "b", "price oil", *reversed(texts)) == [1, 2]
