"""A model's name that holds several, or an office → the names in it.

"Lagos State Governor Babajide Sanwo-Olu" is a place and a person, "Salvador Sánchez Cerén of El
Salvador" likewise, "JOHANNESBURG - Public Enterprises" a dateline and what follows, and "Langata
MPs" a place. In: the words of one name; out: the names as ranges of these words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.acronyms import places
from index.extraction.lexicon import CORPORATE, RANKS, word_set
from index.extraction.runs import SURE_PLACE, names_in_run
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.extraction.spans import Present
    from index.model import EntityType


_OF_PLACES = word_set(
    """Governor Mayor Senator Commissioner Premier MP MPs MNA MNAs MPA MPAs MLA MLAs MLC MLCs MCA
    MCAs MEP MEPs TD Councillor Councilor Congressman Congresswoman Representative Assemblyman
    Sheriff Bishop Archbishop"""
)
"""Offices before which stands the place that they are of."""

_OF_BODIES = word_set(
    """Secretary Secretary-General Minister Spokesman Spokeswoman Spokesperson Chairman Chairwoman
    Chairperson President Vice-President Vice-Chairman Chancellor Ambassador Prosecutor
    Undersecretary Convenor Convener Coordinator Director-General Advocate Inspector-General
    Attorney-General Auditor-General Controller-General"""
)
"""Offices before which stands the body, the place or the people that they are of."""

_OF_MATTERS = word_set(
    """Minister Ministers Secretary Commissioner Director Undersecretary Attaché Ambassador Sultan
    Member Members Head"""
)
"""Offices that are for a matter of state."""

TRIGGERS = _OF_MATTERS
"""The words without which `portfolios` does nothing."""

_GOVERNING = word_set("Ministry Embassy Cabinet Government Administration Parliament Consulate")
"""Last words of a state's organisations, before which its people are named apart."""

_OFFICES = _OF_PLACES | _OF_BODIES
_DASHES = word_set("– — --")
_DIVIDING = _DASHES | {"-", ","}
_SCORE = re.compile(r"\d{1,3}-\d{1,3}")
"""What stands between two teams."""

_OWNING = frozenset({"'s", "’s"})
_JUNIOR = word_set("Jr Jr. Sr Sr. II III")
_SIDES = word_set("North South East West Central")
"""Last words of the names of parts of towns and of constituencies."""

_TAILS = w.ORG_TAIL | w.PLACE_TAIL | w.MISC_TAIL
_CLUBS = word_set(
    "AB AC AS AEK BC BK CA CD CF CS CSKA FC FK IF KV MTV NK NV OY PSV PT RC SC SK SL SV TV US VfB"
)


