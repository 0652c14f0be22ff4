"""The writer: articles in, segments out, one sort for each.

A subclass of Whoosh's `SegmentWriter`: its lock, its list of segments, its table of contents and
its way of committing are kept; tokens, the sorting pool and posting-by-posting writing are not.
Memory is bounded: a segment is written whenever enough words have come together.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh.index import LockError
from whoosh.writing import SegmentWriter

from index.analysis.language import language_of
from index.errors import BusyError
from index.store.text.codec import ClewCodec, container_of
from index.store.text.container import EXTENSION, ContainerWriter
from index.store.text.contents import write as write_contents
from index.store.text.field import BROKEN, TEXT, TITLE

if TYPE_CHECKING:
    from collections.abc import Collection

    from whoosh.codec.whoosh3 import W3Segment

    from index.store.text.contents import Files
    from index.store.text.types import Entry
    from index.store.text.vocabulary import Vocabulary

WORDS = 2_000_000
"""A segment is written when its texts have so many words."""
DOCUMENTS = 100_000
"""A segment has at most so many documents."""


class BulkWriter(SegmentWriter):  # type: ignore[misc]
    """Additions and deletions up to one commit."""

    segments: list[W3Segment]

    def __init__(self, index: Files, vocabulary: Vocabulary | None = None, **settings: Any) -> None:
        """Lock the index.

        Args:
            index: the index's files.
            vocabulary: what earlier writers have learnt; this one adds to it.
            settings: as Whoosh's writer has them.

        Raises:
            BusyError: another writer holds the lock.
        """
        try:
            super().__init__(index, codec=ClewCodec(), compound=False, **settings)
        except LockError:
            raise BusyError("this index is being written by another clew") from None
        if vocabulary is None:
            from index.store.text.vocabulary import Vocabulary

            vocabulary = Vocabulary()
        self._vocabulary = vocabulary
        self._made: list[W3Segment] = []
        self._begin()

    def _begin(self) -> None:
        from index.store.text.flushing import FieldBuffer, Kept

        self._buffers = {name: FieldBuffer(self._vocabulary) for name in (TEXT, TITLE)}
        self._kept: list[Kept] = []
        self._dropped: set[int] = set()

    def add(self, entry: Entry) -> None:
        """Take an article."""
        from index.store.text.flushing import Kept

        self._buffers[TITLE].add(entry.title)
        self._buffers[TEXT].add(entry.text)
        language = language_of(entry.text)
        day = entry.date or 0
        self._kept.append(Kept(entry.id, entry.path, entry.title, entry.source, day, language))
        if self._buffers[TEXT].size >= WORDS or len(self._kept) >= DOCUMENTS:
            self.flush()

    def delete_ids(self, ids: Collection[int]) -> None:
        """Delete articles by id: committed ones, and those that this writer has taken."""
        import numpy as np

        wanted = np.fromiter(ids, dtype=np.int64, count=len(ids))
        for segment in (*self.segments, *self._made):
            with container_of(self.storage, segment) as container:
                present = np.frombuffer(bytes(container.read("ids")), dtype=np.int64)
            for document in np.flatnonzero(np.isin(present, wanted)).tolist():
                segment.delete_document(document)
        for document, one in enumerate(self._kept):
            if one.id in ids:
                self._dropped.add(document)

    def flush(self) -> None:
        """Write what has come together as a segment; nobody sees it before the commit."""
        from index.store.text.flushing import write_field, write_kept

        if not self._kept:
            return
        segment = self.codec.new_segment(self.storage, self.indexname)
        out = ContainerWriter(self.path_of(segment))
        try:
            languages = [one.language for one in self._kept]
            text, title = self._buffers[TEXT], self._buffers[TITLE]
            for name, told in ((TEXT, text.told), (TITLE, title.told), (BROKEN, text.broken)):
                length = write_field(out, name, told(), self._vocabulary, languages)
                out.fact(f"{name}.length", length)
            write_kept(out, self._kept)
            out.close()
        except BaseException:
            out.abandon()
            self.path_of(segment).unlink(missing_ok=True)
            raise
        segment.set_doc_count(len(self._kept))
        for document in self._dropped:
            segment.delete_document(document)
        self._made.append(segment)
        self._vocabulary.trim(chain.from_iterable(b.numbers() for b in self._buffers.values()))
        self._begin()

    def path_of(self, segment: W3Segment) -> Path:
        """The file of a segment."""
        name: str = segment.make_filename(EXTENSION)
        return Path(self.storage.folder) / name

    def replace(self, old: Collection[W3Segment], new: W3Segment | None) -> None:
        """Put a merged segment in the place of those that it was made of."""
        place = min(self.segments.index(segment) for segment in old)
        rest = [segment for segment in self.segments if segment not in old]
        self.segments = [*rest[:place], *([new] if new else []), *rest[place:]]

    def commit(self, *_: Any, **__: Any) -> None:
        """Make everything durable and visible to new readers; merges nothing."""
        self._check_state()
        self.flush()
        segments = [*self.segments, *self._made]
        kept = [s for s in segments if s.deleted_count() < s.doc_count_all()]
        write_contents(self.storage, self.generation, kept)
        self._finish()

    def cancel(self) -> None:
        """Forget everything since the last commit."""
        for segment in self._made:
            with suppress(OSError):
                self.path_of(segment).unlink()
        super().cancel()
