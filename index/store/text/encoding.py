"""Postings as bytes: many terms at once, with numpy.

A term's record is its documents as gaps, then its frequencies, then its positions, each in the
narrowest of one, two or four bytes that holds the largest (frequencies that are all 1 take no
bytes). One byte for each term, its shape, says which. Where a record begins follows from the
shapes, the numbers of documents and the numbers of occurrences of the terms before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Ints = NDArray[np.int64]
Counts = NDArray[np.uint32]
Bytes = NDArray[np.uint8]

_ID_WIDTH = np.array([(1, 2, 4)[shape % 3] for shape in range(36)], dtype=np.int64)
_TF_WIDTH = np.array([(0, 1, 2, 4)[shape // 3 % 4] for shape in range(36)], dtype=np.int64)
_AT_WIDTH = np.array([(1, 2, 4)[shape // 12] for shape in range(36)], dtype=np.int64)
ID_WIDTH: list[int] = _ID_WIDTH.tolist()
TF_WIDTH: list[int] = _TF_WIDTH.tolist()
AT_WIDTH: list[int] = _AT_WIDTH.tolist()
DTYPES: dict[int, np.dtype[np.unsignedinteger[Any]]] = {
    1: np.dtype("<u1"),
    2: np.dtype("<u2"),
    4: np.dtype("<u4"),
}


class Batch(NamedTuple):
    """Postings of several terms, by term, then document, then position.

    Attributes:
        having: for each term the number of its documents (> 0).
        documents: the documents of all terms, one after the other.
        frequencies: for each of them how often the term stands there (> 0).
        positions: the positions of all postings, one after the other.
    """

    having: Ints
    documents: Ints
    frequencies: Ints
    positions: Ints


class Encoded(NamedTuple):
    """Encoded terms: their records one after the other, and a number of each kind per term."""

    data: bytes
    shapes: Bytes
    occurrences: Ints
    most: Ints


def starts(counts: Ints) -> Ints:
    """Where each of some consecutive groups begins, given their sizes."""
    found = np.zeros(len(counts), dtype=np.int64)
    np.cumsum(counts[:-1], out=found[1:])
    return found


def within(counts: Ints) -> Ints:
    """For each member of consecutive groups its number in its group, from 0."""
    total = int(counts.sum())
    return np.arange(total, dtype=np.int64) - np.repeat(starts(counts), counts)


def lengths(shapes: Bytes, having: Ints | Counts, occurrences: Ints | Counts) -> Ints:
    """The bytes that each term's record takes."""
    found: Ints = having * (_ID_WIDTH[shapes] + _TF_WIDTH[shapes])
    return found + occurrences * _AT_WIDTH[shapes]


def encode(batch: Batch) -> Encoded:
    """Encode the postings of several terms."""
    first = starts(batch.having)
    gaps = np.diff(batch.documents, prepend=0)
    gaps[first] = batch.documents[first]
    occurrences = np.add.reduceat(batch.frequencies, first)
    most = np.maximum.reduceat(batch.frequencies, first)
    ids = _width(np.maximum.reduceat(gaps, first))
    tfs = np.where(most == 1, 0, _width(most) + 1)
    ats = _width(np.maximum.reduceat(batch.positions, starts(occurrences)))
    shapes = (ids + 3 * tfs + 12 * ats).astype(np.uint8)
    sizes = lengths(shapes, batch.having, occurrences)
    begin = starts(sizes)
    data = np.zeros(int(sizes.sum()), dtype=np.uint8)
    _scatter(data, begin, batch.having, _ID_WIDTH[shapes], gaps)
    begin = begin + batch.having * _ID_WIDTH[shapes]
    _scatter(data, begin, batch.having, _TF_WIDTH[shapes], batch.frequencies)
    begin = begin + batch.having * _TF_WIDTH[shapes]
    _scatter(data, begin, occurrences, _AT_WIDTH[shapes], batch.positions)
    return Encoded(data.tobytes(), shapes, occurrences, most)


