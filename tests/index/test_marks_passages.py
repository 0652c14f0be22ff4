"""Passages that were noted are found again in texts that have changed."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.marks.model import BESIDE
from index.marks.passages import found, places

TEXT = "He said no. Then she said no, and he said no. At last, they said “maybe”\n\nand left."


def again(new: str, quote: str, start: int, text: str = TEXT) -> str | None:
    """What a passage of the text is found as in a new one: it stands between brackets."""
    end = start + len(quote)
    assert text[start:end] == quote
    before, after = text[max(0, start - BESIDE) : start], text[end : end + BESIDE]
    place = found(new, start, quote, before, after)
    if place is None:
        return None
    return f"{new[: place[0]]}[{new[place[0] : place[1]]}]{new[place[1] :]}"


def test_in_the_same_text_it_is_where_it_was() -> None:
    for start in (8, 26, 42):
        assert again(TEXT, "no", start) == f"{TEXT[:start]}[no]{TEXT[start + 2 :]}"


def test_what_is_around_tells_which_it_is() -> None:
    moved = f"A word of mine.\n{TEXT}"
    assert again(moved, "no", 8) == f"A word of mine.\n{TEXT[:8]}[no]{TEXT[10:]}"
    assert again(moved, "no", 42) == f"A word of mine.\n{TEXT[:42]}[no]{TEXT[44:]}"
    cut = TEXT.removeprefix("He said no. ")
    assert again(cut, "no", 26) == f"{cut[:14]}[no]{cut[16:]}"


def test_where_nothing_around_tells_the_nearest_is_taken() -> None:
    assert found("no no no no", 6, "no") == (6, 8)
    assert found("no no no no", 7, "no") == (6, 8)
    assert found("xno yno zno", 5, "no") == (5, 7)
    assert found("xno yno zno", 7, "no") == (5, 7)
    assert found("xno yno zno", 8, "no") == (9, 11)


def test_signs_and_white_space_may_be_others() -> None:
    quote = "said “maybe”\n\nand left"
    new = 'So. At last, they said "maybe" and left.'
    assert again(new, quote, TEXT.index(quote)) == 'So. At last, they [said "maybe" and left].'
    assert places("unsaid maybe and lefty", quote) == []


@pytest.mark.parametrize("new", ["", "Nothing of it.", "no" * 3, "He said, she said"])
def test_what_is_lost_is_lost(new: str) -> None:
    assert again(new, "they said", TEXT.index("they said")) is None


def test_signs_alone_are_found_as_they_are() -> None:
    assert found("a --- b", 9, "---") == (2, 5)
    assert found("a b", 9, "---") is None


@given(st.text("ab .\n", max_size=30), st.data())
def test_it_is_never_lost_where_text_is_only_added(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    added = data.draw(st.text("xy ", max_size=9))
    if quote.strip():
        place = found(added + text, start, quote, text[:start][-BESIDE:], "")
        assert place is not None
        assert (added + text)[place[0] : place[1]] == quote
        assert set(places(text, quote)) >= {(start, start + len(quote))}


@given(st.text("ab .é_", max_size=40), st.text("ab .é", min_size=1, max_size=8))
def test_word_by_word_is_as_an_expression_with_these_words_says(text: str, quote: str) -> None:
    words = re.findall(r"\w+", quote)
    if words and quote not in text:
        shape = r"\W+".join(words)
        expected = [match.span() for match in re.finditer(rf"(?<!\w){shape}(?!\w)", text)]
        assert places(text, quote) == expected


def test_in_a_text_of_equal_words_each_is_found() -> None:
    text = "na, " * 2_000
    assert places(text, "na " * 900 + "no") == []
    assert len(places(text, "na " * 4)) == 500
    assert places(f"{text}no", "na " * 900 + "no") == [(4 * 1_100, 4 * 2_000 + 2)]


def test_a_long_passage_is_sought_in_hostile_text_about_as_fast_as_a_short_one() -> None:
    text = "na, " * 50_000

    def cost(quote: str) -> float:
        before = time.process_time()
        assert places(text, quote) == []
        return time.process_time() - before

    short = min(cost("na no") for _ in range(3))
    assert min(cost("na " * 1_600 + "no") for _ in range(3)) < 20 * short
