"""Tokenising in bulk gives what the tokeniser gives, word for word, for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import stem, terms
from index.analysis.runs import WIDTH, runs
from index.store.text.vocabulary import Vocabulary

TEXTS = (
    "U.S. and US and U.S",
    "the U.S.-backed plan of the U.S.'s",
    "J.Smith a.b.cd _a.b 1.a a.1 x.y_ u.s.a.",
    "Maduro’s and Maduro's, the boss's's, 's 's' it'sx it's_ s's ’s",
    "Rodríguez’s Rodri\u0301guez's ma\u00adduro's Maduro’s\u0301 o’s…",
    "Il-76 anti-aircraft 3,500.25 [ad_1] a_b",
    "O'Neill don’t ‘quoted’ “so’s”—yes… «no»\u00a0nbsp",
    "北京市 2019年 東京’s u.s.東",
    "x" * 100 + " " + "y" * WIDTH + " " + "z" * (WIDTH + 1) + "-" + "w" * 64 + "’s",
    "a\x1cb\x85c\u2028d\u3000e\x00f",
    "²³ 10² ½x 5µm ªº №5 ﬁne İx ʼs n＇s",
    "\ud800 lone \udfff’s",
    "co\u2011operate e\u2010mail x\u2060y a\u200db \u200e’s z\u2019\u2019s",
    "",
    "’",
    "s",
    "'s",
    "a.b",
)

PARTS = st.one_of(
    st.sampled_from(("'s", "’s", ".", "'", "’", " ", "\n", "-", "_", "s", "S", "a", "B", "9")),
    st.sampled_from(("é", "\u0301", "\u00ad", "北", "東", "“", "…", "\u00a0", "\u200d", "½", "ʼ")),
    st.sampled_from(("U.S.", "x" * WIDTH, "y" * (WIDTH + 1), "z" * 70, "word", "Straße", "İ")),
    st.characters(),
)
MIXED = st.lists(PARTS, max_size=25).map("".join)


def told(vocabulary: Vocabulary, texts: list[str]) -> list[list[str]]:
    """The terms of some texts, as they are indexed."""
    numbers, sizes, _ = vocabulary.read(texts).told
    words = [vocabulary.terms[number] for number in numbers.tolist()]
    found, at = [], 0
    for size in sizes.tolist():
        found.append(words[at : at + size])
        at += size
    assert at == len(words)
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_terms(text: str) -> None:
    assert told(Vocabulary(), [text]) == [terms(text)]


def test_the_same_terms_of_many_texts_at_once() -> None:
    vocabulary = Vocabulary()
    expected = [terms(text) for text in TEXTS]
    assert told(vocabulary, list(TEXTS)) == expected
    assert told(vocabulary, list(TEXTS)) == expected
    assert told(vocabulary, []) == []
    assert len(vocabulary.terms) == len(set(vocabulary.terms))


@given(st.lists(st.one_of(MIXED, st.text(max_size=40)), max_size=4))
@example(["a'", "s", "’s"])
@example(["u.", "s."])
def test_the_same_terms_of_any_texts(texts: list[str]) -> None:
    assert told(Vocabulary(), texts) == [terms(text) for text in texts]


@given(MIXED)
def test_plain_words_and_pieces_are_in_order_and_apart(text: str) -> None:
    found = runs([text])
    plain = list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))
    hard = zip(found.first.tolist(), found.last.tolist(), strict=True)
    spans = sorted([*plain, *hard])
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for start, end in plain:
        assert 0 < end - start <= WIDTH
        assert found.data[start:end].isalnum()


def test_the_table_of_words_grows_and_forgets() -> None:
    vocabulary = Vocabulary()
    words = [f"word{number:x}" if number % 3 else f"longerword{number}" for number in range(60_000)]
    text = " ".join(words)
    assert told(vocabulary, [text]) == [words]
    assert told(vocabulary, [text]) == [words]
    assert vocabulary.terms == list(dict.fromkeys(vocabulary.terms))
    vocabulary.trim([])
    assert len(vocabulary.terms) == 60_000
    told(vocabulary, [" ".join(f"more{number:x}" for number in range(250_000))])
    vocabulary.trim([])
    assert vocabulary.terms == []
    assert told(vocabulary, ["new words, new words"]) == [["new", "words", "new", "words"]]


def test_what_was_told_lately_is_remembered() -> None:
    vocabulary = Vocabulary()
    told(vocabulary, [" ".join(f"word{number:x}'s word{number:x}" for number in range(130_000))])
    lately = "Attacks, an attack's attacker attacked; word7 word7's naïve words-of-it"
    numbers = vocabulary.read([lately]).told.numbers
    vocabulary.trim([numbers[:3], numbers[3:]])
    assert sorted(vocabulary.terms) == sorted(set(terms(lately)))
    assert told(vocabulary, [lately, "new attacks"]) == [terms(lately), ["new", "attacks"]]
    stems = [vocabulary.stems[number] for number in vocabulary.stem_of]
    assert stems == [stem(term) for term in vocabulary.terms]
    assert len(vocabulary.stems) == len(set(vocabulary.stems))


def test_stems_are_numbered_with_their_terms() -> None:
    vocabulary = Vocabulary()
    told(vocabulary, ["attack attacks attacked plane’s planes Rodríguez"])
    numbers = zip(vocabulary.terms, vocabulary.stem_of, strict=True)
    stems = {term: vocabulary.stems[number] for term, number in numbers}
    assert stems == {
        "attack": "attack",
        "attacks": "attack",
        "attacked": "attack",
        "plane": "plane",
        "planes": "plane",
        "rodriguez": "rodriguez",
    }
