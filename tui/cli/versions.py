"""The verb ``versions``: articles with much the same text; and what ``search`` says of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from index.errors import NotFoundError
from tui.cli import FOUND, NOTHING, shapes
from tui.cli.articles import find_article
from tui.output import note, on_terminal, write_json, write_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Corpus
    from index.versions import Version
    from tui.cli.arguments import Request

_NONE = "no two articles have much the same text"


def versions(corpus: Corpus, request: Request, limit: int | None) -> int:
    """The groups of versions, or the one of an article.

    Args:
        corpus: the opened corpus.
        request: what is asked for.
        limit: at most so many groups.
    """
    if request.article:
        try:
            article = find_article(corpus, request.article)
        except NotFoundError as error:
            note(str(error))
            return NOTHING
        own = corpus.versions.compared(article.id)
        found = [own] if own else []
    else:
        found = corpus.versions.all()
    shown = found[:limit]
    if not found:
        note(_NONE if not request.article else f"there is no other version of {request.article!r}")
    if request.json:
        write_json({}, "groups", map(_group, shown))
    elif on_terminal(sys.stdout):
        _print(shown, len(found))
    else:
        for number, group in enumerate(shown, 1):
            for version in group:
                row = shapes.article(version.article)
                cells = (row[key] or "" for key in ("path", "title", "source", "date"))
                write_row(number, f"{version.resemblance:.2f}", *cells)
    return FOUND if found else NOTHING


def others_of(corpus: Corpus) -> Callable[[int], dict[str, list[str]]]:
    """For an article's number ``{"versions": [path, ..]}`` of the others, or nothing."""
    groups = corpus.versions.groups()

    def others(article: int) -> dict[str, list[str]]:
        if article not in groups:
            return {}
        return {"versions": [i.path for i in corpus.versions.of(article) if i.id != article]}

    return others


def _group(group: Sequence[Version]) -> dict[str, Any]:
    """``{"articles": [{"path", "title", "source", "date", "resemblance"}]}``."""
    return {
        "articles": [
            shapes.article(version.article) | {"resemblance": round(version.resemblance, 4)}
            for version in group
        ]
    }


def _print(shown: Sequence[Sequence[Version]], total: int) -> None:
    from rich.text import Text

    from tui.output import console, one_line

    out = console()
    for group in shown:
        out.print(Text(one_line(group[0].article.title), style="bold"))
        for version in group:
            info = version.article
            where = (info.path, info.source, info.date.isoformat() if info.date else "")
            share = int(100 * version.resemblance)  # 100 % is for the same words alone
            line = Text(f"{share:3}%  ", style="dim")
            line.append(" · ".join(one_line(part) for part in where if part), style="not dim")
            out.print(line)
        out.print()
    if len(shown) < total:
        sys.stdout.flush()
        note(f"{total - len(shown)} more; --limit 0 shows all")
