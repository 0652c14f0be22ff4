"""The second half of a refresh: texts → mentions → entities, once the texts are searchable.

Extraction is by article and kept by article (`index.refreshing.extracting`); settling and linking
are over the whole corpus, at growing intervals while a large folder comes in, and once at the end.
"""

from __future__ import annotations

import gc
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.decisions import stamp
from index.decisions.applying import decide
from index.decisions.rejecting import leave_out
from index.errors import KeptError
from index.extraction import load_extractor, lower_words, readable
from index.linking import load_linker
from index.memory import give_back
from index.refreshing.changes import changes as changes_of
from index.refreshing.extracting import DIRTY, Extracting
from index.refreshing.settling import settle_names
from index.refreshing.uses import StoredNames, Uses, name_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.decisions import Decision
    from index.decisions.journal import Journal
    from index.store import Store

_FIRST_LINK = 64
_NEXT_LINK = 8
_LAST_LINK = 100_000
"""Articles extracted before the first linking; the next comes when there are so many times more,
and of more than the last of these numbers there is but one, when all have been."""

_REPORT_SECONDS = 0.5

_EARLY_LINK = 1000
"""Up to so many extracted articles are linked while others are still being read."""

_EXTRACTED = "extracted"
"""Key of the catalogue's note of a generation in which nothing is left to extract."""


def forget_extraction(store: Store, ids: list[int]) -> None:
    """Forget what was extracted from articles that are about to go or to change.

    Their part in the collection's statistics goes too. Call it inside a transaction and before
    the articles' texts and spans change.
    """
    gone: Counter[str] = Counter()
    for number in ids:
        if store.mentions.has(number):
            article = store.articles.article(number)
            gone.subtract(lower_words(readable(article.text, article.boilerplate, article.joins)))
    store.mentions.count_lower(gone)
    store.mentions.forget(ids)
    store.database.set_meta(DIRTY, 1)