def parted(words: Sequence[str], bits: Sequence[int], name: Name) -> list[Name] | None:
    """The names in a name of several words; None if it is one.

    Args:
        words: words among which the name stands.
        bits: their bits (see `index.extraction.words`).
        name: the name; its type is what the model says.
    """
    first, last = name.first, name.last
    if last - first == 1:
        return [] if _is_several(words[first]) else None
    if not _DIVIDING.isdisjoint(words):
        for k in range(first + 1, last - 1):
            if words[k] in _DIVIDING and _divides(words, bits, name, k):
                return [
                    *_read(words, bits, first, k, name.type),
                    *_read(words, bits, k + 1, last, name.type),
                ]
    for k in range(first + 1, last - 1):
        if words[k] in ("said", "says"):
            return [name._replace(last=k), name._replace(first=k + 1)]
        if _SCORE.fullmatch(words[k]):
            return [Name(first, k, ORG), Name(k + 1, last, ORG)]
    for mark in _OWNING.intersection(words):
        for k in places(words, mark):
            if first < k < last - 1 and _owns(words, bits, first, k) and bits[k + 1] & w.CAP:
                rest = name._replace(first=k + 1)
                if bits[k + 1] & g.FIRST and _is_person(bits, k + 1, last):
                    rest = rest._replace(type=PERSON)
                return [*_read(words, bits, first, k, ORG), *(parted(words, bits, rest) or [rest])]
    for k in range(last - 1, first, -1):
        word = words[k]
        if word in _OFFICES or (word[-1] == "s" and _is_several(word)):
            return _at_office(words, bits, name, k)
    if name.type is PERSON:
        for k in range(first + 2, last - 1):
            if words[k] == "of" and bits[k - 1] & w.CAP:
                return [name._replace(last=k), *_read(words, bits, k + 1, last, PLACE)]
    if words[last - 1] in _SIDES and name.type is not MISC and _is_unknown(bits, first, last - 1):
        return [name._replace(type=PLACE)]
    if name.type is ORG:
        if (
            words[last - 1] in _GOVERNING
            and bits[first] & g.DEMONYM
            and " ".join(words[first:last]) not in g.load().phrases
        ):
            return [Name(first, first + 1, MISC, True), name._replace(first=first + 1)]
        if (
            bits[first] & g.DEMONYM
            and bits[first + 1] & g.FIRST
            and last - first > 2
            and _is_person(bits, first + 1, last)
        ):
            return [Name(first, first + 1, MISC, True), Name(first + 1, last, PERSON)]
        if words[first + 1] == "for" and words[first].isupper() and len(words[first]) > 1:
            return [name._replace(last=first + 1), *_read(words, bits, first + 2, last, ORG)]
        if words[first] in RANKS and _is_person(bits, first + 1, last):
            return [Name(first + 1, last, PERSON)]
        if _has_initials(words, bits, first, last):
            return [name._replace(type=PERSON)]
        for k in range(first + 1, last - 2):
            if bits[k] & w.ORG_TAIL and bits[k + 1] & g.FIRST and _is_person(bits, k + 1, last):
                return [name._replace(last=k + 1), Name(k + 1, last, PERSON)]
    return None


def _owns(words: Sequence[str], bits: Sequence[int], first: int, last: int) -> bool:
    """Whether what stands before a possessive is the name of a place or a body by itself."""
    if last - first > 1:
        known = g.load().phrases.get(" ".join(words[first:last]), 0) & (g.COUNTRY | g.ORG | g.PLACE)
        return bool(known or bits[last - 1] & w.ORG_TAIL)
    b = bits[first]
    if b & (g.COUNTRY | g.ORG):
        return True
    return bool(b & SURE_PLACE and not b & (w.COMMON_LOWER | g.FIRST | g.SURNAME))


def _is_several(word: str) -> bool:
    """Whether a word is several of what an acronym is short for."""
    return w.SEVERAL.fullmatch(word) is not None


def portfolios(
    words: Sequence[str], bits: Sequence[int], present: Present, names: list[Name]
) -> list[Name]:
    """The names without what ministers and the like are of, which is no name by itself.

    "Minister of Trade and Industry", "Public Enterprises Minister", "Commissioner of Police".

    Args:
        words: the article's words.
        bits: their bits (see `index.extraction.words`).
        present: where words of `TRIGGERS` stand in it.
        names: its names, in order.
    """
    offices = {at for word in TRIGGERS & present.keys() for at in present[word]}
    if not offices:
        return names
    found: list[Name] = []
    for name in names:
        first, last, kind, demonym = name
        if (
            (first not in offices and last not in offices and first - 2 not in offices)
            or demonym
            or kind not in (ORG, MISC)
        ):
            found.append(name)
        elif first in offices and first + 2 < last and words[first + 1] in ("of", "for"):
            found += [
                part for part in _read(words, bits, first + 2, last, MISC) if part.type is PLACE
            ]
        elif not _is_portfolio(words, bits, first, last):
            found.append(name)
    return found


def _is_portfolio(words: Sequence[str], bits: Sequence[int], first: int, last: int) -> bool:
    """Whether ordinary words in capitals are what a minister or the like is for."""
    behind = words[last] if last < len(words) else ""
    of_office = first > 1 and words[first - 1] in ("of", "for") and words[first - 2] in _OF_MATTERS
    ordinary = w.COMMON_LOWER | w.TITLE | w.ORG_TAIL
    return (of_office or behind in ("Minister", "Ministers")) and all(
        not bits[k] & w.CAP or bits[k] & ordinary for k in range(first, last)
    )


