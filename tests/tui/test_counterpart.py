"""What an article without versions is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Corpus
from index.errors import BusyError, NotFoundError
from tests.texts import written
from tui.counterpart import Counterpart, counterpart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORM = (
    "A storm broke the old lighthouse of Skerray. Keeper Anders Hollund was saved by fishermen. "
    "The harbour lost nine boats in that night."
)
TEXTS = {
    "storm.txt": f"Storm\n\n{STORM}",
    "night.txt": "Night\n\nThe harbour lost nine boats in that night, fishermen of Skerray said. "
    "The old lighthouse broke, and its keeper Anders Hollund was saved.",
    "years.txt": "Years\n\nAnders Hollund grew up far inland among eleven brothers and many geese. "
    "Painters from several countries have liked the lighthouse best at dusk in spring. "
    "Skerray became a parish of its own two hundred years ago, against some resistance.",
    "sums.txt": "Sums\n\nPupils add fractions on Thursdays.",
    "cakes.txt": "Cakes\n\nAlmonds make a dough lighter.",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    opened = Corpus.open(written(tmp_path / "folder", TEXTS), index_dir=tmp_path / "index")
    opened.refresh()
    yield opened
    opened.close()


def number(corpus: Corpus, name: str) -> int:
    return corpus.find_article(f"{name}.txt").id


def taken(corpus: Corpus, name: str, before: str = "") -> tuple[str, str] | None:
    """The article that is taken, and why."""
    came = number(corpus, before) if before else None
    made = counterpart(corpus, number(corpus, name), came, lambda: None)
    return made and (made.comparison.right.info.path.removesuffix(".txt"), made.reason)


def test_the_most_related_article_is_taken(corpus: Corpus) -> None:
    assert taken(corpus, "storm") == ("night", "the most related article")
    assert taken(corpus, "storm", "sums") == ("night", "the most related article")


def test_the_article_before_is_taken_if_it_is_related(corpus: Corpus) -> None:
    assert {one.article.path for one in corpus.related(number(corpus, "night"))} == {
        "storm.txt",
        "years.txt",
    }
    assert taken(corpus, "night", "storm") == ("storm", "the article before")


def test_one_that_shares_no_passage_gives_way_to_one_that_does(corpus: Corpus) -> None:
    alone = corpus.compare(number(corpus, "night"), number(corpus, "years"))
    assert not alone.alignment.shared
    assert taken(corpus, "night", "years") == ("storm", "the most related article")


def test_without_related_articles_it_is_the_one_before_or_none(corpus: Corpus) -> None:
    made = counterpart(corpus, number(corpus, "sums"), number(corpus, "storm"), lambda: None)
    assert isinstance(made, Counterpart)
    assert made.reason == "the article before"
    assert not made.comparison.alignment.shared
    assert taken(corpus, "sums") is None


def test_while_the_index_of_words_is_made_it_is_the_one_before(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise BusyError("the index of words is being made")

    monkeypatch.setattr(corpus, "related", busy)
    assert taken(corpus, "storm", "night") == ("night", "the article before")
    assert taken(corpus, "storm") is None


def test_an_article_that_is_gone_cannot_be_compared(corpus: Corpus) -> None:
    with pytest.raises(NotFoundError):
        counterpart(corpus, 10**6, None, lambda: None)


def test_it_can_be_left(corpus: Corpus) -> None:
    def left() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        counterpart(corpus, number(corpus, "storm"), None, left)
