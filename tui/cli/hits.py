"""``clew search --hits``: a line for each hit, with the words around it.

In: the answer to a query. Out: its articles' hits in the order of the answer, fetched a batch at a
time, in the three ways in which every verb writes.
"""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tui.cli import FOUND, NOTHING, shapes
from tui.cli.rows import batches, places
from tui.output import note, on_terminal, write_json, write_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index import Corpus
    from index.answering.occurrences import TextHit
    from index.citing import Citation
    from index.model import SearchResult


class Found(NamedTuple):
    """A hit, in which article, and where in the original."""

    path: str
    hit: TextHit
    where: Citation


def write_hits(
    corpus: Corpus, result: SearchResult, *, width: int, limit: int | None, json: bool
) -> int:
    """Write the hits of the articles that answer a query; the exit status."""
    every = found(corpus, result, width)
    rows = islice(every, limit)
    if json:
        head = {"query": result.query, "parsed": result.parsed, "total": result.total}
        write_json(head, "hits", (shapes.text_hit(row.path, row.hit, row.where) for row in rows))
    elif on_terminal(sys.stdout):
        print_hits(result, rows)
        if next(every, None) is not None:
            note(f"the first {limit:,} hits; --limit 0 shows all")
    else:
        for path, hit, _ in rows:
            write_row(f"{path}:{hit.start}-{hit.end}", hit.left, hit.text, hit.right)
    return FOUND if result.total else NOTHING


def found(corpus: Corpus, result: SearchResult, width: int) -> Iterator[Found]:
    """The hits one by one, article by article in the order of the answer."""
    for batch in batches(result.hits):
        hits = corpus.hits(result.query, [one.article.id for one in batch], width=width)
        for one in batch:
            some = hits[one.article.id].hits if one.article.id in hits else ()
            where = places(corpus, one.article.id, [hit.start for hit in some])
            for hit, place in zip(some, where, strict=True):
                yield Found(one.article.path, hit, place)


def print_hits(result: SearchResult, rows: Iterable[Found]) -> None:
    """The hits under one another, article by article, the matched words marked."""
    from rich.text import Text

    from tui.cli.tables import one_spaced, plural
    from tui.output import console, one_line

    out = console()
    meaning = f" · {one_line(result.parsed)}" if result.parsed else ""
    out.print(Text(f"{plural(result.total, 'article')}{meaning}", style="dim"))
    side = max(8, (out.width - 26) // 2)
    path = ""
    for row in rows:
        if row.path != path:
            path = row.path
            out.print()
            out.print(Text(one_line(path), style="bold"))
        line = Text(one_spaced(row.hit.left)[-side:].rjust(side), no_wrap=True, overflow="ellipsis")
        line.append(one_line(row.hit.text), style="bold reverse")
        line.append(one_spaced(row.hit.right)[:side])
        out.print(line)
