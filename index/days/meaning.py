"""The day that is meant by what is written, given the day of publication.

In: a `Written` in its sentence. Out: a `Meant`, or None where it cannot be known: a day without a
year where the day of publication is not known, ``that Monday``, ``every Monday``. Weekdays are of
the week before or behind that day, days and months without a year those nearest on the side that
the sentence tells of. What is left of a day whose year or week only that day could tell is
`unanchored`'s.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from index.days.direction import Direction, Side, direction
from index.days.finding import Form
from index.days.names import NOWADAYS

if TYPE_CHECKING:
    from index.days.finding import Written


class Certainty(StrEnum):
    """How the day that is meant is known."""

    WRITTEN = "written"
    """It is written in full, with its year."""
    RESOLVED = "resolved"
    """It is counted from the day of publication."""
    LIKELY = "likely"
    """It is counted so, but another day may be meant as well."""
    UNANCHORED = "unanchored"
    """Its year, or its week, is not known: the day of publication would tell it."""


class Meant(NamedTuple):
    """A day or a month.

    Attributes:
        day: ``2025-08-12``, or ``2025-08`` for a month; without a year ``--08-12`` and ``--08``;
            a weekday of no known week ``-W-2``, from 1 for Monday (all forms of ISO 8601).
        certainty: how it is known.
    """

    day: str
    certainty: Certainty


_NEAR = 183
"""Days within which one speaks of a day without its year."""

_OPENING = 3
"""Characters before a word that opens a sentence, at most."""

_MONTHS = 9
"""Months within which one speaks of a month without its year."""

_CLOSE = 45
"""Days within which a day is likelier than one that is far, whatever the tense of the verb."""

_YEAR = re.compile(r",?\s+(?:of\s+)?(this|last|next) year\b", re.IGNORECASE)
_YEARS = {"this": 0, "last": -1, "next": 1}

_LEAP = 2000
"""A year that has every day."""

_SEPTEMBER = (9, 11)
"""A day that is called so without its year ever since."""


def meant(
    one: Written,
    sentence: str,
    place: int,
    published: date | None,
    weekday: int = 0,
    language: str = "en",
) -> Meant | None:
    """The day that is meant.

    Args:
        one: how it is written.
        sentence: the sentence that it stands in.
        place: where the sentence begins in the text that `one` counts from.
        published: the day of publication, if it is known.
        weekday: that is written beside a day (Monday is 1); 0 for none.
        language: of the sentence.
    """
    if one.year:
        return _in_full(one, weekday, Certainty.WRITTEN)
    if published is None:
        return None
    if one.form is Form.COUNTED:
        return _counted(one, sentence, place, published, language)
    if one.form is Form.COUNTED_MONTH:
        return _month(published, one.day, Certainty.RESOLVED)
    if one.form is not Form.WEEKDAY and (said := _YEAR.match(sentence, one.end - place)):
        year = published.year + _YEARS[said[1].lower()]
        return _in_full(one._replace(year=year), weekday, Certainty.RESOLVED)
    told = _direction(one, sentence, place, language)
    if told is None:
        return None
    if one.form is Form.WEEKDAY:
        return _of_week(one.day, told, published)
    if one.form is Form.MONTH:
        return _of_months(one.month, told, published)
    return _of_years(one, told, published, weekday)


def unanchored(one: Written, sentence: str, place: int, language: str = "en") -> Meant | None:
    """What is known of a day without a year where the day of publication is not known.

    That is the day of a month, the month or the weekday; nothing is of ``yesterday``, of ``every
    Monday``, nor of ``the Monday after``.

    Args:
        one: how it is written.
        sentence: the sentence that it stands in.
        place: where the sentence begins in the text that `one` counts from.
        language: of the sentence.
    """
    if one.year or one.form in (Form.COUNTED, Form.COUNTED_MONTH):
        return None
    if _direction(one, sentence, place, language) is None:
        return None
    if one.form is Form.WEEKDAY:
        return Meant(f"-W-{one.day}", Certainty.UNANCHORED)
    if one.form is Form.MONTH:
        return Meant(f"--{one.month:02}", Certainty.UNANCHORED)
    if (one.month, one.day) == _SEPTEMBER or _day(_LEAP, one.month, one.day) is None:
        return None
    return Meant(f"--{one.month:02}-{one.day:02}", Certainty.UNANCHORED)


def _direction(one: Written, sentence: str, place: int, language: str) -> Direction | None:
    weekday = one.form is Form.WEEKDAY
    return direction(sentence, one.start - place, one.end - place, language, weekday=weekday)


def _in_full(one: Written, weekday: int, certainty: Certainty) -> Meant | None:
    if one.form is Form.MONTH:
        return Meant(f"{one.year:04}-{one.month:02}", certainty)
    day = _day(one.year, one.month, one.day)
    if day is None:
        return None
    fits = not weekday or day.isoweekday() == weekday
    return Meant(day.isoformat(), certainty if fits else Certainty.LIKELY)


def _counted(
    one: Written, sentence: str, place: int, published: date, language: str
) -> Meant | None:
    """A day counted from that of publication; ``today`` may be nowadays, if no verb says else."""
    start, end = one.start - place, one.end - place
    sure = one.day >= -10
    if sentence[start:end].lower() in NOWADAYS:
        told = direction(sentence if start < _OPENING else sentence[:end], start, end, language)
        if told is None or told.side is Side.UNKNOWN or sentence[end : end + 2] in ("'s", "’s"):
            return None
        sure = told.plain
    try:
        day = published + timedelta(days=one.day)
    except OverflowError:
        return None
    return Meant(day.isoformat(), Certainty.RESOLVED if sure else Certainty.LIKELY)


def _of_week(number: int, told: Direction, published: date) -> Meant | None:
    """A weekday of the week before or behind; where nothing tells which, the week before."""
    away = (number - published.isoweekday()) % 7
    if told.strict:
        sure = told.side is Side.BEFORE and 1 < away < 5
        away = away - 7 if told.side is Side.BEFORE else away or 7
    elif told.side is Side.BEHIND:
        sure = away > 0
    else:
        sure = told.side is Side.BEFORE
        away -= 7 if away else 0
    try:
        day = published + timedelta(days=away)
    except OverflowError:
        return None
    return Meant(day.isoformat(), Certainty.RESOLVED if sure else Certainty.LIKELY)


def _of_months(number: int, told: Direction, published: date) -> Meant | None:
    """A month of the year before or behind, or of the nearest where nothing tells which."""
    away = (number - published.month) % 12
    ago = away if told.side is Side.BEFORE else away > 6 and told.side is Side.UNKNOWN
    if ago or (told.strict and told.side is Side.BEFORE):
        away -= 12
    elif told.side is Side.BEHIND and told.strict:
        away = away or 12
    sure = told.side is not Side.UNKNOWN and abs(away) <= _MONTHS
    return _month(published, away, Certainty.RESOLVED if sure else Certainty.LIKELY)


def _of_years(one: Written, told: Direction, published: date, weekday: int) -> Meant | None:
    """A day of this year, the one before or the next: by its weekday, else by side and nearness."""
    years = (published.year - 1, published.year, published.year + 1)
    days = [day for year in years if (day := _day(year, one.month, one.day)) is not None]
    if weekday:
        days = [day for day in days if day.isoweekday() == weekday]
    elif (one.month, one.day) == _SEPTEMBER:
        return None
    if not days:
        return None
    nearest = min(days, key=lambda day: abs((day - published).days))
    side = [day for day in days if (day - published).days * told.side >= 0]
    chosen = min(side or days, key=lambda day: abs((day - published).days))
    sure = (weekday > 0 or told.side is not Side.UNKNOWN) and abs((chosen - published).days) < _NEAR
    if not sure and abs((nearest - published).days) <= _CLOSE:
        chosen = nearest
    return Meant(chosen.isoformat(), Certainty.RESOLVED if sure else Certainty.LIKELY)


def _month(published: date, away: int, certainty: Certainty) -> Meant | None:
    """The month so many months from that of publication, if there is one."""
    year, month = divmod(12 * published.year + published.month - 1 + away, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return Meant(f"{year:04}-{month + 1:02}", certainty)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
