"""How articles are ranked: the formula and its constants.

BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) over the text, the
same over the title at a fraction, and the same over neighbouring pairs of the query's words
where they stand close together.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Model:
    """The constants of a ranking.

    Attributes:
        k1: how soon more occurrences of a word stop counting.
        b: how much a long text is held against an article, 0 to 1.
        title: what a word in the title counts for, beside one in the text.
        nearness: what a pair of the query's words close together counts for.
        robertson: whether rare words are weighed by Robertson's formula, or by Whoosh's.
        apart: whether the words that a prefix, a wildcard or its like stands for are weighed
            one by one, as Whoosh does, or together as one word.
    """

    k1: float = 2.0
    b: float = 0.8
    title: float = 0.25
    nearness: float = 0.2
    robertson: bool = True
    apart: bool = False

    def idf(self, documents: int, having: int) -> float:
        """The weight of a word that stands in `having` of `documents` articles."""
        if self.robertson:
            return math.log(1.0 + (documents - having + 0.5) / (having + 0.5))
        return math.log(documents / (having + 1)) + 1.0


DEFAULT = Model()
PLAIN = Model(k1=1.2, b=0.75, title=0.0, nearness=0.0, robertson=False, apart=True)
"""Whoosh's own BM25F, for comparison."""
