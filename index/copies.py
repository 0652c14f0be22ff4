"""Files with the same content under several paths: renamed ones and exact copies.

In: what a refresh has read, and which known files are gone. Out: which stored articles it is, so
that a renamed file keeps its articles with all that is known of them, and a copy adds a path to an
article in place of another article. The catalogue is changed within the refresh's transactions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from index.model import Document
    from index.store import Store
    from index.store.articles import FileRow
    from index.store.text import Entry


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

    def original(self, rel: str, digest: bytes, documents: Sequence[Document]) -> int | None:
        """The number of the file whose articles a new file's are, or None."""
        if not documents:
            return None
        for row in self._store.articles.with_hash(digest):
            if row.path != rel and row.id not in self._gone:
                entries = self._articles(row.id)
                if entries and _same(entries, row.path, documents):
                    return row.id
        return None

    def pass_on(self, path: str) -> list[Entry]:
        """Give a file's articles the path of a copy, as the file goes or changes; the articles.

        Nothing happens, and there are none, where there is no copy.
        """
        table = self._store.articles
        row = table.file(path)
        heir = (
            next((c for c in table.copies(row.id) if c.id not in self._gone), None) if row else None
        )
        if row is None or heir is None:
            return []
        entries = self._articles(row.id)
        table.remove_file(heir.id)
        return self._move(row.id, entries, path, heir.path, heir.mtime_ns)

    def _articles(self, file: int) -> list[Entry]:
        return [self._store.entry(number) for number in sorted(self._store.articles.of_file(file))]

    def _move(
        self, file: int, entries: Iterable[Entry], old: str, new: str, mtime_ns: int
    ) -> list[Entry]:
        self._store.articles.rename(file, old, new, mtime_ns)
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
