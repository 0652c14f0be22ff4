"""Bodies whose names a model cuts at "and", "for", "of" or a comma → whole names.

"Department for Culture" of "Department for Culture, Media and Sport", "Pensions Committee" of "the
Work and Pensions Committee". In: an article's words and names; the names are changed in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.lexicon import word_set
from index.extraction.spans import MISC, ORG, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.spans import Present

_HEADS = word_set(
    """Agency Association Board Bureau Campaign Centre Centers Center Chamber Commission Committee
    Confederation Council Court Department Federation Institute Ministry Office Organisation
    Organization School Society"""
)
"""First words of names of bodies that go on with what these are for."""

_TAILS = word_set(
    """Agency Association Authority Board Bureau Commission Committee Council Department Foundation
    Ministry Office Service Services Trust Union"""
)
"""Last words of names of bodies before which stands what these are for."""

TRIGGERS = _HEADS | _TAILS
"""The words without which nothing here is done."""

_OF = frozenset({"of", "for", "on"})
_BEFORE = frozenset({"the", "The", "'s", "’s"})
_KNOWN = g.PLACE | g.DEMONYM | g.ORG | g.GROUP
_NO_MATTER = _KNOWN | w.TITLE | w.ORG_HEAD | w.CALENDAR | w.UPPER | w.FUNCTION
"""What no word is that says what a body is for."""


def whole(words: Sequence[str], bits: Sequence[int], present: Present, names: list[Name]) -> None:
    """Make the names of bodies whole.

    Args:
        words: the article's words.
        bits: their bits (see `index.extraction.words`).
        present: where words of `TRIGGERS` stand in it.
        names: its names, in order; changed in place.
    """
    if _HEADS.isdisjoint(present) and _TAILS.isdisjoint(present):
        return
    found: list[Name] = []
    for name in names:
        if name.type not in (ORG, MISC) or name.last - name.first < 2:
            continue
        first, last = name.first, name.last
        if any(words[k] in _HEADS and words[k + 1] in _OF for k in range(first, last - 1)):
            last = _end(words, bits, last)
        elif words[last - 1] in _TAILS:
            first = _begin(words, bits, first)
        if (first, last) != (name.first, name.last):
            found.append(Name(first, last, ORG))
    if found:
        taken = {k for name in found for k in range(name.first, name.last)}
        kept = [name for name in names if taken.isdisjoint(range(name.first, name.last))]
        names[:] = sorted(kept + found, key=lambda name: name.first)


def _end(words: Sequence[str], bits: Sequence[int], at: int) -> int:
    """Where a name goes on to that a model ends before a word."""
    end = _ordinary(bits, at)
    while end < len(words):
        word = words[end]
        further = _ordinary(bits, end + 1)
        if further == end + 1 or word not in (",", "and", "for"):
            return end
        if word == "," and not _is_list(words, bits, further):
            return end
        end = further
        if word == "and":
            return end
    return end


def _is_list(words: Sequence[str], bits: Sequence[int], at: int) -> bool:
    """Whether a list of ordinary words in capitals goes on and ends with "and" and another."""
    while at < len(words) and words[at] == ",":
        further = _ordinary(bits, at + 1)
        if further == at + 1:
            break
        at = further
    at += words[at : at + 1] == [","]
    return words[at : at + 1] == ["and"] and _ordinary(bits, at + 1) > at + 1


def _ordinary(bits: Sequence[int], at: int) -> int:
    """Where ordinary words in capitals end that begin at a place."""
    while (
        at < len(bits)
        and bits[at] & w.CAP
        and bits[at] & w.COMMON_LOWER
        and not bits[at] & _NO_MATTER
    ):
        at += 1
    return at


def _begin(words: Sequence[str], bits: Sequence[int], at: int) -> int:
    """Where a name begins that a model begins behind "X and": after "the" or a possessive."""
    if (
        at > 2
        and words[at - 1] == "and"
        and words[at - 3] in _BEFORE
        and _ordinary(bits, at - 2) == at - 1
        and not bits[at - 2] & w.ORG_TAIL
    ):
        return at - 2
    return at
