"""Indexing's inner loop: texts → the numbers of their terms.

The texts' plain words (`index.analysis.runs`) are looked up all at once: a word of up to 16 bytes
is two numbers of 64 bits, and a table of such pairs says which term it is. Every other piece goes
through the tokeniser once and is remembered.
"""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.analysis import stem, terms
from index.analysis.broken import HYPHENS, broken
from index.analysis.runs import WIDTH, runs
from index.store.text.hashing import Keys, Numbers, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.analysis import Token
    from index.analysis.runs import Ints, Runs

_REMEMBERED = 120_000
"""So many terms and pieces are kept from one segment to the next."""
_LONGEST = 100
"""Longer pieces (in bytes) are not remembered."""
_HYPHEN, _SPACE = b"- "
_HALF = WIDTH // 2
_KEPT = np.array([(1 << 8 * size) - 1 for size in range(_HALF + 1)], dtype=np.uint64)
"""For each length the bits of the bytes that belong to a word."""


class Told(NamedTuple):
    """The terms of some texts.

    Attributes:
        numbers: their numbers, one text after the other.
        sizes: how many each text has.
        positions: where each stands in its text; None where they follow each other from 0 on.
    """

    numbers: Numbers
    sizes: Ints
    positions: Ints | None = None


class Read(NamedTuple):
    """The words of some texts, and those of them that are broken at the end of a line."""

    told: Told
    broken: Told


class Vocabulary:
    """The terms met so far, each with a number that stays its own until `trim`.

    Attributes:
        terms: the terms by number.
        stems: the stems by number.
        stem_of: for each term the number of its stem.
    """

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self.terms: list[str] = []
        self.stems: list[str] = []
        self.stem_of: array[int] = array("i")
        self._numbers: dict[str, int] = {}
        self._stem_numbers: dict[str, int] = {}
        self._pieces: dict[bytes, tuple[int, ...]] = {}
        self._table = Table()

    def read(self, texts: Sequence[str]) -> Read:
        """Return the terms of some texts."""
        found = runs(texts)
        numbers = self._plain(found)
        sizes = np.diff(np.searchsorted(found.starts, found.bounds))
        many = np.zeros(0, dtype=np.int64)
        if len(found.first):
            told = self._hard(found)
            many = np.fromiter(map(len, told), np.int64, len(told))
            flat = np.fromiter(chain.from_iterable(told), np.int32, int(many.sum()))
            place = np.repeat(np.searchsorted(found.starts, found.first), many)
            text = np.searchsorted(found.bounds, found.first, side="right") - 1
            np.add.at(sizes, text, many)
            numbers = np.insert(numbers, place, flat)
        return Read(Told(numbers, sizes), self._broken(texts, found, sizes, many))

    def _broken(self, texts: Sequence[str], found: Runs, sizes: Ints, many: Ints) -> Told:
        """The words that are broken at the end of a line."""
        numbers: list[int] = []
        begins: list[int] = []
        counts = np.zeros(len(texts), dtype=np.int64)
        for place in _hyphenated(texts, found):
            text = texts[place]
            if words := broken(text):
                counts[place] = len(words)
                numbers += [self._number(word.term) for word in words]
                begins += [int(found.bounds[place]) + at for at in _bytes_before(text, words)]
        if not begins:
            return Told(np.zeros(0, dtype=np.int32), counts, np.zeros(0, dtype=np.int64))
        # A first part ends at a hyphen before white space, so it is the last word of its piece.
        at = np.array(begins, dtype=np.int64)
        inside = np.concatenate([[0], np.cumsum(many)])[np.searchsorted(found.first, at, "right")]
        positions = np.searchsorted(found.starts, at, "right") + inside - 1
        positions -= np.repeat(np.cumsum(sizes) - sizes, counts)
        return Told(np.array(numbers, dtype=np.int32), counts, positions)

    def _plain(self, found: Runs) -> Numbers:
        first, second = _keys(found)
        numbers, missing = self._table.find(first, second)
        if len(missing):
            first, second = first[missing], second[missing]
            new = _distinct(first, second)
            given = np.fromiter(map(self._number, _words(*new)), np.int32, len(new[0]))
            self._table.add(*new, given)
            numbers[missing], _ = self._table.find(first, second)
        return numbers

    def _hard(self, found: Runs) -> list[tuple[int, ...]]:
        spans = zip(found.first.tolist(), found.last.tolist(), strict=True)
        pieces = [found.data[first:last] for first, last in spans]
        told = list(map(self._pieces.get, pieces))
        return [
            self._asked(piece) if known is None else known
            for piece, known in zip(pieces, told, strict=True)
        ]

    def _asked(self, piece: bytes) -> tuple[int, ...]:
        known = self._pieces.get(piece)
        if known is None:
            text = piece.decode("utf-8", "surrogatepass")
            known = tuple(map(self._number, terms(text)))
            if len(piece) <= _LONGEST:
                self._pieces[piece] = known
        return known

    def _number(self, term: str) -> int:
        number = self._numbers.get(term)
        if number is None:
            number = self._numbers[term] = len(self.terms)
            self.terms.append(term)
            stemmed = stem.__wrapped__(term)
            known = self._stem_numbers.get(stemmed)
            if known is None:
                known = self._stem_numbers[stemmed] = len(self.stems)
                self.stems.append(stemmed)
            self.stem_of.append(known)
        return number

    def trim(self, told: Iterable[Numbers]) -> None:
        """Forget what was not told lately, when much is remembered; earlier numbers are void then.

        Args:
            told: the numbers of the terms that were told lately, in any order.
        """
        if len(self.terms) + len(self._pieces) <= _REMEMBERED:
            return
        used = np.zeros(len(self.terms), dtype=np.bool_)
        for numbers in told:
            used[numbers] = True
        kept = np.flatnonzero(used)
        if 2 * len(kept) > _REMEMBERED:
            self._forget()
            return
        new = np.full(len(used), -1, dtype=np.int32)
        new[kept] = np.arange(len(kept), dtype=np.int32)
        stems, stem_of = np.unique(np.frombuffer(self.stem_of, np.int32)[kept], return_inverse=True)
        self.stem_of = array("i", stem_of.astype(np.int32).tobytes())
        self.stems = [self.stems[number] for number in stems.tolist()]
        self.terms = [self.terms[number] for number in kept.tolist()]
        self._numbers = {term: number for number, term in enumerate(self.terms)}
        self._stem_numbers = {stemmed: number for number, stemmed in enumerate(self.stems)}
        self._pieces = {}
        self._table = self._table.renumbered(new)


