"""Words that are written with and without a hyphen, numbers with and without commas.

``F16`` is one word and ``F-16`` are two side by side, ``10000`` is one and ``10,000`` are two: a
query for the one does not find the other. In: a query. Out: the query for either.
"""

from __future__ import annotations

import re

from index.query.intending import QUOTED

_WORD = re.compile(r"(?<![^\s(+\-−])([A-Za-z\d][A-Za-z\d,-]*)(?![^\s)])")
_MODEL = re.compile(r"([A-Za-z]{1,8})(-?)(\d{1,4}[A-Za-z]?)")
_NUMBER = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{3,14}")
_YEARS = range(1600, 2100)


def either(query: str) -> str:
    """The query with such words written in either way; empty where it has none.

    Words in quotations and in fields stay, and those that are combined already.
    """
    quoted = [match.span() for match in QUOTED.finditer(query)]

    def both(match: re.Match[str]) -> str:
        word = match[0]
        other = _other(word)
        if not other or any(start <= match.start() < end for start, end in quoted):
            return word
        return f"({word} OR {other})"

    found = _WORD.sub(both, query)
    return found if found != query else ""


def _other(word: str) -> str:
    if model := _MODEL.fullmatch(word):
        letters, hyphen, rest = model.groups()
        return f"{letters}{rest}" if hyphen else f"{letters}-{rest}"
    if _NUMBER.fullmatch(word) is None or ("," not in word and int(word) in _YEARS):
        return ""
    return word.replace(",", "") if "," in word else f"{int(word):,}"
