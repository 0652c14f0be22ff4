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

_FULL = 60_000
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

    def __init__(self, score: Callable[[str, int], NDArray[np.float32]]) -> None:
        """Begin with the empty word alone.

        Args:
            score: a word and its bits → the row to keep; rows have one shape.
        """
        self._score = score
        row = score(PAD, 0)
        self._row = row.shape
        self._clear()

    def _clear(self) -> None:
        self._ids: dict[str, int] = {}
        self.bits: NDArray[np.int64] = np.zeros(0, np.int64)
        self.lower: NDArray[np.int32] = np.zeros(0, np.int32)
        self.word: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self.kind: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self.form: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self.scores: NDArray[np.float32] = np.zeros((0, *self._row), np.float32)
        self._add(PAD)

    def make_room(self) -> None:
        """Forget every word if there are too many; numbers given before are then void."""
        if len(self._ids) > _FULL:
            self._clear()

    def numbers(self, words: list[str]) -> list[int]:
        """The number of each word; new words are added."""
        get = self._ids.get
        found = [get(word, -1) for word in words]
        if -1 in found:
            for k, number in enumerate(found):
                if number < 0:
                    found[k] = self._add(words[k])
        return found

    def _add(self, word: str) -> int:
        known = self._ids.get(word)
        if known is not None:
            return known
        number = len(self._ids)
        self._ids[word] = number
        if number >= len(self.bits):
            self._grow()
        bits = w.bits_of(word) if word else 0
        self.bits[number] = bits
        small = normal(word)
        self.word[number] = hash_text(small)
        self.kind[number] = hash_text(class_of(word, bits)) if word else 1
        self.form[number] = hash_text(shape(word))
        self.scores[number] = self._score(word, bits)
        lower = word.lower()
        self.lower[number] = number if lower == word else self._add(lower)
        return number

    def _grow(self) -> None:
        more = _GROW
        self.bits = np.concatenate([self.bits, np.zeros(more, np.int64)])
        self.lower = np.concatenate([self.lower, np.zeros(more, np.int32)])
        self.word = np.concatenate([self.word, np.zeros(more, np.uint32)])
        self.kind = np.concatenate([self.kind, np.zeros(more, np.uint32)])
        self.form = np.concatenate([self.form, np.zeros(more, np.uint32)])
        empty = np.zeros((more, *self._row), np.float32)
        self.scores = np.concatenate([self.scores, empty])
