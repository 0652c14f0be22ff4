"""A short list of things to choose from, each with a few words about it.

In: choices. Out: the one that is chosen.
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


class Choice(NamedTuple):
    """What can be chosen.

    Attributes:
        value: what it is.
        label: its words.
        note: more about it, on the right as far as there is room.
        key: the key that chooses it, or an empty string.
    """

    value: str
    label: str
    note: str = ""
    key: str = ""


class ChoiceList(VirtualList[Choice]):
    """The choices, one a line."""

    BINDING_GROUP_TITLE = "Choices"

    class Chosen(Message):
        """One has been chosen, by Enter or by a click."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def key_of(self, row: Choice) -> Hashable:
        """What can be chosen."""
        return row.value

    def draw_row(self, row: Choice, look: Look) -> list[Strip]:
        """Key, label and note."""
        key = f"{row.key}  " if row.key else ""
        room = max(1, look.width - cell_len(key) - 3)
        note = fit(within(row.note, room), max(0, room - 12))
        label = fit(within(row.label, room), room - cell_len(note) - 1 if note else room)
        gap = " " * max(1, room - cell_len(label) - cell_len(note))
        parts = [
            (f"{look.mark} ", _PLAIN),
            (key, self.part_style("list--title")),
            (label, _PLAIN),
            (gap, _PLAIN),
            (note, self.part_style("list--dim")),
        ]
        return [strip_of(parts, look.width, look.base)]

    def row_selected(self, row: Choice) -> None:
        """Tell which has been chosen."""
        self.post_message(self.Chosen(row.value))
