"""Words held as bytes: by number, by range, and those that may be like another."""

from __future__ import annotations

from array import array
from itertools import accumulate, product

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from index.store.text.terms import Terms

words = st.lists(st.text("abé中😀", min_size=1, max_size=9), max_size=40, unique=True)


def terms_of(some: list[str]) -> Terms:
    encoded = [word.encode() for word in some]
    return Terms(b"".join(encoded), array("I", accumulate(map(len, encoded))))


@given(words, st.integers(0, 40), st.integers(0, 40))
@settings(derandomize=True)
def test_words_come_out_as_they_went_in(some: list[str], one: int, other: int) -> None:
    some.sort(key=str.encode)
    terms = terms_of(some)
    assert [terms[number].decode() for number in range(len(terms))] == some
    first, last = sorted(min(at, len(some)) for at in (one, other))
    assert terms.texts(first, last) == some[first:last]


@given(words, st.text("abé中😀", min_size=1, max_size=9), st.integers(0, 2))
@settings(derandomize=True)
def test_every_word_that_is_like_another_is_among_those_that_may_be(
    some: list[str], word: str, edits: int
) -> None:
    some.sort(key=str.encode)
    numbers, texts = terms_of(some).perhaps_like(word, edits)
    assert texts == [some[number] for number in numbers]
    assert set(texts) >= {other for other in some if OSA.distance(word, other) <= edits}


def test_few_words_have_to_be_looked_at() -> None:
    some = sorted(map("".join, product("abcdefgh", "ijkl", "mnop", "qr")))
    _, texts = terms_of(some).perhaps_like("aimq", 1)
    assert "aimq" in texts
    assert len(texts) < len(some) / 10
