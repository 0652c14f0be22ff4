"""Texts → words with offsets, in sentences; the ground that every extractor stands on.

In: readable texts (see `index.extraction.readable`), in which a line break ends a sentence unless
the next line goes on in lower case. Out: a `Row`, the words of many texts in arrays, or `Tokens`,
the words of one text in lists.

A text is split at white space. What a piece comes to is remembered, so that most pieces of most
texts cost one look into a dictionary.
"""

from __future__ import annotations

from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.extraction import sentences as s
from index.extraction import words as w
from index.extraction.headlines import headlines
from index.extraction.pieces import Pieces
from index.extraction.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_BLANK, _BREAK = 1, 2
_HIGHEST = 0x3001
"""One past the highest code point of white space."""

_APART = "\n\n"
"""What is put between texts to be read together."""

reading = Lock()
"""Held while the process's reader is used, and until the numbers that it gave are done with."""

_readers: list[Reader] = []
"""The process's reader, once there is one."""

_KINDS = np.zeros(_HIGHEST + 1, np.uint8)
_KINDS[[code for code in range(_HIGHEST) if chr(code).isspace()]] = _BLANK
_KINDS[[ord(c) for c in "\n\r\x0b\x0c\x85\u2028\u2029"]] = _BREAK


class Tokens(NamedTuple):
    """The words of a text.

    Attributes:
        words: the words, as they stand or as they would in a sentence.
        bits: the bits of each word (see `index.extraction.words`).
        starts: the character offset of each word.
        ends: one past the last character of each word.
        capitals: which words have a capital.
        triggers: which words set off some pass (see `index.extraction.triggers`).
        sentences: each sentence as a half-open range of word numbers, in order, not empty.
        titles: for each sentence, whether it is a headline.
    """

    words: list[str]
    bits: list[int]
    starts: Sequence[int]
    ends: Sequence[int]
    capitals: list[int]
    triggers: list[int]
    sentences: list[tuple[int, int]]
    titles: list[bool]


class Row(NamedTuple):
    """The words of several texts, one text after another.

    Attributes:
        numbers: each word's number in the vocabulary.
        starts: the character offset of each word in its text.
        ends: one past the last character of each word.
        texts: where each text's words begin, and where the last one's end.
        sentences: where each sentence begins, and where the last one ends; a text opens one.
    """

    numbers: NDArray[np.int32]
    starts: Ints
    ends: Ints
    texts: Ints
    sentences: Ints

    def titles(self, vocabulary: Vocabulary) -> NDArray[np.bool_]:
        """For each sentence, whether it is a headline."""
        return headlines(vocabulary.bits[self.numbers], self.sentences)

    def split(self, vocabulary: Vocabulary) -> list[Tokens]:
        """Each text's words by themselves.

        Args:
            vocabulary: what numbers the words.
        """
        bits = vocabulary.bits[self.numbers]
        words = list(map(vocabulary.words.__getitem__, self.numbers.tolist()))
        starts, ends, bits_of = self.starts.data, self.ends.data, bits.tolist()
        capitals = self._by_text(bits & w.CAP)
        triggers = self._by_text(vocabulary.triggers[self.numbers])
        sentence_of = np.searchsorted(self.sentences, self.texts).tolist()
        sentences, titles = self.sentences.tolist(), self.titles(vocabulary).tolist()
        out: list[Tokens] = []
        for (at, end), capital, trigger, (sentence, last_sentence) in zip(
            pairwise(self.texts.tolist()),
            capitals,
            triggers,
            pairwise(sentence_of),
            strict=True,
        ):
            edges = [edge - at for edge in sentences[sentence : last_sentence + 1]]
            out.append(
                Tokens(
                    words[at:end],
                    bits_of[at:end],
                    starts[at:end],
                    ends[at:end],
                    capital,
                    trigger,
                    list(pairwise(edges)),
                    titles[sentence:last_sentence],
                )
            )
        return out

    def _by_text(self, which: NDArray[Any]) -> list[list[int]]:
        """For each text, its words that are not 0 in an array, by their place in the text."""
        at = np.flatnonzero(which)
        bounds = np.searchsorted(at, self.texts)
        at -= np.repeat(self.texts[:-1], np.diff(bounds))
        places = at.tolist()
        return [places[begin:end] for begin, end in pairwise(bounds.tolist())]


