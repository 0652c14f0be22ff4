"""Fetching an article for the text pane, on the reader's thread.

In: the Corpus, an article, what is searched. Out: a `Page`. Loaded when the first one is fetched,
after the first paint.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from index.errors import QueryError
from tui.state import Page

if TYPE_CHECKING:
    from index import Corpus
    from index.model import Span


def load_page(
    corpus: Corpus, article_id: int, query: str, *, typing: bool, known: Page | None = None
) -> Page:
    """Fetch an article with its names and its hits.

    Args:
        corpus: is asked.
        article_id: the article.
        query: what is searched.
        typing: whether it is still being typed.
        known: a page that was fetched before; if it is this article's and the corpus has not
            changed since, only the hits are fetched.

    Raises:
        NotFoundError: there is no such article (any more).
    """
    generation = corpus.generation
    hits: tuple[Span, ...] = ()
    if query:
        with suppress(QueryError):
            hits = tuple(corpus.hits_in(query, article_id, typing=typing))
    if known is not None and (known.article.info.id, known.generation) == (article_id, generation):
        return known._replace(hits=hits, query=query, typing=typing)
    article = corpus.article(article_id)
    mentions = tuple(corpus.article_mentions(article_id))
    versions = tuple(info.id for info in corpus.versions.of(article_id))
    entities = tuple(corpus.entities(article=article_id))
    return Page(article, mentions, hits, query, typing, entities, versions, generation)
