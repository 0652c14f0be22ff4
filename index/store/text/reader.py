"""The reader: one commit of the text index, to be searched by one thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.store.text.bulk import Bulk
from index.store.text.field import TEXT
from index.store.text.hints import Diagnosis, Facets, diagnose, facets, spelling
from index.store.text.model import DEFAULT, Model
from index.store.text.more_like import MoreLike
from index.store.text.ranking import ranked
from index.store.text.resolving import commonest
from index.store.text.types import Cancelled, Ranking, SearchCancelledError, Within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query import Node
    from index.store.text.index import TextIndex
    from index.store.text.more_like import Known
    from index.store.text.snapshot import Snapshot


class TextReader:
    """One commit of the index.

    Attributes:
        generation: the number of the commit.
    """

    def __init__(self, index: TextIndex, snapshot: Snapshot) -> None:
        self._index = index
        self._snapshot = snapshot
        self.generation = snapshot.generation

    def refreshed(self) -> TextReader:
        """Itself, or a reader of a newer commit."""
        if self._index.generation() == self.generation:
            return self
        return self._index.reader()

    def __len__(self) -> int:
        """How many articles there are."""
        return self._snapshot.live_count

    def _bulk(
        self, model: Model, within: Within | None = None, cancelled: Cancelled | None = None
    ) -> Bulk:
        def check() -> None:
            if cancelled is not None and cancelled():
                raise SearchCancelledError("the search was cancelled")

        return Bulk(self._snapshot, model, within, check)

    def search(
        self,
        query: Node | None,
        *,
        limit: int | None = None,
        offset: int = 0,
        within: Within | None = None,
        cancelled: Cancelled | None = None,
        model: Model = DEFAULT,
    ) -> Ranking:
        """Return the articles that answer a query, best first.

        Args:
            query: its tree; None for all articles.
            limit: at most so many hits, or None for all.
            offset: leave out so many of the first.
            within: resolves the clauses about entities, which match nothing without it, and finds
                articles by the paths of their copies.
            cancelled: asked between steps whether the answer is still wanted.
            model: the ranking.

        Raises:
            SearchCancelledError: the answer is no longer wanted.
        """
        bulk = self._bulk(model, within, cancelled)
        answer = bulk.search(query)
        total = len(answer.documents)
        end = total if limit is None else min(total, offset + limit)
        answer = ranked(bulk, query, answer, end, bool(model.nearness))
        ids = self._snapshot.ids[answer.documents[offset:end]].tolist()
        scores = [0.0] * len(ids) if answer.scores is None else answer.scores[offset:end].tolist()
        return Ranking(total, list(zip(ids, scores, strict=True)))

    def count(self, query: Node | None, *, within: Within | None = None) -> int:
        """How many articles answer a query."""
        return len(self._bulk(DEFAULT, within).search(query).documents)

    def ids(self, query: Node | None, *, within: Within | None = None) -> list[int]:
        """The ids of the articles that answer a query, in no order."""
        documents = self._bulk(DEFAULT, within).search(query).documents
        ids: list[int] = self._snapshot.ids[documents].tolist()
        return ids

    def facets(self, query: Node | None, *, within: Within | None = None) -> Facets:
        """Count the articles that answer a query by source and by month."""
        return facets(self._snapshot, self._bulk(DEFAULT, within).search(query).documents)

    def diagnose(self, query: Node, *, within: Within | None = None) -> Diagnosis:
        """Say why a query finds nothing, and what may be asked instead."""
        return diagnose(self._bulk(DEFAULT, within), self._snapshot, query)

    def more_like(self, known: Known) -> MoreLike:
        """The articles like one that is known by its words and names."""
        return MoreLike(self._snapshot, known)

    def languages(self, ids: Sequence[int]) -> dict[int, str]:
        """The languages of some articles by id; nothing where all of the corpus is in English."""
        return self._snapshot.languages(ids)

    def expand(self, prefix: str, limit: int = 50) -> list[str]:
        """The words of the corpus that begin so, as they are folded, commonest first."""
        from index.query.matching import single

        term = single(prefix)
        if not term:
            return []
        return [word for word, _ in commonest(self._snapshot, TEXT, term, limit)]

    def spelling(self, word: str) -> list[str]:
        """Words of the corpus that this one may be meant for, likeliest first."""
        return spelling(self._snapshot, word)
