"""Which article a word of the command means. In: the word. Out: the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.stdin import MARK, NAME

if TYPE_CHECKING:
    from index import Corpus
    from index.model import ArticleInfo


def find_article(corpus: Corpus, name: str) -> ArticleInfo:
    """The article that is meant; ``-`` means standard input.

    Raises:
        NotFoundError: none is meant, or several are.
    """
    return corpus.find_article(NAME if name == MARK else name)
