"""Keeps the counts of lines that articles share, and dims what the folder repeats.

The rules are those of `index.reading.repeated`; here is where its counts are kept (the
catalogue's table ``lines``) and what follows when a line becomes repeated, or ceases to be: the
boilerplate of the articles that have it changes, and they are extracted again.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from index.reading.repeated import (
    FEWEST,
    LineCounts,
    document_line_keys,
    line_keys,
    repeated_keys,
    repeated_spans,
    spans_of,
)
from index.refreshing.enrichment import forget_extraction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from index.model import Document, Span
    from index.reading.repeated import LineKey
    from index.store import Store
    from index.store.spans import StoredSpans

_KEYS = "repeated_lines"
_DIRTY = "repetition_dirty"
"""Keys of the catalogue's notes: the repeated lines, against which every article has been held,
and whether the counts have changed since they were found."""

_REMEMBERED = 2_000_000
"""Lines of new articles of which 32 bits of the key are kept in memory."""
_BITS = 0xFFFFFFFF


class Repetition:
    """The counts of one index, changed within the refresh's transactions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._changes = LineCounts()
        self._known: set[int] | None = None
        self._lines = array("I")
        self._articles = array("q")
        self._ends = array("q")

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
        if len(self._lines) < _REMEMBERED:
            self._lines.extend(line.key & _BITS for line in lines)
            self._articles.append(number)
            self._ends.append(len(self._lines))

    def let_go(self) -> None:
        """Have no article's lines in mind any more; a later `apply` reads what it needs."""
        self._lines, self._articles, self._ends = array("I"), array("q"), array("q")

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
        rows = database.connection().execute(
            "SELECT line, context, articles FROM lines WHERE line IN "
            "(SELECT line FROM lines GROUP BY line HAVING sum(articles) >= ?)",
            (FEWEST,),
        )
        keys = repeated_keys(rows, store.articles.count())
        changed: list[tuple[int, StoredSpans]] = []
        for number in self._touched(keys ^ self._repeated):
            if cancelled():
                return
            text, spans = store.articles.text_and_spans(number)
            repeated = tuple(repeated_spans(text, keys, spans.keep)) if keys else ()
            if repeated != spans.repeated:
                changed.append((number, spans._replace(repeated=repeated)))
        with database.transaction():
            if changed:
                forget_extraction(store, [number for number, _ in changed])
                store.likeness.forget(number for number, _ in changed)
                database.bump_generation()
            for number, spans in changed:
                store.articles.set_spans(number, spans)
            database.set_meta(_KEYS, " ".join(map(str, sorted(keys))))
            database.set_meta(_DIRTY, 0)
        self._known = keys

    def _touched(self, lines: set[int]) -> list[int]:
        """The articles that may have one of these lines, in order."""
        if not lines:
            return []
        found = np.isin(
            np.frombuffer(self._lines, dtype=np.uint32),
            np.array([line & _BITS for line in lines], dtype=np.uint32),
        )
        articles, ends = self._articles, np.frombuffer(self._ends, dtype=np.int64)
        places = np.unique(np.searchsorted(ends, np.flatnonzero(found), side="right"))
        having = {articles[place] for place in places.tolist()}
        first, last = (articles[0], articles[-1]) if articles else (0, -1)
        return sorted(
            number
            for number in self._store.articles.ids()
            if number in having or not first <= number <= last
        )
