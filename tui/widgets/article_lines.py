"""What stands on the lines of a row of the list of articles: a row in, drawn lines out.

An article has its title, then outlet and date, and under a query the passage that answers it; by
hit it has its title alone, and each hit a line. Loaded when the first row is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style

from tui.widgets.cells import fit, particulars, strip_of, window, within
from tui.widgets.hit_rows import hit_line, title_line
from tui.widgets.signs import NOTE, STAR, TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.geometry import Offset
    from textual.strip import Strip

    from index.marks.model import Marks
    from index.model import ArticleInfo, Failure, Snippet
    from tui.widgets.article_row import ArticleRow
    from tui.widgets.virtual_list import Look, VirtualList

_PLAIN = Style.null()

Parts = list[tuple[str, Style]]
"""The words of a line, each with its style."""


def lines_of(
    row: ArticleRow,
    look: Look,
    height: int,
    part: Callable[[str], Style],
    *,
    snippet: Snippet | None,
    by_hit: bool,
    unfolded: bool,
    marks: Marks | None = None,
) -> list[Strip]:
    """The lines of a row.

    Args:
        row: what is drawn.
        look: how wide it is, what stands before it, the style beneath it.
        height: how many lines it has.
        part: gives the style of a component of the list.
        snippet: the passage that answers the query, if it is known.
        by_hit: whether hits are listed.
        unfolded: whether the versions of its text stand under the row.
        marks: what a person has put to the article: a star stands before its title, signs of
            notes and tags on the right.
    """
    indent = "  " if row.under else ""
    if row.hit is not None:
        indent += " "
    room = look.width - 2 - len(indent)
    dim = part("list--dim")
    lines: list[Parts]
    if row.info is None:
        style = part("list--failure")
        first, second = failure_lines(row.failure, room)
        lines = [[(first, style)], [(second, style + dim)], []][:height]
    elif row.hit is not None:
        before, words, after = hit_line(row.hit, room)
        lines = [[(before, dim), (words, part("list--match")), (after, _PLAIN)]]
    elif by_hit:
        more = " ".join(filter(None, (signs_of(marks), count(row, 0, unfolded=unfolded))))
        first, counts = title_line(row, row.info.title, room, more)
        gap = " " * (room - cell_len(first) - len(counts))
        lines = [[(first, part("list--title")), (gap + counts, dim)]]
    else:
        lines = [
            [(fit(within(row.info.title, room), room), part("list--title"))],
            [(second_line(row, row.info, room, signs_of(marks), unfolded=unfolded), dim)],
            _passage(snippet, room, part("list--match")),
        ][:height]
    unmarked = (look.mark + f" {indent}"[: look.width - 1], _PLAIN)
    starred = [(look.mark, _PLAIN), (STAR, dim), (indent, _PLAIN)]
    is_marked = marks is not None and marks.marked and row.hit is None
    return [
        strip_of(
            starred + line if is_marked and not at else [unmarked, *line], look.width, look.base
        )
        for at, line in enumerate(lines)
    ]


def signs_of(marks: Marks | None) -> str:
    """What tells of an article's notes and tags."""
    notes, tags = (marks.notes, marks.tags) if marks else ((), ())
    return " ".join(sign for sign, found in ((NOTE, notes), (TAG, tags)) if found)


def _passage(snippet: Snippet | None, room: int, match: Style) -> Parts:
    if snippet is None:
        return []
    return [
        (piece.text, match if piece.marked else _PLAIN)
        for piece in window(snippet.text, snippet.marks, room)
    ]


def count_at(
    shown: VirtualList[ArticleRow],
    spot: Offset | None,
    marks: Mapping[int, Marks],
    is_unfolded: Callable[[ArticleRow], bool],
) -> int | None:
    """The row whose number of versions stands at a spot of a list, by its place; or None.

    Args:
        shown: the list.
        spot: of its content as it is in sight.
        marks: what a person has put to articles.
        is_unfolded: whether the versions stand under a row.
    """
    if spot is None:
        return None
    index, line = divmod(spot.y + shown.scroll_offset.y, shown.row_height)
    if line != 1 or index >= len(shown.rows):
        return None
    row, width = shown.rows[index], shown.scrollable_content_region.width
    signs = signs_of(marks.get(row.info.id) if row.info else None)
    words = count(row, width - 2 - len(signs), unfolded=is_unfolded(row))
    return index if words and spot.x >= width - cell_len(words) else None


def failure_lines(failure: Failure | None, room: int) -> tuple[str, str]:
    """The path of a file that could not be read, and why."""
    path, reason = failure if failure else ("", "")
    return fit("! " + within(path, room), room), fit("  " + within(reason, room), room)


def second_line(
    row: ArticleRow, info: ArticleInfo, room: int, signs: str = "", *, unfolded: bool
) -> str:
    """Outlet and date, and on the right signs and how many versions stand under the row."""
    words = count(row, room - len(signs), unfolded=unfolded)
    words = " ".join(filter(None, (signs, words)))
    if not words:
        return particulars(info, room)
    left = particulars(info, room - cell_len(words) - 1)
    return f"{left}{' ' * (room - cell_len(left) - cell_len(words))}{words}"


def count(row: ArticleRow, room: int, *, unfolded: bool) -> str:
    """How many versions of the text stand under the row, or nothing.

    It is said in words where that leaves room for the outlet and the date.
    """
    if not row.versions or row.info is None:
        return ""
    short = f"{'▾' if unfolded else '▸'} +{len(row.versions):,}"
    words = f"{short} version{'' if len(row.versions) == 1 else 's'}"
    return words if cell_len(particulars(row.info, room)) + 1 + len(words) <= room else short
