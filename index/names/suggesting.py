"""Which entities of the catalogue may be the same, for a person to decide.

In: the stored entities with their uses. Out: pairs with the evidence; the judging itself is
`index.linking.suggestions`', which asks no store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.linking.base import LinkedEntity, Links, NameUse
from index.linking.suggestions import suggest
from index.refreshing.uses import StoredNames, Uses, name_counts

if TYPE_CHECKING:
    from index.linking.base import Suggestion
    from index.store import Store


def suggestions(store: Store, limit: int) -> list[Suggestion]:
    """Pairs of the stored entities that may be the same, at most so many, likeliest first."""
    with store.database.snapshot():
        stored = store.entities.all()
        place = {found.number: at for at, found in enumerate(stored)}
        table = store.mentions
        counts = name_counts(table.each(), table.size())
        uses = Uses(table.each(), StoredNames(table.verdicts, counts), store.folder)
        rows: list[NameUse] = []
        of: list[int] = []
        linked: dict[int, int] = {}
        article = -1
        for at, use in enumerate(uses):
            if use.article != article:
                article = use.article
                linked = store.entities.links(article)
            number = linked.get(uses.stored_names(at)[0])
            if number is not None:
                rows.append(use)
                of.append(place[number])
        links = Links([LinkedEntity(e.name, e.type) for _, e in stored], of)
    return suggest(links, rows, limit)
