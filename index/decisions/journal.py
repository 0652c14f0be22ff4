"""The decisions about the names of a folder, as entries of the log of what a person writes.

In: decisions. Out: the same, in the order in which they were kept; see `index.kept.journal`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from index.decisions.model import Decision, Form, Kind, made, sound, standing, to_take_in
from index.kept import journal
from index.kept.entry import Entry
from index.kept.log import Log
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class Journal(journal.Journal[Decision]):
    """The decisions about the names of one folder."""

    def __init__(self, folder: Path, path: Path | None = None) -> None:
        """Nothing is opened yet.

        Args:
            folder: the opened folder, absolute: all of its indexes have these decisions.
            path: the file, in place of the user's own.
        """
        log = Log(folder, "names", path)
        super().__init__(log, _entry, _decision, standing, lambda one: made(Kind.UNDO, undoes=one))

    def entries(self) -> list[Decision]:
        """All decisions that can be understood, oldest first; none where there is no file.

        Raises:
            KeptError: the file cannot be read.
        """
        return self.read().said

    def standing(self) -> list[Decision]:
        """The decisions that hold, oldest first; none where there is no file.

        Raises:
            KeptError: the file cannot be read.
        """
        return standing(self.entries())

    def take_in(self, found: Sequence[Decision]) -> list[Decision]:
        """Keep the decisions of another journal, all or none; what was kept, the last said last.

        See `index.decisions.model.to_take_in`: what had been taken back here is said again.

        Raises:
            KeptError: the file cannot be read, or they cannot be kept.
        """
        return self.answer(lambda here: to_take_in(here, found), make=True)


def _entry(decision: Decision) -> Entry:
    names = [[form.text, form.type.value] for form in decision.forms]
    what = {"names": names, "called": decision.called, "undoes": decision.undoes}
    return Entry(decision.id, decision.time, decision.kind.value, json.dumps(what))


def _decision(entry: Entry) -> Decision:
    words: dict[str, Any] = json.loads(entry.what)
    return decision_of(entry, words["names"], words)


def decision_of(entry: Entry, names: Iterable[tuple[str, str]], words: dict[str, Any]) -> Decision:
    """The decision that an entry says.

    Args:
        names: texts and types.
        words: what it says beside, "called" and "undoes".

    Raises:
        ValueError: it says none; also a KeyError or TypeError.
    """
    forms = tuple(Form(text, EntityType(of)) for text, of in names)
    called, undoes = words["called"], words["undoes"]
    decision = Decision(entry.id, entry.time, Kind(entry.kind), forms, called, undoes)
    "".join([called, undoes, *(form.text for form in forms)]).encode()  # else nothing can show it
    if not sound(decision):
        raise ValueError(entry.what)
    return decision
