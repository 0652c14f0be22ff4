"""The clauses of a query that the index of words cannot answer: about names, marks and copies.

In: clauses. Out: the articles that answer them, where in them what is asked for stands, and what
else may be meant. Called inside one snapshot of the catalogue. What knows of marks is loaded when
a query first asks for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.answering.name_clauses import NameClauses
from index.query import File, MarkClause, positive
from index.store.text.clauses import value_test

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.answering.listing import Listing
    from index.marks.marking import Marking
    from index.model import Span
    from index.names.naming import Names
    from index.query import EntityClause, EntityNear, Node
    from index.store import Store


class Clauses:
    """The clauses that one corpus answers by itself."""

    def __init__(
        self, store: Store, listing: Listing, names: Names, marking: Callable[[], Marking]
    ) -> None:
        """Nothing is asked yet.

        Args:
            store: has the names.
            listing: has the copies' paths.
            names: has the mentions.
            marking: gives what a person says of articles.
        """
        self._listing = listing
        self._names = NameClauses(store, names)
        self._marking = marking

    def answering(self, clause: EntityClause | EntityNear | MarkClause | File) -> set[int]:
        """The articles that answer a clause, by number; of a `File` by a copy's path."""
        if isinstance(clause, MarkClause):
            from index.answering.mark_clauses import answering

            return answering(self._marking(), clause)
        if not isinstance(clause, File):
            return self._names.answering(clause)
        if clause.field in ("title", "source"):
            return set()
        test = value_test(clause)
        return {info.id for info in self._listing.current().copied if any(map(test, info.also))}

    def spans(self, node: Node, articles: Sequence[int]) -> dict[int, list[Span]]:
        """Where names and noted passages that a query asks for stand in articles, sorted."""
        found = self._names.spans(node, articles)
        if any(isinstance(clause, MarkClause) for clause in positive(node)):
            from index.answering.mark_clauses import spans

            for article, more in spans(self._marking(), node, articles).items():
                found[article] = sorted({*found.get(article, ()), *more})
        return found

    def beginning(self, field: str, typed: str) -> str:
        """The name, tag or word behind ``is:`` that begins so; or nothing."""
        if field in ("is", "tag"):
            from index.answering.mark_clauses import beginning

            return beginning(self._marking(), field, typed)
        return self._names.beginning(field, typed)

    def advice(self, parts: Sequence[Node]) -> tuple[tuple[Node, ...], list[str]]:
        """Parts of a query, as they may be meant where they find nothing; and notes."""
        found, notes = self._names.advice(parts)
        if any(isinstance(part, MarkClause) for part in parts):
            from index.answering.mark_clauses import advice

            found, more = advice(self._marking(), found)
            notes += more
        return found, notes
