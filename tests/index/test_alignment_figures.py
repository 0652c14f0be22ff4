"""Numbers and days as they are written: which are the same, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.alignment.figures import figures


def read(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(figure.value, figure.unit) for figure in figures(text, language)]


@pytest.mark.parametrize(
    "text",
    ["1,000 men", "1.000 men", "1 000 men", "1000 men", "1\u202f000 men", "one thousand men"],
)
def test_a_number_with_whatever_mark(text: str) -> None:
    assert read(text) == [("1000", "men")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twelve ships", [("12", "ship")]),
        ("12 ships", [("12", "ship")]),
        ("twenty-six years", [("26", "year")]),
        ("fifty million dollars", [("50000000", "$")]),
        ("$50m", [("50000000", "$")]),
        ("US$ 0.05 bn", [("50000000", "$")]),
        ("$1 billion", [("1000000000", "$")]),
        ("1,000 million dollars", [("1000000000", "$")]),
        ("6.5 per cent", [("6.5", "%")]),
        ("6,50%", [("6.5", "%")]),
        ("the 80th anniversary", [("80", "th")]),
        ("at 14:30 and 2.30pm", [("14:30", "time"), ("2:30pm", "time")]),
        ("lost 3-1", [("3", ""), ("1", "")]),
        ("one man", [("1", "man")]),
        ("in 2023, not 2024", [("2023", "year"), ("2024", "year")]),
        ("2000 people", [("2000", "peopl")]),
    ],
)
def test_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["March 3", "3 March", "3rd of March", "Mar. 3", "3. März", "3 de marzo", "2019-03-03"]
)
def test_a_day_in_whatever_order(text: str) -> None:
    assert ("03-03", "day") in read(text)


def test_weekdays_and_months() -> None:
    assert read("on Friday, since July") == [("5", "weekday"), ("07", "month")]
    assert read("el viernes", "es") == [("5", "weekday")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3 Auguſt", ("08-03", "day")), ("3 APRİL", ("04-03", "day")), ("Frıday", ("5", "weekday"))],
)
def test_letters_that_are_others_in_small(text: str, expected: tuple[str, str]) -> None:
    assert read(text) == [expected]


def test_a_long_run_of_digits_is_no_number() -> None:
    assert read(f"{'9' * 1_000_001} million men") == []
    assert read(f"{'9' * 99} men") == [("9" * 99, "men")]


@pytest.mark.parametrize(
    "text",
    ["Il-76 S-300 F16", "Covid-19", "no one, one of the men, that one day", "May I", "1.2.3.4"],
)
def test_what_is_no_number(text: str) -> None:
    assert read(text) == []


def test_words_are_read_in_the_language_of_the_text() -> None:
    assert read("doce barcos y siete hombres", "es") == [("12", "barco"), ("7", "hombr")]
    assert read("zwölf Schiffe", "de") == [("12", "schiff")]
    assert read("it is due at once") == []


@given(st.integers(1, 10**9))
def test_thousands_set_apart_change_nothing(number: int) -> None:
    (plain,) = figures(f"x {number} y z")
    (marked,) = figures(f"x {number:,} y z")
    assert plain.value == marked.value == str(number)


@given(st.text(max_size=80))
def test_figures_stand_in_the_text_in_order_and_apart(text: str) -> None:
    found = figures(text)
    ends = [0, *(figure.end for figure in found)]
    assert all(
        before <= figure.start < figure.end for before, figure in zip(ends, found, strict=False)
    )
    assert ends[-1] <= len(text)
