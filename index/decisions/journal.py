"""The decisions about the names of a folder, as entries of the log of what a person writes.

In: decisions. Out: the same, in the order in which they were kept. They are only ever added, also
to undo one; see `index.kept.log` for the file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from index.decisions.model import Decision, Form, Kind, made, sound, standing, to_take_in
from index.kept.entry import Entry
from index.kept.log import Log
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class Journal:
    """The decisions about the names of one folder.

    Attributes:
        path: the file.
        folder: the opened folder, absolute: all of its indexes have these decisions.
    """

    def __init__(self, folder: Path, path: Path | None = None) -> None:
        """Nothing is opened yet.

        Args:
            folder: the opened folder.
            path: the file, in place of the user's own.
        """
        self._log = Log(folder, "names", path)
        self.path, self.folder = self._log.path, folder

    def entries(self) -> list[Decision]:
        """All entries, oldest first; none where there is no file.

        Raises:
            KeptError: the file cannot be read.
        """
        return self._read(self._log.entries())

    def standing(self) -> list[Decision]:
        """The decisions that hold, oldest first; none where there is no file.

        Raises:
            KeptError: the file cannot be read.
        """
        return standing(self.entries())

    def add(self, decisions: Iterable[Decision]) -> int:
        """Keep decisions, all or none; how many were new.

        Raises:
            KeptError: they cannot be kept.
        """
        return self._log.add(map(_entry, decisions))

    def take_in(self, found: Sequence[Decision]) -> list[Decision]:
        """Keep the decisions of another journal, all or none; what was kept, the last said last.

        See `index.decisions.model.to_take_in`: what had been taken back here is said again.

        Raises:
            KeptError: the file cannot be read, or they cannot be kept.
        """
        taken: list[Decision] = []

        def reply(entries: list[Entry]) -> list[Entry]:
            taken.extend(to_take_in(self._read(entries), found))
            return [_entry(one) for one in taken]

        self._log.add(())  # there is a file, then
        self._log.answer(reply)
        return taken

    def undo(self, chosen: str = "") -> Decision | None:
        """Undo a decision that holds; which one, or None where there is none.

        Args:
            chosen: its id; empty for the latest.

        Raises:
            KeptError: that cannot be kept.
        """
        undone: list[Decision] = []

        def reply(entries: list[Entry]) -> list[Entry]:
            held = reversed(standing(self._read(entries)))
            undone.extend(next(([one] for one in held if chosen in ("", one.id)), []))
            return [_entry(made(Kind.UNDO, undoes=one.id)) for one in undone]

        self._log.answer(reply)
        return undone[0] if undone else None

    def _read(self, entries: Iterable[Entry]) -> list[Decision]:
        try:
            return [_decision(entry) for entry in entries]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self._log.trouble("a decision about names is damaged") from error


def _entry(decision: Decision) -> Entry:
    names = [[form.text, form.type.value] for form in decision.forms]
    what = {"names": names, "called": decision.called, "undoes": decision.undoes}
    return Entry(decision.id, decision.time, decision.kind.value, json.dumps(what))


def _decision(entry: Entry) -> Decision:
    words: dict[str, Any] = json.loads(entry.what)
    forms = tuple(Form(text, EntityType(of)) for text, of in words["names"])
    called, undoes = words["called"], words["undoes"]
    decision = Decision(entry.id, entry.time, Kind(entry.kind), forms, called, undoes)
    texts = (called, undoes, *(form.text for form in forms))
    if not all(isinstance(text, str) for text in texts) or not sound(decision):
        raise ValueError(entry.what)
    return decision
