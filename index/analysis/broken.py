"""Words that are broken at the end of a line: ``agree-`` and ``ment`` are one word as well as two.

In: a text. Out: `Token`s of the whole words, over both parts. The parts remain words, each at a
position of its own; the whole word is there besides. It stands at the first part's position and
takes up both, so that a phrase may pass over it either way.

A word counts as broken where letters stand on both sides, at least two each, and the second part
goes on in lower case, so that ``anti-`` and ``American`` are no one word. A soft hyphen stands in
nothing but a word, so that the case behind it does not matter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple

from index.analysis.words import MAX_TERM, Token, is_mark, is_paired, tokens

SOFT = "\u00ad"
HYPHENS = f"-\u2010\u00ac{SOFT}"
"""What stands at the end of a line; some programs write a broken word with a negation sign."""
_GAPS = [
    (hyphen, re.compile(rf"{hyphen}[ \t\r]{{0,3}}\n[ \t\r\n\f]{{0,40}}")) for hyphen in HYPHENS
]
_LONGEST = 40
_AROUND = 64
"""A part of at most so many characters is looked for in so many."""
_HEAD = re.compile(rf"[A-Za-z]{{2,{_LONGEST}}}(?![A-Za-z0-9])")


class _Whole(NamedTuple):
    """A word put together, and how many characters of each part stand in it."""

    term: str
    left: int
    right: int


def broken(text: str) -> list[Token]:
    """Return the words of a text that are broken at the end of a line, in order.

    Each reaches from its first part's first character to one past its second part's last.
    """
    found: list[Token] = []
    for hyphen, gap in _GAPS:
        if hyphen not in text:
            continue
        for match in gap.finditer(text):
            first, last = match.span()
            before, after = text[max(0, first - _AROUND) : first], text[last : last + _AROUND]
            if before.isascii() and after.isascii():
                whole = _plain(before, after)
            elif _may_be(before, after):
                whole = _whole(before.split()[-1], after.split(maxsplit=1)[0])
            else:
                whole = None
            if whole is not None and (hyphen == SOFT or after[0].islower()):
                found.append(Token(whole.term, first - whole.left, last + whole.right))
    found.sort(key=lambda one: one.start)
    return found


def _plain(before: str, after: str) -> _Whole | None:
    """The word of two parts in ASCII, which need no tokeniser."""
    rest = before.rstrip(ascii_letters)
    left = len(before) - len(rest)
    head = _HEAD.match(after)
    if head is None or not 2 <= left <= _LONGEST or rest[-1:].isdigit():
        return None
    return _Whole((before[-left:] + head[0]).lower()[:MAX_TERM], left, head.end())


def _may_be(before: str, after: str) -> bool:
    """Whether the characters right beside a hyphen and a line break may be those of one word."""
    return after[:1].isalpha() and (before[-1:].isalpha() or (before != "" and is_mark(before[-1])))


@lru_cache(maxsize=1 << 13)
def _whole(before: str, after: str) -> _Whole | None:
    """The word of the end of a piece and the beginning of another, if both are parts of words."""
    lefts, rights = tokens(before), tokens(after)
    if not lefts or not rights:
        return None
    left, right = lefts[-1], rights[0]
    parts = before[left.start :], after[: right.end]
    if left.end != len(before) or right.start:
        return None
    if not all(map(_is_part, (left.term, right.term), parts)):
        return None
    return _Whole((left.term + right.term)[:MAX_TERM], len(parts[0]), len(parts[1]))


def _is_part(term: str, verbatim: str) -> bool:
    """Whether a word may be a part of another: two letters or more, and nothing but letters."""
    if len(term) < 2 or len(verbatim) > _LONGEST:
        return False
    return term.isalpha() and "." not in verbatim and not is_paired(term[0])
