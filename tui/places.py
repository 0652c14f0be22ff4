"""Where numbers stand in a sequence, in four bytes each: for lists of a hundred thousand articles.

In: numbers, as the catalogue gives them to articles: from 1 up, few left out. Out: the place of
each. Plain data; nothing of a screen.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPARSE = 16
"""So many times as high as they are many, numbers are kept in a dictionary."""


class Places:
    """Finds the place of a number in constant time.

    Args:
        numbers: none below 0, each once; of one that comes again, the last place counts.
    """

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        found = array("I", numbers)
        top = max(found, default=-1)
        self._table: array[int] | None = None
        self._few: dict[int, int] = {}
        if top > _SPARSE * (len(found) + 1):
            self._few = {number: place for place, number in enumerate(found)}
            return
        self._table = array("I", bytes(found.itemsize * (top + 1)))
        for place, number in enumerate(found, 1):
            self._table[number] = place

    def get(self, number: int) -> int | None:
        """The number's place in the sequence, from 0; None if it is not there."""
        if self._table is None:
            return self._few.get(number)
        place = self._table[number] if 0 <= number < len(self._table) else 0
        return place - 1 if place else None

    def __contains__(self, number: int) -> bool:
        return self.get(number) is not None


class Order(tuple[int, ...]):
    """Numbers in a list's order, each with its place."""

    places: Places

    def __new__(cls, numbers: Iterable[int] = ()) -> Order:
        """Take the numbers; each once."""
        order = super().__new__(cls, numbers)
        order.places = Places(order)
        return order

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and number in self.places
