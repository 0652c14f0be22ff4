"""Reading names: which entity a name means, where an entity is mentioned, what an article names.

In: names and articles' numbers. Out: entities and linked mentions, put together from the store's
raw mentions, settled names and links. Every public method here is called inside one snapshot of
the catalogue, so that its parts come from one commit.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from index.analysis import fold
from index.answering.occurrences import around
from index.decisions.wording import respelled
from index.errors import NotFoundError
from index.model import Entity, LinkedMention
from index.store.articles import CHUNK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from index.answering.listing import Listing
    from index.store import Store
    from index.store.entities import StoredEntity
    from index.store.mentions import StoredMention

_FEW = 2000
"""Up to so many articles, the entities of each are counted one by one."""

_LOOKED_AT = 300


class Names:
    """The names of one corpus."""

    def __init__(self, store: Store, listing: Listing) -> None:
        self._store = store
        self._listing = listing

    # Entities

    def entity(self, name: str) -> StoredEntity:
        """The entity meant by its name, by an alias, or by words of one entity's aliases alone.

        Raises:
            NotFoundError: nothing is called so, or several are in part.
        """
        for found in self.called(name):
            return found
        folded = fold(name)
        near = self._store.entities.all(limit=50, match=name) if folded.strip() else []
        called = [n for n in near if any(f" {folded} " in f" {fold(a)} " for a in n.entity.aliases)]
        if len(called) == 1:
            return called[0]
        hint = f"; did you mean {', '.join(e.name for _, e in near[:3])}?" if near else ""
        raise NotFoundError(f"nothing is called {name!r} here{hint}")

    def called(self, name: str) -> list[StoredEntity]:
        """The entities that a name can mean, likeliest first.

        With other apostrophes, if it means none as it is: few keyboards have ``’``.
        """
        for text in (name, *respelled(name)):
            if found := self._store.entities.find(text):
                return found
        return []

    def in_article(self, article: int, match: str = "") -> list[Entity]:
        """The entities of one article, the most telling first, with `Entity.here` filled.

        An entity tells more of an article the oftener it stands there and the fewer other
        articles have it (tf-idf: Spärck Jones 1972).
        """
        folded = fold(match)
        found = [
            entity
            for entity in self.here(article).values()
            if not match or any(folded in fold(alias) for alias in entity.aliases)
        ]
        total = max(1, self._store.articles.count())
        found.sort(key=lambda e: (-e.here * math.log(1 + total / e.articles), -e.mentions, e.name))
        return found

    def here(self, article: int) -> dict[int, Entity]:
        """The entities of one article by their numbers, with `Entity.here` filled."""
        links = self._store.entities.links(article)
        counts: dict[int, int] = {}
        for mention in self._store.mentions.of_article(article):
            number = links.get(mention.name)
            if number is not None:
                counts[number] = counts.get(number, 0) + 1
        return {
            number: Entity(
                e.name, e.type, e.mentions, e.articles, e.aliases, counts[number], e.demonyms
            )
            for number, e in self._store.entities.by_number(counts).items()
        }

    def counted(self, articles: Collection[int], limit: int) -> list[tuple[Entity, int]]:
        """The entities that most of some articles mention, with how many of them do.

        Of many articles only the `_LOOKED_AT` most mentioned entities of the corpus are counted.
        """
        counts: Counter[int] = Counter()
        if len(articles) <= _FEW:
            chosen = list(articles)
            for at in range(0, len(chosen), CHUNK):
                for linked in self._store.entities.links_of(chosen[at : at + CHUNK]).values():
                    counts.update(set(linked.values()))
        else:
            wanted = set(articles)
            for number, _ in self._store.entities.all(limit=_LOOKED_AT):
                counts[number] = len(wanted.intersection(self._store.entities.postings(number)))
        found = self._store.entities.by_number([n for n, _ in counts.most_common(4 * limit)])
        pairs = [(entity, counts[number]) for number, entity in found.items() if counts[number]]
        pairs.sort(key=lambda pair: (-pair[1], -pair[0].mentions, pair[0].name))
        return pairs[:limit]

    # Mentions

    def mentions_of(self, name: str) -> list[LinkedMention]:
        """All mentions of one entity, in reading order.

        Raises:
            NotFoundError: nothing is called so.
        """
        listing = self._listing.current()
        number, entity = self.entity(name)
        articles = [a for a in self._store.entities.postings(number) if a in listing.by_id]
        articles.sort(key=listing.position)
        return list(self.linked(articles, {number: entity.name}))

    def in_articles(self, articles: Sequence[int]) -> Iterator[LinkedMention]:
        """All mentions in some articles, in the order given and then of the text."""
        return self.linked(articles, None)

    def linked(
        self, articles: Sequence[int], wanted: dict[int, str] | None
    ) -> Iterator[LinkedMention]:
        """The mentions in some articles; only those of the wanted entities (number → name)."""
        for at in range(0, len(articles), CHUNK):
            chunk = articles[at : at + CHUNK]
            stored, links = self._rows(chunk)
            entities = wanted or {
                number: entity.name
                for number, entity in self._store.entities.by_number(
                    {number for linked in links.values() for number in linked.values()}
                ).items()
            }
            used = {
                mention.name
                for article, mentions in stored.items()
                for mention in mentions
                if links[article].get(mention.name) in entities
            }
            names = self._store.mentions.names(used)
            for article in chunk:
                text: str | None = None
                info = self._listing.current().by_id.get(article)
                for mention in stored.get(article, ()):
                    entity = entities.get(links[article].get(mention.name, -1))
                    name = names.get(mention.name)
                    if info is None or entity is None or name is None or name.type is None:
                        continue
                    start = mention.start - min(name.cut, 0)
                    end = mention.end - max(name.cut, 0)
                    words = name.name
                    if mention.verbatim:
                        text = text if text is not None else self._store.articles.text(article)
                        words = text[start:end].lstrip()
                        start = end - len(words)
                    yield LinkedMention(
                        article,
                        info.path,
                        start,
                        end,
                        words,
                        name.type,
                        entity,
                        name.demonym,
                    )

    def _rows(
        self, articles: Sequence[int]
    ) -> tuple[dict[int, list[StoredMention]], dict[int, dict[int, int]]]:
        """Raw mentions and links of some articles that have both."""
        links = self._store.entities.links_of(articles)
        return self._store.mentions.of_articles(list(links)), links


def contexts(store: Store, mentions: Sequence[LinkedMention], width: int) -> list[tuple[str, str]]:
    """The words left and right of each mention, on one line, at most `width` characters."""
    texts: dict[int, str] = {}
    found: list[tuple[str, str]] = []
    for mention in mentions:
        if mention.article not in texts:
            try:
                texts[mention.article] = store.articles.text(mention.article)
            except NotFoundError:
                texts[mention.article] = ""
        found.append(around(texts[mention.article], mention.start, mention.end, width))
    return found
