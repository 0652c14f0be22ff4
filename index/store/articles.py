"""Articles in the catalogue: what was read.

Rows come in from `index.refreshing.storing` inside its transaction and go out as model types. An
article's number is never given twice: a changed article is a new one.
"""

from __future__ import annotations

import json
import zlib
from array import array
from datetime import date
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any

from index.errors import IndexDamagedError, NotFoundError
from index.extraction.packing import Job, pack_text, unpack_text
from index.model import Article, ArticleInfo, Place
from index.store.database import Table
from index.store.spans import StoredSpans, pack_spans, unpack_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from index.model import Document, Span

CHUNK = 500
"""Rows asked for in one statement; below SQLite's least limit of variables."""

MAPPED = 1 << 27
"""So many bytes of the file at most are read as memory; they count as the process's own."""

_INFO = "id, path, title, source, date, length"


def _unpack_text(data: bytes) -> str:
    try:
        return unpack_text(data)
    except (zlib.error, TypeError) as error:
        raise IndexDamagedError("the index is damaged: a text cannot be unpacked") from error


_day = lru_cache(maxsize=4096)(date.fromordinal)


def _info(
    row: tuple[int, str, str, str, int | None, int], also: tuple[str, ...] = ()
) -> ArticleInfo:
    number, path, title, source, day, length = row
    return ArticleInfo(
        number,
        path,
        title,
        intern(source),  # many articles have the same
        _day(day) if day is not None else None,
        length,
        also,
    )


