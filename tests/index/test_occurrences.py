"""An article's hits one by one, each with the words around it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.occurrences import occurrences
from index.answering.snippets import Highlighter
from index.model import Span
from index.query import parse

TEXT = "Spare\n  parts came. The spare   parts of an Il-76, and spare\n\nparts.\n"


def hits(query: str, width: int = 12, limit: int | None = None) -> list[tuple[str, str, str, int]]:
    spans = Highlighter(parse(query)).spans(TEXT)
    found = occurrences(TEXT, spans, width, limit)
    return [(hit.left, hit.text, hit.right, hit.number) for hit in found.hits]


def test_words_side_by_side_are_one_hit() -> None:
    assert hits('"spare parts"', 8) == [
        ("", "Spare\n  parts", " came. T", 1),
        ("me. The ", "spare   parts", " of an I", 3),
        ("76, and ", "spare", " parts. ", 5),
        ("d spare ", "parts", ". ", 6),
    ]


def test_a_hyphenated_word_is_one_hit() -> None:
    assert [hit[1] for hit in hits("Il-76")] == ["Il-76"]


def test_they_are_counted_whatever_the_limit() -> None:
    spans = Highlighter(parse("spare")).spans(TEXT)
    found = occurrences(TEXT, spans, 20, 2)
    assert found.total == 3
    assert [hit.text for hit in found.hits] == ["Spare", "spare"]
    assert [hit.number for hit in found.hits] == [1, 2]
    assert occurrences(TEXT, spans, 0, 1).hits[0].left == ""


@given(
    st.text(alphabet="ab -\n.", max_size=60),
    st.integers(0, 9),
    st.lists(st.integers(0, 60), max_size=12, unique=True).map(sorted),
)
def test_every_matched_word_is_in_one_hit(text: str, width: int, edges: list[int]) -> None:
    pairs = list(pairwise(edge for edge in edges if edge <= len(text)))[::2]
    spans = [Span(start, end) for start, end in pairs]
    found = occurrences(text, spans, width, None)
    assert found.total == len(found.hits)
    for span in spans:
        assert sum(hit.start <= span.start and span.end <= hit.end for hit in found.hits) == 1
    for hit in found.hits:
        assert spans[hit.number - 1].start == hit.start
        assert hit.text == text[hit.start : hit.end]
        assert len(hit.left) <= width
        assert len(hit.right) <= width


def test_the_corpus_tells_the_hits_of_the_articles_asked_about(make_corpus) -> None:
    corpus = make_corpus({"a.txt": "Radar here. No radar there.", "b.txt": "A missile."})
    corpus.refresh()
    ids = {info.path: info.id for info in corpus.articles()}
    found = corpus.hits("radar", [*ids.values(), 999], width=5)
    assert found[ids["a.txt"]].total == 2
    assert [hit.start for hit in found[ids["a.txt"]].hits] == [0, 15]
    assert found[ids["b.txt"]].total == 0
    assert set(found) == set(ids.values())
    assert corpus.hits("", list(ids.values())) == {}


@pytest.mark.parametrize("limit", [0, 1])
def test_a_limit_is_kept(make_corpus, limit: int) -> None:
    corpus = make_corpus({"a.txt": "Radar here. No radar there."})
    corpus.refresh()
    found = corpus.hits("radar", [corpus.articles()[0].id], limit=limit)
    assert [len(some.hits) for some in found.values()] == [limit]


def test_a_name_that_is_asked_for_is_a_hit_under_any_alias(make_corpus) -> None:
    corpus = make_corpus(
        {
            "a.txt": "Nicolás Maduro spoke in Caracas. Later Maduro left for Moscow.\n",
            "b.txt": "Nothing of note.\n\nNicolás Maduro met Vladimir Putin in Moscow.\n",
        }
    )
    corpus.refresh()
    first, second = (corpus.find_article(name) for name in ("a.txt", "b.txt"))
    text = corpus.article(first.id).text
    spans = corpus.hits_in('person:"Nicolás Maduro" -caracas', first.id)
    assert [text[start:end] for start, end in spans] == ["Nicolás Maduro", "Maduro"]
    both = corpus.hits_in("person:maduro moscow", first.id)
    assert [text[start:end] for start, end in both] == ["Nicolás Maduro", "Maduro", "Moscow"]
    assert corpus.hits_in("caracas -person:maduro", first.id) == corpus.hits_in("caracas", first.id)
    assert not corpus.hits_in('place:"Nicolás Maduro"', first.id)
    near = corpus.hits('near:"Maduro","Vladimir Putin"~20', (second.id,))[second.id]
    assert [hit.text for hit in near.hits] == ["Nicolás Maduro", "Vladimir Putin"]
    (snippet,) = corpus.snippets("person:maduro", (second.id,))[second.id]
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["Nicolás Maduro"]
    assert snippet.text.startswith("Nicolás Maduro met")


def test_a_name_far_down_a_long_text_is_shown(make_corpus) -> None:
    corpus = make_corpus(
        {"a.txt": f"{'it was as dull as ever. ' * 2000}\n\nNicolás Maduro spoke.\n"}
    )
    corpus.refresh()
    (info,) = corpus.articles()
    (snippet,) = corpus.snippets('person:"Nicolas Maduro"', (info.id,))[info.id]
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["Nicolás Maduro"]
