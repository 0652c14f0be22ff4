"""What was said of the articles of a folder, as entries of the log of what a person writes.

In: acts. Out: the same, in the order in which they were kept. They are only ever added, also to
undo one; see `index.kept.log` for the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.kept.log import Log
from index.marks.entries import act_of, entry_of
from index.marks.model import Kind, made
from index.marks.standing import holding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from index.kept.entry import Entry
    from index.marks.model import Act


class Entries(NamedTuple):
    """All that was said, oldest first, and how many entries cannot be understood."""

    acts: list[Act]
    damaged: int


class Journal:
    """What was said of the articles of one folder.

    Attributes:
        path: the file.
        folder: the opened folder, absolute: all of its indexes have these entries.
    """

    def __init__(self, folder: Path, path: Path | None = None) -> None:
        """Nothing is opened yet.

        Args:
            folder: the opened folder.
            path: the file, in place of the user's own.
        """
        self._log = Log(folder, "articles", path)
        self.path, self.folder = self._log.path, folder
        self._known: dict[str, Act] = {}

    def latest(self) -> tuple[int, int]:
        """What differs once anything has been added; cheap.

        Raises:
            KeptError: the file cannot be read.
        """
        return self._log.latest()

    def entries(self) -> Entries:
        """All entries; none where there is no file.

        Raises:
            KeptError: the file cannot be read.
        """
        return self._read(self._log.entries())

    def add(self, acts: Iterable[Act]) -> int:
        """Keep acts, all or none; how many were new.

        Raises:
            KeptError: they cannot be kept.
        """
        return self._log.add(map(entry_of, acts))

    def take_in(self, found: Sequence[Act]) -> list[Act]:
        """Keep the acts of another journal, or of a part of one, all or none; what was kept.

        See `index.marks.carrying.to_take_in`: what holds there holds here then.

        Raises:
            KeptError: the file cannot be read, or they cannot be kept.
        """
        from index.marks.carrying import to_take_in

        taken: list[Act] = []

        def reply(entries: list[Entry]) -> list[Entry]:
            known = {entry.id for entry in entries}
            taken.extend(to_take_in(self._read(entries).acts, known, found))
            return [entry_of(one) for one in taken]

        self._log.add(())  # there is a file, then
        self._log.answer(reply)
        return taken

    def undo(self) -> Act | None:
        """Undo the latest act that holds; which one, or None where there is none.

        Raises:
            KeptError: that cannot be kept.
        """
        undone: list[Act] = []

        def reply(entries: list[Entry]) -> list[Entry]:
            undone.extend(holding(self._read(entries).acts)[-1:])
            return [entry_of(made(Kind.UNDO, about=one.id)) for one in undone]

        self._log.answer(reply)
        return undone[0] if undone else None

    def _read(self, entries: Iterable[Entry]) -> Entries:
        acts: list[Act] = []
        damaged = 0
        for entry in entries:
            act = self._known.get(entry.id)
            if act is None:
                try:
                    act = self._known[entry.id] = act_of(entry)
                except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                    damaged += 1
                    continue
            acts.append(act)
        return Entries(acts, damaged)
