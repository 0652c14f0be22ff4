"""Saved searches carried elsewhere: all that was ever said of them, as lines out and in again.

What was removed or taken back goes along, so that what comes in again is what went out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.kept import lines
from index.saved.model import Kind, change_of, entry_of, made, standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.kept.entry import Entry
    from index.kept.journal import Journal
    from index.saved.model import Change, Saved
    from index.saved.saving import Saving


class Carried(NamedTuple):
    """The entries that can be carried, and how many are left behind as they cannot be read."""

    entries: list[Entry]
    lost: int


def carried(journal: Journal[Change]) -> Carried:
    """All entries about the saved searches of a folder, in the order in which they were kept.

    Raises:
        KeptError: the file cannot be read.
    """
    entries = journal.log.entries()
    lost = {one.id for one in journal.understood(entries).damaged}
    return Carried([one for one in entries if one.id not in lost], len(lost))


class Taken(NamedTuple):
    """The searches that are new, or not as before; and how many had been removed and are back."""

    searches: list[Saved]
    again: int


def take_in(saving: Saving, text: Iterable[str]) -> Taken:
    """Keep the entries that lines say and the log lacks.

    A search that stands in them and does not here, as it was removed or taken back, is saved again
    by an entry of now; its removal stays in the log.

    Raises:
        KeptError: a line is none, and then nothing is kept; or they cannot be kept.
    """
    entries = lines.read(text, change_of, "entry about a saved search")
    found = [change_of(entry) for entry in entries]
    before, again = set(saving.searches()), 0

    def reply(known: list[Entry]) -> list[Entry]:
        nonlocal again
        here = saving.journal.understood(known)
        lacking = here.lacking(entries)
        stand = standing([*here.said, *map(change_of, lacking)])
        said = {(one.query, one.name) for one in stand.values()}
        for one in standing(found).values():
            if one.id not in stand and (one.query, one.name) not in said:
                lacking.append(entry_of(_again(one)))
                again += 1
        return lacking

    saving.journal.log.answer(reply, make=True)
    return Taken([one for one in saving.searches() if one not in before], again)


def _again(one: Saved) -> Change:
    name = "" if one.name == one.query else one.name
    return made(Kind.SAVE, query=one.query, name=name, order=one.order, total=one.total)
