"""Indexing's inner loop: texts → codes of their pieces, and the terms that the codes stand for.

A text in lower case is split at white space; each piece is analysed once and remembered. The
code of a piece that is one term is that term's number; of any other it is negative and names a
tuple of numbers. No numpy here.
"""

from __future__ import annotations

from array import array

from index.analysis import stem, terms
from index.analysis.words import MAX_TERM

_AROUND = " !\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~“”„‘’«»…–—"
_REMEMBERED = 300_000
"""So many pieces are kept from one segment to the next."""


class Vocabulary(dict[str, int]):
    """Piece → code; asking for an unknown piece analyses it.

    Attributes:
        terms: the terms by number.
        stems: the stems by number.
        stem_of: for each term the number of its stem.
        several: the numbers of the terms of pieces that are not one term; the piece with code
            ``-1 - i`` has ``several[i]``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[str] = []
        self.stems: list[str] = []
        self.stem_of: array[int] = array("i")
        self.several: list[tuple[int, ...]] = []
        self._numbers: dict[str, int] = {}
        self._stem_numbers: dict[str, int] = {}
        self._tuples: dict[tuple[int, ...], int] = {}

    def __missing__(self, piece: str) -> int:
        bare = piece.strip(_AROUND)
        if bare.isascii() and bare.isalnum():
            # What the tokeniser would find, without asking it.
            code = self[piece] = self._number(bare[:MAX_TERM])
            return code
        found = terms(piece)
        if len(found) == 1:
            code = self._number(found[0])
        else:
            numbers = tuple(map(self._number, found))
            known = self._tuples.get(numbers)
            if known is None:
                known = self._tuples[numbers] = -1 - len(self.several)
                self.several.append(numbers)
            code = known
        self[piece] = code
        return code

    def _number(self, term: str) -> int:
        number = self._numbers.get(term)
        if number is None:
            number = self._numbers[term] = len(self.terms)
            self.terms.append(term)
            stemmed = stem.__wrapped__(term)
            known = self._stem_numbers.get(stemmed)
            if known is None:
                known = self._stem_numbers[stemmed] = len(self.stems)
                self.stems.append(stemmed)
            self.stem_of.append(known)
        return number

    def read(self, text: str, codes: array[int]) -> int:
        """Add the codes of a text's pieces, and return how many they are."""
        pieces = text.lower().split()
        codes.extend(map(self.__getitem__, pieces))
        return len(pieces)

    def trim(self) -> None:
        """Forget everything when too much is remembered; numbers given so far are void then."""
        if len(self) > _REMEMBERED:
            self.clear()
            self.terms, self.stems, self.several = [], [], []
            self.stem_of = array("i")
            self._numbers, self._stem_numbers, self._tuples = {}, {}, {}
