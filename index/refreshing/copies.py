"""Files with the same content under several paths: renamed ones and exact copies.

In: what a refresh has read, and which known files are gone. Out: which stored articles it is, so
that a renamed file keeps its articles with all that is known of them, and a copy adds a path to an
article in place of another article. The catalogue is changed within the refresh's transactions.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from index.reading.dates import name_date
from index.reading.largeness import unpacked
from index.reading.titles import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from index.model import Document
    from index.store import Store
    from index.store.files import FileRow
    from index.store.text import Entry

_TELLING = 40
"""Characters of a file's name that tell whether a title was made of it."""


def article_path(rel: str, document: Document) -> str:
    """An article's path: its file's, with the part of the file that it is."""
    return f"{rel}#{document.part}" if document.part else rel


class Copies:
    """What one refresh knows of files with the same content."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._departing: dict[bytes, list[FileRow]] = {}
        self._gone: set[int] = set()

    def expect(self, gone: Collection[FileRow], new_sizes: Collection[int]) -> list[FileRow]:
        """Take the files that are gone; those that no new file can be are returned.

        Args:
            gone: known files that the folder has no more.
            new_sizes: the sizes of its unknown files, in bytes.
        """
        self._gone = {row.id for row in gone}
        self._departing = {}
        rest: list[FileRow] = []
        for row in gone:
            if row.size in new_sizes and not row.error:
                self._departing.setdefault(row.hash, []).append(row)
            else:
                rest.append(row)
        return rest

    def unclaimed(self) -> list[FileRow]:
        """The files that are gone for good, once everything new has been read."""
        return [row for rows in self._departing.values() for row in rows]

    def renamed(
        self, rel: str, mtime_ns: int, digest: bytes, documents: Sequence[Document]
    ) -> list[Entry]:
        """Give a vanished file its new name, if that is what a new file is; its articles.

        A new name may also give an article another title: then it is another one.
        """
        for row in self._departing.get(digest, ()):
            entries = self._articles(row.id)
            if entries and _same(entries, row.path, documents):
                self._departing[digest].remove(row)
                self._gone.discard(row.id)
                return self._move(row.id, entries, row.path, rel, mtime_ns)
        return []

    def renamed_large(self, rel: str, mtime_ns: int, digest: bytes) -> list[int]:
        """Give a vanished file its new name without reading the new one; its articles' numbers.

        Only where no reader could tell the two names apart by what it has made of the file.
        """
        for row in self._departing.get(digest, ()):
            numbers = self._store.articles.of_file(row.id)
            if numbers and self._reads_alike(row, rel):
                self._departing[digest].remove(row)
                self._gone.discard(row.id)
                self._store.files.rename(row.id, row.path, rel, mtime_ns)
                return sorted(numbers)
        return []

    def _reads_alike(self, row: FileRow, rel: str) -> bool:
        """Whether a file's articles would be the same under another path.

        A reader sees the name alone: its suffix, a date in it; and it may be part of titles.
        """
        old, new = PurePath(row.path), PurePath(rel)
        if old.name == new.name:
            return True
        inner = unpacked(old)[0]
        if inner.suffix.lower() != unpacked(new)[0].suffix.lower():
            return False
        if name_date(old.name) or name_date(new.name):
            return False
        return not self._store.articles.titled(row.id, clean(inner.name)[:_TELLING])

    def original(self, rel: str, digest: bytes, documents: Sequence[Document]) -> int | None:
        """The number of the file whose articles a new file's are, or None."""
        if not documents:
            return None
        for row in self._store.files.with_hash(digest):
            if row.path != rel and row.id not in self._gone:
                entries = self._articles(row.id)
                if entries and _same(entries, row.path, documents):
                    return row.id
        return None

    def pass_on(self, path: str) -> list[Entry]:
        """Give a file's articles the path of a copy, as the file goes or changes; the articles.

        Nothing happens, and there are none, where there is no copy.
        """
        table = self._store.files
        row = table.file(path)
        heir = (
            next((c for c in table.copies(row.id) if c.id not in self._gone), None) if row else None
        )
        if row is None or heir is None:
            return []
        entries = self._articles(row.id)
        table.remove(heir.id)
        return self._move(row.id, entries, path, heir.path, heir.mtime_ns)

    def _articles(self, file: int) -> list[Entry]:
        return [self._store.entry(number) for number in sorted(self._store.articles.of_file(file))]

    def _move(
        self, file: int, entries: Iterable[Entry], old: str, new: str, mtime_ns: int
    ) -> list[Entry]:
        self._store.files.rename(file, old, new, mtime_ns)
        return [entry._replace(path=new + entry.path[len(old) :]) for entry in entries]


def _same(entries: Sequence[Entry], path: str, documents: Sequence[Document]) -> bool:
    return len(entries) == len(documents) and all(
        (entry.title, entry.source, entry.date, entry.text, entry.path)
        == (
            document.title,
            document.source,
            document.date.toordinal() if document.date else None,
            document.text,
            article_path(path, document),
        )
        for entry, document in zip(entries, documents, strict=True)
    )
