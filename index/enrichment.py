"""The second half of a refresh: texts → mentions → entities, after the texts are searchable.

Extraction is by article and kept by article; settling and linking are over the whole corpus and
are computed anew, at doubling intervals while a large folder comes in, and once at the end.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

from index.errors import NotFoundError
from index.extraction import load_extractor, lower_words, readable, settle
from index.extraction.pool import extract_all
from index.linking import load_linker
from index.linking.base import LinkedEntity, Links, NameUse
from index.linking.suggestions import suggest
from index.uses import Uses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.linking.base import Linker, Suggestion
    from index.model import Mention
    from index.store import Store

_FLUSH_SECONDS = 0.5
_FLUSH_SHARE = 0.05
"""Extracted mentions wait so long for their commit; later, this share of the time gone by."""

_FIRST_LINK = 64
_NEXT_LINK = 8
"""Articles extracted before the first linking; the next comes when there are so many times more."""

DIRTY = "links_dirty"
"""Key of the catalogue's note that mentions have changed since the last linking."""


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


class Enrichment:
    """Extracts what has not been extracted, then settles and links the whole corpus."""

    def __init__(
        self,
        store: Store,
        extractor: str,
        report: Callable[[str, int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Prepare; nothing is loaded yet.

        Args:
            store: the index, for which this process is the writer.
            extractor: which extractor, as `index.extraction.load_extractor` takes it.
            report: told (stage, done, total) after each step.
            cancelled: asked between steps whether to stop.
        """
        self._store = store
        self._spec = extractor
        self._report = report
        self._cancelled = cancelled

    def run(self) -> None:
        """Do what is to be done; what is done when it is cancelled stays done."""
        self._check_extractor()
        missing = self._store.mentions.missing()
        if missing:
            self._extract(missing)
        if self._store.database.meta(DIRTY) and not self._cancelled():
            self.link()
        self._store.mentions.forget_numbers()

    def _check_extractor(self) -> None:
        """Forget what another extractor, or another version of this one, has found."""
        extractor = load_extractor(self._spec)
        key = f"{extractor.name} {extractor.version}"
        database = self._store.database
        if database.meta_text("extractor") != key:
            with database.transaction():
                self._store.mentions.clear()
                database.set_meta("extractor", key)
                database.set_meta(DIRTY, 1)

    # Extraction

    def _extract(self, missing: list[int]) -> None:
        texts: dict[int, tuple[str, str]] = {}

        def items() -> Iterator[tuple[int, str]]:
            for number in missing:
                try:
                    article = self._store.articles.article(number)
                except NotFoundError:
                    continue
                blanked = readable(article.text, article.boilerplate, article.joins)
                texts[number] = (article.text, blanked)
                yield number, blanked

        done = 0
        link_at = _FIRST_LINK
        waiting: list[tuple[int, str, list[Mention]]] = []
        words: Counter[str] = Counter()
        began = flushed = told = time.monotonic()
        found = extract_all(self._spec, items())
        try:
            for number, mentions in found:
                text, blanked = texts.pop(number)
                waiting.append((number, text, mentions))
                words.update(lower_words(blanked))
                done += 1
                now = time.monotonic()
                if now - told >= _FLUSH_SECONDS:
                    self._report("extracting", done, len(missing))
                    told = now
                if now - flushed >= max(_FLUSH_SECONDS, _FLUSH_SHARE * (now - began)):
                    self._flush(waiting, words)
                    if done >= link_at and done < len(missing) // 2 and not self._cancelled():
                        self.link()
                        link_at = done * _NEXT_LINK
                    flushed = time.monotonic()
                if self._cancelled():
                    break
        finally:
            close = getattr(found, "close", None)
            if close is not None:
                close()
            self._flush(waiting, words)
        self._report("extracting", done, len(missing))

    def _flush(self, waiting: list[tuple[int, str, list[Mention]]], words: Counter[str]) -> None:
        if not waiting:
            return
        store = self._store
        try:
            with store.database.transaction():
                for number, text, mentions in waiting:
                    store.mentions.put(number, text, mentions)
                store.mentions.count_lower(words)
                store.database.set_meta(DIRTY, 1)
        except BaseException:
            store.mentions.forget_numbers()
            raise
        waiting.clear()
        words.clear()

    # Settling and linking

    def link(self) -> None:
        """Settle every name and link every use, in one commit."""
        store = self._store
        self._report("linking", 0, 1)
        store.mentions.forget_numbers()
        with store.database.transaction():
            store.mentions.settle(settle(store.mentions.count_forms(), store.mentions.lower()))
            uses = Uses(store.mentions.each(), store.mentions.names())
            links = load_linker().link(uses)
            store.entities.replace(uses.entities(links), uses.links(links))
            store.database.set_meta(DIRTY, 0)
            store.database.bump_generation()
        self._report("linking", 1, 1)


def suggestions(store: Store) -> list[Suggestion]:
    """Pairs of the stored entities that may be the same, likeliest first."""
    with store.database.snapshot():
        stored = store.entities.all()
        place = {found.number: at for at, found in enumerate(stored)}
        uses = Uses(store.mentions.each(), store.mentions.names())
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
    return suggest(links, rows)


def linker_key() -> str:
    """Name and version of the linker in use; another one links anew."""
    linker: Linker = load_linker()
    return f"{linker.name} {linker.version}"
