"""What speaks for a short form standing for somebody whom its own article does not name in full.

A surname may mean the only one of that name in the corpus, or somebody else ("Brown" in a team's
line-up and Gordon Brown). In come uses and whom they would stand for, out goes whether their
articles share anything particular with the articles that name the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.linking.columns import blocks, count
from index.linking.texts import distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from index.column import Column
    from index.linking.columns import Columns, Flags, Ints, Places

_SHARE = 0.03
_FEW = 50
"""What more than so many articles, and more than that share of them, mention is nothing
particular."""

ENOUGH = 4
"""An article with fewer particular things beside a form says nothing of it."""


_CROWD = 2000
"""An article with more names is a list, in which nothing stands beside anything."""

_PAIRS = 1 << 17
"""Names beside others that are looked at at a time."""

_ASKED = 1 << 20
"""Names beside those that are asked for that are kept in mind at a time."""


class Company(NamedTuple):
    """What stands beside some uses in their articles.

    Attributes:
        shared: for each use, whether any of it stands beside its target elsewhere.
        size: for each use, how much that is particular stands beside it.
    """

    shared: Flags
    size: Ints

    @property
    def strange(self) -> Flags:
        """For each use, whether there is enough beside it, and none of that beside its target."""
        return ~self.shared & (self.size >= ENOUGH)


class Decided(NamedTuple):
    """Uses whose group is decided by what stands beside them: their rows, and the groups."""

    rows: Ints
    groups: Places


def by_company(
    columns: Columns,
    of: Column,
    roots: Places,
    early: tuple[Places, Places],
    moved: Mapping[int, int],
) -> Decided:
    """Decide which short forms go where they might, by what stands beside them.

    Args:
        columns: the uses.
        of: for each use its group, as ``-1 - group`` where its article leaves it unexplained.
        roots: for each group the one that stands for it.
        early: uses that their article explains, and for each the group of one better known; they
            go there unless they would be strangers.
        moved: where groups would go that articles leave unexplained; uses that would be strangers
            stay apart.

    Returns:
        uses that go elsewhere than `of` and `moved` say.
    """
    left, own, goal = _left(of, roots, moved)
    rows = np.concatenate((early[0].astype(np.int64), left))
    targets = np.concatenate((early[1], goal))
    strange = company(columns, of, roots, rows, targets).strange
    first = len(early[0])
    rows = np.concatenate((rows[:first][~strange[:first]], left[strange[first:]]))
    return Decided(rows, np.concatenate((early[1][~strange[:first]], own[strange[first:]])))


def _left(of: Column, roots: Places, moved: Mapping[int, int]) -> tuple[Ints, Places, Places]:
    """The uses that articles leave unexplained and that might go somewhere: rows, groups, goals."""
    going = np.array(sorted(moved.items()), dtype=np.int32).reshape(-1, 2)
    left: list[Ints] = [np.zeros(0, np.int64)]
    own: list[Places] = [np.zeros(0, np.int32)]
    for rows, said in of.blocks() if len(going) else ():
        found = np.flatnonzero(said < 0)
        group = roots[-1 - said[found]]
        at = np.minimum(np.searchsorted(going[:, 0], group), len(going) - 1)
        moves = going[at, 0] == group
        left.append(found[moves] + rows.start)
        own.append(group[moves])
    groups = np.concatenate(own)
    return np.concatenate(left), groups, going[np.searchsorted(going[:, 0], groups), 1]


def company(columns: Columns, of: Column, roots: Places, rows: Ints, targets: Places) -> Company:
    """See whether articles share anything particular with the articles of others.

    Args:
        columns: the uses.
        of: for each use its group, as ``-1 - group`` where its article leaves it unexplained.
        roots: for each group the one that stands for it.
        rows: the uses that are asked for.
        targets: for each of them the group that it would go to; none of them is its own.
    """
    particular = _particular(columns, of, roots)
    article = np.searchsorted(columns.starts, rows, side="right") - 1
    beside = np.diff(columns.starts)[article]
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(beside)))
    shared = np.zeros(len(rows), np.bool_)
    size = np.zeros(len(rows), np.int64)
    for some, _ in blocks(bounds, _ASKED):
        found = _company(columns, of, roots, rows[some], targets[some], particular)
        shared[some], size[some] = found
    return Company(shared, size)


def _company(
    columns: Columns, of: Column, roots: Places, rows: Ints, targets: Places, particular: Flags
) -> Company:
    """What `company` says, of as many uses as there is memory for."""
    wanted = _together(keys for keys, _ in _asked(columns, of, roots, rows, targets, particular))
    met = np.zeros(len(wanted), np.bool_)
    is_target = np.zeros(len(roots), np.bool_)
    is_target[targets] = True
    for _, group, begins in _blocks(columns, of, roots):
        uses = np.flatnonzero(is_target[group])
        for keys, _ in _beside(group, begins, particular, uses, group[uses]):
            keys = distinct(keys) if len(wanted) else wanted
            at = np.searchsorted(wanted, keys)
            at[at == len(wanted)] = 0
            met[at[wanted[at] == keys]] = True
    shared = np.zeros(len(rows), np.bool_)
    size = np.zeros(len(rows), np.int64)
    for keys, which in _asked(columns, of, roots, rows, targets, particular):
        size += np.bincount(which, minlength=len(rows))
        shared[which[met[np.searchsorted(wanted, keys)]]] = True
    return Company(shared, size)


def _together(parts: Iterable[Ints]) -> Ints:
    """The distinct numbers of all parts, sorted."""
    found: Ints = np.zeros(0, np.int64)
    waiting: list[Ints] = []
    size = 0
    for part in parts:
        waiting.append(distinct(part))
        size += len(waiting[-1])
        if size > max(len(found), _PAIRS):
            found = distinct(np.concatenate((found, *waiting)))
            waiting, size = [], 0
    return distinct(np.concatenate((found, *waiting)))


def _asked(
    columns: Columns, of: Column, roots: Places, rows: Ints, targets: Places, particular: Flags
) -> Iterator[tuple[Ints, Ints]]:
    """What stands beside the uses that are asked for, some at a time; see `_beside`."""
    for some, group, begins in _blocks(columns, of, roots):
        here = np.flatnonzero((rows >= some.start) & (rows < some.stop))
        for keys, which in _beside(
            group, begins, particular, rows[here] - some.start, targets[here]
        ):
            yield keys, here[which]


def _blocks(columns: Columns, of: Column, roots: Places) -> Iterator[tuple[slice, Places, Ints]]:
    """Some whole articles at a time: their rows, the groups of these, where the articles begin."""
    for articles, rows in columns.blocks():
        said = of[rows]
        begins = columns.starts[articles.start : articles.stop + 1] - rows.start
        yield rows, roots[np.where(said < 0, -1 - said, said)], begins


def _particular(columns: Columns, of: Column, roots: Places) -> Flags:
    """For each group whether few enough articles mention it."""
    size = len(roots)
    articles = np.zeros(size, np.int32)
    for _, group, begins in _blocks(columns, of, roots):
        article = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
        count(articles, distinct(article * size + group) % size)
    return articles <= max(_FEW, _SHARE * len(columns.articles))


def _beside(
    group: Places, begins: Ints, particular: Flags, uses: Ints, targets: Places
) -> Iterator[tuple[Ints, Ints]]:
    """What stands in the articles of uses beside them, some uses at a time.

    Args:
        group: the group of each use of some articles.
        begins: where each article begins, and where the last one ends.
        particular: for each group whether it counts.
        uses: the uses that are asked for.
        targets: for each of them its target.

    Yields:
        for each thing beside one of the uses, the target and the thing as one number, and which
        of the uses.
    """
    article = np.searchsorted(begins, uses, side="right") - 1
    start = begins[article]
    counts = begins[article + 1] - start
    counts[counts > _CROWD] = 0
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
    for some, places in blocks(before, _PAIRS):
        which = np.repeat(np.arange(some.start, some.stop), counts[some])
        other = group[np.arange(places.start, places.stop) + (start - before[:-1])[which]]
        target = targets[which]
        kept = particular[other] & (other != target) & (other != group[uses[which]])
        keys = target.astype(np.int64) * len(particular) + other
        yield keys[kept], which[kept]
