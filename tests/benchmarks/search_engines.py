"""The engines side by side: this project's, plain Whoosh, SQLite FTS5, tantivy.

Each reads the same articles and answers the same queries: index the texts with positions, keep
the texts, give the best twenty with a passage around the matched words.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.corpora import Piece
    from tests.benchmarks.search_queries import Asked

TOP = 20
BATCH = 5000
MAPPED = 1 << 31
"""SQLite reads its files as memory, as where the catalogue is searched."""


class Engine(Protocol):
    """What is measured of an engine."""

    def index(self, pieces: Sequence[Piece]) -> None:
        """Index all articles, durably."""

    def ask(self, asked: Asked, passages: bool) -> int:
        """Answer a query; return how many hits it gave (at most twenty)."""


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


class Ours:
    """This project's index; the texts deflated in SQLite, as in the catalogue.

    Attributes:
        forgetful: whether the words of earlier queries are forgotten; on the screen they are not.
    """

    forgetful = False

    def __init__(self, folder: Path) -> None:
        self.folder = _fresh(folder)
        self._sql = sqlite3.connect(folder / "texts.sqlite")
        self._sql.execute(f"PRAGMA mmap_size={MAPPED}").fetchall()
        self._sql.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, text BLOB)")

    def index(self, pieces: Sequence[Piece]) -> None:
        from index.store.text import Entry, TextIndex

        self._titles = [piece.title for piece in pieces]
        text_index = TextIndex.open(self.folder / "text", create=True)
        for first in range(0, len(pieces), BATCH):
            batch = list(enumerate(pieces[first : first + BATCH], first + 1))
            with text_index.writer() as writer:
                for number, piece in batch:
                    writer.add(
                        Entry(number, piece.title, piece.text, piece.source, piece.path, piece.date)
                    )
            rows = ((number, zlib.compress(piece.text.encode(), 1)) for number, piece in batch)
            self._sql.executemany("INSERT INTO texts VALUES (?, ?)", rows)
            self._sql.commit()
        text_index.merge()
        self.text_index = text_index
        self.reader = text_index.reader()

    def ask(self, asked: Asked, passages: bool) -> int:
        from index.answering.marking import body_of
        from index.answering.snippets import Highlighter, Shown
        from index.query import parse

        typing = asked.kind == "typing"
        joiner = {"or4": " OR "}.get(asked.kind, " ")
        text = joiner.join(asked.words)
        node = parse(f'"{text}"' if asked.kind == "phrase" else text, typing=typing)
        if self.forgetful:
            self._forget()
        hits = self.reader.search(node, limit=TOP).hits
        if passages:
            marks = ",".join("?" * len(hits))
            sql = f"SELECT id, text FROM texts WHERE id IN ({marks})"  # noqa: S608
            page = []
            for number, data in self._sql.execute(sql, [number for number, _ in hits]):
                text = zlib.decompress(data).decode()
                page.append(Shown(text, (), body_of(text, self._titles[number - 1])))
            Highlighter(node).page(page)
        return len(hits)

    def _forget(self) -> None:
        snapshot = self.reader._snapshot
        snapshot._memory.clear()
        snapshot._remembered = 0
        for view in snapshot.views:
            for words in view.data._words.values():
                words._decoded.clear()
                words._runs.clear()
                words._held = 0

    def change_one(self, piece: Piece, number: int) -> None:
        """Add an article, find it, remove it, miss it."""
        from index.query import Word
        from index.store.text import Entry

        with self.text_index.writer() as writer:
            writer.add(Entry(number, piece.title, piece.text + " zzqq", "", piece.path, None))
        self.reader = self.reader.refreshed()
        if self.reader.search(Word("zzqq")).total != 1:
            raise RuntimeError("the new article is not found")
        with self.text_index.writer() as writer:
            writer.delete([number])
        self.reader = self.reader.refreshed()
        if self.reader.search(Word("zzqq")).total != 0:
            raise RuntimeError("the removed article is still found")


class Whoosh:
    """Whoosh as it comes: its TEXT field with stemming and no stop words."""

    def __init__(self, folder: Path) -> None:
        from whoosh import index
        from whoosh.analysis import StemmingAnalyzer
        from whoosh.fields import ID, TEXT, Schema

        analyzer = StemmingAnalyzer(stoplist=None)
        schema = Schema(path=ID(stored=True), text=TEXT(analyzer=analyzer, stored=True))
        self._index = index.create_in(str(_fresh(folder)), schema)

    def index(self, pieces: Sequence[Piece]) -> None:
        writer = self._index.writer(limitmb=256)
        for piece in pieces:
            writer.add_document(path=piece.path, text=piece.text)
        writer.commit()
        self.searcher = self._index.searcher()

    def ask(self, asked: Asked, passages: bool) -> int:
        from whoosh.query import And, Or, Phrase, Prefix, Term

        field = self._index.schema["text"]
        terms = [next(field.process_text(word, mode="query"), word) for word in asked.words]
        query = {
            "or4": lambda: Or([Term("text", term) for term in terms]),
            "phrase": lambda: Phrase("text", terms),
            "typing": lambda: Prefix("text", asked.words[0]),
        }.get(asked.kind, lambda: And([Term("text", term) for term in terms]))()
        results = self.searcher.search(query, limit=TOP)
        count = 0
        for hit in results:
            count += 1
            if passages:
                hit.highlights("text", top=1)
        return count


class Fts5:
    """SQLite's FTS5 with Porter stemming and a prefix index."""

    def __init__(self, folder: Path) -> None:
        self._sql = sqlite3.connect(_fresh(folder) / "fts.sqlite")
        self._sql.execute(f"PRAGMA mmap_size={MAPPED}").fetchall()
        self._sql.execute(
            "CREATE VIRTUAL TABLE t USING "
            "fts5(text, tokenize='porter unicode61 remove_diacritics 2', prefix='1 2 3')"
        )

    def index(self, pieces: Sequence[Piece]) -> None:
        for first in range(0, len(pieces), BATCH):
            rows = ((piece.text,) for piece in pieces[first : first + BATCH])
            self._sql.executemany("INSERT INTO t (text) VALUES (?)", rows)
            self._sql.commit()

    def ask(self, asked: Asked, passages: bool) -> int:
        quoted = [f'"{word}"' for word in asked.words]
        joiner = {"or4": " OR "}.get(asked.kind, " ")
        query = joiner.join(quoted)
        if asked.kind == "phrase":
            query = f'"{" ".join(asked.words)}"'
        elif asked.kind == "typing":
            query += "*"
        shown = "snippet(t, 0, '[', ']', '', 24)" if passages else "rowid"
        rows = self._sql.execute(
            f"SELECT {shown} FROM t WHERE t MATCH ? ORDER BY rank LIMIT {TOP}",  # noqa: S608
            (query,),
        )
        return len(rows.fetchall())


