"""The answers as plain dicts for JSON; pure functions of the model types.

The shapes are a promise to other programs: a key may be added one day, none changes its meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.answering.occurrences import TextHit
    from index.citing import Citation
    from index.linking.base import Suggestion
    from index.model import (
        Article,
        ArticleInfo,
        Entity,
        Hit,
        LinkedMention,
        RefreshReport,
        Snippet,
    )


def report_head(report: RefreshReport) -> dict[str, int]:
    """``{"articles", "added", "changed", "removed"}``; the failures follow."""
    return {
        "articles": report.articles,
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
    }


def article(info: ArticleInfo) -> dict[str, Any]:
    """``{"path", "title", "source", "date"}``; the date is ISO 8601 or null.

    Where there are exact copies of the file, their paths are under ``"also"``.
    """
    return {
        "path": info.path,
        "title": info.title,
        "source": info.source,
        "date": info.date.isoformat() if info.date else None,
    } | ({"also": list(info.also)} if info.also else {})


def cited(where: Citation) -> dict[str, int | str]:
    """The place in the original: ``{"page": 3}``, or line, row, message, record, entry, section.

    Nothing where it is not known.
    """
    if not where.kind:
        return {}
    return {where.kind: where.label if where.number is None else where.number}


def hit(found: Hit, snippets: Sequence[Snippet], where: Citation) -> dict[str, Any]:
    """An article with its score, the texts of its snippets, and the place of the first of them."""
    return article(found.article) | {
        "score": round(found.score, 4),
        "snippets": [snippet.text for snippet in snippets],
        **cited(where),
    }


def text_hit(path: str, found: TextHit, where: Citation) -> dict[str, Any]:
    """``{"path", "start", "end", "text", "left", "right"}`` and the place in the original."""
    return {
        "path": path,
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "left": found.left,
        "right": found.right,
        **cited(where),
    }


def entity(found: Entity) -> dict[str, Any]:
    """``{"name", "type", "mentions", "articles", "aliases": {text: count}}``."""
    return {
        "name": found.name,
        "type": found.type.value,
        "mentions": found.mentions,
        "articles": found.articles,
        "aliases": dict(found.aliases),
    }


def suggestion(pair: Suggestion) -> dict[str, Any]:
    """``{"first", "second", "score", "evidence": [..], "articles"}``."""
    return {
        "first": pair.first,
        "second": pair.second,
        "score": round(pair.score, 4),
        "evidence": list(pair.evidence),
        "articles": pair.articles,
    }


def mention(found: LinkedMention, left: str, right: str, where: Citation) -> dict[str, Any]:
    """A mention with its context and its place in the original.

    ``"demonym": true`` is added for one that names a country's people.
    """
    shape: dict[str, Any] = {
        "path": found.path,
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "type": found.type.value,
        "entity": found.entity,
        "left": left,
        "right": right,
        **cited(where),
    }
    if found.demonym:
        shape["demonym"] = True
    return shape


def shown(found: Article) -> dict[str, Any]:
    """An article with its text and its boilerplate as ``[start, end]`` pairs; mentions follow."""
    return article(found.info) | {
        "text": found.text,
        "boilerplate": [[span.start, span.end] for span in found.boilerplate],
    }


def place(found: LinkedMention, where: Citation) -> dict[str, Any]:
    """A mention within an article that is itself being shown."""
    shape: dict[str, Any] = {
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "type": found.type.value,
        "entity": found.entity,
        **cited(where),
    }
    if found.demonym:
        shape["demonym"] = True
    return shape
