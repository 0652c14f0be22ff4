"""Decisions: what a person says of names. Plain values and the functions on them."""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from index.kept.entry import stamped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.kept.journal import Read
    from index.model import EntityType


class Kind(StrEnum):
    """What is said.

    SAME: what two names mean is one thing. TWO: what they mean are two. APART: where both are names
    of one thing, the first is none of it. CALL: what a name means is called so. REJECT: these words
    are no names. UNDO: a decision does not hold any more.
    """

    SAME = "same"
    TWO = "two"
    APART = "apart"
    CALL = "call"
    REJECT = "reject"
    UNDO = "undo"


class Form(NamedTuple):
    """A name as it is written, with white space runs as single spaces, and what it is taken for."""

    text: str
    type: EntityType


class Decision(NamedTuple):
    """One line of the journal.

    Attributes:
        id: tells this decision from every other, wherever it is carried.
        time: when it was made, in ISO 8601, UTC.
        kind: what is said.
        forms: of which names: two of SAME, TWO and APART, one of CALL, any number of REJECT.
        called: of CALL, the name that is given.
        undoes: of UNDO, the id of the decision that does not hold any more.
    """

    id: str
    time: str
    kind: Kind
    forms: tuple[Form, ...] = ()
    called: str = ""
    undoes: str = ""


LONGEST = 300
"""Characters that the name may have which a person gives."""

_FORMS = {Kind.SAME: 2, Kind.TWO: 2, Kind.APART: 2, Kind.CALL: 1, Kind.UNDO: 0}


def made(kind: Kind, forms: Sequence[Form] = (), *, called: str = "", undoes: str = "") -> Decision:
    """A decision of just now."""
    return Decision(*stamped(), kind, tuple(forms), called, undoes)


def sound(decision: Decision) -> bool:
    """Whether a decision has the parts that its kind needs, and no others."""
    kind = decision.kind
    names = len(decision.forms)
    return (
        bool(decision.id)
        and (names > 0 if kind is Kind.REJECT else names == _FORMS[kind])
        and all(form.text.strip() for form in decision.forms)
        and bool(decision.called.strip()) == (kind is Kind.CALL)
        and len(decision.called) <= LONGEST
        and bool(decision.undoes) == (kind is Kind.UNDO)
    )


def standing(journal: Iterable[Decision]) -> list[Decision]:
    """The decisions of a journal that hold, in the order in which they were made."""
    entries = list(journal)
    undone = {entry.undoes for entry in entries if entry.kind is Kind.UNDO}
    return [e for e in entries if e.kind is not Kind.UNDO and e.id not in undone]


def to_take_in(here: Read[Decision], found: Sequence[Decision]) -> list[Decision]:
    """What a journal lacks of another one, or of a part of one, so that what holds there holds.

    Of entries that are known none is lacking. What was taken back in the journal and holds in the
    other is said again, by a decision of just now: the taking back stands for good.
    """
    lacking = here.lacking(found)
    held = {_said(entry) for entry in standing([*here.said, *lacking])}
    for entry in standing(found):
        if _said(entry) not in held:
            held.add(_said(entry))
            lacking.append(made(entry.kind, entry.forms, called=entry.called))
    return lacking


def _said(decision: Decision) -> tuple[Kind, tuple[Form, ...], str]:
    return decision.kind, decision.forms, decision.called


def stamp(decisions: Iterable[Decision]) -> str:
    """A short text that differs wherever other decisions hold; empty where none does."""
    ids = "\n".join(decision.id for decision in decisions)
    return blake2b(ids.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() if ids else ""
