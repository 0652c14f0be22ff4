"""The list of articles: title, outlet and date, and under a query the passage that answers it.

In: rows in order, and snippets for those in sight as they arrive. Out: the article under the
cursor, the one that is opened, and which rows can be seen, so that only their snippets are made.
Versions of one text stand under the first of them, folded away until they are asked for. Where
results are listed by hit, each article has its hits under it, a line each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui.widgets.drawn_view import key
from tui.widgets.virtual_list import Look, VirtualList

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from textual import events
    from textual.strip import Strip

    from index.marks.model import Marks
    from index.model import Snippet
    from tui.places import Places
    from tui.widgets.article_row import ArticleRow
    from tui.widgets.hit_rows import HitsOf

_ANSWER = 3
"""Lines of an article that answers a query."""


class ArticleList(VirtualList["ArticleRow"]):
    """The articles of the folder, or those that answer the query."""

    BINDING_GROUP_TITLE = "Articles"

    BINDINGS: ClassVar[list[BindingType]] = [
        key("right", "fold(False)", "list.unfold", "Unfold",
            "Show the versions of the article's text under it"),
        key("left", "fold(True)", "list.fold", "Fold", "Fold the versions of the text away again"),
    ]  # fmt: skip

    class OfArticle(Message):
        """Speaks of an article; None when it is a file that could not be read.

        Attributes:
            article_id: the article.
            number: of the matched word that is meant, from 1; 0 for none.
        """

        def __init__(self, article_id: int | None, number: int = 0) -> None:
            super().__init__()
            self.article_id = article_id
            self.number = number

    class Highlighted(OfArticle):
        """The cursor has come to another row."""

    class Selected(OfArticle):
        """An article has been chosen, by Enter or by a click."""

    class VisibleChanged(Message):
        """Other rows can be seen now.

        Attributes:
            ids: the articles in sight, from the top.
        """

        def __init__(self, ids: tuple[int, ...]) -> None:
            super().__init__()
            self.ids = ids

    class OfferTaken(Message):
        """What is offered in place of a search that found nothing has been taken.

        Attributes:
            query: the query to ask.
        """

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        self._offer = ""
        self._snippets: Mapping[int, Snippet] = {}
        self._marks: Mapping[int, Marks] = {}
        self._index: Places | None = None
        self._heads: Sequence[ArticleRow] = ()
        self._unfolded: set[str] = set()
        self._hits: Mapping[int, HitsOf] | None = None
        self._answers = False
        super().__init__(row_height=2, empty="No articles here yet", id=id, classes=classes)

    # What the screen says

    def set_rows(
        self, rows: Sequence[ArticleRow], *, answers: bool = False, reset: bool = False
    ) -> None:
        """Show other rows.

        Args:
            rows: in the order to be shown, versions of a text under the first of them; held, not
                copied.
            answers: whether the rows answer a query: they then have room for a snippet.
            reset: whether to begin at the top; else the cursor stays on the same article.
        """
        self.empty = "Nothing found" if answers else "No articles here yet"
        self.advice, self._offer = (), ""
        self._heads = rows
        if reset:
            self._unfolded.clear()
        self._answers = answers
        self._replace(reset=reset)

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

    def set_marks(self, marks: Mapping[int, Marks]) -> None:
        """Give what a person has put to articles; it is held, not copied."""
        self._marks = marks
        self.refresh_rows()

    def set_hits(self, hits: Mapping[int, HitsOf] | None) -> None:
        """Give the hits known so far, by article, to be listed under it; they are held, not copied.

        With None each article has one row. The cursor stays on the same article, and on the same
        line of the screen.
        """
        row = self.cursor_row
        if hits is None and row is not None and row.hit is not None and row.info is not None:
            self.move_to_index(self.place(row.info.id) or 0)
        self._hits = hits
        self._replace()

    def move_to(self, article_id: int, start: int | None = None) -> None:
        """Put the cursor on an article, if it is in the list; nothing is told of it.

        If it is folded away, it is unfolded.

        Args:
            article_id: the article.
            start: a character of its text, whose hit is meant where hits are listed.
        """
        place = self.place(article_id)
        if place is None:
            from tui.widgets.version_rows import head_of

            head = head_of(self._heads, article_id)
            if head is None:
                return
            self._unfolded.add(head.path)
            self._replace()
            place = self.place(article_id) or 0
        if self.by_hit and start is not None:
            from tui.widgets.hit_rows import nearest

            place = nearest(self.rows, place, start)
        self.move_to_index(place)

    @property
    def by_hit(self) -> bool:
        """Whether hits are listed."""
        return self._hits is not None and self._answers

    def place(self, article_id: int) -> int | None:
        """Where an article stands among the rows that are shown."""
        return self._index.get(article_id) if self._index is not None else None

    @property
    def cursor_id(self) -> int | None:
        """The article under the cursor."""
        row = self.cursor_row
        return row.info.id if row is not None and row.info is not None else None

    @property
    def cursor_number(self) -> int:
        """The number of the matched word that the row under the cursor is about; 0 for none."""
        return self.cursor_row.number if self.cursor_row else 0

    @property
    def answers_in_sight(self) -> int:
        """How many rows of an answer can be seen, as far as that is known before it comes."""
        return -(-self.size.height // _ANSWER) + 1

    @property
    def visible_ids(self) -> tuple[int, ...]:
        """The articles in sight, from the top."""
        return tuple(dict.fromkeys(row.info.id for row in self.visible_rows if row.info))

    # Folding

    def _shown(self) -> Sequence[ArticleRow]:
        rows = self._heads
        if self._unfolded:
            from tui.widgets.version_rows import unfolded

            rows = unfolded(rows, self._unfolded)
        if self._hits is not None and self._answers:
            from tui.widgets.hit_rows import with_hits

            rows = with_hits(rows, self._hits)
        return rows

    def _replace(self, *, reset: bool = False) -> None:
        from tui.widgets.version_rows import places_of

        height = 1 if self.by_hit else _ANSWER if self._answers else 2
        rows = self._shown()
        self._index = places_of(rows)
        self.replace_rows(rows, row_height=height, reset=reset)

    def _kept_place(self, rows: Sequence[ArticleRow], index: int | None) -> int | None:
        row = self.rows[index] if index is not None and index < len(self.rows) else None
        if row is not None and row.info is not None and row.hit is None:
            place = self.place(row.info.id)
            if place is not None and self.key_of(rows[place]) == self.key_of(row):
                return place
        return super()._kept_place(rows, index)

    def _is_unfolded(self, row: ArticleRow) -> bool:
        return row.info is not None and row.info.path in self._unfolded

    def action_fold(self, folded: bool) -> None:
        """Fold the versions of the text under the cursor away, or show them."""
        row = self.cursor_row
        if row is None or row.info is None:
            return
        if row.under and folded:
            at = next((n for n in range(self.cursor or 0, 0, -1) if not self.rows[n].under), 0)
            self.move_to_index(at, announce=True)
            row = self.rows[at]
        if row.versions and row.info is not None:
            change = self._unfolded.discard if folded else self._unfolded.add
            change(row.info.path)
            self._replace()

    def on_click(self, event: events.Click) -> None:
        """Fold or unfold the versions of a row whose count was clicked."""
        from tui.widgets.article_lines import count_at

        index = count_at(self, event.get_content_offset(self), self._marks, self._is_unfolded)
        if index is not None:
            event.stop()
            event.prevent_default()  # the list itself would choose the row
            self.move_to_index(index, announce=True)
            self.action_fold(self._is_unfolded(self.rows[index]))

    # What the list asks

    def key_of(self, row: ArticleRow) -> Hashable:
        """The path: a changed article is still the same row; of a hit, its place too."""
        if row.info is not None:
            return (row.info.path, row.hit.start) if row.hit else row.info.path
        return row.failure

    def draw_row(self, row: ArticleRow, look: Look) -> list[Strip]:
        """Title; outlet and date; and under a query a snippet. By hit: the title, or a hit."""
        from tui.widgets.article_lines import lines_of

        snippet = self._snippets.get(row.info.id) if self._answers and row.info else None
        return lines_of(
            row,
            look,
            self.row_height,
            self.part_style,
            snippet=snippet,
            by_hit=self.by_hit,
            unfolded=self._is_unfolded(row),
            marks=self._marks.get(row.info.id) if row.info else None,
        )

    # What the list tells

    def action_select(self) -> None:
        """Choose the article; where nothing was found, what is offered instead."""
        if not self.rows and self._offer:
            self.post_message(self.OfferTaken(self._offer))
        else:
            super().action_select()

    def row_highlighted(self, row: ArticleRow) -> None:
        """Tell which article the cursor has come to."""
        self.post_message(self.Highlighted(row.info.id if row.info else None, row.number))

    def row_selected(self, row: ArticleRow) -> None:
        """Tell which article has been chosen."""
        self.post_message(self.Selected(row.info.id if row.info else None, row.number))

    def view_changed(self) -> None:
        """Tell which articles can be seen now."""
        self.post_message(self.VisibleChanged(self.visible_ids))
