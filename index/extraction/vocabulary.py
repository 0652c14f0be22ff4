"""Words → numbers and arrays, so that features of many words are computed at once.

A word's own features do not change, so that they are computed when the word is first met and kept,
by number, in arrays. The vocabulary is emptied when it is full; memory stays bounded.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from index.extraction import gazetteer as g
from index.extraction import words as w

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

PAD = ""
"""The word before the first and after the last of a sentence; its number is 0."""

_FULL = 50_000
_GROW = 8_192

_FLAGS = (
    (g.COUNTRY, "country"),
    (g.STATE, "state"),
    (g.CITY, "city"),
    (g.TOWN, "town"),
    (g.ORG, "org"),
    (g.DEMONYM, "demonym"),
    (g.GROUP, "group"),
    (g.FIRST, "first"),
    (g.LAST, "last"),
    (g.FOREIGN_LAST, "foreign"),
    (w.TITLE, "title"),
    (w.HONORIFIC, "honorific"),
    (w.CALENDAR, "calendar"),
    (w.ORG_TAIL, "orgtail"),
    (w.ORG_HEAD, "orghead"),
    (w.PLACE_TAIL, "placetail"),
    (w.PLACE_HEAD, "placehead"),
    (w.MISC_TAIL, "misctail"),
    (w.SAYING, "saying"),
    (w.MODEL, "model"),
)
_CLASS = (
    g.COUNTRY | g.STATE | g.CITY | g.ORG | g.DEMONYM | g.FIRST | g.LAST | g.FOREIGN_LAST
    | w.TITLE | w.CALENDAR | w.ORG_TAIL | w.PLACE_TAIL | w.MISC_TAIL | w.COMMON_LOWER
    | w.CAP | w.UPPER | w.INITIAL | w.DIGITS
)  # fmt: skip


def hash_text(text: str) -> int:
    """A feature's 32-bit number; the same in every process and on every machine."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def shape(word: str) -> str:
    """The word's letters by kind, runs shortened to two: "McDonald's" → "XxXxx'x"."""
    out = ""
    last = ""
    run = 0
    for c in word[:16]:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c
        run = run + 1 if kind == last else 1
        last = kind
        if run < 3:
            out += kind
    return out


def normal(word: str) -> str:
    """The word as features name it: small letters, digits as noughts, plain apostrophes."""
    if word.isalpha():
        return word.lower()
    plain = "".join("0" if c.isdigit() else "'" if c == "’" else c for c in word)
    return plain.lower()


def flags_of(bits: int) -> list[str]:
    """The names of the bits that features use, with how common the word is."""
    found = [name for bit, name in _FLAGS if bits & bit]
    if bits & w.COMMON_LOWER:
        found.append(f"common{bits >> 33 & 3}")
    elif bits & g.COMMON:
        found.append(f"small{(bits & g.RANK) >> 11}")
    return found


def class_of(word: str, bits: int) -> str:
    """A coarse class: of few values, so that pairs and triples of classes are worth counting."""
    if bits & w.CAP:
        return f"C{bits & _CLASS:x}"
    if not bits & w.LOWER or bits & (w.FUNCTION | w.LINK | w.SAYING | w.TITLE):
        return normal(word)
    return "x"


class Vocabulary:
    """Numbers for words, with what is kept of each.

    Attributes:
        bits: see `index.extraction.words`.
        lower: the number of the word in small letters.
        word: hash of the word in small letters.
        kind: hash of the word's class.
        form: hash of the word's shape.
        scores: whatever `score` makes of a word, one row a word.
    """

    def __init__(self, score: Callable[[list[str], list[int]], NDArray[np.float32]]) -> None:
        """Begin with the empty word alone.

        Args:
            score: words and their bits → the rows to keep, one a word, all of one shape.
        """
        self._score = score
        self._row = score([PAD], [0]).shape[1:]
        self._clear()

    def _clear(self) -> None:
        self._ids: dict[str, int] = {}
        self.bits: NDArray[np.int64] = np.zeros(0, np.int64)
        self.lower: NDArray[np.int32] = np.zeros(0, np.int32)
        self.word: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self.kind: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self.form: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self.scores: NDArray[np.float32] = np.zeros((0, *self._row), np.float32)
        self._add([PAD])

    def make_room(self) -> None:
        """Forget every word if there are too many; numbers given before are then void."""
        if len(self._ids) > _FULL:
            self._clear()

    def numbers(self, words: list[str]) -> list[int]:
        """The number of each word; new words are added."""
        ids = self._ids
        try:
            return [ids[word] for word in words]
        except KeyError:
            self._add([word for word in dict.fromkeys(words) if word not in ids])
        return [ids[word] for word in words]

    def _add(self, words: list[str]) -> None:
        """Number new words and, before them, their small forms that are new."""
        ids = self._ids
        lower = [word.lower() for word in words]
        new = [word for word in dict.fromkeys(lower) if word not in ids]
        new += [word for word in words if word not in ids and word.lower() != word]
        begin = len(ids)
        ids.update(zip(new, range(begin, begin + len(new)), strict=True))
        while len(ids) > len(self.bits):
            self._grow()
        bits = w.bits_of_all(new)
        here = slice(begin, len(ids))
        self.bits[here] = bits
        self.lower[here] = [ids[word.lower()] if word.lower() in ids else ids[word] for word in new]
        self.word[here] = [hash_text(normal(word)) for word in new]
        self.kind[here] = [
            hash_text(class_of(word, b)) if word else 1 for word, b in zip(new, bits, strict=True)
        ]
        self.form[here] = [hash_text(shape(word)) for word in new]
        self.scores[here] = self._score(new, bits)

    def _grow(self) -> None:
        more = _GROW
        self.bits = np.concatenate([self.bits, np.zeros(more, np.int64)])
        self.lower = np.concatenate([self.lower, np.zeros(more, np.int32)])
        self.word = np.concatenate([self.word, np.zeros(more, np.uint32)])
        self.kind = np.concatenate([self.kind, np.zeros(more, np.uint32)])
        self.form = np.concatenate([self.form, np.zeros(more, np.uint32)])
        empty = np.zeros((more, *self._row), np.float32)
        self.scores = np.concatenate([self.scores, empty])
