"""The stage of a refresh that groups the versions of a text, once the texts can be searched.

In: what the catalogue holds. Out: its groups, brought in line with its articles in one commit; an
interrupted stage leaves them as they were, and the next refresh does it. Only what may have
changed is computed anew: signatures of new articles, groups of those that share parts of a
signature with what has come or gone.
"""

from __future__ import annotations

import time
from array import array
from typing import TYPE_CHECKING

import numpy as np

from index.column import Column
from index.errors import NotFoundError
from index.extraction.readable import readable
from index.likeness.comparing import LEAST_WORDS, Comparison
from index.likeness.contents import Contents
from index.likeness.grouping import NUMBERS, Grouping, Signed
from index.likeness.shared_parts import SharedParts
from index.likeness.shingles import NONE, PARTS, signatures
from index.memory import give_back
from index.store.likeness import Member, SignatureRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.store import Store

_REPORT_SECONDS = 0.5
_WORK_SECONDS = 0.02


class _StoppedError(Exception):
    """The user does not want to wait."""


def bring_in_line(
    store: Store,
    version: str,
    cancelled: Callable[[], bool],
    report: Callable[[str, int, int], None],
    meanwhile: Callable[[], object],
) -> None:
    """Group what is new, and what may belong elsewhere since the last time.

    Args:
        store: the index, for which this process is the writer.
        version: of the grouping; what another one has stored is made anew.
        cancelled: asked now and then whether to stop; nothing is kept then.
        report: told (stage, done, total) now and then.
        meanwhile: called more often, outside transactions, for what else is to be done.
    """
    try:
        _Grouping(store, version, cancelled, report, meanwhile).run()
    except _StoppedError:
        return


def readable_text(store: Store, article: int) -> str:
    """An article's text without its boilerplate, empty if it is gone."""
    try:
        text, spans = store.articles.text_and_spans(article)
    except NotFoundError:
        return ""
    return readable(text, spans.boilerplate, spans.joins)


class _Grouping:
    def __init__(
        self,
        store: Store,
        version: str,
        cancelled: Callable[[], bool],
        report: Callable[[str, int, int], None],
        meanwhile: Callable[[], object],
    ) -> None:
        self._store = store
        self._version = version
        self._cancelled = cancelled
        self._report = report
        self._meanwhile = meanwhile
        self._told = self._worked = time.monotonic()

    def run(self) -> None:
        table, database = self._store.likeness, self._store.database
        anew = not table.is_of(self._version)
        orphans = set() if anew else set(table.orphans())
        new = table.unsigned(anew=anew)
        shared = SharedParts()
        contents = Contents(lambda article: readable_text(self._store, article), self._store.folder)
        rows = _Rows(self._store.folder)
        before: dict[int, Member] = {}
        if not anew:
            for article, words, digest, parts, leader, resemblance in table.rows():
                shared.add(rows.append(article, words, digest, parts))
                if leader not in (0, article, -article):  # not one that represented itself
                    before[article] = Member(leader, resemblance)
        stored = len(rows)
        self._sign(new, rows, shared, contents)
        del shared
        give_back()
        grouping = Grouping(rows.signed(orphans), before, np.frombuffer(new, np.int64))
        changed = _Members()
        for article, member in grouping.run(Comparison(contents).resemblance, self._check):
            if member != before.get(article):
                changed.append(article, member)
        del grouping, contents
        with database.transaction():
            if anew:
                table.clear()
            table.remove(orphans)
            table.put(rows.stored(stored))
            table.set_groups(changed)
            table.set_heads()
            table.note_grouped(self._version)
            if anew or changed:
                database.bump_generation()

    def _sign(
        self, new: Sequence[int], rows: _Rows, shared: SharedParts, contents: Contents
    ) -> None:
        def texts() -> Iterator[str]:
            for done, article in enumerate(new):
                self._check(done, len(new))
                yield readable_text(self._store, article)

        for article, found in zip(new, signatures(texts()), strict=True):
            long = found.words >= LEAST_WORDS
            parts = found.parts.astype("<u4").tobytes() if long else b""
            own = rows.append(article, found.words, found.digest, parts)
            if long and shared.add(own):
                contents.keep(article, found.content)

    def _check(self, done: int, total: int) -> None:
        if self._cancelled():
            raise _StoppedError
        now = time.monotonic()
        if now - self._worked >= _WORK_SECONDS:
            self._worked = now
            self._meanwhile()
        if now - self._told >= _REPORT_SECONDS:
            self._told = now
            give_back()
            self._report("comparing", done, total)


class _Members:
    """Articles with who represents them now, in 24 bytes each."""

    def __init__(self) -> None:
        self._articles, self._leaders, self._resemblances = array("q"), array("q"), array("d")

    def __len__(self) -> int:
        return len(self._articles)

    def append(self, article: int, member: Member | None) -> None:
        """Add one; None where nobody does."""
        leader, resemblance = member or (0, 0.0)
        self._articles.append(article)
        self._leaders.append(leader)
        self._resemblances.append(resemblance)

    def __iter__(self) -> Iterator[tuple[int, Member | None]]:
        for article, leader, resemblance in zip(
            self._articles, self._leaders, self._resemblances, strict=True
        ):
            yield article, Member(leader, resemblance) if leader else None


_NO_PARTS = np.full(PARTS, NONE, dtype="<u4").tobytes()

_BLOCK = 1 << 12
"""Articles whose parts are written, and read, at a time."""


class _Rows:
    """Signatures, as they are stored, in columns.

    Args:
        folder: where the parts of very many are kept, see `index.column`.
    """

    def __init__(self, folder: Path) -> None:
        self._numbers = Column(np.int64, folder)
        self._parts = Column("<u4", folder)
        self._late, self._late_parts = array("q"), bytearray()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, article: int, words: int, digest: int, parts: bytes) -> NDArray[np.uint32]:
        """Add a signature; its parts."""
        self._late.extend((article, words, digest))
        parts = parts or _NO_PARTS
        self._late_parts += parts
        self._count += 1
        if len(self._late_parts) >= _BLOCK * len(_NO_PARTS):
            self._write()
        return np.frombuffer(parts, "<u4")

    def _write(self) -> None:
        self._numbers.append(np.frombuffer(self._late.tobytes(), np.int64))
        self._parts.append(np.frombuffer(bytes(self._late_parts), "<u4"))
        del self._late[:]
        self._late_parts.clear()

    def stored(self, start: int) -> Iterator[SignatureRow]:
        """The signatures from one on."""
        self._write()
        for first in range(start, len(self), _BLOCK):
            block = self._parts[first * PARTS : (first + _BLOCK) * PARTS].tobytes()
            numbers = self._numbers[first * NUMBERS : (first + _BLOCK) * NUMBERS]
            for at, (article, words, digest) in enumerate(numbers.reshape(-1, NUMBERS).tolist()):
                parts = block[at * len(_NO_PARTS) : (at + 1) * len(_NO_PARTS)]
                parts = b"" if parts == _NO_PARTS else parts
                yield SignatureRow(article, words, digest, parts)

    def signed(self, orphans: Collection[int]) -> Signed:
        """All, with those whose articles are gone."""
        self._write()
        return Signed(self._numbers, self._parts, frozenset(orphans))
