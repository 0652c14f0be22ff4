"""The timeline over the panes: what the list's articles tell of which day.

In: what is searched, and the name that is followed. Out: the sentence that is chosen, at which its
article is opened. Texts are read a few at a time, between other questions; the list fills
meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from index.model import Span
from tui.days import LIKELY, called, counted, remarks
from tui.screens.over import FRAME, FilledScreen, Wording, frame
from tui.state import plural
from tui.widgets.cells import fit, one_line
from tui.widgets.day_list import DayHeading, DayList, DayRow, Remark, TimelineRow

if TYPE_CHECKING:
    from textual.app import App

    from index import Corpus
    from index.answering.timeline import Day, Entry, Sources
    from tui.screens.pages import Pages
    from tui.screens.stage import Stage
    from tui.services.reader import Reader

_KEYS = (
    "Enter opens · Tab next day · } next year · s most told · Esc closes",
    "Enter opens · Tab day · } year · Esc closes",
    "Enter · Tab · } · s · Esc closes",
)
"""What the keys do, as much as there is room for."""

_WIDTH = 120
"""Columns of the list, where there is so much room."""

_DAY = len("2025-08-12")
"""Characters of a day that is not a month."""

_GROWTH = 1.3
"""The list is filled anew when so many times as many articles have been read."""


class Asked(NamedTuple):
    """What a timeline is of.

    Attributes:
        query: what is searched.
        typing: whether it is still being typed.
        name: that the sentences must have, or an empty string.
    """

    query: str
    typing: bool
    name: str = ""


class Going(NamedTuple):
    """Where to go: an article, and characters of its text."""

    article: int
    span: Span


class Work:
    """Reads a timeline, a step at a time; on the reader's thread.

    Args:
        asked: what it is of.

    Attributes:
        most_told: whether the days with most articles come first, months behind them, and those
            without a year last.
        read: so many articles are read.
        total: of so many.
        days: of so many days they tell.
        yearless: so many of them have no year.
        done: whether all are read.
        left_out: what the timeline leaves out, in sentences, once all are read.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.most_told = False
        self.read = self.total = self.days = self.yearless = 0
        self.done = False
        self.left_out: list[str] = []
        self._sources: Sources | None = None
        self._entries: list[Entry] = []
        self._rows: list[TimelineRow] = []
        self._made = (0, False)
        self._unknown = 0

    def step(self, corpus: Corpus) -> list[TimelineRow]:
        """Read some more articles, if there are any; the list, the same one if hardly more is told.

        Raises:
            QueryError: the query cannot be understood.
            NotFoundError: nothing is called so (any more).
        """
        from index.answering.timeline import AT_ONCE

        sources = self._sources
        if sources is None:
            query, typing, name = self.asked
            sources = self._sources = corpus.timeline.sources(query, name=name, typing=typing)
            self.total = len(sources.articles)
        if self.read < self.total:
            found = corpus.timeline.entries(sources, self.read, AT_ONCE)
            self._entries += found.entries
            self._unknown += found.unknown
            self.read = min(self.total, self.read + AT_ONCE)
        self.done = self.read == self.total
        if self.done:
            self.left_out = [
                f"{words[:1].upper()}{words[1:]}." for words in remarks(sources, self._unknown)
            ]
        read, most_told = self._made
        if self.done or self.read >= _GROWTH * read or self.most_told != most_told:
            self._made = self.read, self.most_told
            self._rows = self._listed()
        return self._rows

    def _listed(self) -> list[TimelineRow]:
        from index.answering.timeline import days

        found = days(self._entries)
        self.days = len(found)
        self.yearless = sum(day.rank > 0 for day in found)
        if self.most_told:
            found = tuple(sorted(found, key=_most_told))
        rows: list[TimelineRow] = [Remark(words) for words in self.left_out if found]
        for day in found:
            rows += _day_rows(day)
        return rows


def _most_told(day: Day) -> tuple[int, bool, int]:
    return day.rank, not day.rank and len(day.day) < _DAY, -day.articles


def _day_rows(day: Day) -> list[TimelineRow]:
    rows: list[TimelineRow] = [
        DayHeading(day.day, called(day.day), plural(day.articles, "article"))
    ]
    for one in day.entries:
        left = one.left.lstrip()
        words = f"{one.text}{LIKELY if one.certainty == 'likely' else ''}"
        mark = Span(len(left), len(left) + len(words))
        span = Span(one.start, one.end)
        rows.append(DayRow(one.day, one.article, span, f"{left}{words}{one.right}", mark))
    return rows


