"""From words to a segment's file: one sort, then everything is written term by term in bulk.

In: the numbers of the terms of some articles, in order, and the `Vocabulary` that gave them. Out:
for each field the runs that `index.store.text.lookup` and `index.store.text.codec` read.
"""

from __future__ import annotations

import json
import re
from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from index.analysis.broken import HYPHENS
from index.analysis.snowball import ENGLISH
from index.store.text.encoding import Batch, Bytes, Ints, encode, starts, within
from index.store.text.languages import others, spoken, stems_of, write_languages
from index.store.text.tables import Tables, write_groups
from index.store.text.vocabulary import Read, Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.store.text.container import ContainerWriter
    from index.store.text.hashing import Numbers
    from index.store.text.languages import Flags
    from index.store.text.vocabulary import Vocabulary

_AT_BITS, _DOC_BITS = 23, 17
"""A sort key is a term, a document and a position; later positions count as the last one."""
_BETWEEN = re.compile(rf"(?<![{HYPHENS}\s])\s")
_CEILINGS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.int64)
"""The length that each of Whoosh's length bytes stands for."""
_SLICE = 100_000
"""So many words are encoded at a time."""

AT_ONCE = 300_000
"""So many characters of text are tokenised at a time: what they need stays in the cache."""


class Kept(NamedTuple):
    """What is kept of a document beside its words; the day is 0 where there is none.

    The language is the one whose stemmer is used.
    """

    id: int
    path: str
    title: str
    source: str
    date: int
    language: str = ENGLISH


class FieldBuffer:
    """One field of the documents of a segment, as numbers of terms."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._texts: list[str] = []
        self._waiting = 0
        self._parts: list[Read] = []
        self.size = 0

    def add(self, text: str) -> None:
        """Take a document's text."""
        if len(text) > 2 * AT_ONCE:
            self._read()
            self._take(_one_text([self._vocabulary.read([part]) for part in _parts(text)]))
            return
        self._texts.append(text)
        self._waiting += len(text) + 1
        if self._waiting >= AT_ONCE:
            self._read()

    def _read(self) -> None:
        self._take(self._vocabulary.read(self._texts))
        self._texts, self._waiting = [], 0

    def _take(self, read: Read) -> None:
        self._parts.append(read)
        self.size += len(read.told.numbers)

    def numbers(self) -> Iterator[Numbers]:
        """The numbers of the terms that were told so far, in parts."""
        return (told.numbers for read in self._parts for told in read)

    def told(self) -> Told:
        """The terms of all documents so far."""
        if self._texts or not self._parts:
            self._read()
        return _joined([read.told for read in self._parts])

    def broken(self) -> Told:
        """The words of all documents so far that are broken at the end of a line."""
        if self._texts or not self._parts:
            self._read()
        return _joined([read.broken for read in self._parts])


def _joined(parts: Sequence[Told]) -> Told:
    """The terms of some texts and of others after them."""
    numbers = np.concatenate([told.numbers for told in parts])
    sizes = np.concatenate([told.sizes for told in parts])
    positions = [told.positions for told in parts if told.positions is not None]
    return Told(numbers, sizes, np.concatenate(positions) if positions else None)


def _one_text(parts: Sequence[Read]) -> Read:
    """The terms of a text that was read by parts."""
    before = 0
    broken: list[Told] = []
    for told, some in parts:
        if some.positions is not None:
            broken.append(some._replace(positions=some.positions + before))
        before += len(told.numbers)
    every = _joined([told for told, _ in parts]), _joined(broken)
    whole, whole_broken = (told._replace(sizes=told.sizes.sum(keepdims=True)) for told in every)
    return Read(whole, whole_broken)


def _parts(text: str) -> Iterator[str]:
    """A long text by parts that end at white space, which no word crosses but broken ones."""
    start = 0
    while start < len(text):
        match = _BETWEEN.search(text, start + AT_ONCE)
        end = match.end() if match else len(text)
        yield text[start:end]
        start = end


def length_bytes(lengths: Ints) -> Bytes:
    """Lengths as Whoosh's bytes: the first that stands for no less."""
    return np.minimum(np.searchsorted(_CEILINGS, lengths), 255).astype(np.uint8)


def byte_lengths(data: Bytes) -> Ints:
    """The lengths that some of Whoosh's bytes stand for."""
    return _CEILINGS[data]


