"""The engine's face: one opened folder (or set of files), with the verbs that the panes use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from index.deciding import Deciding
from index.errors import NotFoundError
from index.listing import Listing
from index.naming import Names, contexts
from index.reading import natural_key
from index.reading.options import DEFAULT
from index.searching import Searching
from index.store import Store
from index.store.health import reading
from index.store.keeping import note_use
from index.store.location import index_folder
from index.versions import Versions

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Sequence

    from index.alignments import Comparison
    from index.citing import Citation
    from index.linking.base import Suggestion
    from index.model import (
        Article,
        ArticleInfo,
        Completion,
        Entity,
        Failure,
        LinkedMention,
        Progress,
        RefreshReport,
        SearchResult,
        Snippet,
        Span,
    )
    from index.occurrences import ArticleHits
    from index.origins import Origin
    from index.reading.options import ReadingOptions
    from index.store.text.hints import Facets


class Corpus:
    """A folder of articles with its index.

    Every verb may be called from any thread; each thread has its own connections, and a reading
    verb never waits for a refresh. Errors are those of `index.errors`.

    Attributes:
        paths: the absolute files and folders that were opened.
        root: the folder that article paths are relative to.
        versions: which articles are versions of one text.
        deciding: what a person decides about the names.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        root: Path,
        store: Store,
        extractor: str,
        options: ReadingOptions,
    ) -> None:
        """Use `open` instead."""
        self.paths = tuple(paths)
        self.root = root
        self._store = store
        self._extractor = extractor
        self._options = options
        self._listing = Listing(store)
        self.versions = Versions(store, self._listing)
        self._names = Names(store, self._listing)
        self.deciding = Deciding(store, self._names, root, extractor)
        self._searching = Searching(store, self._listing, self._names)

    @classmethod
    def open(
        cls,
        paths: Path | str | Sequence[Path | str] = ".",
        *,
        index_dir: Path | None = None,
        extractor: str = "",
        options: ReadingOptions = DEFAULT,
    ) -> Corpus:
        """Open files and folders; nothing of them is read before `refresh`.

        Args:
            paths: one file or folder, or several; none where `options` has files from elsewhere.
            index_dir: where indexes are kept, in place of the user's private folder.
            extractor: which extractor `refresh` uses; empty for the built-in one.
            options: which files are articles, and what the columns of tables are. They are part
                of what the index is: the same paths with other options are another index.

        Raises:
            NotFoundError: a path does not exist.
            ClewError: the index folder cannot be used, or a pattern of the options is none.
        """
        options.check()
        given = [paths] if isinstance(paths, (str, Path)) else list(paths)
        absolute = sorted({Path(path).expanduser().absolute() for path in given})
        for path in absolute:
            if not path.exists():
                raise NotFoundError(f"no such file or folder: {path}")
        absolute = [path.resolve() for path in absolute]
        folders = [path if path.is_dir() else path.parent for path in absolute]
        folders = folders or [path.parent for _, path in options.extra]
        root = Path(os.path.commonpath(folders))
        folder = index_folder(absolute, root, index_dir, options.key)
        store = Store(folder)
        note_use(folder, absolute, options.key)
        return cls(absolute, root, store, extractor, options)

    @property
    def generation(self) -> int:
        """Grows with every commit that a reader can see."""
        return self._store.generation

    @property
    def identity(self) -> str:
        """Another one wherever the index was made anew: its articles have other ids then."""
        return self._store.database.meta_text("identity")

    @property
    def index_folder(self) -> Path:
        """The private folder with this corpus's index."""
        return self._store.folder

    def refresh(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancel: threading.Event | None = None,
        apart: bool = False,
    ) -> RefreshReport:
        """Bring the index in line with the files: read, index, extract, link what has changed.

        Args:
            progress: told after each step, on the calling thread.
            cancel: when it is set, stops after the present step; what is done stays done.
            apart: have a process of its own do it, if it is more than a little work.

        Raises:
            BusyError: another process is writing this index.
        """
        from index.apart import Task, refresh
        from index.refresh import MuchWorkError

        task = Task(self.paths, self.root, self.index_folder, self._extractor, self._options)
        try:
            return task.do(self._store, progress, cancel, little=apart)
        except MuchWorkError:
            report = refresh(task, progress, cancel)
            if report is None:
                return task.do(self._store, progress, cancel)
            self._store.database.renew()
            return report._replace(notes=(*self._store.take_notes(), *report.notes))

    def give_back(self) -> None:
        """Give memory back that this thread has no more use for; after much has been read."""
        from index.memory import give_back

        self._store.articles.give_back()
        give_back()

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

    @reading
    def find_article(self, name: str) -> ArticleInfo:
        """The article meant by a path, a file name, or a part of a path or title.

        Raises:
            NotFoundError: none is meant, or several are.
        """
        return self._listing.current().find(name)

    @reading
    def origin(self, article_id: int, offset: int = 0) -> Origin:
        """The file that an article is from, with the place of a character of its text in it.

        Raises:
            NotFoundError: the article, or its file, is no longer there.
        """
        from index.origins import origin

        return origin(self._store, self.root, self._options, article_id, offset)

    @reading
    def citations(self, article_id: int, offsets: Sequence[int]) -> list[Citation]:
        """Where in the original some characters of an article stand: page, row, message, line.

        Raises:
            NotFoundError: there is no such article (any more).
        """
        from index.citing import citations

        article = self._store.articles.article(article_id)
        extra = dict(self._options.extra).get(article.info.path)
        return citations(article, offsets, extra.name if extra else "")

    @reading
    def compare(
        self, article_id: int, other_id: int, *, check: Callable[[], None] = lambda: None
    ) -> Comparison:
        """Two articles side by side: shared passages, what only one has, discrepancies.

        Args:
            article_id: the one.
            other_id: the other.
            check: called now and then; what it raises is raised, and the comparison left.

        Raises:
            NotFoundError: one of them is not there (any more).
        """
        from index.alignments import compare

        return compare(self._store, self._names, article_id, other_id, check)

    @reading
    def failures(self) -> list[Failure]:
        """The files that could not be read, by path."""
        failures = self._store.articles.failures()
        return sorted(failures, key=lambda failure: natural_key(failure.path))

    # Search

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
            sort: one of `index.searching.SORTS`.
            snippets: passages for each hit; 0 for none, which is quickest.
            typing: the query is being typed: its last word may be the beginning of one.
            cancelled: asked now and then whether the answer is still wanted.
            advice: whether to say why nothing is found, and what else may be meant.

        Raises:
            QueryError: the query cannot be understood.
        """
        return self._searching.search(
            query, limit, offset, sort, snippets, typing, cancelled, advice
        )

    @reading
    def facets(self, query: str, *, typing: bool = False) -> Facets:
        """How many of the articles that answer a query each outlet and each month has.

        Raises:
            QueryError: the query cannot be understood.
        """
        return self._searching.facets(query, typing=typing)

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
            return self._searching.entity_counts(query, limit, typing=typing)

    @reading
    def complete(self, query: str) -> Completion:
        """How a query may go on at its end: a field, an entity's name, a word of the corpus."""
        with self._store.database.snapshot():
            return self._searching.complete(query)

    @reading
    def words(self, prefix: str, limit: int = 20) -> list[str]:
        """Words of the corpus that begin so, as they are folded, commonest first."""
        return self._searching.words(prefix, limit)

    @reading
    def snippets(
        self, query: str, article_ids: Sequence[int], count: int = 1, *, typing: bool = False
    ) -> dict[int, tuple[Snippet, ...]]:
        """Passages with the query's words, for the articles asked about.

        Raises:
            QueryError: the query cannot be understood.
        """
        return self._searching.snippets(query, article_ids, count, typing=typing)

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
        return self._searching.hits(query, article_ids, width, limit, typing=typing)

    @reading
    def hits_in(self, query: str, article_id: int, *, typing: bool = False) -> list[Span]:
        """The query's words in an article, and the mentions of names it asks for; sorted.

        Raises:
            QueryError: the query cannot be understood.
            NotFoundError: there is no such article (any more).
        """
        return self._searching.hits_in(query, article_id, typing=typing)

    # Entities

    @reading
    def entities(
        self, *, article: int | None = None, limit: int | None = None, match: str = ""
    ) -> list[Entity]:
        """The corpus's entities, most mentioned first; or one article's, the most telling first.

        Args:
            article: only those that it mentions, with `Entity.here` filled.
            limit: at most so many.
            match: only those with an alias that contains this, accents and case folded.
        """
        with self._store.database.snapshot():
            if article is not None:
                return self._names.in_article(article, match)[:limit]
            return [found.entity for found in self._store.entities.all(limit=limit, match=match)]

    @reading
    def entity(self, name: str) -> Entity:
        """The entity meant by a name: its own, any alias, or words of one entity's aliases alone.

        Accents and case are folded.

        Raises:
            NotFoundError: nothing is called so, or several are in part.
        """
        return self._names.entity(name).entity

    @reading
    def mentions(self, entity: str, *, demonyms: bool = True) -> list[LinkedMention]:
        """All mentions of one entity, in reading order.

        Args:
            entity: its name or any alias.
            demonyms: whether "Venezuelan" counts for Venezuela.

        Raises:
            NotFoundError: nothing is called so.
        """
        with self._store.database.snapshot():
            found = self._names.mentions_of(entity)
        return found if demonyms else [mention for mention in found if not mention.demonym]

    @reading
    def article_mentions(self, article_id: int) -> list[LinkedMention]:
        """The mentions in one article, in order."""
        with self._store.database.snapshot():
            return list(self._names.in_articles([article_id]))

    def all_mentions(self) -> Iterator[LinkedMention]:
        """Every mention of every entity, in reading order."""
        for info in self.articles():
            yield from self.article_mentions(info.id)

    @reading
    def contexts(self, mentions: Sequence[LinkedMention], width: int = 60) -> list[tuple[str, str]]:
        """The words left and right of each mention, on one line, at most `width` characters."""
        return contexts(self._store, mentions, width)

    @reading
    def suggestions(self) -> list[Suggestion]:
        """Pairs of entities that may be the same, likeliest first; a person decides."""
        from index.enrichment import suggestions

        return self.deciding.undecided(lambda limit: suggestions(self._store, limit))
