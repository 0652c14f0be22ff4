"""The search verb: what is typed → the articles that answer it, with passages and advice.

In: a query's text. Out: `SearchResult`s. The query language is `index.query`'s, the text index is
the store's; here the two meet the catalogue: numbers become articles, entities become articles
that mention them, and a search that finds nothing says why.
"""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

from index.analysis import fold
from index.errors import IndexDamagedError, QueryError
from index.marking import Marking
from index.model import Completion, Hit, SearchResult
from index.name_clauses import NameClauses
from index.query import (
    And,
    EntityClause,
    File,
    beginning,
    explain,
    field_for,
    intended,
    parse,
    quoted,
    written,
)
from index.store.text.clauses import value_test
from index.store.text.types import SegmentDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.listing import Listed, Listing
    from index.model import Entity, Snippet, Span
    from index.naming import Names
    from index.occurrences import ArticleHits
    from index.query import EntityNear, Node
    from index.store import Store
    from index.store.text import TextReader
    from index.store.text.hints import Facets

SORTS = ("relevance", "date", "oldest", "source", "title", "path")
"""The orders in which hits are returned."""

_NOT_YET = "the index of words is being made; the answer is not complete"
_GONE = "the index was removed; the next refresh makes it anew"
_DAMAGED = "the index of words is damaged; the next refresh makes it anew"


class Searching:
    """The searches of one corpus; each thread has a reader of its own."""

    def __init__(self, store: Store, listing: Listing, names: Names) -> None:
        self._store = store
        self._listing = listing
        self._names = names
        self._clauses = NameClauses(store, names)
        self._marking = Marking(store, listing, self._clauses, self._languages)
        self._local = threading.local()

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

    def search(
        self,
        query: str,
        limit: int | None,
        offset: int,
        sort: str,
        snippets: int,
        typing: bool,
        cancelled: Callable[[], bool] | None,
        advice: bool = True,
    ) -> SearchResult:
        """See `index.corpus.Corpus.search`."""
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
            if advice and not ranking.total:
                notes, offers = self._advice(reader, query, node)
            if advice and not typing and (other := intended(query)) is not None:
                notes = (other.remark, *notes)
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

    def _answering(self, clause: EntityClause | EntityNear | File) -> set[int]:
        """The articles that answer a clause about entities, or about a file by a copy's path."""
        if not isinstance(clause, File):
            return self._clauses.answering(clause)
        if clause.field in ("title", "source"):
            return set()
        test = value_test(clause)
        return {info.id for info in self._listing.current().copied if any(map(test, info.also))}

    def _advice(
        self, reader: TextReader, query: str, node: Node
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What removed everything, spellings, what any of the words would find; and the offers."""
        diagnosis = reader.diagnose(node, within=self._answering)
        notes = diagnosis.notes
        if diagnosis.relaxed is not None:
            total = reader.count(diagnosis.relaxed, within=self._answering)
            if total:
                found = "1 article" if total == 1 else f"{total:,} articles"
                notes = (*notes, f"{explain(diagnosis.relaxed)} finds {found}")
        parts = node.parts if isinstance(node, And) else (node,)
        named, remarks = self._clauses.advice(parts)
        notes = (*notes, *remarks)
        other = intended(query)
        wanted = [other.query] if other is not None else []
        wanted += [written(And(named))] if named != parts else []
        wanted += [_respelt(query, {word: some[0] for word, some in diagnosis.spellings.items()})]
        wanted += [written(n) for n in (diagnosis.relaxed, diagnosis.without) if n is not None]
        offers = [text for text in dict.fromkeys(wanted) if text != query.strip()]
        return notes, tuple(text for text in offers if self._finds(reader, text))

    def _finds(self, reader: TextReader, query: str) -> bool:
        try:
            return reader.count(parse(query), within=self._answering) > 0
        except QueryError:
            return False

    def facets(self, query: str, *, typing: bool) -> Facets:
        """See `index.corpus.Corpus.facets`."""
        node = parse(query, typing=typing)
        return self._reader().facets(node, within=self._answering)

    def entity_counts(self, query: str, limit: int, *, typing: bool) -> list[tuple[Entity, int]]:
        """See `index.corpus.Corpus.entity_counts`."""
        node = parse(query, typing=typing)
        return self._names.counted(self._reader().ids(node, within=self._answering), limit)

    def words(self, prefix: str, limit: int) -> list[str]:
        """Words of the corpus that begin so, commonest first."""
        try:
            return self._reader().expand(prefix, limit)
        except SegmentDamagedError:
            raise
        except IndexDamagedError:
            return []

    def complete(self, query: str) -> Completion:
        """See `index.corpus.Corpus.complete`."""
        ends = beginning(query)
        if ends.kind not in ("", "word"):
            name = self._clauses.beginning(ends.kind, ends.typed)
            rest = name[len(ends.typed) :]
            marks = ends.open or " " in name or not name.isalnum()
            whole = f"{ends.before}{quoted(name) if marks else name}"
            return Completion(rest + '"' * ends.open, whole) if rest else Completion("", query)
        if field := field_for(query):
            name = field + ":"
            typed = next(n for n in range(len(field), 0, -1) if query.endswith(field[:n]))
            return Completion(name[typed:], query[: len(query) - typed] + name)
        if ends.kind == "word":
            typed = len(fold(ends.typed))
            for word in self.words(ends.typed, 4):
                if len(word) > typed and typed == len(ends.typed):
                    return Completion(word[typed:], query + word[typed:])
        return Completion("", query)

    def snippets(
        self, query: str, ids: Sequence[int], count: int, *, typing: bool
    ) -> dict[int, tuple[Snippet, ...]]:
        """See `index.corpus.Corpus.snippets`."""
        node = parse(query, typing=typing)
        return {} if node is None else self._marking.passages(node, ids, count)

    def hits(
        self, query: str, ids: Sequence[int], width: int, limit: int | None, *, typing: bool
    ) -> dict[int, ArticleHits]:
        """See `index.corpus.Corpus.hits`."""
        node = parse(query, typing=typing)
        return {} if node is None else self._marking.hits(node, ids, width, limit)

    def hits_in(self, query: str, article: int, *, typing: bool) -> list[Span]:
        """See `index.corpus.Corpus.hits_in`."""
        node = parse(query, typing=typing)
        return [] if node is None else self._marking.hits_in(node, article)

    def _languages(self, ids: Sequence[int]) -> dict[int, str]:
        """The languages of articles that are not in English, and maybe of others."""
        try:
            return self._reader().languages(ids)
        except SegmentDamagedError:
            raise
        except IndexDamagedError:
            return {}


def _respelt(query: str, spellings: dict[str, str]) -> str:
    """A query with some of its words replaced."""
    for word, better in spellings.items():
        query = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, query)
    return query.strip()


def _sorted(hits: list[Hit], listing: Listed, sort: str) -> list[Hit]:
    of_id = {hit.article.id: hit for hit in hits}
    return [of_id[info.id] for info in listing.sorted([hit.article for hit in hits], sort)]
