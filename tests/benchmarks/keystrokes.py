"""From a key to painted results: ``python -m tests.benchmarks.keystrokes [--articles N]``.

The explorer runs in a pseudo-terminal on generated articles, indexed before. Words are typed
letter by letter into the search bar, each letter as soon as the results of the last are painted.
The time is from the key to the last byte of the painting that brought the new count. The bar is
100 ms at the median, on a quiet machine.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from index import Corpus
from tests.benchmarks.corpora import write
from tests.benchmarks.startup import CLEW, ROOT, Painted

BAR = 0.1
QUIET = 0.03
"""Seconds without output after which a painting is over."""

WORDS = 12


def words_to_type(corpus: Corpus, count: int) -> list[str]:
    """Words of the corpus, some frequent, some rare."""
    seen: dict[str, int] = {}
    for info in corpus.articles()[::40]:
        for word in set(re.findall(r"[a-z]{4,9}", corpus.article(info.id).text)):
            seen[word] = seen.get(word, 0) + 1
    ranked = sorted(seen, key=lambda word: (-seen[word], word))
    return ranked[:: max(1, len(ranked) // count)][:count]


def measure(folder: Path, home: Path) -> list[float]:
    """Seconds from each key to its results."""
    corpus = Corpus.open(folder, index_dir=home)
    corpus.refresh()
    total = len(corpus.articles())
    words = words_to_type(corpus, WORDS)
    env = {
        **os.environ,
        **{f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "STATE")},
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", CLEW, "--index-dir", str(home), str(folder)]
    times: list[float] = []
    with Painted(command, env) as program:
        program.until(lambda drawn: f"of {total:,}" in drawn)
        program.settle(1.0)
        program.press("/")
        program.settle(0.3)
        for word in words:
            count = total
            for size in range(1, len(word) + 1):
                found = corpus.search(word[:size], limit=1, snippets=0, typing=True).total
                began = perf_counter()
                program.press(word[size - 1])
                if found == count:
                    program.settle(0.25)
                    continue
                program.until(lambda drawn, found=found: f"{found:,} of {total:,}" in drawn)  # type: ignore[misc]
                times.append(program.settle(QUIET) - began)
                count = found
            program.press("\x15")
            program.settle(0.3)
    corpus.close()
    return times


def main() -> None:
    """Print the median and the 95th percentile."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, home = Path(place) / "articles", Path(place) / "index"
        write(folder, options.articles)
        times = measure(folder, home)
    high = quantiles(times, n=20)[-1]
    print(f"{len(times)} keys on {options.articles:,} articles, key to painted results:")
    print(f"median {median(times) * 1000:.0f} ms (bar {BAR * 1000:.0f}), 95% {high * 1000:.0f} ms")


if __name__ == "__main__":
    main()
