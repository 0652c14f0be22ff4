"""Decisions as JSON Lines, to be carried elsewhere: an object each line, in the journal's order.

The whole journal goes, with what was undone, so that what comes in again is what went out. A line
says nothing of a folder: decisions can be given to another one, or to the same at another place.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from index.decisions.journal import decision_of
from index.kept import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.decisions.model import Decision
    from index.kept.entry import Entry


def shape(decision: Decision) -> dict[str, Any]:
    """``{"id", "time", "kind", "names": [{"text", "type"}]}``, with "called" or "undoes"."""
    found: dict[str, Any] = {
        "id": decision.id,
        "time": decision.time,
        "kind": decision.kind.value,
        "names": [{"text": form.text, "type": form.type.value} for form in decision.forms],
    }
    if decision.called:
        found["called"] = decision.called
    if decision.undoes:
        found["undoes"] = decision.undoes
    return found


def written(decisions: Iterable[Decision]) -> Iterator[str]:
    """Decisions as lines, in ASCII, each with its line break."""
    for decision in decisions:
        yield json.dumps(shape(decision)) + "\n"


def read(text: Iterable[str]) -> list[Decision]:
    """The decisions that lines say; empty ones and a byte order mark are left out.

    Raises:
        KeptError: a line is none; the message says which.
    """
    return [_decision(entry) for entry in lines.read(text, _decision, "decision about names")]


def _decision(entry: Entry) -> Decision:
    words = {"called": "", "undoes": ""} | json.loads(entry.what)
    return decision_of(entry, [(name["text"], name["type"]) for name in words["names"]], words)
