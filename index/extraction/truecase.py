"""Headlines → the words as a sentence would have them, so that a model trained on sentences reads
them: "MADURO ASKS PUTIN FOR HELP" → "Maduro asks Putin for help".

What a word's capital is worth is taken from the rest of the article first, then from the
gazetteer. Offsets are untouched; only the words that are looked at change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.tokens import Tokens

_NAMED = g.COUNTRY | g.STATE | g.CITY | g.DEMONYM | g.GROUP | g.FIRST | g.SURNAME
_UPPER_SHARE = 0.8
_KEEP_SHORT = 4


def truecase(
    tokens: Tokens, bits: Sequence[int], headlines: Sequence[bool]
) -> tuple[Tokens, list[int]]:
    """The tokens with the words of headlines recased, and their bits.

    Args:
        tokens: the words.
        bits: their bits.
        headlines: for each sentence, whether most of its long words have capitals.
    """
    capitals = [_capitals(bits, *bounds) for bounds in tokens.sentences]
    if not any(headlines) and not any(capitals):
        return tokens, list(bits)
    inside, small, upper = _seen(tokens, bits, headlines, capitals)
    words = list(tokens.words)
    for (begin, end), title, whole in zip(tokens.sentences, headlines, capitals, strict=True):
        if not title and not whole:
            continue
        for i in range(begin, end):
            word = words[i]
            if not bits[i] & w.CAP:
                continue
            if whole and bits[i] & w.UPPER:
                words[i] = _from_upper(word, inside, small, upper)
            elif not whole and i > begin and word not in inside and not bits[i] & w.UPPER:
                low = word.lower()
                if low in small or (bits[i] & w.COMMON_LOWER and not bits[i] & g.COUNTRY):
                    words[i] = low
    return tokens._replace(words=words), w.bits_of_all(words)


def _capitals(bits: Sequence[int], begin: int, end: int) -> bool:
    """Whether a sentence is in capitals throughout."""
    long = upper = 0
    for i in range(begin, end):
        if bits[i] & w.LONG:
            long += 1
            if bits[i] & w.UPPER:
                upper += 1
    return long >= 2 and upper >= _UPPER_SHARE * long


def _seen(
    tokens: Tokens, bits: Sequence[int], headlines: Sequence[bool], capitals: Sequence[bool]
) -> tuple[set[str], set[str], set[str]]:
    """The words of ordinary sentences: with a capital not at the start, small, and in capitals."""
    inside: set[str] = set()
    small: set[str] = set()
    upper: set[str] = set()
    for (begin, end), title, whole in zip(tokens.sentences, headlines, capitals, strict=True):
        if title or whole:
            continue
        for i in range(begin, end):
            b = bits[i]
            if not b & w.CAP:
                if b & w.LOWER:
                    small.add(tokens.words[i])
            elif i > begin:
                (upper if b & w.UPPER else inside).add(tokens.words[i])
    return inside, small, upper


def _from_upper(word: str, inside: set[str], small: set[str], upper: set[str]) -> str:
    """One word of a line in capitals."""
    if word in upper or "." in word:
        return word
    title = "-".join(part.capitalize() for part in word.split("-"))
    if title in inside:
        return title
    low = word.lower()
    if low in small:
        return low
    bits = w.bits_of(title)
    own = g.load().words.get(word, 0)
    if own & (g.COUNTRY | g.ORG):
        return word
    if bits & w.COMMON_LOWER and not bits & g.COUNTRY:
        return low
    if bits & _NAMED or len(word) > _KEEP_SHORT:
        return title
    return word
