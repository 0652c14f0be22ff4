"""What is said of saved searches, and which there are after all that: plain values and functions.

In: entries of the log. Out: changes, and the searches that stand after them.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from index.kept.entry import Entry, stamped

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = -1
"""The count of a search that nobody has counted."""

LONGEST = 300
"""Characters that a name may have."""

LONGEST_QUERY = 10_000
"""Characters that a query may have."""

MOST = 10**12
"""So many articles no folder has: a greater count is none."""


class Kind(StrEnum):
    """What is said: a search is saved, renamed, removed, was looked at; a change is taken back."""

    SAVE = "save"
    RENAME = "rename"
    REMOVE = "remove"
    LOOK = "look"
    UNDO = "undo"


_WORDS = {
    Kind.SAVE: ("query", "name", "order"),
    Kind.RENAME: ("search", "name"),
    Kind.REMOVE: ("search",),
    Kind.LOOK: ("search",),
    Kind.UNDO: ("undoes",),
}
_COUNTED = (Kind.SAVE, Kind.LOOK)
_MAY_BE_EMPTY = ("name",)


class Change(NamedTuple):
    """One entry of the log.

    Attributes:
        id: tells it from every other; of SAVE, the search's from then on.
        time: when it was made, in ISO 8601, UTC.
        kind: what is said.
        search: of RENAME, REMOVE and LOOK, the search's id.
        query: of SAVE, as typed.
        name: of SAVE and RENAME; empty for a search that is called by its query.
        order: of SAVE, what its articles are sorted by.
        total: of SAVE and LOOK, how many articles answered; `UNKNOWN` if nobody had counted.
        undoes: of UNDO, the id of the change that does not hold any more.
    """

    id: str
    time: str
    kind: Kind
    search: str = ""
    query: str = ""
    name: str = ""
    order: str = ""
    total: int = UNKNOWN
    undoes: str = ""


class Saved(NamedTuple):
    """A saved search.

    Attributes:
        id: of the change that saved it.
        name: what it is called; its query, if it was given no name.
        query: as typed.
        order: what its articles are sorted by.
        time: when it was saved, in ISO 8601, UTC.
        total: how many articles answered when it was last looked at; `UNKNOWN` if it never was.
        looked: when that was, as `time`; empty if it never was.
        error: why it cannot be asked; empty if it can.
    """

    id: str
    name: str
    query: str
    order: str
    time: str
    total: int = UNKNOWN
    looked: str = ""
    error: str = ""


def made(kind: Kind, **words: Any) -> Change:
    """A change of just now."""
    return Change(*stamped(), kind, **words)


def entry_of(change: Change) -> Entry:
    """A change as it is kept."""
    what = {key: getattr(change, key) for key in _WORDS[change.kind]}
    if change.kind in _COUNTED:
        what["total"] = change.total
    return Entry(change.id, change.time, change.kind.value, json.dumps(what))


def change_of(entry: Entry) -> Change:
    """The change that an entry says.

    Raises:
        ValueError: it says none; also a KeyError, TypeError or RecursionError.
    """
    kind, what = Kind(entry.kind), json.loads(entry.what)
    words: dict[str, Any] = {key: what[key] for key in _WORDS[kind]}
    for key, text in words.items():
        if not isinstance(text, str) or not (text.strip() or key in _MAY_BE_EMPTY):
            raise ValueError(entry.what)
    if len(words.get("name", "")) > LONGEST or len(words.get("query", "")) > LONGEST_QUERY:
        raise ValueError(entry.what)
    if kind in _COUNTED:
        total = what["total"]
        if type(total) is not int or not UNKNOWN <= total <= MOST:
            raise ValueError(entry.what)
        words["total"] = total
    return Change(entry.id, entry.time, kind, **words)


def holding(changes: Iterable[Change]) -> list[Change]:
    """The changes that were not taken back."""
    every = list(changes)
    undone = {change.undoes for change in every if change.kind is Kind.UNDO}
    return [c for c in every if c.kind is not Kind.UNDO and c.id not in undone]


def standing(changes: Iterable[Change]) -> dict[str, Saved]:
    """The searches that there are after some changes, by their ids, the oldest first."""
    found: dict[str, Saved] = {}
    for one in holding(changes):
        if one.kind is Kind.SAVE:
            looked = "" if one.total == UNKNOWN else one.time
            name = one.name or one.query
            found[one.id] = Saved(one.id, name, one.query, one.order, one.time, one.total, looked)
        elif one.search not in found:
            continue
        elif one.kind is Kind.RENAME:
            saved = found[one.search]
            found[one.search] = saved._replace(name=one.name or saved.query)
        elif one.kind is Kind.LOOK:
            found[one.search] = found[one.search]._replace(total=one.total, looked=one.time)
        else:
            del found[one.search]
    return found


def removed(changes: Iterable[Change]) -> set[str]:
    """The ids of what was removed."""
    return {change.search for change in holding(changes) if change.kind is Kind.REMOVE}
