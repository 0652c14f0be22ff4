"""Which new articles have which lines, without reading their texts again.

In: articles as they come, with the keys of their lines. Out: the articles that have some of given
lines, and now and then one more, as only 32 bits of each key are kept; they lie in columns
(`index.column`).
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from index.column import Column

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

_BITS = 0xFFFFFFFF
_LATE = 1 << 16
"""Lines that wait to be put into the column."""


class LineMemory:
    """The lines of articles whose numbers ascend.

    Args:
        folder: where the columns of very many are kept, see `index.column`.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._lines = Column(np.uint32, folder)
        self._articles, self._ends = Column(np.int64, folder), Column(np.int64, folder)
        self._late = array("I"), array("q"), array("q")
        self._count = 0

    def add(self, article: int, keys: Iterable[int]) -> None:
        """Keep an article's lines."""
        lines, articles, ends = self._late
        before = len(lines)
        lines.extend(key & _BITS for key in keys)
        self._count += len(lines) - before
        articles.append(article)
        ends.append(self._count)
        if len(lines) >= _LATE:
            self._put_away()

    def _put_away(self) -> None:
        for column, late, kind in zip(
            (self._lines, self._articles, self._ends),
            self._late,
            (np.uint32, np.int64, np.int64),
            strict=True,
        ):
            column.append(np.frombuffer(late.tobytes(), kind))
            del late[:]

    def articles(self) -> NDArray[np.int64]:
        """Those that have been added."""
        self._put_away()
        return self._articles[:]

    def having(self, keys: Iterable[int]) -> NDArray[np.int64]:
        """The articles that may have one of some lines, each once, ascending."""
        articles, ends = self.articles(), self._ends[:]
        wanted = np.array([key & _BITS for key in keys], dtype=np.uint32)
        there = np.zeros(len(articles), dtype=np.bool_)
        for rows, lines in self._lines.blocks():
            found = np.flatnonzero(np.isin(lines, wanted)) + rows.start
            there[np.searchsorted(ends, found, side="right")] = True
        return articles[there]
