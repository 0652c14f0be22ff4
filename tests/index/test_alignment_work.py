"""The work of comparing two texts: it grows with their length, can be ended, and is done once."""

from __future__ import annotations

import random
from math import isqrt

import pytest

import index.alignment.passages as cutting
from index.alignment import Kind, Side, align
from index.alignment.aligning import _Reader, _Text
from index.alignment.pairing import PARTNERS, REACH, Pairing
from index.alignment.passages import LONGEST, Cutting
from index.alignment.terms import Reading, Readings


def _looked_at(one: str, other: str) -> int:
    reader = _Reader(lambda: None, Cutting(), Readings())
    left, right = (_Text(Side(text), reader) for text in (one, other))
    return Pairing(left.units, right.units).looked_at


def _story(seed: int, sentences: int, vocabulary: int) -> str:
    chance = random.Random(seed)
    return " ".join(
        " ".join(f"w{chance.randrange(vocabulary)}x" for _ in range(12)).capitalize() + "."
        for _ in range(sentences)
    )


@pytest.mark.parametrize("vocabulary", [40, 400, 40_000])
@pytest.mark.parametrize("sentences", [200, 3200])
def test_the_work_grows_with_the_length_of_the_texts(sentences: int, vocabulary: int) -> None:
    one, other = _story(1, sentences, vocabulary), _story(2, sentences, vocabulary)
    # A word and a pair of words are looked up for each word; each in at most `REACH` pairs of
    # passages, which are so many only if it stands in the root of that many of either text.
    assert _looked_at(one, other) <= 2 * isqrt(REACH) * 12 * sentences


def test_a_check_that_raises_ends_it() -> None:
    class _EnoughError(Exception):
        pass

    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == 150:
            raise _EnoughError

    text = _story(4, 200, 400)
    with pytest.raises(_EnoughError):
        align(Side(text), Side(text), check)
    assert calls == 150


@pytest.mark.parametrize("at", [0.1, 0.35, 0.6, 0.8, 1])
def test_it_can_be_ended_wherever_it_is(at: float) -> None:
    class _EnoughError(Exception):
        pass

    calls, until = 0, 10**9

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls >= until:
            raise _EnoughError

    text = _story(5, 200, 400)
    sides = Side(text), Side(text.replace("w7", "w8"))
    align(*sides, check)
    assert calls > 1000
    calls, until = 0, round(at * calls)
    with pytest.raises(_EnoughError):
        align(*sides, check)


def test_what_both_have_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reading(passage: str, language: str) -> Reading:
        read.append(passage)
        return Reading(passage, language)

    monkeypatch.setattr("index.alignment.terms.Reading", reading)
    text = _story(6, 500, 40_000)
    align(Side(text), Side(text.replace("w77", "w88")))
    assert len(read) == len(set(read)) < 600


def test_a_line_that_both_have_is_cut_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[str] = []

    def starts(lines: str) -> list[int]:
        cut.append(lines)
        return sentence_starts(lines)

    sentence_starts = cutting._sentence_starts
    monkeypatch.setattr(cutting, "_sentence_starts", starts)
    lines = [_story(seed, 5, 400) for seed in range(100)]
    align(Side("\n".join(lines)), Side("\n".join([*lines[50:], "Something else.", *lines[:50]])))
    assert len(cut) <= 104


@pytest.mark.parametrize("letters", ["港口工人星期一罷工", "dockers"])
def test_a_text_without_blanks_is_cut_likewise_in_both(letters: str) -> None:
    chance = random.Random(8)
    text = "".join(chance.choice(letters) for _ in range(100_000))
    middle = len(text) // 2
    found = align(Side(text), Side(f"{letters}{text[:middle]}{letters}{text[middle:]}"))
    assert all(p.end - p.start <= LONGEST * 64 for p in (*found.left, *found.right))
    equal = sum(p.end - p.start for p in found.left if p.kind is Kind.SAME)
    assert equal > 0.6 * len(text)


def test_what_differs_in_little_words_and_marks_alone_needs_no_comparing() -> None:
    text = _story(11, 300, 5000).replace(" w7", " the w7")
    changed = text.replace(" the ", " this ").replace("x w3", "x, w3")
    found = align(Side(text), Side(changed))
    assert {passage.kind for passage in found.left} == {Kind.SAME, Kind.ALIKE}
    assert [passage.partners for passage in found.left] == [(n,) for n in range(300)]
    assert _looked_at(text, changed) == 0


def test_one_passage_has_few_partners() -> None:
    words = [f"w{n}q" for n in range(120)]
    chance = random.Random(9)
    lines = (f"Z{n} {' '.join(chance.sample(words, 60))}." for n in range(90))
    found = align(Side(" ".join(words)), Side("\n".join(lines)))
    assert len(found.left) == 1
    assert 1 < len(found.left[0].partners) <= PARTNERS


def test_a_changed_copy_is_little_work() -> None:
    text = _story(3, 2000, 5000)
    changed = text.replace(" w7", " v7")
    assert _looked_at(text, text) == 0
    assert _looked_at(text, changed) <= 40 * 2000
