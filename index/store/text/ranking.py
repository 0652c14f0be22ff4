"""From an answer to what is shown of it: the best first, exactly counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.query import WORDS, And, Node, Or
from index.store.text.model import joins
from index.store.text.nearness import nearness

if TYPE_CHECKING:
    from index.query import Leaf
    from index.store.text.bulk import Answer, Bulk
    from index.store.text.encoding import Ints
    from index.store.text.snapshot import Floats

WINDOW = 100
"""Nearness is looked at in so many of the best articles; the others keep their places."""
_EACH = 8
"""One score of so many is in a sample."""
_MARGIN = 3
"""So many times as many scores as are wanted are taken by the sample."""


def best(scores: Floats, count: int) -> Ints:
    """The places of the highest scores, highest first; equals in order of their places."""
    if count <= 0:
        return np.zeros(0, dtype=np.int64)
    chosen = _likely(scores, count)
    high = scores if chosen is None else scores[chosen]
    order = np.argsort(-high, kind="stable")[:count]
    return order if chosen is None else chosen[order]


def _likely(scores: Floats, count: int) -> Ints | None:
    """Some places, in order, among which those of the highest scores are; None for all of them.

    What is low beside a sample is left out first, so that few scores are compared closely.
    """
    if len(scores) <= 4 * count:
        return None
    chosen: Ints
    if len(scores) > 16 * count:
        sample = scores[::_EACH]
        place = len(sample) - 1 - _MARGIN * count // _EACH
        chosen = (scores >= np.partition(sample, place)[place]).nonzero()[0]
        if count <= len(chosen) <= 4 * _MARGIN * count:
            return chosen
    place = len(scores) - count
    chosen = (scores >= np.partition(scores, place)[place]).nonzero()[0]
    return chosen


def ranked(bulk: Bulk, node: Node | None, answer: Answer, count: int, near: bool) -> Answer:
    """The best documents of an answer, best first.

    Args:
        bulk: the evaluator that gave it.
        node: the query.
        answer: the documents and scores.
        count: how many are wanted.
        near: whether it counts how close together the query's words stand.
    """
    if answer.scores is None or not count:
        documents = answer.documents[:count]
        return type(answer)(documents, np.zeros(len(documents)))
    leaves = words_in_a_row(node) if near else []
    if len(leaves) < 2:
        order = best(answer.scores, count)
        return type(answer)(answer.documents[order], answer.scores[order])
    order = best(answer.scores, max(count, WINDOW))
    documents, scores = answer.documents[order], answer.scores[order]
    by_number = np.argsort(documents[:WINDOW])
    gain = np.zeros(len(by_number))
    some = documents[:WINDOW][by_number]
    gain[by_number] = nearness(bulk.snapshot, bulk.model, leaves, some, bulk.check)
    scores[:WINDOW] += gain
    again = np.lexsort((documents[:WINDOW], -scores[:WINDOW]))
    order = np.concatenate([again, np.arange(WINDOW, len(documents))])[:count]
    return type(answer)(documents[order], scores[order])


def words_in_a_row(node: Node | None) -> list[Leaf]:
    """The single words of a query as they follow each other at its top."""
    parts = node.parts if isinstance(node, And | Or) else ()
    found: list[Leaf] = []
    for part in parts:
        if isinstance(part, Or) and isinstance(node, And):
            found.extend(words_in_a_row(part))
        elif isinstance(part, WORDS) and not part.field and not joins(part):
            found.append(part)
    return found[:12]
