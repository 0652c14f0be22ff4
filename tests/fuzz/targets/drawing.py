"""What is drawn: folded lines, fitted cells, whole panes; nothing acts on the terminal."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult

from index.model import (
    Article,
    ArticleInfo,
    Entity,
    EntityType,
    Failure,
    LinkedMention,
    Snippet,
    Span,
)
from tests.fuzz import seeds
from tests.fuzz.mutating import Case, mutated
from tests.fuzz.targets.base import Target, harmless, plainly
from tui import output
from tui.widgets import cells
from tui.widgets.article_list import ArticleList
from tui.widgets.article_row import ArticleRow
from tui.widgets.article_view import ArticleView
from tui.widgets.entity_list import EntityList
from tui.widgets.entity_rows import EntityRows
from tui.widgets.layout import Layout, flow
from tui.widgets.mention_list import MentionList
from tui.widgets.painting import pieces
from tui.widgets.sanitise import bare, clean
from tui.widgets.search_bar import SearchBar
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from textual.strip import Strip
    from textual.widget import Widget

    from tests.fuzz.targets.base import Try

_PLAIN = Style.null()
_WIDTHS = (0, 1, 2, 3, 7, 20, 33, 80)
_KINDS = tuple(EntityType)


def texts(chance: random.Random) -> Case:
    """A damaged text; its kind is the numbers that say what is marked in it."""
    body = mutated(chance.choice(seeds.NEWS), chance, seeds.NEWS, seeds.WORDS)[:4000]
    return Case(" ".join(str(chance.randrange(1000)) for _ in range(8)), body)


def _spans(case: Case) -> list[Span]:
    """Sorted, disjoint spans somewhere in the text."""
    size = len(case.body)
    edges = sorted({int(number) * size // 1000 for number in case.kind.split()})
    return [Span(start, end) for start, end in pairwise(edges)][::2]


def lines(case: Case) -> None:
    """Lay a text into cells, and write it as the command line does."""
    text = case.body
    assert isinstance(text, str)
    marks = _spans(case)
    harmless(clean(text))
    harmless(bare(text))
    assert len(clean(text)) == len(text)
    for width in _WIDTHS:
        short = cells.within(text, width)
        for fitted in (cells.fit(short, width), cells.fit_left(short, width)):
            harmless(fitted)
            assert cell_len(fitted) <= width, (width, fitted)
        shown = cells.window(text, marks, width)
        harmless("".join(piece.text for piece in shown))
        assert sum(cell_len(piece.text) for piece in shown) <= width, (width, shown)
        strip = cells.strip_of([(piece.text, _PLAIN) for piece in shown], width, _PLAIN)
        assert strip.cell_length == width == sum(cell_len(s.text) for s in strip)
    for line in cells.wrapped(text[:600], 17):
        assert cell_len(line) <= 17
        harmless(line)
    harmless(output.safe(text), lines=True)
    harmless(output.one_line(text))
    written = output.to_json(text)
    harmless(written)
    # Two halves of a character beside one another are one in JSON.
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    assert json.loads(written) == joined


def folded(case: Case) -> None:
    """Fold a text; every character is on one line, and no line is too wide."""
    text = case.body
    assert isinstance(text, str)
    marks = _spans(case)
    joins = [mark for mark in marks if text[mark.start : mark.end].isspace()]
    made = flow(text, joins)
    assert len(made.text) == len(text)
    for width in (2, 11, 40, 84):
        layout = Layout(made, width)
        last = 0
        for number in range(min(layout.line_count, 60)):
            start, end = layout.line(number)
            assert last <= start <= end <= len(text), (number, start, end)
            last = end
            drawn = list(pieces(made.text, start, end, [(*m, _PLAIN) for m in marks], _PLAIN))
            words = "".join(piece.text for piece in drawn)
            harmless(words)
            assert cell_len(words) == layout.cells(start, end) <= width, (width, words)
            assert layout.line_of(start) == number or start == end
        for mark in marks:
            row, column = layout.position(mark.start)
            assert 0 <= layout.offset_at(row, column) <= len(text)


class _Host(App[None]):
    """All panes at once."""

    CSS = "* { height: 6; } Screen { layout: grid; grid-size: 2; height: 100%; }"

    def compose(self) -> ComposeResult:
        yield ArticleView(id="text")
        yield ArticleList()
        yield MentionList()
        yield EntityList()
        yield SearchBar()
        yield StatusLine()


@contextlib.asynccontextmanager
async def panes(_: Path) -> AsyncIterator[Try]:
    """Show a text as an article, as titles, names, paths and queries, in all panes."""
    host = _Host()
    async with host.run_test(size=(90, 40)) as pilot:
        await pilot.pause()
        tried = 0

        async def attempt(case: Case) -> None:
            nonlocal tried
            _show(host, case)
            for widget in (
                host.query_one(ArticleView),
                host.query_one(ArticleList),
                host.query_one(MentionList),
                host.query_one(EntityRows),
                host.query_one(StatusLine),
            ):
                for strip in _drawn(widget):
                    assert strip.cell_length == sum(cell_len(s.text) for s in strip)
                    for segment in strip:
                        harmless(segment.text)
                        assert segment.control is None
                        assert segment.style is None or segment.style.link is None
            tried += 1
            if tried % 50 == 0:
                await pilot.pause()
                for strip in host.screen._compositor.render_strips():
                    for segment in strip:
                        harmless(segment.text)

        yield attempt


def _drawn(widget: Widget) -> Iterator[Strip]:
    return (widget.render_line(y) for y in range(widget.size.height))


def _show(host: _Host, case: Case) -> None:
    text = case.body
    assert isinstance(text, str)
    marks = [mark for mark in _spans(case) if mark.start < mark.end]
    short = text[:300]
    info = ArticleInfo(1, short[-90:], short or "x", short[:50], date(2025, 11, 3), len(text))
    joins = [mark for mark in marks if text[mark.start : mark.end].isspace()]
    article = Article(info, text, tuple(marks[1::2]), tuple(joins))
    mentions = [
        LinkedMention(1, info.path, *mark, text[slice(*mark)], _KINDS[n % 4], short[:30], n == 2)
        for n, mark in enumerate(marks)
    ]
    view = host.query_one(ArticleView)
    at = marks[-1].start if marks else None
    view.show(article, mentions, marks[:1], at=at)
    view.set_current(short[:30], mentions[0] if mentions else None)
    shelf = host.query_one(ArticleList)
    shelf.set_rows([ArticleRow(info), ArticleRow(None, Failure(short[:90], short))], answers=True)
    shelf.set_snippets({1: Snippet(0, clean(short), tuple(m for m in marks if m.end < 300))})
    listed = host.query_one(MentionList)
    listed.show(short[:30], mentions, articles={info.path: info})
    listed.set_contexts(dict.fromkeys(mentions, (short[-60:], short[:60])))
    entity = Entity(short[:60] or "x", _KINDS[len(text) % 4], 3, 2, {short[:20]: 3}, 1)
    host.query_one(EntityList).set_entities([entity], [entity])
    status = host.query_one(StatusLine)
    status.show_where(short)
    status.show_notice(short[::-1])
    status.show_progress(short[:40], 3, 7)
    bar = host.query_one(SearchBar)
    if len(text) % 2:
        bar.show_result(short, 3, 10)
    else:
        bar.show_error(short, len(short) // 2, short[:80])


TARGETS = (
    Target("lines", 500, texts, plainly(lines)),
    Target("layout", 500, texts, plainly(folded)),
    Target("panes", 60, texts, panes),
)