def encode_long(
    documents: Ints, frequencies: Ints, positions: Callable[[], Iterable[NDArray[Any]]]
) -> tuple[Encoded, Iterator[bytes]]:
    """Encode the postings of one term that has many.

    Args:
        documents: its documents.
        frequencies: how often it stands in each.
        positions: gives all positions by parts, whenever it is called.

    Returns:
        The term's numbers, without a record, and the record by parts.
    """
    gaps = np.diff(documents, prepend=0)
    most = frequencies.max()
    last = max(int(part.max()) for part in positions())
    ids, often, ats = _width(np.array([gaps.max(), most, last])).tolist()
    shape = ids + (0 if most == 1 else 3 * (often + 1)) + 12 * ats
    encoded = Encoded(
        b"", np.array([shape], dtype=np.uint8), frequencies.sum(keepdims=True), np.array([most])
    )

    def record() -> Iterator[bytes]:
        yield gaps.astype(DTYPES[ID_WIDTH[shape]]).tobytes()
        if TF_WIDTH[shape]:
            yield frequencies.astype(DTYPES[TF_WIDTH[shape]]).tobytes()
        for part in positions():
            yield part.astype(DTYPES[AT_WIDTH[shape]]).tobytes()

    return encoded, record()


def _width(largest: Ints) -> Ints:
    return (largest > 0xFF).astype(np.int64) + (largest > 0xFFFF)


def _scatter(data: Bytes, begin: Ints, counts: Ints, widths: Ints, values: Ints) -> None:
    """Write the values of each group at its place, little end first."""
    if len(counts) == 1:
        width, start = int(widths[0]), int(begin[0])
        if width:
            whole = values.astype(f"<u{width}").view(np.uint8)
            data[start : start + len(whole)] = whole
        return
    for width in (1, 2, 4):
        chosen = widths == width
        if not chosen.any():
            continue
        if chosen.all():
            wanted, sizes = values, counts
        else:
            wanted, sizes = values[np.repeat(chosen, counts)], counts[chosen]
        at = np.repeat(begin[chosen] - starts(sizes) * width, sizes)
        at += np.arange(len(wanted), dtype=np.int64) * width
        for byte in range(width):
            data[at + byte if byte else at] = (wanted >> (8 * byte)) & 0xFF


def decode(data: Bytes, begin: Ints, shapes: Bytes, having: Ints, occurrences: Ints) -> Batch:
    """Decode the records of several terms.

    Args:
        data: the bytes in which they stand.
        begin: where each record begins.
        shapes: the terms' shapes.
        having: the numbers of their documents.
        occurrences: the numbers of their occurrences.
    """
    gaps = _gather(data, begin, having, _ID_WIDTH[shapes])
    begin = begin + having * _ID_WIDTH[shapes]
    frequencies = _gather(data, begin, having, _TF_WIDTH[shapes])
    begin = begin + having * _TF_WIDTH[shapes]
    positions = _gather(data, begin, occurrences, _AT_WIDTH[shapes])
    return Batch(having, running(gaps, having), frequencies, positions)


def documents_of(data: Bytes, begin: Ints, shapes: Bytes, having: Ints) -> tuple[Ints, Ints]:
    """Decode the documents and frequencies of several terms, and not their positions."""
    gaps = _gather(data, begin, having, _ID_WIDTH[shapes])
    frequencies = _gather(data, begin + having * _ID_WIDTH[shapes], having, _TF_WIDTH[shapes])
    return running(gaps, having), frequencies


def running(gaps: Ints, counts: Ints) -> Ints:
    """Sums within consecutive groups."""
    sums = np.cumsum(gaps)
    first = starts(counts)
    before = sums[first] - gaps[first]
    return sums - np.repeat(before, counts)


def _gather(data: Bytes, begin: Ints, counts: Ints, widths: Ints) -> Ints:
    if len(counts) == 1 and widths[0]:
        width, start = int(widths[0]), int(begin[0])
        return data[start : start + int(counts[0]) * width].view(f"<u{width}").astype(np.int64)
    values = np.ones(int(counts.sum()), dtype=np.int64)
    for width in (1, 2, 4):
        chosen = widths == width
        if not chosen.any():
            continue
        sizes = counts[chosen]
        at = np.repeat(begin[chosen] - starts(sizes) * width, sizes)
        at += np.arange(len(at), dtype=np.int64) * width
        read = data[at].astype(np.int64)
        for byte in range(1, width):
            read |= data[at + byte].astype(np.int64) << (8 * byte)
        values[np.repeat(chosen, counts)] = read
    return values
