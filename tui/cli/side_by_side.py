"""Two articles side by side, drawn for a terminal; imports Rich, so it is imported only then.

In: a `Comparison`. Out: lines on standard output, with what differs set off.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from index.alignment import Kind, shared
from index.answering.occurrences import around
from tui.cli.comparing import Row, rows, trimmed
from tui.cli.tables import one_spaced, plural
from tui.output import console, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.alignment import Aligned
    from index.alignments import Comparison
    from index.model import Span

_CONTEXT = 30
"""Characters on each side of a discrepancy."""


def print_comparison(found: Comparison) -> None:
    """How much they share, their discrepancies in context, then their passages in order."""
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
    before, behind = around(text, span.start, span.end, _CONTEXT)
    line = Text(f"{head}  …{one_spaced(before)}")
    line.append(one_line(text[span.start : span.end]), style="bold reverse")
    line.append(f"{one_spaced(behind)}…")
    return line


def _block(some: Sequence[Row], found: Comparison) -> Table:
    """A passage and those that are alike, with what differs set off."""
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
    start, end = trimmed(passage, text)
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
