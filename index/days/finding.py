"""A text → the days in it, as they are written; which are meant is `index.days.meaning`'s.

In: a text and its language. Out: `Written`s in order. ``March 3``, ``3 March`` and ``3rd of
March`` are one form, with the year where it follows. Digits alone are read where only one order of
day and month can be meant: ``25/12/2024``, ``2024-12-25``, ``4.4.2025``, but not ``03/04/2025``.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from index.days.names import (
    AGO,
    COMMON_WORDS,
    COUNTS,
    ENGLISH_MONTHS,
    MONTHS,
    OFFSETS,
    WEEKDAYS,
    month_number,
    small,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Form(IntEnum):
    """How a day is written."""

    DAY = 1
    """A day of a month, with or without the year."""
    MONTH = 2
    """A month, with or without the year."""
    WEEKDAY = 3
    """A weekday."""
    COUNTED = 4
    """So many days from the day of publication: ``yesterday``, ``three days ago``."""
    COUNTED_MONTH = 5
    """So many months from that of publication: ``last month``."""


class Written(NamedTuple):
    """A day as it is written.

    Attributes:
        start: first character.
        end: one past the last character.
        form: how it is written.
        day: of the month; the number of a weekday, from 1 for Monday; how many days (or months)
            it is counted; 0 where there is none.
        month: 0 where there is none.
        year: 0 where none is written.
        core: one past the last character without the year.
    """

    start: int
    end: int
    form: Form
    day: int
    month: int = 0
    year: int = 0
    core: int = 0


_YEAR = r"(?:1[6-9]|20)\d\d"
_MONTH = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
_BEFORE_MONTH = re.compile(
    r"\b(in|since|until|till|by|last|next|this|of|early|late|mid|from|during|before|after"
    r"|en|em|im|seit|depuis|desde|fin|début|finales de|principios de|mediados de)[\s-]+\Z"
)
_BEFORE = 20
"""Characters in which stands what makes a month of a name."""

_ABSOLUTE = (
    rf"(?P<y1>{_YEAR})(?P<s1>[-/])(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)(?![\d/-])"
    rf"|(?P<d2>\d\d?)(?:st|nd|rd|th|er|º|ª|\.)?\s+(?:(?:of|de|di|d['’])\s*)?(?P<m2>{_MONTH})\b"
    rf"(?P<c2>)(?:\.?,?\s+(?:del?\s+)?(?P<y2>{_YEAR})(?![\w-]))?"
    rf"|(?P<m3>{_MONTH})\b(?:\.?\s+(?:the\s+)?(?P<d3>\d\d?)(?:st|nd|rd|th)?(?![\w:]|[.,]\d))?"
    rf"(?P<c3>)(?:\.?,?\s+(?:(?:of|del?)\s+)?(?P<y3>{_YEAR})(?![\w-]))?"
    rf"|(?P<d5>\d\d?)(?P<s5>[./-])(?P<m5>\d\d?)(?P=s5)(?P<y5>{_YEAR})(?![\w/-]|\.\d)"
)
_BEFORE_NAMES = frozenset(("by", "of", "from", "before", "after"))
"""Words before a month that stand before people called so as well."""

_MONTHS_AWAY = {"last month": -1, "this month": 0, "next month": 1}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """What finds the days in a text of some language, in small letters."""
    names = "|".join(WEEKDAYS.get(language, WEEKDAYS["en"]))
    parts = [_ABSOLUTE, rf"(?P<w>{names})\b"]
    if language in OFFSETS:
        words = sorted(OFFSETS[language], key=lambda words: -len(words))
        parts.append(rf"(?P<near>{'|'.join(words)})\b")
        counts = "|".join((r"[1-9]\d?", *COUNTS[language].split()))
        parts.append(rf"{AGO[language].format(counts)}\b")
    if language == "en":
        parts.append(rf"(?P<months>{'|'.join(_MONTHS_AWAY)})\b")
    return re.compile(rf"(?:(?<![\w-])(?<!\d[./])|(?<=mid-))(?:{'|'.join(parts)})")


def written(text: str, language: str = "en") -> Iterator[Written]:
    """The days in a text, in order.

    Args:
        text: a text, or a passage of one.
        language: whose weekdays, short names of months and words like ``yesterday`` are read;
            the long names of months are, whatever it is.
    """
    for match in _pattern(language).finditer(small(text)):
        found = _of(match, text, language)
        if found is not None:
            yield found


def _of(match: re.Match[str], text: str, language: str) -> Written | None:
    start, end = match.span()
    given = match.groupdict()
    if given["w"]:
        names = WEEKDAYS.get(language, WEEKDAYS["en"])
        return Written(start, end, Form.WEEKDAY, names[given["w"]], core=end)
    if given["m1"]:
        return _day(start, end, end, int(given["d1"]), int(given["m1"]), given["y1"])
    if given["d5"]:
        return _digits(start, end, match)
    for form in "23":
        if name := given["m" + form]:
            at, core = match.start("m" + form), match.start("c" + form)
            year, day = given["y" + form], given["d" + form]
            if not _is_name(text[at : at + len(name)], name, language, year):
                return None
            if day:
                return _day(start, end, core, int(day), month_number(name), year)
            if not year and not _is_month(text, at, name, language):
                return None
            return Written(start, end, Form.MONTH, 0, month_number(name), int(year or 0), core)
    if given.get("months"):
        return Written(start, end, Form.COUNTED_MONTH, _MONTHS_AWAY[match[0]], core=end)
    if given["near"]:
        days = OFFSETS[language][given["near"]]
    else:
        ago = given["ago"]
        days = -int(ago) if ago.isdecimal() else -2 - COUNTS[language].split().index(ago)
    return Written(start, end, Form.COUNTED, days, core=end)


def _day(start: int, end: int, core: int, day: int, month: int, year: str | None) -> Written | None:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return Written(start, end, Form.DAY, day, month, int(year or 0), core)


def _digits(start: int, end: int, match: re.Match[str]) -> Written | None:
    """Day, month and year in digits, if the order is clear; full stops have the day first."""
    first, second = int(match["d5"]), int(match["m5"])
    if first <= 12 < second and match["s5"] != ".":
        first, second = second, first
    elif not (first > 12 or first == second or match["s5"] == "."):
        return None
    return _day(start, end, end, first, second, match["y5"])


def _is_month(text: str, start: int, name: str, language: str) -> bool:
    """Whether the name of a month alone, without a year, is one by what stands before it."""
    found = _BEFORE_MONTH.search(small(text[max(0, start - _BEFORE) : start]))
    if found is None or len(name) < 3:
        return False
    if found[1] in _BEFORE_NAMES:
        end = start + len(name)
        if name == "may" or text[end : end + 2].lstrip()[:1].isupper():
            return False
    return language != "en" or ((len(name) > 3 or name == "may") and text[start].isupper())


def _is_name(verbatim: str, name: str, language: str, year: str | None) -> bool:
    """Whether what is written like the name of a month is one in a text of this language."""
    if language == "en" and name not in ENGLISH_MONTHS and (len(name) < 4 or name == "mars"):
        return name == "mai" and year is not None
    if verbatim[0].isupper() or year:
        return True
    if language == "en":
        return name not in COMMON_WORDS
    return len(name) > 3 or name == "mai"