class Worked(NamedTuple):
    """What a linking had to do: articles with names, how many of them had to be worked out anew,
    entities, and how many of them had to be written."""

    articles: int
    resolved: int
    entities: int
    written: int


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Spare Python the search for cycles among a linking's millions of objects, which have none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class Enrichment:
    """Extracts what has not been extracted, then settles and links the whole corpus.

    Attributes:
        worked: what the last linking had to do.
    """

    def __init__(
        self,
        store: Store,
        extractor: str,
        report: Callable[[str, int, int], None],
        cancelled: Callable[[], bool],
        journal: Journal | None = None,
    ) -> None:
        """Prepare; nothing is loaded yet.

        Args:
            store: the index, for which this process is the writer.
            extractor: which extractor, as `index.extraction.load_extractor` takes it.
            report: told (stage, done, total) after each step.
            cancelled: asked between steps whether to stop.
            journal: what a person has decided about the names.
        """
        self._store = store
        self._journal = journal
        self._undecided = ""
        self._spec = extractor
        self._report = report
        self._cancelled = cancelled
        self._extracting = Extracting(store, extractor)
        self._ready = False
        self._before = 0
        self._link_at = _FIRST_LINK
        self._told = 0.0
        self.worked = Worked(0, 0, 0, 0)

    def feed(self, articles: Iterable[int]) -> None:
        """Take new articles, which have been committed; they are extracted when there is time."""
        self._prepare()
        self._extracting.feed(articles)
        self.step()

    def step(self) -> None:
        """Do what can be done without waiting; call it often, and outside transactions."""
        if self._ready and self._extracting.step() and self._extracting.kept <= _EARLY_LINK:
            self._link_now_and_then()

    def run(self) -> None:
        """Do what is to be done; what is done when it is cancelled stays done."""
        self._prepare()
        extracting = self._extracting
        extracting.feed(self._missing())
        if extracting.total:
            extracting.finish(self._stepped)
            self._report("extracting", extracting.done, extracting.total)
        if self._store.database.meta(DIRTY) and not self._cancelled():
            self.link()

    def has_work(self) -> bool:
        """Whether something was left to extract or to link, or is to be done anew."""
        database = self._store.database
        return (
            self._extractor_key() != database.meta_text("extractor")
            or self.lags()
            or bool(database.meta(DIRTY))
            or bool(self._missing())
        )

    def lags(self) -> bool:
        """Whether another linker, or other decisions, have made the entities that there are."""
        made_by, wanted = self._store.database.meta_text("linker"), _linked_by(self._decisions())
        if self._undecided:  # what was decided holds as long as nothing else is to be linked
            return not f"{made_by} ".startswith(f"{wanted} ")
        return made_by != wanted

    def _decisions(self) -> list[Decision]:
        """What a person has decided; nothing, with a note, where that cannot be read."""
        self._undecided = ""
        try:
            return self._journal.standing() if self._journal is not None else []
        except KeptError as error:
            self._undecided = str(error)
            return []

    def close(self) -> None:
        """Keep what has been extracted, and end the workers."""
        self._extracting.close()
        self._store.mentions.forget_numbers()

    def notes(self) -> tuple[str, ...]:
        """What went wrong with extraction, in lines for the user; only if there was any."""
        told = (self._undecided[:1].upper() + self._undecided[1:],) if self._undecided else ()
        if not self._extracting.total:
            return told
        count, reason = self._store.mentions.failed()
        articles = "1 article" if count == 1 else f"{count:,} articles"
        failed = (f"Names could not be extracted from {articles}: {reason}",) if count else ()
        return (*told, *failed)

    def _prepare(self) -> None:
        if not self._ready:
            self._check_extractor()
            self._before = self._store.mentions.extracted()
            self._link_at = max(_FIRST_LINK, self._before * _NEXT_LINK)
            self._extracting.feed(self._missing())
            self._ready = True

    def _missing(self) -> list[int]:
        """The articles that nothing has been extracted from; nothing is asked where none was."""
        database = self._store.database
        generation = database.meta("generation")
        if database.meta(_EXTRACTED, -1) == generation:
            return []
        found = self._store.mentions.missing()
        if not found:
            database.set_meta(_EXTRACTED, generation)
        return found

    def _stepped(self, committed: bool) -> bool:
        extracting = self._extracting
        if time.monotonic() - self._told >= _REPORT_SECONDS:
            self._told = time.monotonic()
            give_back()
            self._report("extracting", extracting.done, extracting.total)
        if self._cancelled():
            return False
        if committed and extracting.kept < extracting.total // 2:
            self._link_now_and_then()
        return not self._cancelled()

    def _link_now_and_then(self) -> None:
        extracted = self._before + self._extracting.kept
        if self._link_at <= extracted <= _LAST_LINK and not self._cancelled():
            self._link_at = extracted * _NEXT_LINK
            self.link()

    def _check_extractor(self) -> None:
        """Forget what another extractor, or another version of this one, has found."""
        key = self._extractor_key()
        database = self._store.database
        if database.meta_text("extractor") != key:
            with database.transaction():
                self._store.mentions.clear()
                database.set_meta("extractor", key)
                database.set_meta(DIRTY, 1)
                database.set_meta(_EXTRACTED, -1)

    def _extractor_key(self) -> str:
        """Name and version of the extractor in use; another one extracts anew."""
        extractor = load_extractor(self._spec)
        return f"{extractor.name} {extractor.version}"

    # Settling and linking

    def link(self) -> None:
        """Settle every name and link every use, in one commit."""
        store = self._store
        self._report("linking", 0, 1)
        store.mentions.forget_numbers()
        decisions = self._decisions()
        give_back()
        with _no_collecting(), store.database.transaction():
            table = store.mentions
            counts = name_counts(table.each(), table.size())
            settle_names(table.verdicts, counts)
            leave_out(counts, table.verdicts, decisions)
            names = StoredNames(table.verdicts, counts)
            del counts
            give_back()
            uses = Uses(table.each(), names, store.folder)
            linking = load_linker().link_columns(uses.columns, store.entities.resolved())
            if decisions:
                entities = decide(uses.columns, linking.entities, linking.of, decisions)
                linking = linking._replace(entities=entities)
            changes = changes_of(uses, linking, store.entities.sums(), store.entities.link_sums())
            store.entities.remove(changes.gone)
            changed = store.entities.put(changes.entities)
            store.entities.put_links(changes.links)
            store.entities.remove_links(changes.unlinked)
            store.database.set_meta(DIRTY, 0)
            store.database.set_meta("linker", _linked_by(decisions))
            store.database.bump_generation()
        fresh = linking.resolved.fresh
        self.worked = Worked(
            len(fresh), int(np.count_nonzero(fresh)), len(linking.entities), changed
        )
        del uses, names, linking, changes, fresh
        give_back()
        self._report("linking", 1, 1)


def _linked_by(decisions: list[Decision]) -> str:
    """What the entities are made by: the linker, its version, and what a person has decided."""
    linker = load_linker()
    return f"{linker.name} {linker.version} {stamp(decisions)}".strip()
