"""A row of the list of articles: plain data, made where the rows are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from index.model import ArticleInfo, Failure, Snippet


class ArticleRow(NamedTuple):
    """One row: an article, or a file that could not be read.

    Attributes:
        info: the article.
        failure: the file.
        versions: the rows that stand under it: versions of its text.
        under: whether it is such a row itself.
        hits: how many hits the article has; -1 where that is not known, or not told.
        hit: the passage of the one hit that the row is about, or None.
        number: of that hit's first word among the article's matched words, from 1.
    """

    info: ArticleInfo | None
    failure: Failure | None = None
    versions: tuple[ArticleRow, ...] = ()
    under: bool = False
    hits: int = -1
    hit: Snippet | None = None
    number: int = 0
