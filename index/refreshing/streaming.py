"""Large files into the index: their articles are stored as they are read, a commit at a time.

In: a file that `index.reading.largeness.is_large` picks out. Out: its articles in the catalogue and
the text index, as `index.refreshing.storing` stores those of others; but no more of the file than a
batch is ever in memory. Until the last batch is stored the catalogue has no hash of the file, so
that one whose reading was interrupted is read again.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.reading.isolation import Readers, ReadingStoppedError
from index.reading.large import read_large
from index.reading.loading import open_regular
from index.reading.pieces import LARGEST
from index.refreshing.intake import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.model import Document
    from index.reading import Columns, FileEntry
    from index.refreshing.folder_changes import Waiting
    from index.refreshing.storing import Storing
    from index.store import Store
    from index.store.files import FileRow
    from index.store.text import Entry

_BATCH = 8_000_000
"""Characters of text in one commit."""

_CHUNK = 1 << 20


def store_all(
    store: Store,
    storing: Storing,
    todo: Waiting,
    columns: Columns,
    report: Callable[[str, int, int], None],
    feed: Callable[[list[int]], None],
    cancelled: Callable[[], bool],
) -> None:
    """Bring large files into the index.

    Args:
        store: the index, for which this process is the writer.
        storing: stores articles, and counts them.
        todo: the files, with what the catalogue knows of them.
        columns: what the columns of tables are.
        report: told (stage, done, total) after each commit.
        feed: called, outside of transactions, with the articles that were stored.
        cancelled: asked after each commit whether to stop; what is done stays done.
    """
    with Readers(columns=columns) as readers:
        for done, (entry, known) in enumerate(todo):

            def stored(articles: list[int], done: int = done) -> None:
                report("reading", done, len(todo))
                feed(articles)

            if cancelled():
                break
            try:
                _store_large(store, storing, readers, entry, known, stored, cancelled)
            except ReadingStoppedError:
                break
            report("reading", done + 1, len(todo))


def _store_large(
    store: Store,
    storing: Storing,
    readers: Readers,
    entry: FileEntry,
    known: FileRow | None,
    stored: Callable[[list[int]], None],
    cancelled: Callable[[], bool],
) -> None:
    problems: list[tuple[str, str]] = []
    error = ""
    digest = b""
    gone: list[int] = []
    count = 0
    begun = False
    try:
        digest = _digest(entry)
        if known is not None and known.hash == digest and not known.error:
            with store.database.transaction():
                store.files.put(entry.rel, entry.size, stamp(entry), digest)
            return
        if known is None and (count := _rename(store, storing, entry, digest)):
            storing.changed += count
            return
        reading = read_large(entry.path, readers, lambda *part: problems.append(part))
        for documents in _batches(reading):
            if cancelled():
                storing.added += count
                return
            old, new = _store(store, storing, entry, documents, first=not begun)
            gone += old
            stored(new)
            begun = True
            count += len(documents)
    except ReadError as failed:
        if known is not None and isinstance(failed.__cause__, FileNotFoundError):
            storing.added += count
            return
        error = str(failed)
    if not begun:
        gone += _store(store, storing, entry, [], first=True)[0]
    with store.database.transaction():
        file = store.files.put(entry.rel, entry.size, stamp(entry), digest, error)
        store.files.set_problems(file, problems)
        store.database.bump_generation()
    if gone:
        storing.changed += count
        storing.removed += max(0, len(gone) - count)
    else:
        storing.added += count


def _rename(store: Store, storing: Storing, entry: FileEntry, digest: bytes) -> int:
    """How many articles a vanished file has that has another name now; they keep their numbers."""
    with store.database.transaction():
        numbers = storing.copies.renamed_large(entry.rel, stamp(entry), digest)
        if numbers:
            storing.write_words(numbers, (store.entry(number) for number in numbers))
            store.database.bump_generation()
    return len(numbers)


def _store(
    store: Store, storing: Storing, entry: FileEntry, documents: list[Document], *, first: bool
) -> tuple[list[int], list[int]]:
    """Store some documents of a file in one commit; the articles dropped for it, and the new."""
    entries: dict[int, Entry] = {}
    dropped: list[int] = []
    old: list[int] = []
    with store.database.transaction():
        if first:
            storing.leave(entry.rel, entries, dropped)
        file = store.files.put(entry.rel, entry.size, -1, b"")
        if first:
            store.files.set_copy(file, None)
            old = store.articles.of_file(file)
            dropped += old
            storing.drop(old)
        new = list(storing.add(file, entry, documents))
        entries |= {one.id: one for one in new}
        storing.write_words(dropped, list(entries.values()))
        store.database.bump_generation()
    return old, [one.id for one in new]


def _batches(lists: Iterator[list[Document]]) -> Iterator[list[Document]]:
    """The documents, as many at a time as make up a commit."""
    held: list[Document] = []
    size = 0
    for documents in lists:
        held += documents
        size += sum(len(document.text) for document in documents)
        if size >= _BATCH:
            yield held
            held, size = [], 0
    if held:
        yield held


def _digest(entry: FileEntry) -> bytes:
    """The hash of a file's bytes."""
    digest = blake2b(digest_size=16)
    try:
        with open_regular(entry.path, LARGEST) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise ReadError(str(error.strerror)) from error
    return digest.digest()
