"""From a leaf of a query to its postings in a snapshot.

In: a leaf and a field. Out: the numbers of its terms in each segment, and their documents and
frequencies put together; where they stand in them is told by `index.store.text.placing`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.analysis import fold
from index.analysis.snowball import stemmer
from index.query import Fuzzy, Prefix, Regex, Typed, Wildcard, Word
from index.query.matching import lone, single, wildcard
from index.store.text.encoding import Ints
from index.store.text.field import BROKEN, TEXT
from index.store.text.languages import alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.query import Leaf
    from index.store.text.languages import Flags
    from index.store.text.lookup import Words
    from index.store.text.snapshot import Snapshot, View

TYPE_AHEAD = 50
"""So many words, the commonest, stand for one that is being typed."""
_NONE = np.zeros(0, dtype=np.int64)
_OFTEN_BITS = 24


class Ref(NamedTuple):
    """The terms of one segment that a leaf stands for.

    Attributes:
        words: the segment's words.
        base: its first document.
        numbers: the terms.
        only: the documents (as flags, from the segment's first) in which they stand for it, namely
            those of one language; None for all of them.
    """

    words: Words
    base: int
    numbers: Ints
    only: Flags | None = None


class Found(NamedTuple):
    """Where a leaf stands: documents in order, how often in each, and its terms."""

    documents: Ints
    frequencies: Ints
    refs: tuple[Ref, ...]


def resolve(leaf: Leaf, field: str, snapshot: Snapshot) -> list[Ref]:
    """Return the terms that a leaf stands for in each segment; in the text, broken ones as well."""
    refs: list[Ref] = []
    for name in (TEXT, BROKEN) if field == TEXT and snapshot.has_broken else (field,):
        typed: list[bytes] = []
        if isinstance(leaf, Typed):
            terms = commonest(snapshot, name, single(leaf.text), TYPE_AHEAD)
            typed = [term.encode() for term, _ in terms]
        for view in snapshot.views:
            words = view.data.words(name)
            if words.count:
                refs.extend(ref for ref in _refs(leaf, words, view, typed) if len(ref.numbers))
    return refs


def _refs(leaf: Leaf, words: Words, view: View, typed: list[bytes]) -> Iterator[Ref]:
    """The terms that a leaf stands for in a segment: in all documents, and in some languages."""
    languages = view.data.languages
    if len(languages) == 1 or not isinstance(leaf, Word | Typed):
        yield Ref(words, view.base, _numbers(leaf, words, typed, languages[0]))
        return
    numbers = [np.sort(_numbers(leaf, words, typed, language)) for language in languages]
    shared, rest = alone(numbers)
    yield Ref(words, view.base, shared)
    for language, more in zip(languages, rest, strict=True):
        yield Ref(words, view.base, more, view.data.speaking[language])


def _numbers(leaf: Leaf, words: Words, typed: list[bytes], language: str) -> Ints:
    match leaf:
        case Word(text=text, exact=exact):
            term = single(text)
            if exact:
                number = words.find(term.encode())
                return np.array([number]) if number >= 0 else _NONE
            return _forms(term, words, language)
        case Typed(text=text):
            known = [number for term in typed if (number := words.find(term)) >= 0]
            forms = _forms(single(text), words, language)
            return np.unique(np.concatenate([forms, np.array(known, "i8")]))
        case Prefix(text=text):
            return np.arange(*words.span(single(text).encode()))
        case Wildcard(pattern=pattern):
            begins = re.split(r"[*?]", pattern, maxsplit=1)[0]
            return _matching(wildcard(fold(pattern)), words, words.span(begins.encode()))
        case Regex(pattern=pattern):
            return _matching(re.compile(pattern, re.IGNORECASE), words, (0, words.count))
        case Fuzzy(text=text, distance=distance):
            return np.array([number for number, _ in near(single(text), distance, words)], "i8")


def _forms(term: str, words: Words, language: str) -> Ints:
    if lone(term):
        return np.arange(*words.span(term.encode()))
    return np.array(words.forms(stemmer(language)(term), language), dtype=np.int64)


def _matching(pattern: re.Pattern[str], words: Words, span: tuple[int, int]) -> Ints:
    matches = pattern.fullmatch
    texts = enumerate(words.terms.texts(*span), span[0])
    return np.array([number for number, text in texts if matches(text)], "i8")


def near(term: str, distance: int, words: Words) -> list[tuple[int, int]]:
    """The terms within so many edits of one, as (number, edits)."""
    numbers, texts = words.terms.perhaps_like(term, distance)
    return [(numbers[at], edits) for at, edits in similar(term, distance, texts)]


def similar(term: str, distance: int, texts: Sequence[str]) -> list[tuple[int, int]]:
    """The words within so many edits of one (optimal string alignment), as (number, edits)."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(term, texts, scorer=OSA.distance, score_cutoff=distance, limit=None)
    return sorted((number, int(edits)) for _, edits, number in found)


def commonest(snapshot: Snapshot, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
    """The terms that begin so and stand in most documents, with how many, commonest first."""
    begins = prefix.encode()
    counts: dict[bytes, int] = {}
    spans: list[tuple[Words, int, int]] = []
    for view in snapshot.views:
        words = view.data.words(field)
        first, last = words.span(begins)
        spans.append((words, first, last))
        having = words.having[first:last].astype(np.int64)
        if len(having) > 4 * limit:
            best = np.argpartition(-having, 2 * limit)[: 2 * limit] + first
        else:
            best = np.arange(first, last)
        counts.update(dict.fromkeys(map(words.word, best.tolist()), 0))
    for words, first, last in spans:
        if first < last:
            for term in counts:
                number = words.find(term)
                if number >= 0:
                    counts[term] += int(words.having[number])
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(term.decode(), count) for term, count in ordered[:limit]]


def found(leaf: Leaf, field: str, snapshot: Snapshot) -> Found:
    """Return where a leaf stands, remembered."""
    key = (leaf, field)
    known: Found | None = snapshot.recall(key)
    if known is None:
        known = looked_up(leaf, field, snapshot)
        snapshot.remember(key, known, 16 * len(known.documents) + 500)
    return known


def looked_up(leaf: Leaf, field: str, snapshot: Snapshot) -> Found:
    """Return where a leaf stands, not remembered: for words that are not asked for again."""
    refs = resolve(leaf, field, snapshot)
    return Found(*_merged(refs, snapshot.documents), tuple(refs))


def whole(known: Found) -> Found:
    """Where a leaf stands in the text as whole words; the documents may be too many."""
    return known._replace(refs=tuple(ref for ref in known.refs if ref.words.field != BROKEN))


def broken(known: Found) -> Found:
    """Where a leaf stands in the text as broken words; the documents may be too many."""
    return known._replace(refs=tuple(ref for ref in known.refs if ref.words.field == BROKEN))


def _merged(refs: list[Ref], size: int) -> tuple[Ints, Ints]:
    """The documents of all terms in order, with the sums of their frequencies."""
    if not refs:
        return _NONE, _NONE
    documents: list[Ints] = []
    frequencies: list[Ints] = []
    for ref in refs:
        some, often = ref.words.documents_of(ref.numbers)
        if ref.only is not None:
            kept = ref.only[some]
            some, often = some[kept], often[kept]
        documents.append(some + ref.base if ref.base else some)
        frequencies.append(often)
    every = np.concatenate(documents) if len(documents) > 1 else documents[0]
    often = np.concatenate(frequencies) if len(frequencies) > 1 else frequencies[0]
    if one_each(refs):
        return every, often
    if len(every) * 8 > size:
        sums = np.bincount(every, weights=often)
        merged = np.flatnonzero(sums > 0)
        return merged, sums[merged].astype(np.int64)
    # Sorting one number that holds both is much quicker than sorting places.
    keys = every << _OFTEN_BITS
    keys |= np.minimum(often, (1 << _OFTEN_BITS) - 1)
    keys.sort()
    every = keys >> _OFTEN_BITS
    keys &= (1 << _OFTEN_BITS) - 1
    again = every[1:] == every[:-1]
    if not again.any():
        return every, keys
    first = np.flatnonzero(np.concatenate(([True], ~again)))
    return every[first], np.add.reduceat(keys, first)


def one_each(refs: Sequence[Ref]) -> bool:
    """Whether no segment has more than one of the terms, so that what is joined is in order."""
    in_order = all(one.base < after.base for one, after in pairwise(refs))
    return in_order and all(len(ref.numbers) == 1 and ref.only is None for ref in refs)
