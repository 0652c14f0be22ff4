"""What is said of a query that finds nothing, or may be meant otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Corpus
from index.errors import QueryError
from index.query import intended, parse
from index.query.spelling import either

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ARTICLES = {
    "one.txt": "Title: Oil crisis\nSource: The Herald\nDate: 2025-11-03\n\n"
    "President Nicolás Maduro met Vladimir Putin in Caracas. Oil was short, said Nicolás Maduro.\n",
    "two.md": "Title: Gas talks\nSource: Daily Wire\nDate: 2025-12-01\n\n"
    "Vladimir Putin spoke of gas. " + "It was a long day of talks. " * 30 + "Maduro listened.\n",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    made = Corpus.open(folder, index_dir=tmp_path_factory.mktemp("index"))
    made.refresh()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("query", "notes", "offer"),
    [
        (
            "source:heralt",
            ["nothing matches source:heralt", "did you mean herald?"],
            "source:herald",
        ),
        ("source:zzz", ["the outlets are Daily Wire, The Herald"], ""),
        ("title:crisiz", ["did you mean crisis?"], "title:crisis"),
        ("date:2019", ["the articles are of 2025-11-03 to 2025-12-01"], ""),
        ("gas date:2019", ["without it 1 article matches"], "gas"),
        ("ext:pdf", ["the extensions are md, txt"], ""),
        ("-was", ["every article matches was"], ""),
        ("org:maduro", ["did you mean person:maduro?"], "person:maduro"),
        ("near:maduro,xyzzy", ["nothing is called xyzzy"], ""),
        (
            "oil or zzz",
            ["'or' is looked for as a word; it combines in capitals: oil OR zzz"],
            "oil OR zzz",
        ),
    ],
)
def test_what_removed_everything_and_what_may_be_asked_instead(
    corpus: Corpus, query: str, notes: list[str], offer: str
) -> None:
    result = corpus.search(query)
    assert not result.total
    assert [note for note in notes if note not in result.notes] == []
    assert offer == next(iter(result.offers), "")
    assert not offer or corpus.search(offer).total


def test_names_that_are_never_so_near_are_asked_for_further_apart(corpus: Corpus) -> None:
    near = corpus.search('near:"Vladimir Putin","Nicolás Maduro"~1')
    assert not near.total
    assert near.offers[0] == 'near:"Vladimir Putin","Nicolás Maduro"~100'


def test_a_small_operator_is_told_beside_the_answer_but_not_while_typing(corpus: Corpus) -> None:
    result = corpus.search("gas and talks")
    assert result.total == 0 or result.notes
    assert corpus.search("it not gas").notes[0].startswith("'not' is looked for as a word")
    assert corpus.search("oil was", typing=True).notes == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("oil or gas", "oil OR gas"),
        ("oil  and gas or coal", "oil  AND gas OR coal"),
        ("not oil", "NOT oil"),
        ('"oil or gas"', None),
        ("oil “to be or not” or gas", "oil “to be or not” OR gas"),
        ("or gas", None),
        ("oil or", None),
        ("orient and", None),
        ("who met Putin there?", "who met Putin there"),
        ("radar?", None),
        ("oil gas", None),
        ("", None),
    ],
)
def test_what_may_be_meant(query: str, expected: str | None) -> None:
    found = intended(query)
    assert (found.query if found else None) == expected
    assert found is None or found.remark.endswith(found.query)


@pytest.mark.parametrize(
    ("query", "position", "fix"),
    [
        ('"oil price"~', 11, '"oil price"~5'),
        ('"oil price"~x gas', 11, '"oil price"~5 x gas'),
        ("(oil price)~5 gas", 11, "(oil price) gas"),
        ("~oil", 0, "oil"),
    ],
)
def test_a_tilde_stands_behind_words_and_before_a_number(
    query: str, position: int, fix: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert (caught.value.position, caught.value.fix) == (position, fix)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("F16", "(F16 OR F-16)"),
        ("-(f-16 radar) G20", "-((f-16 OR f16) radar) (G20 OR G-20)"),
        ("10000 men", "(10000 OR 10,000) men"),
        ("1,250,000", "(1,250,000 OR 1250000)"),
        ("4000 NEAR/2 men", "(4000 OR 4,000) NEAR/2 men"),
        *((same, "") for same in ("2024", '"F16"', "=F16", "title:F16", "F16*", "F16~", "a-b 12")),
        *((same, "") for same in ("date:2024-11", "NEAR/16", "1,25", "010000", "٣٣٣٣٣", "F-16,")),
    ],
)
def test_what_is_written_in_two_ways(query: str, expected: str) -> None:
    assert either(query) == expected


@given(st.text(st.sampled_from('F1-6,0 "(OR)=:~'), max_size=15))
def test_a_query_for_either_way_finds_all_that_it_found(query: str) -> None:
    other = either(query)
    if other:
        assert query.replace(" ", "") != other.replace(" ", "")
        try:
            node = parse(query)
        except QueryError:
            return
        assert node is not None
        assert parse(other) is not None


def test_more_is_offered_where_a_word_is_written_in_another_way_too(
    make_corpus: Callable[[dict[str, str]], Corpus],
) -> None:
    corpus = make_corpus(
        {
            "a.txt": "An F-16 flew over 10,000 men.\n",
            "b.txt": "The F16 was seen by 10000 women and a Mig-29.\n",
        }
    )
    corpus.refresh()
    for query, other in (("F16", "(F16 OR F-16)"), ("10,000", "(10,000 OR 10000)")):
        found = corpus.search(query)
        assert found.total == 1
        assert found.notes == (f"{other} finds 2 articles",)
        assert found.offers == (other,)
        assert corpus.search(other).total == 2
        assert corpus.search(other).notes == ()
        assert corpus.search(query, typing=True).notes == ()
    none = corpus.search("mig29")
    assert none.total == 0
    assert none.offers[0] == "(mig29 OR mig-29)"
    assert none.notes[0] == "(mig29 OR mig-29) finds 1 article"
    assert corpus.search("Mig-29").notes == ()
