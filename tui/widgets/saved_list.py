"""The saved searches, each with how many articles answer it, and how many more than before.

In: rows. Out: the one that is chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.message import Message

from tui.widgets.cells import fit, strip_of, within
from tui.widgets.virtual_list import Look, VirtualList

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.strip import Strip

_PLAIN = Style.null()


class SavedRow(NamedTuple):
    """A saved search, or one that may be saved.

    Attributes:
        id: the search's; empty for the one that is in force and not saved.
        name: what it is called.
        query: what it asks.
        order: what its articles are sorted by.
        error: why it cannot be asked; empty if it can.
        total: how many articles answered when it was last looked at; negative if nobody did.
        found: how many do now; negative until that is known.
        more: how many more or fewer that is than before.
    """

    id: str
    name: str
    query: str
    order: str
    error: str = ""
    total: int = -1
    found: int = -1
    more: int = 0


class SavedList(VirtualList[SavedRow]):
    """The searches, one a line."""

    BINDING_GROUP_TITLE = "Saved searches"

    class Chosen(Message):
        """A search has been chosen, by Enter or by a click."""

        def __init__(self, row: SavedRow) -> None:
            super().__init__()
            self.search = row

    def key_of(self, row: SavedRow) -> Hashable:
        """The search."""
        return row.id

    def draw_row(self, row: SavedRow, look: Look) -> list[Strip]:
        """The name, then the query where that is another, or what is wrong; the counts."""
        dim, bold = self.part_style("list--dim"), self.part_style("list--title")
        found = f"{row.found:,}" if row.found >= 0 else ""
        more = f"{row.more:+,}  " if row.more else ""
        counts = more + found
        left = room = max(1, look.width - cell_len(counts) - 4)
        parts = [(look.mark, _PLAIN), (" ", _PLAIN)]
        asked = row.query if row.query != row.name else ""
        words = [(row.name, bold), (asked, dim), (row.error, self.part_style("list--failure"))]
        if not row.id:
            words = [("Save this search:", dim), (row.query, bold)]
        for text, style in words:
            gap = "  " if left < room else ""
            if text and left > cell_len(gap) + 2:
                shown = gap + fit(within(text, left), left - cell_len(gap))
                parts.append((shown, style))
                left -= cell_len(shown)
        parts += [(" " * (left + 1), _PLAIN), (more, bold), (found, dim)]
        return [strip_of(parts, look.width, look.base)]

    def row_selected(self, row: SavedRow) -> None:
        """Tell which search has been chosen."""
        self.post_message(self.Chosen(row))