class Reader:
    """Cuts texts into words that are numbered by a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Share a vocabulary with what looks the words' numbers up."""
        self.vocabulary = vocabulary
        self._pieces = Pieces(vocabulary)

    def read(self, texts: Sequence[str]) -> Row:
        """Cut texts; the numbers of words of earlier calls may be void afterwards.

        Every character that is not white space belongs to exactly one word.
        """
        if self.vocabulary.full() or self._pieces.full():
            self.vocabulary.clear()
            self._pieces.clear()
        together = _APART.join(texts)
        codes = np.frombuffer(together.encode("utf-32-le", "surrogatepass"), "<u4")
        kinds = _KINDS[np.minimum(codes, _HIGHEST)]
        edges = np.flatnonzero(np.diff(kinds != 0, prepend=True, append=True))
        begins, stops = edges[::2], edges[1::2]
        words = self._pieces.words(together.split(), _capital_follows(codes, begins, stops))
        offsets = begins[words.pieces]
        starts, ends = offsets + words.starts, offsets + words.ends
        sizes = np.fromiter(map(len, texts), np.int64, len(texts))
        origins = np.cumsum(sizes + len(_APART)) - sizes - len(_APART)
        bounds = np.append(np.searchsorted(starts, origins), len(starts))
        breaks = np.searchsorted(starts, np.flatnonzero(kinds == _BREAK))
        opens = self._opens(words.numbers, starts, ends, bounds, breaks)
        before = np.repeat(origins, np.diff(bounds))
        starts -= before
        ends -= before
        for text, at, end in zip(texts, bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            for k in s.footers(text, starts[at:end]):
                opens[at + k] = True
        return Row(words.numbers, starts, ends, bounds, np.flatnonzero(opens))

    def _opens(
        self, numbers: NDArray[np.int32], starts: Ints, ends: Ints, texts: Ints, breaks: Ints
    ) -> NDArray[np.bool_]:
        """For each word, and one past the last, whether a sentence begins there."""
        marks = self.vocabulary.marks[numbers]
        opens = np.zeros(len(numbers) + 1, np.bool_)
        opens[breaks] = True
        opens[:-1] &= (marks & s.SMALL) == 0
        opens[texts] = True
        glued = np.append(False, starts[1:] == ends[:-1])
        at = np.flatnonzero(marks & (s.ENDS | s.MAY_END))
        limits = texts[np.searchsorted(texts, at, "right")]
        opens[s.after_ends(marks.tobytes(), glued.tobytes(), at.tolist(), limits.tolist())] = True
        return opens


def _capital_follows(codes: NDArray[np.uint32], begins: Ints, stops: Ints) -> NDArray[np.bool_]:
    """For each piece of a text, whether a single blank and a capital from A to Z follow."""
    follows = np.zeros(len(begins), np.bool_)
    first = codes[begins[1:]]
    follows[:-1] = (begins[1:] == stops[:-1] + 1) & (first >= ord("A")) & (first <= ord("Z"))
    return follows


def share(reader: Reader) -> None:
    """Let `tokenize` use a reader that there is already, rather than one of its own beside it.

    Call it, and use that reader, only while holding `reading`.
    """
    _readers[:] = [reader]


def tokenize(text: str) -> Tokens:
    """Cut one text into words and sentences."""
    with reading:
        if not _readers:
            share(Reader(Vocabulary()))
        reader = _readers[0]
        return reader.read([text]).split(reader.vocabulary)[0]
