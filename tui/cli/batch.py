"""``clew search --queries FILE``: a query a line, each answered over the one corpus that is open.

In: a file of queries, or standard input; blank lines and those that begin with ``#`` are left out.
Out: for each query its number of articles, or with ``--json`` an object on a line (JSON Lines); a
line that is no query is told with its number, and the others are answered all the same.
"""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from index.errors import QueryError, ReadError
from tui.cli import FOUND, NOTHING, USAGE, shapes
from tui.cli.hits import found, print_hits
from tui.cli.rows import with_passages
from tui.cli.stdin import MARK, standard_input
from tui.cli.versions import others_of
from tui.output import note, on_terminal, one_line, to_json, write_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from index import Corpus
    from index.model import SearchResult
    from tui.cli.arguments import Request

COMMENT = "#"


class Asked(NamedTuple):
    """A query of a file, and on which line it stands, from 1."""

    line: int
    query: str


def queries_in(name: str) -> list[Asked]:
    """The queries of a file; ``-`` is standard input.

    Raises:
        ClewError: it is no text, or there is no standard input.
        OSError: it cannot be read.
    """
    from index.reading.decoding import decode

    data = standard_input().buffer.read() if name == MARK else Path(name).read_bytes()
    try:
        text = decode(data)
    except ReadError as error:
        raise ReadError(f"{_called(name)}: {error}") from None
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    return [Asked(number, line) for number, line in lines if line and line[0] != COMMENT]


def answer_all(corpus: Corpus, request: Request, asked: Sequence[Asked], limit: int | None) -> int:
    """Answer queries one after the other; the exit status.

    Args:
        corpus: what is searched.
        request: how the answers are to be written.
        asked: the queries.
        limit: at most so many rows for each query; None for all.
    """
    write = _writer(corpus, request, limit)
    most = (None if request.hits else limit) if _lists(request) else 0
    sort = request.sort if _lists(request) else "relevance"
    status, mistaken = NOTHING, False
    told: set[str] = set()
    for one in asked:
        try:
            result = corpus.search(one.query, limit=most, sort=sort, snippets=0, advice=False)
        except QueryError as error:
            note(f"{_called(request.queries)}, line {one.line}: {error}")
            mistaken = True
            continue
        for remark in result.notes:
            if remark not in told:
                told.add(remark)
                note(remark)
        write(one, result)
        if result.total:
            status = FOUND
    return USAGE if mistaken else status


def _called(name: str) -> str:
    return "standard input" if name == MARK else name


def _lists(request: Request) -> bool:
    """Whether more is asked for than how many articles there are."""
    return request.json or request.hits or request.paths_only


def _writer(
    corpus: Corpus, request: Request, limit: int | None
) -> Callable[[Asked, SearchResult], None]:
    """What writes one answer."""
    if request.print0:
        return _each_once()
    if request.json:
        return _as_json(corpus, request, limit)
    if request.paths_only:
        return _paths
    if not request.hits:
        return _total
    if on_terminal(sys.stdout):
        return lambda one, result: print_hits(
            result, islice(found(corpus, result, request.width), limit)
        )

    def hits(one: Asked, result: SearchResult) -> None:
        for path, hit, _ in islice(found(corpus, result, request.width), limit):
            write_row(one.query, f"{path}:{hit.start}-{hit.end}", hit.left, hit.text, hit.right)

    return hits


def _total(one: Asked, result: SearchResult) -> None:
    if on_terminal(sys.stdout):
        sys.stdout.write(f"{result.total:>9,}  {one_line(one.query)}\n")
    else:
        write_row(result.total, one.query)


def _paths(one: Asked, result: SearchResult) -> None:
    for hit in result.hits:
        write_row(one.query, hit.article.path)


def _each_once() -> Callable[[Asked, SearchResult], None]:
    """Writes the paths of the articles that answer any of the queries, each once."""
    written: set[str] = set()

    def write(one: Asked, result: SearchResult) -> None:
        for hit in result.hits:
            if hit.article.path not in written:
                written.add(hit.article.path)
                sys.stdout.write(f"{hit.article.path}\0")

    return write


def _as_json(
    corpus: Corpus, request: Request, limit: int | None
) -> Callable[[Asked, SearchResult], None]:
    """Writes an object a line; its hits are those of ``clew search --json``."""
    others = others_of(corpus)

    def write(one: Asked, result: SearchResult) -> None:
        items: Iterable[object]
        if request.paths_only:
            items = (hit.article.path for hit in result.hits)
        elif request.hits:
            rows = islice(found(corpus, result, request.width), limit)
            items = (shapes.text_hit(row.path, row.hit, row.where) for row in rows)
        else:
            passages = with_passages(corpus, one.query, result.hits)
            items = (shapes.hit(*row) | others(row[0].article.id) for row in passages)
        head = {"line": one.line, "query": one.query, "parsed": result.parsed}
        key = "paths" if request.paths_only else "hits"
        _write_line(head | {"total": result.total}, key, items)

    return write


def _write_line(head: dict[str, Any], key: str, items: Iterable[object]) -> None:
    """Write one JSON object on one line; the items are written as they come."""
    write = sys.stdout.write
    write(f"{to_json(head)[:-1]}, {to_json(key)}: [")
    separator = ""
    for item in items:
        write(f"{separator}{to_json(item)}")
        separator = ", "
    write("]}\n")
