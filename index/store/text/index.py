"""The text index on disk, through Whoosh: open, write, read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from whoosh.index import FileIndex

from index.errors import IndexDamagedError
from index.store.text.clauses import day_answers, path_test
from index.store.text.field import schema
from index.store.text.lexicon import Listed, similar
from index.store.text.model import DEFAULT, Model
from index.store.text.plain import Plain
from index.store.text.storage import DurableStorage
from index.store.text.types import Cancelled, Entry, Ranking, SearchCancelledError, Within
from index.store.text.writer import BulkWriter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any, Self

    from index.query import Dates, EntityClause, EntityNear, File, Node


class TextIndex:
    """A folder with the index of words."""

    def __init__(self, files: FileIndex) -> None:
        """Use `open` instead."""
        self._files = files

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> TextIndex:
        """Open the index in a folder; with `create`, an empty one made there.

        Raises:
            IndexDamagedError: it cannot be opened.
        """
        try:
            if create:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                return cls(FileIndex.create(DurableStorage(os.fspath(folder)), schema()))
            index = cls(FileIndex(DurableStorage(os.fspath(folder)), schema()))
            index.ids()
        except Exception as error:
            raise IndexDamagedError(f"the text index cannot be opened: {error}") from error
        return index

    def writer(self) -> TextWriter:
        """Return a writer; one at a time."""
        return TextWriter(self._files)

    def reader(self) -> TextReader:
        """Return a reader of the last commit, for one thread."""
        return TextReader(self._files)

    def ids(self) -> set[int]:
        """The ids of the articles in the last commit."""
        reader = self._files.reader()
        try:
            return {reader.stored_fields(doc)["id"] for doc in reader.all_doc_ids()}
        finally:
            reader.close()

    def merge(self) -> None:
        """Merge small segments; called when nobody writes."""
        BulkWriter(self._files).commit()

    def close(self) -> None:
        """Close the files."""
        self._files.close()


class TextWriter:
    """Additions and deletions up to one commit; as a context manager it commits at the end."""

    def __init__(self, files: FileIndex) -> None:
        self._files = files
        self._writer = BulkWriter(files)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.commit()
        else:
            self.cancel()

    def add(self, entry: Entry) -> None:
        """Add an article; no other with its id may be there (delete the old one first)."""
        self._writer.add(entry)

    def delete(self, ids: Iterable[int]) -> None:
        """Delete articles by id; those that are not there do not matter."""
        gone = set(ids)
        if gone:
            self._writer.delete_ids(gone)

    def commit(self) -> None:
        """Make the changes durable and visible to new readers; the writer is done."""
        try:
            self._writer.commit()
        except BaseException:
            if not self._writer.is_closed:
                self._writer.cancel()
            raise

    def cancel(self) -> None:
        """Forget the changes; the writer is done."""
        if not self._writer.is_closed:
            self._writer.cancel()


class TextReader:
    """One commit of the index, for one thread."""

    def __init__(self, files: FileIndex) -> None:
        self._files = files
        self._reader = files.reader()
        self.generation = files.latest_generation()
        self.documents: int = self._reader.doc_count_all()
        self._kept: list[dict[str, Any]] | None = None
        self._lexicons: dict[str, Listed] = {}
        self._within: Within | None = None

    def refreshed(self) -> TextReader:
        """Itself, or a reader of a newer commit."""
        if self._files.latest_generation() == self.generation:
            return self
        return TextReader(self._files)

    def search(
        self,
        query: Node | None,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: str = "relevance",
        within: Within | None = None,
        cancelled: Cancelled | None = None,
        model: Model = DEFAULT,
    ) -> Ranking:
        """Return the articles that answer a query."""

        def check() -> None:
            if cancelled is not None and cancelled():
                raise SearchCancelledError("the search was cancelled")

        self._within = within
        found = Plain(self, model, check).search(query)
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        if order != "relevance":
            ranked = sorted(found.items(), key=lambda item: self._key(item[0], order))
        end = None if limit is None else offset + limit
        kept = self._particulars()
        return Ranking(len(found), [(kept[doc]["id"], score) for doc, score in ranked[offset:end]])

    def _key(self, doc: int, order: str) -> tuple[Any, ...]:
        kept = self._particulars()[doc]
        if order == "date":
            return (kept.get("date") is None, -kept.get("date", 0), kept["path"])
        return (kept["label" if order == "title" else order].casefold(), kept["path"])

    def expand(self, prefix: str, limit: int = 50) -> list[str]:
        """The words that begin so, commonest first."""
        return self.lexicon("text").commonest(prefix, limit)

    def spelling(self, word: str) -> list[str]:
        """Words of the corpus that this one may be meant for, likeliest first."""
        return similar(word, 2, self.lexicon("text"))[:5]

    # What the plain evaluator asks for

    def _particulars(self) -> list[dict[str, Any]]:
        if self._kept is None:
            self._kept = [self._reader.stored_fields(doc) for doc in range(self.documents)]
        return self._kept

    def live(self) -> Iterable[int]:
        """The documents that are not deleted."""
        return self._reader.all_doc_ids()  # type: ignore[no-any-return]

    def lexicon(self, field: str) -> Listed:
        """The words of a field."""
        if field not in self._lexicons:
            names = self._reader.lexicon(field)
            counts = {t.decode(): self._reader.doc_frequency(field, t) for t in list(names)}
            self._lexicons[field] = Listed(counts)
        return self._lexicons[field]

    def positions(self, field: str, term: str) -> dict[int, list[int]]:
        """Document → the term's positions."""
        matcher = self._reader.postings(field, term)
        found: dict[int, list[int]] = {}
        while matcher.is_active():
            found[matcher.id()] = matcher.value_as("positions")
            matcher.next()
        return found

    def length(self, field: str, document: int) -> int:
        """How many words a document's field has, as Whoosh rounds it."""
        return int(self._reader.doc_field_length(document, field, 0) or 0)

    def average(self, field: str) -> float:
        """How many words the field has on average."""
        length = int(self._reader.field_length(field))
        return length / max(1, self.documents)

    def filtered(self, node: Dates | File | EntityClause | EntityNear) -> set[int]:
        """The documents that answer a clause that is not about words."""
        from index.query import Dates, File

        kept = self._particulars()
        if isinstance(node, Dates):
            return {i for i, one in enumerate(kept) if day_answers(node, one.get("date"))}
        if isinstance(node, File):
            test = path_test(node)
            return {i for i, one in enumerate(kept) if test(one["path"])}
        ids = set(self._within(node)) if self._within else set()
        return {i for i, one in enumerate(kept) if one["id"] in ids}

    def sources(self) -> dict[str, list[int]]:
        """Source → documents."""
        found: dict[str, list[int]] = {}
        for doc, one in enumerate(self._particulars()):
            found.setdefault(one["source"], []).append(doc)
        return found
