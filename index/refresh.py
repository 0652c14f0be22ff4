"""Bringing the index in line with the folder: the one writer.

Files are compared by size and modification time, then by hash; only new and changed ones are
read. Texts go into the catalogue and the text index batch by batch, so that they can be searched
while the rest is read; `index.enrichment` extracts what is committed meanwhile, on the processor's
other cores, and links it. It can be interrupted at any instant: what was committed stays, the rest
is found again by the next refresh.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from index.copies import Copies, article_path
from index.decisions.journal import Journal
from index.enrichment import Enrichment, forget_extraction
from index.errors import IndexDamagedError
from index.extracting import DIRTY
from index.folder_changes import find_changes
from index.intake import Read, read_files, stamp
from index.likeness import group_likenesses
from index.memory import give_back
from index.model import Progress, RefreshReport
from index.reading.options import DEFAULT
from index.reading.repeated import own_spans
from index.repetition import Repetition
from index.store.health import told
from index.store.text import Entry

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from index.folder_changes import FolderChanges, Waiting
    from index.model import Document
    from index.reading import FileEntry
    from index.reading.options import ReadingOptions
    from index.store import Store
    from index.store.files import FileRow

_FIRST_BATCH = 100_000
_LAST_BATCH = 2_000_000
"""Characters of text in the first batch, and in the largest: each is twice the one before."""

_LITTLE = 200_000
_FEW = 1_000
"""Bytes to read, and articles in all, up to which a refresh is little work."""


class MuchWorkError(Exception):
    """There is more to do than little work; nothing of it has been done."""


class Refresh:
    """One run; see `run`."""

    def __init__(
        self,
        store: Store,
        paths: Sequence[Path],
        root: Path,
        *,
        extractor: str = "",
        options: ReadingOptions = DEFAULT,
        progress: Callable[[Progress], None] | None = None,
        cancel: threading.Event | None = None,
        little: bool = False,
    ) -> None:
        """Prepare a run over the opened paths; see `index.corpus.Corpus.refresh`.

        Args:
            little: do no more than little work.
        """
        self._store = store
        self._little = little
        self._paths = paths
        self._root = root
        self._progress = progress
        self._cancel = cancel
        self._extractor = extractor
        self._options = options
        self._added = self._changed = self._removed = 0
        self._repetition = Repetition(store)
        self._copies = Copies(store)
        self._enrichment = self._enriching()

    def _enriching(self) -> Enrichment:
        journal = Journal(self._root)
        return Enrichment(self._store, self._extractor, self._report, self._cancelled, journal)

    def run(self) -> RefreshReport:
        """Do it; what is done when it is cancelled stays done.

        An index that turns out to be damaged is made anew, once.

        Raises:
            BusyError: another process is writing this index.
            UnwritableError: the index cannot be written.
            ClewError: the disk is full or fails.
            MuchWorkError: there is more to do than little work, and no more was wanted.
        """
        store = self._store
        with store.writing():
            try:
                with told():
                    return self._run()
            except IndexDamagedError as error:
                store.mend(error)
                self._added = self._changed = self._removed = 0
                self._repetition = Repetition(store)
                self._copies = Copies(store)
                self._enrichment = self._enriching()
                return self._run()

    def _run(self) -> RefreshReport:
        try:
            return self._steps()
        finally:
            self._enrichment.close()

    def _steps(self) -> RefreshReport:
        store = self._store
        many = self._little and store.articles.count() > _FEW
        if many and not store.text_agrees():
            raise MuchWorkError
        store.repair_text()
        found = self._find_changes()
        if self._little and self._is_much(found, many=many):
            raise MuchWorkError
        # A vanished file may only have got another name: it waits for those of its size.
        self._remove(self._copies.expect(found.gone, found.new_sizes()))
        self._read(found)
        del found
        give_back()
        if not self._cancelled():
            self._remove(self._copies.unclaimed())
        if not self._cancelled():
            self._repetition.apply(self._cancelled)
            if self._added or self._changed or self._removed:
                store.text().merge()
                store.agree()
                give_back()
        if not self._cancelled():
            group_likenesses(store, self._cancelled, self._report_and_extract)
            give_back()
        if not self._cancelled():
            self._check_linker()
            self._enrichment.run()
        return RefreshReport(
            store.articles.count(),
            self._added,
            self._changed,
            self._removed,
            tuple(store.files.failures()),
            (*store.take_notes(), *self._enrichment.notes()),
        )

    def _is_much(self, found: FolderChanges, *, many: bool) -> bool:
        """Whether what is different, or was left undone, is more than little work."""
        if found.size > _LITTLE:
            return True
        return many and bool(found.size or found.gone or self._enrichment.has_work())

    def _cancelled(self) -> bool:
        return self._cancel is not None and self._cancel.is_set()

    def _report(self, stage: str, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(Progress(stage, done, total, self._store.generation))

    def _report_and_extract(self, stage: str, done: int, total: int) -> None:
        self._enrichment.step()
        self._report(stage, done, total)

    def _check_linker(self) -> None:
        if self._enrichment.lags():
            self._store.database.set_meta(DIRTY, 1)

    def _find_changes(self) -> FolderChanges:
        most = _LITTLE if self._little else float("inf")
        return find_changes(self._store, self._paths, self._root, self._options, most)

    def _remove(self, gone: list[FileRow]) -> None:
        if not gone:
            return
        store = self._store
        with store.database.transaction():
            moved = [entry for row in gone for entry in self._copies.pass_on(row.path)]
            kept = {entry.id for entry in moved}
            gone = [row for row in gone if store.files.file(row.path) is not None]
            ids = [number for row in gone for number in store.articles.of_file(row.id)]
            self._drop(ids)
            self._write_words([*ids, *kept], moved)
            for row in gone:
                store.files.remove(row.id)
            store.database.bump_generation()
        self._removed += len(ids)

    def _drop(self, ids: list[int]) -> None:
        """Take articles out of the catalogue and out of the statistics over the folder."""
        forget_extraction(self._store, ids)
        self._repetition.forget(ids)
        self._store.articles.remove(ids)

    # Reading

    def _read(self, found: FolderChanges) -> None:
        self._read_whole(found.whole)
        if found.large and not self._cancelled():
            from index.streaming import Steps, store_all

            counts = store_all(
                self._store,
                Steps(
                    self._add,
                    self._drop,
                    self._keep_for_copies,
                    self._write_words,
                    self._copies.renamed_large,
                ),
                found.large,
                self._options.columns,
                self._report,
                self._enrichment.feed,
                self._cancelled,
            )
            self._added += counts.added
            self._changed += counts.changed
            self._removed += counts.removed

    def _read_whole(self, todo: Waiting) -> None:
        done = 0
        limit = _FIRST_BATCH
        batch: list[Read] = []
        size = 0
        told = 0.0
        self._report("reading", 0, len(todo))
        for read in read_files(todo, self._options.columns, self._cancelled):
            batch.append(read)
            size += sum(len(document.text) for document in read.documents)
            self._enrichment.step()
            if size >= limit:
                self._store_batch(batch)
                done += len(batch)
                batch, size = [], 0
                give_back()
                if limit < _LAST_BATCH:
                    limit *= 2
                    self._repetition.apply(self._cancelled)
                self._report("reading", done, len(todo))
            elif time.monotonic() - told > 0.1:
                told = time.monotonic()
                self._report("reading", done + len(batch), len(todo))
        self._store_batch(batch)
        self._report("reading", done + len(batch), len(todo))

    def _store_batch(self, batch: list[Read]) -> None:
        """One commit: the catalogue's transaction is closed after the text index's."""
        if not batch:
            return
        store = self._store
        with store.database.transaction():
            entries: dict[int, Entry] = {}
            dropped: list[int] = []
            added: list[int] = []
            visible = False
            for read in batch:
                entry, known = read.entry, read.known
                mtime = stamp(entry)
                moved: list[Entry] = []
                if known is None and not read.problems:
                    moved = self._copies.renamed(entry.rel, mtime, read.digest, read.documents)
                    self._changed += len(moved)
                elif known is not None and (known.hash != read.digest or read.error):
                    self._keep_for_copies(entry.rel, entries, dropped)
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
                    self._drop(old)
                    for number in old:
                        entries.pop(number, None)
                if known is not None or read.problems:
                    store.files.set_problems(file, read.problems)
                original = self._copies.original(entry.rel, read.digest, read.documents)
                if known is not None or original is not None:
                    store.files.set_copy(file, None if read.problems else original)
                documents = [] if original and not read.problems else read.documents
                for new in self._add(file, entry, documents):
                    entries[new.id] = new
                    added.append(new.id)
                if old:
                    self._changed += len(documents)
                    self._removed += max(0, len(old) - len(documents))
                else:
                    self._added += len(documents)
            if entries or dropped:
                self._write_words(dropped, list(entries.values()))
            if visible:
                store.database.set_meta(DIRTY, 1)
                store.database.bump_generation()
        self._enrichment.feed(added)

    def _keep_for_copies(self, rel: str, entries: dict[int, Entry], dropped: list[int]) -> None:
        """Leave a file's articles to a copy, as the file has another content now."""
        for one in self._copies.pass_on(rel):
            dropped.append(one.id)
            entries[one.id] = one

    def _write_words(self, dropped: Sequence[int], entries: Iterable[Entry]) -> None:
        """One commit of the text index, within the catalogue's transaction, with its lines' counts.

        Nothing has been counted where nothing is dropped or added.
        """
        if not dropped and not entries:
            return
        self._repetition.flush()
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

    def _add(self, file: int, entry: FileEntry, documents: list[Document]) -> Iterator[Entry]:
        for document in documents:
            path = article_path(entry.rel, document)
            lines = self._repetition.count(document)
            number = self._store.articles.add(
                file, path, document, own_spans(document), self._repetition.spans(lines)
            )
            self._repetition.remember(number, lines)
            day = document.date.toordinal() if document.date else None
            yield Entry(number, document.title, document.text, document.source, path, day)
