"""What rules know better than a trained model: laid over the names that it found.

Names as ranges of words come in and go out, so that any extractor can share the pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.tokens import Tokens

_EDGES = frozenset({"the", "a", "an", "of", "and", "in", "'s", "’s", "to", "for", "at", "by", "on"})
_PEOPLE = g.DEMONYM | g.GROUP


def overlay(
    tokens: Tokens, bits: Sequence[int], names: Sequence[Name], rules: Sequence[Name]
) -> list[Name]:
    """Correct and complete a model's names.

    - articles and titles are taken off a name's ends;
    - words for a people are names by themselves, marked as such;
    - what the rules are sure of is added where the model saw nothing.

    Args:
        tokens: the text's words.
        bits: their bits.
        names: the model's names, disjoint.
        rules: the names that `index.extraction.rules` finds.

    Returns:
        the names in order, disjoint, candidates among them.
    """
    words = tokens.words
    taken = bytearray(len(words))
    out: list[Name] = []

    def add(name: Name) -> None:
        out.append(name)
        taken[name.first : name.last] = b"\x01" * (name.last - name.first)

    for name in names:
        trimmed = _trim(words, bits, name)
        if trimmed is None:
            continue
        for part in _peoples(words, bits, trimmed):
            add(part)
    for name in rules:
        if not any(taken[name.first : name.last]) and _sure(words, bits, name):
            add(name)
    return sorted(out)


def _trim(words: Sequence[str], bits: Sequence[int], name: Name) -> Name | None:
    """A name without what stands around it; None if nothing is left."""
    first, last = name.first, name.last
    while first < last and (
        words[first].lower() in _EDGES
        and not (bits[first] & w.UPPER)
        or not words[first][0].isalnum()
        or (
            name.type is PERSON
            and last - first > 1
            and bits[first] & w.TITLE
            and not bits[first] & w.INITIAL
        )
    ):
        first += 1
    while last > first and (
        words[last - 1] in _EDGES or not (words[last - 1][-1].isalnum() or words[last - 1][-1] == ".")
    ):
        last -= 1
    if first == last or not any(bits[k] & (w.CAP | w.DIGITS) for k in range(first, last)):
        return None
    if last - first == 1 and bits[first] & w.CALENDAR:
        return None
    return name._replace(first=first, last=last)


def _peoples(words: Sequence[str], bits: Sequence[int], name: Name) -> list[Name]:
    """A name with the words for a people in it made names of their own."""
    first, last = name.first, name.last
    if last - first == 1:
        b = bits[first]
        if b & _PEOPLE and not b & g.COUNTRY:
            return [Name(first, last, MISC, bool(b & g.DEMONYM))]
        return [name]
    found = []
    while last - first > 1 and bits[first] & g.DEMONYM and name.type in (PERSON, PLACE):
        found.append(Name(first, first + 1, MISC, True))
        first += 1
    return [*found, name._replace(first=first)]


def _sure(words: Sequence[str], bits: Sequence[int], name: Name) -> bool:
    """Whether a name of the rules is to be believed although the model saw nothing."""
    return name.demonym or name.type is None
