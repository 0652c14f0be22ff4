"""Two articles of a corpus side by side: what is stored of them, and how their texts compare.

In: the numbers of two articles. Out: a `Comparison`. The comparing itself is `index.alignment`'s,
which asks no store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.alignment import Alignment, Side, align

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.model import Article
    from index.names.naming import Names
    from index.store import Store


class Comparison(NamedTuple):
    """Two articles, compared.

    Attributes:
        left: the first.
        right: the second.
        alignment: their passages; spans are characters of their texts.
    """

    left: Article
    right: Article
    alignment: Alignment

    @property
    def turned(self) -> Comparison:
        """The same, seen from the second article."""
        return Comparison(self.right, self.left, self.alignment.turned)


def compare(
    store: Store, names: Names, article: int, other: int, check: Callable[[], None]
) -> Comparison:
    """Compare two articles, as they are in one commit.

    Args:
        store: the index.
        names: who is named in them.
        article: the number of the one.
        other: the number of the other.
        check: called now and then; what it raises is raised.

    Raises:
        NotFoundError: one of them is not there (any more).
    """
    with store.database.snapshot():
        left, right = store.articles.article(article), store.articles.article(other)
        ours, theirs = (
            Side(one.text, one.boilerplate, one.joins, list(names.in_articles([one.info.id])))
            for one in (left, right)
        )
    return Comparison(left, right, align(ours, theirs, check))
