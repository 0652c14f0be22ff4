"""Saved searches in words, for the command line and the explorer: how many more, since what day."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from index.saved.model import UNKNOWN, Kind
from tui.output import one_line

if TYPE_CHECKING:
    from index.saved.model import Saved
    from index.saved.saving import Undone


def since(saved: Saved, now: int | None) -> int:
    """How many articles more (or fewer) there are than when somebody looked; 0 if nobody did."""
    return 0 if now is None or saved.total == UNKNOWN else now - saved.total


def day(time: str) -> str:
    """The day of a time in ISO 8601, as it is here; what is no time stays as it is."""
    try:
        return datetime.fromisoformat(time).astimezone().date().isoformat()
    except (ValueError, OverflowError, OSError):
        return one_line(time)


def told(undone: Undone) -> str:
    """What was taken back, as a sentence; control characters are shown."""
    name, change = one_line(undone.saved.name), undone.change
    if change.kind is Kind.SAVE:
        return f"{name} is saved no more"
    if change.kind is Kind.REMOVE:
        return f"{name} is saved again"
    return f"{name} is called so again"
