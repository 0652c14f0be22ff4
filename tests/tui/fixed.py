"""A corpus that never changes, for the snapshots: a few made-up articles with known names.

It has the verbs that the explorer uses, so that the pictures show the screen and do not move when
extraction, linking or ranking learn something new.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.alignment import Side, align
from index.alignments import Comparison
from index.answering.occurrences import ArticleHits, occurrences
from index.answering.relating import Related
from index.errors import QueryError
from index.model import (
    Article,
    ArticleInfo,
    Completion,
    Entity,
    EntityType,
    Failure,
    Hit,
    LinkedMention,
    Progress,
    RefreshReport,
    SearchResult,
    Snippet,
    Span,
)
from index.saved.saving import Saving

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index.marks.model import Marks
    from index.marks.present import Gone

NAMES: dict[str, tuple[EntityType, tuple[str, ...]]] = {
    "Ada Moreno": (EntityType.PERSON, ("Ada Moreno", "Ms Moreno", "Moreno")),
    "Teun Bakker": (EntityType.PERSON, ("Teun Bakker", "Bakker")),
    "Harbour Board": (EntityType.ORG, ("Harbour Board",)),
    "Daily Tide": (EntityType.ORG, ("Daily Tide",)),
    "Veldhaven": (EntityType.PLACE, ("Veldhaven",)),
    "Porto Claro": (EntityType.PLACE, ("Porto Claro",)),
    "North Pier": (EntityType.MISC, ("North Pier",)),
}

TEXTS = [
    (
        "01-crane.txt",
        "The crane at North Pier stands still",
        "Daily Tide",
        date(2026, 3, 2),
        "Ada Moreno, who chairs the Harbour Board of Veldhaven, stopped the crane at North Pier on "
        "Monday. The harbour had asked for a survey since autumn.\n\n"
        "“We wait for the survey,” Ms Moreno said [sic]. Teun Bakker, the crane’s owner, called "
        "the decision hasty.\n\n"
        "Two ships bound for Porto Claro were sent to another quay. Bakker said that each day "
        "costs him a month’s rent; Moreno answered that a fall would cost more.\n\n"
        "The post The crane at North Pier stands still appeared first on Daily Tide.",
    ),
    (
        "02-survey.txt",
        "A survey, and who pays for it",
        "Coast Courier",
        date(2026, 3, 4),
        "The survey of the crane will be paid by the Harbour Board, Ada Moreno told the council of "
        "Veldhaven.\n\nTeun Bakker did not attend. His lawyer wrote from Porto Claro that the "
        "harbour knew of the rust.\n\nMoreno denied it.",
    ),
    (
        "03-letter.md",
        "Letter to the editor: harbour dues",
        "",
        None,
        "Since the crane stands still, the dues at Veldhaven have doubled. Nobody on the Harbour "
        "Board explains why. The Daily Tide should ask.",
    ),
    (
        "04-rust.txt",
        "Rust under the paint",
        "Daily Tide",
        date(2026, 3, 9),
        "The surveyors found rust under the paint of the crane, in eleven places. Teun Bakker "
        "promised repairs; Ada Moreno wants to see them first.",
    ),
]


class FixedVersions:
    """Says of some articles that they are versions of one text."""

    def __init__(self, infos: Sequence[ArticleInfo] = ()) -> None:
        self._infos = tuple(infos)

    def groups(self) -> dict[int, int]:
        return {info.id: self._infos[0].id for info in self._infos}

    def of(self, article: int) -> tuple[ArticleInfo, ...]:
        return self._infos if any(info.id == article for info in self._infos) else ()


class FixedMarking:
    """What is put to articles; nothing is kept."""

    def __init__(self, every: Mapping[int, Marks] = {}) -> None:
        self._every = every

    def every(self) -> Mapping[int, Marks]:
        return self._every

    def tags(self) -> dict[str, int]:
        return dict(Counter(tag for marks in self._every.values() for tag in marks.tags))

    def gone(self) -> list[Gone]:
        return []


class FixedCorpus:
    """Answers like a `Corpus`, from some texts (`TEXTS`) and `NAMES`."""

    versions = FixedVersions()
    marking = FixedMarking()

    root = Path("harbour")
    generation = 1
    identity = "fixed"

    def __init__(self, texts: Sequence[tuple[str, str, str, date | None, str]] = TEXTS) -> None:
        self._articles = [
            Article(
                ArticleInfo(number, path, title, source, day, len(text)),
                text,
                tuple(Span(*m.span()) for m in re.finditer(r"The post .* on .*", text)),
                (),
            )
            for number, (path, title, source, day, text) in enumerate(texts, 1)
        ]
        self._mentions = [m for article in self._articles for m in self._find(article)]
        self.saved = Saving(self.root, self.search)

    @staticmethod
    def _find(article: Article) -> list[LinkedMention]:
        found: dict[int, LinkedMention] = {}
        spellings = [(alias, name) for name, (_, some) in NAMES.items() for alias in some]
        for alias, name in sorted(spellings, key=lambda pair: -len(pair[0])):
            for match in re.finditer(re.escape(alias), article.text):
                start, end = match.span()
                if not any(m.start < end and start < m.end for m in found.values()):
                    info, kind = article.info, NAMES[name][0]
                    found[start] = LinkedMention(info.id, info.path, start, end, alias, kind, name)
        return [found[start] for start in sorted(found)]

    def refresh(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancel: threading.Event | None = None,
        apart: bool = False,
    ) -> RefreshReport:
        return RefreshReport(len(self._articles), 0, 0, 0, tuple(self.failures()))

    def give_back(self) -> None:
        pass

    def close(self) -> None:
        pass

    def articles(self) -> list[ArticleInfo]:
        return [article.info for article in self._articles]

    def article(self, article_id: int) -> Article:
        return self._articles[article_id - 1]

    def compare(self, article_id: int, other_id: int, **_: Any) -> Comparison:
        articles = [self.article(number) for number in (article_id, other_id)]
        sides = [
            Side(one.text, one.boilerplate, one.joins, self.article_mentions(one.info.id))
            for one in articles
        ]
        return Comparison(*articles, align(*sides))

    def related(self, article_id: int, **_: Any) -> list[Related]:
        """The articles that share a name with one, those with most first."""
        own = {mention.entity for mention in self.article_mentions(article_id)}
        found = []
        for info in self.articles():
            names = sorted(own & {mention.entity for mention in self.article_mentions(info.id)})
            if names and info.id != article_id:
                score = len(names) / len(own)
                found.append(Related(info, score, tuple(names), ("survey", "crane"), 3, 0))
        return sorted(found, key=lambda one: -one.score)

    def failures(self) -> list[Failure]:
        return [Failure("05-scan.txt", "not text")]

    def search(self, query: str, **_: Any) -> SearchResult:
        if query.endswith("("):
            raise QueryError("a parenthesis is not closed", len(query) - 1, query[:-1].strip())
        words = query.casefold().split()
        hits = tuple(
            Hit(article.info, 1.0)
            for article in self._articles
            if all(word in article.text.casefold() for word in words)
        )
        parsed = words[0] if len(words) == 1 else f"AND({', '.join(words)})"
        if hits or not query.startswith("crnae"):
            return SearchResult(query, parsed, len(hits), hits)
        notes = ("nothing matches crnae", "did you mean crane?", "OR(crnae, rust) finds 1 article")
        return SearchResult(query, parsed, 0, (), notes, ("crane rust",))

    def complete(self, query: str) -> Completion:
        return Completion("", query)

    def hits_in(self, query: str, article_id: int, **_: Any) -> list[Span]:
        text = self.article(article_id).text
        pattern = "|".join(rf"\b{re.escape(word)}\w*" for word in query.split())
        return [Span(*match.span()) for match in re.finditer(pattern, text, re.IGNORECASE)]

    def hits(
        self, query: str, article_ids: Sequence[int], *, width: int, limit: int, **_: Any
    ) -> dict[int, ArticleHits]:
        return {
            number: occurrences(
                self.article(number).text, self.hits_in(query, number), width, limit
            )
            for number in article_ids
        }

    def snippets(
        self, query: str, article_ids: Sequence[int], count: int = 1, **_: Any
    ) -> dict[int, tuple[Snippet, ...]]:
        found: dict[int, tuple[Snippet, ...]] = {}
        for number in article_ids:
            for hit in self.hits_in(query, number)[:1]:
                start = max(0, hit.start - 30)
                words = self.article(number).text[start : hit.end + 40].replace("\n", " ")
                mark = Span(hit.start - start, hit.end - start)
                found[number] = (Snippet(start, words, (mark,)),)
        return found

    def entities(self, *, article: int | None = None, **_: Any) -> list[Entity]:
        entities = []
        for name, (kind, _aliases) in NAMES.items():
            own = self.mentions(name)
            here = sum(m.article == article for m in own)
            if article is None or here:
                aliases = dict(Counter(m.text for m in own).most_common())
                articles = len({m.article for m in own})
                entities.append(Entity(name, kind, len(own), articles, aliases, here))
        return sorted(entities, key=lambda e: (-e.here, -e.mentions, e.name))

    def mentions(self, entity: str) -> list[LinkedMention]:
        return [mention for mention in self._mentions if mention.entity == entity]

    def article_mentions(self, article_id: int) -> list[LinkedMention]:
        return [mention for mention in self._mentions if mention.article == article_id]

    def contexts(self, mentions: Sequence[LinkedMention], width: int = 60) -> list[tuple[str, str]]:
        found = []
        for mention in mentions:
            text = self.article(mention.article).text.replace("\n", " ")
            left = text[max(0, mention.start - width) : mention.start]
            found.append((left, text[mention.end : mention.end + width]))
        return found
