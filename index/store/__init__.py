"""The index on disk: the catalogue (SQLite, the truth) and the text index (Whoosh) beside it.

`Store` opens both, makes anew what cannot be opened, and repairs the text index from the
catalogue. It can always be rebuilt from the documents.
"""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import BusyError, IndexDamagedError
from index.store import health
from index.store.articles import ArticleTable
from index.store.database import Database
from index.store.entities import EntityTable
from index.store.files import FileTable
from index.store.keeping import prune_now_and_then
from index.store.likeness import LikenessTable
from index.store.location import make_private
from index.store.mentions import MentionTable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.store.text import Entry, TextIndex, TextWriter

_TEXT_GENERATION = "text_generation"
"""Key of the catalogue's note of the text index's commit that it agrees with."""

_REPAIR_BATCH = 4_000_000
"""Characters of text in one commit of a repair."""


class Store:
    """One index folder.

    Attributes:
        folder: the private folder.
        database: the catalogue's connections and transactions.
        files: what was found in the folder.
        articles: what was read.
        mentions: what was extracted.
        entities: what was linked.
        likeness: which articles are versions of one text.
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
        self._text_epoch = 0
        self._text_guard = threading.Lock()
        self._notes: list[str] = []
        self.database = Database(folder / "catalogue.sqlite")
        self.files = FileTable(self.database)
        self.articles = ArticleTable(self.database)
        self.mentions = MentionTable(self.database)
        self.entities = EntityTable(self.database)
        self.likeness = LikenessTable(self.database)
        try:
            self.database.connection()
        except IndexDamagedError as error:
            with self._locked():
                self.rebuild(error)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / "writer.lock", timeout=0, thread_local=False)
        with health.told():
            try:
                lock.acquire()
            except Timeout:
                raise BusyError("this index is being written by another clew") from None
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make this process the one writer; what is gone or damaged is made anew before.

        Raises:
            BusyError: another process or thread is it.
            UnwritableError: the folder cannot be written.
            ClewError: the disk is full or fails, at the beginning or inside.
        """
        make_private(self.folder)
        with self._locked(), health.told():
            self._look()
            self._notes += [one.told() for one in prune_now_and_then(self.folder)]
            yield
            self.database.finished()
            health.end(self.folder)

    def _look(self) -> None:
        """Mend what is gone, what was noted as damaged and what a loss of power may have hurt."""
        if not self.database.path.exists():
            self._notes.append("The index was made anew: it had been removed")
        self.database.renew()
        doubtful = health.lost_power(self.folder) or health.is_noted(self.folder)
        try:
            self.database.connection()
        except IndexDamagedError as error:
            self.rebuild(error)
        if doubtful:
            self.mend(IndexDamagedError("it may not have come whole onto the disk"))
            health.forget_damage(self.folder)
            health.end(self.folder)

    def rebuild(self, reason: Exception) -> None:
        """Begin again with an empty index; the writer's right.

        Args:
            reason: what is wrong with the present one; told with the next report.
        """
        self.database.discard()
        for suffix in ("-wal", "-shm", ""):
            (self.folder / f"catalogue.sqlite{suffix}").unlink(missing_ok=True)
        with self._text_guard:
            self._drop_text()
        self.database.renew()
        self.mentions.forget_numbers()
        self.database.connection()
        self._notes.append(f"The index was made anew: {reason}")

    def mend(self, reason: Exception) -> None:
        """Make anew what turned out to be damaged: the text index, or all; the writer's right."""
        self.mentions.forget_numbers()
        try:
            self.database.check()
            self.articles.check()
        except IndexDamagedError as worse:
            self.rebuild(worse)
            return
        with self._text_guard:
            self._drop_text()
        self._notes.append(f"The index of words was made anew: {reason}")

    def take_notes(self) -> tuple[str, ...]:
        """What was mended since the last time that this was asked, in lines for the user."""
        notes, self._notes = tuple(self._notes), []
        return notes

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
            if self._text is None or self._text_epoch != self.database.epoch:
                if self.database.meta("text_format") != FORMAT:
                    raise IndexDamagedError("the text index is to be made")
                self._text = TextIndex.open(self._text_folder())
                self._text_epoch = self.database.epoch
            return self._text

    def _text_folder(self) -> Path:
        """The text index's folder, which belongs to this catalogue and no other."""
        return self.folder / f"text-{self.database.meta_text('identity')}"

    def _drop_text(self) -> None:
        if self._text is not None:
            self._text.close()
            self._text = None
        for folder in self.folder.glob("text*"):
            shutil.rmtree(folder, ignore_errors=True)

    def _make_text(self) -> TextIndex:
        from index.store.text import FORMAT, TextIndex

        with self._text_guard:
            self._drop_text()
            self.database.set_meta(_TEXT_GENERATION, -2)
            self._text = TextIndex.open(self._text_folder(), create=True)
            self._text_epoch = self.database.epoch
            self.database.set_meta("text_format", FORMAT)
            return self._text

    def agree(self) -> None:
        """Note that the text index's last commit has the catalogue's articles, no more, no less.

        Call it in the transaction that the commit belongs to, or when nothing is amiss.
        """
        generation = self.text().generation()
        if generation != self.database.meta(_TEXT_GENERATION, -2):
            self.database.set_meta(_TEXT_GENERATION, generation)

    def entry(self, number: int) -> Entry:
        """An article as the text index takes it."""
        from index.store.text import Entry

        article = self.articles.article(number)
        info = article.info
        day = info.date.toordinal() if info.date else None
        return Entry(number, info.title, article.text, info.source, info.path, day)

    def text_agrees(self) -> bool:
        """Whether the text index can be opened and has the catalogue's articles."""
        try:
            return self.text().generation() == self.database.meta(_TEXT_GENERATION, -2)
        except (IndexDamagedError, OSError, ValueError):
            return False

    def repair_text(self) -> None:
        """Bring the text index in line with the catalogue; the writer's duty before it writes.

        After a crash between their two commits they differ by a few articles; a text index that
        cannot be opened is made anew. Nothing is read from the documents.
        """
        try:
            index = self.text()
            if index.generation() == self.database.meta(_TEXT_GENERATION, -2):
                return
            present = index.ids()
        except (IndexDamagedError, OSError, ValueError):
            index = self._make_text()
            present = set()
        wanted = self.articles.ids()
        if present == wanted:
            self.agree()
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
        self.agree()

    def close(self) -> None:
        """Close all files; the store is not used afterwards."""
        with self._text_guard:
            if self._text is not None:
                self._text.close()
                self._text = None
        self.database.close()
