"""More like this: the articles that have much of what one article is known by.

In: an article's words and names, with how often it has them. Out: the articles that share the
rarest of them, with how much of their weight they have. It is BM25 (Robertson and Zaragoza, "The
Probabilistic Relevance Framework", 2009) with the article's own words as the query, each counting
by how often it stands there; a name is one word more, however it is written. A score is a share of
what the article would score itself, so that it means the same for every article.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.analysis.snowball import stemmer
from index.query import Word
from index.store.text.field import TEXT
from index.store.text.model import Model
from index.store.text.placing import among
from index.store.text.ranking import best
from index.store.text.resolving import looked_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from index.store.text.encoding import Ints
    from index.store.text.snapshot import Floats, Snapshot

WORDS = 100
"""So many of an article's words count, those that weigh most; and so many are looked for, of those
that other articles have."""

NAMES = 100
"""Likewise of its names."""

COMMON = 0.1
"""A name of a greater share of many articles tells nothing."""

FEWEST = 1000
"""Articles that a collection counts as having at least: in a few no word is rare."""

DOUBT = 3
"""What an article weighs besides what it is known by, in words that no other has: a few shared
words of a very short one prove little."""

SAME_DAYS = 0.2
"""What an article of the same day gains, as a share of its score."""

HALF = 30
"""Days after which that is half as much."""

_MODEL = Model(k1=2.0, b=0.95)


class Name(NamedTuple):
    """A name of an article.

    Attributes:
        articles: how many articles have it.
        times: how often the article has it.
        having: tells the ids of those articles.
    """

    articles: int
    times: int
    having: Callable[[], Sequence[int]]


class Known(NamedTuple):
    """What an article is known by.

    Attributes:
        words: its words (folded, one for each stem) with how often it has them.
        language: the language they are in.
        names: its names.
        length: how many words it has in all.
        day: its day as `datetime.date.toordinal` gives it, or None.
    """

    words: Mapping[str, int]
    language: str
    names: Sequence[Name]
    length: int
    day: int | None


class _Clue(NamedTuple):
    """A word or a name: where it stands, and what it weighs.

    Attributes:
        which: the word, or the place of the name among the names.
        documents: those with it, in order.
        weight: what it counts for.
    """

    which: str | int
    documents: Ints
    weight: float


class MoreLike:
    """The articles like one, in one commit.

    Args:
        snapshot: the commit.
        known: what the article is known by.
    """

    def __init__(self, snapshot: Snapshot, known: Known) -> None:
        self._snapshot = snapshot
        self._known = known
        self._norms = snapshot.norms(TEXT, _MODEL)
        relative = known.length / (snapshot.average(TEXT) or 1.0)
        self._norm = _MODEL.k1 * (1.0 - _MODEL.b + _MODEL.b * relative)
        self._clues: list[_Clue] = []
        self._scores: Floats = np.zeros(snapshot.documents)
        self._whole = DOUBT * self._rarity(1, snapshot.documents) ** 2
        self._add_words()
        self._add_names()
        self._scores /= self._whole
        self._near_in_time()
        if snapshot.alive is not None:
            self._scores[~snapshot.alive] = 0.0

    def best(self, count: int, least: float, without: Iterable[int]) -> list[tuple[int, float]]:
        """The ids of the articles that are most like it, with their scores, the best first.

        Args:
            count: at most so many.
            least: only those with at least this score, more than 0.
            without: the ids of articles that are not meant.
        """
        unwanted = self._snapshot.documents_with(np.fromiter(without, dtype=np.int64))
        self._scores[unwanted] = 0.0
        high = np.flatnonzero(self._scores >= least)
        high = high[best(self._scores[high], count)]
        scores = np.minimum(self._scores[high], 1.0).tolist()
        return list(zip(self._snapshot.ids[high].tolist(), scores, strict=True))

    def shared(self, ids: Sequence[int]) -> dict[int, list[str | int]]:
        """What some articles share with it: words and places of names, by what they weigh."""
        documents = self._snapshot.documents_with(np.array(ids, dtype=np.int64))
        having: dict[int, list[str | int]] = {int(i): [] for i in self._snapshot.ids[documents]}
        size = self._snapshot.documents
        for clue in sorted(self._clues, key=lambda clue: -clue.weight):
            present = documents[among(documents, clue.documents, size) >= 0]
            for number in self._snapshot.ids[present].tolist():
                having[number].append(clue.which)
        return having

    # Weighing

    def _rarity(self, having: int, articles: int) -> float:
        """The weight of what so many of the articles have (Robertson and Zaragoza, 3.3)."""
        articles = max(articles, FEWEST)
        having = min(having, articles)
        return math.log(1.0 + (articles - having + 0.5) / (having + 0.5))

    def _add_words(self) -> None:
        language, speaking = self._known.language, self._speaking()
        weighed = []
        for word, times in self._known.words.items():
            having = self._having(word, language)
            rarity = self._rarity(having, speaking)
            weighed.append(((1.0 + math.log(times)) * rarity * rarity, word, having))
        weighed.sort(reverse=True)
        for weight, word, _ in weighed[:WORDS]:
            self._whole += weight * self._saturated(self._known.words[word])
        for weight, word, _ in [one for one in weighed if one[2] > 1][:WORDS]:
            documents, frequencies, _ = looked_up(Word(word), TEXT, self._snapshot)
            self._add(_Clue(word, documents, weight), frequencies)

    def _add_names(self) -> None:
        articles = max(self._snapshot.live_count, FEWEST)
        weighed = []
        for place, name in enumerate(self._known.names):
            if name.articles <= max(COMMON * articles, FEWEST):
                rarity = self._rarity(name.articles, articles)
                weighed.append(((1.0 + math.log(name.times)) * rarity * rarity, place))
        weighed.sort(reverse=True)
        for weight, _ in weighed[:NAMES]:
            self._whole += weight * self._saturated(1)
        for weight, place in [w for w in weighed if self._known.names[w[1]].articles > 1][:NAMES]:
            having = np.array(self._known.names[place].having(), dtype=np.int64)
            documents = self._snapshot.documents_with(having)
            self._add(_Clue(place, documents, weight), np.ones(len(documents), dtype=np.int64))

    def _add(self, clue: _Clue, frequencies: Ints) -> None:
        if not len(clue.documents):
            return
        counted = frequencies / (frequencies + self._norms[clue.documents])
        self._scores[clue.documents] += clue.weight * (_MODEL.k1 + 1.0) * counted
        self._clues.append(clue)

    def _saturated(self, times: int) -> float:
        """What counts of so many occurrences in an article as long as this one."""
        return times * (_MODEL.k1 + 1.0) / (times + self._norm)

    def _speaking(self) -> int:
        """How many articles are in the language of this one."""
        views = self._snapshot.views
        return sum(
            int(view.data.speaking[self._known.language].sum())
            for view in views
            if self._known.language in view.data.speaking
        )

    def _having(self, word: str, language: str) -> int:
        """How many articles have a word in any form; those in two forms count twice."""
        stemmed = stemmer(language)(word)
        having = 0
        for view in self._snapshot.views:
            words = view.data.words(TEXT)
            forms = words.forms(stemmed, language)
            having += sum(int(words.having[number]) for number in forms)
        return having

    def _near_in_time(self) -> None:
        if self._known.day is None:
            return
        days = self._snapshot.dates
        apart = np.abs(days - self._known.day)
        gain = SAME_DAYS * np.exp2(-apart / HALF)
        self._scores *= np.where(days > 0, 1.0 + gain, 1.0)
