"""What was read, or is gone → the catalogue and the text index, a commit at a time.

In: files as `index.refreshing.intake` has read them, and known files that the folder has no more.
Out: both indexes changed alike, with the statistics over the folder. A renamed file keeps its
articles, and a copy adds a path to those that there are (`index.refreshing.copies`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.reading.repeated import own_spans
from index.refreshing.copies import Copies, article_path
from index.refreshing.enrichment import forget_extraction
from index.refreshing.extracting import DIRTY
from index.refreshing.intake import stamp
from index.refreshing.repetition import Repetition
from index.store.text import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.model import Document
    from index.reading import FileEntry
    from index.refreshing.intake import Read
    from index.store import Store
    from index.store.files import FileRow


class Storing:
    """What one refresh stores; for the one writer.

    Attributes:
        copies: what is known of files with the same content.
        repetition: the counts of lines that articles share.
        added: new articles, so far.
        changed: articles of which there are others now, or that have another path.
        removed: articles that are gone.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.copies = Copies(store)
        self.repetition = Repetition(store)
        self.added = self.changed = self.removed = 0

    def remove(self, gone: list[FileRow]) -> None:
        """Forget files that are gone, in one commit; a copy that is still there gets the articles.

        Args:
            gone: the files, as the catalogue knows them.
        """
        if not gone:
            return
        store = self._store
        with store.database.transaction():
            moved = [entry for row in gone for entry in self.copies.pass_on(row.path)]
            kept = {entry.id for entry in moved}
            gone = [row for row in gone if store.files.file(row.path) is not None]
            ids = [number for row in gone for number in store.articles.of_file(row.id)]
            self.drop(ids)
            self.write_words([*ids, *kept], moved)
            for row in gone:
                store.files.remove(row.id)
            store.database.bump_generation()
        self.removed += len(ids)

    def drop(self, ids: list[int]) -> None:
        """Take articles out of the catalogue and out of the statistics over the folder."""
        forget_extraction(self._store, ids)
        self.repetition.forget(ids)
        self._store.articles.remove(ids)

    def store_batch(self, batch: list[Read]) -> list[int]:
        """Store what was read, in one commit; the numbers of the new articles.

        The catalogue's transaction is closed after the text index's.
        """
        store = self._store
        with store.database.transaction():
            entries: dict[int, Entry] = {}
            dropped: list[int] = []
            new: list[int] = []
            visible = False
            for read in batch:
                entry, known = read.entry, read.known
                mtime = stamp(entry)
                moved: list[Entry] = []
                if known is None and not read.problems:
                    moved = self.copies.renamed(entry.rel, mtime, read.digest, read.documents)
                    self.changed += len(moved)
                elif known is not None and (known.hash != read.digest or read.error):
                    self.leave(entry.rel, entries, dropped)
                if moved:
                    visible = True
                    dropped += [one.id for one in moved]
                    entries |= {one.id: one for one in moved}
                    continue
                file = store.files.put(entry.rel, entry.size, mtime, read.digest, read.error)
                if known and known.hash == read.digest and not (known.error or read.error):
                    continue
                visible = True
                old: list[int] = []
                if known is not None:
                    old = store.articles.of_file(file)
                    dropped += old
                    self.drop(old)
                    for number in old:
                        entries.pop(number, None)
                if known is not None or read.problems:
                    store.files.set_problems(file, read.problems)
                original = self.copies.original(entry.rel, read.digest, read.documents)
                if known is not None or original is not None:
                    store.files.set_copy(file, None if read.problems else original)
                documents = [] if original and not read.problems else read.documents
                for one in self.add(file, entry, documents):
                    entries[one.id] = one
                    new.append(one.id)
                if old:
                    self.changed += len(documents)
                    self.removed += max(0, len(old) - len(documents))
                else:
                    self.added += len(documents)
            if entries or dropped:
                self.write_words(dropped, list(entries.values()))
            if visible:
                store.database.set_meta(DIRTY, 1)
                store.database.bump_generation()
        return new

    def leave(self, rel: str, entries: dict[int, Entry], dropped: list[int]) -> None:
        """Leave a file's articles to a copy, as the file has another content now."""
        for one in self.copies.pass_on(rel):
            dropped.append(one.id)
            entries[one.id] = one

    def write_words(self, dropped: Sequence[int], entries: Iterable[Entry]) -> None:
        """One commit of the text index, within the catalogue's transaction, with its lines' counts.

        Nothing has been counted where nothing is dropped or added.
        """
        if not dropped and not entries:
            return
        self.repetition.flush()
        writer = self._store.text().writer()
        try:
            if dropped:
                writer.delete(dropped)
            for entry in entries:
                writer.add(entry)
            writer.commit()
        except BaseException:
            writer.cancel()
            raise
        self._store.agree()

    def add(self, file: int, entry: FileEntry, documents: list[Document]) -> Iterator[Entry]:
        """Put the documents of a file into the catalogue; what goes into the text index of each.

        Args:
            file: the file's number.
            entry: the file.
            documents: what was read of it.
        """
        for document in documents:
            path = article_path(entry.rel, document)
            lines = self.repetition.count(document)
            number = self._store.articles.add(
                file, path, document, own_spans(document), self.repetition.spans(lines)
            )
            self.repetition.remember(number, lines)
            day = document.date.toordinal() if document.date else None
            yield Entry(number, document.title, document.text, document.source, path, day)
