"""What is to be stored of a linking, where a linking before has stored something.

In: the uses, their entities, and the sums of what is stored. Out: the entities and the articles'
links that are not as they were; all others stay untouched. Everything is made as it is written,
some at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.linking.columns import Tally, blocks, count, mixed, sums
from index.store.entities import LinkRow, NewEntity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.column import Column
    from index.linking.columns import Flags, Ints, Places
    from index.linking.linker import Linking
    from index.refreshing.uses import Uses


_PAIRS = 1 << 16
"""Links that are made at a time, at most if an article has no more."""

_USES = 1 << 19
"""Uses of entities that are written at a time, at most if an entity has no more."""

_BLOCK = 1 << 12
"""Entities that are looked up at a time."""


class Changes(NamedTuple):
    """What is to be stored anew.

    Attributes:
        entities: those that are new or not as they were, with their numbers.
        gone: the numbers of those that are no more.
        links: articles' names with their entities, where they are not as they were.
        unlinked: articles that have no names any more.
    """

    entities: Iterator[tuple[int, NewEntity]]
    gone: list[int]
    links: Iterator[tuple[int, LinkRow]]
    unlinked: list[int]


def changes(
    uses: Uses,
    linking: Linking,
    stored: Iterable[tuple[str, int, int]],
    links: Iterable[tuple[int, int]],
) -> Changes:
    """Compare a linking with what is stored.

    An entity keeps its number as long as it keeps its name.

    Args:
        uses: what has been linked.
        linking: what came of it.
        stored: the names, numbers and sums of the stored entities.
        links: the stored links' articles, ascending, and their sums.
    """
    size = len(linking.entities)
    totals = _totals(uses, linking.of, size)
    numbers = np.full(size, -1, dtype=np.int64)
    changed = np.ones(size, dtype=np.bool_)
    gone: list[int] = []
    following = 0
    names = linking.entities.names
    find = names.finder()
    at = -1
    for name, number, total in stored:
        following = max(following, number + 1)
        # Mostly they stand one after the other as they did before.
        at = at + 1 if 0 <= at + 1 < size and names[at + 1] == name else find(name)
        if at < 0:
            gone.append(number)
        else:
            numbers[at] = number
            changed[at] = total != totals[at]
    new = np.flatnonzero(numbers < 0)
    numbers[new] = np.arange(following, following + len(new))
    articles = uses.columns.articles
    linked = np.fromiter(links, np.dtype((np.int64, 2)))
    before = np.zeros(len(articles), dtype=np.int64)
    had = np.isin(articles, linked[:, 0])
    still = np.isin(linked[:, 0], articles)
    before[had] = linked[still, 1]
    unlinked = linked[~still, 0].tolist()
    return Changes(
        _entities(uses, linking, numbers, totals, changed),
        gone,
        _links(uses, linking, numbers, before, had),
        unlinked,
    )


def _totals(uses: Uses, of: Column, size: int) -> Ints:
    """For each entity a number that changes whenever a use of it does."""
    columns = uses.columns
    totals = np.zeros(size, dtype=np.uint64)
    for _, rows in columns.blocks():
        articles = columns.articles[columns.article(rows)]
        hashes = mixed(articles, uses.stored.ident[columns.name[rows]], columns.count[rows])
        np.add.at(totals, of[rows], hashes)
    return totals.view(np.int64)


def _entities(
    uses: Uses, linking: Linking, numbers: Ints, totals: Ints, changed: Flags
) -> Iterator[tuple[int, NewEntity]]:
    """The entities that are to be written."""
    columns, of = uses.columns, linking.of
    sizes = np.zeros(len(numbers), dtype=np.int64)
    for _, group in of.blocks():
        count(sizes, group)
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.where(changed, sizes, 0))))
    for entities, _ in blocks(bounds, _USES):
        if not changed[entities].any():
            continue
        posted, formed = Tally(len(columns.articles)), Tally(len(columns.names))
        for _, rows in columns.blocks():
            group = of[rows]
            found = np.flatnonzero((group >= entities.start) & (group < entities.stop))
            found = found[changed[group[found]]]
            whose = group[found]
            posted.add(whose, columns.article(rows)[found], np.ones(len(found), dtype=np.int8))
            formed.add(whose, columns.name[rows][found], columns.count[rows][found])
        whose, where, _ = posted.pairs()
        entity, form, size = formed.pairs()
        del posted, formed
        wanted = np.flatnonzero(changed[entities]) + entities.start
        for position, its_articles, its_names in _places(wanted, whose, entity):
            aliases: dict[str, int] = {}
            demonyms = 0
            for name, often in zip(form[its_names].tolist(), size[its_names].tolist(), strict=True):
                text, _, demonym = columns.names[name]
                aliases[text] = aliases.get(text, 0) + often
                demonyms += often if demonym else 0
            by_count = sorted(aliases.items(), key=lambda item: (-item[1], item[0]))
            found_as = linking.entities[position]
            yield (
                int(numbers[position]),
                NewEntity(
                    found_as.name,
                    found_as.type,
                    sum(aliases.values()),
                    demonyms,
                    dict(by_count),
                    columns.articles[where[its_articles]].astype("<u4").tobytes(),
                    int(totals[position]),
                ),
            )


def _places(wanted: Ints, one: Places, other: Places) -> Iterator[tuple[int, slice, slice]]:
    """Some numbers in turn, each with where it stands in two sorted columns."""
    for at in range(0, len(wanted), _BLOCK):
        some = wanted[at : at + _BLOCK]
        bounds = np.stack((some, some + 1))
        first, last, begin, end = np.concatenate(
            (np.searchsorted(one, bounds), np.searchsorted(other, bounds))
        ).tolist()
        yield from zip(some.tolist(), map(slice, first, last), map(slice, begin, end), strict=True)


def _links(
    uses: Uses, linking: Linking, numbers: Ints, before: Ints, had: Flags
) -> Iterator[tuple[int, LinkRow]]:
    """The links that are to be written."""
    columns, (own_sums, codes, fresh) = uses.columns, linking.resolved
    for articles, _ in blocks(_spread(uses), _PAIRS):
        rows = slice(int(columns.starts[articles.start]), int(columns.starts[articles.stop]))
        sizes, stored = uses.stored.spread(columns.name[rows])
        pairs = np.empty((len(stored), 2), dtype="<u4")
        pairs[:, 0] = stored
        pairs[:, 1] = np.repeat(numbers[linking.of[rows]], sizes)
        begins = columns.starts[articles.start : articles.stop + 1]
        starts = np.concatenate(([0], np.cumsum(sizes)))[begins - rows.start]
        totals = sums(mixed(pairs[:, 0], pairs[:, 1]), starts)
        wanted = fresh[articles] | ~had[articles] | (before[articles] != totals)
        for at in np.flatnonzero(wanted).tolist():
            place = articles.start + at
            own_sum: int | None = None
            own: bytes | None = None
            if fresh[place]:
                own_sum = int(own_sums[place])
                own = codes[int(begins[at]) : int(begins[at + 1])].astype("<u4").tobytes()
            data = pairs[starts[at] : starts[at + 1]].tobytes()
            yield int(columns.articles[place]), LinkRow(data, int(totals[at]), own_sum, own)


def _spread(uses: Uses) -> Ints:
    """Where each article's links begin, and where the last one's end."""
    columns = uses.columns
    bounds = np.zeros(len(columns.starts), dtype=np.int64)
    for articles, rows in columns.blocks():
        sizes = uses.stored.sizes(columns.name[rows])
        begins = columns.starts[articles] - rows.start
        bounds[articles.start + 1 : articles.stop + 1] = np.add.reduceat(sizes, begins)
    return np.cumsum(bounds)
