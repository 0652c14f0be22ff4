"""Help with a query: spellings, what removed everything, and counts by source and month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.analysis import stem
from index.query import And, Node, Not, Typed, Word, explain, relaxed
from index.query.matching import single
from index.store.text.field import TEXT
from index.store.text.resolving import similar

if TYPE_CHECKING:
    from index.store.text.bulk import Bulk
    from index.store.text.encoding import Ints
    from index.store.text.snapshot import Snapshot

_EDITS = 2
_TESTED = 12


class Facets(NamedTuple):
    """How many of the matching articles each outlet and each month has.

    Attributes:
        sources: outlet → articles, most first; those without an outlet under an empty string.
        months: ``2025-11`` → articles, newest first; those without a day are left out.
    """

    sources: dict[str, int]
    months: dict[str, int]


class Diagnosis(NamedTuple):
    """Why a query finds nothing, and what may be asked instead.

    Attributes:
        notes: lines for the reader.
        relaxed: the query with "all of" made "any of", or None.
        spellings: word → words of the corpus that may be meant.
        without: the query without the clause that removes everything, if there is one.
    """

    notes: tuple[str, ...]
    relaxed: Node | None
    spellings: dict[str, list[str]]
    without: Node | None = None


def spelling(snapshot: Snapshot, word: str, limit: int = 5) -> list[str]:
    """Words of the corpus that a word may be meant for: fewest edits first, then commonest."""
    term = single(word)
    if len(term) < 3:
        return []
    edits_allowed = 1 if len(term) < 5 else _EDITS
    known: dict[bytes, tuple[int, int]] = {}
    for view in snapshot.views:
        words = view.data.words(TEXT)
        for number, edits in similar(term, edits_allowed, words):
            if edits:
                name = words.word(number)
                having = int(words.having[number]) + known.get(name, (0, 0))[1]
                known[name] = (edits, having)
    first = term[:1].encode()
    ordered = sorted(
        known.items(), key=lambda item: (item[1][0], item[0][:1] != first, -item[1][1], item[0])
    )
    return [name.decode() for name, _ in ordered[:limit]]


def diagnose(bulk: Bulk, snapshot: Snapshot, node: Node) -> Diagnosis:
    """Say why a query finds nothing; for one that finds something there is nothing to say."""
    notes: list[str] = []
    spellings: dict[str, list[str]] = {}
    without: Node | None = None
    parts = node.parts if isinstance(node, And) else (node,)
    counts = [len(bulk.search(part).documents) for part in parts]
    missing = [
        part
        for part, count in zip(parts, counts, strict=True)
        if count == 0 and not (isinstance(part, Not) and len(parts) > 1)
    ]
    for part in missing:
        notes.append(f"nothing matches {explain(part)}")
        if isinstance(part, Word | Typed):
            found = spelling(snapshot, part.text)
            found = [word for word in found if stem(word) != stem(single(part.text))]
            if found:
                spellings[part.text] = found
                notes.append(f"did you mean {' or '.join(found[:3])}?")
    if isinstance(node, And) and not missing and not len(bulk.search(node).documents):
        note, without = _remover(bulk, node)
        notes.append(note)
    return Diagnosis(tuple(notes), relaxed(node), spellings, without)


def _remover(bulk: Bulk, node: And) -> tuple[str, Node | None]:
    """Which clause to leave out so that something is found, in words, and what is then left."""
    counts: list[tuple[int, Node, Node]] = []
    for part in node.parts[:_TESTED]:
        rest = tuple(other for other in node.parts if other is not part)
        less = And(rest) if len(rest) > 1 else rest[0]
        left = bulk.search(less).documents
        if len(left):
            counts.append((len(left), part, less))
    if not counts:
        return "each part is found, but no two of them in the same article", None
    counts.sort(key=lambda item: -item[0])
    most, part, less = counts[0]
    articles = "1 article matches" if most == 1 else f"{most} articles match"
    name = explain(part) if not isinstance(part, Not) else f"-{explain(part.part)}"
    return f"{name} removes everything: without it {articles}", less


def facets(snapshot: Snapshot, documents: Ints) -> Facets:
    """Count some documents by source and by month."""
    sources: dict[str, int] = {}
    for view in snapshot.views:
        first, last = np.searchsorted(documents, [view.base, view.base + view.data.documents])
        inside = view.data.source[documents[first:last] - view.base]
        counts = np.bincount(inside, minlength=len(view.data.sources)).tolist()
        for name, count in zip(view.data.sources, counts, strict=True):
            if count:
                sources[name] = sources.get(name, 0) + count
    months: dict[str, int] = {}
    days, often = np.unique(snapshot.dates[documents], return_counts=True)
    for day, count in zip(days.tolist(), often.tolist(), strict=True):
        if day:
            month = date.fromordinal(day).strftime("%Y-%m")
            months[month] = months.get(month, 0) + count
    return Facets(
        dict(sorted(sources.items(), key=lambda item: (-item[1], item[0]))),
        dict(sorted(months.items(), reverse=True)),
    )
