"""A model's name → the name itself: articles, titles, numbers and strays taken off its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.lexicon import MONTHS, OFFICES, RANKS, word_set
from index.extraction.reports import is_number
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGES = frozenset({"the", "a", "an", "of", "and", "in", "'s", "’s", "to", "for", "at", "by", "on"})


_HONOURS = word_set("QC KC MP MEP MSP MLA OBE MBE CBE KBE DBE FRS")
"""What stands in capitals behind a person's name and is no part of it."""

_FORMS = frozenset({"Inc", "Corp", "Ltd", "Plc", "Llc"})
"""Firms' legal forms, which name nothing by themselves."""

_CLAUSAL = word_set(
    """after again against also although another because before but could had has have should since
    still than their until was were while will would"""
)
"""Words that have a place in a sentence rather than in a name."""

_LONG_TAIL = 4
"""Letters of a part behind a hyphen that is a word rather than a syllable of a name."""

_OPENING = word_set(
    """And But Or Nor Yet So If When While As With Without Like Unlike Although Though However
    Meanwhile Since Because Despite During Until Unless Whether Where Why How What Then Than Also
    Even Only Perhaps Both Either Neither These Those Among Amid Against Following Again Already
    Still Once Now Today Yesterday Tomorrow Later Earlier Indeed Moreover Furthermore Nevertheless
    Instead Therefore Thus Hence"""
)
"""Words that open a sentence before a name, and no name of a person, body or place."""


def trim(words: Sequence[str], bits: Sequence[int], name: Name) -> Name | None:
    """A name without what stands around it; None if nothing is left."""
    first, last = name.first, name.last
    person = name.type is PERSON
    if person:
        first = max((k + 1 for k in range(first, last - 1) if words[k] in OFFICES), default=first)
    while first < last and (
        (first > name.first and words[first - 1] == "of" and person)
        or (
            words[first].lower() in _EDGES
            and not bits[first] & w.UPPER
            and not (person and words[first] == "A" and _is_surname(bits[first + 1 : last]))
        )
        or not words[first][0].isalnum()
        or (
            last - first > 1
            and (words[first] in _OPENING or "-" in words[first])
            and _opens(words, bits, Name(first, last, name.type))
        )
        or (name.type is not MISC and name.type is not ORG and is_number(words[first]))
        or (
            last - first > 1
            and bits[first] & w.LOWER
            and bits[first] & g.COMMON
            and not bits[first] & w.LINK
        )
        or (last - first > 1 and name.type is ORG and words[first] in MONTHS)
        or (
            person
            and bits[first] & w.TITLE
            and not bits[first] & w.INITIAL
            and (last - first > 1 or bits[first] & w.COMMON_LOWER)
        )
        or (person and last - first > 1 and words[first] in RANKS)
    ):
        first += 1
    while last > first and (
        words[last - 1] in _EDGES
        or (
            last - first > 1
            and bits[last - 1] & w.LOWER
            and (bits[last - 1] & g.COMMON or "-" in words[last - 1])
        )
        or not (words[last - 1][-1].isalnum() or words[last - 1][-1] == ".")
        or (name.type is not MISC and is_number(words[last - 1]) and last - first > 1)
        or (person and last - first > 1 and words[last - 1] in _HONOURS)
        or (person and last - first > 2 and bits[last - 1] & w.UPPER and bits[last - 1] & g.ORG)
    ):
        last -= 1
    if person and last - first > 2 and bits[first] & g.COUNTRY and bits[first + 1] & w.TITLE:
        return trim(words, bits, name._replace(first=first + 1))
    if person and last - first > 1:
        if words[last - 1] in OFFICES and all(bits[k] & w.COMMON_LOWER for k in range(first, last)):
            return None
        if "-" in words[first] and (
            (last - first > 2 and _is_rank(words[first], bits[first])) or _is_compound(words[first])
        ):
            first += 1
        # "Winger Shane Williams", "Fly-half Stephen Jones": what one is, before a whole name.
        if last - first > 2 and _is_role(words[first], bits[first]) and bits[first + 1] & g.FIRST:
            first += 1
    if last - first == 2 and words[last - 1] == "Administration" and _unknown(bits[first]):
        return name._replace(first=first, last=first + 1, type=PERSON)
    if last - first > 1 and words[last - 1] == "Headquarters":
        last -= 1
    if first == last or not any(bits[k] & (w.CAP | w.DIGITS) for k in range(first, last)):
        return None
    if last - first == 1 and (
        bits[first] & w.CALENDAR or len(words[first]) == 1 or words[first].capitalize() in _FORMS
    ):
        return None
    if " ".join(words[first:last]) == "N / A":
        return None
    return name._replace(first=first, last=last)


def _opens(words: Sequence[str], bits: Sequence[int], name: Name) -> bool:
    """Whether a name's first word only opens a sentence; titles of works may begin with any."""
    first, last = name.first, name.last
    if words[first] in _OPENING:
        return name.type is not MISC or last - first == 2 or words[first + 1] == "the"
    return (
        "-" in words[first]
        and name.type in (ORG, PLACE)
        and bool(bits[first + 1] & w.CAP)
        and _is_role(words[first], bits[first])
    )


def _is_role(word: str, bits: int) -> bool:
    """Whether a word with a capital is an ordinary one and nobody's name."""
    if bits & (g.FIRST | g.SURNAME | w.INITIAL | w.UPPER):
        return False
    head, hyphen, tail = word.partition("-")
    if hyphen and tail.islower():
        last = tail.rpartition("-")[2]
        return bool(w.bits_of(last) & g.COMMON and w.bits_of(head) & w.COMMON_LOWER)
    return bool(bits & w.COMMON_LOWER)


def _is_compound(word: str) -> bool:
    """Whether a word with a hyphen says what one is or does: "Oscar-winner", "Fit-again"."""
    tail = word.rpartition("-")[2]
    common = g.COMMON if len(tail) >= _LONG_TAIL else 0
    return tail.islower() and any(w.bits_of(form) & common for form in (tail, tail.rstrip("s")))


def _is_surname(bits: Sequence[int]) -> bool:
    """Whether what stands behind "A" is a single surname, so that the A is an initial."""
    known = w.COMMON_LOWER | w.UPPER | g.DEMONYM | g.GROUP | g.PLACE
    return len(bits) == 1 and bool(bits[0] & w.CAP) and not bits[0] & known


def is_loose(words: Sequence[str], bits: Sequence[int], name: Name) -> bool:
    """Whether a name runs over words that no name has inside."""
    return any(
        (
            bits[k] & w.LOWER
            and not bits[k] & (w.FUNCTION | w.LINK)
            and (bits[k] & g.COMMON or len(words[k]) == 1)
        )
        or words[k] in _CLAUSAL
        or (words[k][0] in "-–—(" and name.type is not ORG)
        or (
            name.type is MISC
            and bits[k] & w.DIGITS
            and bits[k + 1] & w.CAP
            and not bits[k - 1] & w.CALENDAR
        )
        for k in range(name.first + 1, name.last - 1)
    )


def _unknown(bits: int) -> bool:
    return not bits & (w.COMMON_LOWER | w.UPPER | g.PLACE | g.ORG | g.DEMONYM | g.GROUP)


def _is_rank(word: str, bits: int) -> bool:
    """Whether a word with a hyphen is what one is: "Lieutenant-Colonel", "Man-of-the-match"."""
    parts = word.split("-")
    return _is_role(word, bits) or all(
        part in ("Ex", "ex", "Vice", "vice") or w.bits_of(part) & (w.TITLE | g.GROUP)
        for part in parts
    )
