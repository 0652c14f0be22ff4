"""What stands in the list of articles: all of them or an answer, sorted, with snippets or hits.

In come the rows of a search and those of the whole folder; out goes what the list shows. Snippets
and hits of rows that come into sight are fetched by the reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.places import Order
from tui.state import FIRST_ORDER, ORDERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Corpus
    from index.model import Snippet
    from tui.screens.answers import Answer
    from tui.screens.by_hit import ByHit
    from tui.screens.stage import Stage
    from tui.widgets.article_row import ArticleRow


class Rows(NamedTuple):
    """What the list of articles is filled with; made on the reader's thread.

    Attributes:
        rows: articles, each with the versions of its text under it, and files that could not be
            read.
        ids: the articles' ids.
        order: what they are sorted by.
    """

    rows: Sequence[ArticleRow]
    ids: Order
    order: str = FIRST_ORDER


class Listing:
    """Fills the list of articles.

    Args:
        stage: the panes and services.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._all = self._found = Rows((), Order())
        self._snippets: dict[int, Snippet] = {}
        self._by_hit: ByHit | None = None

    @property
    def by_hit(self) -> ByHit:
        """Lists results by hit."""
        if self._by_hit is None:
            from tui.screens.by_hit import ByHit

            self._by_hit = ByHit(self._stage)
        return self._by_hit

    @property
    def lists_hits(self) -> bool:
        """Whether results are listed by hit."""
        return self._by_hit is not None and self._by_hit.on

    def offer(self, rows: Rows) -> None:
        """Say what stands in the list while nothing is searched for; it is sorted if need be."""
        if rows.order == self._stage.state.order or not self._all.rows:
            self._all = rows
        if rows.order != self._stage.state.order:
            self._sort_all()

    def sort_by(self, order: str) -> bool:
        """Sort all articles so, without a word; False where they are, or it is none of `ORDERS`."""
        if order == self._stage.state.order or order not in ORDERS:
            return False
        self._stage.state.order = order
        self._sort_all()
        return True

    def sort(self) -> None:
        """Sort all articles by the next of `ORDERS`; the one that is read keeps its row."""
        state, shelf = self._stage.state, self._stage.state.shelf.articles
        orders = list(ORDERS)
        state.order = orders[(orders.index(state.order) + 1) % len(orders)]
        by_path = state.order == FIRST_ORDER and not state.query
        words = f"Sorted {'by path' if by_path else ORDERS[state.order]}"
        known = {"date": "date", "oldest": "date", "source": "outlet"}.get(state.order, "")
        if known and not any(info.source if known == "outlet" else info.date for info in shelf):
            words += f"; no article states its {known}"
        self._stage.tell(words)
        self._sort_all()

    def _sort_all(self) -> None:
        order = self._stage.state.order

        def everything(corpus: Corpus) -> Rows:
            from tui.screens.answers import all_articles

            return all_articles(corpus, order)

        def arrived(rows: Rows) -> None:
            self._all = rows
            state = self._stage.state
            if state.result is None:
                self.fill(reset=False)
                if state.article_id is not None:
                    self._stage.articles.move_to(state.article_id)

        self._stage.reader.ask("all-sorted", everything, arrived)

    def show(self, answer: Answer, *, renewed: bool, reset: bool) -> None:
        """List an answer.

        Args:
            answer: what was found.
            renewed: whether snippets and hits that are known are of another one.
            reset: whether the list begins at its top again.
        """
        self._stage.state.result = answer.result
        self._found = answer.rows
        if renewed:
            self._snippets = {}
        self._snippets |= answer.snippets
        if self._by_hit is not None and (renewed or answer.hits):
            self._by_hit.begin(answer.hits)
        self.fill(reset=reset)

    def clear(self) -> None:
        """List all articles; the cursor stays on the same one."""
        self._stage.reader.forget("snippets")
        self._stage.state.result = None
        self._snippets = {}
        if self._by_hit is not None:
            self._by_hit.begin({})
        self.fill(reset=False)

    def fill(self, *, reset: bool) -> None:
        """Put the articles of the answer, or all of them, into the list.

        Args:
            reset: whether the list begins at its top again.
        """
        stage, state = self._stage, self._stage.state
        answers = state.result is not None
        rows = self._found if answers else self._all
        state.rows = rows.ids
        stage.articles.set_rows(rows.rows, answers=answers, reset=reset)
        if state.result is not None and not rows.rows:
            stage.articles.set_advice(state.result.notes, *state.result.offers[:1])
        stage.articles.set_snippets(self._snippets)
        stage.show_where()

    def show_snippets(self, ids: Sequence[int]) -> None:
        """Fetch the snippets, or the hits, of the rows in sight that have none yet."""
        if self.lists_hits:
            self.by_hit.show(ids)
            return
        state = self._stage.state
        missing = [number for number in ids if number not in self._snippets]
        if not state.query or not missing:
            return
        query, typing = state.query, state.typing

        def arrived(found: dict[int, tuple[Snippet, ...]]) -> None:
            if (query, typing) != (state.query, state.typing):
                return
            self._snippets |= {number: some[0] for number, some in found.items() if some}
            self._stage.articles.set_snippets(self._snippets)

        self._stage.reader.ask(
            "snippets", lambda corpus: corpus.snippets(query, missing, typing=typing), arrived
        )
