"""Narrowing the search: what is searched now, and a clause besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import QueryError
from index.query import narrowed, quoted

if TYPE_CHECKING:
    from tui.screens.searching import Searching
    from tui.screens.stage import Stage


def narrow_by(stage: Stage, searching: Searching, clause: str) -> None:
    """Search for a clause as well as for what is searched now; the article that is read stays."""
    state = stage.state
    try:
        searching.narrow(narrowed(state.query, clause, typing=state.typing))
    except QueryError as error:
        stage.tell(f"The search cannot be narrowed: {error}")


def narrow_to_name(stage: Stage, searching: Searching, name: str) -> None:
    """Search for the articles with a name, among those that are found now."""
    narrow_by(stage, searching, f"entity:{quoted(name)}")
