"""Collections of articles for measuring: made up, of any size and always the same, or a folder.

The made-up articles have the statistics that matter to an index: word frequencies fall off as in
Zipf's law, words have inflected forms, each article keeps to a topic, names run through several
articles, and the text has sentences, paragraphs, numbers and typographic quotes. No real text.

    python -m tests.benchmarks.corpora FOLDER --articles 1000
"""

from __future__ import annotations

import argparse
import random
from bisect import bisect
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


def _listed(words: str) -> list[str]:
    return words.split()


_ONSETS = _listed(
    "b c d f g h j k l m n p r s t v w z bl br ch cl cr dr fl gr pl pr sh st str th tr"
)
_NUCLEI = _listed("a e i o u ai ea ee ie oa ou")
_CODAS = _listed("b d g k l m n p r s t x ck ld lt nd ng nt rd rk rm rn rt st")
_ENDINGS = ("s", "ed", "ing", "er", "ly", "ation", "ness", "ment")
_COMMON = _listed(
    "the of to and a in that is was he for it with as his on be at by had not are but "
    "from or have an they which one you were her all she there would their we him been "
    "has when who will more no if out so said what up its about into than them can only "
    "other new some could time these two may then do first any my now such like our over "
    "man me even most made after also"
)
_TOPICS = 400
_TOPIC_WORDS = 120


class Piece(NamedTuple):
    """An article: title, text, source, path, and the day as an ordinal number."""

    title: str
    text: str
    source: str
    path: str
    date: int


class Language:
    """A made-up vocabulary with frequencies."""

    def __init__(self, words: int = 120_000, seed: int = 7) -> None:
        chance = random.Random(seed)
        made: dict[str, None] = dict.fromkeys(_COMMON)
        while len(made) < words:
            rank = len(made)
            most = 1 if rank < 900 else 2 if rank < 25_000 else 3
            word = "".join(
                chance.choice(_ONSETS[: 14 if rank < 9000 else None]) + chance.choice(_NUCLEI[:7])
                for _ in range(most)
            )
            if chance.random() < 0.6:
                word += chance.choice(_CODAS[:10])
            made[word] = None
            if chance.random() < 0.35:
                for ending in chance.sample(_ENDINGS, 2):
                    made[word + ending] = None
        self.words = list(made)
        self.weights = list(accumulate(1.0 / (rank + 2.7) ** 1.05 for rank in range(len(made))))
        self.topics = [
            [self.words[int(chance.random() ** 3 * 30_000) + 200] for _ in range(_TOPIC_WORDS)]
            for _ in range(_TOPICS)
        ]
        self.names = [
            f"{chance.choice(self.words[900:9000]).title()} "
            f"{chance.choice(self.words[900:30_000]).title()}"
            for _ in range(3000)
        ]
        self.sources = [f"{word.title()} News" for word in self.words[5000:5040]]

    def draw(self, chance: random.Random, count: int) -> list[str]:
        """Draw words by their frequency."""
        total = self.weights[-1]
        last = len(self.words) - 1
        return [
            self.words[min(last, bisect(self.weights, chance.random() * total))]
            for _ in range(count)
        ]


def articles(count: int, seed: int = 1) -> Iterator[Piece]:
    """Make up articles, about 330 words (2 kB) each, one in a hundred ten times as long."""
    language = Language()
    for number in range(count):
        yield _article(language, number, seed)


def _article(language: Language, number: int, seed: int) -> Piece:
    chance = random.Random(seed * 1_000_003 + number)
    topic = language.topics[int(chance.random() ** 2 * _TOPICS)]
    length = min(4000, max(60, int(chance.lognormvariate(5.45, 0.45))))
    if chance.random() < 0.01:
        length *= 10
    names = [language.names[int(chance.random() ** 2.5 * 3000)] for _ in range(5)]
    words = language.draw(chance, length)
    for at in range(length):
        dice = chance.random()
        if dice < 0.16:
            words[at] = topic[int(chance.random() ** 2 * _TOPIC_WORDS)]
        elif dice < 0.20:
            words[at] = chance.choice(names)
        elif dice < 0.212:
            words[at] = str(
                chance.randrange(1900, 2027) if dice < 0.206 else chance.randrange(1000)
            )
        elif dice < 0.216:
            words[at] = f"{words[at]}-{topic[0]}"
    text = _sentences(chance, words)
    title = " ".join(words[:7]).capitalize()
    source = language.sources[int(chance.random() ** 2 * 40)]
    path = f"{number // 1000:03}/{number:06}.txt"
    return Piece(title, f"{title}\n\n{text}\n", source, path, 736_000 + chance.randrange(2500))


def _sentences(chance: random.Random, words: list[str]) -> str:
    parts: list[str] = []
    at = 0
    while at < len(words):
        size = chance.randrange(6, 30)
        sentence = words[at : at + size]
        at += size
        if len(sentence) > 12:
            sentence[5] += ","
        if chance.random() < 0.12:
            sentence[-1] += chance.choice(("’s", "'s"))
        first = sentence[0]
        sentence[0] = first[:1].upper() + first[1:]
        line = " ".join(sentence) + "."
        parts.append(f"“{line}”" if chance.random() < 0.1 else line)
        parts.append("\n\n" if chance.random() < 0.25 else " ")
    return "".join(parts).rstrip()


def folder(path: Path) -> Iterator[Piece]:
    """Read the text files of a folder as articles."""
    for file in sorted(path.rglob("*")):
        if file.suffix in (".txt", ".md") and file.is_file():
            text = file.read_text("utf-8", "replace")
            title = next((line.strip() for line in text.splitlines() if line.strip()), file.stem)
            yield Piece(title[:200], text, file.parent.name, str(file.relative_to(path)), 738_000)


def write(target: Path, count: int) -> int:
    """Write made-up articles as files; return the bytes written."""
    size = 0
    for piece in articles(count):
        file = target / piece.path
        file.parent.mkdir(parents=True, exist_ok=True)
        size += file.write_text(piece.text, "utf-8")
    return size


def command() -> None:
    """Write a collection into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    given = parser.parse_args()
    print(f"{write(given.folder, given.articles)} characters")


if __name__ == "__main__":
    command()
