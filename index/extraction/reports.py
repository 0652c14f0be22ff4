"""Names by the lay-out of reports: datelines and tables of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.lexicon import CALENDAR
from index.extraction.spans import ORG, PLACE, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.tokens import Tokens

_NUMERIC = frozenset("0123456789.,-/:()")


def is_number(word: str) -> bool:
    """Whether a word is a number, a score or the like."""
    return word[0].isdigit() and _NUMERIC.issuperset(word)


def results(tokens: Tokens, bits: Sequence[int], names: list[Name]) -> None:
    """Towns that stand for their teams: "CLEVELAND 4 DETROIT 3", "Texas 75 58 .564"."""
    words = tokens.words
    at = 0
    for begin, end in tokens.sentences:
        if end - begin > 24:
            continue
        if not any(bits[i] & w.DIGITS for i in range(begin, end)):
            continue
        while at < len(names) and names[at].first < begin:
            at += 1
        last = at
        while last < len(names) and names[last].first < end:
            last += 1
        inside = [k for k in range(at, last) if names[k].type is PLACE]
        scored = [k for k in inside if _number(words, names[k].last, end)]
        if not scored or names[scored[0]].first != begin:
            continue
        if len(scored) >= 2 or _number(words, names[scored[0]].last + 1, end):
            for k in scored:
                names[k] = names[k]._replace(type=ORG)


def datelines(tokens: Tokens, bits: Sequence[int], names: list[Name]) -> None:
    """Towns in capitals that open a report: "BONN 1996-08-30", "PARIS (AP) -", "LONDON, May 3"."""
    words = tokens.words
    known = {name.first: k for k, name in enumerate(names)}
    for begin, end in tokens.sentences:
        i = begin
        while i < end and bits[i] & w.UPPER and bits[i] & w.CAP and not bits[i] & w.MODEL:
            i += 1
        if not begin < i <= begin + 3 or i >= end or any(bits[k] & g.ORG for k in range(begin, i)):
            continue
        after = words[i + 1] if i + 1 < end else ""
        if not (
            words[i] in ("--", "—", "–")
            or (words[i] == "(" and after[:1].isupper() and ")" in words[i + 2 : i + 6])
            or (words[i] in ",." and after in ("-", *CALENDAR))
            or (words[i][:1].isdigit() and words[i].count("-") == 2)
        ):
            continue
        at = known.get(begin)
        if at is not None and names[at].last <= i:
            names[at] = Name(begin, i, PLACE)
        elif at is None:
            names.append(Name(begin, i, PLACE))
    names.sort()


def _number(words: Sequence[str], i: int, end: int) -> bool:
    return i < end and is_number(words[i])
