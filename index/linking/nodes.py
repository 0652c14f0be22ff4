"""The distinct names of a corpus with their statistics: what linking computes on.

In come the names of a corpus in columns, out go nodes: a node is a key together with a class of
type where one key is well attested for two kinds of things (Washington the person and the place).
Names are parsed once each, however often they are used; numbers live in arrays, for memory.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.linking.columns import as_array, count, summed
from index.linking.countries import is_somebody, known, table
from index.linking.normalise import key
from index.linking.numbering import Numbering
from index.linking.organisations import is_acronym
from index.linking.texts import Texts, distinct
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.linking.columns import Columns, Ints, Names, Places

PERSON, ORG, PLACE, MISC = range(4)
"""Types as small numbers, in the order in which ties are broken."""

TYPES = (EntityType.PERSON, EntityType.ORG, EntityType.PLACE, EntityType.MISC)
"""The types by number."""

NUMBER = {t: i for i, t in enumerate(TYPES)}
"""The numbers by type."""

SHARE = 0.25
"""A type is well attested for a key from this share of the key's articles on (and two)."""


_NUMBERS = np.array([NUMBER[kind] for kind in EntityType], dtype=np.int8)
"""The numbers of types, by those in `EntityType`."""


class _Parsed:
    """The keys of names as they come, equal ones several times.

    Attributes:
        keys: the keys.
        of: for each name, the place of its key.
        target: for each key, the place of the known thing's that it stands for, or -1.
        country: whether that is a country.
        place: whether it is another known place.
        acronym: whether the name is written as an acronym.
    """

    def __init__(self, names: Names) -> None:
        self.keys = Texts()
        self.of, self.target = array("i"), array("i")
        self.country, self.place, self.acronym = bytearray(), bytearray(), bytearray()
        last = ""
        parsed = [-1, -1]
        for name, kind, demonym in names:
            if name != last:
                last, parsed = name, [-1, -1]
            person = kind is EntityType.PERSON and not demonym
            if parsed[person] < 0:
                parsed[person] = self._parse(name, person)
            self.of.append(parsed[person])

    def _parse(self, name: str, person: bool) -> int:
        text = key(name, person)
        thing = known(name, text)
        if thing.upper if thing is not None else is_somebody(name) and text in table():
            text = "^" + text
        at = len(self.keys)
        self._append(text, acronym=is_acronym(name, text.lstrip("^")))
        if thing is not None:
            self.target[at], self.country[at], self.place[at] = at + 1, thing.country, thing.place
            self._append("=" + thing.name)
        return at

    def _append(self, text: str, *, acronym: bool = False) -> None:
        self.keys.append(text)
        self.target.append(-1)
        self.country.append(0)
        self.place.append(0)
        self.acronym.append(acronym)


