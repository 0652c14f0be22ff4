"""A person's decisions about the names of one opened folder: made, undone, and made to hold.

In: names as a person says them, any spelling of an entity. Out: decisions about names as they are
written, kept in the user's journal (`index.decisions`), and entities that follow them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.analysis import fold
from index.decisions import Form, Kind
from index.decisions.journal import Journal
from index.decisions.model import LONGEST, made
from index.decisions.wording import as_name, says_title
from index.errors import DecisionsError, NotFoundError
from index.naming import contexts
from index.store.articles import CHUNK
from index.store.health import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index.decisions import Decision
    from index.linking.base import Suggestion
    from index.model import Entity, LinkedMention
    from index.naming import Names
    from index.store import Store
    from index.store.entities import StoredEntity

_LITTLE = 5_000
"""Articles up to which what is decided is made to hold in this process."""


class Deciding:
    """The decisions about one corpus's names.

    Each verb that decides says so in the journal first: what it returns is kept, whatever becomes
    of the index. `Corpus.refresh` makes it hold, and so does `apply`, which looks at no file.
    """

    def __init__(self, store: Store, names: Names, root: Path, extractor: str) -> None:
        self._store = store
        self._names = names
        self._extractor = extractor
        self.journal = Journal(root)

    @property
    def index_folder(self) -> Path:
        """The index's folder, where damage is noted."""
        return self._store.folder

    # Deciding

    @reading
    def same(self, first: str, second: str) -> Decision:
        """Two entities are one.

        Raises:
            NotFoundError: nothing is called so.
            DecisionsError: they are one already, or it cannot be kept.
        """
        with self._store.database.snapshot():
            one, two = self._names.entity(first), self._names.entity(second)
            if one.number == two.number:
                raise DecisionsError(f"{first!r} and {second!r} are one already: {one.entity.name}")
            forms = [self._speaks_for(one), self._speaks_for(two)]
        return self._keep(made(Kind.SAME, forms))

    @reading
    def two(self, first: str, second: str) -> Decision:
        """Two entities are two; they are not suggested as one any more.

        Raises:
            NotFoundError: nothing is called so.
            DecisionsError: they are one, or it cannot be kept.
        """
        with self._store.database.snapshot():
            one, two = self._names.entity(first), self._names.entity(second)
            if one.number == two.number:
                raise DecisionsError(f"{first!r} and {second!r} are one: {one.entity.name}")
            forms = [self._speaks_for(one), self._speaks_for(two)]
        return self._keep(made(Kind.TWO, forms))

    @reading
    def apart(self, name: str, other: str) -> Decision:
        """A name is none of what another means: a surname, say, that was joined to the wrong one.

        Where one entity has both names, the one that it is not called by leaves it, in all
        articles. Where none has both, this is `two`.

        Raises:
            NotFoundError: nothing is called so.
            DecisionsError: they are one name, or it cannot be kept.
        """
        with self._store.database.snapshot():
            found = self._names.entity(other)
            joined = bool(_spellings(found.entity, name))
            joined = joined or self._names.entity(name).number == found.number
            if joined:
                forms = [self._written(found, name), self._written(found, other)]
                if forms[0] == forms[1]:
                    raise DecisionsError(f"{name!r} and {other!r} are one name: {forms[0].text}")
        return self._keep(made(Kind.APART, forms)) if joined else self.two(name, other)

    @reading
    def call(self, name: str, called: str) -> Decision:
        """An entity is called so.

        Raises:
            NotFoundError: nothing has this name.
            DecisionsError: another entity is called so, or it cannot be kept.
        """
        called = as_name(called)[:LONGEST]
        if not any(letter.isalnum() for letter in called):
            raise DecisionsError("a name has at least one letter")
        with self._store.database.snapshot():
            found = self._names.entity(name)
            for other in self._store.entities.find(called):
                if other.number != found.number and fold(other.entity.name) == fold(called):
                    raise DecisionsError(f"another is called {other.entity.name!r}; are they same?")
            form = self._speaks_for(found)
        return self._keep(made(Kind.CALL, [form], called=called))

    @reading
    def reject(self, name: str) -> Decision:
        """What an entity is called is no name, and none of its spellings is that no other has.

        Raises:
            NotFoundError: nothing is called so.
            DecisionsError: it cannot be kept.
        """
        with self._store.database.snapshot():
            stored = self._names.entity(name)
            spoken = self._speaks_for(stored)
            forms = [f for f in self._forms(stored) if f == spoken or self._is_own(f, stored)]
        return self._keep(made(Kind.REJECT, forms))

    def undo(self) -> Decision | None:
        """Undo the latest decision that holds; which one, or None where there is none.

        Raises:
            DecisionsError: that cannot be kept.
        """
        return self.journal.undo()

    def _keep(self, decision: Decision) -> Decision:
        self.journal.add([decision])
        return decision

    # Making it hold

    def apply(self, *, much: bool = False) -> bool:
        """Make what is decided hold in the index now; whether that is done.

        It is left to a refresh where that is more than a little work.

        Args:
            much: do it however much work it is.

        Raises:
            BusyError: another process is writing the index; its next refresh will do it.
            UnwritableError: the index cannot be written.
        """
        from index.enrichment import Enrichment

        if not much and self._store.articles.count() > _LITTLE:
            return False
        with self._store.writing():
            enrichment = Enrichment(
                self._store, self._extractor, lambda *_: None, lambda: False, self.journal
            )
            if enrichment.lags():
                enrichment.link()
        return True

    # What has been decided

    def standing(self) -> list[Decision]:
        """The decisions that hold, oldest first.

        Raises:
            DecisionsError: the journal cannot be read.
        """
        return self.journal.standing()

    def is_called(self, name: str) -> bool:
        """Whether an entity has just this name now."""
        return any(found.entity.name == name for found in self._store.entities.find(name))

    @reading
    def meant(self, form: Form) -> str:
        """What is called now what a written name speaks for; empty where that is not clear."""
        return next((found.entity.name for found in self._meant(form)), "")

    @reading
    def example(self, name: str, width: int) -> tuple[LinkedMention, str, str] | None:
        """An entity's first mention, with the words left and right of it on one line.

        Args:
            name: the entity's.
            width: at most so many characters on each side.

        Raises:
            NotFoundError: nothing is called so.
        """
        with self._store.database.snapshot():
            stored = self._names.entity(name)
            articles = self._store.entities.postings(stored.number)[:1]
            wanted = {stored.number: stored.entity.name}
            mention = next(self._names.linked(articles, wanted), None)
            if mention is None:
                return None
            ((left, right),) = contexts(self._store, [mention], width)
        return mention, left, right

    @reading
    def undecided(
        self, suggest: Callable[[int], list[Suggestion]], limit: int = 200
    ) -> list[Suggestion]:
        """The suggestions of which nobody has said that they are two; all where nobody knows.

        Args:
            suggest: gives so many suggestions, the likeliest first.
            limit: at most so many are wanted.
        """
        try:
            decisions = self.standing()
        except DecisionsError:
            decisions = []
        two = {
            frozenset((one.entity.name, other.entity.name))
            for decision in decisions
            if decision.kind in (Kind.TWO, Kind.APART)
            for one in self._meant(decision.forms[0])
            for other in self._meant(decision.forms[1])
        }
        found = suggest(limit + len(two))
        return [pair for pair in found if frozenset(pair[:2]) not in two][:limit]

    # Names as they are written

    def _meant(self, form: Form) -> list[StoredEntity]:
        """The entity that a written name speaks for; none where that is not clear."""
        having = [e for e in self._store.entities.find(form.text) if form.text in e.entity.aliases]
        titled = [e for e in having if says_title(form, e.entity.name)]
        found = titled or having[:1]
        return sorted(found, key=lambda e: (e.entity.type != form.type, -e.entity.mentions))[:1]

    def _speaks_for(self, stored: StoredEntity) -> Form:
        """The written name that says best which entity is meant.

        It is what the entity is called, or a name that no other has, or the commonest one.
        """
        entity = stored.entity
        forms = self._forms(stored)
        for form in forms:
            if says_title(form, entity.name):
                return form
        return next((form for form in forms if self._is_own(form, stored)), forms[0])

    def _is_own(self, form: Form, stored: StoredEntity) -> bool:
        """Whether no other entity is written so."""
        others = self._store.entities.find(form.text)
        return all(e.number == stored.number or form.text not in e.entity.aliases for e in others)

    def _written(self, stored: StoredEntity, name: str) -> Form:
        """The written name that a person means by one of an entity's, or by a part of it."""
        spellings = _spellings(stored.entity, name)
        for form in self._forms(stored):
            if form.text in spellings:
                return form
        return self._speaks_for(stored)

    def _forms(self, stored: StoredEntity) -> list[Form]:
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


def _spellings(entity: Entity, name: str) -> Sequence[str]:
    """The spellings of an entity that are a name, accents and case folded."""
    folded = fold(name)
    return [alias for alias in entity.aliases if fold(alias) == folded]
