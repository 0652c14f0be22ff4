"""Acronyms in brackets behind what they are short for name the same kind of thing.

"National Democratic Congress (NDC)" makes NDC an organisation all through the article, "Deputy
Commissioner of Police (DCP)" makes DCP no name at all.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.spans import Present

_SMALL = frozenset({"of", "and", "for", "the", "in", "on", "de", "la", "&", "to", "del", "du"})
_JOINTS = ([","], ["and"], [",", "and"], ["or"])
TRIGGERS = frozenset("(")
"""The words without which `explained` does nothing."""

_SHORTEST, _LONGEST = 2, 8
"""Letters of an acronym."""

_OF_STATES = 2
"""Letters of the acronyms of states and provinces."""


def explained(
    words: Sequence[str], bits: Sequence[int], present: Present, names: list[Name]
) -> None:
    """Give acronyms the type of what they stand for, all through the article.

    Args:
        words: the article's words.
        bits: their bits (see `index.extraction.words`).
        present: where words of `TRIGGERS` stand in it.
        names: its names, in order; changed in place.
    """
    brackets = [
        k
        for k in present.get("(", ())
        if 0 < k < len(words) - 2 and words[k + 2] == ")" and _is_acronym(words[k + 1])
    ]
    if not brackets:
        return
    by_end = {name.last: name for name in names if name.type is not None}
    kinds: dict[str, Name | None] = {}
    for k in brackets:
        first = _begins(words, k, words[k + 1])
        if first < 0:
            continue
        long = by_end.get(k)
        if long is not None and long.first <= first:
            if long.type is PERSON or _is_body(words, long, words[k + 1]):
                names[names.index(long)] = long = long._replace(type=ORG)
            kinds[words[k + 1]] = long
        elif bits[first] & w.TITLE or long is None:
            kinds.setdefault(words[k + 1], None)
    if not kinds:
        return
    found: list[Name] = []
    for name in names:
        word = words[name.first]
        if name.last - name.first == 1 and word in kinds:
            long = kinds[word]
            if long is not None:
                found.append(name._replace(type=long.type, demonym=False))
        else:
            found.append(name)
    taken = {k for name in found for k in range(name.first, name.last)}
    for k in brackets:
        long = kinds.get(words[k + 1])
        if long is not None and k + 1 not in taken:
            found.append(Name(k + 1, k + 2, long.type))
    found.sort(key=lambda name: name.first)
    names[:] = found


def in_row(words: Sequence[str], bits: Sequence[int], names: list[Name]) -> None:
    """Make acronyms that stand in one row with an organisation organisations: "Umno and PAS".

    Args:
        words: the article's words.
        bits: their bits (see `index.extraction.words`).
        names: its names, in order; changed in place.
    """
    alone = [
        k
        for k, (first, last, kind, demonym) in enumerate(names)
        if kind is MISC and last - first == 1 and not demonym and bits[first] & w.UPPER
    ]
    bodies: set[str] = set()
    for k in alone:
        word = words[names[k].first]
        if _is_acronym(word) and len(word) > _OF_STATES and not bits[names[k].first] & w.MODEL:
            around = names[max(k - 1, 0) : k + 2]
            bodies.update(
                word
                for one, other in pairwise(around)
                if ORG in (one.type, other.type) and words[one.last : other.first] in _JOINTS
            )
    for k in alone if bodies else ():
        if words[names[k].first] in bodies:
            names[k] = names[k]._replace(type=ORG)


def places(words: Sequence[str], word: str) -> list[int]:
    """Where a word stands among others."""
    found: list[int] = []
    at = -1
    for _ in range(words.count(word)):
        at = words.index(word, at + 1)
        found.append(at)
    return found


def _is_acronym(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isupper() and word.isalpha()


def _is_body(words: Sequence[str], name: Name, letters: str) -> bool:
    """Whether a name taken for a place's is no known place's: few but organisations are short."""
    text = " ".join(words[name.first : name.last])
    return (
        name.type is PLACE
        and name.last - name.first > 1
        and len(letters) > _OF_STATES
        and not g.load().phrases.get(text, 0) & (g.COUNTRY | g.STATE | g.CITY)
    )


def _begins(words: Sequence[str], end: int, letters: str) -> int:
    """The word from which on the words before a bracket have some initials; -1 if none.

    Parts of a word with hyphens count by themselves.
    """
    parts = [
        (part, k)
        for k in range(max(end - 2 * _LONGEST, 0), end)
        for part in words[k].split("-")
        if part
    ]
    at = len(parts) - 1
    for letter in reversed(letters):
        while (
            at >= 0
            and parts[at][0][0].upper() != letter
            and (parts[at][0] in _SMALL or len(parts[at][0]) == 1)
        ):
            at -= 1
        if at < 0 or parts[at][0][0].upper() != letter:
            return -1
        at -= 1
    first = parts[at + 1][1]
    return first if words[first][0].isupper() else -1
