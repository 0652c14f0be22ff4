"""The slow way to answer: posting by posting, in plain Python, over whatever offers postings.

In: a query's tree and `Postings`. Out: for each matching document its score, and for words and
phrases their places. A word that is broken at the end of a line stands where its first part does,
and in a phrase takes up the places of both. The bulk path turns here for what it does not know;
the two agree (but for `Model.apart`, which is known in bulk only).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from index.analysis import terms
from index.query import (
    WORDS,
    And,
    Filter,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    field_of,
    words_of,
)
from index.query.matching import matcher
from index.query.windows import joined, side_by_side, windows
from index.store.text.field import BROKEN, TEXT
from index.store.text.model import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.query import Leaf
    from index.store.text.model import Model

Places = dict[int, list[tuple[int, int]]]
"""Document → sorted (first, last) positions, both included."""


class Postings(Protocol):
    """What an index offers to the plain evaluator; documents are numbers from 0."""

    documents: int

    def live(self) -> Iterable[int]:
        """The documents that are not deleted."""

    def positions(self, leaf: Leaf, field: str) -> dict[int, list[int]]:
        """Document → the sorted positions of the words that a leaf stands for.

        The field `index.store.text.field.BROKEN` has the text's broken words alone.
        """

    def length(self, field: str, document: int) -> int:
        """How many words a field of a document has (as Whoosh rounds it)."""

    def average(self, field: str) -> float:
        """How many words the field has on average."""

    def filtered(self, node: Filter) -> set[int]:
        """The documents that answer a clause which is not about words."""

    def sources(self) -> dict[str, list[int]]:
        """Source → documents."""


class Plain:
    """The evaluator, for one reader and one ranking."""

    def __init__(self, postings: Postings, model: Model, check: Callable[[], None]) -> None:
        self._postings = postings
        self._model = model
        self._check = check

    def search(self, node: Node | None) -> dict[int, float]:
        """Return the matching live documents with their scores."""
        live = set(self._postings.live())
        if node is None:
            return dict.fromkeys(live, 0.0)
        return {doc: score for doc, score in self._scores(node).items() if doc in live}

    def _scores(self, node: Node) -> dict[int, float]:
        self._check()
        if isinstance(node, And):
            return self._all(node.parts)
        if isinstance(node, Or):
            return self._any(node.parts)
        if isinstance(node, Not):
            return self._all((node,))
        if isinstance(node, Filter):
            return dict.fromkeys(self._postings.filtered(node), 0.0)
        return self._words(node)

    def _any(self, parts: tuple[Node, ...]) -> dict[int, float]:
        found: dict[int, float] = {}
        covered: dict[int, float] = {}
        weights = 0.0
        for part in parts:
            scores = self._scores(part)
            if not scores:
                continue
            weight = self._model.weight(part, self._postings.documents, len(scores))
            weights += weight
            for doc, score in scores.items():
                found[doc] = found.get(doc, 0.0) + score
                covered[doc] = covered.get(doc, 0.0) + weight
        share = self._model.share(weights)
        return {doc: score * (1.0 + share * covered[doc]) for doc, score in found.items()}

    def _all(self, parts: tuple[Node, ...]) -> dict[int, float]:
        wanted = [self._scores(part) for part in parts if not isinstance(part, Not)]
        found = wanted[0] if wanted else dict.fromkeys(range(self._postings.documents), 0.0)
        for more in wanted[1:]:
            found = {doc: score + more[doc] for doc, score in found.items() if doc in more}
        for part in parts:
            if isinstance(part, Not):
                unwanted = self._scores(part.part)
                found = {doc: score for doc, score in found.items() if doc not in unwanted}
        return found

    def _words(self, node: Node) -> dict[int, float]:
        field = field_of(node)
        if field == "source":
            return dict.fromkeys(self._in_sources(node), 0.0)
        found = dict.fromkeys(self.places(node, field or TEXT), 0.0)
        titles = {} if field else self.places(node, "title")
        found.update(dict.fromkeys(titles, 0.0))
        for leaf in words_of(node):
            self._add(found, found, leaf, field or TEXT, 1.0)
            if titles and self._model.title:
                self._add(found, titles, leaf, "title", self._model.title)
        return found

    def _add(
        self, found: dict[int, float], where: Iterable[int], leaf: Leaf, field: str, boost: float
    ) -> None:
        """Add a word's BM25 score to some of the documents found."""
        k1, b = self._model.k1, self._model.b
        places = self._leaf_places(leaf, field)
        frequency = {doc: len(positions) for doc, positions in places.items()}
        weight = self._model.weight(leaf, self._postings.documents, len(frequency)) * boost
        average = self._postings.average(field) or 1.0
        for doc in frequency.keys() & set(where):
            tf = frequency[doc]
            norm = k1 * (1.0 - b + b * self._postings.length(field, doc) / average)
            found[doc] += weight * tf * (k1 + 1.0) / (tf + norm)

    def _in_sources(self, node: Node) -> set[int]:
        found: set[int] = set()
        for source, documents in self._postings.sources().items():
            if matches_text(node, source):
                found.update(documents)
        return found

    # Places

    def places(self, node: Node, field: str) -> Places:
        """Return where a word, a phrase, or what is near, stands in a field."""
        self._check()
        if isinstance(node, WORDS):
            return self._leaf_places(node, field)
        if isinstance(node, Or):
            found: dict[int, set[tuple[int, int]]] = {}
            for part in node.parts:
                for doc, spans in self.places(part, field).items():
                    found.setdefault(doc, set()).update(spans)
            return {doc: sorted(spans) for doc, spans in found.items()}
        if isinstance(node, Near):
            left = self.places(node.left, field)
            right = self.places(node.right, field)
            pairs = {
                doc: joined(left[doc], right[doc], node.distance, ordered=node.ordered)
                for doc in left.keys() & right.keys()
            }
            return {doc: spans for doc, spans in pairs.items() if spans}
        if isinstance(node, Phrase):
            return self._phrase_places(node, field)
        raise TypeError(f"{type(node).__name__} has no places")

    def _leaf_places(self, leaf: Leaf, field: str) -> Places:
        return self._spans(leaf, field, 0)

    def _spans(self, leaf: Leaf, field: str, more: int) -> Places:
        """Where a leaf stands, and broken with so many positions more."""
        where = self._postings.positions(leaf, field)
        found = {doc: [(at, at) for at in positions] for doc, positions in where.items()}
        broken = self._postings.positions(leaf, BROKEN) if field == TEXT else {}
        for doc, positions in broken.items():
            found[doc] = sorted([*found.get(doc, ()), *((at, at + more) for at in positions)])
        return found

    def _phrase_places(self, node: Phrase, field: str) -> Places:
        words = [self._spans(leaf, field, int(node.slop == 0)) for leaf in words_of(node)]
        shared = set.intersection(*(set(places) for places in words))
        if node.slop == 0:
            rows = {doc: side_by_side([places[doc] for places in words]) for doc in shared}
            ends = {doc: sorted({(row[0][0], row[-1][1]) for row in rows[doc]}) for doc in rows}
            return {doc: spans for doc, spans in ends.items() if spans}
        found = {
            doc: windows([[at for at, _ in places[doc]] for places in words], node.slop)
            for doc in shared
        }
        return {doc: spans for doc, spans in found.items() if spans}


def matches_text(node: Node, text: str) -> bool:
    """Whether a part about words stands in a short text, such as a source."""
    return bool(Plain(_OneText(text), DEFAULT, lambda: None).places(node, TEXT))


class _OneText:
    """One short text as the postings of an index of one document."""

    documents = 1

    def __init__(self, text: str) -> None:
        self._terms = terms(text)

    def live(self) -> Iterable[int]:
        return (0,)

    def positions(self, leaf: Leaf, field: str) -> dict[int, list[int]]:
        if field != TEXT:
            return {}
        test = matcher(leaf)
        where = [at for at, term in enumerate(self._terms) if test(term)]
        return {0: where} if where else {}

    def length(self, field: str, document: int) -> int:
        return 1

    def average(self, field: str) -> float:
        return 1.0

    def filtered(self, node: Filter) -> set[int]:
        return set()

    def sources(self) -> dict[str, list[int]]:
        return {}
