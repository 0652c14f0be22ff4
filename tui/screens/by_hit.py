"""Results by hit: under each article of an answer its hits, a line each, in place of one passage.

In come the articles in sight; out go their hits, fetched by the reader, a few articles at a time,
so that an answer of any length costs what can be seen of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model import Snippet, Span
from tui import logs
from tui.widgets.hit_rows import HitsOf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Corpus
    from index.answering.occurrences import ArticleHits, TextHit
    from tui.screens.stage import Stage

AT_ONCE = 12
"""Articles whose hits are fetched at a time; more than stand in sight with theirs as a rule."""
MOST = 200
"""So many hits of an article are listed; where it has more, a last line leads on to them."""
_BEFORE, _AFTER = 40, 160


class ByHit:
    """Lists hits under their articles while it is on.

    Args:
        stage: the panes and services.

    Attributes:
        on: whether results are listed by hit.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._known: dict[int, HitsOf] = {}
        self._awaited: list[int] = []
        self.on = False

    def toggle(self) -> None:
        """List by hit, or by article again; the cursor keeps its place."""
        stage = self._stage
        if stage.state.result is None:
            stage.tell("Nothing is searched for; there are no hits to list")
            return
        self.on = not self.on
        self._awaited = []
        stage.tell("Results by hit" if self.on else "Results by article")
        stage.articles.set_hits(self._known if self.on else None)
        if self.on:
            self.show(stage.articles.visible_ids)
        stage.show_where()

    def begin(self, known: dict[int, HitsOf]) -> None:
        """Forget the hits of another query; these are known of the new one."""
        self._known = known
        self._awaited = []
        if self.on:
            self._stage.articles.set_hits(known)

    def show(self, ids: Sequence[int]) -> None:
        """Fetch the hits of the articles in sight that are not known yet."""
        stage, state = self._stage, self._stage.state
        missing = [number for number in ids if number not in self._known][:AT_ONCE]
        if not self.on or not state.query or not missing or missing == self._awaited:
            return
        query, typing = state.query, state.typing
        self._awaited = missing

        def arrived(found: dict[int, HitsOf]) -> None:
            self._awaited = []
            if (query, typing) != (state.query, state.typing):
                return
            self._known |= dict.fromkeys(missing, HitsOf(0, ())) | found
            if self.on:
                stage.articles.set_hits(self._known)
                if state.page is not None and state.hit is not None:
                    self._follow(state.page.article.info.id, state.hit)

        def failed(error: Exception) -> None:
            self._awaited = []
            stage.tell(logs.told(error))

        stage.reader.ask(
            "snippets",
            lambda corpus: hits_of(corpus, query, missing, typing=typing),
            arrived,
            failed,
        )

    def _follow(self, article_id: int, hit: Span) -> None:
        """Put the cursor on the hit that the text shows, if it stands on its article."""
        articles = self._stage.articles
        if articles.cursor_id == article_id and not articles.cursor_number:
            articles.move_to(article_id, hit.start)


def hits_of(corpus: Corpus, query: str, ids: Sequence[int], *, typing: bool) -> dict[int, HitsOf]:
    """Fetch the hits of some articles as lines; on the reader's thread.

    Raises:
        QueryError: the query cannot be understood.
    """
    found = corpus.hits(query, ids, width=_AFTER, limit=MOST + 1, typing=typing)
    return {number: _lines(some) for number, some in found.items()}


def _lines(found: ArticleHits) -> HitsOf:
    lines = [(hit.number, _line(hit)) for hit in found.hits[:MOST]]
    rest = f"… {found.total - MOST:,} more"
    lines += [(hit.number, Snippet(hit.start, rest, ())) for hit in found.hits[MOST:]]
    return HitsOf(found.total, tuple(lines))


def _line(hit: TextHit) -> Snippet:
    left = hit.left[-_BEFORE:]
    if len(left) < len(hit.left):
        left = f"…{left.partition(' ')[2] or left}"
    words = " ".join(hit.text.split())
    return Snippet(hit.start, f"{left}{words}{hit.right}", (Span(len(left), len(left + words)),))
