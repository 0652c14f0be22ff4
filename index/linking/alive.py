"""The keys of a corpus that have uses, as the types that they are taken for.

In come the nodes of a corpus (`index.linking.nodes`), out go their keys in the order of their
words, one at a time: they are kept in columns, for memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np

from index.linking.columns import as_array
from index.linking.nodes import ORG, PERSON, PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from index.linking.columns import Flags, Ints, Places
    from index.linking.nodes import Nodes


class Live(NamedTuple):
    """A key in use, as one type: its words, its node, its type, its number of articles."""

    text: str
    node: int
    type: int
    articles: int


class Alive:
    """The keys that have uses, countries left out, in the order of their words."""

    def __init__(self, nodes: Nodes) -> None:
        self._keys = nodes.keys
        order = nodes.keys.order()
        major = np.frombuffer(nodes.major, np.uint8).astype(np.int32)
        several = np.frombuffer(nodes.split, np.uint8) > 0
        thing = np.frombuffer(nodes.known_of, np.int32) >= 0
        odd = (several | thing | nodes.keys.begin_with("="))[order]
        # Most keys are one thing of one type.
        plain = order[~odd]
        totals = np.frombuffer(nodes.totals, np.int32)
        rows: list[Places] = [
            np.flatnonzero(~odd).astype(np.int32),
            plain,
            nodes.numbers.nodes(plain, major[plain]),
            major[plain],
            totals[plain],
        ]
        others = np.array(
            [
                (at, *row)
                for at in np.flatnonzero(odd).tolist()
                for row in self._find(nodes, int(order[at]))
            ],
            dtype=np.int32,
        ).reshape(-1, 5)
        columns = [np.concatenate((row, others[:, at])) for at, row in enumerate(rows)]
        again = np.argsort(columns[0], kind="stable")
        key, node, kind, articles = (column[again].astype(np.int32) for column in columns[1:])
        self._key, self._node = as_array("i", key), as_array("i", node)
        self._type, self._articles = as_array("b", kind.astype(np.int8)), as_array("i", articles)

    def __getitem__(self, at: int) -> Live:
        key = self._keys[self._key[at]].lstrip("^")
        return Live(key, self._node[at], self._type[at], self._articles[at])

    def __iter__(self) -> Iterator[Live]:
        """Each key as each type that it is taken for."""
        return map(Live, self.texts(self._key), self._node, self._type, self._articles)

    def node(self, at: int) -> int:
        """The node of one."""
        return self._node[at]

    def columns(self) -> tuple[Places, NDArray[np.int8], Ints, Flags]:
        """Each one's node, its type, its words' hash, and whether these are one word."""
        hashes, single = array("q"), bytearray()
        for text in self.texts(self._key):
            hashes.append(hash(text))
            single.append(" " not in text)
        node, kind = np.frombuffer(self._node, np.int32), np.frombuffer(self._type, np.int8)
        return node, kind, np.frombuffer(hashes, np.int64), np.frombuffer(single, np.bool_)

    def texts(self, keys: Iterable[int]) -> Iterator[str]:
        """The words of keys."""
        return (text.lstrip("^") for text in self._keys.at(keys))

    def named(self, places: Iterable[int]) -> Iterator[tuple[str, int]]:
        """The words and the numbers of articles of some."""
        key, articles = self._key, self._articles
        return zip(
            self.texts(key[at] for at in places), (articles[at] for at in places), strict=True
        )

    @staticmethod
    def _find(nodes: Nodes, k: int) -> Iterator[tuple[int, int, int, int]]:
        """A key as each type that it is taken for: itself, node, type, number of articles."""
        target = nodes.known_of[k]
        bits = nodes.split[k]
        if nodes.keys[k].startswith("="):
            return
        if target >= 0:
            if not nodes.country[target]:
                kind = nodes.major[k] if nodes.major[k] != PERSON else ORG
                yield k, nodes.numbers.node(target, PLACE), kind, nodes.totals[k]
            for t in (PERSON, ORG):
                if nodes.numbers.has(k, t) and (t == PERSON or nodes.place[target]):
                    node = nodes.numbers.node(k, t)
                    yield k, node, t, nodes.articles[node]
        else:
            for t in range(4):
                if bits >> t & 1:
                    node = nodes.numbers.node(k, t)
                    yield k, node, t, nodes.articles[node]

    def full_names(self) -> FullNames:
        """Those of people with two to six words."""
        rows = zip(self._type, self.texts(self._key), strict=True)
        return FullNames(
            self,
            array(
                "i",
                (
                    at
                    for at, (kind, text) in enumerate(rows)
                    if kind == PERSON and 0 < text.count(" ") < 6
                ),
            ),
        )


class FullNames(Sequence[tuple[str, int]]):
    """The words of people's full names with their numbers of articles, as they are asked for."""

    def __init__(self, alive: Alive, places: array[int]) -> None:
        self._alive = alive
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> tuple[str, int]: ...

    @overload
    def __getitem__(self, at: slice) -> list[tuple[str, int]]: ...

    def __getitem__(self, at: int | slice) -> tuple[str, int] | list[tuple[str, int]]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        form = self._alive[self._places[at]]
        return form.text, form.articles

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return self._alive.named(self._places)

    def node(self, at: int) -> int:
        """The node of one."""
        return self._alive.node(self._places[at])
