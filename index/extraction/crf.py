"""The extractor that ships: rules as features of a trained model, then overlay and agreement."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.extraction.agreement import agree
from index.extraction.elsewhere import VERSION as RULES_VERSION
from index.extraction.elsewhere import rules_for
from index.extraction.features import make_batch
from index.extraction.lower import count_lower, lower_words
from index.extraction.overlay import overlay
from index.extraction.refine import VERSION
from index.extraction.rules import Rules
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name, to_mentions
from index.extraction.tagger import data_version, load
from index.extraction.tokens import Reader, reading, share
from index.extraction.truecase import truecase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.extraction.tagger import Tagger
    from index.extraction.tokens import Row
    from index.model import Mention

_BATCH = 300_000
"""Characters that are tagged at once."""

_PIECE = 600_000
"""Characters of a text beyond which it is read in pieces, for the sake of memory."""

_CUTS = ("\n\n", "\n", ". ", " ")
_TYPES = (None, PERSON, ORG, PLACE, MISC)
"""The types by half the numbers of `index.extraction.tagger.TAGS`, rounded up."""


class _Piece(NamedTuple):
    """A text to be tagged, or a piece of a long one.

    Attributes:
        number: the text's place among those given.
        offset: of the piece in the text, in characters.
        text: the piece.
        whole: whether it is all of the text.
    """

    number: int
    offset: int
    text: str
    whole: bool


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text, or its pieces with their offsets, cut where a line, a sentence or a word ends."""
    at = 0
    while len(text) - at > _PIECE:
        half, end = at + _PIECE // 2, at + _PIECE
        cut = next((k + 1 for k in (text.rfind(mark, half, end) for mark in _CUTS) if k >= 0), end)
        yield at, text[at:cut]
        at = cut
    yield at, text[at:] if at else text


class CrfExtractor:
    """The trained extractor; see `index.extraction.base.Extractor`."""

    name = "crf"

    def __init__(self) -> None:
        self.version = f"{VERSION}-{data_version()}-{RULES_VERSION}"

    @cached_property
    def _tagger(self) -> Tagger:
        return load()

    @cached_property
    def _reader(self) -> Reader:
        reader = Reader(self._tagger.vocabulary)
        share(reader)
        return reader

    def extract(self, texts: Sequence[str]) -> list[list[Mention]]:
        """The mentions of each text; see `extract_counting`."""
        return self.extract_counting(texts, Counter())

    def extract_counting(self, texts: Sequence[str], words: Counter[str]) -> list[list[Mention]]:
        """The mentions of each text; a very long one is read in pieces.

        Texts in another language are left to rules (`index.extraction.elsewhere`).
        """
        found: list[list[Mention]] = [[] for _ in texts]
        batch: list[_Piece] = []
        size = 0
        for number, text in enumerate(texts):
            rules = rules_for(text)
            whole = len(text) <= _PIECE
            if rules is not None or not whole:
                words.update(lower_words(text))
            if rules is not None:
                found[number] = [
                    mention._replace(start=mention.start + offset, end=mention.end + offset)
                    for offset, piece in _pieces(text)
                    for mention in rules(piece)
                ]
                continue
            for offset, piece in _pieces(text):
                if batch and size + len(piece) > _BATCH:
                    self._place(batch, found, words)
                    batch, size = [], 0
                batch.append(_Piece(number, offset, piece, whole))
                size += len(piece)
        if batch:
            self._place(batch, found, words)
        return found

    def _place(self, batch: list[_Piece], found: list[list[Mention]], words: Counter[str]) -> None:
        """Extract pieces of texts, adding what they hold to what their texts hold."""
        with reading:
            extracted = self._extract(batch, words)
        for (number, offset, _, _), mentions in zip(batch, extracted, strict=True):
            if offset:
                mentions = [
                    m._replace(start=m.start + offset, end=m.end + offset) for m in mentions
                ]
            found[number] += mentions

    def _extract(self, batch: Sequence[_Piece], words: Counter[str]) -> list[list[Mention]]:
        vocabulary = self._tagger.vocabulary
        texts = [piece.text for piece in batch]
        row = self._reader.read(texts)
        words.update(count_lower(row, vocabulary, [piece.whole for piece in batch]))
        titles = row.titles(vocabulary)
        row = truecase(row, vocabulary, titles)
        parts = row.split(vocabulary)
        rules = [Rules(tokens).names() for tokens in parts]
        tagged = _names(row, self._tagger.tag(make_batch(row, rules, titles)))
        found = []
        for text, tokens, names, sure in zip(texts, parts, tagged, rules, strict=True):
            found.append(to_mentions(text, tokens, agree(tokens, overlay(tokens, names, sure))))
        return found


def _names(row: Row, tags: NDArray[np.int8]) -> list[list[Name]]:
    """Tags → the names of each text."""
    kinds = (tags + 1) // 2
    opens = (tags & 1 != 0) | (kinds != np.append(0, kinds[:-1]))
    opens[row.sentences[:-1]] = True
    firsts = np.flatnonzero(opens & (kinds != 0))
    edges = np.append(np.flatnonzero(opens | (kinds == 0)), len(tags))
    lasts = edges[np.searchsorted(edges, firsts) + 1]
    texts = np.searchsorted(row.texts, firsts, "right") - 1
    begins = row.texts[texts]
    found: list[list[Name]] = [[] for _ in row.texts[1:]]
    for text, first, last, kind in zip(
        texts.tolist(),
        (firsts - begins).tolist(),
        (lasts - begins).tolist(),
        kinds[firsts].tolist(),
        strict=True,
    ):
        found[text].append(Name(first, last, _TYPES[kind]))
    return found
