"""Calendar days written in running text, in file names and in fields.

In: a short piece of text. Out: a `DateFound` or a date. Days without a year are never guessed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from index.days.names import MONTHS, month_number

_NAMES = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))

_YEAR = r"(?P<{}>(?:1[6-9]|20)\d\d)"
_WRITTEN = re.compile(
    r"(?<!\w)(?:"
    rf"(?P<m1>{_NAMES})\.?[ \t]{{1,3}}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?[ \t]{{1,3}}"
    rf"{_YEAR.format('y1')}"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|ª)?\.?[ \t-]{{1,3}}(?:(?:of|de|di|d['’])[ \t]{{0,2}})?"
    rf"(?P<m2>{_NAMES})\.?,?[ \t-]{{1,3}}(?:(?:de|del)[ \t]{{1,2}})?{_YEAR.format('y2')}"
    rf"|{_YEAR.format('y3')}(?P<sep>[-/.])(?P<m3>\d\d?)(?P=sep)(?P<d3>\d\d?)"
    r")(?![\w])|(?<!\w)(?P<y4>(?:1[6-9]|20)\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d)(?=T\d\d)",
    re.IGNORECASE,
)
_HINT = re.compile(r"(?:1[6-9]|20)\d\d")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:1[6-9]|20)\d\d)(?!\d)")
_MAILED = re.compile(rf"(\d\d?) ({_NAMES}) (\d\d) (?=\d\d?:\d\d)", re.IGNORECASE)
_IN_NAME = re.compile(
    r"(?<![0-9A-Za-z])((?:1[6-8](?=\d\d[-_. ])|19|20)\d\d)([-_. ]?)(0[1-9]|1[0-2])\2"
    r"(0[1-9]|[12]\d|3[01])"
    r"(?=T\d|[^0-9A-Za-z]|$)"
)


class DateFound(NamedTuple):
    """A day and where it is written: ``text[start:end]``."""

    day: date
    start: int
    end: int


def find_date(text: str) -> DateFound | None:
    """The first day that is written out with its year: ISO, month by name in either order."""
    if _HINT.search(text) is None:
        return None
    for match in _WRITTEN.finditer(text):
        for form in "1234":
            year = match["y" + form]
            if year is None:
                continue
            month = match["m" + form]
            number = int(month) if month.isdecimal() else month_number(month)
            day = _day(int(year), number, int(match["d" + form]))
            if day is not None:
                return DateFound(day, match.start(), match.end())
    return None


def field_date(value: str) -> date | None:
    """The day of a field that says it is a date; day and month in digits only if unambiguous.

    Old mail gives a year two digits before the hour: RFC 5322, section 4.3, says which are meant.
    """
    found = find_date(value[:200])
    if found is not None:
        return found.day
    match = _NUMERIC.search(value[:200])
    if match is None:
        mailed = _MAILED.search(value[:200])
        if mailed is None:
            return None
        year = int(mailed[3]) + (2000 if int(mailed[3]) < 50 else 1900)
        return _day(year, month_number(mailed[2]), int(mailed[1]))
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first > 12 or first == second or match[2] == ".":
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def name_date(name: str) -> date | None:
    """The day in a file's name, such as ``2025-11-03 maduro.txt`` or ``20251103.md``."""
    for match in _IN_NAME.finditer(name):
        day = _day(int(match[1]), int(match[3]), int(match[4]))
        if day is not None:
            return day
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
