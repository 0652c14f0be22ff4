"""The names of a pair, each in its context: what is under a list of pairs.

In: contexts. Out: a line or two for each, the name in the middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tui.widgets.cells import fit, fit_left, from_word
from tui.widgets.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST, _USUAL = 20, 76
"""Cells of a line: the fewest, and so many while the width is not known."""


class Context(NamedTuple):
    """A name where it stands.

    Attributes:
        where: what and where that is, in words; empty where there is no room for it.
        left: the words before the name.
        words: the name as it stands there.
        right: the words behind it.
    """

    where: str
    left: str
    words: str
    right: str


class PairContexts(Static):
    """Shows contexts."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show(self, contexts: Iterable[Context]) -> None:
        """Show these; nothing that is in them is read as markup."""
        room = max(_LEAST, self.content_size.width or _USUAL)
        lines: list[Content] = []
        for context in contexts:
            if context.where:
                lines.append(Content.assemble((fit(clean(context.where), room), "dim")))
            lines.append(_line(context, room))
        self.update(Content("\n").join(lines))


def _line(context: Context, room: int) -> Content:
    """A name in its context, in the middle of a line."""
    words = fit(clean(context.words), room * 2 // 3)
    before = from_word(fit_left(clean(context.left), (room - cell_len(words)) // 2))
    after = fit(clean(context.right), room - cell_len(before) - cell_len(words))
    return Content.assemble(before, (words, "bold reverse"), after)
