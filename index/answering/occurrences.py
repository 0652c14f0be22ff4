"""An article's hits one by one, each on a line with the words around it: a concordance.

In: a text and where a query's words stand in it. Out: `TextHit`s. Matched words that stand side by
side, as those of a phrase do, are one hit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Span

_GAP = 3
"""Between words of one hit stand at most so many characters, none of them a letter or digit."""


class TextHit(NamedTuple):
    """A hit with its context, on one line.

    Attributes:
        start: first character in the article's text.
        end: one past the last character.
        text: the words between them, verbatim.
        left: what stands before them, white space as single spaces.
        right: what stands after them.
        number: of its first word among the article's matched words, from 1.
    """

    start: int
    end: int
    text: str
    left: str
    right: str
    number: int


class ArticleHits(NamedTuple):
    """The hits of one article.

    Attributes:
        total: how many there are, counted exactly.
        hits: the first of them, in order.
    """

    total: int
    hits: tuple[TextHit, ...]


def occurrences(text: str, spans: Sequence[Span], width: int, limit: int | None) -> ArticleHits:
    """Return the hits of a text.

    Args:
        text: the article's text.
        spans: its matched words, sorted and disjoint.
        width: at most so many characters of context on each side.
        limit: at most so many hits; None for all. They are counted in any case.
    """
    runs: list[tuple[int, int, int]] = []
    for number, (start, end) in enumerate(spans, 1):
        if runs and _side_by_side(text, runs[-1][1], start):
            runs[-1] = (runs[-1][0], end, runs[-1][2])
        else:
            runs.append((start, end, number))
    hits = [
        TextHit(start, end, text[start:end], *around(text, start, end, width), number)
        for start, end, number in runs[:limit]
    ]
    return ArticleHits(len(runs), tuple(hits))


def _side_by_side(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return len(between) <= _GAP and not any(map(str.isalnum, between)) and "\n\n" not in between


def around(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """The words left and right of ``text[start:end]``, on one line, at most `width` characters."""
    left = _one_line(text[max(0, start - 2 * width) : start])
    right = _one_line(text[end : end + 2 * width])
    return left[-width:] if width else "", right[:width]


def _one_line(text: str) -> str:
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
