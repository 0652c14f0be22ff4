"""What is kept of a segment's articles beside their words, made ready for clauses about it.

In: outlets, paths. Out: the numbers of those that answer, at a cost that hardly depends on how many
there are. Each is made with the first clause that needs it, and serves as long as the segment.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

from index.analysis import stem, terms
from index.query import WORDS, Near, Or, Prefix, Typed, Word, words_of
from index.query.matching import lone, matcher, single
from index.store.text.clauses import extension, folded_path, words_key
from index.store.text.encoding import Bytes, Ints
from index.store.text.plain import matches_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.query import Leaf, Node

_APART = "\0"
_ANY = ord("?")
_NONE = np.zeros(0, dtype=np.int64)


class Outlets:
    """Outlets by their words.

    Attributes:
        terms: the words of all of them, in order.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._keys: list[str] = []
        self._having: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            words = terms(name)
            self._keys.append(" ".join(words) or words_key(name))
            for term in set(words):
                self._having.setdefault(term, []).append(number)
        self.terms = sorted(self._having)
        self._of_stem: dict[str, list[str]] = {}
        for term in self.terms:
            self._of_stem.setdefault(stem(term), []).append(term)

    def named(self, name: str, *, begins: bool) -> list[int]:
        """The outlets of just this name, or with names that begin so."""
        key = words_key(name)
        if begins:
            return [number for number, one in enumerate(self._keys) if one.startswith(key)]
        return [number for number, one in enumerate(self._keys) if one == key]

    def answering(self, node: Node) -> set[int]:
        """The outlets in whose names a part about words stands."""
        found = self._candidates(node)
        if isinstance(node, WORDS):
            return found
        return {number for number in found if matches_text(node, self._names[number])}

    def _candidates(self, node: Node) -> set[int]:
        """The outlets that have the words, wherever they stand."""
        if isinstance(node, WORDS):
            return {number for term in self._forms(node) for number in self._having[term]}
        if isinstance(node, Or):
            return set().union(*map(self._candidates, node.parts))
        parts = (node.left, node.right) if isinstance(node, Near) else words_of(node)
        return set.intersection(*map(self._candidates, parts))

    def _forms(self, leaf: Leaf) -> Iterable[str]:
        """The words that a leaf stands for."""
        if not isinstance(leaf, Word | Typed | Prefix):
            return filter(matcher(leaf), self.terms)
        term = single(leaf.text)
        if isinstance(leaf, Word) and leaf.exact:
            return [term] if term in self._having else []
        same = [] if isinstance(leaf, Prefix) else self._of_stem.get(stem(term), [])
        if isinstance(leaf, Word) and not lone(term):
            return same
        first = last = bisect_left(self.terms, term)
        while last < len(self.terms) and self.terms[last].startswith(term):
            last += 1
        return {*same, *self.terms[first:last]}


class Paths:
    """Paths as one run of bytes, to be searched all at once.

    Attributes:
        one_byte: whether each of their letters is one byte.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        # A path cannot have the character between them; what claims to is not found by it.
        folded = [folded_path(path).replace(_APART, " ") for path in paths]
        data = _encoded(f"{_APART}{_APART.join(folded)}{_APART}")
        self._bytes: Bytes = np.frombuffer(data, dtype=np.uint8)
        self._often = np.bincount(self._bytes, minlength=256)
        self.one_byte = data.isascii()
        self._ends = np.flatnonzero(self._bytes == 0)[1:]

    def having(self, part: str, *, first: bool = False, last: bool = False) -> Ints:
        """The paths in which some letters stand, in order.

        Args:
            part: the letters, as `folded_path` gives them.
            first: whether the path must begin with them.
            last: whether it must end with them.
        """
        if _APART in part:
            return _NONE
        if not part and not (first and last):
            return np.arange(len(self._ends))
        letters = _encoded(_APART * first + part + _APART * last)
        if first and last:
            # Few paths are just so long.
            begins = np.concatenate([[0], self._ends[:-1]])
            at = begins[self._ends - begins == len(letters) - 1]
            at = self._standing(letters, at, 0)
        else:
            at = self._places(letters)
        found = self._ends.searchsorted(at + first)
        each: Ints = found[np.diff(found, prepend=-1) > 0]
        return each

    def in_order(self, parts: Sequence[str], *, last: bool) -> Ints:
        """The paths in which some letters stand after some others and so on, in order.

        Args:
            parts: the letters, as `folded_path` gives them, with ``?`` for any one; some in each.
            last: whether the path must end with the last of them.
        """
        if any(_APART in part for part in parts):
            return _NONE
        paths = np.arange(len(self._ends))
        since = np.concatenate([[0], self._ends[:-1]]) + 1
        for number, part in enumerate(parts, 1):
            letters = _encoded(part + _APART * (last and number == len(parts)))
            places = self._places(letters, _ANY)
            if not len(places):
                return _NONE
            # Where letters stand first, most room is left for the others.
            at = places.take(places.searchsorted(since), mode="clip")
            good = (at >= since) & (at < self._ends[paths])
            paths, since = paths[good], at[good] + len(letters)
        return paths

    def _places(self, letters: bytes, free: int | None = None) -> Ints:
        """Where some letters begin, in order; they are looked for by the rarest of them.

        Args:
            letters: the letters; not all of them free.
            free: what stands among them for any letter.
        """
        fixed = [place for place, letter in enumerate(letters) if letter != free]
        rarest = min(fixed, key=lambda place: self._often[letters[place]])
        at = np.flatnonzero(self._bytes == letters[rarest]) - rarest
        return self._standing(letters, at[at >= 0], rarest, free)

    def _standing(self, letters: bytes, at: Ints, known: int, free: int | None = None) -> Ints:
        """Those of some places where letters begin of which one is known to stand there."""
        at = at[at <= len(self._bytes) - len(letters)]
        for place, letter in enumerate(letters):
            if letter == free:
                at = at[self._bytes[at + place] != 0]
            elif place != known:
                at = at[self._bytes[at + place] == letter]
        return at


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


class Extensions:
    """The extensions of paths.

    Attributes:
        names: each extension once.
        which: for each path the number of its extension.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        numbers: dict[str, int] = {}
        which = [numbers.setdefault(extension(path), len(numbers)) for path in paths]
        self.which = np.array(which, dtype=np.int64)
        self.names = list(numbers)
