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
from index.decisions.wording import as_name, one_form
from index.errors import DecisionsError, KeptError
from index.names.naming import contexts
from index.names.written_names import WrittenNames, spellings
from index.store.health import reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.decisions import Decision
    from index.linking.base import Suggestion
    from index.model import LinkedMention
    from index.names.naming import Names
    from index.store import Store

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
        self._written = WrittenNames(store)
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
            DecisionsError: they are one already.
            KeptError: it cannot be kept.
        """
        return self._keep(made(Kind.SAME, self._speaking_for_two(first, second, "one already")))

    @reading
    def two(self, first: str, second: str) -> Decision:
        """Two entities are two; they are not suggested as one any more.

        Raises:
            NotFoundError: nothing is called so.
            DecisionsError: they are one.
            KeptError: it cannot be kept.
        """
        return self._keep(made(Kind.TWO, self._speaking_for_two(first, second, "one")))

    @reading
    def apart(self, name: str, other: str) -> Decision:
        """A name is none of what another means: a surname, say, that was joined to the wrong one.

        Where one entity has both names, the one that it is not called by leaves it, in all
        articles. Where none has both, this is `two`.

        Raises:
            NotFoundError: nothing is called so.
            DecisionsError: they are one name.
            KeptError: it cannot be kept.
        """
        with self._store.database.snapshot():
            found = self._names.entity(other)
            joined = bool(spellings(found.entity, name))
            joined = joined or self._names.entity(name).number == found.number
            if joined:
                forms = [self._written.of_name(found, name), self._written.of_name(found, other)]
                if one_form(*forms):
                    raise DecisionsError(f"{name!r} and {other!r} are one name: {forms[0].text}")
        return self._keep(made(Kind.APART, forms)) if joined else self.two(name, other)

    @reading
    def call(self, name: str, called: str) -> Decision:
        """An entity is called so.

        Raises:
            NotFoundError: nothing has this name.
            DecisionsError: another entity is called so.
            KeptError: it cannot be kept.
        """
        called = as_name(called)[:LONGEST].rstrip()
        if not any(letter.isalnum() for letter in called):
            raise DecisionsError("a name has at least one letter")
        with self._store.database.snapshot():
            found = self._names.entity(name)
            for other in self._store.entities.find(called):
                if other.number != found.number and fold(other.entity.name) == fold(called):
                    raise DecisionsError(f"another is called {other.entity.name!r}; are they same?")
            form = self._written.speaks_for(found)
        return self._keep(made(Kind.CALL, [form], called=called))

    @reading
    def reject(self, name: str) -> Decision:
        """What an entity is called is no name, and none of its spellings is that no other has.

        Raises:
            NotFoundError: nothing is called so.
            KeptError: it cannot be kept.
        """
        with self._store.database.snapshot():
            stored, written = self._names.entity(name), self._written
            spoken = written.speaks_for(stored)
            forms = [f for f in written.forms(stored) if f == spoken or written.is_own(f, stored)]
        return self._keep(made(Kind.REJECT, forms))

    def undo(self, chosen: str = "") -> Decision | None:
        """Undo a decision that holds; which one, or None where there is none.

        Args:
            chosen: its id; empty for the latest.

        Raises:
            KeptError: that cannot be kept.
        """
        return self.journal.undo(chosen)

    def _speaking_for_two(self, first: str, second: str, are: str) -> list[Form]:
        """The written names that say which entities two names mean.

        Raises:
            NotFoundError: nothing is called so.
            DecisionsError: both mean one; the message says that they `are`.
        """
        with self._store.database.snapshot():
            one, two = self._names.entity(first), self._names.entity(second)
            if one.number == two.number:
                raise DecisionsError(f"{first!r} and {second!r} are {are}: {one.entity.name}")
            return [self._written.speaks_for(one), self._written.speaks_for(two)]

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
        from index.refreshing.enrichment import Enrichment

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
            KeptError: the journal cannot be read.
        """
        return self.journal.standing()

    def is_called(self, name: str) -> bool:
        """Whether an entity has just this name now."""
        return any(found.entity.name == name for found in self._store.entities.find(name))

    @reading
    def meant(self, form: Form) -> str:
        """What is called now what a written name speaks for; empty where that is not clear."""
        return next((found.entity.name for found in self._written.meant(form)), "")

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
        except KeptError:
            decisions = []
        two = {
            frozenset((one.entity.name, other.entity.name))
            for decision in decisions
            if decision.kind in (Kind.TWO, Kind.APART)
            for one in self._written.meant(decision.forms[0])
            for other in self._written.meant(decision.forms[1])
        }
        found = suggest(limit + len(two))
        return [pair for pair in found if frozenset(pair[:2]) not in two][:limit]
