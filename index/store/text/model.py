"""How articles are ranked: the formula and its constants.

BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) over the text, the
same over the title at a fraction, and the same over neighbouring pairs of the query's words
where they stand close together. An article gains by how much of an OR it covers, the parts counted
by their weight, so that it comes before one with few of the words often; and words that only join
others ("the", "which") weigh little.

The constants were chosen on fourteen collections of questions at once, and others held out
(`tests.benchmarks.search_quality`);
around them the figures hardly change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.analysis import terms
from index.query import Typed, Word
from index.query.matching import single

if TYPE_CHECKING:
    from index.query import Node

_JOINING = frozenset(
    terms(
        "a about after all also an and are as at be because been before being between both but by "
        "can could did do does during each for from had has have he her his how i if in into is it "
        "its more most no not of on only or other our out over she so some such than that the "
        "their them then there these they this those through to under until up was we were what "
        "when where which while who why will with would you your"
    )
)


def joins(part: Node) -> bool:
    """Whether a word only joins others; how near it stands to them says nothing."""
    return isinstance(part, Word | Typed) and single(part.text) in _JOINING


@dataclass(frozen=True, slots=True)
class Model:
    """The constants of a ranking.

    Attributes:
        k1: how soon more occurrences of a word stop counting.
        b: how much a long text is held against an article, 0 to 1.
        title: what a word in the title counts for, beside one in the text.
        nearness: what a pair of the query's words close together counts for.
        coordination: what an article with all parts of an OR gains, as a share of its score; with
            some of them, the share that these weigh of all.
        joining: what a word that only joins others counts for, beside another.
        rarity: the power to which the weight of a rare word is raised.
        robertson: whether rare words are weighed by Robertson's formula, or by Whoosh's.
        apart: whether the words that a prefix, a wildcard or its like stands for are weighed
            one by one, as Whoosh does, or together as one word.
    """

    k1: float = 1.8
    b: float = 0.65
    title: float = 0.5
    nearness: float = 0.2
    coordination: float = 0.4
    joining: float = 0.1
    rarity: float = 1.2
    robertson: bool = True
    apart: bool = False

    def weight(self, part: Node, documents: int, having: int) -> float:
        """The weight of a word, or of another part, that `having` of `documents` articles have."""
        share = self.joining if self.joining != 1.0 and joins(part) else 1.0
        weight: float = self._idf(documents, having) ** self.rarity
        return share * weight

    def share(self, weights: float) -> float:
        """What the parts that an article has, by their weight, add to the factor of an OR's score.

        Args:
            weights: of all parts of the OR that stand in any article.
        """
        return self.coordination / weights if weights else 0.0

    def _idf(self, documents: int, having: int) -> float:
        having = min(having, documents)  # those that are gone may still be counted in `having`
        if self.robertson:
            return math.log(1.0 + (documents - having + 0.5) / (having + 0.5))
        return math.log(documents / (having + 1)) + 1.0


DEFAULT = Model()
PLAIN = Model(
    k1=1.2,
    b=0.75,
    title=0.0,
    nearness=0.0,
    coordination=0.0,
    joining=1.0,
    rarity=1.0,
    robertson=False,
    apart=True,
)
"""Whoosh's own BM25F, for comparison."""
