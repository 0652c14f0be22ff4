"""Where what a query asks for stands in articles: its words, its names, passages that were noted.

In: a query's tree and articles. Out: spans of their texts, hits one by one, passages. The texts
come from the catalogue; so do the names, as nobody but it knows who is meant by them.
"""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

from index.analysis.snowball import ENGLISH
from index.answering.snippets import Highlighter, Shown, together
from index.reading.fields import behind_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.answering.clauses import Clauses
    from index.answering.listing import Listing
    from index.answering.occurrences import ArticleHits
    from index.model import Snippet, Span
    from index.query import Node
    from index.store import Store
    from index.store.spans import StoredSpans

_KEPT = 8
"""The queries of so many searches, by language, are kept with the words that they have met."""
_HEADING = re.compile(r"[\s#*=]*")
_BODY = re.compile(r"[#*= \t\r]*(?:\n|[:.!?…][\"”’)]*\s)[\s#*=]*(?:-{3,}\s+)?")


def body_of(text: str, title: str) -> int:
    """Return where a text goes on after its front matter and title; 0 where it has neither."""
    begin = behind_front_matter(text)
    while begin < len(text) and text[begin].isspace():
        begin += 1
    if begin == len(text):
        begin = 0
    heading = _HEADING.match(text, begin)
    start = heading.end() if heading else begin
    if text.startswith(title, start):
        end = start + len(title)
    else:
        line = text.find("\n", start)
        end = len(text) if line < 0 else line
        if end - start > 2 * len(title) or " ".join(text[start:end].split()) != title:
            return begin
    rest = _BODY.match(text, end)
    return rest.end() if rest and rest.end() < len(text) else begin


class Marking:
    """Marks what the queries of one corpus ask for.

    Args:
        store: has the texts.
        listing: has the titles.
        clauses: knows where names and noted passages stand.
        languages: gives the languages of articles that are not in English, and maybe of others.
    """

    def __init__(
        self,
        store: Store,
        listing: Listing,
        clauses: Clauses,
        languages: Callable[[Sequence[int]], dict[int, str]],
    ) -> None:
        self._store = store
        self._listing = listing
        self._clauses = clauses
        self._languages = languages
        self._local = threading.local()

    def passages(
        self, node: Node, ids: Sequence[int], count: int
    ) -> dict[int, tuple[Snippet, ...]]:
        """Passages that show best what is asked for; not title and boilerplate if possible."""
        titles = self._listing.current().by_id
        named = self._named(node, ids)
        pages: dict[Highlighter, list[tuple[int, Shown]]] = {}
        for number, text, spans, highlighter in self._highlighted(node, ids):
            info = titles.get(number)
            body = 0 if info is None else body_of(text, info.title)
            shown = Shown(text, spans.boilerplate, body, named.get(number, ()))
            pages.setdefault(highlighter, []).append((number, shown))
        return {
            number: passages
            for highlighter, page in pages.items()
            for (number, _), passages in zip(
                page, highlighter.page([shown for _, shown in page], count), strict=True
            )
        }

    def hits(
        self, node: Node, ids: Sequence[int], width: int, limit: int | None
    ) -> dict[int, ArticleHits]:
        """The hits of articles one by one; see `index.answering.searching.Searchable.hits`."""
        from index.answering.occurrences import occurrences

        named = self._named(node, ids)
        found = {}
        for number, text, _, highlighter in self._highlighted(node, ids):
            spans = together(highlighter.spans(text), named.get(number, ()))
            found[number] = occurrences(text, spans, width, limit)
        return found

    def hits_in(self, node: Node, article: int) -> list[Span]:
        """What a query asks for in an article, sorted and disjoint."""
        language = self._languages((article,)).get(article, ENGLISH)
        words = self._highlighter(node, language).spans(self._store.articles.text(article))
        return together(words, self._named(node, (article,)).get(article, ()))

    def _named(self, node: Node, ids: Sequence[int]) -> dict[int, list[Span]]:
        """Where the names that a query asks for stand in articles, by number."""
        with self._store.database.snapshot():
            return self._clauses.spans(node, ids)

    def _highlighted(
        self, node: Node, ids: Sequence[int]
    ) -> Iterator[tuple[int, str, StoredSpans, Highlighter]]:
        """The texts of some articles, each with what marks a query's words in its language."""
        languages = self._languages(ids)
        for number, (text, spans) in self._store.articles.texts_and_spans(ids).items():
            language = languages.get(number, ENGLISH)
            yield number, text, spans, self._highlighter(node, language)

    def _highlighter(self, node: Node, language: str) -> Highlighter:
        """What marks a query's words; the last few are kept, with the words that they have met."""
        known: dict[tuple[Node, str], Highlighter] | None = getattr(self._local, "marking", None)
        if known is None:
            known = self._local.marking = {}
        found = known.get((node, language))
        if found is None:
            if len(known) >= _KEPT:
                known.clear()
            found = known[node, language] = Highlighter(node, language)
        return found
