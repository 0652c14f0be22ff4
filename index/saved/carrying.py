"""Saved searches carried elsewhere: all that was ever said of them, as lines out and in again.

What was removed or taken back goes along, so that what comes in again is what went out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.kept import lines
from index.saved.model import change_of, read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.kept.entry import Entry
    from index.kept.log import Log
    from index.saved.model import Saved
    from index.saved.saving import Saving


class Carried(NamedTuple):
    """The entries that can be carried, and how many are left behind as they cannot be read."""

    entries: list[Entry]
    lost: int


def carried(log: Log) -> Carried:
    """All entries about the saved searches of a folder, in the order in which they were kept.

    Raises:
        KeptError: the file cannot be read.
    """
    entries = log.entries()
    lost = {one.id for one in read(entries)[1]}
    return Carried([one for one in entries if one.id not in lost], len(lost))


def take_in(saving: Saving, text: Iterable[str]) -> list[Saved]:
    """Keep the entries that lines say; the searches that are new after that, or not as before.

    Raises:
        KeptError: a line is none, and then nothing is kept; or they cannot be kept.
    """
    entries = lines.read(text, change_of, "entry about a saved search")
    before = set(saving.searches())
    saving.log.add(entries)
    return [one for one in saving.searches() if one not in before]
