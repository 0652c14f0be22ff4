"""Comparing the article that one reads with another one: its next version, or the one before it.

In: the keys. Out: marks in the text pane, and a walk along the differences. The comparison is made
on the reader's thread; it goes on in the other article, is made anew where the text changes, and
ends where a third one is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import ClewError
from tui.screens.pages import Landing
from tui.state import next_hit

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus
    from index.model import ArticleInfo, Span
    from tui.beside import Beside
    from tui.screens.pages import Pages
    from tui.screens.stage import Stage


_TOLD = "Comparing …"


class _OvertakenError(ClewError):
    """Nobody waits for the comparison any more: another article is opened."""


class Comparing:
    """Shows an article beside another.

    Args:
        stage: the panes and services.
        pages: opens the other article, and says when one is shown.
    """

    def __init__(self, stage: Stage, pages: Pages) -> None:
        self._stage = stage
        self._pages = pages
        self._shown: ArticleInfo | None = None
        self._before: ArticleInfo | None = None
        self._query = ""
        pages.landed = self._landed

    @property
    def on(self) -> bool:
        """Whether the article that is shown is compared with another."""
        return self._stage.state.beside is not None and self._stage.state.page is not None

    def toggle(self) -> None:
        """Compare the article with another, or end it."""
        if self.on:
            self.end()
        else:
            self._begin()

    def _begin(self) -> None:
        stage, page = self._stage, self._stage.state.page
        if page is None or stage.state.bound_for is not None:
            stage.tell("There is no article to compare")
            return
        other = self._other()
        if other is None:
            stage.tell("Open another article first; then c compares the two")
            return
        stage.tell(_TOLD)

        def arrived(made: Beside) -> None:
            if made.comparison.alignment.shared:
                self._show(made)
                stage.reveal_text()
            else:
                stage.tell(f"This has nothing in common with {made.other}")

        self._ask(page.article.info.id, other, arrived)

    def _ask(self, number: int, other: int, deliver: Callable[[Beside], None]) -> None:
        """Have two articles compared, unless another one is opened meanwhile."""
        stage = self._stage

        def compare(corpus: Corpus) -> Beside:
            from tui.beside import beside

            return beside(corpus.compare(number, other, check=check))

        def check() -> None:
            now = stage.state.page
            if stage.state.bound_for is not None or now is None or now.article.info.id != number:
                raise _OvertakenError

        def arrived(made: Beside) -> None:
            stage.status.take_back(_TOLD)
            now, left = stage.state.page, made.comparison.left
            if now is not None and now.article == left and stage.state.bound_for is None:
                deliver(made)

        def failed(error: Exception) -> None:
            stage.status.take_back(_TOLD)
            if not isinstance(error, _OvertakenError):
                stage.tell(f"The articles cannot be compared: {error}")

        stage.reader.ask("compare", compare, arrived, failed)

    def _other(self) -> int | None:
        """The next version of the article in sight, else the article that was shown before it."""
        state = self._stage.state
        if state.page is None:
            return None
        number, versions = state.page.article.info.id, state.page.versions
        if number in versions:
            return versions[(versions.index(number) + 1) % len(versions)]
        before = self._before and state.shelf.again(self._before.id, self._before.path)
        return before.id if before is not None and before.id != number else None

    def end(self) -> None:
        """Compare nothing any more."""
        stage, state = self._stage, self._stage.state
        state.beside = None
        stage.text.show_compared(None)
        if state.page is not None:
            stage.text.set_hits(state.page.hits)
        stage.mark_current()

    def _show(self, made: Beside) -> None:
        state, text = self._stage.state, self._stage.text
        state.beside, state.hit = made, None
        self._query = state.query
        text.set_hits(())  # a search has marks enough of its own
        text.show_compared(made.marks)
        self._stage.mark_current()

    def _landed(self) -> None:
        """Take note of what the text pane shows now, and go on in it if it is the other article."""
        from tui.beside import beside

        state = self._stage.state
        page, made = state.page, state.beside
        if page is None:
            return
        if self._shown is not None and self._shown.path != page.article.info.path:
            self._before = self._shown
        self._shown = page.article.info
        if made is None:
            return
        left, right = (one.text for one in made.comparison[:2])
        ids = [one.info.id for one in made.comparison[:2]]
        here = (page.article.info.id, page.article.text)
        if state.query != self._query:  # one goes along its hits now
            self.end()
        elif here == (ids[1], right):
            self._show(beside(made.comparison.turned))
        elif here != (ids[0], left):
            self.end()
            self._compare_again(made, page.article.info)
        elif not self._stage.text.is_compared:
            self._show(made)

    def _compare_again(self, made: Beside, shown: ArticleInfo) -> None:
        """Compare anew if the shown article is one of the two and has changed; nothing moves."""
        ours, theirs = (article.info for article in made.comparison[:2])
        if shown.path == theirs.path:
            ours, theirs = theirs, ours
        other = self._stage.state.shelf.again(theirs.id, theirs.path)
        if shown.path == ours.path and other is not None:
            self._ask(shown.id, other.id, self._show)

    # Going along

    def cross(self) -> None:
        """Go over to the same passage in the other article."""
        stage, made = self._stage, self._stage.state.beside
        if made is None or stage.state.bound_for is not None:
            return
        top = stage.text.top_offset
        stop = made.stops[made.at] if made.at is not None else None
        place = stop.start if stop is not None and self._is_in_sight(stop) else top
        landing = Landing(offset=made.across(place)) if place else Landing()
        there = made.comparison.right.info
        now = stage.state.shelf.again(there.id, there.path)  # it has another number once it changes
        self._pages.open((now or there).id, landing)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) difference, round the end."""
        stage, made = self._stage, self._stage.state.beside
        if made is None:
            return
        if not made.stops:
            stage.tell(f"Nothing is different from {made.other} in this article")
            return
        now = made.stops[made.at] if made.at is not None else None
        span = stage.text.visible_span()
        start = span.start - (by > 0)
        if now is not None and self._is_in_sight(now):
            start = now.start
        stop = next_hit(made.stops, start, by)
        if stop is None:
            where = "from the beginning again" if by > 0 else "from the end again"
            stage.tell(f"Round the end: {where}")
            stop = made.stops[0 if by > 0 else -1]
        else:
            stage.status.hide_notice()
        stage.state.beside = made._replace(at=made.stops.index(stop))
        stage.text.reveal(stop.start)
        stage.text.set_stop(stop)
        stage.reveal_text()
        stage.show_where()

    def _is_in_sight(self, stop: Span) -> bool:
        span = self._stage.text.visible_span()
        return stop.end > span.start and stop.start < span.end
