"""The articles' list in memory, kept in line with the catalogue by differences."""

from __future__ import annotations

import threading
from heapq import merge
from itertools import chain
from typing import TYPE_CHECKING

from index.analysis import fold
from index.errors import NotFoundError
from index.reading import natural_key
from index.store.files import RENAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.model import ArticleInfo
    from index.reading.discovery import NaturalKey
    from index.store import Store

_RUNS = 500
"""So many runs in order are merged."""


class Listed:
    """All articles as of one generation; not changed once made.

    Attributes:
        generation: the catalogue's epoch and generation.
        articles: in reading order: by path, numbers in it by value.
        by_id: the same by number.
    """

    def __init__(self, generation: tuple[int, int], articles: list[ArticleInfo]) -> None:
        self.generation = generation
        self.articles = articles
        self.by_id = {info.id: info for info in articles}
        self._positions: dict[int, int] | None = None
        self._copied: list[ArticleInfo] | None = None

    @property
    def copied(self) -> list[ArticleInfo]:
        """The articles of which there are exact copies."""
        if self._copied is None:
            self._copied = [info for info in self.articles if info.also]
        return self._copied

    def find(self, name: str) -> ArticleInfo:
        """The article meant by a path, a file name, or a part of a path or title.

        Raises:
            NotFoundError: none is meant, or several are.
        """
        wanted = name.removeprefix("./")
        folded = fold(wanted)
        keys: tuple[Callable[[ArticleInfo], bool], ...] = (
            lambda info: wanted == info.path or wanted in info.also,
            lambda info: any(p.rpartition("/")[2] == wanted for p in (info.path, *info.also)),
            lambda info: any(folded in fold(w) for w in (info.path, info.title, *info.also)),
        )
        for key in keys:
            found = [info for info in self.articles if key(info)]
            if len(found) == 1:
                return found[0]
            if found:
                some = ", ".join(info.path for info in found[:3])
                raise NotFoundError(f"{name!r} can mean {len(found)} articles ({some}, …)")
        raise NotFoundError(f"no article {name!r}")

    def position(self, number: int) -> int:
        """An article's place in reading order."""
        if self._positions is None:
            self._positions = {info.id: at for at, info in enumerate(self.articles)}
        return self._positions[number]

    def sorted(self, infos: Iterable[ArticleInfo], order: str) -> list[ArticleInfo]:
        """Articles by ``source``, ``title``, ``path``, or day.

        ``date`` has the newest first, ``oldest`` the oldest; in both the undated come last.
        """
        if order in ("date", "oldest"):
            sign = -1 if order == "date" else 1
            return sorted(
                infos,
                key=lambda i: (
                    i.date is None,
                    sign * i.date.toordinal() if i.date else 0,
                    self.position(i.id),
                ),
            )
        if order in ("source", "title"):
            return sorted(
                infos,
                key=lambda i: (
                    not getattr(i, order),
                    getattr(i, order).casefold(),
                    self.position(i.id),
                ),
            )
        return sorted(infos, key=lambda i: self.position(i.id))


def _reading_order(info: ArticleInfo) -> tuple[NaturalKey, int]:
    return natural_key(info.path), info.id


def in_reading_order(infos: Iterable[ArticleInfo]) -> list[ArticleInfo]:
    """Articles in reading order, in which nearly all of them come.

    Runs that are in order already are merged: the keys of all articles take more memory than the
    articles, and are never there together. Only of many short runs are they.
    """
    runs: list[list[ArticleInfo]] = []
    last: tuple[NaturalKey, int] | None = None
    for info in infos:
        key = _reading_order(info)
        if last is None or key < last:
            runs.append([])
        runs[-1].append(info)
        last = key
    if len(runs) > _RUNS:
        return sorted(chain.from_iterable(runs), key=_reading_order)
    return runs[0] if len(runs) == 1 else list(merge(*runs, key=_reading_order))


class Listing:
    """Gives the present `Listed`; asks the catalogue only for what is new."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._guard = threading.Lock()
        self._listed = Listed((-1, -1), [])
        self._renames = 0

    def current(self) -> Listed:
        """The articles as of now."""
        listed = self._listed
        if self._store.database.version() == listed.generation:
            return listed
        with self._guard, self._store.database.snapshot():
            generation = self._store.database.version()
            listed = self._listed
            if generation <= listed.generation:
                return listed
            renames = self._store.database.meta(RENAMES)
            if generation[0] != listed.generation[0] or renames != self._renames:
                listed = Listed(generation, [])
            self._renames = renames
            present = self._store.articles.ids()
            new = present - listed.by_id.keys()
            infos = [info for info in listed.articles if info.id in present]
            found = in_reading_order(self._store.articles.infos(new if infos else None))
            if infos and found and _reading_order(found[0]) < _reading_order(infos[-1]):
                # Not sorted all together: that would hold every article's key at once.
                infos = list(merge(infos, found, key=_reading_order))
            else:
                infos += found
            self._listed = Listed(generation, infos)
            return self._listed
