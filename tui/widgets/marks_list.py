"""All that a person has put to articles: a row for each note, and for each article without one.

In: rows. Out: the one that is chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.message import Message

from tui.widgets.cells import fit, particulars, strip_of, within
from tui.widgets.signs import NOTE, STAR, TAG
from tui.widgets.virtual_list import Look, VirtualList

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.strip import Strip

    from index.marks.model import Note
    from index.model import ArticleInfo

_PLAIN = Style.null()

_ROOMY = 60
"""Columns from which there is room for outlet and date beside a title."""

GONE = "no longer there"
"""What is said of an article or a passage that is not there any more."""


class MarksRow(NamedTuple):
    """A note, or an article that is marked or tagged.

    Attributes:
        path: the article's, as it is or was last.
        title: likewise.
        info: the article; None where it is not there any more.
        note: the note; None where there is none.
        marked: whether the article is marked; told at its first row.
        tags: its tags; likewise.
    """

    path: str
    title: str
    info: ArticleInfo | None
    note: Note | None = None
    marked: bool = False
    tags: tuple[str, ...] = ()


class MarksList(VirtualList[MarksRow]):
    """The rows, each on two lines."""

    BINDING_GROUP_TITLE = "Marks and notes"

    class Chosen(Message):
        """A row has been chosen, by Enter or by a click."""

        def __init__(self, row: MarksRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(row_height=2, id=id)

    def key_of(self, row: MarksRow) -> Hashable:
        """The note, or the article."""
        return (row.path, row.note.id if row.note else "")

    def draw_row(self, row: MarksRow, look: Look) -> list[Strip]:
        """Signs and title, with outlet and date; the note and what it is about, the tags."""
        dim, bold = self.part_style("list--dim"), self.part_style("list--title")
        signs = f"{STAR if row.marked else ' '}{NOTE if row.note else ' '} "
        room = max(0, look.width - 1 - cell_len(signs))
        roomy = look.width >= _ROOMY
        told = GONE if row.info is None else particulars(row.info, room // 2)
        beside = cell_len(told) + 2 if roomy or row.info is None else 0
        title = fit(within(row.title, room - beside), room - beside)
        gap = " " * max(0, room - cell_len(title) - cell_len(told))
        head = [(look.mark, _PLAIN), (signs, _PLAIN), (title, dim if row.info is None else bold)]
        if beside:
            head.append((gap + told, dim))
        below = [(look.mark, _PLAIN), (" " * cell_len(signs), _PLAIN)]
        left = room
        for words, style in self._more(row, "" if roomy else told, dim):
            shown = fit(within(words if left == room else f"  {words}", left), left)
            if words and left > 4:
                below.append((shown, style))
                left -= cell_len(shown)
        return [strip_of(line, look.width, look.base) for line in (head, below)]

    @staticmethod
    def _more(row: MarksRow, told: str, dim: Style) -> list[tuple[str, Style]]:
        note = row.note
        tags = " ".join(f"{TAG}{tag}" for tag in row.tags)
        if note is None:
            return [(tags, _PLAIN), (told or ("" if tags else row.path), dim)]
        first = note.text.partition("\n")[0]
        first = f"{first} …" if "\n" in note.text else first
        quote = f"“{note.quote}”" if note.quote else ""
        lost = f", {GONE}" if note.lost and row.info is not None else ""
        return [(first, _PLAIN), (quote + lost, dim), (tags, dim)]

    def row_selected(self, row: MarksRow) -> None:
        """Tell which has been chosen."""
        self.post_message(self.Chosen(row))
