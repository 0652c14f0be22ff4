"""What the articles say of their names, each by itself, taken together.

In come the columns of a corpus with their nodes and groups, out goes what each use stands for by
its own article (`index.linking.views`), and how often which name stands for what.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import numpy as np

from index.linking import across
from index.linking.columns import Tally, as_array, count
from index.linking.views import BITS, FALLBACK, FIRST, GENERIC, LATE, WEAK, Views, resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from index.column import Column
    from index.linking.columns import Columns, Flags, Places
    from index.linking.groups import Groups
    from index.linking.nodes import Nodes

_ALONE = 10
"""How many times as often a bare name may stand alone as with the form that explains it."""

_LATE = 1 << 16
"""Surnames before their full names that are looked at at a time."""


class Within:
    """What the articles say, each by itself, and together.

    Attributes:
        of: for each use its group, as ``-1 - group`` where its article leaves it unexplained.
        left: for each group, the number of articles that leave it unexplained.
        votes: for each group that some article explains, what it stands for there with the
            number of articles.
        resolved: what each article says.
    """

    def __init__(
        self,
        columns: Columns,
        nodes: Nodes,
        groups: Groups,
        known: Iterable[tuple[int, int, bytes]],
    ) -> None:
        self._groups = groups
        self._nodes = nodes
        views = Views(nodes, groups)
        self.resolved = resolved(columns, views, known)
        size = len(nodes.numbers)
        self.of = columns.name.like(np.int32)
        self.left = np.zeros(size, dtype=np.int32)
        cast = np.zeros(size, dtype=np.int32)
        votes, generic = Tally(size), Tally(size)
        late: list[tuple[Places, Places, Places]] = []
        key_of = np.frombuffer(nodes.key_of, np.int32)
        for articles, rows in columns.blocks():
            codes, name = self.resolved.codes[rows], columns.name[rows]
            own = np.where(codes & FALLBACK, views.other[name], views.group[name])
            begins = columns.starts[articles.start : articles.stop + 1]
            begin = np.repeat(begins[:-1] - rows.start, np.diff(begins))
            explained = np.flatnonzero(codes >> BITS)
            fuller = begin[explained] + (codes[explained] >> BITS) - 1
            target = np.full(len(name), -1, dtype=np.int32)
            target[explained] = views.group[name[fuller]]
            self.of.append(np.where(target >= 0, target, -1 - own))
            first, weak = codes & FIRST > 0, codes & WEAK > 0
            count(self.left, own[first & (target < 0)])
            count(cast, own[first & weak])
            for tally, wanted in (
                (votes, first & (target >= 0)),
                (generic, first & (codes & GENERIC > 0)),
            ):
                tally.add(own[wanted], target[wanted], np.ones(np.count_nonzero(wanted), np.int8))
            found = np.flatnonzero(codes & LATE)
            late.append(((found + rows.start).astype(np.int32), own[found], key_of[name[found]]))
        self.votes = Votes(votes)
        self._late = [np.concatenate(part) for part in zip(*late, strict=True)]
        self._undo_weak(columns, views, cast)
        self._join_generic(Votes(generic))

    def _undo_weak(self, columns: Columns, views: Views, cast: Places) -> None:
        """Take back weak explanations of names that mostly stand by themselves."""
        alone = (cast > 0) & (self.left >= cast)
        for rows, of in self.of.blocks() if alone.any() else ():
            codes = self.resolved.codes[rows]
            weak = np.flatnonzero(codes & WEAK)
            name = columns.name[rows][weak]
            own = np.where(codes[weak] & FALLBACK, views.other[name], views.group[name])
            back = alone[own]
            of[weak[back]] = -1 - own[back]
            self.of[rows] = of
        self.left[alone] += cast[alone]
        self.votes.drop(alone)

    def _join_generic(self, generic: Votes) -> None:
        """Join what differs by generic words with its fuller form, also where it stands alone."""
        groups = self._groups
        joined = False
        for group in generic.groups():
            cast = generic.of(group)
            target = across.dominant(cast)
            alone = self.left[group]
            if target is not None and 0 < alone <= _ALONE * cast[target]:
                groups.join(group, target)
                joined = True
        if joined:
            roots = groups.roots()
            self.votes.merge(roots)
            gone = np.flatnonzero((self.left > 0) & (roots != np.arange(len(roots))))
            np.add.at(self.left, roots[gone], self.left[gone])
            self.left[gone] = 0

    def early(self, candidates: across.Candidates) -> tuple[Places, Places]:
        """Surnames before their article's full name that may mean one who is far better known.

        Returns:
            the uses, and for each the group of the better known.
        """
        famous: dict[int, int | None] = {}
        uses, targets = array("i"), array("i")
        for start in range(0, len(self._late[0]), _LATE):
            block = (column[start : start + _LATE].tolist() for column in self._late)
            for use, group, key in zip(*block, strict=True):
                if group not in famous:
                    famous[group] = candidates.famous(self._nodes.keys[key], group)
                target = famous[group]
                if target is not None:
                    uses.append(use)
                    targets.append(target)
        return np.frombuffer(uses, np.int32), np.frombuffer(targets, np.int32)

    def final(self, moved: Mapping[int, int]) -> Column:
        """For each use its group at the end; `of` is of no use afterwards.

        Args:
            moved: where the groups go that no article explains.
        """
        roots = self._groups.roots()
        ends = np.arange(len(roots), dtype=np.int32)
        ends[list(moved)] = list(moved.values())
        ends = ends[roots]
        for rows, of in self.of.blocks():
            self.of[rows] = np.where(of >= 0, roots[of], ends[-1 - of])
        return self.of


class Votes:
    """What groups stand for, with the number of articles."""

    def __init__(self, tally: Tally) -> None:
        self._keep(*tally.pairs())

    def _keep(self, group: Places, target: Places, count: NDArray[Any]) -> None:
        self._group, self._target = as_array("i", group), as_array("i", target)
        self._count = as_array("i", count.astype(np.int32))

    def _columns(self) -> tuple[Places, Places, Places]:
        columns = (self._group, self._target, self._count)
        one, two, three = (np.frombuffer(column, np.int32) for column in columns)
        return one, two, three

    def groups(self) -> list[int]:
        """The groups that stand for any, in order."""
        return list(dict.fromkeys(self._group))

    def of(self, group: int) -> dict[int, int]:
        """What a group stands for."""
        found = {}
        for at in range(bisect_left(self._group, group), len(self._group)):
            if self._group[at] != group:
                break
            found[self._target[at]] = self._count[at]
        return found

    def drop(self, gone: Flags) -> None:
        """Forget what some groups stand for."""
        group, target, count = self._columns()
        kept = ~gone[group]
        self._keep(group[kept], target[kept], count[kept])

    def merge(self, roots: Places) -> None:
        """Take groups together, and what they stand for."""
        group, target, count = self._columns()
        tally = Tally(len(roots))
        tally.add(roots[group], roots[target], count)
        self._keep(*tally.pairs())
