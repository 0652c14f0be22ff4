"""What some words come to, remembered: names repeat, in one text and from text to text."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Texts → values: the latest, and those before them for as long as they are asked for.

    When there are enough of the latest, they become those before them, and what was not asked for
    meanwhile is forgotten; that is nearly the order of use, at the cost of a dictionary.
    """

    def __init__(self, most: int) -> None:
        """Begin empty.

        Args:
            most: values of either kind.
        """
        self._most = most
        self._latest: dict[str, T] = {}
        self._before: dict[str, T] = {}

    def get(self, key: str) -> T | None:
        """The value kept for a text, if there is one."""
        value = self._latest.get(key)
        if value is None:
            value = self._before.get(key)
            if value is not None:
                self.keep(key, value)
        return value

    def keep(self, key: str, value: T) -> T:
        """Keep a value, and give it back."""
        if len(self._latest) >= self._most:
            self._before, self._latest = self._latest, {}
        self._latest[key] = value
        return value
