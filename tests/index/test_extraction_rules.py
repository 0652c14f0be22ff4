"""Words, rules, agreement and the readable text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extraction import load_extractor, lower_words, readable
from index.extraction.tokens import tokenize
from index.model import EntityType, Span


def names(text: str, extractor: str = "rules") -> list[str]:
    return [m.name for m in load_extractor(extractor).extract([text])[0] if m.type is not None]


@given(st.text())
def test_tokens_cover_what_is_not_blank(text: str) -> None:
    tokens = tokenize(text)
    covered = bytearray(len(text))
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert text[start:end] == word
        assert not any(covered[start:end])
        covered[start:end] = b"\x01" * (end - start)
    assert all(covered[i] or c.isspace() or not c.strip() for i, c in enumerate(text))
    bounds = [i for begin, end in tokens.sentences for i in range(begin, end)]
    assert bounds == list(range(len(tokens.words)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S.-Venezuela relations", ["U.S.", "-", "Venezuela", "relations"]),
        ("pro-Cuban", ["pro", "-", "Cuban"]),
        ("a Kalashnikov-type gun", ["a", "Kalashnikov", "-", "type", "gun"]),
        ("Kim Jong-un", ["Kim", "Jong-un"]),
        ("an Il-76 and a Mi-17V-5", ["an", "Il-76", "and", "a", "Mi-17V-5"]),
        ("Xi’s O'Brien's AT&T", ["Xi", "’s", "O'Brien", "'s", "AT&T"]),
        ("Amazon.com paid $1,000.50.", ["Amazon.com", "paid", "$", "1,000.50", "."]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert tokenize(text).words == words


def test_sentences() -> None:
    text = "Mr. Smith left the U.S. The U.S. Army stayed. “Why?” he asked.\nA headline\nwent on."
    tokens = tokenize(text)
    firsts = [tokens.words[begin] for begin, _ in tokens.sentences]
    assert firsts == ["Mr.", "The", "“", "A"]


def test_readable_keeps_length_and_ends_sentences() -> None:
    text = "PARIS.-\n\nVenezuela\n\nwill fall.[ad_2]Source link"
    joins = (Span(8, 9), Span(18, 20))
    out = readable(text, (Span(30, 47),), joins)
    assert len(out) == len(text)
    assert "Source" not in out
    assert "Venezuela  will fall." in out
    assert out.endswith("\n")


def test_readable_without_spans_is_the_text() -> None:
    assert readable("as it is\n", (), ()) == "as it is\n"


def test_lower_words() -> None:
    assert lower_words("The Étude of été, isn't IT") == {"of", "été", "isn"}


def test_title_case_gives_only_names() -> None:
    text = (
        "President Nicolas Maduro spoke. Donald Trump answered Maduro.\n"
        "Maduro Pleads With China and Russia For Help as Trump Escalates Military Campaign\n"
    )
    assert names(text)[3:] == ["Maduro", "China", "Russia", "Trump"]


def test_titles_and_articles_stay_outside() -> None:
    assert names("He met Secretary of State Marco Rubio at the White House.") == [
        "Marco Rubio",
        "White House",
    ]


def test_demonyms_are_marked() -> None:
    found = load_extractor("rules").extract(["The Russian army left and South Korean ships came."])[
        0
    ]
    assert [(m.name, m.type, m.demonym) for m in found if m.demonym] == [
        ("Russian", EntityType.MISC, True),
        ("South Korean", EntityType.MISC, True),
    ]


@given(st.text(alphabet="AaBb .,\n'’-U.S&éÉ1“”"))
def test_mentions_are_sorted_disjoint_slices(text: str) -> None:
    at = 0
    for mention in load_extractor("rules").extract([text])[0]:
        assert at <= mention.start < mention.end <= len(text)
        assert " ".join(text[mention.start : mention.end].split()) == mention.name
        at = mention.end
