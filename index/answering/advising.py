"""Why a search finds nothing, and what else may be meant.

In: a query with its tree, and how many articles answer it. Out: remarks for the user, and queries
to offer in its place, each of which finds more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.errors import QueryError
from index.query import And, explain, intended, parse, written
from index.query.spelling import either

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.answering.clauses import Clauses
    from index.query import EntityClause, EntityNear, File, MarkClause, Node
    from index.store.text import TextReader

    Within = Callable[[EntityClause | EntityNear | MarkClause | File], set[int]]


def advised(
    reader: TextReader,
    query: str,
    node: Node,
    clauses: Clauses,
    within: Within,
    total: int,
    *,
    typing: bool,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is to be said of a query and its answer, and the queries to offer in its place.

    Args:
        reader: the text index.
        query: as it was typed.
        node: its tree.
        clauses: knows what names and tags may be meant.
        within: the articles that answer what the text index alone cannot.
        total: how many articles answer it.
        typing: the query is being typed: what else may be meant is not told yet.
    """
    notes: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    if not total:
        notes, offers = _advise(reader, query, node, clauses, within)
    if not typing:
        if (other := intended(query)) is not None:
            notes = (other.remark, *notes)
        if more := _either_way(reader, query, total, within):
            notes, offers = (more[0], *notes), (more[1], *offers)
    return notes, offers


def _advise(
    reader: TextReader, query: str, node: Node, clauses: Clauses, within: Within
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What removed everything, spellings, what any of the words would find; and the offers."""
    diagnosis = reader.diagnose(node, within=within)
    notes = diagnosis.notes
    if diagnosis.relaxed is not None:
        total = reader.count(diagnosis.relaxed, within=within)
        if total:
            found = "1 article" if total == 1 else f"{total:,} articles"
            notes = (*notes, f"{explain(diagnosis.relaxed)} finds {found}")
    parts = node.parts if isinstance(node, And) else (node,)
    named, remarks = clauses.advice(parts)
    notes = (*notes, *remarks)
    other = intended(query)
    wanted = [other.query] if other is not None else []
    wanted += [written(And(named))] if named != parts else []
    wanted += [_respelt(query, {word: some[0] for word, some in diagnosis.spellings.items()})]
    wanted += [written(n) for n in (diagnosis.relaxed, diagnosis.without) if n is not None]
    offers = [text for text in dict.fromkeys(wanted) if text != query.strip()]
    return notes, tuple(text for text in offers if _finds(reader, text, within))


def _either_way(
    reader: TextReader, query: str, total: int, within: Within
) -> tuple[str, str] | None:
    """A remark, and the query to offer, where a word is written in another way too."""
    other = either(query)
    try:
        count = reader.count(parse(other), within=within) if other else 0
    except QueryError:
        return None
    if count <= total:
        return None
    return f"{other} finds {'1 article' if count == 1 else f'{count:,} articles'}", other


def _finds(reader: TextReader, query: str, within: Within) -> bool:
    try:
        return reader.count(parse(query), within=within) > 0
    except QueryError:
        return False


def _respelt(query: str, spellings: dict[str, str]) -> str:
    """A query with some of its words replaced."""
    for word, better in spellings.items():
        query = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, query)
    return query.strip()
