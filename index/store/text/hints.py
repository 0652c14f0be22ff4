"""Help with a query: spellings, what removed everything, and counts by source and month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.analysis import stem
from index.query import And, Dates, File, Node, Not, Typed, Word, explain, field_of, relaxed
from index.query.matching import single
from index.store.text.field import TEXT, TITLE
from index.store.text.resolving import near, similar

if TYPE_CHECKING:
    from index.store.text.bulk import Bulk
    from index.store.text.encoding import Ints
    from index.store.text.snapshot import Snapshot

_EDITS = 2
_OFFERED = 5
_TESTED = 12
_NAMED = 5


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


def spelling(snapshot: Snapshot, word: str, field: str = "") -> list[str]:
    """Words of the corpus that a word may be meant for: fewest edits first, then commonest.

    Args:
        snapshot: the articles.
        word: as it is asked for.
        field: ``title`` or ``source``, where it is looked for there; else empty.
    """
    term = single(word)
    if len(term) < 3:
        return []
    edits_allowed = 1 if len(term) < 5 else _EDITS
    if field == "source":
        outlets = sorted({one for view in snapshot.views for one in view.data.outlets.terms})
        alike = [(edits, number) for number, edits in similar(term, edits_allowed, outlets)]
        return [outlets[number] for edits, number in sorted(alike) if edits][:_OFFERED]
    known: dict[bytes, tuple[int, int]] = {}
    for view in snapshot.views:
        words = view.data.words(TITLE if field == "title" else TEXT)
        for number, edits in near(term, edits_allowed, words):
            if edits:
                name = words.word(number)
                having = int(words.having[number]) + known.get(name, (0, 0))[1]
                known[name] = (edits, having)
    first = term[:1].encode()
    ordered = sorted(
        known.items(), key=lambda item: (item[1][0], item[0][:1] != first, -item[1][1], item[0])
    )
    return [name.decode() for name, _ in ordered[:_OFFERED]]


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
        if isinstance(part, Not):
            notes.append(f"every article matches {explain(part.part)}")
        else:
            notes.append(f"nothing matches {explain(part)}")
        if known := _known(snapshot, part):
            notes.append(known)
        if isinstance(part, Word | Typed):
            found = spelling(snapshot, part.text, part.field)
            found = [word for word in found if stem(word) != stem(single(part.text))]
            if found:
                spellings[part.text] = found
                notes.append(f"did you mean {' or '.join(found[:3])}?")
    rest = tuple(part for part in parts if part not in missing)
    if missing and any(not isinstance(part, Not) for part in rest):
        without = And(rest) if len(rest) > 1 else rest[0]
        left = len(bulk.search(without).documents)
        if left:
            notes.append(f"without {'it' if len(missing) == 1 else 'them'} {_matching(left)}")
        else:
            without = None
    if isinstance(node, And) and not missing and not len(bulk.search(node).documents):
        note, without = _remover(bulk, node)
        notes.append(note)
    return Diagnosis(tuple(notes), relaxed(node), spellings, without)


def _known(snapshot: Snapshot, part: Node) -> str:
    """What could be asked instead of an outlet, days or an extension that no article has."""
    live = snapshot.live()
    if isinstance(part, Dates):
        days = snapshot.dates[live]
        days = days[days > 0]
        if not len(days):
            return "no article has a date" if len(live) else ""
        first, last = (date.fromordinal(int(day)) for day in (days.min(), days.max()))
        return f"the articles are of {first} to {last}"
    if isinstance(part, File) and part.field == "ext":
        paths = (path for view in snapshot.views for path in view.data.paths)
        files = (path.rpartition("/")[2] for path in paths)
        found = Counter(name.rpartition(".")[2].lower() for name in files if "." in name)
        return _these("extensions", sorted(found, key=lambda name: (-found[name], name)))
    if field_of(part) == "source":
        outlets = [name for name in facets(snapshot, live).sources if name]
        return _these("outlets", outlets) or ("no article names its outlet" if len(live) else "")
    return ""


def _these(what: str, names: list[str]) -> str:
    if len(names) == 1:
        return f"the only {what[:-1]} is {names[0]}"
    more = ", …" if len(names) > _NAMED else ""
    return f"the {what} are {', '.join(names[:_NAMED])}{more}" if names else ""


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
    name = explain(part) if not isinstance(part, Not) else f"-{explain(part.part)}"
    return f"{name} removes everything: without it {_matching(most)}", less


def _matching(count: int) -> str:
    return "1 article matches" if count == 1 else f"{count:,} articles match"


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
