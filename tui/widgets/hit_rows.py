"""The list of articles with the hits of each under it; rows in, rows out, no screen here.

Hits are known only of articles that have come into sight; the others are a row alone until then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from tui.widgets.cells import fit, fit_left, from_word, one_line, within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.model import Snippet
    from tui.widgets.article_row import ArticleRow

_ROOMY = 24
"""Cells from which the count of hits is said in words."""


class HitsOf(NamedTuple):
    """The hits of an article, as they are listed.

    Attributes:
        total: how many there are.
        lines: those that are listed: the number of the matched word to go to, counted from 1, and
            the passage around it.
    """

    total: int
    lines: tuple[tuple[int, Snippet], ...]


def with_hits(rows: Sequence[ArticleRow], known: Mapping[int, HitsOf]) -> list[ArticleRow]:
    """The rows, each with the hits that are known of its article under it."""
    shown: list[ArticleRow] = []
    for row in rows:
        found = known.get(row.info.id) if row.info is not None else None
        if found is None:
            shown.append(row)
        else:
            shown.append(row._replace(hits=found.total))
            shown += [row._replace(hit=hit, number=number) for number, hit in found.lines]
    return shown


def title_line(row: ArticleRow, title: str, room: int, more: str = "") -> tuple[str, str]:
    """The title, and on the right how many hits there are, as far as it is known.

    Args:
        row: the article's.
        title: its title.
        room: the cells there are.
        more: what else is to be said on the right.
    """
    words = "" if row.hits < 0 else f"{row.hits:,}"
    if words and room >= _ROOMY:
        words += " hit" if row.hits == 1 else " hits"
    words = "  ".join(part for part in (words, more) if part)
    left = fit(within(title, room), room - len(words) - 2 if words else room)
    return left, words


def hit_line(hit: Snippet, room: int) -> tuple[str, str, str]:
    """What stands before the matched words, those, and what follows; they stand in one column.

    Args:
        hit: the passage around the words, which are its first mark; without one it is told whole.
        room: the cells there are.
    """
    if not hit.marks:
        return fit(one_line(hit.text), room), "", ""
    start, end = hit.marks[0]
    side = room // 3
    left = from_word(fit_left(one_line(hit.text[:start][-4 * side - 16 :]), side))
    left = " " * (side - cell_len(left)) + left
    words = fit(within(hit.text[start:end], room), room - side)
    right = fit(within(hit.text[end:], room), room - side - cell_len(words))
    return left, words, right


def nearest(rows: Sequence[ArticleRow], at: int, start: int) -> int:
    """The place of the row, below that of an article, whose hit a character belongs to.

    Args:
        rows: what is shown.
        at: the place of the article's row.
        start: a character of the article's text.
    """
    best = at
    for place in range(at + 1, len(rows)):
        hit = rows[place].hit
        if hit is None or hit.start > start:
            break
        best = place
    return best
