"""The engine's face: one opened folder (or set of files), with the verbs that the panes use."""

from __future__ import annotations

import math
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from index.analysis import fold
from index.errors import IndexDamagedError, NotFoundError, QueryError
from index.listing import Listing
from index.model import Entity, Hit, LinkedMention, SearchResult
from index.query import EntityClause, explain, parse
from index.reading import natural_key
from index.snippets import Highlighter
from index.store import Store
from index.store.health import reading
from index.store.location import index_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from index.linking.base import Suggestion
    from index.model import Article, ArticleInfo, Failure, Progress, RefreshReport, Snippet, Span
    from index.query import Node
    from index.store.text import TextReader

_NOT_YET = "the index of words is being made; the answer is not complete"
_DAMAGED = "the index of words is damaged; the next refresh makes it anew"

SORTS = ("relevance", "date", "source", "title", "path")
"""The orders in which `Corpus.search` returns its hits."""


class Corpus:
    """A folder of articles with its index.

    Every verb may be called from any thread; each thread has its own connections, and a reading
    verb never waits for a refresh. Errors are those of `index.errors`.

    Attributes:
        paths: the absolute files and folders that were opened.
        root: the folder that article paths are relative to.
    """

    def __init__(self, paths: Sequence[Path], root: Path, store: Store, extractor: str) -> None:
        """Use `open` instead."""
        self.paths = tuple(paths)
        self.root = root
        self._store = store
        self._extractor = extractor
        self._local = threading.local()
        self._listing = Listing(store)

    @classmethod
    def open(
        cls,
        paths: Path | str | Sequence[Path | str] = ".",
        *,
        index_dir: Path | None = None,
        extractor: str = "",
    ) -> Corpus:
        """Open files and folders; nothing of them is read before `refresh`.

        Args:
            paths: one file or folder, or several.
            index_dir: where indexes are kept, in place of the user's private folder.
            extractor: which extractor `refresh` uses; empty for the built-in one.

        Raises:
            NotFoundError: a path does not exist.
            ClewError: the index folder cannot be used.
        """
        given = [paths] if isinstance(paths, (str, Path)) else list(paths)
        absolute = sorted({Path(path).expanduser().absolute() for path in given})
        for path in absolute:
            if not path.exists():
                raise NotFoundError(f"no such file or folder: {path}")
        absolute = [path.resolve() for path in absolute]
        folders = [path if path.is_dir() else path.parent for path in absolute]
        root = Path(os.path.commonpath(folders))
        folder = index_folder(absolute, root, index_dir)
        return cls(absolute, root, Store(folder), extractor)

    @property
    def generation(self) -> int:
        """Grows with every commit that a reader can see."""
        return self._store.generation

    @property
    def index_folder(self) -> Path:
        """The private folder with this corpus's index."""
        return self._store.folder

    def refresh(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> RefreshReport:
        """Bring the index in line with the files: read, index, extract, link what has changed.

        Args:
            progress: told after each step, on the calling thread.
            cancel: when it is set, stops after the present step; what is done stays done.

        Raises:
            BusyError: another process is writing this index.
        """
        from index.refresh import Refresh

        return Refresh(
            self._store,
            self.paths,
            self.root,
            extractor=self._extractor,
            progress=progress,
            cancel=cancel,
        ).run()

    def close(self) -> None:
        """Close every file; the corpus is not used afterwards."""
        self._store.close()

    # Articles

    @reading
    def articles(self) -> list[ArticleInfo]:
        """All articles in reading order: by path, numbers in it by value."""
        return self._listing.current().articles

    @reading
    def article(self, article_id: int) -> Article:
        """An article with its text.

        Raises:
            NotFoundError: there is no such article (any more).
        """
        return self._store.articles.article(article_id)

    def find_article(self, name: str) -> ArticleInfo:
        """The article meant by a path, a file name, or a part of a path or title.

        Raises:
            NotFoundError: none is meant, or several are.
        """
        articles = self.articles()
        wanted = name.removeprefix("./")
        for key in (
            lambda info: info.path == wanted,
            lambda info: info.path.rpartition("/")[2] == wanted,
            lambda info: fold(wanted) in fold(info.path) or fold(wanted) in fold(info.title),
        ):
            found = [info for info in articles if key(info)]
            if len(found) == 1:
                return found[0]
            if found:
                some = ", ".join(info.path for info in found[:3])
                raise NotFoundError(f"{name!r} can mean {len(found)} articles ({some}, …)")
        raise NotFoundError(f"no article {name!r}")

    @reading
    def failures(self) -> list[Failure]:
        """The files that could not be read, by path."""
        failures = self._store.articles.failures()
        return sorted(failures, key=lambda failure: natural_key(failure.path))

    # Search

    def _reader(self) -> TextReader:
        reader: TextReader | None = getattr(self._local, "reader", None)
        index = self._store.text()
        if reader is None or getattr(self._local, "index", None) is not index:
            reader = index.reader()
            self._local.index = index
        else:
            reader = reader.refreshed()
        self._local.reader = reader
        return reader

    def _within(self, clause: EntityClause) -> Collection[int]:
        """The articles that mention what an entity clause of a query names."""
        kinds = {"person": "PERSON", "org": "ORG", "place": "PLACE"}
        kind = kinds.get(clause.field)
        return {
            article
            for number, entity in self._store.entities.find(clause.name)
            if kind is None or entity.type == kind
            for article in self._store.entities.postings(number)
        }

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
    ) -> SearchResult:
        """The articles that answer a query; an empty query is answered by all.

        Args:
            query: in the language of `index.query`.
            limit: at most so many hits, or None for all.
            offset: leave out so many of the first.
            sort: one of `SORTS`.
            snippets: passages for each hit; 0 for none, which is quickest.
            typing: the query is being typed: its last word may be the beginning of one.
            cancelled: asked now and then whether the answer is still wanted.

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
        try:
            ranking = self._reader().search(
                node,
                limit=limit if sort == "relevance" else None,
                offset=offset if sort == "relevance" else 0,
                within=self._within,
                cancelled=cancelled,
            )
        except IndexDamagedError:
            return SearchResult(query, explain(node), 0, (), (_NOT_YET,))
        except (ValueError, LookupError, ArithmeticError, EOFError) as error:
            raise IndexDamagedError(_DAMAGED) from error
        found = [
            Hit(info, score)
            for number, score in ranking.hits
            if (info := listing.by_id.get(number)) is not None
        ]
        if sort != "relevance":
            scores = {hit.article.id: hit for hit in found}
            order = listing.sorted([hit.article for hit in found], sort)
            end = None if limit is None else offset + limit
            found = [scores[info.id] for info in order[offset:end]]
        if snippets:
            passages = self._passages(node, [hit.article.id for hit in found], snippets)
            found = [Hit(h.article, h.score, passages.get(h.article.id, ())) for h in found]
        return SearchResult(query, explain(node), ranking.total, tuple(found))

    def _passages(
        self, node: Node, ids: Sequence[int], count: int
    ) -> dict[int, tuple[Snippet, ...]]:
        highlighter = Highlighter(node)
        passages: dict[int, tuple[Snippet, ...]] = {}
        for number in ids:
            try:
                text, spans = self._store.articles.text_and_spans(number)
            except NotFoundError:
                continue
            passages[number] = highlighter.snippets(text, count, avoid=spans.boilerplate)
        return passages

    @reading
    def snippets(
        self, query: str, article_ids: Sequence[int], count: int = 1, *, typing: bool = False
    ) -> dict[int, tuple[Snippet, ...]]:
        """Passages with the query's words, for the articles asked about.

        Raises:
            QueryError: the query cannot be understood.
        """
        node = parse(query, typing=typing)
        return {} if node is None else self._passages(node, article_ids, count)

    @reading
    def hits_in(self, query: str, article_id: int, *, typing: bool = False) -> list[Span]:
        """The query's words in an article, sorted.

        Raises:
            QueryError: the query cannot be understood.
            NotFoundError: there is no such article (any more).
        """
        node = parse(query, typing=typing)
        return (
            [] if node is None else Highlighter(node).spans(self._store.articles.text(article_id))
        )

    # Entities

    @reading
    def entities(
        self, *, article: int | None = None, limit: int | None = None, match: str = ""
    ) -> list[Entity]:
        """The corpus's entities, most mentioned first; or one article's, the most telling first.

        An entity tells more of an article the oftener it stands there and the fewer other
        articles have it (tf-idf: Spärck Jones 1972).

        Args:
            article: only those that it mentions, with `Entity.here` filled.
            limit: at most so many.
            match: only those with an alias that contains this, accents and case folded.
        """
        with self._store.database.snapshot():
            if article is None:
                return [e for _, e in self._store.entities.all(limit=limit, match=match)]
            total = max(1, self._store.articles.count())
            found = self._in_article(article)
        if match:
            folded = fold(match)
            found = [e for e in found if any(folded in fold(alias) for alias in e.aliases)]
        found.sort(key=lambda e: (-e.here * math.log(1 + total / e.articles), -e.mentions, e.name))
        return found[:limit]

    def _in_article(self, article: int) -> list[Entity]:
        links = self._store.entities.links(article)
        counts: dict[int, int] = {}
        for mention in self._store.mentions.of_article(article):
            number = links.get(mention.name)
            if number is not None:
                counts[number] = counts.get(number, 0) + 1
        entities = self._store.entities.by_number(counts)
        return [
            Entity(e.name, e.type, e.mentions, e.articles, e.aliases, counts[number], e.demonyms)
            for number, e in entities.items()
        ]

    @reading
    def entity(self, name: str) -> Entity:
        """The entity meant by a name: its own, any alias, or words of one entity's aliases alone.

        Accents and case are folded.

        Raises:
            NotFoundError: nothing is called so, or several are in part.
        """
        return self._entity(name)[1]

    def _entity(self, name: str) -> tuple[int, Entity]:
        for found in self._store.entities.find(name):
            return found
        near = self._store.entities.all(limit=50, match=name) if fold(name).strip() else []
        words = f" {fold(name)} "
        called = [n for n in near if any(words in f" {fold(a)} " for a in n.entity.aliases)]
        if len(called) == 1:
            return called[0]
        hint = f"; did you mean {', '.join(e.name for _, e in near[:3])}?" if near else ""
        raise NotFoundError(f"nothing is called {name!r} here{hint}")

    @reading
    def mentions(self, entity: str, *, demonyms: bool = True) -> list[LinkedMention]:
        """All mentions of one entity, in reading order.

        Args:
            entity: its name or any alias.
            demonyms: whether "Venezuelan" counts for Venezuela.

        Raises:
            NotFoundError: nothing is called so.
        """
        listing = self._listing.current()
        with self._store.database.snapshot():
            number, _ = self._entity(entity)
            articles = [a for a in self._store.entities.postings(number) if a in listing.by_id]
            articles.sort(key=listing.position)
            return [
                mention
                for article in articles
                for mention in self._linked(article, only=number)
                if demonyms or not mention.demonym
            ]

    @reading
    def article_mentions(self, article_id: int) -> list[LinkedMention]:
        """The mentions in one article, in order."""
        with self._store.database.snapshot():
            return self._linked(article_id)

    def all_mentions(self) -> Iterator[LinkedMention]:
        """Every mention of every entity, in reading order."""
        for info in self.articles():
            yield from self.article_mentions(info.id)

    def _linked(self, article: int, only: int | None = None) -> list[LinkedMention]:
        """An article's linked mentions: all, or those of one entity (by its number)."""
        info = self._listing.current().by_id.get(article)
        links = self._store.entities.links(article)
        if info is None or not links:
            return []
        stored = [
            mention
            for mention in self._store.mentions.of_article(article)
            if (number := links.get(mention.name)) is not None and only in (None, number)
        ]
        names = self._store.mentions.names({mention.name for mention in stored})
        entities = self._store.entities.by_number({links[mention.name] for mention in stored})
        text: str | None = None
        found: list[LinkedMention] = []
        for mention in stored:
            name = names[mention.name]
            entity = entities.get(links[mention.name])
            if name.type is None or entity is None:
                continue
            end = mention.end - name.cut
            words = name.name
            if mention.verbatim:
                text = text if text is not None else self._store.articles.text(article)
                words = text[mention.start : end]
            found.append(
                LinkedMention(
                    article,
                    info.path,
                    mention.start,
                    end,
                    words,
                    name.type,
                    entity.name,
                    name.demonym,
                )
            )
        return found

    @reading
    def contexts(self, mentions: Sequence[LinkedMention], width: int = 60) -> list[tuple[str, str]]:
        """The words left and right of each mention, on one line, at most `width` characters."""
        texts: dict[int, str] = {}
        found: list[tuple[str, str]] = []
        for mention in mentions:
            if mention.article not in texts:
                try:
                    texts[mention.article] = self._store.articles.text(mention.article)
                except NotFoundError:
                    texts[mention.article] = ""
            text = texts[mention.article]
            left = text[max(0, mention.start - 2 * width) : mention.start]
            right = text[mention.end : mention.end + 2 * width]
            found.append((_one_line(left)[-width:], _one_line(right)[:width]))
        return found

    @reading
    def suggestions(self) -> list[Suggestion]:
        """Pairs of entities that may be the same, likeliest first; a person decides."""
        from index.enrichment import suggestions

        return suggestions(self._store)


def _one_line(text: str) -> str:
    """A text with each run of white space as one space."""
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
