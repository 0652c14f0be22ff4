"""Fetching the mentions of a followed name anew, on the reader's thread.

In: the name, and one of its mentions. Out: its mentions now, whatever it is called by now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import NotFoundError

if TYPE_CHECKING:
    from index import Corpus
    from index.model import LinkedMention


def mentions_now(corpus: Corpus, name: str, known: LinkedMention) -> list[LinkedMention]:
    """The mentions of what was called so; of what stands in a known place if nothing is any more.

    Args:
        corpus: is asked.
        name: what it was called.
        known: one of its mentions then.

    Raises:
        NotFoundError: nothing is called so, and nothing has a name in that place.
    """
    try:
        return corpus.mentions(name)
    except NotFoundError:
        here = corpus.article_mentions(known.article)
        now = next((mention.entity for mention in here if mention.start == known.start), "")
        if not now:
            raise
        return corpus.mentions(now)
