"""The verbs of a corpus that take a query: what is typed → the articles that answer it, and where.

In: a query's text. Out: results, passages, hits, counts. The query language is `index.query`'s,
the text index is the store's; here the two meet the catalogue: numbers become articles, entities
become articles that mention them. Why a search finds nothing is `index.answering.advising`'s.
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING

from index.answering.clauses import Clauses
from index.answering.marking import Marking
from index.errors import BusyError, IndexDamagedError, QueryError
from index.model import Hit, SearchResult
from index.query import explain, parse
from index.store.health import reading
from index.store.text.types import SegmentDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index.answering.listing import Listed, Listing
    from index.answering.occurrences import ArticleHits
    from index.answering.relating import Related
    from index.marks.marking import Marking as Said
    from index.model import Completion, Entity, Snippet, Span
    from index.names.naming import Names
    from index.query import EntityClause, EntityNear, File, MarkClause
    from index.store import Store
    from index.store.text import TextReader
    from index.store.text.hints import Facets

SORTS = ("relevance", "date", "oldest", "source", "title", "path")
"""The orders in which hits are returned."""

_NOT_YET = "the index of words is being made; the answer is not complete"
_GONE = "the index was removed; the next refresh makes it anew"
_DAMAGED = "the index of words is damaged; the next refresh makes it anew"


class Searchable:
    """One corpus, as queries see it; each thread has a reader of its own.

    Attributes:
        root: the folder that article paths are relative to.
    """

    def __init__(self, store: Store, listing: Listing, names: Names, root: Path) -> None:
        self.root = root
        self._store = store
        self._listing = listing
        self._names = names
        self._clauses = Clauses(store, listing, names, lambda: self.marking)
        self._marking = Marking(store, listing, self._clauses, self._languages)
        self._local = threading.local()

    @property
    def index_folder(self) -> Path:
        """The private folder with this corpus's index."""
        return self._store.folder

    @cached_property
    def marking(self) -> Said:
        """What a person says of articles: marks, tags and notes."""
        from index.marks.marking import Marking

        return Marking(self._store, self._listing, self.root)

    def _reader(self) -> TextReader:
        reader: TextReader | None = getattr(self._local, "reader", None)
        index = self._store.text()
        if reader is None or getattr(self._local, "index", None) is not index:
            reader = index.reader()
            self._local.index = index
            self._store.articles.read_mapped()
        else:
            reader = reader.refreshed()
        self._local.reader = reader
        return reader

    @reading
    def search(
        self,
        query: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        sort: str = "relevance",
        snippets: int = 1,
        typing: bool = False,
        cancelled: Callable[[], bool] | None = None,
        advice: bool = True,
    ) -> SearchResult:
        """The articles that answer a query; an empty query is answered by all.

        Args:
            query: in the language of `index.query`.
            limit: at most so many hits, or None for all.
            offset: leave out so many of the first.
            sort: one of `index.answering.searching.SORTS`.
            snippets: passages for each hit; 0 for none, which is quickest.
            typing: the query is being typed: its last word may be the beginning of one.
            cancelled: asked now and then whether the answer is still wanted.
            advice: whether to say why nothing is found, and what else may be meant.

        Raises:
            QueryError: the query cannot be understood.
        """
        if sort not in SORTS:
            raise QueryError(f"no such order: {sort}; one of {', '.join(SORTS)}", 0)
        listing = self._listing.current()
        node = parse(query, typing=typing)
        if node is None:
            chosen = listing.sorted(listing.articles, "path" if sort == "relevance" else sort)
            end = None if limit is None else offset + limit
            hits = tuple(Hit(info, 0.0) for info in chosen[offset:end])
            return SearchResult(query, "", len(chosen), hits)
        by_rank = sort == "relevance"
        notes: tuple[str, ...] = ()
        offers: tuple[str, ...] = ()
        try:
            reader = self._reader()
            ranking = reader.search(
                node,
                limit=limit if by_rank else None,
                offset=offset if by_rank else 0,
                within=self._answering,
                cancelled=cancelled,
            )
            if advice:
                from index.answering.advising import advised

                with self._store.database.snapshot():
                    about = reader, query, node, self._clauses, self._answering
                    notes, offers = advised(*about, ranking.total, typing=typing)
        except SegmentDamagedError:
            raise
        except IndexDamagedError as error:
            if not self._store.database.path.exists():
                raise IndexDamagedError(_GONE) from error
            return SearchResult(query, explain(node), 0, (), (_NOT_YET,))
        except (ValueError, LookupError, ArithmeticError, EOFError) as error:
            raise IndexDamagedError(_DAMAGED) from error
        found = [
            Hit(info, score)
            for number, score in ranking.hits
            if (info := listing.by_id.get(number)) is not None
        ]
        if not by_rank:
            found = _sorted(found, listing, sort)
            found = found[offset : None if limit is None else offset + limit]
        if snippets:
            passages = self._marking.passages(node, [hit.article.id for hit in found], snippets)
            found = [Hit(h.article, h.score, passages.get(h.article.id, ())) for h in found]
        return SearchResult(query, explain(node), ranking.total, tuple(found), notes, offers)

    def _answering(self, clause: EntityClause | EntityNear | MarkClause | File) -> set[int]:
        """The articles that answer a clause that the index of words cannot."""
        with self._store.database.snapshot():
            return self._clauses.answering(clause)

    @reading
    def related(self, article_id: int, *, limit: int | None = 20) -> list[Related]:
        """The articles that tell of the same story or matter as one, the most related first.

        Versions of the article itself are not among them.

        Args:
            article_id: the article.
            limit: at most so many, or None for all.

        Raises:
            NotFoundError: there is no such article (any more).
            BusyError: the index of words is not made yet.
        """
        from index.answering.relating import related

        listed = self._listing.current()
        try:
            reader = self._reader()
        except SegmentDamagedError:
            raise
        except IndexDamagedError as error:
            raise BusyError("the index of words is being made") from error
        try:
            with self._store.database.snapshot():
                return related(self._store, listed, self._names, reader, article_id, limit)
        except (ValueError, LookupError, ArithmeticError, EOFError) as error:
            raise IndexDamagedError(_DAMAGED) from error

    @reading
    def facets(self, query: str, *, typing: bool = False) -> Facets:
        """How many of the articles that answer a query each outlet and each month has.

        Raises:
            QueryError: the query cannot be understood.
        """
        node = parse(query, typing=typing)
        return self._reader().facets(node, within=self._answering)

    @reading
    def entity_counts(
        self, query: str, *, limit: int = 30, typing: bool = False
    ) -> list[tuple[Entity, int]]:
        """The entities that most of a query's articles mention, with how many of them do.

        Where the articles are thousands, only the corpus's most mentioned entities are counted.

        Raises:
            QueryError: the query cannot be understood.
        """
        with self._store.database.snapshot():
            node = parse(query, typing=typing)
            return self._names.counted(self._reader().ids(node, within=self._answering), limit)

    @reading
    def words(self, prefix: str, limit: int = 20) -> list[str]:
        """Words of the corpus that begin so, as they are folded, commonest first."""
        try:
            return self._reader().expand(prefix, limit)
        except SegmentDamagedError:
            raise
        except IndexDamagedError:
            return []

    @reading
    def complete(self, query: str) -> Completion:
        """How a query may go on at its end: a field, an entity's name, a word of the corpus."""
        from index.answering.completing import complete

        with self._store.database.snapshot():
            return complete(query, self._clauses, self.words)

    @reading
    def snippets(
        self, query: str, article_ids: Sequence[int], count: int = 1, *, typing: bool = False
    ) -> dict[int, tuple[Snippet, ...]]:
        """Passages with the query's words, for the articles asked about.

        Raises:
            QueryError: the query cannot be understood.
        """
        node = parse(query, typing=typing)
        return {} if node is None else self._marking.passages(node, article_ids, count)

    @reading
    def hits(
        self,
        query: str,
        article_ids: Sequence[int],
        *,
        width: int = 60,
        limit: int | None = None,
        typing: bool = False,
    ) -> dict[int, ArticleHits]:
        """The hits of some articles one by one, each with the words around it, by their numbers.

        Args:
            query: in the language of `index.query`.
            article_ids: the articles; those that are not there (any more) are left out.
            width: at most so many characters of context on each side.
            limit: at most so many hits of each article; they are counted in any case.
            typing: as for `search`.

        Raises:
            QueryError: the query cannot be understood.
        """
        node = parse(query, typing=typing)
        return {} if node is None else self._marking.hits(node, article_ids, width, limit)

    @reading
    def hits_in(self, query: str, article_id: int, *, typing: bool = False) -> list[Span]:
        """The query's words in an article, and the mentions of names it asks for; sorted.

        Raises:
            QueryError: the query cannot be understood.
            NotFoundError: there is no such article (any more).
        """
        node = parse(query, typing=typing)
        return [] if node is None else self._marking.hits_in(node, article_id)

    def _languages(self, ids: Sequence[int]) -> dict[int, str]:
        """The languages of articles that are not in English, and maybe of others."""
        try:
            return self._reader().languages(ids)
        except SegmentDamagedError:
            raise
        except IndexDamagedError:
            return {}


def _sorted(hits: list[Hit], listing: Listed, sort: str) -> list[Hit]:
    of_id = {hit.article.id: hit for hit in hits}
    return [of_id[info.id] for info in listing.sorted([hit.article for hit in hits], sort)]
