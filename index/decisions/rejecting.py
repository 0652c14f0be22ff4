"""Names that a person has rejected, left out before linking: they explain no other name either.

In: the counts of the stored names, after the collection has settled them. Out: the same counts
without those that are rejected, as if they occurred nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.decisions.model import Form, Kind
from index.decisions.wording import respelled, spelled
from index.extraction.lexicon import GLUED
from index.store.settled import cut_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.decisions.model import Decision
    from index.store.settled import NameCounts, SettledTable


def leave_out(counts: NameCounts, table: SettledTable, decisions: Iterable[Decision]) -> None:
    """Count nothing of the names that decisions reject.

    Args:
        counts: how often each stored name occurs; changed in place.
        table: the stored names with what has been made of them.
        decisions: those that hold.
    """
    for form in dict.fromkeys(f for d in decisions if d.kind is Kind.REJECT for f in d.forms):
        for number in _stored_as(table, form):
            if number < len(counts.articles):
                counts.mentions[number] = counts.articles[number] = 0


def _stored_as(table: SettledTable, form: Form) -> Iterator[int]:
    """The stored names that have become a name, by number; what was cut off them is looked for."""
    for text in (*spelled(form.text), *respelled(form.text)):
        rows = [*table.of_name(text), *table.followed_by(text)]
        rows += [row for end in GLUED for row in table.of_name(text + end)]
        wanted = form._replace(text=text)
        for number, stored in rows:
            verdict = table.verdict(number)
            if verdict is None:
                continue
            if Form(cut_name(stored.name, verdict.cut), verdict.type) == wanted:
                yield number
