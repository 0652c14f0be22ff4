"""Searching by what a person has said of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.errors import KeptError, QueryError
from index.kept.log import kept_path
from tests.texts import MEETINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus

    Make = Callable[[dict[str, str | bytes]], Corpus]


@pytest.fixture
def corpus(make_corpus: Make) -> Corpus:
    """a.txt: marked, Court, a note; b.txt: court, trial; c.txt: a note on a passage."""
    made = make_corpus(dict(MEETINGS))
    made.refresh()
    a, b, c = (info.id for info in made.articles())
    made.marking.mark(a)
    made.marking.tag(a, "Court")
    made.marking.note(a, "Ask his lawyer about the Élysée.")
    made.marking.tag(b, "court")
    made.marking.tag(b, "trial/first")
    at = MEETINGS["c.txt"].index("Rodrigo")
    made.marking.note(c, "Who is he?", at, at + len("Rodrigo de Rato"))
    return made


def paths(corpus: Corpus, query: str, *, typing: bool = False) -> str:
    hits = corpus.search(query, typing=typing, sort="path").hits
    return " ".join(hit.article.path[0] for hit in hits)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("is:marked", "a"),
        ("is:tagged", "a b"),
        ("is:noted", "a c"),
        ("-is:marked", "b c"),
        ("is:marked OR tag:trial/first", "a b"),
        ("tag:COURT", "a b"),
        ("tag:court -is:noted", "b"),
        ("tag:trial", ""),
        ("tag:tri*", "b"),
        ("tag:*first", "b"),
        ("tag:c?urt", "a b"),
        ("tag:*", "a b"),
        ("-tag:*", "c"),
        ("note:lawyer", "a"),
        ("note:elysee", "a"),
        ('note:"his lawyer"', "a"),
        ('note:"lawyer his"', ""),
        ("note:law", ""),
        ("note:law*", "a"),
        ('note:"his law*"', "a"),
        ("note:he", "c"),
        ("merkel tag:court", "a b"),
        ("merkel is:noted", "a"),
        ("(is:marked OR is:noted) obama", "a c"),
    ],
)
def test_what_is_found(corpus: Corpus, query: str, expected: str) -> None:
    assert paths(corpus, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [("tag:tri", "b"), ("is:m", "a"), ("note:law", "a"), ("note:law ", ""), ('note:"his la', "a")],
)
def test_while_it_is_typed(corpus: Corpus, query: str, expected: str) -> None:
    assert paths(corpus, query, typing=True) == expected


def test_what_is_said_is_found_at_once(corpus: Corpus) -> None:
    b = corpus.articles()[1].id
    corpus.marking.mark(b)
    assert paths(corpus, "is:marked") == "a b"
    corpus.marking.undo()
    assert paths(corpus, "is:marked") == "a"
    assert [hit.article.id for hit in corpus.search("is:marked").hits] != [b]
    assert corpus.facets("tag:court").sources == {"": 2}


def test_a_noted_passage_is_shown_and_walked_to(corpus: Corpus) -> None:
    c = corpus.articles()[2].id
    text = MEETINGS["c.txt"]
    for query in ("is:noted", "note:he", "obama is:noted"):
        spans = [text[start:end] for start, end in corpus.hits_in(query, c)]
        assert "Rodrigo de Rato" in spans
    (passage,) = corpus.snippets("note:he", [c])[c]
    assert [passage.text[start:end] for start, end in passage.marks] == ["Rodrigo de Rato"]
    assert corpus.hits("note:he", [c])[c].total == 1
    for query in ("-is:noted", "note:lawyer", "tag:court", "is:marked"):
        assert corpus.hits_in(query, c) == []


@pytest.mark.parametrize(
    ("query", "notes", "offers"),
    [
        ("tag:cuort", ("nothing matches tag:cuort", "did you mean tag:Court?"), ("tag:Court",)),
        (
            "merkel tag:zzz",
            (
                "nothing matches tag:zzz",
                "without it 2 articles match",
                "the tags are Court, trial/first",
            ),
            ("merkel",),
        ),
    ],
)
def test_why_nothing_is_found(
    corpus: Corpus, query: str, notes: tuple[str, ...], offers: tuple[str, ...]
) -> None:
    found = corpus.search(query)
    assert found.total == 0
    assert found.notes == notes
    assert found.offers == offers


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("is:marked", "no article is marked"),
        ("tag:x", "no article is tagged"),
        ("note:x", "no article is noted"),
    ],
)
def test_where_nothing_is_said(make_corpus: Make, query: str, note: str) -> None:
    corpus = make_corpus(dict(MEETINGS))
    corpus.refresh()
    assert note in corpus.search(query).notes
    assert corpus.search(f"-{query}").total == 3


def test_a_value_that_there_is_not_has_a_place_and_the_nearest(corpus: Corpus) -> None:
    with pytest.raises(QueryError, match="marked, noted or tagged") as caught:
        corpus.search("merkel is:tag")
    assert (caught.value.position, caught.value.fix) == (7, "merkel is:tagged")


def test_other_searches_do_not_ask_for_it(corpus: Corpus) -> None:
    kept_path().write_bytes(b"no database" * 1000)
    assert corpus.search("merkel").total == 2
    with pytest.raises(KeptError, match="damaged"):
        corpus.search("is:marked")
