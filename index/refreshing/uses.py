"""The corpus's names as the linker takes them, held in columns, and the way back to the store.

In: every article's stored mentions and what the collection makes of each stored name. Out: a
sequence of `NameUse`, and columns of the same (a large corpus has millions). The stored mentions
are read twice, some articles at a time: to count the names, and to gather them once it is known
what each of them is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from index.column import Column
from index.linking.base import NameUse
from index.linking.columns import Columns, Names, count, mixed
from index.linking.texts import Texts, distinct
from index.model import EntityType
from index.store.settled import TYPES, NameCounts, cut_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from index.linking.columns import Hashes, Ints, Name, Places
    from index.store.settled import SettledTable

_CHUNK = 500
"""Articles that are read at a time, and uses that are given."""


def name_counts(rows: Iterable[tuple[int, bytes]], size: int) -> NameCounts:
    """Count the stored names.

    Args:
        rows: articles' numbers with their packed mentions.
        size: one more than the greatest number of a stored name.
    """
    mentions, articles = np.zeros(size, np.int32), np.zeros(size, np.int32)
    for _, article, found in _chunks(rows):
        names = found[:, 2]
        each = distinct(article << 32 | names) & 0xFFFFFFFF
        count(mentions, names)
        count(articles, each)
    return NameCounts(array("i", mentions.tobytes()), array("i", articles.tobytes()))


def _chunks(
    rows: Iterable[tuple[int, bytes]],
) -> Iterator[tuple[list[int], Ints, NDArray[np.uint32]]]:
    """Some articles at a time: their numbers, and for each mention its article's place and row."""
    rows = iter(rows)
    while some := list(islice(rows, _CHUNK)):
        found = np.frombuffer(b"".join([data for _, data in some]), "<u4")
        article = np.repeat(np.arange(len(some)), [len(data) // 12 for _, data in some])
        yield [number for number, _ in some], article, found.reshape(-1, 3)


_KINDS = np.array([0, *(list(EntityType).index(kind) for kind in TYPES if kind is not None)])
"""The numbers of types in `EntityType`, by those in `TYPES`."""


class StoredNames:
    """Which distinct name each stored name is, by what the collection makes of it.

    Attributes:
        names: the distinct names that are in use.
        of: for each stored name, by number, the place of its name; -1 where it is none.
    """

    def __init__(self, verdicts: SettledTable, counts: NameCounts) -> None:
        """Gather the names.

        Args:
            verdicts: what has been made of the stored names.
            counts: how often they occur; those that do not are left out.
        """
        size = len(counts.articles)
        kinds, demonyms, cuts = verdicts.columns(size)
        used = (np.frombuffer(counts.articles, np.int32) > 0) & (kinds > 0)
        whole, cut = (used & (cuts == 0)).tobytes(), (used & (cuts != 0)).tobytes()
        texts = Texts()
        numbers, text_of = array("i"), array("i")
        late: dict[Name, list[int]] = {}
        last: str | None = None
        for number, text in verdicts.words():
            if whole[number]:
                if text != last:
                    last = text
                    texts.append(text)
                numbers.append(number)
                text_of.append(len(texts) - 1)
            elif cut[number]:
                kind = TYPES[kinds[number]]
                name = cut_name(text, int(cuts[number])), kind, bool(demonyms[number])
                late.setdefault(name, []).append(number)
        stored = np.frombuffer(numbers, np.int32)
        row = np.frombuffer(text_of, np.int32) * np.int64(2 * len(TYPES))
        row += kinds[stored] * np.int64(2) + demonyms[stored]
        rows, place = np.unique(row, return_inverse=True)
        del row
        self.names = Names.gathered(
            texts.taken(rows // (2 * len(TYPES))),
            _KINDS[rows // 2 % len(TYPES)],
            rows % 2,
        )
        self.of: Places = np.full(size, -1, dtype=np.int32)
        self.of[stored] = place
        del texts, rows, place, kinds, demonyms
        if late:
            self._insert(late)
        self._cut = np.flatnonzero(cuts)
        self._cuts = cuts[self._cut]

    @cached_property
    def _back(self) -> tuple[Places, Places]:
        """The stored names, those of one name after those of the one before; where each begin."""
        named = np.flatnonzero(self.of >= 0).astype(np.int32)
        stored = named[np.argsort(self.of[named], kind="stable")]
        starts = np.searchsorted(self.of[stored], np.arange(len(self.names) + 1, dtype=np.int32))
        return stored, starts.astype(np.int32)

    @cached_property
    def ident(self) -> Hashes:
        """For each name a number that changes whenever it does."""
        # A stored name with what is cut off is a text: no need to hash the text itself.
        stored, starts = self._back
        first = stored[starts[:-1]]
        at = np.searchsorted(self._cut, first)
        cuts = np.append(self._cuts, 0)[at]
        cuts[np.append(self._cut, -1)[at] != first] = 0
        return mixed(first, cuts, np.frombuffer(self.names.kinds, np.uint8))

    def _insert(self, late: dict[Name, list[int]]) -> None:
        """Take names that have come after others that they stand before."""
        names = sorted(late)
        found = [bisect_left(self.names, name) for name in names]
        new = [
            (place, name)
            for place, name in zip(found, names, strict=True)
            if place == len(self.names) or self.names[place] != name
        ]
        places = np.array([place for place, _ in new], dtype=np.int64)
        self.names.insert(places, [name for _, name in new])
        moved = self.of + np.searchsorted(places, self.of, side="right").astype(np.int32)
        self.of = np.where(self.of >= 0, moved, np.int32(-1))
        for name, numbers in late.items():
            self.of[numbers] = bisect_left(self.names, name)

    def stored(self, name: int) -> list[int]:
        """The stored names, by number, that are one name."""
        stored, starts = self._back
        found: list[int] = stored[starts[name] : starts[name + 1]].tolist()
        return found

    def sizes(self, names: Places) -> Places:
        """How many stored names each of some names is."""
        _, starts = self._back
        return starts[names + 1] - starts[names]

    def spread(self, names: Places) -> tuple[Places, Places]:
        """For some names how many stored names each of them is, and these, one's after another's.

        Args:
            names: their places.
        """
        stored, starts = self._back
        begins = starts[names]
        sizes = self.sizes(names)
        at = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return sizes, stored[at + np.repeat(begins, sizes)]


class Uses(Sequence[NameUse]):
    """All uses, by article and then by first use.

    Attributes:
        stored: the names' way back to the store.
        columns: the uses in columns.
    """

    def __init__(
        self, rows: Iterable[tuple[int, bytes]], stored: StoredNames, folder: Path | None = None
    ) -> None:
        """Gather the uses.

        Args:
            rows: articles' numbers, ascending, with their packed mentions.
            stored: which name each stored name is.
            folder: where the columns of very many are kept, see `index.column`.
        """
        self.stored = stored
        articles: list[Ints] = []
        sizes: list[Ints] = []
        parts = Column(np.int32, folder), Column(np.int32, folder), Column(np.int32, folder)
        for numbers, article, found in _chunks(rows):
            key = stored.of[found[:, 2]]
            wanted = key >= 0
            both = article[wanted] * max(len(stored.names), 1) + key[wanted]
            both, at, often = np.unique(both, return_index=True, return_counts=True)
            order = np.argsort(at)  # mentions are by article and then by place
            at = np.flatnonzero(wanted)[at[order]]
            size = np.bincount(article[at], minlength=len(numbers))
            articles.append(np.array(numbers, dtype=np.int64)[size > 0])
            sizes.append(size[size > 0])
            for part, numbers in zip(parts, (key[at], often[order], found[at, 0]), strict=True):
                part.append(numbers)
        self.columns = Columns(
            stored.names,
            _joined(articles, np.int64),
            np.cumsum(_joined([np.zeros(1, dtype=np.int64), *sizes], np.int64)),
            *parts,
        )

    def __len__(self) -> int:
        return len(self.columns.name)

    @overload
    def __getitem__(self, at: int) -> NameUse: ...

    @overload
    def __getitem__(self, at: slice) -> list[NameUse]: ...

    def __getitem__(self, at: int | slice) -> NameUse | list[NameUse]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        return next(self._rows(slice(at, at + 1)))

    def __iter__(self) -> Iterator[NameUse]:
        for start in range(0, len(self), _CHUNK):
            yield from self._rows(slice(start, start + _CHUNK))

    def _rows(self, rows: slice) -> Iterator[NameUse]:
        columns = self.columns
        for article, number, often, first in zip(
            columns.articles[columns.article(rows)].tolist(),
            columns.name[rows].tolist(),
            columns.count[rows].tolist(),
            columns.first[rows].tolist(),
            strict=True,
        ):
            name, kind, demonym = columns.names[number]
            yield NameUse(article, name, kind, demonym, often, first)

    def stored_names(self, at: int) -> list[int]:
        """The stored names, by number, that a use can stand for (in any article)."""
        return self.stored.stored(int(self.columns.name[at : at + 1][0]))


def _joined(parts: list[Any], kind: type[Any]) -> Any:
    """Parts of a column as one, which are let go."""
    whole = np.concatenate([*parts, np.zeros(0, dtype=kind)])
    parts.clear()
    return whole
