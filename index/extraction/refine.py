"""The shared pass: what rules and the rest of the article know, over any extractor's mentions."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from index.extraction.agreement import agree
from index.extraction.overlay import overlay
from index.extraction.rules import Rules
from index.extraction.spans import Name, to_mentions
from index.extraction.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.model import EntityType, Mention

VERSION = "17"
"""Changes whenever the pass could give other mentions for the same ones."""


def refine(
    text: str, mentions: Iterable[tuple[int, int, EntityType | None, bool]]
) -> list[Mention]:
    """Lay the overlay and the agreement within an article over mentions of any origin.

    Args:
        text: the readable text.
        mentions: start and end in characters, type, and whether it is a demonym; any order.

    Returns:
        mentions as an `Extractor` gives them, candidates among them; a span that cuts a word is
        widened to the word.
    """
    tokens = tokenize(text)
    names: list[Name] = []
    for start, end, kind, demonym in sorted(mentions, key=lambda m: (m[0], -m[1])):
        first = bisect_right(tokens.ends, start)
        last = first
        while last < len(tokens.starts) and tokens.starts[last] < end:
            last += 1
        if last > first and (not names or first >= names[-1].last):
            names.append(Name(first, last, kind, demonym))
    found = agree(tokens, overlay(tokens, names, Rules(tokens).names()))
    return to_mentions(text, tokens, found)
