"""Days of the timeline in words, for the command line and the explorer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.answering.timeline import Sources

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

LIKELY = "?"
"""Stands beside a day that is likely meant, where another may be."""


def called(day: str) -> str:
    """``Tue 12 Aug 2025`` for ``2025-08-12``, ``Aug 2025`` for ``2025-08``."""
    year, month, *rest = day.split("-")
    name = f"{_MONTHS[int(month) - 1]} {int(year)}"
    if not rest:
        return name
    weekday = _WEEKDAYS[date.fromisoformat(day).weekday()]
    return f"{weekday} {int(rest[0])} {name}"


def remarks(sources: Sources, unknown: int) -> Sequence[str]:
    """What a timeline leaves out, in lines."""
    found = []
    if sources.left:
        read, left = len(sources.articles), sources.left
        found.append(f"only the newest {read:,} articles are read, {left:,} are not")
    if unknown:
        days = "1 day is" if unknown == 1 else f"{unknown:,} days are"
        found.append(f"{days} named without a year in articles whose own date is not known")
    return found
