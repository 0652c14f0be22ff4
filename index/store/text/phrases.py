"""Phrases and nearness in bulk: a part of a query about words side by side → its documents.

What arrays do not say (nearness within nearness, or with OR inside) is asked of the plain
evaluator, place by place. A word that is broken at the end of a line takes up two positions of a
phrase; in nearness it stands where its first part does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.query import WORDS, Near, Phrase, words_of
from index.store.text.field import TEXT
from index.store.text.placing import POSITION_BITS, among, places, rows
from index.store.text.plain import Plain
from index.store.text.resolving import broken, found, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.query import Leaf, Node
    from index.store.text.encoding import Ints
    from index.store.text.model import Model
    from index.store.text.resolving import Found
    from index.store.text.snapshot import Snapshot

_FEW = 4096
"""A phrase is looked for in at most so many documents for all of its words at once."""
_NONE = np.zeros(0, dtype=np.int64)


class Side:
    """The words of one field, side by side."""

    def __init__(
        self, snapshot: Snapshot, model: Model, field: str, check: Callable[[], None]
    ) -> None:
        self._snapshot = snapshot
        self._model = model
        self._field = field
        self._check = check

    def documents(self, node: Node) -> Ints:
        """The documents in which a phrase, or what is near, stands."""
        leaves = words_of(node)
        if isinstance(node, Phrase):
            candidates = self._having(leaves)
            if not len(candidates):
                return candidates
            if node.slop == 0:
                return _documents(self._phrase(leaves, candidates)[0])
            if len(leaves) == 2:
                left, right = (self._keys(self._found(leaf), candidates) for leaf in leaves)
                return _documents(_close(left, right, node.slop + 1, both=True))
            return self._slowly(node, candidates)
        if isinstance(node, Near):
            sides = [self._side(part) for part in (node.left, node.right)]
            left_side, right_side = sides
            if left_side is None or right_side is None:
                return self._slowly(node, None)
            (left, left_end), (right, right_end) = left_side, right_side
            hits = _close(left_end, right, node.distance)
            if not node.ordered:
                back = _close(right_end, left, node.distance)
                hits = np.union1d(hits, back)
            return _documents(hits)
        return self._slowly(node, None)

    def _having(self, leaves: Sequence[Leaf]) -> Ints:
        """The documents that have every one of some words."""
        lists = sorted((self._found(leaf).documents for leaf in leaves), key=len)
        documents = lists[0]
        for others in lists[1:]:
            documents = documents[among(documents, others, self._snapshot.documents) >= 0]
        return documents

    def _found(self, leaf: Leaf) -> Found:
        return found(leaf, self._field, self._snapshot)

    def _keys(self, known: Found, documents: Ints) -> Ints:
        self._check()
        return places(known, documents, self._snapshot.documents)

    def _phrase(self, leaves: Sequence[Leaf], documents: Ints) -> tuple[Ints, Ints]:
        """The keys at which words stand side by side: of the first words, and of the last."""
        known = [self._found(leaf) for leaf in leaves]
        some = self._with_broken(known, documents)
        if not len(some):
            first = self._side_by_side(known, documents)
            return first, first + (len(known) - 1)
        first = self._side_by_side([whole(one) for one in known], documents)
        more, more_last = self._over_broken(known, some)
        last = np.concatenate([first + (len(known) - 1), more_last])
        return np.sort(np.concatenate([first, more])), np.sort(last)

    def _with_broken(self, known: Sequence[Found], documents: Ints) -> Ints:
        """Those of some documents in which any of the words may stand broken."""
        if self._field != TEXT or not self._snapshot.has_broken:
            return _NONE
        having = [
            ref.words.documents_of(ref.numbers)[0] + ref.base
            for one in known
            for ref in broken(one).refs
        ]
        return np.intersect1d(documents, np.concatenate(having)) if having else _NONE

    def _over_broken(self, known: Sequence[Found], documents: Ints) -> tuple[Ints, Ints]:
        """The first and last keys of words side by side, some of which take up two positions."""
        first = last = _NONE
        for i, one in enumerate(known):
            single = self._keys(whole(one), documents)
            double = self._keys(broken(one), documents)
            if not i:
                first = np.concatenate([single, double])
                last = np.concatenate([single, double + 1])
                continue
            after = last + 1
            here, broken_here = np.isin(after, single), np.isin(after, double)
            first = np.concatenate([first[here], first[broken_here]])
            last = np.concatenate([after[here], after[broken_here] + 1])
        return first, last

    def _side_by_side(self, known: Sequence[Found], documents: Ints) -> Ints:
        """The keys at which words stand at successive positions, of the first word."""
        if len(documents) <= _FEW:
            self._check()
            every, size = rows(known, documents), len(documents)
            keys = every[: every.searchsorted(size << POSITION_BITS)]
            for i in range(1, len(known)):
                wanted = keys + ((i * size << POSITION_BITS) + i)
                keys = keys[every.take(every.searchsorted(wanted), mode="clip") == wanted]
            moved: Ints = (documents - np.arange(size))[keys >> POSITION_BITS]
            moved <<= POSITION_BITS
            moved += keys
            return moved
        lists = [self._keys(one, documents) - i for i, one in enumerate(known)]
        lists.sort(key=len)
        keys = lists[0]
        for others in lists[1:]:
            if not len(others) or not len(keys):
                return _NONE
            keys = keys[others.take(others.searchsorted(keys), mode="clip") == keys]
        return keys

    def _side(self, node: Node) -> tuple[Ints, Ints] | None:
        """One side of a nearness: the keys of its first words, and of its last, each in order."""
        if isinstance(node, WORDS):
            known = self._found(node)
            keys = self._keys(known, known.documents)
            return keys, keys
        if isinstance(node, Phrase) and node.slop == 0:
            leaves = words_of(node)
            return self._phrase(leaves, self._having(leaves))
        return None

    def _slowly(self, node: Node, candidates: Ints | None) -> Ints:
        """The documents, found place by place by the plain evaluator."""
        from index.store.text.fallback import SnapshotPostings

        postings = SnapshotPostings(self._snapshot, candidates)
        where = Plain(postings, self._model, self._check).places(node, self._field)
        return np.array(sorted(where), dtype=np.int64)


def _documents(keys: Ints) -> Ints:
    """The documents of sorted keys, each once."""
    documents = keys >> POSITION_BITS
    if len(documents) < 2:
        return documents
    return documents[np.concatenate(([True], documents[1:] != documents[:-1]))]


def _close(left: Ints, right: Ints, distance: int, *, both: bool = False) -> Ints:
    """The keys of `left` that some key of `right` follows at most so far on."""
    if not len(left) or not len(right):
        return _NONE
    place = np.searchsorted(right, left, side="right")
    after = right[np.minimum(place, len(right) - 1)]
    good = (place < len(right)) & (after - left <= distance)
    if both:
        place = np.searchsorted(right, left, side="left") - 1
        before = right[np.maximum(place, 0)]
        good |= (place >= 0) & (left - before <= distance)
    return left[good]
