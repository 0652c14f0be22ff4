"""Each article resolved by itself: what its short forms stand for in it.

In come the columns of a corpus with their nodes and groups, out go codes, one for each use. What an
article says depends on nothing but its uses and on how the corpus sees their names; a number that
sums that up is kept with the codes, so that another linking takes them over as long as the number
is the same.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.column import Column
from index.linking import article, organisations
from index.linking.columns import mixed, sums
from index.linking.nodes import ORG, PERSON, PLACE, SHARE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from index.linking.columns import Columns, Flags, Hashes, Ints, Places
    from index.linking.groups import Groups
    from index.linking.nodes import Nodes
    from index.linking.texts import Texts

FALLBACK, FIRST, WEAK, LATE, GENERIC = 1, 2, 4, 8, 16
BITS = 5
"""What is kept of a use: a number of 32 bits, in its upper part one more than the place, among the
article's uses, of one with the form that explains it (0: none); in its lower part whether it
counts as its fallback, whether it is the article's first of its group, whether it is explained
badly, whether it is a surname before its full name, whether it differs by generic words."""

_BLOCK = 1 << 16
"""Names that are worked on at a time."""


class Resolved(NamedTuple):
    """What the articles say of their uses, each article by itself.

    Attributes:
        sums: for each article; what is kept of it holds as long as its sum is the same.
        codes: for each use; see `BITS`.
        fresh: for each article, whether it has been worked out now and not taken over.
    """

    sums: Ints
    codes: Column
    fresh: Flags


def nothing() -> Resolved:
    """What no articles say."""
    return Resolved(np.zeros(0, np.int64), Column(np.uint32), np.zeros(0, np.bool_))


class Views:
    """Each distinct name as the corpus sees it.

    Attributes:
        group: its node's group.
        other: the group that it falls back to where its article does not explain it.
        hash: changes whenever any of it does.
    """

    def __init__(self, nodes: Nodes, groups: Groups) -> None:
        self._nodes = nodes
        key = np.frombuffer(nodes.key_of, np.int32)
        said = np.frombuffer(nodes.type_of, np.int8)
        major, split, acronym, country = (
            np.frombuffer(some, np.uint8)
            for some in (nodes.major, nodes.split, nodes.acronym, nodes.country)
        )
        own = (split[key] > 0) & (said != 3) & ((split[key] >> said.astype(np.uint8)) & 1 > 0)
        typed = np.where(own, said, major[key]).astype(np.int8)
        self._key = key
        self._node, other, self._known = _nodes(nodes, typed)
        self._falls = self._node != other
        its_key, its_type = self._of_nodes()
        self._kind = np.where(self._known, typed, its_type[self._node]).astype(np.int8)
        self._loud = (acronym[key] > 0) & ~(self._known & (country[its_key[self._node]] > 0))
        self._firm = split[key] > 0
        roots = groups.roots()
        self.group, self.other = roots[self._node], roots[other]
        self.hash = self._hashes(split)

    def _of_nodes(self) -> tuple[Places, NDArray[np.uint8]]:
        """For each node its key and its type."""
        numbers = self._nodes.numbers
        return np.frombuffer(numbers.keys, np.int32), np.frombuffer(numbers.types, np.uint8)

    def _hashes(self, split: NDArray[np.uint8]) -> Hashes:
        words = _hashes(self._nodes.keys)
        key, kind = self._of_nodes()
        out = np.empty(len(self._key), dtype=np.uint64)
        for start in range(0, len(out), _BLOCK):
            some = slice(start, start + _BLOCK)
            node, group, other = self._node[some], self.group[some], self.other[some]
            known, falls = self._known[some], self._falls[some]
            said = self._kind[some].astype(np.int64) * 32 + self._loud[some] * 16
            said += self._firm[some] * 8 + known * 4 + (split[key[node]] > 0) * 2 + falls
            out[some] = mixed(
                words[self._key[some]],
                words[key[node]],
                kind[node],
                words[key[group]],
                kind[group],
                words[key[other]],
                kind[other],
                said,
            )
        return out

    def resolve(self, names: Places, counts: list[int], firsts: list[int]) -> list[int]:
        """Resolve one article; its codes.

        Args:
            names: its uses' names.
            counts: how often it has each.
            firsts: where first.
        """
        nodes, groups = self._node[names].tolist(), self.group[names].tolist()
        others, falls = self.other[names].tolist(), self._falls[names].tolist()
        forms: dict[int, article.Form] = {}
        seen_as = zip(
            nodes,
            groups,
            self._key[names].tolist(),
            self._kind[names].tolist(),
            counts,
            firsts,
            self._loud[names].tolist(),
            self._known[names].tolist(),
            self._firm[names].tolist(),
            strict=True,
        )
        for node, group, key, kind, count, first, loud, known, firm in seen_as:
            old = forms.get(node)
            if old is None:
                text = self._nodes.keys[key].lstrip("^")
                forms[node] = article.Form(group, text, kind, count, first, loud, known, firm)
            else:
                forms[node] = old._replace(count=old.count + count, first=min(old.first, first))
        found = article.resolve(list(forms.values()))
        places: dict[int, int] = {}
        for place, group in enumerate(groups):
            places.setdefault(group, place)
        seen: set[int] = set()
        codes = []
        for node, group, other, fall in zip(nodes, groups, others, falls, strict=True):
            code = 0
            fuller = found.get(group)
            if fuller is None and fall:
                group = other
                fuller = found.get(group)
                code |= FALLBACK
            if group not in seen:
                seen.add(group)
                code |= FIRST
            if fuller is not None:
                code |= self._explained(node, fuller) | places[fuller.node] + 1 << BITS
            codes.append(code)
        return codes

    def _explained(self, node: int, fuller: article.Found) -> int:
        """How well a use of a node is explained, in bits."""
        key = self._nodes.numbers.keys[node]
        text = self._nodes.keys[key]
        person = self._nodes.numbers.types[node] == PERSON
        bits = 0
        weak = fuller.rank == article.CROSS or (
            fuller.rank < article.SURE
            and not person
            and not self._nodes.split[key]
            and text not in organisations.GENERIC
        )
        if weak:
            return WEAK
        if fuller.late and person and " " not in text:
            bits |= LATE
        if fuller.rank == article.GENERIC_REST and (not person or " " in text):
            bits |= GENERIC
        return bits


def _nodes(nodes: Nodes, typed: NDArray[np.int8]) -> tuple[Places, Places, Flags]:
    """Names' nodes, what they fall back to if their article does not explain them, whether known.

    Args:
        nodes: the corpus's.
        typed: what each name is taken for as a name of its key.
    """
    key = np.frombuffer(nodes.key_of, np.int32)
    said = np.frombuffer(nodes.type_of, np.int8)
    thing = np.frombuffer(nodes.known_of, np.int32)[key]
    # A known thing, but for people and organisations of that name.
    named = (thing >= 0) & (
        (said == PERSON) | ((said == ORG) & (np.frombuffer(nodes.place, np.uint8)[thing] > 0))
    )
    known = (thing >= 0) & ~named
    numbers = nodes.numbers
    slot = numbers.nodes(key, said)
    articles = np.frombuffer(nodes.articles, np.int32)[slot]
    attested = (articles >= 2) & (articles >= SHARE * np.frombuffer(nodes.totals, np.int32)[key])
    surname = np.frombuffer(nodes.surname, np.uint8)[key] > 0
    itself = numbers.nodes(key, typed)
    other = np.where(known | (named & ~attested), numbers.nodes(thing, PLACE), itself)
    other = np.where(named & attested, slot, other)
    bare = (thing < 0) & (said == PERSON) & (typed != PERSON) & surname
    node = np.where(named, slot, np.where(bare, numbers.nodes(key, PERSON), other))
    return node.astype(np.int32), other.astype(np.int32), known


def _hashes(texts: Texts) -> Hashes:
    """64 bits for each text, the same in every process."""
    out = np.empty(len(texts), dtype="<u8")
    data = out.data.cast("B")
    for place, text in enumerate(texts):
        found = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        data[8 * place : 8 * place + 8] = found
    return out.astype(np.uint64)


def resolved(columns: Columns, views: Views, known: Iterable[tuple[int, int, bytes]]) -> Resolved:
    """Resolve every article, taking over what still holds.

    Args:
        columns: the uses.
        views: their names, as the corpus sees them.
        known: what linkings before have made of some articles: their numbers, ascending, their
            sums and the codes of their uses, 32 bits each (little-endian).
    """
    starts = columns.starts
    totals = np.empty(len(columns.articles), dtype=np.int64)
    codes = columns.name.like(np.uint32)
    fresh = np.ones(len(totals), dtype=np.bool_)
    known = iter(known)
    row = next(known, None)
    for articles, rows in columns.blocks():
        name, count, first = columns.name[rows], columns.count[rows], columns.first[rows]
        begins = starts[articles.start : articles.stop + 1] - rows.start
        place = np.arange(len(name)) - np.repeat(begins[:-1], np.diff(begins))
        wanted = sums(mixed(views.hash[name], place, count, first), begins)
        totals[articles] = wanted
        said = np.zeros(len(name), dtype=np.uint32)
        bounds = begins.tolist()
        rest = zip(columns.articles[articles].tolist(), wanted.tolist(), strict=True)
        for at, (number, total) in enumerate(rest):
            while row is not None and row[0] < number:
                row = next(known, None)
            here = slice(bounds[at], bounds[at + 1])
            size = here.stop - here.start
            if row is not None and row[:2] == (number, total) and len(row[2]) == 4 * size:
                said[here] = np.frombuffer(row[2], "<u4")
                fresh[articles.start + at] = False
            else:
                said[here] = views.resolve(name[here], count[here].tolist(), first[here].tolist())
        codes.append(said)
    return Resolved(totals, codes, fresh)
