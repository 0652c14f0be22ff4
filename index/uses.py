"""The corpus's names as the linker takes them, held in columns, and the way back to the store.

In: every article's stored mentions and the settled names. Out: a sequence of `NameUse`, made one
at a time as they are asked for (a large corpus has a million), and what a linking makes of them:
the entities to store and each article's names with their entities.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from index.linking.base import NameUse
from index.model import EntityType
from index.store.entities import NewEntity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from index.linking.base import Links
    from index.store.mentions import StoredMention, StoredName

_TYPES = tuple(EntityType)

_Key = tuple[str, EntityType, bool]
"""What makes two stored names of one article the same use: words, type, demonym."""


class Uses(Sequence[NameUse]):
    """All uses, by article and then by first use."""

    def __init__(
        self,
        articles: Iterable[tuple[int, list[StoredMention]]],
        names: Mapping[int, StoredName],
    ) -> None:
        """Gather the uses.

        Args:
            articles: each article's number and mentions, by number.
            names: settled names by number.
        """
        self._articles = array("I")
        self._keys = array("I")
        self._counts = array("I")
        self._firsts = array("I")
        self._distinct: list[_Key] = []
        self._stored: list[list[int]] = []
        of_name = self._number(names)
        for article, mentions in articles:
            counts: dict[int, int] = {}
            for mention in mentions:
                key = of_name.get(mention.name)
                if key is None:
                    continue
                if key in counts:
                    counts[key] += 1
                    continue
                counts[key] = 1
                self._articles.append(article)
                self._keys.append(key)
                self._firsts.append(mention.start)
            self._counts.extend(counts.values())

    def _number(self, names: Mapping[int, StoredName]) -> dict[int, int]:
        """Number the distinct keys; for each stored name that is one, its key's number."""
        numbers: dict[_Key, int] = {}
        of_name: dict[int, int] = {}
        for stored, name in names.items():
            if name.type is None:
                continue
            key = (name.name, name.type, name.demonym)
            number = numbers.setdefault(key, len(numbers))
            if number == len(self._stored):
                self._distinct.append(key)
                self._stored.append([])
            self._stored[number].append(stored)
            of_name[stored] = number
        return of_name

    def __len__(self) -> int:
        return len(self._articles)

    @overload
    def __getitem__(self, at: int) -> NameUse: ...

    @overload
    def __getitem__(self, at: slice) -> list[NameUse]: ...

    def __getitem__(self, at: int | slice) -> NameUse | list[NameUse]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        return NameUse(
            self._articles[at],
            *self._distinct[self._keys[at]],
            self._counts[at],
            self._firsts[at],
        )

    def __iter__(self) -> Iterator[NameUse]:
        distinct = self._distinct
        for article, key, count, first in zip(
            self._articles, self._keys, self._counts, self._firsts, strict=True
        ):
            yield NameUse(article, *distinct[key], count, first)

    def stored_names(self, at: int) -> list[int]:
        """The stored names, by number, that a use can stand for (in any article)."""
        return self._stored[self._keys[at]]

    def entities(self, links: Links) -> Iterator[NewEntity]:
        """The entities to store, in the order of the linking."""
        members = array("I", sorted(range(len(self)), key=links.of.__getitem__))
        at = 0
        for number, entity in enumerate(links.entities):
            aliases: dict[str, int] = {}
            postings: list[int] = []
            demonyms = 0
            while at < len(members) and links.of[members[at]] == number:
                use = self[members[at]]
                aliases[use.name] = aliases.get(use.name, 0) + use.count
                demonyms += use.count if use.demonym else 0
                if not postings or postings[-1] != use.article:
                    postings.append(use.article)
                at += 1
            by_count = sorted(aliases.items(), key=lambda item: (-item[1], item[0]))
            total = sum(aliases.values())
            yield NewEntity(entity.name, entity.type, total, demonyms, dict(by_count), postings)

    def links(self, links: Links) -> Iterator[tuple[int, dict[int, int]]]:
        """Each article's number, with its stored names' numbers and their entities' numbers."""
        article = -1
        linked: dict[int, int] = {}
        for number, key, entity in zip(self._articles, self._keys, links.of, strict=True):
            if number != article:
                if linked:
                    yield article, linked
                article, linked = number, {}
            for name in self._stored[key]:
                linked[name] = entity
        if linked:
            yield article, linked
