"""Where the reader has been, with back and forward as in a browser.

Plain data without a screen: places go in as they are visited, and come out by `back` and
`forward`. An article that was changed on disk gets a new id but keeps its path, so a place names
the path as well; and the query that was in force there, which comes back with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article.

    Attributes:
        article: the article's id when it was visited.
        path: the article's path.
        offset: the character at the top of the view.
        entity: the entity that was being followed, or an empty string.
        mention: where its current mention starts in the article, or None.
        passing: whether the place is only looked at in passing (the list's cursor moved over
            it); of several in a row the last one stays.
    """

    article: int
    path: str
    offset: int = 0
    entity: str = ""
    mention: int | None = None
    passing: bool = False
    query: str = ""
    typing: bool = False

    @property
    def spot(self) -> tuple[str, int, str, bool]:
        """What makes it the same place as another."""
        return self.path, self.offset, self.query, self.typing


class History:
    """A line of places with a position in it.

    Args:
        limit: how many places are kept; the oldest go first.
    """

    def __init__(self, limit: int = 500) -> None:
        self._limit = limit
        self._places: list[Place] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """The place visited last, or None before the first."""
        return self._places[self._at] if self._places else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before the current one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place after the current one."""
        return self._at < len(self._places) - 1

    def visit(self, place: Place) -> None:
        """Go to a new place; what lay ahead is forgotten.

        The current place is replaced when both it and the new one are looked at in passing, or
        when they are the same place or, the current one being passed, in the same article.
        """
        current = self.current
        if current is not None and (
            (current.passing and (place.passing or current.path == place.path))
            or current.spot == place.spot
        ):
            self._places[self._at :] = [place]
            return
        self._places[self._at + 1 :] = [place]
        del self._places[: -self._limit]
        self._at = len(self._places) - 1

    def update(self, place: Place) -> None:
        """Say where in the current place the reader has got to; no new place."""
        if self._places:
            self._places[self._at] = place

    def keep(self) -> None:
        """Have the current place stay, even if it was only looked at in passing so far."""
        if self._places:
            self._places[self._at] = replace(self._places[self._at], passing=False)

    def back(self) -> Place | None:
        """The place before, which becomes the current one; None at the beginning."""
        if not self.can_go_back:
            return None
        self._at -= 1
        return self.current

    def forward(self) -> Place | None:
        """The place after, which becomes the current one; None at the end."""
        if not self.can_go_forward:
            return None
        self._at += 1
        return self.current
