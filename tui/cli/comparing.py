"""The verb ``compare``: two articles side by side, and where they contradict one another.

In: two articles' names. Out: their passages in the reading order of the first, those that only the
second has behind what they follow there; in the three ways in which every verb writes.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from index.alignment import Kind, shared
from index.errors import NotFoundError
from index.model import Span
from tui.cli import FOUND, NOTHING, shapes
from tui.cli.verbs import find_article
from tui.output import note, on_terminal, one_line, write_json, write_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.table import Table
    from rich.text import Text

    from index import Corpus
    from index.alignment import Aligned
    from index.alignments import Comparison
    from index.model import Article
    from tui.cli.arguments import Request

_CONTEXT = 30
"""Characters on each side of a discrepancy."""


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
        _print(found)
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
        span = None if stretch is None else _trimmed(stretch, article.text)
        places += ("", "") if span is None else span
        texts.append("" if span is None else article.text[span.start : span.end])
    write_row(kind, *places, *texts)


def _trimmed(stretch: Stretch, text: str) -> Span:
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
    start, end = _trimmed(stretch, article.text)
    return {"start": start, "end": end, "text": article.text[start:end]}


# On a terminal


def _print(found: Comparison) -> None:
    from rich.text import Text

    from tui.cli.tables import plural
    from tui.output import console

    out = console()
    left, right, discrepancies = found.alignment
    for name, article, side in (("A", found.left, left), ("B", found.right, right)):
        info = article.info
        where = (info.path, info.source, info.date.isoformat() if info.date else "")
        only = sum(passage.kind is Kind.ONLY for passage in side)
        out.print(Text(f"{name}  {one_line(info.title)}", style="bold"))
        out.print(Text("   " + " · ".join(one_line(part) for part in where if part), style="dim"))
        told = f"   {int(100 * shared(side))}% also in {'B' if name == 'A' else 'A'}"
        out.print(Text(f"{told} · {plural(only, 'passage')} only here"))
    out.print()
    if discrepancies:
        count = len(discrepancies)
        out.print(Text(f"{count} discrepanc{'y' if count == 1 else 'ies'}", style="bold"))
    for one in discrepancies:
        out.print(_in_context(f"≠ A {one.kind:7}", found.left.text, one.left))
        out.print(_in_context(f"  B {'':7}", found.right.text, one.right))
    if discrepancies:
        out.print()
    for kind, some in groupby(rows(found), key=lambda row: row.kind):
        if kind == "same":
            same = [row.left for row in some if row.left is not None]
            words = sum(passage.words for passage in same)
            told = f"= {plural(len(same), 'passage')}, {plural(words, 'word')}"
            out.print(Text(told, style="dim"))
            continue
        for _, more in groupby(some, key=lambda row: row.left or row.right):
            out.print(_block(list(more), found))


def _in_context(head: str, text: str, span: Span) -> Text:
    from rich.text import Text

    from index.occurrences import around
    from tui.cli.tables import one_spaced

    before, behind = around(text, span.start, span.end, _CONTEXT)
    line = Text(f"{head}  …{one_spaced(before)}")
    line.append(one_line(text[span.start : span.end]), style="bold reverse")
    line.append(f"{one_spaced(behind)}…")
    return line


def _block(some: Sequence[Row], found: Comparison) -> Table:
    """A passage and those that are alike, with what differs set off."""
    from rich.table import Table
    from rich.text import Text

    kind, left, _ = some[0]
    rights = [row.right for row in some if row.right is not None]
    near = all(passage.is_near for passage in (left, *rights) if passage is not None)
    mark = {"left": "<", "right": ">", "alike": "~" if near else "≈"}[kind]
    block = Table.grid(padding=(0, 1))
    sides: list[tuple[str, Aligned, str, list[Span]]] = []
    differences = found.alignment.discrepancies
    if left is not None:
        sides.append(("A", left, found.left.text, [one.left for one in differences]))
    spans = [one.right for one in differences]
    sides += [("B", passage, found.right.text, spans) for passage in rights]
    for name, passage, text, contradicted in sides:
        block.add_row(Text(mark), Text(name), _line(passage, text, contradicted, near))
        mark = ""
    return block


def _line(passage: Aligned, text: str, contradicted: Sequence[Span], near: bool) -> Text:
    from rich.text import Text

    from tui.cli.tables import one_spaced

    start, end = _trimmed(passage, text)
    marks = [(*span, "bold reverse") for span in contradicted if start <= span.start < end]
    if near:
        marks += [(*span, "bold underline") for span in passage.differs]
    gaps = {span.start: span for span in passage.missing} if near else {}
    cuts = {start, end, *gaps, *(at for first, last, _ in marks for at in (first, last))}
    line = Text()
    for first, last in pairwise(sorted(cuts)):
        if first in gaps:
            line.append(" […]", style="dim")
        style = next((style for a, b, style in marks if a <= first < b), "")
        line.append(one_spaced(text[first:last]), style=style)
    line.rstrip()
    return line
