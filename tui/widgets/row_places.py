"""Where a list's cursor goes: rows and their keys in, places among them out. No screen here."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

RowT = TypeVar("RowT")


def next_place(
    rows: Sequence[RowT], selectable: Callable[[RowT], bool], start: int, step: int
) -> int | None:
    """The first place from ``start`` on, downwards if ``step`` > 0 else upwards, for a cursor."""
    if step > 0:
        places = range(max(0, start), len(rows))
    else:
        places = range(min(start, len(rows) - 1), -1, -1)
    return next((place for place in places if selectable(rows[place])), None)


def nearest_place(
    rows: Sequence[RowT], selectable: Callable[[RowT], bool], index: int, step: int
) -> int | None:
    """The place nearest to ``index`` for a cursor, first in one direction, then in the other."""
    index = max(0, min(index, len(rows) - 1))
    place = next_place(rows, selectable, index, step)
    return next_place(rows, selectable, index, -step) if place is None else place


def same_place(
    new: Sequence[RowT],
    old: Sequence[RowT],
    index: int | None,
    key_of: Callable[[RowT], Hashable],
    selectable: Callable[[RowT], bool],
) -> int | None:
    """Where a row of the old rows is among the new ones.

    If it is gone: where the nearest old row after it, else before it, that is left now is. None
    if none is left, or if there was no such row.
    """
    if index is None or not new or index >= len(old):
        return None
    key = key_of(old[index])
    if index < len(new) and key_of(new[index]) == key:
        return index
    for place, row in enumerate(new):
        if key_of(row) == key:
            return place
    places = {key_of(row): place for place, row in enumerate(new)}
    for order in (range(index, len(old)), range(index - 1, -1, -1)):
        for at in order:
            if selectable(old[at]) and (place := places.get(key_of(old[at]), -1)) >= 0:
                return place
    return None
