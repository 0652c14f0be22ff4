"""The text index: which articles have which words, and how well they answer a query.

The only room that knows Whoosh. The texts themselves are not kept here: the index is derived
from the catalogue and can be made anew from it at any time. Importing this package imports
neither Whoosh nor numpy; opening an index does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.store.text.types import (
    Cancelled,
    Entry,
    Ranking,
    SearchCancelledError,
    SegmentDamagedError,
    Within,
)

if TYPE_CHECKING:
    from index.store.text.index import TextIndex, TextWriter
    from index.store.text.reader import TextReader

FORMAT = 6
"""The format of the files; an index of another one is made anew."""

__all__ = [
    "FORMAT",
    "Cancelled",
    "Entry",
    "Ranking",
    "SearchCancelledError",
    "SegmentDamagedError",
    "TextIndex",
    "TextReader",
    "TextWriter",
    "Within",
]


def __getattr__(name: str) -> Any:
    if name in ("TextIndex", "TextWriter"):
        from index.store.text import index

        return getattr(index, name)
    if name == "TextReader":
        from index.store.text.reader import TextReader

        return TextReader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
