"""The verb ``related``: what else tells of the same story or matter as an article, and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from index.errors import NotFoundError
from tui.cli import FOUND, NOTHING, shapes
from tui.cli.articles import find_article
from tui.cli.versions import others_of
from tui.output import note, on_terminal, write_json, write_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Corpus
    from index.answering.relating import Related
    from tui.cli.arguments import Request


def related(corpus: Corpus, request: Request, limit: int | None) -> int:
    """The articles related to one, the most related first.

    Args:
        corpus: the opened corpus.
        request: what is asked for.
        limit: at most so many, or None for all.
    """
    try:
        article = find_article(corpus, request.subject)
        found = corpus.related(article.id, limit=limit)
    except NotFoundError as error:
        note(str(error))
        return NOTHING
    if request.json:
        others = others_of(corpus)
        head = {"article": shapes.article(article) | others(article.id)}
        write_json(head, "related", (_shape(one) | others(one.article.id) for one in found))
    elif on_terminal(sys.stdout):
        _print(found)
    else:
        for one in found:
            row = _shape(one)
            cells = ("" if row[key] is None else row[key] for key in _PLAIN)
            write_row(*cells, f"{one.score:.2f}", "; ".join(one.names), " ".join(one.words))
    return FOUND if found else NOTHING


_PLAIN = ("path", "title", "source", "date", "days")


def _shape(one: Related) -> dict[str, Any]:
    """``{"path", "title", "source", "date", "score", "names": [..], "words": [..], "days"}``."""
    return shapes.article(one.article) | {
        "score": round(one.score, 4),
        "names": list(one.names),
        "words": list(one.words),
        "days": one.days,
    }


def _print(found: Sequence[Related]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from tui.output import console, one_line

    if not found:
        note("no other article tells of the same")
        return
    out = console()
    for one in found:
        info = one.article
        versions = f"+{one.versions} version{'s' * (one.versions > 1)}" if one.versions else ""
        where = (info.path, info.source, info.date.isoformat() if info.date else "", versions)
        head = Text(f"{int(100 * one.score):3}%  ", style="dim")
        head.append(one_line(info.title), style="not dim bold")
        out.print(head)
        origin = " · ".join(one_line(part) for part in where if part)
        out.print(Padding(Text(origin, style="dim"), (0, 0, 0, 6)))
        shared = Text(", ".join(map(one_line, one.names)), style="underline")
        shared.append(" · " if one.names and one.words else "", style="not underline")
        shared.append(" ".join(map(one_line, one.words)), style="not underline")
        out.print(Padding(shared, (0, 0, 1, 6)))
