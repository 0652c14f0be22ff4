"""Words in order of their bytes, held as those: as strings they would take many times as much.

In: bytes one after the other, and where each word ends. Out: words by number, and lists of them as
strings, which are made anew each time.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from array import array

    from index.store.text.encoding import Counts

_FEW = 8
"""Up to so small a part of the words, they are decoded one by one."""


_LETTER = np.array([1 << (byte & 31) if byte < 128 else 0 for byte in range(256)], np.uint32)
"""A bit for each letter; letters beyond ASCII have none."""


class Terms:
    """Byte strings in UTF-8, as a sequence to bisect."""

    def __init__(self, blob: bytes, ends: array[int]) -> None:
        self.blob, self.ends = blob, ends

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> bytes:
        ends = self.ends
        return self.blob[ends[number - 1] if number else 0 : ends[number]]

    def texts(self, first: int, last: int) -> list[str]:
        """The words of a half-open range."""
        if _FEW * (last - first) < len(self.ends):
            return [self[number].decode() for number in range(first, last)]
        ends, text = self._characters().tolist(), self.blob.decode()
        begins = [ends[first - 1] if first else 0, *ends[first:last]]
        return [text[begin:end] for begin, end in pairwise(begins)]

    def perhaps_like(self, word: str, edits: int) -> tuple[list[int], list[str]]:
        """The words that may be so many edits from one, and all that are, with their numbers.

        An edit takes away one letter at most, and adds one: of the words that have many others,
        and of much longer and shorter ones, none is looked at.
        """
        if not self.ends:
            return [], []
        sizes = np.diff(self._characters(), prepend=np.uint32(0))
        ends = np.frombuffer(self.ends, np.uint32)
        begins = np.concatenate([np.zeros(1, np.uint32), ends[:-1]])
        letters = np.bitwise_or.reduceat(_LETTER[np.frombuffer(self.blob, np.uint8)], begins)
        own = np.bitwise_or.reduce(_LETTER[np.frombuffer(word.encode(), np.uint8)])
        chosen = np.flatnonzero(
            (sizes >= len(word) - edits)
            & (sizes <= len(word) + edits)
            & (np.bitwise_count(letters & ~own) <= edits)
            & (np.bitwise_count(own & ~letters) <= edits)
        )
        return chosen.tolist(), [self[number].decode() for number in chosen.tolist()]

    def _characters(self) -> Counts:
        """Where each word ends in the text of all, in characters."""
        first_bytes = (np.frombuffer(self.blob, np.uint8) & 0xC0) != 0x80
        before: Counts = np.cumsum(first_bytes, dtype=np.uint32)
        return before[np.frombuffer(self.ends, np.uint32) - 1] if len(self.ends) else before[:0]
