"""The days of a timeline, each over the sentences that tell of it.

In: rows. Out: the sentence that is chosen, to be read at its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message

from index.model import Span
from tui.widgets.cells import (
    fit,
    fit_left,
    from_word,
    one_line,
    particulars,
    strip_of,
    within,
)
from tui.widgets.virtual_list import Look, VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from textual.strip import Strip

    from index.model import ArticleInfo

_PLAIN = Style.null()

_INDENT = 2
"""Columns that a sentence stands in from its day."""


class Remark(NamedTuple):
    """What is to be said of the whole timeline."""

    words: str


class DayHeading(NamedTuple):
    """A day, over what is told of it.

    Attributes:
        day: ``2025-08-12``, or ``2025-08`` for a month; ``--08-12``, ``--08`` without a year,
            ``-W-2`` for a weekday of no known week.
        words: how it is called.
        more: how much is told of it, in words.
    """

    day: str
    words: str
    more: str


class DayRow(NamedTuple):
    """A sentence that names a day.

    Attributes:
        day: as that of its heading.
        article: the article.
        span: the day's words in the article's text.
        sentence: the sentence, on one line.
        mark: the day's words in it.
    """

    day: str
    article: ArticleInfo
    span: Span
    sentence: str
    mark: Span


TimelineRow = Remark | DayHeading | DayRow


class DayList(VirtualList[TimelineRow]):
    """Days and sentences, each row on two lines."""

    BINDING_GROUP_TITLE = "Timeline"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "day(1)", "Next day", show=False, tooltip="Go to the next day"),
        Binding("shift+tab", "day(-1)", "Day before", show=False, tooltip="Go to the day before"),
        Binding("right_curly_bracket", "year(1)", "Next year", show=False),
        Binding("left_curly_bracket", "year(-1)", "Year before", show=False),
    ]

    class Chosen(Message):
        """A sentence has been chosen, by Enter or by a click.

        Attributes:
            article_id: its article's number.
            span: the day's words in the article's text.
        """

        def __init__(self, article_id: int, span: Span) -> None:
            super().__init__()
            self.article_id = article_id
            self.span = span

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(row_height=2, id=id)

    def key_of(self, row: TimelineRow) -> Hashable:
        """The place of the sentence; of a heading its day."""
        if isinstance(row, DayRow):
            return (row.day, row.article.id, row.span.start)
        return row[0]

    def selectable(self, row: TimelineRow) -> bool:
        """Only a sentence can be chosen."""
        return isinstance(row, DayRow)

    def draw_row(self, row: TimelineRow, look: Look) -> list[Strip]:
        """A day below a blank line; or a sentence around the day's words, and where it stands."""
        dim, width = self.part_style("list--dim"), look.width
        if isinstance(row, Remark):
            return [
                strip_of([(" " + line, dim)], width, look.base)
                for line in _halves(within(row.words, 2 * width), width - 1)
            ]
        if isinstance(row, DayHeading):
            words = fit(within(row.words, width), width - 1)
            more = fit(f" · {within(row.more, width)}", max(0, width - 1 - cell_len(words)))
            head = [(" ", _PLAIN), (words, self.part_style("list--heading")), (more, dim)]
            return [strip_of([], width, look.base), strip_of(head, width, look.base)]
        room = max(0, width - 1 - _INDENT)
        bold = self.part_style("list--title")
        before = [(look.mark, _PLAIN), (" " * _INDENT, _PLAIN)]
        left, words, right = _around(row.sentence, row.mark, room)
        told = particulars(row.article, room * 2 // 3)
        title = fit(within(row.article.title, room), max(0, room - cell_len(told) - 3))
        origin = f"{told} · {title}" if title else told
        line = [*before, (left, _PLAIN), (words, bold), (right, _PLAIN)]
        below = [*before, (origin, dim)]
        return [strip_of(parts, width, look.base) for parts in (line, below)]

    def row_selected(self, row: TimelineRow) -> None:
        """Tell which sentence has been chosen."""
        if isinstance(row, DayRow):
            self.post_message(self.Chosen(row.article.id, row.span))

    def row_highlighted(self, row: TimelineRow) -> None:
        """Nobody asks where the cursor is."""

    def action_day(self, by: int) -> None:
        """Go to the first sentence of the next day, or of the day before; not round the end."""
        self._go_on(by, lambda day: day)

    def action_year(self, by: int) -> None:
        """Go to the first sentence of the next year, or of the year before.

        Behind the years are the days without one, and then the weekdays.
        """
        self._go_on(by, _year)

    def _go_on(self, by: int, part: Callable[[str], str]) -> None:
        """Go to the next heading with another part of a day; back to the first one with it."""
        rows, here = self.rows, self.cursor
        row = self.cursor_row
        if here is None or not isinstance(row, DayRow):
            return
        at, now, target = here, part(row.day), here
        changed = False
        while 0 <= (at := at + by) < len(rows):
            other = rows[at]
            if not isinstance(other, DayRow):
                continue
            if part(other.day) != now:
                if changed:
                    break
                now, changed = part(other.day), True
            if changed:
                target = at
                if by > 0:
                    break
        self.move_to_index(target, announce=True)


def _year(day: str) -> str:
    """The year; ``--`` for a day without one, ``-W`` for a weekday."""
    return day[: 2 if day.startswith("-") else 4]


def _around(sentence: str, mark: Span, room: int) -> tuple[str, str, str]:
    """A sentence in so many columns.

    It is shown from its beginning, or with as much of it before the mark as the
    rest of it leaves room for.
    """
    words = fit(within(sentence[mark.start : mark.end], room), room)
    left, right = one_line(sentence[: mark.start]), one_line(sentence[mark.end :])
    spare = room - cell_len(words)
    if cell_len(left) > spare:
        left = from_word(fit_left(left, max(spare - cell_len(right), spare // 3)))
    return left, words, fit(right, spare - cell_len(left))


def _halves(words: str, width: int) -> tuple[str, str]:
    """Words on two lines."""
    if cell_len(words) <= width:
        return "", words
    cut = words.rfind(" ", 0, max(1, width)) + 1 or width
    return fit(words[:cut].rstrip(), width), fit(words[cut:], width)
