"""Make a short text safe to draw on one line; a thin use of `tui.widgets.neutral`.

In: any string. Out: a string without a line break, a control character or anything else that a
terminal would act upon.
"""

from __future__ import annotations

from tui.widgets.neutral import DROPPED, neutral

UNSEEN = "\N{ZERO WIDTH SPACE}"
"""Stands for a character that takes no room and is not drawn."""

_ONE_LINE = str.maketrans({"\n": " ", DROPPED: UNSEEN})
_BARE = str.maketrans({"\n": " ", DROPPED: None})


def clean(text: str) -> str:
    """Return `text` safe to draw on one line, of the same length, so that spans still hold.

    What takes no room (direction overrides, joiners) becomes `UNSEEN`.
    """
    return neutral(text)[0].translate(_ONE_LINE)


def bare(text: str) -> str:
    """Return `text` safe to draw on one line, without what takes no room."""
    return neutral(text)[0].translate(_BARE)
