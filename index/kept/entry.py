"""A line of what a person has written: plain values."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import NamedTuple


class Entry(NamedTuple):
    """One line of the log.

    Attributes:
        id: tells this entry from every other, wherever it is carried.
        time: when it was made, in ISO 8601, UTC.
        kind: what is said; the matter knows which kinds there are.
        what: the rest, as JSON.
    """

    id: str
    time: str
    kind: str
    what: str


def stamped() -> tuple[str, str]:
    """The id and the time of an entry that is made now."""
    return os.urandom(8).hex(), datetime.now(UTC).isoformat(timespec="milliseconds")
