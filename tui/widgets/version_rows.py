"""The list of articles with the versions of one text together; rows in, rows out, no screen here.

The first of the versions in the list's order heads them; the others stand directly under it, and
can be folded away under its count. No article is ever left out. The rows of many articles are made
as they are looked at: held, each would take more memory than all that is known of its article.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from tui.places import Order, Places
from tui.widgets.article_row import ArticleRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from index.model import ArticleInfo, Failure


class ArticleRows(Sequence[ArticleRow]):
    """The rows of articles, and then of files that could not be read.

    Args:
        infos: of the rows' own articles; held, not copied.
        versions: what stands under some of them, by the number of the article above.
        failures: the files.

    Attributes:
        ids: the articles in order, with those that stand under others.
        places: of the rows' own articles among the rows.
    """

    def __init__(
        self,
        infos: Sequence[ArticleInfo],
        versions: Mapping[int, Sequence[ArticleInfo]],
        failures: Sequence[Failure] = (),
    ) -> None:
        self._infos = infos
        self._versions = versions
        self._failures = failures
        own = Order(info.id for info in infos)
        self.places = own.places
        self.ids = own if not versions else Order(self._every())

    def _every(self) -> Iterator[int]:
        for info in self._infos:
            yield info.id
            if info.id in self._versions:
                yield from (other.id for other in self._versions[info.id])

    def __len__(self) -> int:
        return len(self._infos) + len(self._failures)

    @overload
    def __getitem__(self, at: int) -> ArticleRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[ArticleRow]: ...

    def __getitem__(self, at: int | slice) -> ArticleRow | list[ArticleRow]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if at >= len(self._infos):
            return ArticleRow(None, self._failures[at - len(self._infos)])
        info = self._infos[at]
        return self._row(info)

    def __iter__(self) -> Iterator[ArticleRow]:
        yield from map(self._row, self._infos)
        for failure in self._failures:
            yield ArticleRow(None, failure)

    def _row(self, info: ArticleInfo) -> ArticleRow:
        under = self._versions.get(info.id)
        if under is None:
            return ArticleRow(info)
        return ArticleRow(info, versions=tuple(ArticleRow(other, under=True) for other in under))

    def above(self, article_id: int) -> ArticleInfo | None:
        """The article that another one stands under, if it stands under one."""
        for number, others in self._versions.items():
            place = self.places.get(number)
            if place is not None and any(other.id == article_id for other in others):
                return self._infos[place]
        return None


def grouped(
    infos: Sequence[ArticleInfo], groups: Mapping[int, int], failures: Sequence[Failure] = ()
) -> ArticleRows:
    """The rows for articles; those of one group are one row, which has the others.

    Args:
        infos: in the list's order.
        groups: the group's number of each article that is in one.
        failures: files that could not be read, for the end of the list.
    """
    if not groups:
        return ArticleRows(infos, {}, failures)
    heads: list[ArticleInfo] = []
    first: dict[int, int] = {}
    versions: dict[int, list[ArticleInfo]] = {}
    for info in infos:
        group = groups.get(info.id)
        if group is None or group not in first:
            heads.append(info)
            if group is not None:
                first[group] = info.id
        else:
            versions.setdefault(first[group], []).append(info)
    return ArticleRows(heads, versions, failures)


def places_of(rows: Sequence[ArticleRow]) -> Places:
    """Where articles stand among rows; of one whose hits are listed, the row above those."""
    if isinstance(rows, ArticleRows):
        return rows.places
    return Places(row.info.id if row.info and not row.hit else 0 for row in rows)


def unfolded(rows: Sequence[ArticleRow], paths: Collection[str]) -> list[ArticleRow]:
    """The rows to be shown.

    Args:
        rows: as `grouped` makes them.
        paths: of the articles whose versions are shown under them.
    """
    shown: list[ArticleRow] = []
    for row in rows:
        shown.append(row)
        if row.versions and row.info is not None and row.info.path in paths:
            shown += row.versions
    return shown


def head_of(rows: Iterable[ArticleRow], article_id: int) -> ArticleInfo | None:
    """The article that another one stands under, if it stands under one."""
    if isinstance(rows, ArticleRows):
        return rows.above(article_id)
    for row in rows:
        if any(one.info is not None and one.info.id == article_id for one in row.versions):
            return row.info
    return None


def next_article(rows: Sequence[ArticleRow], at: int | None, by: int) -> int | None:
    """The next article in one direction (1, -1), or None; with ``at`` None, the first there is."""
    at = (-1 if by > 0 else len(rows)) if at is None else at
    for place in range(at + by, len(rows) if by > 0 else -1, by):
        row = rows[place]
        if row.info is not None and row.hit is None:
            return row.info.id
    return None
