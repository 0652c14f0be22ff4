"""What was said of the articles of a folder, as entries of the log of what a person writes.

In: acts. Out: the same, in the order in which they were kept; see `index.kept.journal`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.kept import journal
from index.kept.log import Log
from index.marks.entries import act_of, entry_of
from index.marks.model import Act, Kind, made
from index.marks.standing import holding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Journal(journal.Journal[Act]):
    """What was said of the articles of one folder."""

    def __init__(self, folder: Path, path: Path | None = None) -> None:
        """Nothing is opened yet.

        Args:
            folder: the opened folder, absolute: all of its indexes have these entries.
            path: the file, in place of the user's own.
        """
        log = Log(folder, "articles", path)
        super().__init__(log, entry_of, act_of, holding, lambda one: made(Kind.UNDO, about=one))

    def take_in(self, found: Sequence[Act]) -> list[Act]:
        """Keep the acts of another journal, or of a part of one, all or none; what was kept.

        See `index.marks.carrying.to_take_in`: what holds there holds here then.

        Raises:
            KeptError: the file cannot be read, or they cannot be kept.
        """
        from index.marks.carrying import to_take_in

        return self.answer(lambda here: to_take_in(here, found), make=True)
