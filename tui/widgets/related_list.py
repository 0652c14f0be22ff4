"""The articles related to one, each with what the two share.

In: rows. Out: the article that is chosen, to be read or to be compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.widgets.cells import fit, particulars, strip_of, within
from tui.widgets.virtual_list import Look, VirtualList

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.strip import Strip

    from index.model import ArticleInfo

_PLAIN = Style.null()

_ROOMY = 60
"""Columns from which there is room for outlet and date beside a title."""


class RelatedRow(NamedTuple):
    """A related article.

    Attributes:
        article: it.
        share: in percent, how much of what tells the other article apart it has.
        names: the names that both have, in words.
        more: what else there is to say of the two, in words.
    """

    article: ArticleInfo
    share: int
    names: str
    more: str


class RelatedList(VirtualList[RelatedRow]):
    """The articles, each on two lines."""

    BINDING_GROUP_TITLE = "Related articles"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "compare", "Compare", show=False, tooltip="Compare the two side by side"),
    ]

    class Chosen(Message):
        """An article has been chosen, by Enter, by a click or to be compared.

        Attributes:
            article_id: its number.
            compare: whether it is to be compared, not opened.
        """

        def __init__(self, article_id: int, *, compare: bool) -> None:
            super().__init__()
            self.article_id = article_id
            self.compare = compare

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(row_height=2, empty=empty, id=id)

    def key_of(self, row: RelatedRow) -> Hashable:
        """The article's number."""
        return row.article.id

    def draw_row(self, row: RelatedRow, look: Look) -> list[Strip]:
        """The title, with outlet and date; what is shared."""
        dim, bold = self.part_style("list--dim"), self.part_style("list--title")
        share = f"{row.share:3}% "
        room = max(0, look.width - 2 - cell_len(share))
        roomy = look.width >= _ROOMY
        told = particulars(row.article, room // 2 if roomy else room)
        beside = cell_len(told) + 2 if roomy else 0
        title = fit(within(row.article.title, room - beside), room - beside)
        gap = " " * max(0, room - cell_len(title) - cell_len(told))
        head = [(look.mark, _PLAIN), (share, dim), (title, bold)]
        parts = [] if roomy else [(told, dim)]
        parts += [(row.names, _PLAIN), (row.more, dim)]
        below = [(look.mark, _PLAIN), (" " * cell_len(share), _PLAIN)]
        left = room
        for words, style in parts:
            if words and left > 4:
                words = fit(within(words if left == room else f" · {words}", left), left)
                below.append((words, style))
                left -= cell_len(words)
        lines = ([*head, (gap + told, dim)] if roomy else head), below
        return [strip_of(line, look.width, look.base) for line in lines]

    def row_selected(self, row: RelatedRow) -> None:
        """Tell which article has been chosen."""
        self.post_message(self.Chosen(row.article.id, compare=False))

    def action_compare(self) -> None:
        """Tell that the article under the cursor is to be compared."""
        row = self.cursor_row
        if row is not None:
            self.post_message(self.Chosen(row.article.id, compare=True))