def show_timeline(stage: Stage, app: App[None], pages: Pages) -> None:
    """List what the articles of the list tell of which day.

    Args:
        stage: the panes and services.
        app: shows the list.
        pages: opens the article that is chosen.
    """
    state = stage.state
    if not state.rows:
        stage.tell("There is no article to tell of any day")
        return

    def take(going: Going | None) -> None:
        if going is not None:
            from tui.screens.passages import open_passage

            open_passage(stage, pages, lambda _: going.article, going.span)

    asked = Asked(state.query, state.typing)
    app.push_screen(TimelineScreen(stage.reader, asked, state.entity), take)


class TimelineScreen(FilledScreen[TimelineRow, Going | None]):
    """Shows the days; ends with where to go, or None.

    Args:
        reader: fetches them.
        asked: what is searched.
        name: the name that is followed, or an empty string.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,T,q", "dismiss(None)", "Close", show=False),
        Binding("s", "sort", "Most told first, or in order", show=False),
        Binding("w", "with_name", "Only sentences with the name", show=False),
    ]

    CSS = (
        FRAME
        + """
    TimelineScreen { align: center top; background: $background 40%; }
    #timeline { width: 120; }
    .-short #timeline { margin: 0; }
    """
    )

    def __init__(self, reader: Reader, asked: Asked, name: str) -> None:
        wording = Wording(
            title="Timeline",
            keys="",
            waiting="Reading…",
            nothing="No day is told of in these articles",
            failed="The days cannot be told",
        )
        self._work = Work(asked)
        self._followed = name
        days = DayList(id="timeline")
        super().__init__(reader, "timeline", wording, days, lambda corpus: self._work.step(corpus))

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._tell()

    def _fill(self, rows: list[TimelineRow]) -> None:
        """Show what is told by now, and read on."""
        filled, work = self._filled, self._work
        if work.done:
            filled.empty, filled.advice = self._wording.nothing, work.left_out
        first = next((at for at, row in enumerate(filled.rows) if isinstance(row, DayRow)), None)
        at_top = filled.cursor == first and filled.scroll_offset.y == 0
        if rows is not filled.rows:
            filled.replace_rows(rows, reset=at_top)
        self._tell()
        if not work.done:
            self._reader.ask(self._topic, self._find, self._fill, self._say)

    def _say(self, error: Exception) -> None:
        """Say why it does not go on; what is listed stays."""
        super()._say(error)
        told = one_line(f"{self._wording.failed}: {error}")
        self._filled.border_title = Content(fit(told, min(self.app.size.width, _WIDTH) - 6))

    def _tell(self) -> None:
        """Say what is listed, how far it is read, and what the keys do."""
        work, room = self._work, min(self.app.size.width, _WIDTH) - 6
        name = one_line(self._followed)
        about = f" with {name}" if work.asked.name else ""
        told = f"Timeline{about}: {counted(work.days, work.yearless)}"
        of = f" of {plural(work.total, 'article')}"
        read = "" if work.done else f", {work.read:,} read"
        full = f"{told}{',' if work.yearless else ''}{of}{read}"
        keys = [f"w {'all' if about else f'only {name}'} · {line}" for line in _KEYS if name]
        title = full if cell_len(full) <= room else told
        frame(self._filled, title, (*keys, *_KEYS), room + 6)

    def _anew(self) -> None:
        filled = self._filled
        filled.empty, filled.advice = self._wording.waiting, ()
        filled.replace_rows([], reset=True)
        self._reader.ask(self._topic, self._find, self._fill, self._say)

    def action_sort(self) -> None:
        """List the days that most articles tell of first, or all in order again."""
        self._work.most_told = not self._work.most_told
        self._anew()

    def action_with_name(self) -> None:
        """Only sentences with the followed name, or all again."""
        if not self._followed:
            self._filled.border_title = Content("No name is followed; ] follows one in the text")
            return
        before = self._work
        self._work = Work(before.asked._replace(name="" if before.asked.name else self._followed))
        self._work.most_told = before.most_told
        self._anew()

    @on(DayList.Chosen)
    def _chosen(self, message: DayList.Chosen) -> None:
        self.dismiss(Going(message.article_id, message.span))
