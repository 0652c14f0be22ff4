"""A word → what it looks like and may be, as one number of bits."""

from __future__ import annotations

import re

from index.extraction import gazetteer, lexicon
from index.extraction.gazetteer import COMMON, GROUP, RANK
from index.extraction.peoples import DEMONYMS, GROUPS

CAP = 1 << 13
UPPER = 1 << 14
INITIAL = 1 << 15
DIGITS = 1 << 16
LOWER = 1 << 17
FUNCTION = 1 << 18
TITLE = 1 << 19
HONORIFIC = 1 << 20
CALENDAR = 1 << 21
ORG_TAIL = 1 << 22
ORG_HEAD = 1 << 23
PLACE_TAIL = 1 << 24
PLACE_HEAD = 1 << 25
MISC_TAIL = 1 << 26
MISC_HEAD = 1 << 27
LINK = 1 << 28
SAYING = 1 << 29
MODEL = 1 << 30
LONG = 1 << 31
COMMON_LOWER = 1 << 32
"""The word with a small first letter is a common word; bits 33 and 34 say how common."""

_LOWER_SHIFT = 33
_MODEL = re.compile(r"(?:[A-Z][A-Za-z]{0,3}-\d+[A-Za-z0-9-]*|[A-Z]{1,3}\d{1,4}[A-Z]?)$")

SEVERAL = re.compile(r"[A-Z]{2,6}s")
"""Several of what an acronym is short for, such as "MPs": no name, for all its capitals."""

_LISTS = (
    (lexicon.TITLES, TITLE),
    (lexicon.HONORIFICS, HONORIFIC),
    (lexicon.CALENDAR, CALENDAR),
    (lexicon.ORG_TAILS, ORG_TAIL),
    (lexicon.ORG_HEADS, ORG_HEAD),
    (lexicon.PLACE_TAILS, PLACE_TAIL),
    (lexicon.PLACE_HEADS, PLACE_HEAD),
    (lexicon.MISC_TAILS, MISC_TAIL),
    (lexicon.MISC_HEADS, MISC_HEAD),
    (lexicon.NAME_LINKS, LINK),
    (lexicon.SAYING, SAYING),
    (DEMONYMS, gazetteer.DEMONYM),
    (GROUPS, GROUP),
)

_LEXICON: dict[str, int] = {}
for _members, _bit in _LISTS:
    for _word in _members:
        _LEXICON[_word] = _LEXICON.get(_word, 0) | _bit


def bits_of(word: str) -> int:
    """The bits of one word."""
    names = gazetteer.load().words
    plain = word.replace("’", "'") if "’" in word else word
    bits = names.get(plain, 0) | _LEXICON.get(plain, 0)
    if not word:
        return 0
    first = word[0]
    lower = plain.lower()
    if first.isupper() and not (word[-1] == "s" and SEVERAL.fullmatch(word)):
        bits |= CAP
        if len(word) > 1 and word.isupper():
            bits |= UPPER if word[-1] != "." or len(word) > 2 else INITIAL
        if _MODEL.match(word):
            bits |= MODEL
        common = names.get(lower, 0)
        if common & COMMON:
            bits |= COMMON_LOWER | (common & RANK) << (_LOWER_SHIFT - 11)
        if bits & UPPER and len(word) > 3 and word.isalpha():
            bits |= names.get(word.capitalize(), 0)
    elif first.isdigit():
        bits |= DIGITS
    elif word.islower():
        bits |= LOWER
    elif first.isalpha() and ("-" in word or "'" in plain or word.isalpha()):
        bits |= CAP
    if lower in lexicon.FUNCTION:
        bits |= FUNCTION
    if len(word) > 3 and word.isalpha():
        bits |= LONG
    return bits
