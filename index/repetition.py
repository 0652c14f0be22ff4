"""Keeps the counts of lines that articles share, and dims what the folder repeats.

The rules are those of `index.reading.repeated`; here is where its counts are kept (the
catalogue's table ``lines``) and what follows when a line becomes repeated, or ceases to be: the
boilerplate of the articles that have it changes, and they are extracted again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.enrichment import forget_extraction
from index.reading.repeated import FEWEST, LineCounts, line_keys, repeated_keys, repeated_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.model import Document, Span
    from index.store import Store
    from index.store.articles import StoredSpans

_KEYS = "repeated_lines"
_APPLIED = "repetition_applied"
_DIRTY = "repetition_dirty"
"""Keys of the catalogue's notes: the repeated lines, the newest article that was held against
them, and whether the counts have changed since."""


def own_spans(document: Document) -> list[Span]:
    """Where the title and the outlet stand: never boilerplate, whatever the folder repeats."""
    return [span for span in (document.title_span, document.source_span) if span is not None]


class Repetition:
    """The counts of one index, changed within the refresh's transactions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._changes = LineCounts()

    def count(self, document: Document) -> None:
        """Count a new article's lines; `flush` writes the counts."""
        keep = [*own_spans(document), *document.joins, *document.boilerplate]
        self._changes.add(line_keys(document.text, keep))

    def forget(self, ids: Iterable[int]) -> None:
        """Take back the lines of articles that are about to go; `flush` writes the counts."""
        for number in ids:
            text, spans = self._store.articles.text_and_spans(number)
            self._changes.remove(line_keys(text, spans.keep))

    def flush(self) -> None:
        """Write the counts, in the present transaction."""
        sql = self._store.database.connection()
        rows = self._changes.rows()
        sql.executemany(
            "INSERT INTO lines VALUES (?, ?, ?) ON CONFLICT(line, context) "
            "DO UPDATE SET articles = articles + excluded.articles",
            rows,
        )
        sql.executemany(
            "DELETE FROM lines WHERE line=? AND context=? AND articles<=0",
            [row[:2] for row in rows if row[2] < 0],
        )
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
        known = {int(key) for key in database.meta_text(_KEYS).split()}
        applied = database.meta(_APPLIED) if keys == known else 0
        targets = [number for number in sorted(store.articles.ids()) if number > applied]
        changed: list[tuple[int, StoredSpans]] = []
        for number in targets:
            if cancelled():
                return
            text, spans = store.articles.text_and_spans(number)
            repeated = tuple(repeated_spans(text, keys, spans.keep)) if keys else ()
            if repeated != spans.repeated:
                changed.append((number, spans._replace(repeated=repeated)))
        with database.transaction():
            if changed:
                forget_extraction(store, [number for number, _ in changed])
                database.bump_generation()
            for number, spans in changed:
                store.articles.set_spans(number, spans)
            database.set_meta(_KEYS, " ".join(map(str, sorted(keys))))
            database.set_meta(_APPLIED, max(targets, default=applied))
            database.set_meta(_DIRTY, 0)
