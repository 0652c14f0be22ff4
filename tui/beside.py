"""An article beside another one, as the explorer shows it: what is marked, where one stops, words.

In: a comparison of the engine's. Out: marks for the text pane, the differences that one goes
along, and how much the two have in common, in words. No widget and no Corpus is asked.
"""

from __future__ import annotations

from bisect import bisect_right
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from index.alignment import Kind
from index.model import Span
from tui.state import plural
from tui.widgets.cells import within
from tui.widgets.compared_view import Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.alignment import Aligned
    from index.alignments import Comparison

_NAME = 20
"""Cells that the other article's name may take."""


class Beside(NamedTuple):
    """An article that is compared with another.

    Attributes:
        comparison: of the two; the one that is shown is on the left.
        marks: for the text pane.
        stops: the differences, in order: passages that only this article has, as far as they
            follow one another; passages with other words; discrepancies.
        at: which of them one stands on, or None.
    """

    comparison: Comparison
    marks: Marks
    stops: tuple[Span, ...]
    at: int | None = None

    @property
    def other(self) -> str:
        """What the other article is called: by its outlet if that tells them apart."""
        ours, theirs = self.comparison.left.info, self.comparison.right.info
        source = theirs.source if theirs.source != ours.source else ""
        return within(source or PurePosixPath(theirs.path).name, _NAME)

    def across(self, offset: int) -> int:
        """Where the other article has what stands at a character of this one, or what is near."""
        left, right, _ = self.comparison.alignment
        number = max(0, bisect_right(left, offset, key=lambda passage: passage.start) - 1)
        places = (*range(number, len(left)), *range(number - 1, -1, -1))
        partner = next((left[at].partners[0] for at in places if left[at].partners), None)
        return 0 if partner is None else right[partner].start

    def told(self, *, brief: bool = False) -> str:
        """How much the two have in common, in words."""
        alignment = self.comparison.alignment
        share = int(100 * alignment.shared)
        only = sum(passage.kind is Kind.ONLY for passage in alignment.left)
        count, total = len(alignment.discrepancies), len(self.stops)
        at = 0 if self.at is None else self.at + 1
        if brief:
            some = [
                f"{at}/{total}" * (at > 0),
                f"{share}% in both",
                f"{only} only here",
                f"{count} ≠" * (count > 0),
            ]
        else:
            some = [
                f"difference {at} of {total}" * (at > 0),
                f"{share}% also in {self.other}",
                f"{plural(only, 'passage')} only here",
                plural(count, "discrepancy", "discrepancies") if count else "no discrepancies",
            ]
        return " · ".join(part for part in some if part)


def beside(comparison: Comparison) -> Beside:
    """Make what is shown of a comparison."""
    left, _, discrepancies = comparison.alignment
    text = comparison.left.text
    near = [passage for passage in left if passage.kind is Kind.ALIKE and passage.is_near]
    marks = Marks(
        tuple(_trimmed(text, passage) for passage in left if passage.kind is Kind.ONLY),
        tuple(span for passage in near for span in passage.differs),
        tuple(span for passage in near for span in passage.missing),
        tuple(sorted({one.left for one in discrepancies})),
    )
    return Beside(comparison, marks, tuple(_stops(left, text, marks)))


def _trimmed(text: str, passage: Aligned) -> Span:
    words = text[passage.start : passage.end]
    end = passage.start + len(words.rstrip())
    return Span(end - len(words.strip()), end)


def _stops(left: tuple[Aligned, ...], text: str, marks: Marks) -> Iterator[Span]:
    """Where one stops: passages with a mark in them, those that only one has as one."""
    inside = sorted((*marks.differs, *marks.missing, *marks.contradicted))
    at = 0
    only: Span | None = None
    for passage in left:
        if passage.kind is Kind.ONLY:
            span = _trimmed(text, passage)
            only = Span(only.start if only else span.start, span.end)
            continue
        if only is not None and passage.kind is not Kind.ASIDE:
            yield only
            only = None
        while at < len(inside) and inside[at].start < passage.start:
            at += 1
        if at < len(inside) and inside[at].start < passage.end:
            yield inside[at]
    if only is not None:
        yield only