def _hyphenated(texts: Sequence[str], found: Runs) -> list[int]:
    """The texts in which a hyphen stands behind a word and before white space, or an odd one."""
    raw = np.frombuffer(found.data, dtype=np.uint8)
    at = np.flatnonzero(raw == _HYPHEN)
    at = at[(raw[at + 1] <= _SPACE) & (raw[at - 1] > _SPACE)]
    places = set((np.searchsorted(found.bounds, at, side="right") - 1).tolist())
    odd = [place for place, text in enumerate(texts) if not text.isascii()]
    places.update(place for place in odd if any(sign in texts[place] for sign in HYPHENS[1:]))
    return sorted(places)


def _bytes_before(text: str, words: Sequence[Token]) -> Iterator[int]:
    """How many bytes of a text stand before each of some words, in order."""
    if text.isascii():
        yield from (word.start for word in words)
        return
    count = last = 0
    for word in words:
        count += len(text[last : word.start].encode("utf-8", "surrogatepass"))
        last = word.start
        yield count


def _keys(found: Runs) -> tuple[Keys, Keys]:
    """The bytes of each plain word as two numbers; the second is 0 for short words."""
    count = len(found.data) - _HALF + 1
    at_every_byte = np.ndarray((count,), "<u8", found.data, strides=(1,))
    sizes = found.ends - found.starts
    first = at_every_byte[found.starts] & _KEPT[np.minimum(sizes, _HALF)]
    second = np.zeros(len(first), dtype=np.uint64)
    longer = np.flatnonzero(sizes > _HALF)
    second[longer] = at_every_byte[found.starts[longer] + _HALF] & _KEPT[sizes[longer] - _HALF]
    return first, second


def _distinct(first: Keys, second: Keys) -> tuple[Keys, Keys]:
    """Each pair once."""
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    new = np.ones(len(first), dtype=np.bool_)
    new[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    return first[new], second[new]


def _words(first: Keys, second: Keys) -> list[str]:
    """The words that some pairs stand for."""
    pairs = np.stack([first, second], axis=1).astype("<u8")
    words: list[str] = pairs.view(f"S{WIDTH}")[:, 0].astype(f"U{WIDTH}").tolist()
    return words
