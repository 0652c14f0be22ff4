"""What the collection makes of the stored names, in the catalogue, and by what it was decided.

A name is found by its words, by its first word in small letters, by its last, and by all but its
first: by these one name speaks of another (see `index.extraction.consistency`). They are filed as
checksums of 32 bits, so that who asks compares the words.
"""

from __future__ import annotations

import zlib
from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

from index.extraction.base import NameForm, Settled
from index.model import EntityType
from index.store.database import Table

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray


_TYPES: dict[str, Any] = {"": None, **{str(kind): kind for kind in EntityType}}

TYPES = (None, *sorted(EntityType))
"""What a name can be, by number; in the order of the names of the types."""

_FORM = "SELECT id, name, type, demonym, initial FROM names"

_CHUNK = 4096
"""Names that are read at a time."""

_SETTLED_BY = "settled_by"
"""Key, with the rules' version, of the catalogue's note of how often each name occurred when they
were settled."""


class NameCounts(NamedTuple):
    """How often stored names occur, by their numbers: in all, and in how many articles."""

    mentions: array[int]
    articles: array[int]


class Verdicts(NamedTuple):
    """What has been made of stored names, by their numbers.

    Attributes:
        kind: their types, by their numbers in `TYPES`; 0 where they are no names.
        demonym: whether they name a country by its people.
        cut: see `index.extraction.base.Settled`.
    """

    kind: NDArray[np.uint8]
    demonym: NDArray[np.bool_]
    cut: NDArray[np.int32]


class Word(NamedTuple):
    """In how many articles a word stands in lower case: when names were settled, and now."""

    word: str
    before: int
    now: int


