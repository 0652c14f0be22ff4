"""Entities in the catalogue: what the linker made of the whole corpus.

Written anew in one transaction after each linking, so that a reader always sees one linking.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, NamedTuple

from index.analysis import fold
from index.model import Entity, EntityType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from index.store.database import Database

_COLUMNS = "id, name, type, mentions, articles, demonyms, aliases"


class NewEntity(NamedTuple):
    """An entity to be stored; ``postings`` are the numbers of its articles, ascending."""

    name: str
    type: EntityType
    mentions: int
    demonyms: int
    aliases: Mapping[str, int]
    postings: list[int]


class StoredEntity(NamedTuple):
    """An entity with its number in the present linking."""

    number: int
    entity: Entity


def _pack(numbers: Collection[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _unpack(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data)


def _stored(row: tuple[int, str, str, int, int, int, str]) -> StoredEntity:
    number, name, kind, mentions, articles, demonyms, aliases = row
    return StoredEntity(
        number,
        Entity(name, EntityType(kind), mentions, articles, json.loads(aliases), demonyms=demonyms),
    )


class EntityTable:
    """The catalogue's entities, their aliases, and which name of an article is which entity."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def _sql(self) -> sqlite3.Connection:
        return self._database.connection()

    def replace(
        self, entities: Iterable[NewEntity], links: Iterable[tuple[int, Mapping[int, int]]]
    ) -> None:
        """Store a linking in place of the one before.

        Args:
            entities: all entities; an entity's number is its position.
            links: for each article, its names' numbers with their entities' numbers.
        """
        sql = self._sql
        for table in ("entities", "aliases", "links"):
            sql.execute(f"DELETE FROM {table}")  # noqa: S608
        folded: dict[tuple[str, int], int] = {}

        def rows() -> Iterator[tuple[int, str, str, int, int, int, str, bytes]]:
            for number, entity in enumerate(entities):
                for alias, count in (*entity.aliases.items(), (entity.name, 0)):
                    key = (fold(alias), number)
                    folded[key] = folded.get(key, 0) + count
                yield (
                    number,
                    entity.name,
                    entity.type,
                    entity.mentions,
                    len(entity.postings),
                    entity.demonyms,
                    json.dumps(dict(entity.aliases), ensure_ascii=False),
                    _pack(entity.postings),
                )

        sql.executemany("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows())
        sql.executemany(
            "INSERT INTO aliases VALUES (?, ?, ?)",
            ((alias, number, count) for (alias, number), count in sorted(folded.items())),
        )
        sql.executemany(
            "INSERT INTO links VALUES (?, ?)",
            (
                (article, _pack([n for pair in names.items() for n in pair]))
                for article, names in links
            ),
        )

    def all(self, *, limit: int | None = None, match: str = "") -> list[StoredEntity]:
        """Entities, most mentioned first.

        Args:
            limit: at most so many.
            match: only those with an alias that contains this, accents and case folded.
        """
        where, values = "", []
        if match:
            where = "WHERE id IN (SELECT entity FROM aliases WHERE instr(folded, ?)) "
            values.append(fold(match))
        rows = self._sql.execute(
            f"SELECT {_COLUMNS} FROM entities {where}"  # noqa: S608
            "ORDER BY mentions DESC, name LIMIT ?",
            (*values, -1 if limit is None else limit),
        )
        return [_stored(row) for row in rows]

    def by_number(self, numbers: Collection[int]) -> dict[int, Entity]:
        """Entities by their numbers."""
        rows = self._sql.execute(
            f"SELECT {_COLUMNS} FROM entities "  # noqa: S608
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return {stored.number: stored.entity for stored in map(_stored, rows)}

    def names(self) -> dict[int, str]:
        """Every entity's name by its number."""
        return dict(self._sql.execute("SELECT id, name FROM entities"))

    def find(self, name: str) -> list[StoredEntity]:
        """The entities that a name can mean, likeliest first.

        The entity of that very name comes first, then those with it among their aliases
        (accents and case folded), by how often they are called so.
        """
        rows = self._sql.execute(
            f"SELECT {_COLUMNS} FROM entities JOIN "  # noqa: S608
            "(SELECT entity, mentions AS called FROM aliases WHERE folded=?) ON id=entity "
            "ORDER BY name=? DESC, called DESC, mentions DESC, name",
            (fold(name), name),
        )
        return [_stored(row) for row in rows]

    def postings(self, number: int) -> tuple[int, ...]:
        """The numbers of the articles that mention an entity, ascending."""
        row = self._sql.execute("SELECT postings FROM entities WHERE id=?", (number,)).fetchone()
        return _unpack(row[0]) if row else ()

    def links(self, article: int) -> dict[int, int]:
        """An article's names, by number, with their entities' numbers."""
        row = self._sql.execute("SELECT data FROM links WHERE article=?", (article,)).fetchone()
        numbers = _unpack(row[0]) if row else ()
        return dict(zip(numbers[::2], numbers[1::2], strict=True))

    def links_of(self, articles: Sequence[int]) -> dict[int, dict[int, int]]:
        """What `links` says of some articles, by number; those without any are left out."""
        rows = self._sql.execute(
            "SELECT article, data FROM links WHERE article IN (SELECT value FROM json_each(?))",
            (json.dumps(articles),),
        )
        found: dict[int, dict[int, int]] = {}
        for article, data in rows:
            numbers = _unpack(data)
            found[article] = dict(zip(numbers[::2], numbers[1::2], strict=True))
        return found
