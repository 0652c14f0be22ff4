"""Entries as JSON Lines, to be carried elsewhere: an object each line, in the log's order.

A line has an entry's id, time and kind, and beside them whatever the entry says; so no entry may
call a part of what it says by one of these three. A line says nothing of a folder: entries can be
given to another one, or to the same at another place. What comes in again is what went out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from index.errors import KeptError
from index.kept.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_LONGEST = 1_000_000
"""Characters that a line may have."""

_OWN = ("id", "time", "kind")


def shape(entry: Entry) -> dict[str, Any]:
    """An entry as a plain object: ``{"id", "time", "kind", ..}``.

    Raises:
        ValueError: what it says is no object.
    """
    what = json.loads(entry.what)
    if not isinstance(what, dict):
        raise ValueError(entry.what)
    return {"id": entry.id, "time": entry.time, "kind": entry.kind} | what


def written(entries: Iterable[Entry]) -> Iterator[str]:
    """Entries as lines, in ASCII, each with its line break; those of sound entries come in again.

    Raises:
        ValueError: what an entry says is no object.
    """
    for entry in entries:
        yield json.dumps(shape(entry)) + "\n"


def read(lines: Iterable[str], check: Callable[[Entry], object], called: str) -> list[Entry]:
    """The entries that lines say; empty ones and a byte order mark are left out.

    Args:
        lines: as `written` gives them.
        check: raises an error of values (or types, or keys) for an entry that is not sound.
        called: what a line should be, in words.

    Raises:
        KeptError: a line is none; the message says which.
    """
    found: list[Entry] = []
    for number, text in enumerate(lines, 1):
        line = text.removeprefix("\ufeff") if number == 1 else text
        if not line.strip():
            continue
        try:
            if len(line) > _LONGEST:
                raise ValueError
            entry = _entry(json.loads(line))
            check(entry)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise KeptError(f"line {number} is no {called}; nothing was taken") from error
        found.append(entry)
    return found


def _entry(words: dict[str, Any]) -> Entry:
    number, time, kind = (words[key] for key in _OWN)
    what = {key: value for key, value in words.items() if key not in _OWN}
    if not all(isinstance(text, str) for text in (number, time, kind)) or not number:
        raise TypeError
    f"{number}{time}{kind}".encode()  # else the log does not take it: a ValueError
    return Entry(number, time, kind, json.dumps(what))
