"""A passage → what it is known by: its words, the names and the numbers in it.

In: a text with its passages, mentions and language. Out: for each passage a set of terms. A word
counts by its stem, a name by its entity, whatever it is called, and a number by its value.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from index.alignment.figures import Figure, figures
from index.analysis import tokens
from index.analysis.language import language_of
from index.analysis.snowball import stemmer
from index.extraction.lexicon import FUNCTION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.alignment.passages import Passage
    from index.analysis import Token
    from index.model import LinkedMention


PAIR = "\n"
"""Stands between two terms in sequence."""


class Known(NamedTuple):
    """What a passage is known by.

    Attributes:
        tokens: its words.
        terms: its stems (``@entity`` in place of those of a name, ``#value`` of a number), and all
            stems by twos as they follow one another, `PAIR` between them; no little words.
        mentions: the names in it.
        figures: the numbers and days in it.
    """

    tokens: list[Token]
    terms: frozenset[str]
    mentions: Sequence[LinkedMention]
    figures: Sequence[Figure]


def known(
    text: str,
    passages: Sequence[Passage],
    mentions: Sequence[LinkedMention],
    check: Callable[[], None] = lambda: None,
) -> list[Known]:
    """What each passage of a text is known by; nothing for those that are not its own words.

    Args:
        text: the text.
        passages: its passages.
        mentions: the names in it, sorted.
        check: called now and then; what it raises is raised.
    """
    language = language_of(text)
    stem = stemmer(language)
    starts = [mention.start for mention in mentions]
    found = []
    for start, end, own in passages:
        check()
        words = tokens(text, start, end)
        named = mentions[bisect_left(starts, start) : bisect_left(starts, end)] if own else ()
        counted = _apart(figures(text, start, end, language), named) if own else ()
        if not own:
            found.append(Known(words, frozenset(), named, counted))
            continue
        content = [(t.start, stem(t.term)) for t in words if _is_telling(t.term)]
        terms = {f"@{mention.entity}" for mention in named}
        terms.update(f"#{figure.value}" for figure in counted)
        spans = [(m.start, m.end) for m in named] + [(f.start, f.end) for f in counted]
        terms.update(_outside(content, sorted(spans)))
        terms.update(f"{one}{PAIR}{other}" for (_, one), (_, other) in pairwise(content))
        found.append(Known(words, frozenset(terms), named, counted))
    return found


def _apart(counted: Sequence[Figure], named: Sequence[LinkedMention]) -> Sequence[Figure]:
    """The numbers and days that are no part of a name, as in Sunday Telegraph."""
    return [f for f in counted if not any(m.start < f.end and f.start < m.end for m in named)]


def _is_telling(term: str) -> bool:
    return len(term) > 1 and term not in FUNCTION


def _outside(placed: Sequence[tuple[int, str]], spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The terms that do not begin within some sorted spans."""
    at = 0
    for start, term in placed:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at == len(spans) or start < spans[at][0]:
            yield term
