"""Entities in the catalogue: what the linker made of the whole corpus.

Written in one transaction after each linking, so that a reader always sees one linking; only what
is not as it was is written, for which sums are kept.
"""

from __future__ import annotations

import json
import struct
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from index.analysis import fold
from index.model import Entity, EntityType
from index.store.database import Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence


_CHUNK = 500
"""Entities written in one statement."""

_COLUMNS = "id, name, type, mentions, articles, demonyms, aliases"


class NewEntity(NamedTuple):
    """An entity to be stored.

    Attributes:
        name: unique among the entities.
        type: the commonest type of its mentions.
        mentions: their number.
        demonyms: how many of them name a country by its people.
        aliases: what it is called, with how often.
        postings: the numbers of its articles, ascending, in 32 bits each (little-endian).
        sum: changes whenever any of these does.
    """

    name: str
    type: EntityType
    mentions: int
    demonyms: int
    aliases: Mapping[str, int]
    postings: bytes
    sum: int


class LinkRow(NamedTuple):
    """An article's links to be stored.

    Attributes:
        data: pairs of 32-bit numbers (little-endian), stored names' and entities'.
        sum: changes whenever they do.
        own_sum: see `index.linking.views.Resolved`; None where it is as it was.
        own: see there.
    """

    data: bytes
    sum: int
    own_sum: int | None
    own: bytes | None


class StoredEntity(NamedTuple):
    """An entity with its number in the present linking."""

    number: int
    entity: Entity


def _unpack(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data)


def _stored(row: tuple[int, str, str, int, int, int, str]) -> StoredEntity:
    number, name, kind, mentions, articles, demonyms, aliases = row
    return StoredEntity(
        number,
        Entity(name, EntityType(kind), mentions, articles, json.loads(aliases), demonyms=demonyms),
    )


def _askable(name: str) -> str:
    """A name that SQLite takes: lone surrogates, as in undecodable arguments, are in no name."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _folded(name: str, aliases: Mapping[str, int]) -> dict[str, int]:
    """What an entity is called, accents and case folded, with how often."""
    out = {fold(name): 0}
    for alias, count in aliases.items():
        folded = fold(alias)
        out[folded] = out.get(folded, 0) + count
    return out


class EntityTable(Table):
    """The catalogue's entities, their aliases, and which name of an article is which entity."""

    # What is stored, for the next linking

    def sums(self) -> Iterator[tuple[str, int, int]]:
        """Every entity's name, number and sum."""
        yield from self._sql.execute("SELECT name, id, sum FROM entities")

    def link_sums(self) -> Iterator[tuple[int, int]]:
        """Every article's number and the sum of its links (`LinkRow.sum`), by number."""
        yield from self._sql.execute("SELECT article, sum FROM links ORDER BY article")

    def resolved(self) -> Iterator[tuple[int, int, bytes]]:
        """What has been worked out of every article by itself: its number, sum and codes."""
        yield from self._sql.execute("SELECT article, own_sum, own FROM links ORDER BY article")

    # Writing, in one transaction for each linking

    def remove(self, numbers: Iterable[int]) -> None:
        """Forget entities."""
        rows = [(number,) for number in numbers]
        self._drop_aliases(rows)
        self._sql.executemany("DELETE FROM entities WHERE id=?", rows)

    def put(self, entities: Iterable[tuple[int, NewEntity]]) -> int:
        """Store entities under their numbers; how many."""
        total = 0
        entities = iter(entities)
        while some := list(islice(entities, _CHUNK)):
            total += len(some)
            self._drop_aliases([(number,) for number, _ in some])
            self._sql.executemany(
                "INSERT OR REPLACE INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        number,
                        entity.name,
                        entity.type,
                        entity.mentions,
                        len(entity.postings) // 4,
                        entity.demonyms,
                        entity.sum,
                        json.dumps(dict(entity.aliases), ensure_ascii=False),
                        entity.postings,
                    )
                    for number, entity in some
                ],
            )
            self._sql.executemany(
                "INSERT INTO aliases VALUES (?, ?, ?)",
                sorted(
                    (alias, number, count)
                    for number, entity in some
                    for alias, count in _folded(entity.name, entity.aliases).items()
                ),
            )
        return total

    def _drop_aliases(self, numbers: Sequence[tuple[int]]) -> None:
        sql = "SELECT name, aliases FROM entities WHERE id=?"
        gone = [
            (alias, number)
            for (number,) in numbers
            for name, aliases in self._sql.execute(sql, (number,))
            for alias in _folded(name, json.loads(aliases))
        ]
        self._sql.executemany("DELETE FROM aliases WHERE folded=? AND entity=?", gone)

    def put_links(self, links: Iterable[tuple[int, LinkRow]]) -> None:
        """Store articles' links."""
        self._sql.executemany(
            "INSERT INTO links VALUES (?1, ?2, ifnull(?3, 0), ifnull(?4, x''), ?5) "
            "ON CONFLICT(article) DO UPDATE SET data=?5, sum=?2, "
            "own_sum=ifnull(?3, own_sum), own=ifnull(?4, own)",
            ((article, row.sum, row.own_sum, row.own, row.data) for article, row in links),
        )

    def remove_links(self, articles: Iterable[int]) -> None:
        """Forget articles' links."""
        rows = [(article,) for article in articles]
        self._sql.executemany("DELETE FROM links WHERE article=?", rows)

    # Reading

    def all(self, *, limit: int | None = None, match: str = "") -> list[StoredEntity]:
        """Entities, most mentioned first.

        Args:
            limit: at most so many.
            match: only those with an alias that contains this, accents and case folded.
        """
        where, values = "", []
        if match:
            where = "WHERE id IN (SELECT entity FROM aliases WHERE instr(folded, ?)) "
            values.append(fold(_askable(match)))
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
            (fold(_askable(name)), _askable(name)),
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
