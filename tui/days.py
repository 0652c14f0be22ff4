"""Days of the timeline in words, for the command line and the explorer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.answering.timeline import Sources

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LIKELY = "?"
"""Stands beside a day that is likely meant, where another may be."""


def called(day: str) -> str:
    """``Tue 12 Aug 2025`` for ``2025-08-12``, ``Aug 2025`` for ``2025-08``.

    ``12 Aug, year not known`` for ``--08-12``, ``Aug, year not known`` for ``--08``,
    ``Tuesday, week not known`` for ``-W-2``.
    """
    if day.startswith("-W"):
        return f"{_WEEKDAYS[int(day[3:]) - 1]}, week not known"
    if day.startswith("--"):
        name, number = _MONTHS[int(day[2:4]) - 1], day[5:].lstrip("0")
        return f"{number} {name}, year not known".lstrip()
    year, month, *rest = day.split("-")
    name = f"{_MONTHS[int(month) - 1]} {int(year)}"
    if not rest:
        return name
    weekday = _WEEKDAYS[date.fromisoformat(day).weekday()][:3]
    return f"{weekday} {int(rest[0])} {name}"


def counted(days: int, yearless: int) -> str:
    """``12 days, 3 without a year``; ``3 days without a year`` where all are."""
    words = "1 day" if days == 1 else f"{days:,} days"
    if not yearless:
        return words
    return f"{words}{'' if yearless == days else f', {yearless:,}'} without a year"


def remarks(sources: Sources, unknown: int) -> Sequence[str]:
    """What a timeline leaves out, in lines."""
    found = []
    if sources.left:
        read, left = len(sources.articles), sources.left
        found.append(f"only the newest {read:,} articles are read, {left:,} are not")
    if unknown:
        days = "1 day" if unknown == 1 else f"{unknown:,} days"
        found.append(f"{days}, such as “yesterday”, cannot be known in articles without a date")
    return found
