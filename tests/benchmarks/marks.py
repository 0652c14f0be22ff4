"""What marks, tags and notes cost: ``python -m tests.benchmarks.marks [FOLDER] [--index-dir DIR]``.

On a folder, or without one on made-up articles, ``--marks`` articles (10,000) are marked, tagged or
noted, a third each, the notes on passages; in a log of its own, never the user's. Printed is
processor time: of the first look at what holds, of the next one, of one article, of searches, of
one more mark with the look after it, and of a look after every file was moved.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index import Corpus
from index.marks.journal import Journal
from index.marks.model import Kind, Reference, digest, made
from tests.benchmarks.corpora import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.marks.model import Act

ARTICLES = 8000
"""Of the made-up collection."""

_ROUNDS = 3


def said(corpus: Corpus, count: int, *, moved: bool) -> Iterator[Act]:
    """Acts about so many articles, whose paths are other ones by now if they were moved."""
    infos = corpus.articles()
    for number, info in enumerate(random.Random(1).sample(infos, min(count, len(infos)))):
        text = corpus.article(info.id).text
        path = f"moved/{info.path}" if moved else info.path
        reference = Reference(path, info.title, info.length, digest(text))
        kind = (Kind.MARK, Kind.TAG, Kind.NOTE)[number % 3]
        act = made(kind, reference, "" if kind is Kind.MARK else f"word{number % 40}")
        start = len(text) // 2
        quote = text[start : start + 60]
        if kind is Kind.NOTE and quote.strip():
            beside = {"before": text[max(0, start - 40) : start], "after": text[start + 60 :][:40]}
            act = act._replace(start=start, quote=quote, **beside)
        yield act


def least(call: Callable[[], object], times: int = 1) -> float:
    """The least processor time of a call, of some rounds, in seconds."""
    taken = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        for _ in range(times):
            call()
        taken.append((time.process_time() - began) / times)
    return min(taken)


def measure(open_corpus: Callable[[], Corpus], count: int, home: Path) -> None:
    """Print what marks cost."""
    for moved in (False, True):
        os.environ["XDG_DATA_HOME"] = str(home / str(moved))
        corpus = open_corpus()
        if not corpus.articles():
            corpus.refresh()
        Journal(corpus.root).add(said(corpus, count, moved=moved))
        os.utime(corpus.marking.journal.path, (1e9, 1e9))
        began = time.process_time()
        corpus.marking.every()
        held = time.process_time() - began
        shown = f"{len(corpus.articles()):,} articles, {len(corpus.marking.every()):,} of them"
        print(f"{shown}{', all moved since' if moved else ''}: first look {1000 * held:6.0f} ms")
        if moved:
            continue
        chosen = next(iter(corpus.marking.every()))
        print(f"the next look {1e6 * least(corpus.marking.every, 1000):22.0f} µs")
        print(f"one article {1e6 * least(partial(corpus.marking.of, chosen), 1000):24.0f} µs")
        for query in ("is:marked", "tag:word1", "note:word2"):
            taken = least(partial(corpus.search, query, limit=200, snippets=0), 3)
            print(f"{query:30}{1000 * taken:6.1f} ms")
        print(f"one more, and the look after{1000 * least(partial(_more, corpus, chosen)):8.0f} ms")


def _more(corpus: Corpus, article: int) -> None:
    corpus.marking.mark(article, not corpus.marking.of(article).marked)
    corpus.marking.every()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--index-dir", type=Path)
    parser.add_argument("--marks", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folder = given.folder or scratch / "articles"
        if given.folder is None:
            write(folder, ARTICLES)
        index = given.index_dir or scratch / "index"
        measure(lambda: Corpus.open(folder, index_dir=index), given.marks, scratch)


if __name__ == "__main__":
    main()
