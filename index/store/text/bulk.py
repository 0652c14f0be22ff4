"""Answering in bulk: a query's tree → documents and scores, with numpy over whole postings.

The same answers as `index.store.text.plain` gives posting by posting; that one is asked for the
places of what is near in ways that arrays do not say (nested, or with OR inside).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query import (
    WORDS,
    And,
    Dates,
    EntityClause,
    EntityNear,
    File,
    MarkClause,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    field_of,
    words_of,
)
from index.store.text.encoding import Ints
from index.store.text.field import TEXT, TITLE
from index.store.text.phrases import Side
from index.store.text.placing import among
from index.store.text.resolving import found
from index.store.text.snapshot import Floats

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.query import Leaf
    from index.store.text.model import Model
    from index.store.text.snapshot import Snapshot
    from index.store.text.types import Within

_WHOLE = 1 << 16
"""A word of at most so many documents is scored in all of them, and that is remembered."""
_NONE = np.zeros(0, dtype=np.int64)


class Answer(NamedTuple):
    """Documents in order, deleted ones among them, with their scores (None: all 0)."""

    documents: Ints
    scores: Floats | None


class Standing(NamedTuple):
    """The documents that answer a part of a query, in order.

    Attributes:
        documents: all of them.
        titles: those in whose title it stands (where it is not asked for in one field).
        node: the part, if it is about words whose scores are told when they are needed.
        scores: else its scores (None: all 0).
    """

    documents: Ints
    titles: Ints
    node: Node | None
    scores: Floats | None


class Bulk:
    """The evaluator of one search."""

    def __init__(
        self,
        snapshot: Snapshot,
        model: Model,
        within: Within | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self.snapshot = snapshot
        self.model = model
        self._within = within
        self.check = check

    def search(self, node: Node | None) -> Answer:
        """Return the live documents that answer a query."""
        if node is None:
            return Answer(self.snapshot.live(), None)
        answer = self._answer(node)
        alive = self.snapshot.alive
        if alive is None:
            return answer
        kept = alive[answer.documents]
        scores = None if answer.scores is None else answer.scores[kept]
        return Answer(answer.documents[kept], scores)

    def _answer(self, node: Node) -> Answer:
        self.check()
        if isinstance(node, And):
            return self._all(node.parts)
        if isinstance(node, Or):
            return self._any(node.parts)
        if isinstance(node, Not):
            return self._all((node,))
        if isinstance(node, Dates):
            return Answer(self.snapshot.day_answers(node), None)
        if isinstance(node, File | EntityClause | EntityNear | MarkClause):
            ids = self._within(node) if self._within is not None else ()
            wanted = np.fromiter(ids, dtype=np.int64, count=len(ids))
            found = self.snapshot.documents_with(wanted)
            own = self.snapshot.file_answers(node) if isinstance(node, File) else found
            return Answer(np.union1d(own, found), None)
        if field_of(node) == "source":
            return Answer(self._of_sources(node), None)
        return self._words(node)

    def _of_sources(self, node: Node) -> Ints:
        parts: list[Ints] = []
        for view in self.snapshot.views:
            good = np.zeros(len(view.data.sources), dtype=np.bool_)
            good[list(view.data.outlets.answering(node))] = True
            parts.append(np.flatnonzero(good[view.data.source]) + view.base)
        return np.concatenate(parts) if parts else _NONE

    # Combining

    def _all(self, parts: Sequence[Node]) -> Answer:
        wanted = [self._standing(part) for part in parts if not isinstance(part, Not)]
        if not wanted:
            every = np.arange(self.snapshot.documents, dtype=np.int64)
            wanted = [Standing(every, _NONE, None, None)]
        wanted.sort(key=lambda part: len(part.documents))
        documents = wanted[0].documents
        places = [np.arange(len(documents))]
        for part in wanted[1:]:
            place = among(documents, part.documents, self.snapshot.documents)
            kept = (place >= 0).nonzero()[0]
            documents = documents[kept]
            places = [*(other[kept] for other in places), place[kept]]
        for node in parts:
            if isinstance(node, Not) and len(documents):
                unwanted = self._standing(node.part).documents
                kept = (among(documents, unwanted, self.snapshot.documents) < 0).nonzero()[0]
                documents = documents[kept]
                places = [other[kept] for other in places]
        scores: Floats | None = None
        for part, place in zip(wanted, places, strict=True):
            more = part.scores[place] if part.scores is not None else self._scored(part, documents)
            if more is not None:
                scores = more if scores is None else scores + more
        return Answer(documents, scores)

    def _any(self, parts: Sequence[Node]) -> Answer:
        answers = [(part, self._answer(part)) for part in parts]
        answers = [(part, answer) for part, answer in answers if len(answer.documents)]
        if not answers:
            return Answer(_NONE, None)
        every = np.concatenate([answer.documents for _, answer in answers])
        scores = np.concatenate(
            [np.zeros(len(a.documents)) if a.scores is None else a.scores for _, a in answers]
        )
        size = self.snapshot.documents
        counts = [len(answer.documents) for _, answer in answers]
        weights = [self.model.weight(answers[i][0], size, n) for i, n in enumerate(counts)]
        covered = np.repeat(weights, counts)
        if len(every) * 16 > size:
            present = np.zeros(size, dtype=np.bool_)
            present[every] = True
            documents = present.nonzero()[0]
            found = np.bincount(every, weights=covered, minlength=size)[documents]
            sums = np.bincount(every, weights=scores, minlength=size)[documents]
        else:
            documents, which = np.unique(every, return_inverse=True)
            found = np.bincount(which, weights=covered)
            sums = np.bincount(which, weights=scores)
        return Answer(documents, sums * (1.0 + self.model.share(sum(weights)) * found))

    # Words

    def _words(self, node: Node) -> Answer:
        part = self._standing(node)
        if part.node is None:
            return Answer(part.documents, part.scores)
        return Answer(part.documents, self._scored(part, part.documents))

    def _standing(self, node: Node) -> Standing:
        """The documents that answer a part; the scores of words in many of them wait."""
        if not isinstance(node, (*WORDS, Phrase, Near)) or field_of(node) == "source":
            answer = self._answer(node)
            return Standing(answer.documents, _NONE, None, answer.scores)
        key = (node, self.model)
        known: Standing | None = self.snapshot.recall(key)
        if known is not None:
            return known
        self.check()
        field = field_of(node)
        documents = self._where(node, field or TEXT)
        titles = _NONE if field else self._where(node, TITLE)
        if len(titles):
            outside = titles[among(titles, documents, self.snapshot.documents) < 0]
            if len(outside):
                documents = np.sort(np.concatenate([documents, outside]))
        part = Standing(documents, titles, node, None)
        if isinstance(node, WORDS):
            if len(documents) <= _WHOLE:
                part = Standing(documents, _NONE, None, self._scored(part, documents))
            self.snapshot.remember(key, part, 16 * len(documents) + 500)
        return part

    def _scored(self, part: Standing, documents: Ints) -> Floats | None:
        """The scores of a part for some of its documents; None where all are 0."""
        if part.node is None:
            return None
        scores = self._score(part.node, field_of(part.node) or TEXT, documents, 1.0)
        if self.model.title and len(part.titles) and len(documents):
            place = documents.searchsorted(part.titles)
            place = place[documents.take(place, mode="clip") == part.titles]
            if len(place):
                scores[place] += self._score(part.node, TITLE, documents[place], self.model.title)
        return scores

    def _where(self, node: Node, field: str) -> Ints:
        """The documents in which words stand as they should in a field."""
        if isinstance(node, WORDS):
            return found(node, field, self.snapshot).documents
        return Side(self.snapshot, self.model, field, self.check).documents(node)

    def _score(self, node: Node, field: str, documents: Ints, boost: float) -> Floats:
        """The BM25 scores of a part's words in a field, for some documents."""
        scores = np.zeros(len(documents), dtype=np.float64)
        leaves: Sequence[Leaf] = words_of(node)
        if self.model.apart:
            leaves = [one for leaf in leaves for one in self._each(leaf, field)]
        for leaf in leaves:
            every, frequencies, _ = found(leaf, field, self.snapshot)
            if not len(every):
                continue
            weight = self.model.weight(leaf, self.snapshot.documents, len(every)) * boost
            norms = self.snapshot.norms(field, self.model)
            if every is documents or np.array_equal(every, documents):
                scores += self._bm25(frequencies, norms[documents], weight)
                continue
            place = among(documents, every, self.snapshot.documents)
            having = (place >= 0).nonzero()[0]
            some = frequencies[place[having]]
            scores[having] += self._bm25(some, norms[documents[having]], weight)
        return scores

    def _each(self, leaf: Leaf, field: str) -> Sequence[Leaf]:
        """The words that a shape stands for, one by one."""
        if isinstance(leaf, Word):
            return (leaf,)
        refs = found(leaf, field, self.snapshot).refs
        terms = {ref.words.word(number) for ref in refs for number in ref.numbers.tolist()}
        return [Word(term.decode(), exact=True, field=field) for term in sorted(terms)]

    def _bm25(self, frequencies: Ints, norms: Floats, weight: float) -> Floats:
        return frequencies * (weight * (self.model.k1 + 1.0)) / (frequencies + norms)