def _divides(words: Sequence[str], bits: Sequence[int], name: Name, k: int) -> bool:
    """Whether a mark inside a name is between two names."""
    word = words[k]
    if word in _DASHES:
        return name.type is not MISC
    if word == "-":
        before, after = bits[name.first : k], bits[k + 1 : name.last]
        return all(b & w.UPPER for b in before) and bool(after)
    if word != "," or name.type is MISC or words[k + 1] in _JUNIOR or words[k + 1] in CORPORATE:
        return False
    if name.type is ORG:
        return not any(words[i] in ("and", "&", "of", "for") for i in range(name.first, name.last))
    return True


def _at_office(words: Sequence[str], bits: Sequence[int], name: Name, k: int) -> list[Name] | None:
    """The names around an office that stands in a name or ends it; None if it is part of it."""
    first, last = name.first, name.last
    rest = k + 1
    if name.type is not PERSON and (
        any(words[i] in ("of", "for", "the") for i in range(first, k))
        or words[k - 1] == "High"
        or (
            bits[last - 1] & (w.ORG_TAIL | w.PLACE_TAIL | w.MISC_TAIL) and "of" not in words[k:last]
        )
        or name.type is MISC
    ):
        return None
    found: list[Name] = []
    if not all(bits[i] & (w.COMMON_LOWER | w.TITLE) or words[i] == "'s" for i in range(first, k)):
        guess = PLACE if words[k] in _OF_PLACES or _is_several(words[k]) else ORG
        for part in _read(words, bits, first, k, None):
            if part.type in (None, PERSON):
                loud = bits[part.first] & w.UPPER and part.last - part.first == 1
                part = part._replace(type=ORG if loud else guess)
            found.append(part)
    if rest < last and words[rest] not in ("of", "for", "'s", "’s"):
        found.append(Name(rest, last, PERSON if name.type in (PERSON, ORG, None) else name.type))
    return found


def _read(
    words: Sequence[str], bits: Sequence[int], first: int, last: int, kind: EntityType | None
) -> Iterator[Name]:
    """What the rules make of some of the words; one without a type is of a given kind."""
    while first < last and not bits[first] & w.CAP:
        first += 1
    while first < last and not bits[last - 1] & (w.CAP | w.DIGITS):
        last -= 1
    if first == last:
        return
    found = names_in_run(words, bits, first, last, -1)
    for begin, end, its, demonym in found:
        yield Name(first + begin, first + end, its or kind, demonym)


def _is_unknown(bits: Sequence[int], first: int, last: int) -> bool:
    """Whether words are nobody's first name, no acronym and no ordinary ones."""
    known = g.FIRST | g.ORG | w.UPPER | w.COMMON_LOWER | w.ORG_TAIL | w.INITIAL | w.TITLE
    return all(b & w.CAP and not b & known for b in bits[first:last])


def _has_initials(words: Sequence[str], bits: Sequence[int], first: int, last: int) -> bool:
    """Whether a name begins with initials without points and goes on as a person's does."""
    head = words[first]
    return (
        2 <= len(head) <= 3
        and head.isalpha()
        and head.isupper()
        and head not in _CLUBS
        and not bits[first] & (g.COUNTRY | g.ORG | g.DEMONYM)
        and _is_person(bits, first + 1, last)
    )


def _is_person(bits: Sequence[int], first: int, last: int) -> bool:
    """Whether some words read as a person's name: all may be, and one alone is known as such."""
    no_name = w.COMMON_LOWER | w.UPPER | w.ORG_TAIL | w.PLACE_TAIL | g.ORG | g.PLACE | g.DEMONYM
    rest = bits[first:last]
    return (
        1 <= len(rest) <= 3
        and all(b & w.CAP and not b & no_name for b in rest)
        and (len(rest) > 1 or any(b & (g.FIRST | g.SURNAME) for b in rest))
    )
