"""Weekdays that are parts of names: ``Sunday Times``, ``Sheffield Wednesday``, ``Mail on Sunday``.

In: an English text and a weekday's place in it. Out: whether it names something else than a day.
"""

from __future__ import annotations

import re

from index.days.finding import Form
from index.days.names import word_set

_BEFORE = re.compile(r"([^\W\d_]+(?:['’]s)?)[ \t]+\Z")
_BEHIND = re.compile(r"[ \t]+([A-Z][\w'’-]*)")
_GOES_ON = re.compile(r"\w[ \t]+\Z")
_PAPER = re.compile(r"\b(?:Mail|Independent|Scotland|Wales|Ireland|Sport|Post) on \Z")
_OPENING = word_set(
    """on last next this by since until till late early from before after for the and but earlier
    later is was it said when while with as between to of at a every each that following if
    """
)
"""Words with a capital letter, at the beginning of a sentence, that no name begins with."""

_PARTS_OF_DAYS = word_set(
    """January February March April May June July August September October November December Night
    Morning Evening Afternoon GMT"""
)


def is_called(text: str, start: int, end: int, form: Form) -> bool:
    """Whether a day at ``text[start:end]`` that is written in this form is a part of a name."""
    near = text[max(0, start - 40) : start]
    if form is Form.COUNTED:
        return text[start] == "T" and _GOES_ON.search(near) is not None
    if form is not Form.WEEKDAY:
        return False
    if not text[start].isupper():
        return True
    if _PAPER.search(near):
        return True
    found = _BEFORE.search(near)
    before = found[1] if found else ""
    if before[:1].isupper() and before.lower() not in _OPENING and not before.endswith("s"):
        return True
    behind = _BEHIND.match(text, end)
    named = behind is not None and behind[1] not in _PARTS_OF_DAYS
    return named and before.lower() in ("", "the", "a")
