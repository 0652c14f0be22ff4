"""What goes into the text index and what comes out of it, as plain types."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from index.errors import ClewError, IndexDamagedError

Within = Callable[[Any], Collection[int]]
"""The ids of the articles that answer an `EntityClause`, an `EntityNear` or a `MarkClause`, or a
`File` by another path than their entry's."""
Cancelled = Callable[[], bool]
"""Whether an answer is no longer wanted."""


class Entry(NamedTuple):
    """An article as the text index takes it in.

    Attributes:
        id: the article's id, a positive number below 2**63.
        title: its title.
        text: its text, with the title where that stands in the text.
        source: the outlet, or empty.
        path: its path, as in `ArticleInfo`.
        date: its day as `datetime.date.toordinal` gives it, or None.
    """

    id: int
    title: str
    text: str
    source: str
    path: str
    date: int | None


class Ranking(NamedTuple):
    """The answer to a query.

    Attributes:
        total: how many articles match, counted exactly.
        hits: ids with scores, in the order asked for.
    """

    total: int
    hits: list[tuple[int, float]]


class SearchCancelledError(ClewError):
    """The answer is no longer wanted."""


class SegmentDamagedError(IndexDamagedError):
    """A part of the index is not what was written; whoever meets it notes it, to have it mended."""

    def __init__(self, part: str, file: str) -> None:
        super().__init__(
            f"the index of words is damaged ({part} of {file}); the next refresh makes it anew"
        )
