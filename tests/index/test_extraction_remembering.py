"""What is remembered of names: the latest values, and those that are asked for again."""

from __future__ import annotations

from index.extraction.remembering import Remembered


def test_a_kept_value_is_found() -> None:
    kept: Remembered[int] = Remembered(2)
    assert kept.get("a") is None
    assert kept.keep("a", 1) == 1
    assert kept.get("a") == 1


def test_an_empty_value_counts_as_kept() -> None:
    kept: Remembered[tuple[int, ...]] = Remembered(1)
    kept.keep("a", ())
    kept.keep("b", (1,))
    assert kept.get("a") == ()


def test_what_is_not_asked_for_is_forgotten() -> None:
    kept: Remembered[int] = Remembered(2)
    for number, key in enumerate("abcde"):
        kept.keep(key, number)
    assert [kept.get(key) for key in "abcde"] == [None, None, 2, 3, 4]


def test_what_is_asked_for_stays() -> None:
    kept: Remembered[int] = Remembered(2)
    kept.keep("a", 0)
    for number in range(100):
        kept.keep(str(number), number)
        assert kept.get("a") == 0


def test_no_more_is_kept_than_twice_what_was_said() -> None:
    kept: Remembered[int] = Remembered(10)
    for number in range(1000):
        kept.keep(str(number), number)
    assert sum(kept.get(str(number)) is not None for number in range(1000)) <= 20
