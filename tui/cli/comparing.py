"""The verb ``compare``: two articles side by side, and where they contradict one another.

In: two articles' names. Out: their passages in the reading order of the first, those that only the
second has behind what they follow there; in the three ways in which every verb writes (on a
terminal by `tui.cli.side_by_side`, imported only then).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from index.alignment import Kind, shared
from index.errors import NotFoundError
from index.model import Span
from tui.cli import FOUND, NOTHING, shapes
from tui.cli.articles import find_article
from tui.output import note, on_terminal, write_json, write_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index import Corpus
    from index.alignment import Aligned
    from index.alignments import Comparison
    from index.model import Article
    from tui.cli.arguments import Request


class Stretch(Protocol):
    """Anything that covers characters of a text: a span, a passage."""

    @property
    def start(self) -> int:
        """The first."""

    @property
    def end(self) -> int:
        """One past the last."""


class Row(NamedTuple):
    """A passage with its partner, or one that only one article has.

    Attributes:
        kind: ``"same"``, ``"alike"``, ``"left"`` (only in the first) or ``"right"``.
        left: the passage of the first article.
        right: that of the second.
    """

    kind: str
    left: Aligned | None
    right: Aligned | None


def compare(corpus: Corpus, request: Request) -> int:
    """Compare two articles; nothing is found where they share no passage."""
    try:
        ours, theirs = (find_article(corpus, name).id for name in (request.subject, request.other))
        found = corpus.compare(ours, theirs)
    except NotFoundError as error:
        note(str(error))
        return NOTHING
    if request.json:
        write_json(_head(found), "passages", (_shape(row, found) for row in rows(found)))
    elif on_terminal(sys.stdout):
        from tui.cli.side_by_side import print_comparison

        print_comparison(found)
    else:
        for difference in found.alignment.discrepancies:
            _write(difference.kind, difference.left, difference.right, found)
        for row in rows(found):
            _write(row.kind, row.left, row.right, found)
    return FOUND if found.alignment.shared else NOTHING


def rows(found: Comparison) -> Iterator[Row]:
    """The passages of both in order; those that are not the articles' own are left out."""
    left, right, _ = found.alignment
    only: dict[int, list[Aligned]] = defaultdict(list)
    before = -1
    for passage in right:
        if passage.partners:
            before = passage.partners[0]
        elif passage.kind is Kind.ONLY:
            only[before].append(passage)
    waiting = only[-1]
    for number, passage in enumerate(left):
        if passage.kind is Kind.ONLY:
            yield Row("left", passage, None)
            continue
        if passage.partners:
            yield from (Row("right", None, other) for other in waiting)
            waiting = []
        if passage.words:
            yield from (Row(passage.kind.value, passage, right[n]) for n in passage.partners)
        waiting += only[number]
    yield from (Row("right", None, other) for other in waiting)


def _write(kind: str, left: Stretch | None, right: Stretch | None, found: Comparison) -> None:
    places: list[object] = []
    texts: list[str] = []
    for stretch, article in ((left, found.left), (right, found.right)):
        span = None if stretch is None else trimmed(stretch, article.text)
        places += ("", "") if span is None else span
        texts.append("" if span is None else article.text[span.start : span.end])
    write_row(kind, *places, *texts)


def trimmed(stretch: Stretch, text: str) -> Span:
    """A stretch of a text without the white space around it."""
    words = text[stretch.start : stretch.end]
    end = stretch.start + len(words.rstrip())
    return Span(end - len(words.strip()), end)


# JSON


def _head(found: Comparison) -> dict[str, Any]:
    left, right, discrepancies = found.alignment
    return {
        "left": shapes.article(found.left.info) | {"shared": round(shared(left), 4)},
        "right": shapes.article(found.right.info) | {"shared": round(shared(right), 4)},
        "discrepancies": [
            {
                "kind": one.kind,
                "left": _place(one.left, found.left),
                "right": _place(one.right, found.right),
            }
            for one in discrepancies
        ],
    }


def _shape(row: Row, found: Comparison) -> dict[str, Any]:
    """``{"kind", "left", "right"}``; a side has ``"differs"`` if the words are much the same."""
    return {
        "kind": row.kind,
        "left": _side(row, row.left, found.left),
        "right": _side(row, row.right, found.right),
    }


def _side(row: Row, passage: Aligned | None, article: Article) -> dict[str, Any] | None:
    if passage is None:
        return None
    place = _place(passage, article)
    if row.kind == "alike":
        place["differs"] = [[span.start, span.end] for span in passage.differs]
    return place


def _place(stretch: Stretch, article: Article) -> dict[str, Any]:
    start, end = trimmed(stretch, article.text)
    return {"start": start, "end": end, "text": article.text[start:end]}
