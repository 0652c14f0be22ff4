"""Make a short text safe to draw on one line, without moving a single offset.

In: any string. Out: a string of the same length without a line break, a control character or
anything else that a terminal would act upon.
"""

from __future__ import annotations

from tui.widgets.neutral import DROPPED, neutral

_ONE_LINE = str.maketrans({"\n": " ", DROPPED: "\u200b"})


def clean(text: str) -> str:
    """Return `text` safe to draw on one line; each character has a stand-in of its own.

    What takes no room (direction overrides, joiners) becomes a zero-width space.
    """
    return neutral(text)[0].translate(_ONE_LINE)
