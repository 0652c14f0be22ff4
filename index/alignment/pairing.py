"""Which passages of two texts tell the same: near copies, and reports in other words.

In: what the passages of both are known by. Out: links between them, in no order that the texts
would have to keep. Three steps:

1. Passages that are equal but for white space: those that are unique in both texts first, then
   their neighbours on both sides, then the rest in order (P. Heckel, "A technique for isolating
   differences between files", Communications of the ACM 21/4, 1978). Likewise, without the rest,
   those that differ in little words and marks alone.
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
from functools import cache
from itertools import chain, pairwise
from math import isqrt, log2
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

REACH = 100
"""A term brings two passages together if it is in so many pairs of them or fewer."""

ALIKE = 0.22
"""The score from which two passages tell the same."""

SHARED = 0.22
"""The score from which a passage is linked to one that has a partner already."""

PARTNERS = 16
"""A passage has so many partners or fewer."""

BESIDE = 0.5
"""The share of words in common, in order, from which neighbours of linked passages are linked."""

FEWEST = 40
"""Passages that two texts count as having at least: in a few no word is rare."""

_BIT = 100
"""Weights are whole numbers, hundredths of bits: sums of them are the same in any order."""

_MOST = 0.99
"""The score of passages that are as alike as can be without being equal."""

_DOUBT = 20 * _BIT
"""What two passages weigh besides their terms, so that a few terms alone prove little."""


_Term = str | tuple[str, str]
"""What a passage is known by, or two stems that follow one another in it."""


class Unit(NamedTuple):
    """A passage as it is compared.

    Attributes:
        words: its words, folded.
        terms: what it is known by.
        stems: its stems in order, without little words; those of names, too.
        key: its characters, white space runs as single spaces.
        own: whether these are the article's own words.
    """

    words: Sequence[str]
    terms: frozenset[str]
    stems: Sequence[str]
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
        links: those found.
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
        self._sizes: tuple[dict[int, int], dict[int, int]] = {}, {}
        self._equal()
        self._weights = self._weigh()
        self._of_the_same_terms()
        self._terms = self._told()
        self._weigh_pairs()
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
        left, right = [unit.key for unit in self._left], [unit.key for unit in self._right]
        self._anchor(left, right, 1.0)
        here, there = _places(left), _places(right)
        for key in here.keys() & there.keys():
            free_left = (i for i in here[key] if i not in self._of_left)
            free_right = (j for j in there[key] if j not in self._of_right)
            for i, j in zip(list(free_left), list(free_right), strict=False):
                self._add(Link(i, j, 1.0))

    def _of_the_same_terms(self) -> None:
        """Link what differs in little words and marks alone; nothing else could be more alike."""
        left, right = (
            [
                (unit.terms, tuple(unit.stems))
                if unit.own and _alike(self._size(side, number)) >= ALIKE
                else None
                for number, unit in enumerate(units)
            ]
            for side, units in enumerate((self._left, self._right))
        )
        self._anchor(left, right, _MOST)

    def _anchor(
        self, left: Sequence[Hashable | None], right: Sequence[Hashable | None], score: float
    ) -> None:
        """Link passages of one key that is unique in both texts, then neighbours of one key."""
        here, there = _places(left), _places(right)
        for key in here.keys() & there.keys():
            if len(here[key]) == len(there[key]) == 1:
                self._link([Link(here[key][0], there[key][0], score)])
        for by in (1, -1):
            for i in sorted(self._of_left, reverse=by < 0):
                j = self._of_left[i]
                while (
                    0 <= i + by < len(left)
                    and 0 <= j + by < len(right)
                    and left[i + by] is not None
                    and left[i + by] == right[j + by]
                    and self._is_free(i + by, j + by)
                ):
                    i, j = i + by, j + by
                    self._add(Link(i, j, score))

    # Alike ones

    def _told(self) -> tuple[list[frozenset[_Term]], list[frozenset[_Term]]]:
        """What the passages of both texts may have in common with those that are left over."""
        left, right = self._left, self._right
        loose = [u for i, u in enumerate(left) if u.own and i not in self._of_left]
        loose += [u for j, u in enumerate(right) if u.own and j not in self._of_right]
        terms = frozenset[_Term]().union(*(unit.terms for unit in loose))
        pairs = frozenset(pair for unit in loose for pair in pairwise(unit.stems))
        return (
            [_common(unit, terms, pairs) for unit in left],
            [_common(unit, terms, pairs) for unit in right],
        )

    def _weigh(self) -> dict[_Term, int]:
        """What each term weighs, in hundredths of bits."""
        units = [unit for unit in (*self._left, *self._right) if unit.own]
        counts = Counter(chain.from_iterable(unit.terms for unit in units))
        most = max(len(units), FEWEST) + 1
        self._bits = cache(lambda count: round(_BIT * log2(most / count)))
        return {term: self._bits(count) for term, count in counts.items()}

    def _weigh_pairs(self) -> None:
        """Let terms in sequence weigh half of what one so rare does."""
        terms = chain.from_iterable(chain(*self._terms))
        counts = Counter(term for term in terms if isinstance(term, tuple))
        self._weights.update((pair, self._bits(count) // 2) for pair, count in counts.items())

    def _size(self, side: int, number: int) -> int:
        """What the terms of a passage weigh together, without those in sequence."""
        sizes = self._sizes[side]
        if number not in sizes:
            unit = (self._left, self._right)[side][number]
            sizes[number] = sum(map(self._weights.__getitem__, unit.terms))
        return sizes[number]

    def _scored(self) -> Iterator[Link]:
        """The pairs that have a term in common that is rare enough, one of them left over."""
        left, right = map(_having, self._terms)
        pairs: set[tuple[int, int]] = set()
        for term in left.keys() & right.keys():
            self._check()
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
        common = self._terms[0][i] & self._terms[1][j]
        together = sum(map(self._weights.__getitem__, common))
        return _alike(isqrt(self._size(0, i) * self._size(1, j)), together)

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
        return min(_MOST, LCSseq.similarity(left, right) / most) if most else 0.0

    def _link_more(self, scored: Sequence[Link]) -> None:
        left = Counter(link.left for link in self.links)
        right = Counter(link.right for link in self.links)
        for link in scored:
            if link.score < SHARED:
                return
            here, there = left[link.left], right[link.right]
            if bool(here) != bool(there) and max(here, there) < PARTNERS:
                self.links.append(link)
                left[link.left] += 1
                right[link.right] += 1


def _alike(size: int, together: int | None = None) -> float:
    """How alike passages of some weight are that have so much in common; else all of it."""
    return min(_MOST, (size if together is None else together) / (size + _DOUBT))


def _places(keys: Sequence[Hashable | None]) -> dict[Hashable, list[int]]:
    """The passages of each key, in order."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if key is not None:
            found[key].append(number)
    return found


def _common(
    unit: Unit, terms: frozenset[_Term], pairs: frozenset[tuple[str, str]]
) -> frozenset[_Term]:
    """Those of some terms, and of some pairs in sequence, that a passage has."""
    if not unit.own:
        return frozenset()
    return (terms & unit.terms).union(pairs.intersection(pairwise(unit.stems)))


def _having(passages: Sequence[frozenset[_Term]]) -> dict[_Term, list[int]]:
    """The passages that have each term, in order."""
    found: dict[_Term, list[int]] = defaultdict(list)
    for number, terms in enumerate(passages):
        for term in terms:
            found[term].append(number)
    return found
