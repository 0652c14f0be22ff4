"""What of articles is compared: read from their texts, kept in a file or made again.

In: an article's content as it is met, or a way to read its text. Out: its content. Those that were
met lie in a file without a name (`index.column`); the latest are in memory.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

from index.column import Column
from index.likeness.shingles import Content, signatures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_IN_FILE = 256_000_000
"""Hashes that are kept in the file, of four bytes each: as much as the index of words takes."""

_AT_HAND = 500_000
"""Shingles that are kept in memory, likewise."""


class Contents:
    """The contents of articles by their numbers."""

    def __init__(self, text: Callable[[int], str], folder: Path | None = None) -> None:
        """Nothing is known yet.

        Args:
            text: gives an article's readable text.
            folder: where the file is made, see `index.column`.
        """
        self._text = text
        self._hashes = Column("<u4", folder)
        self._articles, self._starts = array("q"), array("q")
        self._latest: OrderedDict[int, Content] = OrderedDict()
        self._room = _AT_HAND

    def keep(self, article: int, content: Content) -> None:
        """Take an article's content that is at hand, if there is room for it.

        Args:
            article: its number, greater than those before.
            content: what of it is compared.
        """
        shingles, numbers = content
        if len(self._hashes) + len(shingles) + len(numbers) > _IN_FILE:
            return
        self._articles.append(article)
        self._starts.append(len(self._hashes))
        size = np.array([len(shingles)], dtype=np.uint32)
        self._hashes.append(np.concatenate((size, shingles, numbers)))

    def of(self, article: int) -> Content:
        """The content of an article; empty if it is gone."""
        known = self._latest.get(article)
        if known is not None:
            self._latest.move_to_end(article)
            return known
        found = self._kept(article) or next(signatures([self._text(article)])).content
        self._latest[article] = found
        self._room -= len(found.shingles)
        while self._room < 0 and len(self._latest) > 2:
            self._room += len(self._latest.popitem(last=False)[1].shingles)
        return found

    def _kept(self, article: int) -> Content | None:
        """The content that is in the file."""
        at = bisect_left(self._articles, article)
        if at == len(self._articles) or self._articles[at] != article:
            return None
        last = at + 1 == len(self._starts)
        end = len(self._hashes) if last else self._starts[at + 1]
        hashes = self._hashes[self._starts[at] : end]
        size = int(hashes[0]) + 1
        return Content(hashes[1:size], hashes[size:])
