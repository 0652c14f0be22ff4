"""What the list of articles is filled with, and what comes with an answer.

Made on the reader's thread. In: the Corpus and a question. Out: `Rows`, and for a search all that
is painted with them: so that a key is answered by one painting of the whole screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.errors import NotFoundError
from index.model import SearchResult
from tui.places import Order
from tui.screens.listing import Rows
from tui.screens.loading import load_page
from tui.screens.marked import marks_now
from tui.state import FIRST_ORDER, Shelf
from tui.widgets.version_rows import grouped, head_of, places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index import Corpus
    from index.errors import ClewError
    from index.marks.model import Marks
    from index.model import ArticleInfo, Failure, Snippet
    from tui.state import Page
    from tui.widgets.hit_rows import HitsOf

TOGETHER = ("relevance", "date", "oldest")
"""The orders in which versions of a text stand together, under the first of them; in lists by
outlet or title one looks for a letter."""

FIRST_ROWS = 200
"""How many articles the first answer names; the rest of a longer one follows."""

SHORT = 100_000
"""Characters up to which the first article comes with the answer; a longer one follows it."""


class Contents(NamedTuple):
    """What the corpus holds at one generation.

    Attributes:
        generation: which.
        identity: of the index; see `index.Corpus.identity`.
        shelf: the articles.
        failures: the files that could not be read.
        rows: what the list of articles shows of them.
        marks: what a person has put to them, or why that cannot be read.
    """

    generation: int
    identity: str
    shelf: Shelf
    failures: tuple[Failure, ...]
    rows: Rows
    marks: Mapping[int, Marks] | ClewError


def contents(corpus: Corpus, order: str = FIRST_ORDER) -> Contents:
    """What the corpus holds now.

    Args:
        corpus: is asked.
        order: what the rows are sorted by.
    """
    generation, identity = corpus.generation, corpus.identity
    articles, failures = corpus.articles(), tuple(corpus.failures())
    by_path = order == FIRST_ORDER
    rows = shelf(corpus, articles, failures) if by_path else all_articles(corpus, order)
    marks = marks_now(corpus)
    corpus.give_back()
    return Contents(generation, identity, Shelf(articles), failures, rows, marks)


class Question(NamedTuple):
    """What is searched.

    Attributes:
        text: the query.
        typing: whether it is still being typed.
        order: what the articles are sorted by.
    """

    text: str
    typing: bool
    order: str


class Answer(NamedTuple):
    """What a search found.

    Attributes:
        result: the first articles, how many there are, what the query means.
        rows: the list's.
        snippets: of the first rows, by article.
        hits: of the first articles, if they are listed.
        page: the first article, if it is short.
    """

    result: SearchResult
    rows: Rows
    snippets: dict[int, Snippet]
    hits: dict[int, HitsOf]
    page: Page | None = None


_NOTHING = Answer(SearchResult("", "", 0, ()), Rows((), Order()), {}, {})


def answer(
    corpus: Corpus,
    question: Question,
    cancelled: Callable[[], bool],
    *,
    in_sight: int,
    by_hit: bool,
    preview: bool,
    shown: Page | None = None,
) -> Answer:
    """Search, and fetch what is to be seen of the answer.

    Args:
        corpus: is asked.
        question: what is searched.
        cancelled: tells when nobody waits for the answer any more.
        in_sight: how many rows can be seen.
        by_hit: whether hits are listed.
        preview: whether the first article is to be shown.
        shown: the page that is shown, of which nothing has to be fetched but the hits.

    Raises:
        QueryError: the query cannot be understood.
    """
    text, typing, order = question
    result = corpus.search(
        text, limit=FIRST_ROWS, sort=order, snippets=0, typing=typing, cancelled=cancelled
    )
    found = Answer(result, _found(corpus, result, order), {}, {})
    if cancelled() or not found.rows.ids:
        return found
    head = found.rows.rows[0].info
    page = None
    if preview and head is not None and head.length <= SHORT:
        page = _page(corpus, head.id, question, shown)
    return _with_passages(corpus, question, found, 0, in_sight, by_hit=by_hit)._replace(page=page)


def _with_passages(
    corpus: Corpus, question: Question, found: Answer, first: int, last: int, *, by_hit: bool
) -> Answer:
    """An answer with the passages, or the hits, of its rows from one to another."""
    ids = [row.info.id for row in found.rows.rows[first:last] if row.info is not None]
    if by_hit:
        from tui.screens.by_hit import AT_ONCE, hits_of

        some = hits_of(corpus, question.text, ids[:AT_ONCE], typing=question.typing)
        return found._replace(hits=some)
    passages = corpus.snippets(question.text, ids, typing=question.typing)
    return found._replace(snippets={n: some[0] for n, some in passages.items() if some})


def _page(corpus: Corpus, article_id: int, question: Question, shown: Page | None) -> Page | None:
    """An article with its hits; None where it has gone: the next refresh tells of it."""
    try:
        return load_page(corpus, article_id, question.text, typing=question.typing, known=shown)
    except NotFoundError:
        return None


def rest(corpus: Corpus, question: Question, cancelled: Callable[[], bool]) -> Answer:
    """All articles of an answer.

    Raises:
        QueryError: the query cannot be understood.
    """
    text, typing, order = question
    result = corpus.search(text, sort=order, snippets=0, typing=typing, cancelled=cancelled)
    # The hits of a long answer take more memory than its rows, and nobody asks for them again.
    return Answer(result._replace(hits=()), _found(corpus, result, order), {}, {})


def around(
    corpus: Corpus,
    question: Question,
    cancelled: Callable[[], bool],
    article_id: int,
    *,
    in_sight: int,
    by_hit: bool,
    shown: Page | None,
) -> Answer:
    """An article, and all articles of an answer, with what is to be seen of it around that one.

    Args:
        corpus: is asked.
        question: what is searched; of nothing, there is no answer.
        cancelled: tells when nobody waits for the answer any more.
        article_id: the article, whether or not it is in the answer.
        in_sight: how many rows can be seen.
        by_hit: whether hits are listed.
        shown: as for `answer`.

    Raises:
        QueryError: the query cannot be understood.
    """
    found = _NOTHING._replace(page=_page(corpus, article_id, question, shown))
    if not question.text:
        return found
    found = rest(corpus, question, cancelled)._replace(page=found.page)
    if cancelled():
        return found
    head = head_of(found.rows.rows, article_id)
    at = places_of(found.rows.rows).get(article_id if head is None else head.id) or 0
    first = at if by_hit else max(0, at - in_sight)
    return _with_passages(corpus, question, found, first, at + in_sight, by_hit=by_hit)


def shelf(corpus: Corpus, articles: Sequence[ArticleInfo], failures: Sequence[Failure]) -> Rows:
    """All articles in reading order."""
    return _rows(corpus, articles, failures, FIRST_ORDER)


def all_articles(corpus: Corpus, order: str) -> Rows:
    """All articles, sorted."""
    hits = corpus.search("", sort=order, snippets=0).hits
    rows = _rows(corpus, [hit.article for hit in hits], corpus.failures(), order)
    del hits
    corpus.give_back()
    return rows


def _found(corpus: Corpus, result: SearchResult, order: str) -> Rows:
    return _rows(corpus, [hit.article for hit in result.hits], (), order)


def _rows(
    corpus: Corpus, articles: Sequence[ArticleInfo], failures: Sequence[Failure], order: str
) -> Rows:
    groups = corpus.versions.groups() if order in TOGETHER else {}
    rows = grouped(articles, groups, failures)
    return Rows(rows, rows.ids, order)
