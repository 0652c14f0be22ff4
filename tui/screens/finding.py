"""Finding words in the text that is shown, and only there: the list and the search stay.

In: what is typed into the search bar while it is about the text. Out: the text's hits; they are
walked by the same keys as those of a search, round and round in the one text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import QueryError
from tui.screens.pages import Landing

if TYPE_CHECKING:
    from index.model import Span
    from tui.history import Place
    from tui.screens.pages import Pages
    from tui.screens.stage import Stage

SCOPE = "in this text"
"""What the search bar says that it is about."""


class Finding:
    """Looks for words in the shown text.

    Args:
        stage: the panes and services.
        pages: shows the hits.

    Attributes:
        on: whether the search bar is about the text.
    """

    def __init__(self, stage: Stage, pages: Pages) -> None:
        self._stage = stage
        self._pages = pages
        self._from = 0
        self.on = False
        self._search_again = pages.search_again
        pages.search_again = self._travelled

    def begin(self) -> bool:
        """Have the search bar ask for words of the shown text; False where there is none."""
        stage = self._stage
        if stage.state.page is None:
            stage.tell("No article is open")
            return False
        self._from = stage.text.top_offset
        if not self.on:
            self.on = True
            stage.search.set_scope(SCOPE)
        stage.search.set_text(stage.state.find)
        stage.search.focus()
        return True

    def type(self, text: str) -> None:
        """Look for what has been typed so far, from where one read at the beginning."""
        stage, state = self._stage, self._stage.state
        text = text.strip()
        page = state.page
        if page is None or text == state.find:
            return

        def arrived(hits: list[Span]) -> None:
            if state.page is None or state.page.article is not page.article:
                return
            found = page._replace(hits=tuple(hits), query=state.find, typing=True)
            behind = (n for n, hit in enumerate(hits, 1) if hit.start >= self._from)
            number = next(behind, 1) if hits else 0
            self._pages.open(page.article.info.id, Landing(hit=number, walk=True), found)

        def refused(error: Exception) -> None:
            if isinstance(error, QueryError):
                stage.search.show_error(error.message, error.position, error.fix)
            else:
                stage.tell(str(error))

        state.find = text
        number = page.article.info.id
        stage.reader.ask(
            "find",
            lambda corpus: corpus.hits_in(text, number, typing=True) if text else [],
            arrived,
            refused,
        )

    def submit(self) -> None:
        """Go into the text; the hits stay marked until `end`."""
        if self._stage.state.find:
            self._stage.show_pane("text")
        else:
            self.end()

    def end(self) -> None:
        """Look for nothing in the text; the search bar is about all articles again."""
        if self.on:
            self._stop()
            self._stage.show_pane("text")

    def _travelled(self, place: Place, article_id: int) -> None:
        """Go to a place where something else was searched, in all articles."""
        if self.on:
            self._stop()
        self._search_again(place, article_id)

    def _stop(self) -> None:
        stage, state = self._stage, self._stage.state
        self.on, state.find = False, ""
        stage.reader.forget("find")
        stage.search.set_scope("")
        if state.result is None:
            stage.search.show_nothing()
        else:
            stage.search.set_text(state.query)
            stage.search.show_result(state.result.parsed, state.result.total, len(state.shelf))
        self._pages.reload()
