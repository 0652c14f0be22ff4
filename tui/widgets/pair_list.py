"""Pairs of names that may be one, each with the evidence and with what was said of it.

In: pairs. Out: the one under the cursor, and the one that is to be looked at.
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


class Pair(NamedTuple):
    """Two names that may be one.

    Attributes:
        number: tells it from the others.
        first: what the one with more mentions is called.
        second: what the other is called.
        evidence: reasons in words.
        articles: how many articles mention each.
        said: what was said of it, in a word; empty while nothing was.
    """

    number: int
    first: str
    second: str
    evidence: str
    articles: tuple[int, int]
    said: str = ""


class PairList(VirtualList[Pair]):
    """The pairs, each on two lines."""

    BINDING_GROUP_TITLE = "Pairs"

    class Highlighted(Message):
        """The cursor has come to another pair."""

    class Chosen(Message):
        """A pair is to be looked at."""

        def __init__(self, pair: Pair) -> None:
            super().__init__()
            self.pair = pair

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(row_height=2, empty=empty, id=id)

    def key_of(self, row: Pair) -> Hashable:
        """Its number."""
        return row.number

    def draw_row(self, row: Pair, look: Look) -> list[Strip]:
        """The names with the numbers of their articles, what was said, and the evidence.

        The names stand side by side; where that would cut them, one above the other.
        """
        dim, bold = self.part_style("list--dim"), self.part_style("list--title")
        style = dim if row.said else bold
        said = f" {row.said}" if row.said else ""
        room = look.width - 3 - cell_len(said)
        first, second = (within(name, look.width) for name in (row.first, row.second))
        ours, theirs = (f" {count:,}" for count in row.articles)
        aside = sum(map(cell_len, (first, ours, "  ~  ", second, theirs))) <= room
        first = fit(first, room - cell_len(ours))
        second = fit(second, look.width - 5 - cell_len(theirs))
        upper = [(first, style), (ours, dim)]
        lower = [(second, style), (theirs, dim)]
        if aside:
            upper, lower = [*upper, ("  ~  ", dim), *lower], [("  ", _PLAIN)]
        else:
            lower = [("~ ", dim), *lower, ("  ", _PLAIN)]
        gap = max(0, room - sum(cell_len(words) for words, _ in upper))
        left = look.width - 3 - sum(cell_len(words) for words, _ in lower)
        upper += [(" " * gap, _PLAIN), (said, bold)]
        lower.append((fit(within(row.evidence, 400), left), dim))
        return [
            strip_of([(f"{look.mark} ", _PLAIN), *line], look.width, look.base)
            for line in (upper, lower)
        ]

    def row_highlighted(self, row: Pair) -> None:
        """Tell of it."""
        self.post_message(self.Highlighted())

    def row_selected(self, row: Pair) -> None:
        """Tell that it is to be looked at."""
        self.post_message(self.Chosen(row))