class Nodes:
    """The keys of a corpus, and the key and the type of every distinct name.

    Attributes:
        keys: each key's words; a known thing's key is ``=`` and its name.
        key_of: for each distinct name, its key's position in `keys`.
        type_of: for each distinct name, its type's number; a country's people count as PLACE.
        known_of: for each key, the key of the known thing that it stands for, or -1.
        numbers: the nodes' numbers, by key and type.
        articles: for each node, the number of articles.
        country: whether a known thing's key is a country's.
        place: whether it is another known place's.
        totals: for each key, the number of articles (one counts once for each type).
        major: for each key, the commonest type.
        split: for each key, the well attested types as bits where there are several.
        surname: whether a key is the last word of people's full names.
        acronym: whether a key is ever written as an acronym.
    """

    def __init__(self, columns: Columns) -> None:
        hashes = self._intern(columns.names)
        articles, mentions = self._count(columns)
        self._find_surnames(hashes, articles)
        self._split(articles, mentions)
        present = articles > 0
        key, known = np.frombuffer(self.key_of, np.int32), np.frombuffer(self.known_of, np.int32)
        # Names may be there that nobody uses.
        present[key, np.frombuffer(self.type_of, np.int8)] = True
        present[key, np.frombuffer(self.major, np.uint8)[key]] = True
        present[known[known >= 0], PLACE] = True
        self.numbers = Numbering(present)
        self.articles = as_array("i", articles[present])

    @cached_property
    def find(self) -> Callable[[str], int]:
        """What gives the position of a key, or -1."""
        return self.keys.finder()

    def let_go(self) -> None:
        """Forget all but what naming entities asks for."""
        self.__dict__.pop("find", None)
        del self.articles, self.totals, self.major, self.split, self.surname, self.acronym

    def words(self, node: int) -> str:
        """A node's key."""
        return self.keys[self.numbers.keys[node]]

    def _intern(self, names: Names) -> Ints:
        """Find the names' keys; the keys' hashes."""
        parsed = _Parsed(names)
        hashes = np.frombuffer(array("q", map(hash, parsed.keys)), np.int64)
        hashes, first, which = np.unique(hashes, return_index=True, return_inverse=True)
        order = np.argsort(first).astype(np.int32)
        # Keys are numbered as they come.
        number = np.empty(len(order), dtype=np.int32)
        number[order] = np.arange(len(order))
        key = number[which]
        self.keys = parsed.keys.taken(first[order])
        size = len(self.keys)
        targets = np.frombuffer(parsed.target, np.int32)
        known = np.flatnonzero(targets >= 0)[::-1]  # the first of a key counts
        target = key[targets[known]]
        known_of = np.full(size, -1, dtype=np.int32)
        known_of[key[known]] = target
        country, place, acronym = (np.zeros(size, dtype=np.uint8) for _ in range(3))
        country[target] = np.frombuffer(parsed.country, np.uint8)[known]
        place[target] = np.frombuffer(parsed.place, np.uint8)[known]
        acronym[key[np.frombuffer(parsed.acronym, np.uint8) > 0]] = 1
        of = key[np.frombuffer(parsed.of, np.int32)]
        kind = _NUMBERS[np.frombuffer(names.kinds, np.uint8)]
        of_country = (known_of[of] >= 0) & (country[known_of[of]] > 0)
        kind[of_country & (np.frombuffer(names.demonyms, np.uint8) > 0)] = PLACE
        self.key_of, self.known_of = as_array("i", of), as_array("i", known_of)
        self.type_of = as_array("b", kind)
        self.country, self.place = bytearray(country), bytearray(place)
        self.acronym = bytearray(acronym)
        return hashes[order]

    def _count(self, columns: Columns) -> tuple[Places, Places]:
        """For each key, a row with its articles as each type, and one with its mentions."""
        size = len(self.keys) * 4
        slots = np.frombuffer(self.key_of, np.int32) * np.int32(4)
        slots += np.frombuffer(self.type_of, np.int8)
        uses = np.zeros(len(columns.names), dtype=np.int32)
        articles = np.zeros(size, dtype=np.int32)
        for _, rows in columns.blocks():
            name = columns.name[rows]
            found, often = summed(name, columns.count[rows])
            uses[found] += often.astype(np.int32)
            count(articles, distinct(columns.article(rows) * size + slots[name]) % size)
        mentions = np.bincount(slots, uses, size).astype(np.int32)
        by_type = articles.reshape(-1, 4)
        totals = by_type.sum(axis=1, dtype=np.int32)
        self.totals = as_array("i", totals)
        self.major = bytearray(by_type.argmax(axis=1).astype(np.uint8).tobytes())
        return by_type, mentions.reshape(-1, 4)

    def _find_surnames(self, hashes: Ints, articles: Places) -> None:
        people = np.flatnonzero(articles[:, PERSON] * 2 > np.frombuffer(self.totals, np.int32))
        texts = (text for text in self.keys.at(people.tolist()) if " " in text)
        last = array("q", (hash(text.rsplit(" ", 1)[1]) for text in texts))
        surnames = np.unique(np.frombuffer(last, np.int64))
        self.surname = bytearray(np.isin(hashes, surnames).astype(np.uint8))

    def _split(self, articles: Places, mentions: Places) -> None:
        mixed = np.flatnonzero(articles.max(axis=1) < np.frombuffer(self.totals, np.int32))
        self.split = bytearray(len(self.keys))
        for k in mixed.tolist():
            self.major[k], self.split[k] = self._classes(
                k, articles[k].tolist(), mentions[k].tolist()
            )

    def _classes(self, k: int, counts: list[int], mentions: list[int]) -> tuple[int, int]:
        """The `major` and `split` of a key with several types."""
        total = self.totals[k]
        order = sorted(range(4), key=lambda t: (-counts[t], -mentions[t], t))
        major = order[0]
        if major == MISC and counts[order[1]] * 3 >= counts[MISC] > 0:
            major = order[1]
        if major == MISC:
            return major, 0
        bits = 0
        for t in (PERSON, ORG, PLACE):
            if PERSON in (t, major) and not self.surname[k] and t != major:
                continue
            least = 2 if PERSON in (t, major) else 3
            enough = counts[t] >= least or (least == 2 and mentions[t] >= 3)
            if t == major or (enough and counts[t] >= SHARE * total):
                bits |= 1 << t
        return major, bits if bits & (bits - 1) else 0