class ArticleTable(Table):
    """The catalogue's articles."""

    def add(
        self,
        file: int,
        path: str,
        document: Document,
        names: Sequence[Span] = (),
        repeated: tuple[Span, ...] = (),
    ) -> int:
        """Insert an article; its number.

        Args:
            file: the file's number.
            path: the article's.
            document: what was read.
            names: where its title and outlet stand.
            repeated: boilerplate because other articles of the folder have the same lines.
        """
        row = self._sql.execute(
            "INSERT INTO articles (file, path, title, source, date, length, spans, places, text) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                file,
                path,
                document.title,
                document.source,
                document.date.toordinal() if document.date else None,
                len(document.text),
                pack_spans(
                    StoredSpans(
                        document.boilerplate, document.joins, repeated, tuple(sorted(names))
                    )
                ),
                json.dumps(document.places, ensure_ascii=False) if document.places else None,
                pack_text(document.text),
            ),
        ).fetchone()
        return int(row[0])

    def remove(self, ids: Iterable[int]) -> None:
        """Delete articles, with their links."""
        rows = [(number,) for number in ids]
        self._sql.executemany("DELETE FROM articles WHERE id=?", rows)
        self._sql.executemany("DELETE FROM links WHERE article=?", rows)

    def of_file(self, file: int) -> list[int]:
        """The articles that a file yielded."""
        rows = self._sql.execute("SELECT id FROM articles WHERE file=?", (file,))
        return [number for (number,) in rows]

    def titled(self, file: int, words: str) -> bool:
        """Whether any article of a file has some words in its title, as they are written."""
        sql = "SELECT 1 FROM articles WHERE file=? AND instr(title, ?) LIMIT 1"
        return self._sql.execute(sql, (file, words)).fetchone() is not None

    def ids(self) -> set[int]:
        """Every article's number."""
        return {number for (number,) in self._sql.execute("SELECT id FROM articles")}

    def numbers(self) -> array[int]:
        """Every article's number, ascending."""
        rows = self._sql.execute("SELECT id FROM articles ORDER BY id")
        return array("q", (number for (number,) in rows))

    def count(self) -> int:
        """How many articles there are."""
        return int(self._sql.execute("SELECT count(*) FROM articles").fetchone()[0])

    def infos(self, ids: Collection[int] | None = None) -> Iterator[ArticleInfo]:
        """Articles without their texts: those asked for, or all."""
        also = self._also()
        if ids is None:
            for row in self._sql.execute(f"SELECT {_INFO} FROM articles"):  # noqa: S608
                yield _info(row, also.get(row[0], ()))
            return
        wanted = list(ids)
        for at in range(0, len(wanted), CHUNK):
            some = wanted[at : at + CHUNK]
            marks = ",".join("?" * len(some))
            sql = f"SELECT {_INFO} FROM articles WHERE id IN ({marks})"  # noqa: S608
            for row in self._sql.execute(sql, some):
                yield _info(row, also.get(row[0], ()))

    def _also(self) -> dict[int, tuple[str, ...]]:
        """The other paths of the articles of which there are exact copies."""
        found: dict[int, tuple[str, ...]] = {}
        for number, path, first, other in self._sql.execute(
            "SELECT articles.id, articles.path, files.path, copies.path "
            "FROM files AS copies INDEXED BY copies "
            "CROSS JOIN files ON files.id = copies.copy_of "
            "CROSS JOIN articles ON articles.file = files.id "
            "WHERE copies.copy_of IS NOT NULL ORDER BY copies.path"
        ):
            found[number] = (*found.get(number, ()), other + path[len(first) :])
        return found

    def check(self) -> None:
        """Unpack every text.

        Raises:
            IndexDamagedError: one of them is damaged.
        """
        for (data,) in self._sql.execute("SELECT text FROM articles"):
            _unpack_text(data)

    def _row(self, number: int, columns: str) -> tuple[Any, ...]:
        sql = f"SELECT {columns} FROM articles WHERE id=?"  # noqa: S608
        row: tuple[Any, ...] | None = self._sql.execute(sql, (number,)).fetchone()
        if row is None:
            raise NotFoundError("that article is no longer there")
        return row

    def text(self, number: int) -> str:
        """An article's text.

        Raises:
            NotFoundError: there is no such article (any more).
        """
        (text,) = self._row(number, "text")
        return _unpack_text(text)

    def article(self, number: int) -> Article:
        """An article with its text.

        Raises:
            NotFoundError: there is no such article (any more).
        """
        row = self._row(number, f"{_INFO}, spans, places, text")
        spans = unpack_spans(row[6])
        places = tuple(Place(*place) for place in json.loads(row[7])) if row[7] else ()
        text = _unpack_text(row[8])
        copies = self._sql.execute(
            "SELECT files.path, copies.path FROM articles CROSS JOIN files "
            "ON files.id = articles.file CROSS JOIN files AS copies INDEXED BY copies "
            "ON copies.copy_of = files.id WHERE articles.id=? ORDER BY copies.path",
            (number,),
        )
        also = tuple(other + row[1][len(first) :] for first, other in copies)
        info = _info(row[:6], also)
        return Article(info, text, spans.boilerplate, spans.joins, places)

    def text_and_spans(self, number: int) -> tuple[str, StoredSpans]:
        """An article's text with its spans by where they come from.

        Raises:
            NotFoundError: there is no such article (any more).
        """
        text, spans = self._row(number, "text, spans")
        return _unpack_text(text), unpack_spans(spans)

    def read_mapped(self) -> None:
        """Have this thread read the file as memory: quicker for texts that stand far apart.

        For searching threads, not for those that read everything: what is read counts as theirs.
        """
        self._sql.execute(f"PRAGMA mmap_size={MAPPED}").fetchall()

    def give_back(self) -> None:
        """Give back what this thread has read of the file as memory, if it does."""
        if self._sql.execute("PRAGMA mmap_size").fetchone()[0]:
            self._sql.execute("PRAGMA mmap_size=0").fetchall()
            self.read_mapped()

    def texts_and_spans(self, numbers: Sequence[int]) -> dict[int, tuple[str, StoredSpans]]:
        """The texts of those of some articles that are there, with their spans, by number."""
        found: dict[int, tuple[str, StoredSpans]] = {}
        for at in range(0, len(numbers), CHUNK):
            some = numbers[at : at + CHUNK]
            marks = ",".join("?" * len(some))
            sql = f"SELECT id, text, spans FROM articles WHERE id IN ({marks})"  # noqa: S608
            for number, text, spans in self._sql.execute(sql, some):
                found[number] = _unpack_text(text), unpack_spans(spans)
        return found

    def job(self, number: int) -> Job:
        """An article as the extractor takes it.

        Raises:
            NotFoundError: there is no such article (any more).
        """
        length, text, packed = self._row(number, "length, text, spans")
        if not isinstance(text, bytes):
            raise IndexDamagedError("the index is damaged: a text is missing")
        spans = unpack_spans(packed)
        return Job(number, length, text, spans.boilerplate, spans.joins)

    def spans(self, numbers: Sequence[int]) -> dict[int, StoredSpans]:
        """The spans of those of some articles that are there, by number."""
        rows = self._sql.execute(
            "SELECT id, spans FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        )
        return {number: unpack_spans(data) for number, data in rows}

    def set_spans(self, articles: Iterable[tuple[int, bytes]]) -> None:
        """Give articles other spans, packed, as the rest of the folder makes them known."""
        rows = ((spans, number) for number, spans in articles)
        self._sql.executemany("UPDATE articles SET spans=? WHERE id=?", rows)
