"""Two articles of a corpus side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus

    MakeCorpus = Callable[[dict[str, str]], Corpus]

HERALD = (
    "Strike in the harbour\n\nDockers went on strike on Monday. The United States sent two ships. "
    "Officials say 500 tons of grain are waiting. Nobody was hurt."
)
TIDE = HERALD.replace("The United States", "The U.S.").replace("500 tons", "300 tons")


def test_names_are_those_of_the_corpus(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"herald.txt": HERALD, "tide.txt": f"{TIDE} The council met."})
    corpus.refresh()
    herald, tide = (info.id for info in corpus.articles())
    found = corpus.compare(herald, tide)
    assert (found.left.info.id, found.right.info.id) == (herald, tide)
    (difference,) = found.alignment.discrepancies
    assert found.left.text[slice(*difference.left)] == "500"
    assert found.right.text[slice(*difference.right)] == "300"
    assert found.alignment.shared == 1.0
    assert found.turned == corpus.compare(tide, herald)
    assert found.turned.alignment.shared < 1.0


def test_an_article_that_is_not_there_is_told(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"herald.txt": HERALD})
    corpus.refresh()
    (herald,) = (info.id for info in corpus.articles())
    with pytest.raises(NotFoundError):
        corpus.compare(herald, herald + 1)
