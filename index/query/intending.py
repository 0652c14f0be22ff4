"""What a query may be meant for that says something else: told beside its answer, never assumed.

``or``, ``and`` and ``not`` in small letters are words to look for, and ``?`` behind the last word
of a question asks for one letter more.

In: a query. Out: a remark, and the query as it may be meant.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.errors import QueryError
from index.query.cursor import QUOTES
from index.query.parsing import parse

QUOTED = re.compile(rf"[{QUOTES}][^{QUOTES}]*(?:[{QUOTES}]|\Z)")
"""A quotation in a query, which may be open at its end."""
_SMALL = re.compile(r"(?<!\S)(?:or|and|not)(?=\s+\S)")
_QUESTION = re.compile(r"(?:\S+\s+){3,}\w+(\?+)\s*")


class Intended(NamedTuple):
    """What is said of a query, and the query that may be meant."""

    remark: str
    query: str


def intended(query: str) -> Intended | None:
    """Return what a query may be meant for, or None where nothing suggests another meaning."""
    quoted = [match.span() for match in QUOTED.finditer(query)]
    small = [
        match
        for match in _SMALL.finditer(query)
        if not any(start <= match.start() < end for start, end in quoted)
        and (match[0] == "not" or query[: match.start()].strip())
    ]
    other = query
    for match in small:
        other = f"{other[: match.start()]}{match[0].upper()}{other[match.end() :]}"
    if small:
        remark = f"'{small[0][0]}' is looked for as a word; it combines in capitals"
    elif question := _QUESTION.fullmatch(query):
        other = query[: question.start(1)]
        remark = "? behind a word asks for one letter more"
    else:
        return None
    try:
        return Intended(f"{remark}: {other}", other) if parse(other) is not None else None
    except QueryError:
        return None
