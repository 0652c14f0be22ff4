"""Days in a query: ``2025``, ``2025-11``, ``2025-11-03``, ranges, and ``7d`` back from today."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from index.query.nodes import Dates

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGE = re.compile(r"(\d{1,5})([dwmy])", re.IGNORECASE)
EXPECTED = "a date is written 2025, 2025-11 or 2025-11-03; a range 2025-11..2026-01"


def dates(field: str, value: str, today: date) -> Dates:
    """Return the days that a date clause asks for.

    Args:
        field: ``date``, ``before``, ``after``, ``newer`` or ``older``.
        value: what follows the colon.
        today: the day that ages count back from.

    Raises:
        ValueError: it is no date; the message says what is expected.
    """
    if field in ("newer", "older"):
        return _age(field, value, today)
    if field == "before":
        return _compared("<", value, today)
    if field == "after":
        return _compared(">", value, today)
    for sign in (">=", "<=", ">", "<"):
        if value.startswith(sign):
            return _compared(sign, value.removeprefix(sign), today)
    if ".." in value:
        first, _, last = value.partition("..")
        if not first and not last:
            raise ValueError(EXPECTED)
        start = _span(first, today)[0] if first else None
        end = _span(last, today)[1] if last else None
        if start is not None and end is not None and start > end:
            raise ValueError("the range ends before it begins")
        return Dates(start, end, value)
    start, end = _span(value, today)
    return Dates(start, end, value)


def _age(field: str, value: str, today: date) -> Dates:
    match = _AGE.fullmatch(value)
    if match is None:
        raise ValueError("an age is a number with d, w, m or y, as in newer:7d")
    number, unit = int(match[1]), match[2].lower()
    try:
        if unit in "dw":
            day = today - timedelta(days=number * (7 if unit == "w" else 1))
        else:
            months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
            year, month = divmod(months, 12)
            day = date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        raise ValueError("so long ago there were no dates") from None
    ordinal = day.toordinal()
    if field == "newer":
        return Dates(ordinal, None, f">={day.isoformat()}")
    return Dates(None, ordinal - 1, f"<{day.isoformat()}")


def _compared(sign: str, value: str, today: date) -> Dates:
    start, end = _span(value, today)
    label = f"{sign}{value}"
    match sign:
        case ">":
            return Dates(end + 1, None, label)
        case ">=":
            return Dates(start, None, label)
        case "<":
            return Dates(None, start - 1, label)
    return Dates(None, end, label)


def _span(value: str, today: date) -> tuple[int, int]:
    if value.lower() in ("today", "yesterday"):
        day = today.toordinal() - (value.lower() == "yesterday")
        return day, day
    match = _DAY.fullmatch(value)
    if match is None:
        raise ValueError(EXPECTED)
    year = int(match[1])
    month, day_of = (int(group) if group else None for group in match.groups()[1:])
    try:
        first = date(year, month or 1, day_of or 1)
        if day_of is not None:
            last = first
        elif month is not None:
            last = date(year, month, monthrange(year, month)[1])
        else:
            last = date(year, 12, 31)
    except ValueError:
        raise ValueError(f"there is no day {value}") from None
    return first.toordinal(), last.toordinal()
