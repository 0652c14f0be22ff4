"""Bringing the index in line with the folder: the one writer.

Files are compared by size and modification time, then by hash; only new and changed ones are read.
Texts are stored batch by batch (`index.refreshing.storing`), so that they can be searched while the
rest is read; `index.refreshing.enrichment` extracts what is committed meanwhile, on the processor's
other cores, and links it. It can be interrupted at any instant: what was committed stays, the rest
is found again by the next refresh.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from index.decisions.journal import Journal
from index.errors import IndexDamagedError
from index.likeness import group_likenesses
from index.memory import give_back
from index.model import Progress, RefreshReport
from index.reading.options import DEFAULT
from index.refreshing.enrichment import Enrichment
from index.refreshing.extracting import DIRTY
from index.refreshing.folder_changes import find_changes
from index.refreshing.intake import read_files
from index.refreshing.storing import Storing
from index.store.health import told

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index.reading.options import ReadingOptions
    from index.refreshing.folder_changes import FolderChanges, Waiting
    from index.refreshing.intake import Read
    from index.store import Store

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
        self._storing = Storing(store)
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
                self._storing = Storing(store)
                self._enrichment = self._enriching()
                return self._run()

    def _run(self) -> RefreshReport:
        try:
            return self._steps()
        finally:
            self._enrichment.close()

    def _steps(self) -> RefreshReport:
        store, storing = self._store, self._storing
        many = self._little and store.articles.count() > _FEW
        if many and not store.text_agrees():
            raise MuchWorkError
        store.repair_text()
        found = self._find_changes()
        if self._little and self._is_much(found, many=many):
            raise MuchWorkError
        # A vanished file may only have got another name: it waits for those of its size.
        storing.remove(storing.copies.expect(found.gone, found.new_sizes()))
        self._read(found)
        del found
        give_back()
        if not self._cancelled():
            storing.remove(storing.copies.unclaimed())
        if not self._cancelled():
            storing.repetition.apply(self._cancelled)
            storing.repetition.let_go()
            if storing.added or storing.changed or storing.removed:
                store.text().merge()
                store.agree()
                give_back()
        if not self._cancelled():
            group_likenesses(store, self._cancelled, self._report, self._enrichment.step)
            give_back()
        if not self._cancelled():
            self._check_linker()
            self._enrichment.run()
        return RefreshReport(
            store.articles.count(),
            storing.added,
            storing.changed,
            storing.removed,
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

    def _check_linker(self) -> None:
        if self._enrichment.lags():
            self._store.database.set_meta(DIRTY, 1)

    def _find_changes(self) -> FolderChanges:
        most = _LITTLE if self._little else float("inf")
        return find_changes(self._store, self._paths, self._root, self._options, most)

    # Reading

    def _read(self, found: FolderChanges) -> None:
        self._read_whole(found.whole)
        if found.large and not self._cancelled():
            from index.refreshing.streaming import store_all

            store_all(
                self._store,
                self._storing,
                found.large,
                self._options.columns,
                self._report,
                self._enrichment.feed,
                self._cancelled,
            )

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
                    self._storing.repetition.apply(self._cancelled)
                self._report("reading", done, len(todo))
            elif time.monotonic() - told > 0.1:
                told = time.monotonic()
                self._report("reading", done + len(batch), len(todo))
        self._store_batch(batch)
        self._report("reading", done + len(batch), len(todo))

    def _store_batch(self, batch: list[Read]) -> None:
        if batch:
            self._enrichment.feed(self._storing.store_batch(batch))
