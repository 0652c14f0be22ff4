"""Days in running text: where they stand, and which are meant on a day of publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.days.direction import Side, direction
from index.days.finding import Form, written
from index.days.meaning import Certainty, meant, unanchored
from index.days.names import WEEKDAYS, small

WEDNESDAY = date(2025, 8, 13)
W, R, L = Certainty.WRITTEN, Certainty.RESOLVED, Certainty.LIKELY


def read(text: str, published: date | None = WEDNESDAY, language: str = "en") -> list[str]:
    """The days of a sentence; those that are only likely with a question mark."""
    days = written(text, language)
    found = (meant(one, text, 0, published, language=language) for one in days)
    return [f"{one.day}{'?' * (one.certainty is L)}" for one in found if one is not None]


@pytest.mark.parametrize(
    "words",
    [
        "3 May 2024", "3rd May, 2024", "the 3rd of May 2024", "May 3, 2024", "May 3rd 2024",
        "2024-05-03", "2024/5/3", "3.5.2024", "3. Mai 2024", "3 de mayo de 2024", "3 mai 2024",
        "3 maggio 2024", "3 de maio de 2024", "3 MAY 2024",
    ],
)  # fmt: skip
def test_a_day_in_full_whatever_its_form(words: str) -> None:
    (one,) = written(f"It began on {words}.")
    assert f"It began on {words}."[one.start : one.end] == words.removeprefix("the ")
    assert meant(one, "", 0, None) == ("2024-05-03", W)


def test_digits_in_one_order_only() -> None:
    assert read("25/12/2024, 12/25/2024 and 12-12-2024", None) == [
        "2024-12-25",
        "2024-12-25",
        "2024-12-12",
    ]
    assert read("03/04/2025") == []
    assert read("31/02/2024, 2024-13-01, version 1.2.2024.7") == []


@pytest.mark.parametrize(
    "text",
    [
        "9 out of 10", "12 may be enough", "May I go?", "They march 3 abreast", "led by May",
        "3 Mars bars", "written by June Sarpong", "of Jan Smith", "a set of 3", "Plácido Domingo",
    ],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert list(written(text)) == []


def test_the_year_is_apart_from_the_day() -> None:
    (one,) = written("On May 3, 2024 it ended.")
    assert "On May 3, 2024 it ended."[one.start : one.core] == "May 3"
    assert (one.form, one.day, one.month, one.year) == (Form.DAY, 3, 5, 2024)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Maduro said on Monday that he would stay.", "2025-08-11"),
        ("Maduro said Monday that he would stay.", "2025-08-11"),
        ("The two will meet on Monday.", "2025-08-18"),
        ("The treaty will be signed on Friday.", "2025-08-15"),
        ("He was arrested last Friday.", "2025-08-08"),
        ("On Saturday, troops crossed the river.", "2025-08-09"),
        ("On Saturday, the parties will meet.", "2025-08-16"),
        ("The court ruled on Wednesday.", "2025-08-13"),
        ("They must leave by Tuesday.", "2025-08-19"),
        ("Voters are to choose on Sunday.", "2025-08-17"),
        ("Saturday's march drew thousands.", "2025-08-09"),
        ("He spoke ahead of Saturday's game.", "2025-08-16"),
        ("The bank was robbed yesterday.", "2025-08-12"),
        ("The plane landed the day before yesterday.", "2025-08-11"),
        ("The minister said today that he resigned.", "2025-08-13"),
        ("The minister resigned today.", "2025-08-13?"),
        ("The hearing opens tomorrow.", "2025-08-14"),
        ("Three days ago the dam broke.", "2025-08-10"),
        ("It was found 12 days ago.", "2025-08-01?"),
        ("The airport was closed on 3 May.", "2025-05-03"),
        ("He died on 28 December.", "2024-12-28?"),
        ("The summit will open on 2 January.", "2026-01-02"),
        ("Prices rose in March.", "2025-03"),
        ("Prices rose in September.", "2024-09?"),
        ("Prices rose in November.", "2024-11"),
        ("Sales were better than expected in November.", "2024-11"),
        ("The trial is due to begin in November.", "2025-11"),
        ("The trial began in May last year.", "2024-05"),
        ("The vote was held on 3 October last year.", "2024-10-03"),
        ("Rents rose last month.", "2025-07"),
        ("He was born in June 1961.", "1961-06"),
        ("The road was closed in mid-July.", "2025-07"),
        ("They have until Saturday to answer.", "2025-08-16"),
        ("The fair opened on 3 May in a hall.", "2025-05-03"),
    ],
)
def test_which_day_is_meant(text: str, day: str) -> None:
    assert read(text) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A strike on Monday.", "2025-08-11?"),
        ("The strike is next Monday.", "2025-08-18?"),
        ("The hall is open on 3 May.", "2025-05-03?"),
        ("The dam broke on 2 October.", "2024-10-02?"),
        ("The dam broke on 20 August.", "2025-08-20?"),
    ],
)
def test_what_is_not_sure_is_told_as_such(text: str, day: str) -> None:
    assert read(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "They meet every Monday.", "They met the following Monday.", "It rained that Monday.",
        "From Monday to Friday the shop is open.", "the 11 September attacks",
        "Friday the 13th", "Families today are smaller.", "today's music fans",
    ],
)  # fmt: skip
def test_what_is_counted_from_another_day_is_left_out(text: str) -> None:
    assert read(text) == []


def test_without_a_day_of_publication_only_years_tell() -> None:
    text = "He left on Monday, on 3 May, in March, yesterday; he came on 4 June 2023."
    assert read(text, None) == ["2023-06-04"]


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("El presidente dijo el lunes que seguirá.", "es", "2025-08-11"),
        ("El avión aterrizó ayer.", "es", "2025-08-12"),
        ("El lunes pasado hubo protestas.", "es", "2025-08-11?"),
        ("Il a été arrêté lundi dernier.", "fr", "2025-08-11?"),
        ("Il est mort hier.", "fr", "2025-08-12"),
        ("Il y a trois jours, le pont a cédé.", "fr", "2025-08-10"),
        ("Sie wurde am Freitag gewählt.", "de", "2025-08-08"),
        ("Das Gericht wird am Freitag entscheiden.", "de", "2025-08-15"),
        ("Er starb gestern.", "de", "2025-08-12"),
        ("Il governo ha annunciato lunedì.", "it", "2025-08-11"),
        ("O acordo foi assinado na segunda-feira.", "pt", "2025-08-11"),
        ("El acuerdo fue firmado en marzo.", "es", "2025-03"),
    ],
)
def test_other_languages(text: str, language: str, day: str) -> None:
    assert read(text, language=language) == [day]


def test_a_weekday_settles_the_year() -> None:
    (one,) = written("3 May", "en")
    assert meant(one, "3 May", 0, WEDNESDAY, 6) == ("2025-05-03", R)
    assert meant(one, "3 May", 0, WEDNESDAY, 5) == ("2024-05-03", L)
    assert meant(one, "3 May", 0, WEDNESDAY, 1) is None
    (full,) = written("3 May 2024", "en")
    assert meant(full, "", 0, None, 5) == ("2024-05-03", W)
    assert meant(full, "", 0, None, 1) == ("2024-05-03", L)


def test_where_time_ends_nothing_is_raised() -> None:
    for day in (date.min, date.max):
        text = "on Monday, yesterday, tomorrow, 2 days ago, in March, on 29 February, next Friday"
        assert len(read(text, day)) <= 7


@given(st.dates(date(1700, 1, 1), date(2090, 1, 1)), st.integers(1, 7))
def test_weekdays_are_within_a_week_and_on_the_right_side(day: date, number: int) -> None:
    name = list(WEEKDAYS["en"])[number - 1].title()
    sides = (f"They said it on {name}.", f"They will say it on {name}.", f"It ended last {name}.")
    (past,), (future,), (last,) = (
        [date.fromisoformat(one.strip("?")) for one in read(text, day)] for text in sides
    )
    assert past.isoweekday() == future.isoweekday() == last.isoweekday() == number
    assert timedelta(-7) < past - day <= timedelta() <= future - day < timedelta(7)
    assert timedelta(-7) <= last - day < timedelta()


@given(st.text(max_size=80), st.sampled_from(list(WEEKDAYS)))
def test_any_text_is_read_in_order_and_within_its_ends(text: str, language: str) -> None:
    assert len(small(text)) == len(text)
    ends = 0
    for one in written(text, language):
        assert ends <= one.start < one.core <= one.end <= len(text)
        ends = one.end
        meant(one, text, 0, WEDNESDAY)


def test_verbs_far_off_tell_less_than_words_beside() -> None:
    told = direction("He will go, the court said on Monday.", 30, 36)
    assert told is not None
    assert (told.side, told.plain) == (Side.BEFORE, True)


def test_the_annotated_sentences() -> None:
    from tests.benchmarks.timeline import quality

    score, _ = quality(sure=False)
    assert score.precision > 0.95
    assert score.recall > 0.9
    sure, wrong = quality(sure=True)
    assert sure.precision > 0.97, wrong
    assert sure.recall > 0.8


def test_what_follows_counts_a_weekday_from_another_day_but_no_day_of_a_month() -> None:
    assert read("They left on 3 May after a storm that came in March before dawn.") == [
        "2025-05-03",
        "2025-03",
    ]
    assert read("They left on the Monday after.") == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The pier burned on 31 October and again in March.", ["--10-31", "--03"]),
        ("The pier burned on Monday, reopened on Sunday.", ["-W-1", "-W-7"]),
        ("On 29 February the pier burned.", ["--02-29"]),
        ("On 30 February the pier burned.", [None]),
        ("Nobody forgot September 11 there.", [None]),
        ("He came yesterday, two days ago or last month.", [None, None, None]),
        ("The market is held every Monday and every 1 May.", [None, None]),
        ("The Monday after they met on 3 May after work.", [None, "--05-03"]),
        ("The pier burned on 3 May 2024.", [None]),
    ],
)
def test_what_is_left_of_a_day_without_an_anchor(text: str, days: list[str | None]) -> None:
    found = [unanchored(one, text, 0) for one in written(text)]
    assert [one and one.day for one in found] == days
    assert {one.certainty for one in found if one} <= {Certainty.UNANCHORED}
