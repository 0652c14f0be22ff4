"""Where the words of a query stand in documents, as sorted numbers that hold document and position.

In: leaves' postings and documents. Out: keys. `places` is for one leaf in any documents, `rows` for
several leaves in a few documents, where it is the number of steps that costs: the forms of all
words in all segments are taken together in each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.store.text.lookup import OFTEN, OFTEN_BITS
from index.store.text.resolving import one_each

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from index.store.text.encoding import Ints
    from index.store.text.lookup import Words
    from index.store.text.resolving import Found
    from index.store.text.snapshot import Flags

POSITION_BITS = 32
"""A key is ``document << POSITION_BITS | position``, or the same with a row for the document."""
_NONE = np.zeros(0, dtype=np.int64)


def among(documents: Ints, others: Ints, size: int) -> Ints:
    """Return for each of some documents its place among others, or -1.

    Args:
        documents: some documents.
        others: documents in order.
        size: how many documents there are in all.
    """
    if not len(others):
        return np.full(len(documents), -1, dtype=np.int64)
    if len(documents) * 16 < len(others) or size > 64 * len(others):
        place = others.searchsorted(documents)
        return np.where(others.take(place, mode="clip") == documents, place, -1)
    table = np.full(size, -1, dtype=np.int64)
    table[others] = np.arange(len(others))
    return table[documents]


def places(known: Found, wanted: Ints, size: int) -> Ints:
    """Return where a leaf stands in some documents, as sorted keys.

    Args:
        known: the leaf's postings.
        wanted: the documents, in order.
        size: how many documents there are in all.

    Returns:
        ``document << POSITION_BITS | position`` for each occurrence.
    """
    parts: list[Ints] = []
    for ref in known.refs:
        for number in ref.numbers.tolist():
            documents, frequencies, positions = ref.words.positions(number)
            only = None if ref.only is None else ref.only[documents]
            if ref.base:
                documents = documents + ref.base
            chosen = _chosen(documents, wanted, size)
            if only is not None:
                chosen = np.flatnonzero(only) if chosen is None else chosen[only[chosen]]
            if chosen is not None:
                if not len(chosen):
                    continue
                runs = ref.words.runs(number).runs[chosen]
                documents, begin, frequencies = documents[chosen], runs >> OFTEN_BITS, runs & OFTEN
                ends = frequencies.cumsum()
                shift = (begin - ends + frequencies).repeat(frequencies)
                shift += np.arange(len(shift))
                positions = positions[shift]
            keys = (documents << POSITION_BITS).repeat(frequencies)
            keys |= positions
            parts.append(keys)
    if not parts:
        return _NONE
    keys = np.concatenate(parts) if len(parts) > 1 else parts[0]
    if not one_each(known.refs):
        keys.sort()
    return keys


def _chosen(documents: Ints, wanted: Ints, size: int) -> Ints | None:
    """The places of those documents that are wanted, or None for all of them."""
    if documents is wanted:
        return None
    if len(wanted) * 8 < len(documents) or len(wanted) * 64 < size:
        place = documents.searchsorted(wanted)
        chosen: Ints = place[documents.take(place, mode="clip") == wanted]
        return chosen
    asked = np.zeros(size, dtype=np.bool_)
    asked[wanted] = True
    return asked[documents].nonzero()[0]


class _Form(NamedTuple):
    """A term of a segment: the word of the query that it is a form of, and where it counts."""

    leaf: int
    number: int
    only: Flags | None


def rows(known: Sequence[Found], documents: Ints) -> Ints:
    """Return where words stand in a few documents, as sorted keys.

    Args:
        known: the words' postings.
        documents: the documents, in order.

    Returns:
        ``row << POSITION_BITS | position`` for each occurrence; a row is a word and a document:
        first all documents for the first word, then all for the second.
    """
    segments: dict[tuple[int, str], tuple[Words, list[_Form]]] = {}
    for leaf, one in enumerate(known):
        for ref in one.refs:
            forms = segments.setdefault((ref.base, ref.words.field), (ref.words, []))[1]
            forms += [_Form(leaf, number, ref.only) for number in ref.numbers.tolist()]
    if not segments or not len(documents):
        return _NONE
    size = len(documents)
    having: list[Flags] = []
    runs: list[Ints] = []
    ats: list[int] = []
    widths: list[int] = []
    shifts: list[int] = []
    for (base, _), (words, forms) in segments.items():
        inside = documents - base if base else documents
        for leaf, number, only in forms:
            every, own, at, width = words.runs(number)
            place = every.searchsorted(inside)
            there = every.take(place, mode="clip") == inside
            if only is not None:
                there[there] = only[inside[there]]
            having.append(there)
            runs.append(own.take(place, mode="clip"))
            ats.append(at)
            widths.append(width)
            shifts.append((leaf - len(shifts)) * size)
    cells = np.concatenate(having).nonzero()[0]
    chosen = np.concatenate(runs)[cells]
    often = chosen & OFTEN
    ends = often.cumsum()
    if not len(ends):
        return _NONE
    of_form = cells // size
    # The byte where each run begins, less the bytes of all runs before it.
    step = widths[0] if min(widths) == max(widths) else np.array(widths)[of_form]
    begin = (chosen >> OFTEN_BITS) - ends + often
    begin *= step
    begin += np.array(ats)[of_form]
    each = np.arange(len(cells)).repeat(often)
    steps = step if isinstance(step, int) else step[each]
    place = np.arange(len(each)) * steps
    place += begin[each]
    keys = _read(segments.values(), cells, ends, place, steps, size)
    cells += np.array(shifts)[of_form]
    cells <<= POSITION_BITS
    keys |= cells[each]
    keys.sort()
    return keys


def _read(
    segments: Collection[tuple[Words, list[_Form]]],
    cells: Ints,
    ends: Ints,
    place: Ints,
    steps: int | Ints,
    size: int,
) -> Ints:
    """The positions at some bytes; they stand in order of the segments."""
    if len(segments) == 1:
        ((words, _),) = segments
        return words.positions_at(place, steps)
    parts: list[Ints] = []
    forms, first = 0, 0
    for words, own in segments:
        forms += len(own)
        cell = int(cells.searchsorted(forms * size))
        last = int(ends[cell - 1]) if cell else 0
        if last > first:
            some = steps if isinstance(steps, int) else steps[first:last]
            parts.append(words.positions_at(place[first:last], some))
        first = last
    return np.concatenate(parts)
