"""Extracted mentions in the catalogue, article by article, with the collection's statistics.

What is kept is what the extractor said of each text alone; what the rest of the collection makes
of a name (its settled type, or that it is no name) is kept with the name and applied on the way
out, so that no article is ever extracted again because of another.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any, NamedTuple

from index.extraction.packing import VERBATIM, renumber
from index.model import EntityType
from index.store.database import Table
from index.store.settled import SettledTable, cut_name, filed_under

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from index.extraction.base import NameForm
    from index.extraction.packing import Reply
    from index.store.database import Database


_TYPES: dict[str, Any] = {"": None} | {str(kind): kind for kind in EntityType}


_REMEMBERED = 15_000
"""The latest names, whose numbers the writer has in mind; and as many before them."""


class StoredMention(NamedTuple):
    """A mention as stored: half-open characters and the name's number.

    ``verbatim`` tells that ``text[start:end]`` is not the name to the letter.
    """

    start: int
    end: int
    name: int
    verbatim: bool


class StoredName(NamedTuple):
    """A name form with what the collection made of it; ``type`` is None where it is no name."""

    name: str
    type: EntityType | None
    demonym: bool
    cut: int


def unpack_mentions(data: bytes) -> list[StoredMention]:
    """The mentions in an article's row."""
    numbers = struct.unpack(f"<{len(data) // 4}I", data)
    return [
        StoredMention(start, start + (length & ~VERBATIM), name, bool(length & VERBATIM))
        for start, length, name in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    ]


class MentionTable(Table):
    """The catalogue's names, raw mentions and lower-case statistics.

    Attributes:
        verdicts: what the collection makes of the names.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.verdicts = SettledTable(database)
        self._numbers: dict[NameForm, int] = {}
        self._before: dict[NameForm, int] = {}

    # Writing: what was extracted

    def put(self, articles: Sequence[int], reply: Reply, leave: Collection[int] = ()) -> None:
        """Keep what was extracted from some articles' texts.

        Args:
            articles: their numbers, in the order of the reply.
            reply: what was found, and where the extractor failed.
            leave: places in the reply that are not to be kept.
        """
        numbers = [self._number(form) for form in reply.forms]
        self._sql.executemany(
            "INSERT OR REPLACE INTO mentions VALUES (?, ?, ?)",
            [
                (article, renumber(data, numbers), reply.failed.get(place))
                for place, (article, data) in enumerate(zip(articles, reply.mentions, strict=True))
                if place not in leave
            ],
        )

    def extracted(self) -> int:
        """From how many articles something has been extracted."""
        return int(self._sql.execute("SELECT count(*) FROM mentions").fetchone()[0])

    def failed(self) -> tuple[int, str]:
        """At how many articles the extractor failed, and the reason at the first of them."""
        sql = "SELECT count(*), error FROM mentions WHERE error IS NOT NULL"
        count, reason = self._sql.execute(sql).fetchone()
        return count, reason or ""

    def _number(self, form: NameForm) -> int:
        number = self._numbers.get(form)
        if number is None:
            number = self._before.get(form) or self._filed(form)
            if len(self._numbers) >= _REMEMBERED:
                self._before, self._numbers = self._numbers, {}
            self._numbers[form] = number
        return number

    def _filed(self, form: NameForm) -> int:
        """The number of a name in the table, to which it is added if it is new."""
        values = (form.name, form.type or "", form.demonym, form.initial)
        row = self._sql.execute(
            "INSERT INTO names (name, type, demonym, initial, head, last, rest) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
            (*values, *filed_under(form.name)),
        ).fetchone()
        if row is None:
            row = self._sql.execute(
                "SELECT id FROM names WHERE name=? AND type=? AND demonym=? AND initial=?", values
            ).fetchone()
        return int(row[0])

    def forget_numbers(self) -> None:
        """Drop the writer's table of names: after a rollback, or when a refresh ends."""
        self._numbers, self._before = {}, {}

    def clear(self) -> None:
        """Forget everything extracted: the extractor has changed."""
        for table in ("mentions", "names", "lower", "links", "entities", "aliases"):
            self._sql.execute(f"DELETE FROM {table}")  # noqa: S608
        self.verdicts.forget()
        self.forget_numbers()

    def forget(self, articles: Iterable[int]) -> None:
        """Forget what was extracted from some articles; they will be extracted again."""
        rows = [(article,) for article in articles]
        self._sql.executemany("DELETE FROM mentions WHERE article=?", rows)

    def missing(self) -> list[int]:
        """The articles that nothing has been extracted from yet, in order of arrival."""
        rows = self._sql.execute(
            "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM mentions) ORDER BY id"
        )
        return [number for (number,) in rows]

    def has(self, article: int) -> bool:
        """Whether the article's mentions are there."""
        sql = "SELECT 1 FROM mentions WHERE article=?"
        return self._sql.execute(sql, (article,)).fetchone() is not None

    # Writing: the collection's statistics

    def count_lower(self, changes: Mapping[str, int]) -> None:
        """Add to (or take from) the numbers of articles that have a word in lower case."""
        self._sql.executemany(
            "INSERT INTO lower (word, articles) VALUES (?, ?) "
            "ON CONFLICT(word) DO UPDATE SET articles = articles + excluded.articles",
            sorted((word, count) for word, count in changes.items() if count),
        )

    # The whole collection

    def each(self) -> Iterator[tuple[int, bytes]]:
        """Every article's number and packed mentions, by number."""
        yield from self._sql.execute("SELECT article, data FROM mentions ORDER BY article")

    def size(self) -> int:
        """One more than the greatest number of a name."""
        return int(self._sql.execute("SELECT ifnull(max(id), -1) + 1 FROM names").fetchone()[0])

    def names(self, numbers: Collection[int] | None = None) -> dict[int, StoredName]:
        """Settled names by number: those asked for, or all."""
        sql = "SELECT id, name, settled, demonym, cut FROM names"
        if numbers is None:
            rows: Iterable[tuple[int, str, str | None, int, int]] = self._sql.execute(sql)
        else:
            wanted = json.dumps(sorted(numbers))
            rows = self._sql.execute(
                f"{sql} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
                (wanted,),
            )
        return {
            number: StoredName(
                cut_name(name, cut),
                _TYPES[kind or ""],
                bool(demonym),
                cut,
            )
            for number, name, kind, demonym, cut in rows
        }

    def of_article(self, article: int) -> list[StoredMention]:
        """An article's mentions, in order; none when nothing has been extracted yet."""
        row = self._sql.execute("SELECT data FROM mentions WHERE article=?", (article,)).fetchone()
        return unpack_mentions(row[0]) if row else []

    def of_articles(self, articles: Sequence[int]) -> dict[int, list[StoredMention]]:
        """What `of_article` says of some articles, by number."""
        rows = self._sql.execute(
            "SELECT article, data FROM mentions WHERE article IN (SELECT value FROM json_each(?))",
            (json.dumps(articles),),
        )
        return {article: unpack_mentions(data) for article, data in rows}
