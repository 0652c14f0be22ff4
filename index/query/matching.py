"""Whether a word answers a leaf of a query: the leaf as a test of folded terms.

Used where a text is at hand and no index is: to mark words, to check a short text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from index.analysis import fold, terms
from index.analysis.snowball import ENGLISH, stemmer
from index.analysis.words import is_mark, is_paired
from index.query.nodes import Fuzzy, Leaf, Prefix, Regex, Typed, Wildcard, Word

if TYPE_CHECKING:
    from collections.abc import Callable


@lru_cache(maxsize=4096)
def single(text: str) -> str:
    """The one term of a leaf's text."""
    found = terms(text)
    return found[0] if found else ""


def wildcard(pattern: str) -> re.Pattern[str]:
    """A folded pattern of ``?`` and ``*`` as a regular expression for all of a text.

    What stands between stars is taken where it stands first, so that no text takes long.
    """
    first, *others = [
        "".join("." if letter == "?" else re.escape(letter) for letter in part)
        for part in pattern.split("*")
    ]
    inner = "".join(f"(?>.*?{part})" for part in others[:-1] if part)
    end = f".*{others[-1]}" if others else ""
    return re.compile(f"{first}{inner}{end}", re.DOTALL)


def lone(term: str) -> bool:
    """Whether a term is a lone character of a script that is indexed by pairs."""
    return term != "" and is_paired(term[0]) and all(map(is_mark, term[1:]))


def matcher(leaf: Leaf, language: str = ENGLISH) -> Callable[[str], bool]:
    """Return the test of folded terms that a leaf stands for in a text of a language."""
    stem = stemmer(language)
    match leaf:
        case Word(text=text, exact=exact):
            term = single(text)
            if exact:
                return term.__eq__
            if lone(term):
                return lambda other: other.startswith(term)
            stemmed = stem(term)
            return lambda other: stem(other) == stemmed
        case Typed(text=text):
            term = single(text)
            stemmed = stem(term)
            return lambda other: other.startswith(term) or stem(other) == stemmed
        case Prefix(text=text):
            term = single(text)
            return lambda other: other.startswith(term)
        case Wildcard(pattern=pattern):
            shape = wildcard(fold(pattern))
            return lambda other: shape.fullmatch(other) is not None
        case Regex(pattern=pattern):
            regex = re.compile(pattern, re.IGNORECASE)
            return lambda other: regex.fullmatch(other) is not None
        case Fuzzy(text=text, distance=distance):
            from rapidfuzz.distance import OSA

            term = single(text)
            return lambda other: OSA.distance(term, other, score_cutoff=distance) <= distance
