"""The words of a field: which of them a leaf of a query stands for.

In: a leaf (`Word`, `Typed`, `Prefix`, `Wildcard`, `Fuzzy`, `Regex`). Out: terms. What a lexicon
has to offer is `Lexicon`; how it is held is the codec's or the fallback's business.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Protocol

from index.analysis import fold, stem
from index.query import Fuzzy, Leaf, Prefix, Regex, Typed, Wildcard, Word
from index.query.matching import single, wildcard

if TYPE_CHECKING:
    from collections.abc import Sequence

TYPE_AHEAD = 50
"""So many words, the commonest, stand for one that is being typed."""


class Lexicon(Protocol):
    """The words of one field of the index."""

    def forms(self, stemmed: str) -> list[str]:
        """The terms of this stem."""

    def has(self, term: str) -> bool:
        """Whether this term stands anywhere."""

    def beginning(self, prefix: str) -> list[str]:
        """The terms that begin so, in order."""

    def commonest(self, prefix: str, limit: int) -> list[str]:
        """The terms that begin so and stand in most articles, commonest first, then in order."""

    def terms(self) -> Sequence[str]:
        """All terms, in order of their code points."""


class Listed:
    """A lexicon from a plain table: term → in how many articles it stands."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._terms = sorted(counts)
        self._forms: dict[str, list[str]] = {}
        for term in self._terms:
            self._forms.setdefault(stem(term), []).append(term)

    def forms(self, stemmed: str) -> list[str]:
        """See `Lexicon`."""
        return self._forms.get(stemmed, [])

    def has(self, term: str) -> bool:
        """See `Lexicon`."""
        return term in self._counts

    def beginning(self, prefix: str) -> list[str]:
        """See `Lexicon`."""
        first = bisect_left(self._terms, prefix)
        last = bisect_left(self._terms, prefix + "\U0010ffff")
        return self._terms[first:last]

    def commonest(self, prefix: str, limit: int) -> list[str]:
        """See `Lexicon`."""
        found = self.beginning(prefix)
        return sorted(found, key=lambda term: (-self._counts[term], term))[:limit]

    def terms(self) -> Sequence[str]:
        """See `Lexicon`."""
        return self._terms


def expanded(leaf: Leaf, lexicon: Lexicon) -> list[str]:
    """Return the terms of the lexicon that a leaf stands for, in order, each once."""
    match leaf:
        case Word(text=text, exact=exact):
            term = single(text)
            found = ([term] if lexicon.has(term) else []) if exact else word_forms(term, lexicon)
        case Typed(text=text):
            term = single(text)
            found = [*word_forms(term, lexicon), *lexicon.commonest(term, TYPE_AHEAD)]
        case Prefix(text=text):
            found = lexicon.beginning(single(text))
        case Wildcard(pattern=pattern):
            found = _matching(wildcard(pattern), _literal(pattern), lexicon)
        case Fuzzy(text=text, distance=distance):
            found = similar(single(text), distance, lexicon)
        case Regex(pattern=pattern):
            found = _matching(re.compile(pattern, re.IGNORECASE), "", lexicon)
    return sorted(set(found))


def word_forms(term: str, lexicon: Lexicon) -> list[str]:
    """The terms that a bare word stands for: all of its stem; a lone CJK character's pairs too."""
    if len(term) == 1 and term > "\u3000" and not term.isascii():
        return lexicon.beginning(term)
    return lexicon.forms(stem(term))


def _literal(pattern: str) -> str:
    return re.split(r"[*?]", fold(pattern), maxsplit=1)[0]


def _matching(pattern: re.Pattern[str], prefix: str, lexicon: Lexicon) -> list[str]:
    candidates = lexicon.beginning(prefix) if prefix else lexicon.terms()
    return [term for term in candidates if pattern.fullmatch(term)]


def similar(term: str, distance: int, lexicon: Lexicon) -> list[str]:
    """The terms within so many edits (optimal string alignment)."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(term, lexicon.terms(), scorer=OSA.distance, score_cutoff=distance, limit=None)
    return [candidate for candidate, _, _ in found]
