"""The verbs: a `Request` in; an answer on standard output and an exit status out.

Each verb writes the same answer three ways: JSON for programs, tab-separated lines in a pipe,
Rich on a terminal (drawn by `tui.cli.tables`, imported only then).
"""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING

from index.errors import NotFoundError
from tui.cli import FOUND, NOTHING, shapes
from tui.cli.actions import ACTIONS
from tui.cli.articles import find_article
from tui.cli.places import chosen_by
from tui.cli.rows import cited, places, with_contexts, with_passages
from tui.cli.session import opened, refresh, refresh_quietly, tell_mended
from tui.cli.versions import others_of, versions
from tui.output import note, on_terminal, prepare_streams, safe, write_json, write_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index import Corpus
    from index.model import LinkedMention
    from tui.cli.arguments import Request

SCREENFUL = 50
"""Rows on a terminal where no limit is given; in a pipe there is none."""


def run(request: Request) -> int:
    """Answer `request`; errors are those of the engine."""
    prepare_streams()
    if request.list or request.prune:
        from tui.cli.keeping import keeping

        return keeping(request)
    if request.queries:
        from tui.cli.batch import queries_in

        asked = queries_in(request.queries)
    if request.verb in ACTIONS:
        from tui.cli.said import said, said_of_gone

        if (status := said_of_gone(request)) is not None:
            return status
    with (
        chosen_by(request) as chosen,
        opened(
            chosen.paths,
            index_dir=chosen.index_dir,
            extractor=request.extractor,
            options=chosen.options,
        ) as corpus,
    ):
        if request.verb in ACTIONS:
            return said(corpus, request, search, alone=not chosen.paths)
        if request.verb != "index" and (request.refresh or chosen.piped):
            refresh_quietly(corpus)
        if request.queries:
            from tui.cli.batch import answer_all

            return answer_all(corpus, request, asked, _limit(request))
        return _VERBS[request.verb or ""](corpus, request)


def index(corpus: Corpus, request: Request) -> int:
    """Refresh, and tell what was found; files that cannot be read are listed."""
    report = refresh(corpus)
    tell_mended(report)
    status = FOUND if report.articles else NOTHING
    if request.json:
        failed = [{"path": failure.path, "error": failure.error} for failure in report.failed]
        write_json(shapes.report_head(report), "failed", failed)
    elif on_terminal(sys.stdout):
        from tui.cli.tables import print_report

        print_report(report)
    else:
        for word, count in shapes.report_head(report).items():
            write_row(word, count)
        for failure in report.failed:
            write_row("failed", failure.path, failure.error)
    return status


def search(corpus: Corpus, request: Request) -> int:
    """The articles that answer a query; the passages are read as the answer is written."""
    limit = _limit(request)
    articles = None if request.hits else limit
    result = corpus.search(request.subject, limit=articles, sort=request.sort, snippets=0)
    for remark in result.notes:
        note(remark)
    if request.paths_only and request.json:
        head = {"query": result.query, "parsed": result.parsed, "total": result.total}
        write_json(head, "paths", (hit.article.path for hit in result.hits))
        return FOUND if result.total else NOTHING
    if request.paths_only:
        for hit in result.hits:
            end = "\0" if request.print0 else "\n"
            path = hit.article.path if request.print0 else safe(hit.article.path)
            sys.stdout.write(f"{path}{end}")
        return FOUND if result.total else NOTHING
    if request.hits:
        from tui.cli.hits import write_hits

        return write_hits(corpus, result, width=request.width, limit=limit, json=request.json)
    rows = with_passages(corpus, request.subject, result.hits)
    if request.json:
        head = {"query": result.query, "parsed": result.parsed, "total": result.total}
        others = others_of(corpus)
        hits = (shapes.hit(*row) | others(row[0].article.id) for row in rows)
        write_json(head, "hits", hits)
    elif on_terminal(sys.stdout):
        from tui.cli.tables import print_hits

        print_hits(result, rows)
    else:
        for hit, passages, where in rows:
            row = shapes.hit(hit, passages, where)
            cells = (row[key] for key in ("path", "title", "source", "date", "score"))
            snippet = " … ".join(row["snippets"])
            write_row(*("" if cell is None else cell for cell in cells), snippet)
    return FOUND if result.total else NOTHING


def entities(corpus: Corpus, request: Request) -> int:
    """The entities of the corpus or of one article, or pairs that may be the same."""
    if request.suggest:
        return _suggest(corpus, request)
    article: int | None = None
    if request.article:
        try:
            article = find_article(corpus, request.article).id
        except NotFoundError as error:
            note(str(error))
            return NOTHING
    found = corpus.entities(article=article)
    if request.type:
        found = [entity for entity in found if entity.type == request.type]
    shown = found[: _limit(request)]
    if request.json:
        write_json({}, "entities", map(shapes.entity, shown))
    elif on_terminal(sys.stdout):
        from tui.cli.tables import print_entities

        print_entities(shown, len(found))
    else:
        for entity in shown:
            aliases = ", ".join(f"{alias} ({count})" for alias, count in entity.aliases.items())
            write_row(entity.name, entity.type, entity.mentions, entity.articles, aliases)
    return FOUND if found else NOTHING


