"""What is searched for in a folded text to find a word of a query: the letters that it begins with.

In: a leaf of a query. Out: byte strings for `index.answering.folding`'s copies, and the test of the
words that are found there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from index.analysis.snowball import needle, stemmer
from index.query import Prefix, Typed, Word
from index.query.matching import lone, matcher, single

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.query import Leaf


class Sought:
    """One word of a query.

    Attributes:
        bit: stands for it in marks.
        test: whether a folded word answers it.
        needles: what to search for, with the space before it; none where only word by word will do.
    """

    def __init__(self, leaf: Leaf, bit: int, language: str) -> None:
        self.bit = bit
        self.test, self.needles = _parts(leaf, language)


@lru_cache(maxsize=1024)
def _parts(leaf: Leaf, language: str) -> tuple[Callable[[str], bool], tuple[bytes, ...]]:
    """The test of a word and its needles, remembered: the same words are marked again and again."""
    return matcher(leaf, language), _needles(leaf, language)


def _needles(leaf: Leaf, language: str) -> tuple[bytes, ...]:
    """A word's first letters, also as initials."""
    if not isinstance(leaf, Word | Typed | Prefix):
        return ()
    term = single(leaf.text)
    if not term.isascii() or not term.isalnum() or lone(term) or len(term) < 2:
        return ()
    begins = [term]
    if not isinstance(leaf, Prefix) and not (isinstance(leaf, Word) and leaf.exact):
        stemmed = needle(stemmer(language)(term), language)
        begins = [stemmed]
        if isinstance(leaf, Typed) and not term.startswith(stemmed):
            begins = [term] if stemmed.startswith(term) else [stemmed, term]
    found = [f" {begin}" for begin in begins]
    if any(len(begin) < 7 and begin.isalpha() for begin in begins):
        found += [" " + " ".join(begin[:6]) for begin in begins]
    return tuple([begin.encode() for begin in found])


def shortest(needles: set[bytes]) -> list[bytes]:
    """The needles without those that begin with another, which finds the same words."""
    found: list[bytes] = []
    for one in sorted(needles):
        if not found or not one.startswith(found[-1]):
            found.append(one)
    return found
