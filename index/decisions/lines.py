"""Decisions as JSON Lines, to be carried elsewhere: an object each line, in the journal's order.

The whole journal goes, with what was undone, so that what comes in again is what went out. A line
says nothing of a folder: decisions can be given to another one, or to the same at another place.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from index.decisions.model import Decision, Form, Kind, sound
from index.errors import DecisionsError
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST = 1_000_000
"""Characters that a line may have."""


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


def read(lines: Iterable[str]) -> list[Decision]:
    """The decisions that lines say; empty ones and a byte order mark are left out.

    Raises:
        DecisionsError: a line is none; the message says which.
    """
    found: list[Decision] = []
    for number, text in enumerate(lines, 1):
        line = text.removeprefix("\ufeff") if number == 1 else text
        if not line.strip():
            continue
        try:
            if len(line) > _LONGEST:
                raise ValueError
            found.append(_decision(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise DecisionsError(
                f"line {number} is no decision about names; nothing was taken"
            ) from error
    return found


def _decision(words: dict[str, Any]) -> Decision:
    texts = [words[key] for key in ("id", "time")] + [words.get(k, "") for k in _MORE]
    texts += [name["text"] for name in words["names"]]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    forms = tuple(Form(name["text"], EntityType(name["type"])) for name in words["names"])
    decision = Decision(
        words["id"], words["time"], Kind(words["kind"]), forms, *(words.get(k, "") for k in _MORE)
    )
    if not sound(decision):
        raise ValueError
    "".join(texts).encode()  # else neither the journal nor the catalogue takes it: a ValueError
    return decision


_MORE = ("called", "undoes")
