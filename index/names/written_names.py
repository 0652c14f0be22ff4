"""Which entity a name as it is written speaks for, and which written names speak for an entity.

In: the catalogue, and forms (a spelling with its type) or entities. Out: entities, or forms. A
decision refers to forms, so that it outlives the entities of one linking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.analysis import fold
from index.decisions import Form
from index.decisions.wording import NEARLY_ALL, respelled, says_title, spelled
from index.errors import NotFoundError
from index.store.articles import CHUNK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Entity
    from index.store import Store
    from index.store.entities import StoredEntity


class WrittenNames:
    """The written names of one corpus; what is to be of one commit is asked inside a snapshot."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def meant(self, form: Form) -> list[StoredEntity]:
        """The entity that a written name speaks for; none where that is not clear.

        See `index.decisions.applying` for what is clear.
        """
        counts = self._counts(form)
        having = [found for found, _ in counts]
        titled = [e for e in having if says_title(form, e.entity.name)]
        if titled:
            found = min(titled, key=lambda e: (e.entity.type != form.type, -e.entity.mentions))
            return [found]
        clear = NEARLY_ALL * sum(count for _, count in counts)
        return [found for found, count in counts if count >= clear][:1]

    def speaks_for(self, stored: StoredEntity) -> Form:
        """The written name that says best which entity is meant.

        It is what the entity is called, or a name that no other has, or the commonest one.
        """
        entity = stored.entity
        forms = self.forms(stored)
        for form in forms:
            if says_title(form, entity.name):
                return form
        return next((form for form in forms if self.is_own(form, stored)), forms[0])

    def is_own(self, form: Form, stored: StoredEntity) -> bool:
        """Whether no other entity is written so."""
        return all(found.number == stored.number for found, _ in self._counts(form))

    def _counts(self, form: Form) -> list[tuple[StoredEntity, int]]:
        """The entities that are written so, likeliest first, with how often.

        Those that are written so with other apostrophes, if none is.
        """
        return self._having(spelled(form.text)) or self._having(respelled(form.text))

    def _having(self, texts: Sequence[str]) -> list[tuple[StoredEntity, int]]:
        counts: dict[int, tuple[StoredEntity, int]] = {}
        for text in {fold(text): text for text in reversed(texts)}.values():
            for one in self._store.entities.find(text):
                count = sum(one.entity.aliases.get(text, 0) for text in texts)
                if count:
                    counts.setdefault(one.number, (one, count))
        return list(counts.values())

    def of_name(self, stored: StoredEntity, name: str) -> Form:
        """The written name that a person means by one of an entity's, or by a part of it."""
        known = spellings(stored.entity, name)
        for form in self.forms(stored):
            if form.text in known:
                return form
        return self.speaks_for(stored)

    def forms(self, stored: StoredEntity) -> list[Form]:
        """An entity's names as they are written, commonest first, those of its own type before.

        Raises:
            NotFoundError: the index has changed meanwhile, or is damaged.
        """
        numbers: set[int] = set()
        articles = self._store.entities.postings(stored.number)
        for at in range(0, len(articles), CHUNK):
            for linked in self._store.entities.links_of(articles[at : at + CHUNK]).values():
                numbers.update(name for name, entity in linked.items() if entity == stored.number)
        entity = stored.entity
        forms = {
            Form(name.name, name.type)
            for name in self._store.mentions.names(numbers).values()
            if name.type is not None and name.name in entity.aliases
        }
        if not forms:
            raise NotFoundError(f"{entity.name!r} is written nowhere any more")
        return sorted(
            forms,
            key=lambda f: (-entity.aliases[f.text], f.text, f.type is not entity.type, f.type),
        )


def spellings(entity: Entity, name: str) -> Sequence[str]:
    """The spellings of an entity that are a name, accents and case folded.

    Those with other apostrophes, if none is.
    """
    for texts in ((name,), respelled(name)):
        folded = set(map(fold, texts))
        if found := [alias for alias in entity.aliases if fold(alias) in folded]:
            return found
    return ()
