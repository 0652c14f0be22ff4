"""The list of articles: title, outlet and date, and under a query the passage that answers it.

In: rows in order, and snippets for those in sight as they arrive. Out: the article under the
cursor, the one that is opened, and which rows can be seen, so that only their snippets are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.style import Style
from textual.content import Content
from textual.message import Message

from tui.widgets.cells import fit, strip_of, window, within
from tui.widgets.virtual_list import Look, VirtualList

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from textual.strip import Strip

    from index.model import ArticleInfo, Failure, Snippet

_PLAIN = Style.null()


class ArticleRow(NamedTuple):
    """One row: an article, or a file that could not be read."""

    info: ArticleInfo | None
    failure: Failure | None = None


class ArticleList(VirtualList[ArticleRow]):
    """The articles of the folder, or those that answer the query."""

    BINDING_GROUP_TITLE = "Articles"

    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    class OfArticle(Message):
        """Speaks of an article; None when it is a file that could not be read."""

        def __init__(self, article_list: ArticleList, article_id: int | None) -> None:
            super().__init__()
            self.article_list = article_list
            self.article_id = article_id

        @property
        def control(self) -> ArticleList:
            """The list that sent this."""
            return self.article_list

    class Highlighted(OfArticle):
        """The cursor has come to another row."""

    class Selected(OfArticle):
        """An article has been chosen, by Enter or by a click."""

    class VisibleChanged(Message):
        """Other rows can be seen now.

        Attributes:
            ids: the articles in sight, from the top.
        """

        def __init__(self, article_list: ArticleList, ids: tuple[int, ...]) -> None:
            super().__init__()
            self.article_list = article_list
            self.ids = ids

        @property
        def control(self) -> ArticleList:
            """The list that sent this."""
            return self.article_list

    class OfferTaken(Message):
        """What is offered in place of a search that found nothing has been taken.

        Attributes:
            query: the query to ask.
        """

        def __init__(self, article_list: ArticleList, query: str) -> None:
            super().__init__()
            self.article_list = article_list
            self.query = query

        @property
        def control(self) -> ArticleList:
            """The list that sent this."""
            return self.article_list

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        self._offer = ""
        self._snippets: Mapping[int, Snippet] = {}
        self._places: dict[int, int] | None = None
        super().__init__(row_height=2, empty="No articles here yet", id=id, classes=classes)

    # What the screen says

    def set_rows(
        self, rows: Sequence[ArticleRow], *, answers: bool = False, reset: bool = False
    ) -> None:
        """Show other rows.

        Args:
            rows: in the order to be shown; held, not copied.
            answers: whether the rows answer a query: they then have room for a snippet.
            reset: whether to begin at the top; else the cursor stays on the same article.
        """
        self._places = None
        self.empty = "Nothing found" if answers else "No articles here yet"
        self.advice, self._offer = (), ""
        self.replace_rows(rows, row_height=3 if answers else 2, reset=reset)

    def set_advice(self, notes: Sequence[str], offer: str = "") -> None:
        """Say under "Nothing found" why that is.

        Args:
            notes: in words, each of which begins a line.
            offer: the query that Enter asks instead, or an empty string.
        """
        self._offer = offer
        self.advice = (*notes, f"Enter searches for: {offer}") if offer else tuple(notes)
        self.refresh_rows()

    def set_snippets(self, snippets: Mapping[int, Snippet]) -> None:
        """Give the snippets known so far, by article; they are held, not copied."""
        self._snippets = snippets
        self.refresh_rows()

    def move_to(self, article_id: int) -> None:
        """Put the cursor on an article, if it is in the list; nothing is told of it."""
        if self._places is None:
            self._places = {row.info.id: n for n, row in enumerate(self.rows) if row.info}
        place = self._places.get(article_id)
        if place is not None:
            self.move_to_index(place)

    @property
    def cursor_id(self) -> int | None:
        """The article under the cursor."""
        row = self.cursor_row
        return row.info.id if row is not None and row.info is not None else None

    @property
    def visible_ids(self) -> tuple[int, ...]:
        """The articles in sight, from the top."""
        return tuple(row.info.id for row in self.visible_rows if row.info is not None)

    # What the list asks

    def key_of(self, row: ArticleRow) -> Hashable:
        """The path: a changed article is still the same row."""
        if row.info is not None:
            return row.info.path
        return row.failure

    def draw_row(self, row: ArticleRow, look: Look) -> list[Strip]:
        """Title; outlet and date; and under a query a snippet."""
        room = look.width - 2
        lines: list[list[tuple[str, Style]]]
        if row.info is None:
            lines = self._failure_lines(row, room)
        else:
            lines = [
                [(fit(within(row.info.title, room), room), self.part_style("list--title"))],
                [(self._particulars(row.info, room), self.part_style("list--dim"))],
            ]
            if self.row_height > 2:
                lines.append(self._snippet_parts(row.info.id, room))
        return [
            strip_of([(look.mark + " "[: look.width - 1], _PLAIN), *line], look.width, look.base)
            for line in lines
        ]

    def _failure_lines(self, row: ArticleRow, room: int) -> list[list[tuple[str, Style]]]:
        style = self.part_style("list--failure")
        path = row.failure.path if row.failure else ""
        reason = row.failure.error if row.failure else ""
        return [
            [(fit("! " + within(path, room), room), style)],
            [(fit("  " + within(reason, room), room), style + self.part_style("list--dim"))],
            [],
        ][: self.row_height]

    @staticmethod
    def _particulars(info: ArticleInfo, room: int) -> str:
        day = info.date.isoformat() if info.date else ""
        if not info.source and not day:
            return fit(within(info.path, room), room)
        left = fit(within(info.source, room), max(0, room - len(day) - 3) if day else room)
        return " · ".join(part for part in (left, day) if part)

    def _snippet_parts(self, article_id: int, room: int) -> list[tuple[str, Style]]:
        snippet = self._snippets.get(article_id)
        if snippet is None:
            return []
        return [
            (piece.text, self.part_style("list--match") if piece.marked else _PLAIN)
            for piece in window(snippet.text, snippet.marks, room)
        ]

    # What the list tells

    def action_select(self) -> None:
        """Choose the article; where nothing was found, what is offered instead."""
        if not self.rows and self._offer:
            self.post_message(self.OfferTaken(self, self._offer))
        else:
            super().action_select()

    def row_highlighted(self, row: ArticleRow) -> None:
        """Tell which article the cursor has come to."""
        self.post_message(self.Highlighted(self, row.info.id if row.info else None))

    def row_selected(self, row: ArticleRow) -> None:
        """Tell which article has been chosen."""
        self.post_message(self.Selected(self, row.info.id if row.info else None))

    def view_changed(self) -> None:
        """Tell which articles can be seen now."""
        self.post_message(self.VisibleChanged(self, self.visible_ids))

    def cursor_moved(self) -> None:
        """Say in the border where the cursor is."""
        if self.cursor is None:
            self.border_subtitle = None
        else:
            self.border_subtitle = Content(f"{self.cursor + 1:,} of {len(self.rows):,}")