def checksum(text: str) -> int:
    """What a name or a part of it is filed under."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def cut_name(name: str, cut: int) -> str:
    """A name without what the collection cuts off it; see `index.extraction.base.Settled`."""
    return name[:-cut] if cut > 0 else name[-cut:]


def filed_under(name: str) -> tuple[int, int | None, int | None]:
    """The checksums of a name's first word in small letters, of its last and of all but its first.

    A single word has no last and no rest.
    """
    head, several, rest = name.partition(" ")
    if not several:
        return checksum(head.lower()), None, None
    return checksum(head.lower()), checksum(name.rpartition(" ")[2]), checksum(rest)


class SettledTable(Table):
    """The verdicts on the catalogue's names; everything is called within one transaction."""

    # Names by their words

    def _forms(self, sql: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[int, NameForm]]:
        for number, name, kind, demonym, initial in self._sql.execute(sql, values):
            yield number, NameForm(name, _TYPES[kind], bool(demonym), bool(initial))

    def forms(self) -> Iterator[tuple[int, NameForm]]:
        """Every form with its number, sorted by their words."""
        return self._forms(f"{_FORM} ORDER BY name")

    def form(self, number: int) -> NameForm:
        """A form by its number."""
        ((_, form),) = self._forms(f"{_FORM} WHERE id=?", (number,))
        return form

    def of_name(self, name: str) -> list[tuple[int, NameForm]]:
        """The forms of just these words."""
        return list(self._forms(f"{_FORM} WHERE name=?", (name,)))

    def of_word(self, word: str) -> list[tuple[int, NameForm]]:
        """The forms that are a single word, which in small letters is this one."""
        found = self._forms(f"{_FORM} WHERE head=? AND rest IS NULL", (checksum(word),))
        return [row for row in found if row[1].name.lower() == word]

    def beginning(self, word: str) -> list[tuple[int, NameForm]]:
        """The forms of several words, the first of which in small letters is this one."""
        found = self._forms(f"{_FORM} WHERE head=? AND rest IS NOT NULL", (checksum(word),))
        return [row for row in found if row[1].name.partition(" ")[0].lower() == word]

    def ending(self, word: str) -> list[tuple[int, NameForm]]:
        """The forms of people's names of several words, the last of which is this one."""
        found = self._forms(
            f"{_FORM} WHERE last=? AND last IS NOT NULL AND type='PERSON'", (checksum(word),)
        )
        return [row for row in found if row[1].name.rpartition(" ")[2] == word]

    def followed_by(self, rest: str) -> list[tuple[int, NameForm]]:
        """The forms that open sentences and are one word and then these."""
        found = self._forms(
            f"{_FORM} WHERE rest=? AND rest IS NOT NULL AND initial=1", (checksum(rest),)
        )
        return [row for row in found if row[1].name.partition(" ")[2] == rest]

    # Words in lower case

    def lower(self, least: int = 1, words: Container[str] | None = None) -> dict[str, int]:
        """In how many articles each word, or each of some, stands in lower case.

        Args:
            least: only words that so many have.
            words: only these.
        """
        rows = self._sql.execute("SELECT word, articles FROM lower WHERE articles >= ?", (least,))
        return {word: articles for word, articles in rows if words is None or word in words}

    def lower_of(self, words: Iterable[str]) -> dict[str, int]:
        """In how many articles each of some words stands in lower case; those in none left out."""
        sql = "SELECT articles FROM lower WHERE word=? AND articles > 0"
        found = ((word, self._sql.execute(sql, (word,)).fetchone()) for word in words)
        return {word: row[0] for word, row in found if row is not None}

    def changed_words(self, most: int) -> list[Word]:
        """The words whose numbers have changed since names were settled, so many at most."""
        sql = "SELECT word, settled, articles FROM lower WHERE articles <> settled LIMIT ?"
        return [Word(*row) for row in self._sql.execute(sql, (most,))]

    # What has been made of the names, and by what

    def words(self) -> Iterator[tuple[int, str]]:
        """Every form's number and words, sorted by these."""
        yield from self._sql.execute("SELECT id, name FROM names ORDER BY name")

    def columns(self, size: int) -> Verdicts:
        """What has been made of every form; `size` is one more than the greatest number."""
        import numpy as np

        found = Verdicts(
            np.zeros(size, np.uint8), np.zeros(size, np.bool_), np.zeros(size, np.int32)
        )
        code: dict[str | None, int] = {str(kind): n for n, kind in enumerate(TYPES) if kind}
        code[None] = 0
        rows = self._sql.execute("SELECT id, settled, demonym, cut FROM names")
        while some := rows.fetchmany(_CHUNK):
            numbers, kinds, demonyms, cuts = zip(*some, strict=True)
            at = np.array(numbers)
            found.kind[at] = [code[kind] for kind in kinds]
            found.demonym[at] = demonyms
            found.cut[at] = cuts
        return found

    def verdict(self, number: int) -> Settled | None:
        """What the collection has made of a form so far."""
        kind, cut = self._sql.execute(
            "SELECT settled, cut FROM names WHERE id=?", (number,)
        ).fetchone()
        return Settled(_TYPES[kind], cut) if kind else None

    def verdicts(self) -> Iterator[tuple[int, Settled | None]]:
        """What the collection has made so far of every form, by number."""
        made: dict[tuple[str | None, int], Settled | None] = {}
        for number, settled, cut in self._sql.execute("SELECT id, settled, cut FROM names"):
            if (settled, cut) not in made:
                made[settled, cut] = Settled(_TYPES[settled], cut) if settled else None
            yield number, made[settled, cut]

    def settle(self, verdicts: Iterable[tuple[int, Settled | None]]) -> None:
        """Keep what the collection makes of some forms, by number."""
        self._sql.executemany(
            "UPDATE names SET settled=?, cut=? WHERE id=?",
            (
                (verdict.type, verdict.cut, number) if verdict else (None, 0, number)
                for number, verdict in verdicts
            ),
        )

    def before(self, rules: int) -> NameCounts | None:
        """By what counts the names were settled, if they were, and by these rules."""
        row = self._sql.execute("SELECT value FROM meta WHERE key=?", (_key(rules),)).fetchone()
        if row is None:
            return None
        both = array("i", zlib.decompress(row[0]))
        half = len(both) // 2
        return NameCounts(both[:half], both[half:])

    def settled_by(self, counts: NameCounts, rules: int) -> None:
        """Note by what counts, words in lower case and rules the names are settled now."""
        data = zlib.compress((counts.mentions + counts.articles).tobytes(), 1)
        self.forget()
        self._sql.execute("INSERT INTO meta VALUES (?, ?)", (_key(rules), data))
        self._sql.execute("UPDATE lower SET settled=articles WHERE settled <> articles")

    def forget(self) -> None:
        """Forget by what the names were settled: their numbers are to mean others."""
        self._sql.execute("DELETE FROM meta WHERE key GLOB ?", (f"{_SETTLED_BY} *",))


def _key(rules: int) -> str:
    return f"{_SETTLED_BY} {rules}"
