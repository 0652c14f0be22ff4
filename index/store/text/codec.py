"""The codec: how Whoosh's own readers read our segments.

Segments are written in bulk (`index.store.text.writer`) into one file each
(`index.store.text.container`); through this codec every reader, searcher and matcher of Whoosh
sees terms, postings, positions, lengths and stored fields as it does with its own codec.
"""

from __future__ import annotations

import json
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh.codec.base import FieldCursor, PerDocumentReader, TermsReader
from whoosh.codec.whoosh3 import W3Codec
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from index.store.text.container import EXTENSION, Container
from index.store.text.field import WORD_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whoosh.codec.whoosh3 import W3Segment

    from index.store.text.field import Words as WordsField
    from index.store.text.lookup import Words


class ClewCodec(W3Codec):  # type: ignore[misc]
    """One file for each segment, read through a memory map."""

    length_stats = False

    def per_document_writer(self, storage: Any, segment: W3Segment) -> Elsewhere:
        """Nothing: segments are written in bulk."""
        return Elsewhere()

    def field_writer(self, storage: Any, segment: W3Segment) -> Elsewhere:
        """Nothing: segments are written in bulk."""
        return Elsewhere()

    def per_document_reader(self, storage: Any, segment: W3Segment) -> DocumentReader:
        """What is kept of the documents of a segment."""
        return DocumentReader(container_of(storage, segment), segment)

    def terms_reader(self, storage: Any, segment: W3Segment) -> SegmentTerms:
        """The terms and postings of a segment."""
        return SegmentTerms(container_of(storage, segment))


class Elsewhere:
    """Stands where Whoosh's writer keeps the parts that `BulkWriter` does without."""

    is_closed = True

    def close(self) -> None:
        """Nothing is open."""


def container_of(storage: Any, segment: W3Segment) -> Container:
    """Open the file of a segment.

    Raises:
        IndexDamagedError: it is not whole.
    """
    return Container(Path(storage.folder) / segment.make_filename(EXTENSION))


