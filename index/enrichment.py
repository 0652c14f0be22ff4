"""The second half of a refresh: texts → mentions → entities, after the texts are searchable.

Extraction is by article and kept by article; settling and linking are over the whole corpus and
are computed anew, at doubling intervals while a large folder comes in, and once at the end.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from index.errors import NotFoundError
from index.extraction import load_extractor, lower_words, readable, settle
from index.extraction.pool import extract_all
from index.linking import load_linker
from index.linking.base import LinkedEntity, Links, NameUse
from index.linking.suggestions import suggest
from index.store.entities import NewEntity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.linking.base import Linker, Suggestion
    from index.model import EntityType, Mention
    from index.store import Store
    from index.store.mentions import StoredMention, StoredName

_FLUSH_SECONDS = 0.5
"""Extracted mentions wait at most so long for their commit."""

_FIRST_LINK = 64
"""Articles extracted before the first linking; the next comes when their number has doubled."""

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
        flushed = time.monotonic()
        found = extract_all(self._spec, items())
        try:
            for number, mentions in found:
                text, blanked = texts.pop(number)
                waiting.append((number, text, mentions))
                words.update(lower_words(blanked))
                done += 1
                if time.monotonic() - flushed >= _FLUSH_SECONDS:
                    self._flush(waiting, words)
                    self._report("extracting", done, len(missing))
                    if done >= link_at and done < len(missing) // 2 and not self._cancelled():
                        self.link()
                        link_at = done * 4
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
        settled = settle(store.mentions.count_forms(), store.mentions.lower())
        with store.database.transaction():
            store.mentions.settle(settled)
            names = store.mentions.names()
            uses = _Uses(store.mentions.each(), names)
            links = load_linker().link(uses.rows)
            store.entities.replace(*uses.assemble(links, names))
            store.database.set_meta(DIRTY, 0)
            store.database.bump_generation()
        self._report("linking", 1, 1)


class _Key(NamedTuple):
    """What makes two names of one article the same use."""

    name: str
    type: EntityType
    demonym: bool


class _Uses:
    """The corpus's names as the linker takes them, and the way back to the stored names."""

    def __init__(
        self,
        articles: Iterator[tuple[int, list[StoredMention]]],
        names: dict[int, StoredName],
    ) -> None:
        self.rows: list[NameUse] = []
        self.numbers: list[tuple[int, ...]] = []
        for article, mentions in articles:
            counts: dict[_Key, list[int]] = {}
            numbers: dict[_Key, set[int]] = {}
            for mention in mentions:
                name = names[mention.name]
                if name.type is None:
                    continue
                key = _Key(name.name, name.type, name.demonym)
                if key in counts:
                    counts[key][0] += 1
                else:
                    counts[key] = [1, mention.start]
                    numbers[key] = set()
                numbers[key].add(mention.name)
            for key, (count, first) in counts.items():
                self.rows.append(NameUse(article, *key, count, first))
                self.numbers.append(tuple(numbers[key]))

    def assemble(
        self, links: Links, names: dict[int, StoredName]
    ) -> tuple[list[NewEntity], list[tuple[int, dict[int, int]]]]:
        """The entities to store, and each article's names with their entities."""
        entities = [NewEntity(e.name, e.type, 0, 0, {}, []) for e in links.entities]
        mentions = [0] * len(entities)
        demonyms = [0] * len(entities)
        of_article: dict[int, dict[int, int]] = {}
        for use, numbers, number in zip(self.rows, self.numbers, links.of, strict=True):
            entity = entities[number]
            aliases = entity.aliases
            assert isinstance(aliases, dict)  # noqa: S101
            aliases[use.name] = aliases.get(use.name, 0) + use.count
            mentions[number] += use.count
            demonyms[number] += use.count if use.demonym else 0
            if not entity.postings or entity.postings[-1] != use.article:
                entity.postings.append(use.article)
            linked = of_article.setdefault(use.article, {})
            for name in numbers:
                linked[name] = number
        counted = [
            entity._replace(
                mentions=mentions[number],
                demonyms=demonyms[number],
                aliases=dict(sorted(entity.aliases.items(), key=lambda item: (-item[1], item[0]))),
            )
            for number, entity in enumerate(entities)
        ]
        return counted, list(of_article.items())


def suggestions(store: Store) -> list[Suggestion]:
    """Pairs of the stored entities that may be the same, likeliest first."""
    with store.database.snapshot():
        stored = store.entities.all()
        place = {found.number: at for at, found in enumerate(stored)}
        uses = _Uses(store.mentions.each(), store.mentions.names())
        rows: list[NameUse] = []
        of: list[int] = []
        linked: dict[int, int] = {}
        article = -1
        for use, numbers in zip(uses.rows, uses.numbers, strict=True):
            if use.article != article:
                article = use.article
                linked = store.entities.links(article)
            number = linked.get(numbers[0])
            if number is not None:
                rows.append(use)
                of.append(place[number])
        links = Links([LinkedEntity(e.name, e.type) for _, e in stored], of)
    return suggest(links, rows)


def linker_key() -> str:
    """Name and version of the linker in use; another one links anew."""
    linker: Linker = load_linker()
    return f"{linker.name} {linker.version}"
