"""What an article is compared with that has no other version; no widget is asked.

In: the corpus, an article, and the one that was read before it. Out: the two side by side. It is
the article before where the two are related, as whoever comes from one report to another means to
compare these; else the most related article of the folder, as whoever goes down a list means to see
what the others tell of this one; where none is related, the article before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index import Corpus
    from index.alignments import Comparison

_TRIED = 5
"""So many related articles are compared, until one has a passage in common."""


class Counterpart(NamedTuple):
    """An article beside another one.

    Attributes:
        comparison: of the two; the article itself is on the left.
        reason: why it is this one, in words.
    """

    comparison: Comparison
    reason: str


def counterpart(
    corpus: Corpus, article: int, before: int | None, check: Callable[[], None]
) -> Counterpart | None:
    """Compare an article with the one that is meant; None where there is no other.

    Where no other has a passage in common, it is the one that was tried first.

    Args:
        corpus: the articles.
        article: the number of the article.
        before: the number of the one that was read before, if there is one.
        check: called now and then; what it raises is raised.

    Raises:
        NotFoundError: one of them is not there (any more).
    """
    first: Counterpart | None = None
    for other, reason in _others(corpus, article, before):
        made = Counterpart(corpus.compare(article, other, check=check), reason)
        if made.comparison.alignment.shared:
            return made
        first = first or made
    return first


def _others(corpus: Corpus, article: int, before: int | None) -> Iterator[tuple[int, str]]:
    try:
        related = [one.article.id for one in corpus.related(article)]
    except BusyError:  # the index of words is not made yet
        related = []
    came = [] if before is None else [(before, "the article before")]
    if before in related:
        yield from came
    for place, other in enumerate(related[:_TRIED]):
        if other != before:
            yield other, "a related article" if place else "the most related article"
    if before not in related:
        yield from came
