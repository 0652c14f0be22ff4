"""Keeps the counts of lines that articles share, and dims what the folder repeats.

The rules are those of `index.reading.repeated`; here is where its counts are kept (the
catalogue's table ``lines``) and what follows when a line becomes repeated, or ceases to be: the
boilerplate of the articles that have it changes, and they are extracted again.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from index.column import Column
from index.reading.repeated import (
    LineCounts,
    document_line_keys,
    fewest,
    line_keys,
    repeated_keys,
    repeated_spans,
    spans_of,
)
from index.refreshing.enrichment import forget_extraction
from index.refreshing.line_memory import LineMemory
from index.store.spans import pack_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.model import Document, Span
    from index.reading.repeated import LineKey
    from index.store import Store

_KEYS = "repeated_lines"
_DIRTY = "repetition_dirty"
"""Keys of the catalogue's notes: the repeated lines, against which every article has been held,
and whether the counts have changed since they were found."""

_AT_ONCE = 500
"""Articles that get other boilerplate at a time."""


class Repetition:
    """The counts of one index, changed within the refresh's transactions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._changes = LineCounts()
        self._known: set[int] | None = None
        self._lines = LineMemory(store.folder)

    @property
    def _repeated(self) -> set[int]:
        """The keys of the lines that count as repeated at present."""
        if self._known is None:
            self._known = {int(key) for key in self._store.database.meta_text(_KEYS).split()}
        return self._known

    def count(self, document: Document) -> list[LineKey]:
        """Count a new article's lines, which are returned; `flush` writes the counts."""
        lines = document_line_keys(document)
        self._changes.add(lines)
        return lines

    def spans(self, lines: Sequence[LineKey]) -> tuple[Span, ...]:
        """The boilerplate of a new article by what is known to be repeated."""
        return tuple(spans_of(lines, self._repeated))

    def remember(self, number: int, lines: Sequence[LineKey]) -> None:
        """Keep a new article's lines in mind, so that it need not be read for `apply`."""
        self._lines.add(number, (line.key for line in lines))

    def let_go(self) -> None:
        """Have no article's lines in mind any more; a later `apply` reads what it needs."""
        self._lines = LineMemory(self._store.folder)

    def forget(self, ids: Iterable[int]) -> None:
        """Take back the lines of articles that are about to go; `flush` writes the counts."""
        for number in ids:
            text, spans = self._store.articles.text_and_spans(number)
            self._changes.remove(line_keys(text, spans.keep))

    def flush(self) -> None:
        """Write the counts, in the present transaction."""
        sql = self._store.database.connection()
        rows = sorted(self._changes.rows())
        sql.executemany(
            "INSERT INTO lines VALUES (?, ?, ?) ON CONFLICT(line, context) "
            "DO UPDATE SET articles = articles + excluded.articles",
            rows,
        )
        fewer = [row[:2] for row in rows if row[2] < 0]
        if fewer:
            sql.executemany("DELETE FROM lines WHERE line=? AND context=? AND articles<=0", fewer)
        if rows:
            self._store.database.set_meta(_DIRTY, 1)
        self._changes = LineCounts()

    def apply(self, cancelled: Callable[[], bool]) -> None:
        """Give every article the boilerplate that the folder's repetitions make known."""
        store = self._store
        database = store.database
        if not database.meta(_DIRTY):
            return
        count = store.articles.count()
        rows = database.connection().execute(
            "SELECT line, context, articles FROM lines WHERE line IN "
            "(SELECT line FROM lines GROUP BY line HAVING sum(articles) >= ?) ORDER BY line",
            (fewest(count),),
        )
        keys = repeated_keys(rows, count)
        changed = _Changed(store.folder)
        for number in self._touched(keys ^ self._repeated).data:
            if cancelled():
                return
            text, spans = store.articles.text_and_spans(number)
            repeated = tuple(repeated_spans(text, keys, spans.keep)) if keys else ()
            if repeated != spans.repeated:
                changed.add(number, pack_spans(spans._replace(repeated=repeated)))
        with database.transaction():
            for some in changed.batches():
                numbers = [number for number, _ in some]
                forget_extraction(store, numbers)
                store.likeness.forget(numbers)
                store.articles.set_spans(some)
            if len(changed):
                database.bump_generation()
            database.set_meta(_KEYS, " ".join(map(str, sorted(keys))))
            database.set_meta(_DIRTY, 0)
        self._known = keys

    def _touched(self, lines: set[int]) -> NDArray[np.int64]:
        """The articles that may have one of these lines, ascending."""
        if not lines:
            return np.zeros(0, dtype=np.int64)
        every = np.frombuffer(self._store.articles.numbers(), np.int64)
        had = self._lines.articles()
        first, last = (had[0], had[-1]) if len(had) else (0, -1)
        having = np.isin(every, self._lines.having(lines))
        return every[having | (every < first) | (every > last)]


class _Changed:
    """Articles with their other spans, packed."""

    def __init__(self, folder: Path) -> None:
        self._numbers, self._ends = array("q"), array("q")
        self._spans = Column(np.uint8, folder)

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, number: int, spans: bytes) -> None:
        self._spans.append(np.frombuffer(spans, np.uint8))
        self._numbers.append(number)
        self._ends.append(len(self._spans))

    def batches(self) -> Iterator[list[tuple[int, bytes]]]:
        """All of them, some at a time."""
        begin = 0
        for start in range(0, len(self), _AT_ONCE):
            some = []
            for at in range(start, min(start + _AT_ONCE, len(self))):
                some.append((self._numbers[at], self._spans[begin : self._ends[at]].tobytes()))
                begin = self._ends[at]
            yield some