def write_field(
    out: ContainerWriter,
    name: str,
    told: Told,
    words: Vocabulary,
    languages: Sequence[str],
) -> int:
    """Write a field's terms and postings; return how many words it has in all.

    Args:
        out: the segment's file.
        name: the field.
        told: its words as numbers.
        words: what the numbers stand for.
        languages: the language of each document.
    """
    numbers, lengths, positions = told
    sizes = length_bytes(lengths)
    out.write(f"{name}.lengths", sizes.tobytes(), packed=True)
    if not len(numbers):
        out.begin(f"{name}.posts")
        out.finish()
        Tables().write(out, name)
        write_stems(out, name, [], np.zeros(0, dtype=np.int32), [])
        return 0
    counts = np.bincount(numbers, minlength=len(words.terms))
    used = np.flatnonzero(counts)
    order = sorted(used.tolist(), key=words.terms.__getitem__)
    rank = np.zeros(len(words.terms), dtype=np.int64)
    rank[order] = np.arange(len(order))
    keys = rank[numbers]
    del numbers, told
    keys <<= _AT_BITS + _DOC_BITS
    keys |= np.repeat(np.arange(len(lengths), dtype=np.int64) << _AT_BITS, lengths)
    if positions is None:
        positions = np.arange(len(keys), dtype=np.int64)
        positions -= np.repeat(starts(lengths), lengths)
    keys |= np.minimum(positions, (1 << _AT_BITS) - 1, out=positions)
    del positions
    keys.sort()
    terms = [words.terms[number] for number in order]
    tables = Tables()
    tables.name([term.encode() for term in terms])
    flags = others(languages)
    said: dict[str, list[Flags]] = {language: [] for language in flags}
    out.begin(f"{name}.posts")
    for first, last in _slices(np.cumsum(counts[order])):
        batch = _postings(keys[first:last])
        encoded = encode(batch)
        out.extend(encoded.data)
        tables.add(batch, encoded, sizes)
        for language, documents_in in flags.items():
            said[language].append(spoken(batch, documents_in))
        del batch, encoded
    out.finish()
    tables.write(out, name)
    stem_of = np.frombuffer(words.stem_of, dtype=np.int32)[order]
    write_stems(out, name, terms, stem_of, words.stems)
    for language, parts in said.items():
        write_forms(out, name, language, terms, np.flatnonzero(np.concatenate(parts)))
    return int(lengths.sum())


def _slices(ends: Ints) -> list[tuple[int, int]]:
    """Ranges of sorted keys with about so many each, and with all of a term.

    Args:
        ends: where the keys of each term end.
    """
    last = ends[np.flatnonzero(np.diff(ends // _SLICE, append=-1))].tolist()
    return list(zip([0, *last], last, strict=False))


def _postings(keys: Ints) -> Batch:
    """Sorted (term, document, position) keys as postings."""
    pairs = keys >> _AT_BITS
    new = np.flatnonzero(np.diff(pairs, prepend=-1))
    frequencies = np.diff(new, append=len(keys))
    pairs = pairs[new]
    documents = pairs & ((1 << _DOC_BITS) - 1)
    terms = pairs >> _DOC_BITS
    first = np.flatnonzero(np.diff(terms, prepend=-1))
    having = np.diff(first, append=len(terms))
    return Batch(having, documents, frequencies, keys & ((1 << _AT_BITS) - 1))


def write_stems(
    out: ContainerWriter,
    name: str,
    terms: Sequence[str],
    stem_of: NDArray[np.int32],
    stems: Sequence[str],
    numbered: Ints | None = None,
) -> None:
    """Write stem → terms, but for stems whose only term they are themselves.

    Args:
        out: the segment's file.
        name: the field.
        terms: its terms.
        stem_of: for each term the number of its stem.
        stems: the stems by number.
        numbered: the terms' numbers, where they are not all of the field's.
    """
    order = np.argsort(stem_of, kind="stable")
    first = np.flatnonzero(np.diff(stem_of[order], prepend=-1))
    counts = np.diff(first, append=len(order))
    numbers = stem_of[order[first]]
    written = counts > 1
    single = np.flatnonzero(~written)
    pairs = zip(order[first[single]].tolist(), numbers[single].tolist(), strict=True)
    written[single] = [terms[term] != stems[number] for term, number in pairs]
    kept = np.flatnonzero(written)
    names = [stems[number] for number in numbers[kept].tolist()]
    by_name = np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.int64)
    kept = kept[by_name]
    members = order[np.repeat(first[kept], counts[kept]) + within(counts[kept])]
    if numbered is not None:
        members = numbered[members]
    encoded = [names[place].encode() for place in by_name.tolist()]
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
    write_groups(out, name, b"".join(encoded), sizes, counts[kept], members)


def write_forms(
    out: ContainerWriter, name: str, language: str, terms: Sequence[str], numbers: Ints
) -> None:
    """Write stem → terms as a language has them, for some terms of a field."""
    spelt = [terms[number] for number in numbers.tolist()]
    stem_of, stems = stems_of(language, spelt)
    write_stems(out, f"{name}.{language}", spelt, stem_of, stems, numbers)


def write_kept(out: ContainerWriter, kept: Sequence[Kept]) -> None:
    """Write what is kept of the documents."""
    out.fact("documents", len(kept))
    write_languages(out, [one.language for one in kept])
    sources = sorted({one.source for one in kept})
    numbers = {source: number for number, source in enumerate(sources)}
    out.write("ids", array("q", [one.id for one in kept]).tobytes())
    out.write("dates", array("i", [one.date for one in kept]).tobytes(), packed=True)
    out.write("source", array("I", [numbers[one.source] for one in kept]).tobytes(), packed=True)
    out.write("sources", json.dumps(sources).encode(), packed=True)
    out.write("paths", json.dumps([one.path for one in kept]).encode(), packed=True)
    out.write("titles", json.dumps([one.title for one in kept]).encode(), packed=True)
