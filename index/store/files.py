"""Files in the catalogue: what is known of each, which are copies, what could not be read.

Rows come in from `index.refreshing.storing` inside its transaction. A file whose path changes keeps
its number and its articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.errors import NotFoundError
from index.model import Failure
from index.store.database import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.store.stamps import Stamps


RENAMES = "renames"
"""Key of the catalogue's note of how often a path has changed while its articles stayed."""


class FileRow(NamedTuple):
    """A file as the catalogue knows it; ``error`` is set when it could not be read."""

    id: int
    path: str
    size: int
    mtime_ns: int
    hash: bytes
    error: str


class FileTable(Table):
    """The catalogue's files."""

    def stamps(self) -> Stamps:
        """Every known file's size and time of change."""
        from index.store.stamps import Stamps

        return Stamps(self._sql.execute("SELECT path, id, size, mtime_ns FROM files"))

    def numbered(self, number: int) -> FileRow | None:
        """A known file, by its number."""
        return next(self._files("id=?", number), None)

    def file(self, path: str) -> FileRow | None:
        """A known file."""
        return next(self._files("path=?", path), None)

    def of_article(self, article: int) -> str:
        """The path of the file that an article is from, relative to the root, as it is kept.

        Raises:
            NotFoundError: there is no such article (any more).
        """
        sql = "SELECT path FROM files WHERE id = (SELECT file FROM articles WHERE id=?)"
        row = self._sql.execute(sql, (article,)).fetchone()
        if row is None:
            raise NotFoundError("that article is no longer there")
        return str(row[0])

    def with_hash(self, digest: bytes) -> list[FileRow]:
        """The files of one content that are nobody's copies."""
        return list(self._files("hash=? AND error IS NULL AND copy_of IS NULL ORDER BY id", digest))

    def copies(self, number: int) -> list[FileRow]:
        """The copies of a file, the oldest known first."""
        return list(self._files("copy_of=? ORDER BY id", number))

    def _files(self, where: str, value: object) -> Iterator[FileRow]:
        sql = f"SELECT id, path, size, mtime_ns, hash, error FROM files WHERE {where}"  # noqa: S608
        for number, path, size, mtime, digest, error in self._sql.execute(sql, (value,)):
            yield FileRow(number, path, size, mtime, digest or b"", error or "")

    def set_copy(self, number: int, original: int | None) -> None:
        """Say of which file another is a copy, or that it is none."""
        before = self._sql.execute("SELECT copy_of FROM files WHERE id=?", (number,)).fetchone()
        if before != (original,):
            self._sql.execute("UPDATE files SET copy_of=? WHERE id=?", (original, number))
            self._note_paths()

    def _note_paths(self) -> None:
        self._database.set_meta(RENAMES, self._database.meta(RENAMES) + 1)

    def put(self, path: str, size: int, mtime_ns: int, digest: bytes, error: str = "") -> int:
        """Insert or update a file; its number."""
        row = self._sql.execute(
            "INSERT INTO files (path, size, mtime_ns, hash, error) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT(path) DO UPDATE SET size=excluded.size, mtime_ns=excluded.mtime_ns, "
            "hash=excluded.hash, error=excluded.error RETURNING id",
            (path, size, mtime_ns, digest, error or None),
        ).fetchone()
        return int(row[0])

    def rename(self, number: int, old: str, new: str, mtime_ns: int) -> None:
        """Give a file, and its articles, another path."""
        self._sql.execute("UPDATE files SET path=?, mtime_ns=? WHERE id=?", (new, mtime_ns, number))
        self._sql.execute(
            "UPDATE articles SET path = ? || substr(path, ?) WHERE file=?",
            (new, len(old) + 1, number),
        )
        self._note_paths()

    def remove(self, number: int) -> None:
        """Forget a file whose articles are gone, or another's."""
        row = self._sql.execute("SELECT copy_of FROM files WHERE id=?", (number,)).fetchone()
        if row and row[0] is not None:
            self._note_paths()
        self.set_problems(number, ())
        self._sql.execute("DELETE FROM files WHERE id=?", (number,))

    def set_problems(self, file: int, problems: Iterable[tuple[str, str]]) -> None:
        """Keep which parts of a file could not be read, with the reasons; the others could."""
        self._sql.execute("DELETE FROM problems WHERE file=?", (file,))
        self._sql.executemany(
            "INSERT INTO problems VALUES (?, ?, ?)",
            [(file, part, reason) for part, reason in problems],
        )

    def failures(self) -> list[Failure]:
        """The files that could not be read, and the parts of others, by path."""
        rows = self._sql.execute(
            "SELECT path, '', error FROM files WHERE error IS NOT NULL UNION ALL "
            "SELECT path, part, reason FROM problems JOIN files ON files.id = problems.file "
            "ORDER BY 1"
        )
        return [Failure(f"{path}#{part}" if part else path, reason) for path, part, reason in rows]
