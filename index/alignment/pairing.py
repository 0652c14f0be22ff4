"""Which passages of two texts tell the same: near copies, and reports in other words.

In: what the passages of both are known by. Out: links between them, in no order that the texts
would have to keep. Three steps:

1. Passages that are equal but for white space: those that are unique in both texts first, then
   their neighbours on both sides, then the rest in order (P. Heckel, "A technique for isolating
   differences between files", Communications of the ACM 21/4, 1978).
2. Of all others the pairs that are most alike, each passage once. Terms are weighed by how rare
   they are among the passages of both texts, each passage counting as a document (R. Nelken and
   S. M. Shieber, "Towards robust context-sensitive sentence alignment for monolingual corpora",
   EACL 2006); two terms in sequence are a term as well, as common runs of words tell a quotation.
   Then neighbours of linked passages whose words are mostly the same, whatever these weigh.
3. A passage that is left over is linked to one that has a partner already if it is more alike
   still: one sentence here may be two there.

Two texts of n words take time in proportion to n: pairs are looked at only where they have a term
in common that is rare enough (`REACH`). Exchanging the texts exchanges the sides of every link.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import isqrt, log2
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from index.alignment.terms import PAIR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

REACH = 100
"""A term brings two passages together if it is in so many pairs of them or fewer."""

ALIKE = 0.22
"""The score from which two passages tell the same."""

SHARED = 0.22
"""The score from which a passage is linked to one that has a partner already."""

BESIDE = 0.5
"""The share of words in common, in order, from which neighbours of linked passages are linked."""

FEWEST = 40
"""Passages that two texts count as having at least: in a few no word is rare."""

_BIT = 100
"""Weights are whole numbers, hundredths of bits: sums of them are the same in any order."""

_DOUBT = 20 * _BIT
"""What two passages weigh besides their terms, so that a few terms alone prove little."""


class Unit(NamedTuple):
    """A passage as it is compared.

    Attributes:
        words: its words, folded.
        terms: what it is known by.
        key: its characters, white space runs as single spaces.
        own: whether these are the article's own words.
    """

    words: Sequence[str]
    terms: frozenset[str]
    key: str
    own: bool


class Link(NamedTuple):
    """Two passages that tell the same.

    Attributes:
        left: the number of the one in the first text.
        right: the number of the one in the second.
        score: how alike they are, more than 0; 1 if they are equal.
    """

    left: int
    right: int
    score: float


class Pairing:
    """Links the passages of two texts.

    Args:
        left: those of the one.
        right: those of the other.
        check: called now and then; what it raises is raised.

    Attributes:
        links: those found, the surest first.
        looked_at: how many pairs of passages were compared.
    """

    def __init__(
        self,
        left: Sequence[Unit],
        right: Sequence[Unit],
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._left, self._right = left, right
        self._check = check
        self._of_left: dict[int, int] = {}
        self._of_right: dict[int, int] = {}
        self.links: list[Link] = []
        self.looked_at = 0
        self._equal()
        self._weights = self._weigh()
        self._sizes = (self._weigh_all(left), self._weigh_all(right))
        scored = sorted(self._scored(), key=lambda link: (-link.score, link.left + link.right))
        self._link(link for link in scored if link.score >= ALIKE)
        self._link_neighbours()
        self._link_more(scored)

    def _add(self, link: Link) -> None:
        self._of_left.setdefault(link.left, link.right)
        self._of_right.setdefault(link.right, link.left)
        self.links.append(link)

    def _is_free(self, left: int, right: int) -> bool:
        return left not in self._of_left and right not in self._of_right

    def _link(self, links: Iterable[Link]) -> None:
        for link in links:
            if self._is_free(link.left, link.right):
                self._add(link)

    # Equal ones

    def _equal(self) -> None:
        left, right = _places(self._left), _places(self._right)
        for key in left.keys() & right.keys():
            if len(left[key]) == len(right[key]) == 1:
                self._add(Link(left[key][0], right[key][0], 1.0))
        for by in (1, -1):
            for i in sorted(self._of_left, reverse=by < 0):
                j = self._of_left[i]
                while self._is_equal(i + by, j + by):
                    i, j = i + by, j + by
                    self._add(Link(i, j, 1.0))
        for key in left.keys() & right.keys():
            free_left = (i for i in left[key] if i not in self._of_left)
            free_right = (j for j in right[key] if j not in self._of_right)
            for i, j in zip(list(free_left), list(free_right), strict=False):
                self._add(Link(i, j, 1.0))

    def _is_equal(self, i: int, j: int) -> bool:
        return (
            0 <= i < len(self._left)
            and 0 <= j < len(self._right)
            and self._left[i].key == self._right[j].key
            and self._is_free(i, j)
        )

    # Alike ones

    def _weigh(self) -> Mapping[str, int]:
        """What each term weighs, in hundredths of bits; two in sequence half of it."""
        units = [unit for unit in (*self._left, *self._right) if unit.own]
        counts = Counter(term for unit in units for term in unit.terms)
        most = max(len(units), FEWEST) + 1
        return {
            term: round(_BIT * log2(most / count)) // (2 if PAIR in term else 1)
            for term, count in counts.items()
        }

    def _weigh_all(self, units: Sequence[Unit]) -> list[int]:
        """What the terms of each passage weigh together, without those in sequence."""
        weights = self._weights
        return [
            sum(weights[t] for t in unit.terms if PAIR not in t) if unit.own else 0
            for unit in units
        ]

    def _scored(self) -> Iterator[Link]:
        """The pairs that have a term in common that is rare enough, one of them left over."""
        left, right = _having(self._left), _having(self._right)
        pairs: set[tuple[int, int]] = set()
        for term in left.keys() & right.keys():
            if len(left[term]) * len(right[term]) > REACH:
                continue
            rest = [j for j in right[term] if j not in self._of_right]
            for i in left[term]:
                pairs.update((i, j) for j in (rest if i in self._of_left else right[term]))
        for i, j in pairs:
            score = self._score(i, j)
            if score >= ALIKE:
                yield Link(i, j, score)

    def _score(self, i: int, j: int) -> float:
        self._check()
        self.looked_at += 1
        common = self._left[i].terms & self._right[j].terms
        together = sum(map(self._weights.__getitem__, common))
        size = isqrt(self._sizes[0][i] * self._sizes[1][j])
        return min(0.99, together / (size + _DOUBT))

    def _link_neighbours(self) -> None:
        fresh = list(self.links)
        while fresh:
            near: set[tuple[int, int]] = set()
            for i, j, _ in fresh:
                near.update(p for p in ((i - 1, j - 1), (i + 1, j + 1)) if self._may_be_linked(*p))
            links = [Link(i, j, self._same_words(i, j)) for i, j in near]
            links.sort(key=lambda link: (-link.score, link.left + link.right))
            known = len(self.links)
            self._link(link for link in links if link.score >= BESIDE)
            fresh = self.links[known:]

    def _may_be_linked(self, i: int, j: int) -> bool:
        return (
            0 <= i < len(self._left)
            and 0 <= j < len(self._right)
            and self._left[i].own
            and self._right[j].own
            and self._is_free(i, j)
        )

    def _same_words(self, i: int, j: int) -> float:
        self.looked_at += 1
        left, right = self._left[i].words, self._right[j].words
        most = max(len(left), len(right))
        return min(0.99, LCSseq.similarity(left, right) / most) if most else 0.0

    def _link_more(self, scored: Sequence[Link]) -> None:
        linked_left, linked_right = set(self._of_left), set(self._of_right)
        for link in scored:
            if link.score < SHARED:
                return
            if (link.left in linked_left) != (link.right in linked_right):
                self.links.append(link)
                linked_left.add(link.left)
                linked_right.add(link.right)


def _places(units: Sequence[Unit]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        found[unit.key].append(number)
    return found


def _having(units: Sequence[Unit]) -> dict[str, list[int]]:
    """The passages that have each term, in order."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        if unit.own:
            for term in unit.terms:
                found[term].append(number)
    return found
