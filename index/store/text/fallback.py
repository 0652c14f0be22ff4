"""A snapshot as the plain evaluator wants it: document by document, for some documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.store.text.field import BROKEN
from index.store.text.flushing import byte_lengths
from index.store.text.placing import POSITION_BITS, places
from index.store.text.resolving import found, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.query import Filter, Leaf
    from index.store.text.encoding import Ints
    from index.store.text.snapshot import Snapshot

_MASK = (1 << POSITION_BITS) - 1


class SnapshotPostings:
    """The words of a snapshot, of all documents or of some."""

    def __init__(self, snapshot: Snapshot, candidates: Ints | None = None) -> None:
        self._snapshot = snapshot
        self._candidates = candidates
        self.documents = snapshot.documents

    def live(self) -> Iterable[int]:
        """The documents that are not deleted."""
        return map(int, self._snapshot.live())

    def positions(self, leaf: Leaf, field: str) -> dict[int, list[int]]:
        """Document → the sorted positions of a leaf's words."""
        known = whole(found(leaf, field, self._snapshot))
        if field == BROKEN:
            known = found(leaf, BROKEN, self._snapshot)
        wanted = known.documents if self._candidates is None else self._candidates
        keys = places(known, wanted, self.documents)
        documents = keys >> POSITION_BITS
        first = np.flatnonzero(np.diff(documents, prepend=-1))
        parts = np.split(keys & _MASK, first[1:])
        names = documents[first].tolist()
        return {name: part.tolist() for name, part in zip(names, parts, strict=False)}

    def length(self, field: str, document: int) -> int:
        """How many words a document's field has, as Whoosh rounds it."""
        for view in reversed(self._snapshot.views):
            if document >= view.base:
                lengths = view.data.lengths(field)[document - view.base :][:1]
                return int(byte_lengths(lengths)[0])
        return 0

    def average(self, field: str) -> float:
        """How many words a field has on average."""
        return self._snapshot.average(field)

    def filtered(self, node: Filter) -> set[int]:
        """Nothing: clauses that are not about words are answered in bulk."""
        return set()

    def sources(self) -> dict[str, list[int]]:
        """Nothing: sources are answered in bulk."""
        return {}
