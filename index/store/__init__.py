"""The index on disk: the catalogue (SQLite, the truth) and the text index (Whoosh) beside it.

`Store` opens both, makes anew what cannot be opened, and repairs the text index from the
catalogue. It can always be rebuilt from the documents.
"""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

from index.errors import BusyError, IndexDamagedError
from index.store.articles import ArticleTable
from index.store.database import Database
from index.store.entities import EntityTable
from index.store.location import make_private
from index.store.mentions import MentionTable

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import BaseFileLock

    from index.store.text import Entry, TextIndex, TextWriter

_REPAIR_BATCH = 4_000_000
"""Characters of text in one commit of a repair."""


class Store:
    """One index folder.

    Attributes:
        folder: the private folder.
        database: the catalogue's connections and transactions.
        articles: files and articles.
        mentions: what was extracted.
        entities: what was linked.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder, making it (or, if it is damaged, making it anew) where needed.

        Raises:
            ClewError: the folder cannot be used.
            BusyError: it is damaged and another process is writing it.
        """
        make_private(folder)
        self.folder = folder
        self._text: TextIndex | None = None
        self._text_guard = threading.Lock()
        self.database = Database(folder / "catalogue.sqlite")
        try:
            self.database.connection()
        except IndexDamagedError:
            with self.writing():
                self._wipe()
                self.database = Database(folder / "catalogue.sqlite")
                self.database.connection()
        self.articles = ArticleTable(self.database)
        self.mentions = MentionTable(self.database)
        self.entities = EntityTable(self.database)

    def _wipe(self) -> None:
        self.database.close()
        for file in self.folder.glob("catalogue.sqlite*"):
            file.unlink(missing_ok=True)
        shutil.rmtree(self.folder / "text", ignore_errors=True)

    def writing(self) -> BaseFileLock:
        """The lock that makes this process the one writer; a context manager.

        Raises:
            BusyError: on entering, when another process or thread holds it.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / "writer.lock", timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            raise BusyError("this index is being written by another clew") from None
        return lock

    @property
    def generation(self) -> int:
        """Grows with every commit that a reader can see."""
        return self.database.meta("generation")

    # The text index

    def text(self) -> TextIndex:
        """The text index, opened when first asked for.

        Raises:
            IndexDamagedError: it is not there yet, damaged, or of another format.
        """
        from index.store.text import FORMAT, TextIndex

        with self._text_guard:
            if self._text is None:
                if self.database.meta("text_format") != FORMAT:
                    raise IndexDamagedError("the text index is to be made")
                self._text = TextIndex.open(self.folder / "text")
            return self._text

    def _make_text(self) -> TextIndex:
        from index.store.text import FORMAT, TextIndex

        with self._text_guard:
            if self._text is not None:
                self._text.close()
            shutil.rmtree(self.folder / "text", ignore_errors=True)
            self._text = TextIndex.open(self.folder / "text", create=True)
            self.database.set_meta("text_format", FORMAT)
            return self._text

    def entry(self, number: int) -> Entry:
        """An article as the text index takes it."""
        from index.store.text import Entry

        article = self.articles.article(number)
        info = article.info
        day = info.date.toordinal() if info.date else None
        return Entry(number, info.title, article.text, info.source, info.path, day)

    def repair_text(self) -> None:
        """Bring the text index in line with the catalogue; the writer's duty before it writes.

        After a crash between their two commits they differ by a few articles; a text index that
        cannot be opened is made anew. Nothing is read from the documents.
        """
        try:
            index = self.text()
            present = index.ids()
        except IndexDamagedError:
            index = self._make_text()
            present = set()
        wanted = self.articles.ids()
        if present == wanted:
            return
        missing = sorted(wanted - present)
        writer: TextWriter | None = index.writer()
        try:
            if writer is not None and present - wanted:
                writer.delete(present - wanted)
            size = 0
            for number in missing:
                if writer is None:
                    writer = index.writer()
                entry = self.entry(number)
                writer.add(entry)
                size += len(entry.text)
                if size >= _REPAIR_BATCH:
                    writer.commit()
                    writer, size = None, 0
            if writer is not None:
                writer.commit()
        except BaseException:
            if writer is not None:
                writer.cancel()
            raise

    def close(self) -> None:
        """Close all files; the store is not used afterwards."""
        with self._text_guard:
            if self._text is not None:
                self._text.close()
                self._text = None
        self.database.close()
