"""Names that go on where a model ends them: "Jose Nartatez, Jr.", "Barangay 103".

In: an article's words and names; the names are changed in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.lexicon import word_set
from index.extraction.spans import PERSON, PLACE, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.extraction.spans import Present


_YOUNGER = frozenset({"Jr", "Jr.", "Sr", "Sr."})
_NUMBERED = word_set(
    "Barangay District Zone Zona Ward Sector Interstate Route Highway Pier Gate Camp"
)
"""What is a place with a number behind it."""

TRIGGERS = _YOUNGER | _NUMBERED
"""The words without which nothing here is done."""

_DIGITS = 3
"""Digits of the number of a place."""


def extended(words: Sequence[str], present: Present, names: list[Name]) -> None:
    """Give names what belongs to them behind them.

    Args:
        words: the article's words.
        present: where words of `TRIGGERS` stand in it.
        names: its names, in order; changed in place.
    """
    younger, numbered = _YOUNGER & present.keys(), _NUMBERED & present.keys()
    if not younger and not numbered:
        return
    ends = {name.last: name for name in names if name.type is PERSON}
    found: list[Name] = []
    for k in _all(present, younger):
        person = ends.get(k - 1) if words[k - 1] == "," else ends.get(k)
        if person is not None:
            found.append(person._replace(last=k + 1))
        elif words[k - 1] == ",":
            found.append(Name(k, k, None))
    for k in _all(present, numbered):
        number = words[k + 1] if k + 1 < len(words) else ""
        if number.isdigit() and len(number) <= _DIGITS:
            found.append(Name(k, k + 2, PLACE))
    if found:
        taken = {k for name in found for k in range(name.first, max(name.last, name.first + 1))}
        kept = [name for name in names if taken.isdisjoint(range(name.first, name.last))]
        whole = [name for name in found if name.last > name.first]
        names[:] = sorted(kept + whole, key=lambda name: name.first)


def _all(present: Present, some: Iterable[str]) -> list[int]:
    return [k for word in some for k in present[word]]
