"""Clauses of a query about names: which articles answer them, and which names may be meant.

In: clauses, names and their beginnings. Out: articles' numbers, where the names stand in them,
names, and clauses that somebody answers. Called inside one snapshot of the catalogue, as
`index.names.naming` is.
"""

from __future__ import annotations

from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

from index.analysis import fold
from index.model import Span
from index.query import EntityClause, EntityNear, explain, positive
from index.query.cursor import QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.names.naming import Names
    from index.query import Node
    from index.store import Store

_KINDS = {"person": "PERSON", "org": "ORG", "place": "PLACE"}
"""Fields of the query language that ask for one type."""

_MARKS = frozenset(QUOTES)

_LOOKED_AT = 300

_FAR = 100
"""Words between two names that are never nearer to each other than asked for."""


class NameClauses:
    """The clauses about the names of one corpus."""

    def __init__(self, store: Store, names: Names) -> None:
        self._store = store
        self._names = names

    def answering(self, clause: EntityClause | EntityNear) -> set[int]:
        """The articles that answer a clause about entities, by number."""
        if isinstance(clause, EntityNear):
            return self._near(clause)
        return {
            article
            for number in self._asked(clause)
            for article in self._store.entities.postings(number)
        }

    def spans(self, node: Node, articles: Sequence[int]) -> dict[int, list[Span]]:
        """Where the names that a query asks for stand in some articles, sorted, by number."""
        wanted: dict[int, str] = {}
        for clause in positive(node):
            if isinstance(clause, EntityClause):
                wanted |= self._asked(clause)
            elif isinstance(clause, EntityNear):
                wanted |= self._likeliest(clause.left) | self._likeliest(clause.right)
        found: dict[int, list[Span]] = {}
        for mention in self._names.linked(articles, wanted) if wanted else ():
            found.setdefault(mention.article, []).append(Span(mention.start, mention.end))
        return found

    def _asked(self, clause: EntityClause) -> dict[int, str]:
        """The entities that a clause asks for: numbers and names."""
        kind = _KINDS.get(clause.field)
        return {
            number: entity.name
            for number, entity in self._names.called(clause.name)
            if kind is None or entity.type == kind
        }

    def _likeliest(self, name: str) -> dict[int, str]:
        """The entity that a name means most likely, if it means any: number and name."""
        return {number: entity.name for number, entity in self._names.called(name)[:1]}

    def _near(self, clause: EntityNear) -> set[int]:
        """The articles that mention two entities with at most so many words between them."""
        sides = [self._likeliest(name) for name in (clause.left, clause.right)]
        if not all(sides):
            return set()
        postings = [
            {article for number in side for article in self._store.entities.postings(number)}
            for side in sides
        ]
        common = sorted(postings[0] & postings[1])
        spans: list[dict[int, list[tuple[int, int]]]] = [{}, {}]
        for mention in self._names.linked(common, sides[0] | sides[1]):
            for found, side in zip(spans, sides, strict=True):
                if mention.entity in side.values():
                    found.setdefault(mention.article, []).append((mention.start, mention.end))
        return {
            article
            for article in common
            if _within_words(
                self._store.articles.text(article),
                spans[0].get(article, []),
                spans[1].get(article, []),
                clause.distance,
            )
        }

    def beginning(self, field: str, typed: str) -> str:
        """The name, of the most mentioned entity that is asked for, that begins so; or nothing.

        Names that a query cannot hold (with quotation marks or control characters) are left out.
        """
        kind, wanted = _KINDS.get(field), fold(typed)
        for _, entity in self._store.entities.all(limit=_LOOKED_AT, match=typed):
            if kind is not None and entity.type != kind:
                continue
            for name in (entity.name, *entity.aliases):
                plain = name.isprintable() and not _MARKS.intersection(name)
                begins = fold(name[: len(typed)]) == wanted and len(name) > len(typed)
                if plain and begins:
                    return name
        return ""

    def meant(self, clause: EntityClause) -> str:
        """The name that a clause about nobody may be meant for, or an empty string.

        A name that begins so or has it in it comes first, then one that differs by few letters,
        among the corpus's most mentioned.
        """
        begun = self.beginning(clause.field, clause.name)
        if begun:
            return begun
        kind = _KINDS.get(clause.field)
        for match in (clause.name, ""):
            spelt = {
                fold(alias): entity.name
                for _, entity in reversed(self._store.entities.all(limit=_LOOKED_AT, match=match))
                if kind is None or entity.type == kind
                for alias in entity.aliases
                if entity.name.isprintable() and not _MARKS.intersection(entity.name)
            }
            for near in get_close_matches(fold(clause.name), spelt, 1, 0.1 if match else 0.75):
                return spelt[near]
        return ""

    def advice(self, parts: Sequence[Node]) -> tuple[tuple[Node, ...], list[str]]:
        """Parts of a query, as they may be meant where they ask for names in vain; and notes."""
        found: list[Node] = []
        notes: list[str] = []
        for part in parts:
            found.append(part)
            if not isinstance(part, EntityClause | EntityNear) or self.answering(part):
                continue
            if isinstance(part, EntityClause):
                other = found[-1] = self._other(part)
                shown = other.name if other.field == part.field else explain(other)
            else:
                sides = (part.left, part.right)
                unknown = [name for name in sides if not self._names.called(name)]
                notes += [f"nothing is called {name}" for name in unknown]
                found[-1] = self._apart(part)
                shown = explain(found[-1])
            if found[-1] != part:
                notes.append(f"did you mean {shown}?")
        return tuple(found), notes

    def _other(self, clause: EntityClause) -> EntityClause:
        """A clause with the type that the name has, or with the nearest name."""
        fields = {kind: field for field, kind in _KINDS.items()}
        for _, entity in self._names.called(clause.name):
            return EntityClause(fields.get(entity.type, "entity"), clause.name)
        return EntityClause(clause.field, self.meant(clause) or clause.name)

    def _apart(self, clause: EntityNear) -> EntityNear:
        """Two names further apart, or the nearest names to those that nobody has."""
        left, right = (
            name if self._names.called(name) else self.meant(EntityClause("entity", name))
            for name in (clause.left, clause.right)
        )
        if (left, right) == (clause.left, clause.right):
            return EntityNear(left, right, max(_FAR, clause.distance))
        return EntityNear(left or clause.left, right or clause.right, clause.distance)


def _within_words(
    text: str, left: list[tuple[int, int]], right: list[tuple[int, int]], distance: int
) -> bool:
    """Whether one of the left spans is at most so many words away from one of the right."""
    merged = sorted([(*span, 0) for span in left] + [(*span, 1) for span in right])
    for (_, end, side), (start, _, other) in pairwise(merged):
        if side != other and len(text[end:start].split()) < max(1, distance):
            return True
    return False