class Tantivy:
    """tantivy through its Python binding, with its English stemmer."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(_fresh(folder)))

    def index(self, pieces: Sequence[Piece]) -> None:
        import tantivy

        writer = self._index.writer(128_000_000, 1)
        for piece in pieces:
            writer.add_document(tantivy.Document(text=piece.text))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self.searcher = self._index.searcher()

    def ask(self, asked: Asked, passages: bool) -> int:
        import tantivy

        if asked.kind == "typing":
            pattern = re.escape(asked.words[0]) + ".*"
            query = tantivy.Query.regex_query(self._schema, "text", pattern)
        else:
            joiner = {"or4": " OR "}.get(asked.kind, " AND ")
            text = joiner.join(asked.words)
            if asked.kind == "phrase":
                text = f'"{" ".join(asked.words)}"'
            query = self._index.parse_query(text, ["text"])
        hits = self.searcher.search(query, TOP).hits
        if passages:
            generator = tantivy.SnippetGenerator.create(self.searcher, query, self._schema, "text")
            for _, address in hits:
                snippet = generator.snippet_from_doc(self.searcher.doc(address))
                snippet.fragment()
                snippet.highlighted()
        return len(hits)


ENGINES = {
    "clew": Ours,
    "whoosh": Whoosh,
    "fts5": Fts5,
    "tantivy": Tantivy,
}
