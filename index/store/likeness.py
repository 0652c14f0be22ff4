"""Signatures and groups of articles in the catalogue: what is a version of what.

A row is an article's signature, with the article that represents its group, if it has one. Rows
outlive their articles until the next grouping, which learns from them whose groups may change.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from index.store.database import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_GROUPED = "likeness"
"""Key of the catalogue's note of what it held when its articles were last grouped."""


class SignatureRow(NamedTuple):
    """An article's signature as stored; `parts` are numbers of 32 bits, none for short texts."""

    article: int
    words: int
    digest: int
    parts: bytes


class Member(NamedTuple):
    """Which article represents the group of another, and how much that one resembles it."""

    leader: int
    resemblance: float


class LikenessTable(Table):
    """The catalogue's signatures and groups."""

    def is_grouped(self, version: str) -> bool:
        """Whether all articles are grouped, as this version of the grouping does it."""
        return self._database.meta_text(_GROUPED) == self._state(version)

    def note_grouped(self, version: str) -> None:
        """Note that all articles are grouped now; call inside a transaction."""
        self._database.set_meta(_GROUPED, self._state(version))

    def _state(self, version: str) -> str:
        """Changes whenever an article comes or goes: no number is given twice."""
        last, count = self._sql.execute(
            "SELECT (SELECT seq FROM sqlite_sequence WHERE name='articles'), "
            "(SELECT count(*) FROM articles)"
        ).fetchone()
        return f"{version} {last} {count}"

    def is_of(self, version: str) -> bool:
        """Whether what is stored was made by this version of the grouping."""
        return self._database.meta_text(_GROUPED).partition(" ")[0] in ("", version)

    def unsigned(self, *, anew: bool = False) -> array[int]:
        """The articles without a signature, in order; all where everything is made anew."""
        without = "" if anew else "WHERE id NOT IN (SELECT article FROM likeness) "
        rows = self._sql.execute(
            f"SELECT id FROM articles {without}ORDER BY id"  # noqa: S608
        )
        return array("q", (number for (number,) in rows))

    def orphans(self) -> list[int]:
        """The rows whose article is gone or has got other boilerplate."""
        rows = self._sql.execute(
            "SELECT article FROM likeness WHERE article NOT IN (SELECT id FROM articles)"
        )
        return [number for (number,) in rows]

    def forget(self, ids: Iterable[int]) -> None:
        """Make the signatures of articles orphans, as their readable text has changed."""
        self._sql.executemany(
            "UPDATE OR REPLACE likeness SET article = -article WHERE article=?",
            [(number,) for number in ids],
        )
        version = self._database.meta_text(_GROUPED).partition(" ")[0]
        self._database.set_meta(_GROUPED, f"{version} changed")

    def rows(self) -> Iterator[tuple[int, int, int, bytes, int, float]]:
        """Each signature with the representative of its group, or 0, and the resemblance to it."""
        yield from self._sql.execute(
            "SELECT article, words, digest, parts, coalesce(leader, 0), coalesce(resemblance, 0) "
            "FROM likeness"
        )

    def clear(self) -> None:
        """Forget everything."""
        self._sql.execute("DELETE FROM likeness")

    def put(self, rows: Iterable[SignatureRow]) -> None:
        """Insert signatures, of articles that are in no group yet."""
        self._sql.executemany(
            "INSERT INTO likeness (article, words, digest, parts) VALUES (?, ?, ?, ?)", rows
        )

    def remove(self, ids: Iterable[int]) -> None:
        """Delete rows."""
        self._sql.executemany("DELETE FROM likeness WHERE article=?", [(number,) for number in ids])

    def set_groups(self, members: Iterable[tuple[int, Member | None]]) -> None:
        """Say for articles who represents them, and how much they resemble it; None for nobody."""
        self._sql.executemany(
            "UPDATE likeness SET leader=?, resemblance=? WHERE article=?",
            ((*(found or (None, None)), article) for article, found in members),
        )

    def set_heads(self) -> None:
        """Put those who represent others into their own group, and nobody else."""
        sql = self._sql
        sql.execute(
            "UPDATE likeness SET leader=NULL, resemblance=NULL WHERE leader=article AND NOT EXISTS "
            "(SELECT 1 FROM likeness AS other WHERE other.leader=likeness.article "
            "AND other.article!=likeness.article)"
        )
        sql.execute(
            "UPDATE likeness SET leader=article, resemblance=1.0 WHERE leader IS NULL "
            "AND article IN (SELECT leader FROM likeness WHERE leader IS NOT NULL)"
        )

    def groups(self) -> dict[int, int]:
        """The representative of each article that is in a group, its own included."""
        return dict(
            self._sql.execute(
                "SELECT article, leader FROM likeness WHERE leader IS NOT NULL AND article > 0"
            )
        )

    def group(self, leader: int) -> dict[int, float]:
        """The articles of a group, each with its resemblance to the representative."""
        return dict(
            self._sql.execute(
                "SELECT article, resemblance FROM likeness WHERE leader=? AND article > 0",
                (leader,),
            )
        )

    def leader(self, article: int) -> int | None:
        """Who represents the group of an article; None if it is in none."""
        row = self._sql.execute(
            "SELECT leader FROM likeness WHERE article=?", (article,)
        ).fetchone()
        return row[0] if row else None
