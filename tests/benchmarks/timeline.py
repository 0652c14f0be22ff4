"""The timeline: which days are meant, on annotated sentences; and what it costs on a folder.

    python -m tests.benchmarks.timeline [FOLDER] [--index-dir DIR]

The sentences were written for this (``tests/data/days.tsv``: the day of publication, a sentence,
the days that it tells of). Precision and recall are over days; those that are only likely meant
are told apart. Of a folder: processor time of all, and of the longest step between which other
questions are answered. Without one, articles of made-up reports are written.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from index import Corpus
from index.answering.telling import telling
from index.answering.timeline import AT_ONCE, Entry, days
from index.days.meaning import Certainty
from tests.benchmarks.corpora import articles

DATA = Path(__file__).resolve().parent.parent / "data" / "days.tsv"
ARTICLES = 2000


class Score(NamedTuple):
    """How many days were found, how many of them rightly, and how many are to be found."""

    found: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of those found that are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of those to be found that are."""
        return self.right / self.wanted if self.wanted else 1.0


def annotated() -> list[tuple[date, str, list[str]]]:
    """The sentences, with their days of publication and the days that they tell of."""
    rows = [line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines()]
    return [
        (date.fromisoformat(day), text, [one for one in told.split(", ") if one])
        for day, text, told in rows
    ]


def quality(*, sure: bool) -> tuple[Score, list[str]]:
    """The score, and what is wrong, in words.

    Args:
        sure: whether days that are only likely meant do not count as found.
    """
    found = right = wanted = 0
    wrong = []
    for published, text, told in annotated():
        got = [
            one.day
            for one in telling(text, (), (), published).told
            if not (sure and one.certainty is Certainty.LIKELY)
        ]
        wanted += len(told)
        found += len(got)
        right += len(set(got) & set(told))
        if set(got) - set(told) or (not sure and set(told) - set(got)):
            wrong.append(f"{text} | {', '.join(got) or 'none'}, not {', '.join(told) or 'none'}")
    return Score(found, right, wanted), wrong


def write(folder: Path, count: int) -> None:
    """Write made-up articles, each with some of the annotated sentences in it."""
    folder.mkdir(parents=True)
    told = [text for _, text, _ in annotated()]
    for number, piece in enumerate(articles(count)):
        lines = piece.text.split("\n")
        for place, line in enumerate([n for n, line in enumerate(lines) if len(line) > 200][:3]):
            lines[line] += f" {told[(7 * number + 11 * place) % len(told)]}"
        day = date(2025, 1, 1) + timedelta(days=number % 300)
        (folder / f"{day} {number}.txt").write_text("\n".join(lines), "utf-8")


def cost(corpus: Corpus) -> None:
    """Print what the timeline of all articles costs."""
    began = time.process_time()
    sources = corpus.timeline.sources(most=None)
    first = time.process_time() - began
    entries: list[Entry] = []
    longest = 0.0
    for at in range(0, len(sources.articles), AT_ONCE):
        step = time.process_time()
        entries += corpus.timeline.entries(sources, at, AT_ONCE).entries
        longest = max(longest, time.process_time() - step)
    found = days(entries)
    spent = time.process_time() - began
    told = f"{len(entries):,} sentences of {len(found):,} days"
    print(f"{len(sources.articles):,} articles, {told}: {spent:.2f} s of processor time")
    print(f"to begin {1000 * first:.0f} ms, the longest step {1000 * longest:.0f} ms")


def main() -> None:
    """Measure on the annotated sentences, and on a folder or on made-up articles."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--index-dir", type=Path, help="where the index is, or is to be")
    parser.add_argument("--wrong", action="store_true", help="also print what is wrong")
    options = parser.parse_args()
    for sure, name in ((False, "all"), (True, "without those that are only likely")):
        score, wrong = quality(sure=sure)
        figures = f"precision {score.precision:.3f}  recall {score.recall:.3f}"
        print(f"days meant, {name}: {figures}  ({score.wanted} to be found)")
        if options.wrong:
            print(*wrong, sep="\n")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary) / "made-up"
        if options.folder is None:
            write(folder, ARTICLES)
        corpus = Corpus.open(folder, index_dir=options.index_dir or Path(temporary) / "index")
        corpus.refresh()
        cost(corpus)
        corpus.close()


if __name__ == "__main__":
    main()
