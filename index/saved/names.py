"""What saved searches are called: names that a person gives, compared whatever their case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.decisions.wording import as_name
from index.errors import NotFoundError, SavedError
from index.saved.model import LONGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.saved.model import Saved


def named(name: str) -> str:
    """A name as it is kept: on one line, in letters that can be printed, no longer than may be."""
    return as_name(name)[:LONGEST].rstrip()


def folded(name: str) -> str:
    """What two names have in common that are one to a person."""
    return as_name(name).casefold()


def present(searches: Mapping[str, Saved], search: str) -> Saved:
    """A search by its id.

    Raises:
        NotFoundError: there is no such search (any more).
    """
    if search not in searches:
        raise NotFoundError("there is no such search any more")
    return searches[search]


def refuse_another(searches: Mapping[str, Saved], called: str) -> None:
    """Let no two searches be called so.

    Raises:
        SavedError: one is.
    """
    for one in searches.values():
        if folded(one.name) == folded(called):
            raise SavedError(f"a saved search is called so already: {one.name}")
