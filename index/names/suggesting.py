"""Which entities of the catalogue may be the same, for a person to decide.

In: the stored entities. Out: pairs with the evidence; the judging itself is
`index.linking.suggestions`', which asks no store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.linking.suggestions import MOST, Called, suggest

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.linking.base import Suggestion
    from index.store import Store


def suggestions(store: Store, limit: int, cancelled: Callable[[], bool]) -> list[Suggestion]:
    """Pairs of the stored entities that may be the same, at most so many, likeliest first.

    Args:
        store: has the entities.
        limit: at most so many.
        cancelled: tells when nobody waits for them any more; there are none then.
    """
    with store.database.snapshot():
        stored = store.entities.all(limit=MOST)
        return suggest(
            (Called(entity.name, entity.type, entity.aliases) for _, entity in stored),
            lambda place: store.entities.postings(stored[place].number),
            limit,
            cancelled,
        )
