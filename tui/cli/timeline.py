"""The verb ``timeline``: what the articles of a query tell of which day."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING, Any

from index.errors import NotFoundError
from tui.cli import FOUND, NOTHING, shapes
from tui.cli.rows import places
from tui.days import LIKELY, called, counted, remarks
from tui.output import note, on_terminal, write_json, write_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index import Corpus
    from index.answering.timeline import Day, Entry, Timeline
    from index.citing import Citation
    from tui.cli.arguments import Request


def timeline(corpus: Corpus, request: Request, limit: int | None) -> int:
    """The days that a query's articles tell of, in order.

    Args:
        corpus: the opened corpus.
        request: what is asked for.
        limit: at most so many days, or None for all: the latest, then those without a year.

    Raises:
        QueryError: the query cannot be understood.
    """
    from index.answering.timeline import MOST

    query, name = request.subject, request.name
    try:
        found = corpus.timeline.of(query, name=name, most=None if request.all else MOST)
    except NotFoundError as error:
        if request.json:
            write_json({"query": query, "articles": 0, "read": 0, "unknown": 0}, "days", ())
        note(str(error))
        return NOTHING
    shown = _first(found.days, limit)
    if request.json:
        sources = found.sources
        head = {"query": query, "articles": sources.total, "read": len(sources.articles)}
        write_json({**head, "unknown": found.unknown}, "days", _shapes(corpus, shown))
    elif on_terminal(sys.stdout):
        _print(shown)
    else:
        for day in shown:
            for one in day.entries:
                place = one.article.path, one.start, one.end
                write_row(one.day, one.certainty, *place, one.left, one.text, one.right)
    _remark(found, shown)
    return FOUND if shown else NOTHING


def _first(days: Sequence[Day], limit: int | None) -> Sequence[Day]:
    """The latest days, and as many of those without a year as there is room for then."""
    if not limit or limit >= len(days):
        return days
    dated = sum(not day.rank for day in days)
    return days[max(0, dated - limit) : max(dated, limit)]


def _remark(found: Timeline, shown: Sequence[Day]) -> None:
    """Say what is not shown, and why nothing is."""
    total = len(found.days)
    if not found.days:
        note("no day is told of")
    elif len(shown) < total:
        yearless = sum(day.rank > 0 for day in found.days)
        which = "first" if shown[-1].rank else "latest"
        note(f"the {which} {len(shown):,} of {counted(total, yearless)}; --limit 0 shows all")
    for remark in remarks(found.sources, found.unknown):
        note(f"{remark} (--all reads all)" if remark.startswith("only") else remark)


def _shapes(corpus: Corpus, days: Sequence[Day]) -> Iterator[dict[str, Any]]:
    """``{"day", "articles", "told": [{"path", "start", "end", "certainty", "text", ..}]}``."""
    for day in days:
        told: list[dict[str, Any]] = []
        for _, some in groupby(day.entries, key=lambda entry: entry.article.id):
            entries = list(some)
            where = places(corpus, entries[0].article.id, [entry.start for entry in entries])
            told += map(_shape, entries, where)
        yield {"day": day.day, "articles": day.articles, "told": told}


def _shape(entry: Entry, where: Citation) -> dict[str, Any]:
    return shapes.article(entry.article) | {
        "start": entry.start,
        "end": entry.end,
        "day": entry.day,
        "certainty": entry.certainty.value,
        "text": entry.text,
        "left": entry.left,
        "right": entry.right,
        **shapes.cited(where),
    }


def _print(days: Sequence[Day]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from tui.cli.tables import one_spaced, plural
    from tui.output import console, one_line

    out = console()
    for day in days:
        head = Text(called(day.day), style="bold")
        head.append(f" · {plural(day.articles, 'article')}", style="not bold dim")
        out.print(head)
        for one in day.entries:
            line = Text(one_spaced(one.left).lstrip())
            mark = LIKELY if one.certainty == "likely" else ""
            line.append(f"{one_line(one.text)}{mark}", style="bold underline")
            line.append(one_spaced(one.right).rstrip())
            info = one.article
            published = info.date.isoformat() if info.date else ""
            where = (one_line(part) for part in (info.source, published, info.path) if part)
            line.append(f"  {' · '.join(where)}", style="dim")
            out.print(Padding(line, (0, 0, 0, 2)))
        out.print()
