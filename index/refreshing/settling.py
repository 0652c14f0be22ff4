"""Settling the stored names by the whole collection, as far as it has changed.

In: how often each stored name occurs now. Out: in the catalogue, what becomes of each. What becomes
of a name depends on its own forms, on the name that it is glued to or that another word stands
before, on people's names that it is a part of, and on its words in lower case
(`index.extraction.consistency`). So the names are found that what has changed speaks of, and
these are decided anew, together with those that speak of them.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from index.extraction.base import FormCount
from index.extraction.consistency import (
    GLUE_SIZES,
    LOWER_SHARE,
    ORDINARY,
    RULES,
    Form,
    settle_each,
)
from index.extraction.lexicon import GLUED
from index.model import EntityType
from index.store.settled import NameCounts, SettledTable

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from numpy.typing import NDArray

    from index.extraction.base import NameForm, Settled
    from index.store.settled import Word

_SHARE = 16
"""Where more than one of so many names, or of words, has changed, all are decided anew."""

_FEW = 64
"""So many may always have changed."""


def settle_names(table: SettledTable, counts: NameCounts) -> int:
    """Decide the names, within a transaction; how many were looked at.

    Args:
        table: the catalogue's names.
        counts: how often each occurs now.
    """
    looked_at = _settle_changed(table, counts)
    if looked_at is None:
        looked_at = _settle_all(table, counts)
    table.settled_by(counts, RULES)
    return looked_at


def _settle_changed(table: SettledTable, counts: NameCounts) -> int | None:
    """Decide the names that what has changed speaks of; None where that is too much."""
    before = table.before(RULES)
    if before is None:
        return None
    most = max(_FEW, len(counts.articles) // _SHARE)
    changed = _changed(before, counts)
    if len(changed) > most:
        return None
    words = table.changed_words(most + 1)
    if len(words) > most:
        return None
    return _Differences(table, before, counts).settle(changed.tolist(), words)


def _changed(before: NameCounts, now: NameCounts) -> NDArray[np.int64]:
    """The names that occur more or less often than they did."""
    differ = np.zeros(len(now.articles), dtype=np.bool_)
    for old, new in zip(before, now, strict=True):
        was = np.zeros(len(new), dtype=np.int32)
        was[: len(old)] = np.frombuffer(old, np.int32)
        differ |= was != np.frombuffer(new, np.int32)
    return np.flatnonzero(differ)


def _settle_all(table: SettledTable, counts: NameCounts) -> int:
    """Decide every name."""
    mentions, articles = counts

    def forms() -> Iterator[Form]:
        for number, form in table.forms():
            if articles[number]:
                yield Form(number, form, FormCount(mentions[number], articles[number]))

    # There are few different verdicts.
    code: dict[Settled | None, int] = {None: 0}
    codes = array("i", [0]) * len(articles)
    for number, verdict in table.verdicts():
        codes[number] = code.setdefault(verdict, len(code))
    changed = array("i")
    total = 0
    for number, _, verdict in settle_each(forms, table.lower):
        total += 1
        coded = code.setdefault(verdict, len(code))
        if coded != codes[number]:
            codes[number] = coded
            changed.append(number)
    verdicts = list(code)
    table.settle((number, verdicts[codes[number]]) for number in changed)
    return total


class _Differences:
    """The names that a difference in counts speaks of."""

    def __init__(self, table: SettledTable, before: NameCounts, now: NameCounts) -> None:
        self._table = table
        self._before = before
        self._now = now

    def settle(self, changed: list[int], words: list[Word]) -> int:
        """Decide what is to be decided anew; how many names were looked at.

        Args:
            changed: the names that occur more or less often than they did, by number.
            words: the words that stand in lower case more or less often.
        """
        table = self._table
        names = self._spoken_of([table.form(number) for number in changed], words)
        rows = {number: form for name in names for number, form in self._speaking(name)}
        forms = [
            Form(number, form, FormCount(self._now.mentions[number], self._now.articles[number]))
            for number, form in sorted(rows.items(), key=lambda row: row[1].name)
            if self._now.articles[number]
        ]
        small = {form.name.lower() for _, form, _ in forms}
        counted = table.lower_of(small | {name.partition(" ")[0] for name in small})

        def lower(least: int, words: Container[str] | None) -> dict[str, int]:
            return {
                word: count
                for word, count in counted.items()
                if count >= least and (words is None or word in words)
            }

        table.settle(
            (number, verdict)
            for number, form, verdict in list(settle_each(lambda: forms, lower))
            if form.name in names and verdict != table.verdict(number)
        )
        return len(forms)

    def _spoken_of(self, forms: list[NameForm], words: list[Word]) -> set[str]:
        """The names that other forms and words speak of."""
        table = self._table
        counted = {word.word: (word.before, word.now) for word in words}
        heads: set[str] = set()
        found: set[str] = set()
        for form in forms:
            name = form.name
            found.add(name)
            found.update(name + end for end in GLUED if len(end) in GLUE_SIZES)
            found.update(other.name for _, other in table.followed_by(name))
            if " " not in name:
                heads.add(name)
            elif form.type is EntityType.PERSON and not form.demonym:
                found.update((name.partition(" ")[0], name.rpartition(" ")[2]))
        for word, before, now in words:
            alone = {form.name for _, form in table.of_word(word)}
            found |= alone
            heads |= alone
            if (before >= ORDINARY) != (now >= ORDINARY):
                found.update(form.name for _, form in table.beginning(word) if form.initial)
        for head in heads:
            small = head.lower()
            if small not in counted:
                seen = table.lower_of([small]).get(small, 0)
                counted[small] = seen, seen
            before, now = counted[small]
            if _is_ordinary(before, self._inside(head, self._before)) != _is_ordinary(
                now, self._inside(head, self._now)
            ):
                found.update(
                    form.name
                    for _, form in table.beginning(small)
                    if form.initial and form.name.partition(" ")[0] == head
                )
        return found

    def _inside(self, name: str, counts: NameCounts) -> int:
        """In how many articles a name stands inside a sentence."""
        return sum(
            counts.articles[number]
            for number, form in self._table.of_name(name)
            if not form.initial and number < len(counts.articles)
        )

    def _speaking(self, name: str) -> Iterator[tuple[int, NameForm]]:
        """The forms of a name, and those that say what becomes of it."""
        table = self._table
        yield from table.of_name(name)
        for size in GLUE_SIZES:
            if name[-size:] in GLUED:
                yield from table.of_name(name[:-size])
        head, several, rest = name.partition(" ")
        if several:
            yield from table.of_name(head)
            yield from table.of_name(rest)
        else:
            yield from table.ending(name)
            for row in table.beginning(name.lower()):
                if row[1].type is EntityType.PERSON and row[1].name.startswith(f"{name} "):
                    yield row


def _is_ordinary(lower: int, inside: int) -> bool:
    """Whether a word is an ordinary one where it is before a name at the start of a sentence."""
    return lower >= ORDINARY and lower >= LOWER_SHARE * inside
