"""Words that are broken at the end of a line: found whole, by their parts, and in phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import terms, tokens
from index.analysis.broken import broken
from index.answering.snippets import Highlighter, Shown
from index.query import parse
from index.store.text import Entry, TextIndex
from index.store.text.flushing import AT_ONCE, FieldBuffer
from index.store.text.vocabulary import Vocabulary
from tests.index.reference import broken_words

if TYPE_CHECKING:
    from pathlib import Path

PARTS = st.one_of(
    st.sampled_from(
        ("-\n", "-\r\n   ", "\u00ad\n", "‐ \n\t", "¬\n", "-", "\n", " ", "’s", ".", "ñ")
    ),
    st.sampled_from(
        ("agree", "ment", "U.S.", "Ame", "rican", "é", "x" * 20, "9", "½", "北京", "ﬁ")
    ),
    st.sampled_from(("e\u0301t", "a\u00adb", "ß", "ʼs", "\ud800", "y" * 45, "C#", "\x0c", "İst")),
)
TEXTS = st.lists(PARTS, max_size=14).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the agree-\nment was", [("agreement", "agree-\nment")]),
        ("infor-\r\n    mation,", [("information", "infor-\r\n    mation")]),
        ("an infor- \n\n mation", [("information", "infor- \n\n mation")]),
        ("agree\u00ad\nMent", [("agreement", "agree\u00ad\nMent")]),
        (
            "agree\u2010\nment agree¬\nment",
            [("agreement", "agree‐\nment"), ("agreement", "agree¬\nment")],
        ),
        ("l’agré-\nment’s", [("agrement", "agré-\nment")]),
        ("Re\u0301gu-\nlation-based", [("regulation", "Re\u0301gu-\nlation")]),
        ("long-\nterm", [("longterm", "long-\nterm")]),
        ("anti-\nAmerican, Jean-\nLuc and 2025-\n26", []),
        ("F16-\nbased x-\nray U.S.-\nbacked Maduro’s-\nown", []),
        ("dash -\nand — \nand-\n- more", []),
        ("東京-\nab", []),
    ],
)
def test_which_words_are_broken(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(word.term, text[word.start : word.end]) for word in broken(text)] == expected


@given(TEXTS)
def test_a_broken_word_reaches_over_two_words(text: str) -> None:
    every = tokens(text)
    for word in broken(text):
        (first,) = [i for i, token in enumerate(every) if token.start == word.start]
        left, right = every[first], every[first + 1]
        assert right.end == word.end
        assert word.term == (left.term + right.term)[:63]


@given(st.lists(TEXTS, max_size=4))
@example(["an agree-", "ment of", "agree-\nment"])
@example(["é ½ the agree-\nment U.S. ña-\nme", "", "a-b well-known-\nness"])
def test_they_are_indexed_where_their_first_parts_stand(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    numbers, sizes, positions = vocabulary.read(texts).broken
    words = [vocabulary.terms[number] for number in numbers.tolist()]
    assert positions is not None
    found = list(zip(positions.tolist(), words, strict=True))
    assert found == [pair for text in texts for pair in broken_words(text).items()]
    assert sizes.tolist() == [len(broken(text)) for text in texts]


def test_a_text_that_is_read_by_parts() -> None:
    line = "the agree-\n   ment of today was infor-\r\n mation\n"
    text = line * (3 * AT_ONCE // len(line))
    vocabulary = Vocabulary()
    buffer = FieldBuffer(vocabulary)
    for one in ("a first agree-\nment", text, "last"):
        buffer.add(one)
    numbers, sizes, positions = buffer.broken()
    assert positions is not None
    assert sizes.tolist() == [1, len(broken(text)), 0]
    begins = {token.start: i for i, token in enumerate(tokens(text))}
    assert positions[1:].tolist() == [begins[word.start] for word in broken(text)]
    assert [vocabulary.terms[number] for number in numbers[1:3]] == ["agreement", "information"]
    assert buffer.told().sizes.tolist() == [4, len(terms(text)), 1]


ARTICLES = (
    "On Monday the agree-\nment was signed in Paris.",
    "On Monday the agreement was signed in Paris.",
    "An anti-\nAmerican mood of 2025-\n26, said Jean-\nLuc.",
    "A long-\r\n  term view of govern-\r\n  ments in a hand\u00ad\nBook.",
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("agreement", {1, 2}),
        ("=agreement", {1, 2}),
        ("agreements", {1, 2}),
        ("agreem*", {1, 2}),
        ("agreemnt~", {1, 2}),
        ("a?reement", {1, 2}),
        ("/agr.*nt/", {1, 2}),
        ("agree ment", {1}),
        ('"agree-ment"', {1}),
        ('"the agreement was"', {1, 2}),
        ('"monday the agreement was signed"', {1, 2}),
        ('"the agreement"', {1, 2}),
        ('"agreement was"', {1, 2}),
        ('"the agree was"', set()),
        ('"agreement ment"', set()),
        ('"the agree ment was"', {1}),
        ('"the agreement was" BEFORE/3 paris', {1, 2}),
        ('"the agreement" NEAR/1 was', {1, 2}),
        ("monday NEAR/2 agreement", {1, 2}),
        ('"agreement monday"~2', {1, 2}),
        ("anti-american", {3}),
        ("american", {3}),
        ("antiamerican", set()),
        ('"2025-26"', {3}),
        ("jean-luc", {3}),
        ('"long-term view"', {4}),
        ('"longterm view"', {4}),
        ("government handbook", {4}),
        ("title:agreement", set()),
        ("-agreement", {3, 4}),
    ],
)
def test_searches(query: str, expected: set[int], tmp_path: Path) -> None:
    index = TextIndex.open(tmp_path, create=True)
    for number, text in enumerate(ARTICLES, 1):
        with index.writer() as writer:
            writer.add(Entry(number, f"No. {number}", text, "", "a.txt", None))
    for _ in range(2):
        ranking = index.reader().search(parse(query))
        assert {number for number, _ in ranking.hits} == expected
        assert ranking.total == len(expected)
        index.merge()


def test_what_is_typed_finds_them_but_none_of_them_is_offered(tmp_path: Path) -> None:
    index = TextIndex.open(tmp_path, create=True)
    with index.writer() as writer:
        writer.add(Entry(1, "", ARTICLES[3], "", "a.txt", None))
    reader = index.reader()
    assert reader.search(parse("longte", typing=True)).total == 1
    assert reader.expand("long") == ["long"]
    assert reader.spelling("longtern") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("agreement", ["agree-\nment"]),
        ("agree", ["agree"]),
        ("agree*", ["agree-\nment"]),
        ('"the agreement was"', ["the", "agree-\nment", "was"]),
        ('"the agree-ment"', ["the", "agree", "ment"]),
        ('"agreement monday"~2', ["Monday", "agree-\nment"]),
        ("monday BEFORE/2 agreement", ["Monday", "agree-\nment"]),
        ('the "agreement was"', ["the", "agree-\nment", "was"]),
        ('"the agree was"', []),
    ],
)
def test_marks_cover_both_parts(query: str, expected: list[str]) -> None:
    text = ARTICLES[0]
    spans = Highlighter(parse(query)).spans(text)
    assert [text[start:end] for start, end in spans] == expected


def test_a_passage_shows_a_broken_word_on_one_line() -> None:
    texts = [Shown(text) for text in (ARTICLES[3], "ends in hand-", "book begins")]
    (first,), *others = Highlighter(parse("handbook")).page(texts)
    assert [first.text[start:end] for start, end in first.marks] == ["hand\u00ad Book"]
    assert [snippets[0].marks for snippets in others] == [(), ()]
