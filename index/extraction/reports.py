"""Names by the lay-out of reports: datelines and tables of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.lexicon import CALENDAR, TOWNLY
from index.extraction.spans import ORG, PERSON, PLACE, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.tokens import Tokens

_NUMERIC = frozenset("0123456789.,-/:()")
_BETWEEN = frozenset(".-–/")
_NEXT = (-2, -1, 1, 2)
"""Lines that are near each other: a share such as ".556" reads as the end of a sentence."""


_LONGEST_LINE = 24
"""Words beyond which a line is none of a table."""


def is_number(word: str) -> bool:
    """Whether a word is a number, a score or the like."""
    return word[0].isdigit() and _NUMERIC.issuperset(word)


def datelines(tokens: Tokens, names: list[Name]) -> None:
    """Towns in capitals that open a report: "BONN 1996-08-30", "PARIS (AP) -", "LONDON, May 3"."""
    words, bits = tokens.words, tokens.bits
    found: list[Name] = []
    for begin, end in tokens.sentences:
        if not bits[begin] & w.UPPER:
            continue
        i = begin
        while i < end and bits[i] & w.UPPER and bits[i] & w.CAP and not bits[i] & w.MODEL:
            i += 1
        if not begin < i <= begin + 3 or i >= end or any(bits[k] & g.ORG for k in range(begin, i)):
            continue
        after = words[i + 1] if i + 1 < end else ""
        if (
            words[i] in ("--", "—", "–")
            or (words[i] in "-:" and after[:1].isupper() and _is_town(words, bits, begin, i))
            or (words[i] == "(" and after[:1].isupper() and ")" in words[i + 2 : i + 6])
            or (words[i] in ",." and after in ("-", *CALENDAR))
            or (words[i][:1].isdigit() and words[i].count("-") == 2)
        ):
            found.append(Name(begin, i, PLACE))
    if not found:
        return
    known = {name.first: k for k, name in enumerate(names)}
    for town in found:
        at = known.get(town.first)
        if at is None:
            names.append(town)
        elif names[at].last <= town.last:
            names[at] = town
    names.sort()


def _is_town(words: Sequence[str], bits: Sequence[int], begin: int, end: int) -> bool:
    """Whether words in capitals are a town's, or have a place among them."""
    kinds = g.load().phrases.get(" ".join(words[begin:end]).title(), 0)
    places = g.PLACE | g.TOWN
    return bool(kinds & places) or any(
        bits[k] & (places | w.PLACE_TAIL) and not bits[k] & w.COMMON_LOWER
        for k in range(begin, end)
    )


def results(tokens: Tokens, names: list[Name]) -> None:
    """Teams in tables of results, where they stand under the names of their towns.

    "CLEVELAND 4 DETROIT 3", "Texas 75 58 .564" among such lines, "BOSTON AT OAKLAND" likewise. A
    team's name is the team's in the rest of the article too, but where a preposition makes it the
    town.
    """
    bits = tokens.bits
    lines = {
        k: _teams(tokens.words, bits, begin, end)
        for k, (begin, end) in enumerate(tokens.sentences)
        if 2 < end - begin <= _LONGEST_LINE and bits[begin] & w.CAP
    }
    spans: list[tuple[int, int]] = []
    for k, (kind, teams) in lines.items():
        if teams and (
            kind == "pair" or any(lines.get(k + step, ("",))[0] == kind for step in _NEXT)
        ):
            spans += teams
    if not spans:
        return
    kept: list[Name] = []
    persons = {name.first for name in names if name.type is PERSON and name.last - name.first > 1}
    spans = [span for span in spans if span[0] not in persons]
    cover = {i for first, last in spans for i in range(first, last)}
    forms = {" ".join(tokens.words[first:last]) for first, last in spans}
    for name in names:
        if any(i in cover for i in range(name.first, name.last)):
            continue
        if name.type is PLACE and " ".join(tokens.words[name.first : name.last]) in forms:
            before = tokens.words[name.first - 1].lower() if name.first else ""
            if before not in TOWNLY:
                name = name._replace(type=ORG)
        kept.append(name)
    names[:] = sorted(kept + [Name(first, last, ORG) for first, last in spans])


def _teams(
    words: Sequence[str], bits: Sequence[int], begin: int, end: int
) -> tuple[str, list[tuple[int, int]]]:
    """The kind of a line of results and the teams in it; the kind is empty for other lines."""
    first = _capitals(bits, begin, end)
    if first == end or not (bits[first] & w.DIGITS or words[first].lower() == "at"):
        return "", []
    one = (begin, first)
    numbers = first
    while numbers < end and is_number(words[numbers]):
        numbers += 1
    stop = numbers
    while stop < end and (is_number(words[stop]) or words[stop] in _BETWEEN):
        stop += 1
    if numbers > first and stop - first >= 3 and stop == end:
        return "table", _towns(bits, [one])
    if numbers == first + 1:
        second = _capitals(bits, numbers, end)
        if numbers < second < end and is_number(words[second]):
            return "pair", _towns(bits, [one, (numbers, second)])
    if words[first].lower() == "at":
        second = _capitals(bits, first + 1, end)
        if second == end and second > first + 1:
            return "fixture", _towns(bits, [one, (first + 1, second)])
    return "", []


def _capitals(bits: Sequence[int], begin: int, end: int) -> int:
    """Where the run of capitals that begins at a word ends."""
    i = begin
    while i < end and i < begin + 4 and bits[i] & w.CAP and not bits[i] & w.CALENDAR:
        i += 1
    return i


def _towns(bits: Sequence[int], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans unless they are countries, which play under their own names."""
    return [s for s in spans if not (s[1] - s[0] == 1 and bits[s[0]] & g.COUNTRY)]
