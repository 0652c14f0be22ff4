"""Lines between those of a folded text that are not of it: glosses, each under its paragraph.

In: a text made ready to be folded, a width, and where the glosses stand. Out: a `Layout` that
counts their lines along with the text's; such a line has no character of the text. Knows nothing
of screens or colours.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from tui.widgets.cells import ELLIPSIS, wrapped
from tui.widgets.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.widgets.layout import Flow

ABOVE = -1
"""The place of a gloss that stands above the text."""

LONGEST = 8
"""Lines of a gloss that are shown."""


class Gloss(NamedTuple):
    """Words that stand under a paragraph.

    Attributes:
        place: a character of the paragraph, or `ABOVE`.
        sign: what they begin with, or nothing.
        words: of any number of lines.
        kind: what they are, for whoever draws them.
        number: tells them from others of their kind.
    """

    place: int
    sign: str
    words: str
    kind: str
    number: int = 0


class GlossLine(NamedTuple):
    """A line of a gloss as it is drawn: harmless, and no wider than the text's lines."""

    text: str
    gloss: Gloss


def lines_of(gloss: Gloss, width: int) -> list[GlossLine]:
    """The lines of a gloss; of a long one the first `LONGEST`."""
    sign = f"{gloss.sign} " if gloss.sign else ""
    room = max(1, width - len(sign))
    said: list[str] = []
    for paragraph in gloss.words.splitlines():
        said += (line for line in wrapped(paragraph[: room * LONGEST * 4], room) if line)
        if len(said) > LONGEST:
            break
    if len(said) > LONGEST:
        last = said[LONGEST - 1]
        said[LONGEST - 1 :] = [f"{last[: room - 2].rstrip()} {ELLIPSIS}"]
    begins = [sign, *([" " * len(sign)] * len(said))]
    return [GlossLine(begin + line, gloss) for begin, line in zip(begins, said, strict=False)]


class GlossedLayout(Layout):
    """Display lines of a text and of the glosses in it.

    A gloss's line is an empty span at the end of the paragraph's last line.

    Args:
        flow: the text.
        width: cells a line may take; at least 2.
        glosses: in any order; those of one paragraph keep theirs.
    """

    __slots__ = ("_glossed", "_waiting")

    def __init__(self, flow: Flow, width: int, glosses: Sequence[Gloss]) -> None:
        super().__init__(flow, width)
        found = [(_end_of(flow.text, one.place), lines_of(one, self.width)) for one in glosses]
        self._waiting = sorted(found, key=lambda one: one[0])[::-1]
        self._glossed: dict[int, GlossLine] = {}

    def gloss(self, number: int) -> GlossLine | None:
        """What stands on a line, if it is a gloss's."""
        return self._glossed.get(number)

    def extend(self, *, offset: int = -1, lines: int = 0) -> None:
        """Find the lines up to and with that of `offset`, and at least `lines` of them."""
        super().extend(offset=offset, lines=lines)
        waiting, starts, ends = self._waiting, self._starts, self._ends
        # What follows the paragraph must be known: it may be a blank line made for it.
        while waiting and starts and (self.complete or starts[-1] > waiting[-1][0]):
            place, said = waiting.pop()
            at = bisect_left(starts, place)
            while at in self._glossed:
                at += 1
            starts[at:at] = ends[at:at] = [max(0, place)] * len(said)
            self._glossed.update(enumerate(said, at))


def _end_of(text: str, place: int) -> int:
    """Where the paragraph ends that a character of a text is in."""
    if place < 0:
        return ABOVE
    end = text.find("\n", min(place, len(text)))
    return len(text) if end < 0 else end