class DocumentReader(PerDocumentReader):  # type: ignore[misc]
    """What is kept of the documents of a segment: lengths and stored fields."""

    def __init__(self, container: Container, segment: W3Segment) -> None:
        self._container = container
        self._segment = segment
        self._count: int = container.facts["documents"]
        self._lengths: dict[str, bytes] = {}
        self._stored: list[dict[str, Any]] | None = None

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def doc_count(self) -> int:
        """How many documents are not deleted."""
        return self._count - int(self._segment.deleted_count())

    def doc_count_all(self) -> int:
        """How many documents there are, deleted or not."""
        return self._count

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Any:
        """The deleted documents."""
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        """There are no columns."""
        return False

    def _length_bytes(self, fieldname: str) -> bytes:
        if fieldname not in self._lengths:
            known = fieldname in WORD_FIELDS
            read = self._container.read(f"{fieldname}.lengths") if known else b""
            self._lengths[fieldname] = bytes(read)
        return self._lengths[fieldname]

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The length of a document's field, rounded up as Whoosh does."""
        sizes = self._length_bytes(fieldname)
        return int(byte_to_length(sizes[docnum])) if sizes else default

    def field_length(self, fieldname: str) -> int:
        """The words of a field in all documents."""
        return int(self._container.facts.get(f"{fieldname}.length", 0))

    def min_field_length(self, fieldname: str) -> int:
        """The length of the shortest field."""
        return int(byte_to_length(min(self._length_bytes(fieldname), default=0)))

    def max_field_length(self, fieldname: str) -> int:
        """The length of the longest field."""
        return int(byte_to_length(max(self._length_bytes(fieldname), default=0)))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The stored fields of a document."""
        if self._stored is None:
            self._stored = stored(self._container)
        return self._stored[docnum]


def stored(container: Container) -> list[dict[str, Any]]:
    """What is kept of each document of a segment."""
    sources = json.loads(bytes(container.read("sources")))
    columns = zip(
        array("q", bytes(container.read("ids"))),
        array("i", bytes(container.read("dates"))),
        array("I", bytes(container.read("source"))),
        json.loads(bytes(container.read("paths"))),
        json.loads(bytes(container.read("titles"))),
        strict=True,
    )
    return [
        {"id": number, "path": path, "label": title, "source": sources[source]}
        | ({"date": day} if day else {})
        for number, day, source, path, title in columns
    ]


class SegmentTerms(TermsReader):  # type: ignore[misc]
    """The terms and postings of a segment."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._words: dict[str, Words] = {}

    def _field(self, fieldname: str) -> Words | None:
        if fieldname not in self._words:
            if fieldname not in WORD_FIELDS:
                return None
            from index.store.text.lookup import Words

            self._words[fieldname] = Words(self._container, fieldname)
        return self._words[fieldname]

    def _find(self, fieldname: str, text: bytes) -> tuple[Words, int]:
        words = self._field(fieldname)
        number = -1 if words is None else words.find(text)
        if words is None or number < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return words, number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        words = self._field(term[0])
        return words is not None and words.find(term[1]) >= 0

    def indexed_field_names(self) -> list[str]:
        """The fields that have words."""
        return [name for name in WORD_FIELDS if self._container.facts.get(f"{name}.terms")]

    def cursor(self, fieldname: str, fieldobj: WordsField) -> Cursor:
        """Return a cursor over a field's terms."""
        return Cursor(self, fieldname, self._field(fieldname))

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield every (field, term), in order."""
        for name in sorted(WORD_FIELDS):
            yield from self.terms_from(name, b"", only=True)

    def terms_from(
        self, fieldname: str, prefix: bytes, *, only: bool = False
    ) -> Iterator[tuple[str, bytes]]:
        """Yield every (field, term) from a place on."""
        names = sorted(name for name in WORD_FIELDS if name >= fieldname)
        for name in [fieldname] if only else names:
            words = self._field(name)
            if words is not None:
                first = words.closest(prefix) if name == fieldname else 0
                for number in range(first, words.count):
                    yield name, words.word(number)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield every (field, term) with its facts, in order."""
        for name, text in self.terms():
            yield (name, text), self.term_info(name, text)

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield every (field, term) with its facts from a place on."""
        for name, text in self.terms_from(fieldname, prefix):
            yield (name, text), self.term_info(name, text)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The facts about a term."""
        words, number = self._find(fieldname, text)
        documents, _ = words.documents(number)
        return TermInfo(
            weight=float(words.occurrences[number]),
            df=int(words.having[number]),
            minlength=byte_to_length(int(words.shortest[number])),
            maxlength=byte_to_length(int(words.longest[number])),
            maxweight=float(words.most[number]),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in all documents."""
        if (fieldname, text) not in self:
            return 0.0
        words, number = self._find(fieldname, text)
        return float(words.occurrences[number])

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term stands."""
        if (fieldname, text) not in self:
            return 0
        words, number = self._find(fieldname, text)
        return int(words.having[number])

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Matcher:
        """Return a matcher over a term's postings."""
        words, number = self._find(fieldname, text)
        documents, frequencies, positions = words.positions(number)
        matcher = Matcher(
            documents.tolist(),
            frequencies.astype(float).tolist(),
            None,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )
        matcher.places = (frequencies.cumsum().tolist(), positions.tolist())
        return matcher

    def close(self) -> None:
        """Close the file."""
        self._words.clear()
        self._container.close()


class Matcher(ListMatcher):  # type: ignore[misc]
    """A term's postings, whose positions are encoded when Whoosh asks for them."""

    places: tuple[list[int], list[int]]

    def _positions(self) -> list[int]:
        ends, positions = self.places
        return positions[ends[self._i - 1] if self._i else 0 : ends[self._i]]

    def value(self) -> Any:
        """The positions in this document, encoded."""
        return self._format.encode(self._positions())

    def value_as(self, astype: str) -> Any:
        """The positions, or what Whoosh makes of them."""
        if astype == "positions":
            return self._positions()
        return super().value_as(astype)

    def block_max_weight(self) -> float:
        """The most often that the term stands in one document."""
        return float(self._terminfo.max_weight())

    def all_items(self) -> Any:
        """Yield every document with its encoded positions."""
        while self.is_active():
            yield self.id(), self.value()
            self.next()

    def copy(self) -> Matcher:
        """Return another matcher at the same place."""
        other: Matcher = super().copy()
        other._term, other._terminfo, other.places = self._term, self._terminfo, self.places
        return other


class Cursor(FieldCursor):  # type: ignore[misc]
    """A cursor over a field's terms."""

    def __init__(self, terms: SegmentTerms, fieldname: str, words: Words | None) -> None:
        self._terms, self._fieldname, self._words = terms, fieldname, words
        self._number = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._number = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term that is not before this one."""
        wanted = string.encode() if isinstance(string, str) else string
        self._number = self._words.closest(wanted) if self._words else 0
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._number += 1
        return self.text()

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self._words is not None and self._number < self._words.count

    def text(self) -> str | None:
        """The term here."""
        if self._words is None or not self.is_valid():
            return None
        return self._words.word(self._number).decode()

    def term(self) -> str | None:
        """The term here."""
        return self.text()

    def term_info(self) -> TermInfo | None:
        """The facts about the term here."""
        if self._words is None or not self.is_valid():
            return None
        return self._terms.term_info(self._fieldname, self._words.word(self._number))
