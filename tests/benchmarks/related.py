"""How good and how quick related articles are: ``python -m tests.benchmarks.related [FOLDER]``.

Without FOLDER: the processor time of asking, on made-up articles. In FOLDER the articles of each
folder within ``events`` (or ``--events NAME``) tell of one event, and all others are there to be
mistaken for them. For each article of an event with more than five others, beside versions of it:
the share of the first five that are of its event, and mean average precision, without the least
score that is asked of what is shown; the same with its thirty most telling words as an OR query,
and with shared names alone. Then how many of the articles found are of the event, by score, and of
the first five that are shown.
"""

from __future__ import annotations

import argparse
import math
import random
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from index import Corpus
from index.answering import relating
from index.query import Or, Word
from tests.benchmarks.corpora import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ARTICLES = 8000
"""Of the made-up collection."""

ASKED = 200
"""Articles whose related ones are asked for, to see how long it takes."""

DEPTH = 50
"""So many of those found are looked at."""

WORDS = 30


def seconds(corpus: Corpus) -> list[float]:
    """The processor time of each answer, the first left out: it opens the index."""
    infos = corpus.articles()
    some = random.Random(1).sample(infos, min(ASKED, len(infos)))
    corpus.related(some[0].id)
    times = []
    for info in some:
        began = time.process_time()
        corpus.related(info.id)
        times.append(time.process_time() - began)
    return times


def by_words(corpus: Corpus, number: int) -> list[int]:
    """What the article's most telling words find as an OR query, best first."""
    reader = corpus._reader()
    total = len(reader)
    weighed = []
    for word, found in relating._told(corpus.article(number)).words.items():
        having = reader.count(Word(word))
        if having > 1:
            weighed.append(((1 + math.log(found.times)) * math.log(total / having), word))
    words = [Word(word) for _, word in sorted(weighed, reverse=True)[:WORDS]]
    ranking = reader.search(Or(tuple(words)), limit=2 * DEPTH) if len(words) > 1 else None
    return [other for other, _ in ranking.hits] if ranking else []


def by_names(corpus: Corpus, number: int) -> list[int]:
    """The articles with most of its names, weighed by how rare they are, best first."""
    total = len(corpus.articles())
    scores: Counter[int] = Counter()
    for one, entity in corpus._names.here(number).items():
        weight = (1 + math.log(entity.here)) * math.log(1 + total / entity.articles)
        for other in corpus._store.entities.postings(one):
            scores[other] += weight  # type: ignore[assignment]
    return [other for other, _ in scores.most_common(2 * DEPTH)]


class Events:
    """The articles of a corpus by the event that they tell of."""

    def __init__(self, corpus: Corpus, within: str) -> None:
        self.of: dict[int, str] = {}
        self.texts: dict[str, set[int]] = defaultdict(set)
        self.groups = corpus.versions.groups()
        for info in corpus.articles():
            head, _, rest = info.path.partition("/")
            if head == within and "/" in rest:
                self.of[info.id] = rest.partition("/")[0]
                self.texts[self.of[info.id]].add(self.text(info.id))

    def text(self, number: int) -> int:
        """One number for all versions of a text."""
        return self.groups.get(number, -number)

    @property
    def asked(self) -> list[int]:
        """The articles of events with more than five others."""
        return [number for number, event in self.of.items() if len(self.texts[event]) > 5]

    def right(self, number: int, ranking: Iterable[int]) -> list[bool]:
        """Which of an answer are of the article's event: of each text one, its own left out."""
        seen = {self.text(number)}
        found = []
        for other in ranking:
            if self.text(other) not in seen:
                seen.add(self.text(other))
                found.append(self.of.get(other) == self.of[number])
        return found[:DEPTH]

    def scored(self, number: int, right: Sequence[bool]) -> tuple[float, float]:
        """Precision of the first five, and average precision."""
        precisions = [sum(right[: at + 1]) / (at + 1) for at, good in enumerate(right) if good]
        others = len(self.texts[self.of[number]]) - 1
        return sum(right[:5]) / 5, sum(precisions) / min(others, DEPTH)


def quality(corpus: Corpus, within: str) -> None:
    """Print how many of those found are of the same event."""
    events = Events(corpus, within)
    bands: dict[int, list[bool]] = defaultdict(list)
    shown: list[bool] = []
    least, relating.LEAST = relating.LEAST, 1e-6

    def ours(corpus: Corpus, number: int) -> list[int]:
        found = corpus.related(number, limit=DEPTH)
        for place, one in enumerate(found):
            good = events.of.get(one.article.id) == events.of[number]
            bands[int(20 * one.score)].append(good)
            shown.extend([good] * (place < 5 and one.score >= least))
        return [one.article.id for one in found]

    asked = events.asked
    print(f"{len(asked):,} articles of {len(events.texts)} events among {len(corpus.articles()):,}")
    ways: dict[str, Callable[[Corpus, int], list[int]]] = {
        "related": ours,
        "an OR of words": by_words,
        "names alone": by_names,
    }
    for name, way in ways.items():
        scores = [events.scored(one, events.right(one, way(corpus, one))) for one in asked]
        first, mean = (sum(column) / max(1, len(asked)) for column in zip(*scores, strict=True))
        print(f"{name:16} precision at 5 {first:.3f}  mean average precision {mean:.3f}")
    relating.LEAST = least
    told = f"{sum(shown) / max(1, len(shown)):.3f} of the event"
    print(f"of the first five, {len(shown) / max(1, len(asked)):.2f} are shown, {told}")
    for band in sorted(bands):
        share = sum(bands[band]) / len(bands[band])
        print(f"score {band / 20:.2f}: {len(bands[band]):6,} found, {share:4.0%} of the event")


def measure(folder: Path, home: Path, within: str) -> None:
    """Index a folder and print all figures."""
    corpus = Corpus.open(folder, index_dir=home)
    corpus.refresh()
    times = seconds(corpus)
    told = f"{1000 * median(times):.1f} ms at the median, {1000 * max(times):.1f} at most"
    print(f"related, {len(corpus.articles()):,} articles: {told} (processor time)")
    if (folder / within).is_dir():
        quality(corpus, within)
    corpus.close()


def main() -> None:
    """Measure on a folder or on made-up articles."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--events", default="events", help="the folder of the events' folders")
    parser.add_argument("--index-dir", type=Path, help="where the index is, or is to be")
    options: Any = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary) / "made-up"
        if options.folder is None:
            write(folder, ARTICLES)
        measure(folder, options.index_dir or Path(temporary) / "index", options.events)


if __name__ == "__main__":
    main()
