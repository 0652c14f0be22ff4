"""The engine's face: one opened folder (or set of files), with the verbs that the panes use.

Those that take a query are `index.answering.searching`'s, which a corpus has as its own.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.answering.listing import Listing
from index.answering.searching import Searchable
from index.errors import NotFoundError
from index.names.deciding import Deciding
from index.names.naming import Names, contexts
from index.reading import natural_key
from index.reading.options import DEFAULT
from index.store import Store
from index.store.health import reading
from index.store.keeping import note_use
from index.store.location import index_folder
from index.versions import Versions

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Sequence

    from index.alignments import Comparison
    from index.answering.timeline import Timelines
    from index.citing import Citation
    from index.linking.base import Suggestion
    from index.model import (
        Article,
        ArticleInfo,
        Entity,
        Failure,
        LinkedMention,
        Progress,
        RefreshReport,
    )
    from index.origins import Origin
    from index.reading.options import ReadingOptions
    from index.saved.saving import Saving


class Corpus(Searchable):
    """A folder of articles with its index.

    Every verb may be called from any thread; each thread has its own connections, and a reading
    verb never waits for a refresh. Errors are those of `index.errors`.

    Attributes:
        paths: the absolute files and folders that were opened.
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
        listing = Listing(store)
        super().__init__(store, listing, Names(store, listing), root)
        self.paths = tuple(paths)
        self._extractor = extractor
        self._options = options
        self.versions = Versions(store, listing)
        self.deciding = Deciding(store, self._names, root, extractor)

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

    @cached_property
    def saved(self) -> Saving:
        """The searches that a person has saved."""
        from index.saved.saving import Saving

        return Saving(self.root, self.search)

    @cached_property
    def timeline(self) -> Timelines:
        """What the articles tell of which day."""
        from index.answering.timeline import Timelines

        return Timelines(self._store, self._listing, self.versions, self._names, self.search)

    @property
    def generation(self) -> int:
        """Grows with every commit that a reader can see."""
        return self._store.generation

    @property
    def identity(self) -> str:
        """Another one wherever the index was made anew: its articles have other ids then."""
        return self._store.database.meta_text("identity")

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
        from index.refreshing.apart import Task, refresh_apart

        task = Task(self.paths, self.root, self.index_folder, self._extractor, self._options)
        if not apart:
            return task.do(self._store, progress, cancel)
        return refresh_apart(task, self._store, progress, cancel)

    def give_back(self) -> None:
        """Give memory back that this thread has no more use for; after much has been read."""
        from index.memory import give_back

        self._store.articles.give_back()
        give_back()

    def leave(self) -> None:
        """Close what this thread has opened of the catalogue: it asks nothing more."""
        self._store.database.leave()

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
        failures = self._store.files.failures()
        return sorted(failures, key=lambda failure: natural_key(failure.path))

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
        with self._store.database.snapshot():
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
    def suggestions(self, cancelled: Callable[[], bool] = lambda: False) -> list[Suggestion]:
        """Pairs of entities that may be the same, likeliest first; a person decides.

        Args:
            cancelled: tells when nobody waits for them any more, so that a few will do.
        """
        from index.names.suggesting import suggestions

        return self.deciding.undecided(lambda most: suggestions(self._store, most, cancelled))
