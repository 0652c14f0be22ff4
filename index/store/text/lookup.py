"""The words of one field of one segment, in memory: word → number, prefix → range, stem → words.

Opened with the first search (it needs numpy); may be shared by several threads.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.analysis.snowball import ENGLISH, stemmer
from index.store.text.encoding import (
    AT_WIDTH,
    DTYPES,
    ID_WIDTH,
    TF_WIDTH,
    Batch,
    Bytes,
    Counts,
    Ints,
    decode,
    documents_of,
    lengths,
    starts,
)
from index.store.text.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.store.text.container import Container

_HELD = 1_000_000
"""So many decoded postings are kept for each field of a segment."""
_MANY = 24
"""From so many terms on they are decoded together."""


OFTEN_BITS = 28
"""How often a term stands in a document takes so many bits."""
OFTEN = (1 << OFTEN_BITS) - 1


class Decoded(NamedTuple):
    """A term's postings, but for the positions; they begin at a byte of the segment's."""

    documents: Ints
    frequencies: Ints
    positions_at: int


class Runs(NamedTuple):
    """Where a term's positions are, document by document.

    Attributes:
        documents: the documents, in order.
        runs: for each ``first << OFTEN_BITS | often``: the number of its first position among the
            term's, and how many there are.
        at: the byte of the segment's postings where the term's positions begin.
        width: how many bytes each of them has.
    """

    documents: Ints
    runs: Ints
    at: int
    width: int


class Words:
    """The terms of a field of a segment, by number in order of their bytes.

    Attributes:
        field: the field's name.
        count: how many terms there are.
        terms: they themselves.
    """

    def __init__(self, container: Container, field: str) -> None:
        self._container = container
        self.field = field
        self.count: int = container.facts[f"{field}.terms"]
        sizes = np.frombuffer(container.read(f"{field}.sizes"), dtype=np.uint8)
        ends = array("I", np.cumsum(sizes, dtype=np.uint32).tobytes())
        self.terms = Terms(bytes(container.read(f"{field}.words")), ends)
        self.having = self._numbers("having")
        self.occurrences = self._numbers("occurrences")
        self.shapes = self._small("shapes")
        begin = starts(lengths(self.shapes, self.having, self.occurrences))
        self.begin = begin.astype(np.uint32) if not len(begin) or begin[-1] < 1 << 32 else begin
        self._sealed = container.sealed(f"{field}.posts")
        self._posts = self._sealed.view
        self._bytes: Bytes = np.frombuffer(self._posts, dtype=np.uint8)
        self._of_stems: dict[str, tuple[Terms, array[int], array[int]]] = {}
        self._decoded: dict[int, Decoded] = {}
        self._runs: dict[int, Runs] = {}
        self._held = 0

    def _numbers(self, name: str) -> Counts:
        return np.frombuffer(self._container.read(f"{self.field}.{name}"), "<u4")

    def _small(self, name: str) -> Bytes:
        return np.frombuffer(self._container.read(f"{self.field}.{name}"), dtype=np.uint8)

    @cached_property
    def most(self) -> Counts:
        """For each term the most often that it stands in one document."""
        return self._numbers("most")

    @cached_property
    def shortest(self) -> Bytes:
        """For each term the length byte of its shortest document."""
        return self._small("shortest")

    @cached_property
    def longest(self) -> Bytes:
        """For each term the length byte of its longest document."""
        return self._small("longest")

    # Words

    def word(self, number: int) -> bytes:
        """The bytes of a term."""
        return self.terms[number]

    def find(self, term: bytes) -> int:
        """The number of a term, or -1."""
        number = bisect_left(self.terms, term)
        return number if number < self.count and self.terms[number] == term else -1

    def closest(self, term: bytes) -> int:
        """The number of the first term that is not before this one."""
        return bisect_left(self.terms, term)

    def span(self, prefix: bytes) -> tuple[int, int]:
        """The half-open range of the terms that begin so."""
        first = bisect_left(self.terms, prefix)
        return first, bisect_left(self.terms, prefix + b"\xff", first)

    def _stems(self, language: str) -> tuple[Terms, array[int], array[int]]:
        known = self._of_stems.get(language)
        if known is None:
            field = self.field if language == ENGLISH else f"{self.field}.{language}"
            names = ("stem_words", "stem_ends", "member_ends", "members")
            runs = [
                bytes(self._container.read(f"{field}.{name}"))
                if self._container.has(f"{field}.{name}")
                else b""
                for name in names
            ]
            stem_ends, member_ends, members = (array("I", run) for run in runs[1:])
            known = self._of_stems[language] = (Terms(runs[0], stem_ends), member_ends, members)
        return known

    def forms(self, stemmed: str, language: str = ENGLISH) -> list[int]:
        """The terms of a stem, as a language has them."""
        keys, ends, members = self._stems(language)
        wanted = stemmed.encode()
        place = bisect_left(keys, wanted)
        if place < len(keys) and keys[place] == wanted:
            return list(members[ends[place - 1] if place else 0 : ends[place]])
        number = self.find(wanted)
        return [number] if number >= 0 and stemmer(language)(stemmed) == stemmed else []

    def stems(self) -> Iterator[tuple[str, list[int]]]:
        """Yield the English stems that are not their only word, with their words."""
        keys, ends, members = self._stems(ENGLISH)
        begin = 0
        for place, end in enumerate(ends):
            yield keys[place].decode(), list(members[begin:end])
            begin = end

    # Postings

    def decoded(self, number: int) -> Decoded:
        """A term's documents, how often it stands in each, and where its positions are.

        The last few are kept, as ranking asks again for what matching has found.
        """
        known = self._decoded.get(number)
        if known is not None:
            return known
        shape = int(self.shapes[number])
        count, begin = int(self.having[number]), int(self.begin[number])
        width = ID_WIDTH[shape]
        self._sealed.check(begin, begin + count * (width + TF_WIDTH[shape]))
        gaps = np.frombuffer(self._posts, DTYPES[width], count, begin)
        found = np.cumsum(gaps, dtype=np.int64)
        width, begin = TF_WIDTH[shape], begin + count * width
        if width:
            read = np.frombuffer(self._posts, DTYPES[width], count, begin)
            made = Decoded(found, read.astype(np.int64), begin + count * width)
        else:
            made = Decoded(found, np.ones(count, dtype=np.int64), begin)
        if self._held > _HELD:
            self._decoded.clear()
            self._runs.clear()
            self._held = 0
        self._decoded[number] = made
        self._held += count
        return made

    def documents(self, number: int) -> tuple[Ints, Ints]:
        """A term's documents in order, and how often it stands in each."""
        known = self.decoded(number)
        return known.documents, known.frequencies

    def runs(self, number: int) -> Runs:
        """Where a term's positions are, checked; kept as above."""
        known = self._runs.get(number)
        if known is None:
            documents, frequencies, at = self.decoded(number)
            width = AT_WIDTH[int(self.shapes[number])]
            self._sealed.check(at, at + int(self.occurrences[number]) * width)
            runs = starts(frequencies)
            runs <<= OFTEN_BITS
            runs |= frequencies
            known = self._runs[number] = Runs(documents, runs, at, width)
        return known

    def positions_at(self, places: Ints, width: int | Ints) -> Ints:
        """The positions that begin at some bytes of the postings, which are checked (see `runs`).

        Args:
            places: the bytes.
            width: how many bytes each position has, or all of them.
        """
        read = self._bytes.take(places).astype(np.int64)
        for byte in range(1, width if isinstance(width, int) else int(width.max())):
            more = self._bytes.take(places + byte, mode="clip").astype(np.int64)
            more <<= 8 * byte
            read |= more if isinstance(width, int) else more * (width > byte)
        return read

    def documents_of(self, numbers: Ints) -> tuple[Ints, Ints]:
        """The documents and frequencies of several terms, one term after the other."""
        if len(numbers) < _MANY:
            read = [self.documents(int(number)) for number in numbers]
            if not read:
                return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
            return np.concatenate([r[0] for r in read]), np.concatenate([r[1] for r in read])
        having, begin = self.having[numbers].astype(np.int64), self.begin[numbers].astype(np.int64)
        shapes = self.shapes[numbers]
        ends = begin + lengths(shapes, having, np.zeros(len(numbers), dtype=np.int64))
        for start, end in zip(begin.tolist(), ends.tolist(), strict=True):
            self._sealed.check(start, end)
        return documents_of(self._bytes, begin, shapes, having)

    def positions(self, number: int) -> tuple[Ints, Ints, Ints]:
        """A term's documents, frequencies, and all positions one after the other."""
        known = self.decoded(number)
        width = AT_WIDTH[int(self.shapes[number])]
        total = int(self.occurrences[number])
        self._sealed.check(known.positions_at, known.positions_at + total * width)
        read = np.frombuffer(self._posts, DTYPES[width], total, known.positions_at)
        return known.documents, known.frequencies, read

    def batch(self, first: int, last: int) -> Batch:
        """The postings of the terms of a range, whole."""
        chosen = slice(first, last)
        end = int(self.begin[last]) if last < self.count else len(self._posts)
        self._sealed.check(int(self.begin[first]), end)
        return decode(
            self._bytes,
            self.begin[chosen].astype(np.int64),
            self.shapes[chosen],
            self.having[chosen].astype(np.int64),
            self.occurrences[chosen].astype(np.int64),
        )