def _suggest(corpus: Corpus, request: Request) -> int:
    found = corpus.suggestions()
    shown = found[: _limit(request)]
    if request.json:
        write_json({}, "suggestions", map(shapes.suggestion, shown))
    elif on_terminal(sys.stdout):
        from tui.cli.tables import print_suggestions

        print_suggestions(shown, len(found))
    else:
        for pair in shown:
            evidence = "; ".join(pair.evidence)
            write_row(pair.first, pair.second, f"{pair.score:.2f}", evidence, pair.articles)
    return FOUND if found else NOTHING


def mentions(corpus: Corpus, request: Request) -> int:
    """Every mention of one entity, or of all, each with the words around it."""
    name: str | None = None
    found: Iterable[LinkedMention]
    if request.all:
        found = corpus.all_mentions()
        if not request.demonyms:
            found = (mention for mention in found if not mention.demonym)
    else:
        try:
            name = corpus.entity(request.subject).name
            found = corpus.mentions(name, demonyms=request.demonyms)
        except NotFoundError as error:
            if request.json:
                write_json({"entity": None}, "mentions", ())
            note(str(error))
            return NOTHING
    counter = _Counter(islice(found, _limit(request)))
    rows = with_contexts(corpus, counter, request.width)
    if request.json:
        write_json({"entity": name}, "mentions", cited(corpus, rows))
    elif on_terminal(sys.stdout):
        from tui.cli.tables import print_mentions

        print_mentions(rows, name, _total(corpus, request, name))
    else:
        for mention, left, right in rows:
            write_row(
                mention.path,
                mention.start,
                mention.end,
                mention.type,
                mention.entity,
                left,
                mention.text,
                right,
            )
    return FOUND if counter.count else NOTHING


def show(corpus: Corpus, request: Request) -> int:
    """One article's text with its mentions."""
    try:
        article = corpus.article(find_article(corpus, request.subject).id)
    except NotFoundError as error:
        note(str(error))
        return NOTHING
    found = corpus.article_mentions(article.info.id)
    if request.json:
        where = places(corpus, article.info.id, [mention.start for mention in found])
        write_json(shapes.shown(article), "mentions", map(shapes.place, found, where))
    elif on_terminal(sys.stdout):
        from tui.cli.tables import print_article

        print_article(article, found, marks=request.marks)
    else:
        text = marked(article.text, found) if request.marks else safe(article.text)
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    return FOUND


def marked(text: str, found: Iterable[LinkedMention]) -> str:
    """`text` made safe, each mention written as ``[words|TYPE]``."""
    pieces: list[str] = []
    at = 0
    for mention in found:
        words = safe(text[mention.start : mention.end])
        pieces += (safe(text[at : mention.start]), f"[{words}|{mention.type}]")
        at = mention.end
    return "".join((*pieces, safe(text[at:])))


def _compare(corpus: Corpus, request: Request) -> int:
    from tui.cli.comparing import compare

    return compare(corpus, request)


def _related(corpus: Corpus, request: Request) -> int:
    from tui.cli.relating import related

    return related(corpus, request, _limit(request))


def _timeline(corpus: Corpus, request: Request) -> int:
    from tui.cli.timeline import timeline

    return timeline(corpus, request, _limit(request))


def _total(corpus: Corpus, request: Request, name: str | None) -> int:
    """How many mentions there are, shown or not."""
    counted = corpus.entities() if name is None else [corpus.entity(name)]
    return sum(e.mentions - (0 if request.demonyms else e.demonyms) for e in counted)


class _Counter:
    """An iterator that knows how many items have passed."""

    def __init__(self, items: Iterable[LinkedMention]) -> None:
        self.count = 0
        self._items = items

    def __iter__(self) -> Iterator[LinkedMention]:
        for item in self._items:
            self.count += 1
            yield item


def _limit(request: Request) -> int | None:
    """How many rows: as asked; else a screenful on a terminal, all in a pipe."""
    if request.limit is None:
        people = on_terminal(sys.stdout) and not request.json
        return SCREENFUL if people else None
    return request.limit or None


_VERBS: dict[str, Callable[[Corpus, Request], int]] = {
    "index": index,
    "search": search,
    "versions": lambda corpus, request: versions(corpus, request, _limit(request)),
    "entities": entities,
    "mentions": mentions,
    "show": show,
    "compare": _compare,
    "related": _related,
    "timeline": _timeline,
}
