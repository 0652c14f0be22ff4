"""How well texts are aligned, and the cost: ``python -m tests.benchmarks.alignment [FOLDER]``.

The sample articles, which report one story in other words: links between sentences held against
those made by hand. Edited copies, of which the truth is known (of a folder's text files, or of
made-up articles): sentences left out, put in, moved, changed, and with another number; links and
discrepancies of numbers held against what was done. Then the processor time of texts of 10,000 and
100,000 words.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from index import Corpus
from index.alignment import Side, align
from index.alignment.figures import figures
from index.alignment.passages import Cutting
from tests.benchmarks.corpora import articles

ROOT = Path(__file__).resolve().parent.parent.parent
GOLD = ROOT / "tests" / "data" / "seeds_aligned.jsonl"
COPIES = 200


class Score:
    """What was found, what of it is right, and what should have been found."""

    def __init__(self) -> None:
        self.found = self.right = self.wanted = self.met = 0

    def add(self, found: set[Any], allowed: set[Any], wanted: set[Any]) -> None:
        """Count one text more."""
        self.found += len(found)
        self.right += len(found & allowed)
        self.wanted += len(wanted)
        self.met += len(found & wanted)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.met / max(1, self.wanted)
        return f"precision {precision:.3f}  recall {recall:.3f}  ({self.wanted} to be found)"


class Edited(NamedTuple):
    """A changed copy of a text.

    Attributes:
        text: the copy.
        places: where the sentences of the original begin in it, by their numbers.
        numbers: where numbers of the original stand that are others in it.
    """

    text: str
    places: dict[int, int]
    numbers: set[Any]


def edited(text: str, other: str, chance: random.Random) -> Edited:
    """Change a text: leave sentences out, put some of another in, move some, change some."""
    order = list(enumerate(Cutting().passages(text)))
    if len(order) > 8:
        at = chance.randrange(1, len(order) - 3)
        moved = order[at : at + 2]
        del order[at : at + 2]
        to = chance.randrange(1, len(order))
        order[to:to] = moved
    strange = Cutting().passages(other)
    made, places, numbers = "", {}, set[Any]()
    for number, (start, end, _) in order:
        words = text[start:end]
        fate = chance.random()
        if fate < 0.12:
            continue
        if fate < 0.22:
            one = chance.choice(strange)
            made += other[one.start : one.end].strip() + "\n\n"
        elif fate < 0.4:
            pieces = re.split(r"(\s+)", words)
            for _ in range(1 + len(pieces) // 16):
                pieces[chance.randrange(0, len(pieces), 2)] = chance.choice(other.split())
            words = "".join(pieces)
        elif fate < 0.55:
            plain = [f for f in figures(words) if words[f.start : f.end].isdigit()]
            if plain:
                one = chance.choice(plain)
                value = str(int(one.value) + chance.randrange(1, 9))
                words = words[: one.start] + value + words[one.end :]
                numbers.add(start + one.start)
        places[number] = len(made)
        made += words if words.endswith((" ", "\n")) else words + " "
    return Edited(made, places, numbers)


def by_hand() -> None:
    """The sample articles."""
    score = Score()
    with tempfile.TemporaryDirectory() as place:
        corpus = Corpus.open(ROOT / "seeds", index_dir=Path(place))
        corpus.refresh()
        ids = {info.path: info.id for info in corpus.articles()}
        for line in GOLD.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            left, right, _ = corpus.compare(ids[gold["left"]], ids[gold["right"]]).alignment
            sure, possible = (
                {
                    (_at([p.start for p in left], a), _at([p.start for p in right], b))
                    for a, _, b, _ in gold[key]
                }
                for key in ("sure", "possible")
            )
            found = {(n, p) for n, one in enumerate(left) if one.words for p in one.partners}
            score.add(set(found), sure | possible, set(sure))
        corpus.close()
    print(f"sample articles, other words   {score}")


def _at(starts: list[int], offset: int) -> int:
    return max(n for n, start in enumerate(starts) if start <= offset)


def copies(texts: list[str]) -> None:
    """Edited copies of some texts."""
    chance = random.Random(7)
    links, numbers, seconds = Score(), Score(), 0.0
    for text in texts:
        copy = edited(text, chance.choice(texts), chance)
        began = time.process_time()
        found = align(Side(text), Side(copy.text))
        seconds += time.process_time() - began
        starts = [passage.start for passage in found.right]
        wanted: set[Any] = {(n, _at(starts, at)) for n, at in copy.places.items()}
        pairs: set[Any] = {
            (n, p) for n, one in enumerate(found.left) if one.words for p in one.partners
        }
        links.add(pairs, wanted, {pair for pair in wanted if found.left[pair[0]].words})
        told: set[Any] = {d.left.start for d in found.discrepancies if d.kind != "name"}
        numbers.add(told, copy.numbers, copy.numbers)
    print(f"edited copies, links           {links}")
    print(f"edited copies, other numbers   {numbers}")
    print(f"processor time of a pair       {1000 * seconds / len(texts):.1f} ms")


def growth(texts: list[str]) -> None:
    """Long texts."""
    words = " \n\n".join(texts).split(" ")
    while len(words) < 100_000:
        words += words
    taken = []
    for size in (10_000, 100_000):
        text = " ".join(words[:size])
        copy = text.replace(" the ", " this ")
        began = time.process_time()
        align(Side(text), Side(copy))
        taken.append(time.process_time() - began)
    print(f"10,000 words                   {taken[0]:.2f} s")
    print(f"100,000 words                  {taken[1]:.2f} s, {taken[1] / taken[0]:.1f} times")


def main(folder: str | None) -> None:
    """Measure and print."""
    by_hand()
    if folder:
        paths = sorted(path for path in Path(folder).rglob("*.txt") if path.is_file())
        texts = [path.read_text("utf-8", "replace") for path in paths[:COPIES]]
    else:
        texts = [piece.text for piece in articles(COPIES)]
    copies(texts)
    growth(texts)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
