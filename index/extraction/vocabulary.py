"""Words → numbers, and what is known of the words in arrays by number.

What a word is by itself does not change, so that it is computed once and kept. The vocabulary is
emptied when it is full; memory stays bounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from index.extraction import words as w
from index.extraction.forms import class_of, hash_text, normal, shape
from index.extraction.lower import lowness
from index.extraction.sentences import mark
from index.extraction.triggers import TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Score = Callable[[list[str], list[int]], NDArray[np.int16]]

T = TypeVar("T", bound=np.generic)

PAD = ""
"""The word before the first and after the last of a sentence; its number is 0."""

_FULL = 120_000
"""Words after which the vocabulary is emptied."""

_ROOM = _FULL + _FULL // 2
"""Words that there is room for from the beginning."""

_FULL_CHARACTERS = 4_000_000
"""Their characters together after which it is emptied too."""


def grown(array: NDArray[T]) -> NDArray[T]:
    """An array with as many rows again, of noughts."""
    return np.concatenate([array, np.zeros_like(array)])


class _Numbers(dict[str, int]):
    """Words → numbers; asking for a new one gives it the next."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.characters = 0

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        self.characters += len(word)
        return number


class Vocabulary:
    """Numbers for words, with what is kept of each.

    Attributes:
        words: the words by number.
        bits: see `index.extraction.words`.
        marks: see `index.extraction.sentences.mark`.
        triggers: whether a word is of `index.extraction.triggers`.
        lowness: see `index.extraction.lower.lowness`.
        lower: for a word with a capital, the number of the word in small letters.
        normal: hash of the word in small letters.
        kind: hash of the word's class.
        shape: hash of the word's shape.
        rows: which row of `scores` is the word's.
        scores: whatever `score` makes of a word.

    The arrays are longer than there are words; those from `lower` on are filled by `learn`. Many
    words stand beside no name and are never learned; they have no row of `scores`.
    """

    def __init__(self, score: Score | None = None) -> None:
        """Begin with the empty word alone.

        Args:
            score: words and their bits → the rows to keep, one a word, all of one shape.
        """
        self._score = score
        self._row = score([PAD], [0]).shape[1:] if score else ()
        self._make()
        self.clear()

    def _make(self) -> None:
        # Of arrays of noughts only what is written to takes memory.
        self.bits: NDArray[np.int64] = np.zeros(_ROOM, np.int64)
        self.marks: NDArray[np.uint8] = np.zeros(_ROOM, np.uint8)
        self.triggers: NDArray[np.bool_] = np.zeros(_ROOM, np.bool_)
        self.lowness: NDArray[np.uint8] = np.zeros(_ROOM, np.uint8)
        self._learned: NDArray[np.bool_] = np.zeros(_ROOM, np.bool_)
        self.lower: NDArray[np.int32] = np.zeros(_ROOM, np.int32)
        self.normal: NDArray[np.uint32] = np.zeros(_ROOM, np.uint32)
        self.kind: NDArray[np.uint32] = np.zeros(_ROOM, np.uint32)
        self.shape: NDArray[np.uint32] = np.zeros(_ROOM, np.uint32)
        self.rows: NDArray[np.int32] = np.zeros(_ROOM, np.int32)
        self.scores: NDArray[np.int16] = np.zeros((_ROOM, *self._row), np.int16)

    def clear(self) -> None:
        """Forget every word; numbers given before are then void."""
        self._numbers = _Numbers()
        self.words = self._numbers.words
        self._known = 0
        self._rows_used = 0
        if len(self.bits) > _ROOM:
            self._make()
        self._learned[:] = False
        self.numbers([PAD])

    def full(self) -> bool:
        """Whether it is time to forget every word."""
        return len(self.words) > _FULL or self._numbers.characters > _FULL_CHARACTERS

    def numbers(self, words: Sequence[str]) -> list[int]:
        """The number of each word; new words are added."""
        found = list(map(self._numbers.__getitem__, words))
        if self._known < len(self.words):
            self._complete()
        return found

    def _complete(self) -> None:
        """Fill in what is always known of new words."""
        begin, end = self._known, len(self.words)
        new = self.words[begin:end]
        while end > len(self.bits):
            self.bits, self.marks = grown(self.bits), grown(self.marks)
            self.triggers, self.lowness = grown(self.triggers), grown(self.lowness)
            self._learned, self.lower = grown(self._learned), grown(self.lower)
            self.normal, self.kind = grown(self.normal), grown(self.kind)
            self.shape, self.rows = grown(self.shape), grown(self.rows)
            self.scores = grown(self.scores)
        self.bits[begin:end] = list(map(w.bits_of, new))
        self.marks[begin:end] = list(map(mark, new))
        self.triggers[begin:end] = list(map(TRIGGERS.__contains__, new))
        self.lowness[begin:end] = list(map(lowness, new))
        self._known = end

    def learn(self, numbers: NDArray[np.int32]) -> None:
        """Fill in what features need of words, where that is not done yet."""
        new = np.unique(numbers[~self._learned[numbers]])
        if not len(new):
            return
        words = [self.words[number] for number in new.tolist()]
        bits = self.bits[new].tolist()
        lower = [x.lower() if b & w.CAP else x for x, b in zip(words, bits, strict=True)]
        # Not in one statement: new words may move the arrays.
        numbers_of_lower = self.numbers(lower)
        self.lower[new] = numbers_of_lower
        self.normal[new] = [hash_text(normal(word)) for word in words]
        self.kind[new] = [
            hash_text(class_of(word, b)) if word else 1 for word, b in zip(words, bits, strict=True)
        ]
        self.shape[new] = [hash_text(shape(word)) for word in words]
        if self._score is not None:
            rows = slice(self._rows_used, self._rows_used + len(new))
            self.rows[new] = np.arange(rows.start, rows.stop)
            self.scores[rows] = self._score(words, bits)
            self._rows_used = rows.stop
        self._learned[new] = True
