"""Comparing the article that one reads with another one: its next version, or a related article.

In: the keys. Out: marks in the text pane, and a walk along the differences. The comparison is made
on the reader's thread; it goes on in the other article, is made anew where the text changes, and
ends where a third one is opened. What is taken where there is no version, `tui.counterpart` says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from index.errors import ClewError
from tui.screens.pages import Landing
from tui.state import next_hit

if TYPE_CHECKING:
    from index import Corpus
    from index.alignments import Comparison
    from index.model import ArticleInfo, Span
    from tui.beside import Beside
    from tui.counterpart import Counterpart
    from tui.screens.pages import Pages
    from tui.screens.stage import Stage


_TOLD = "Comparing …"
_Check = Callable[[], None]
_Made = TypeVar("_Made")


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

    def begin_with(self, other: int) -> None:
        """Compare the article with the one of this number."""
        page = self._stage.state.page
        if page is not None:
            self._stage.tell(_TOLD)
            self._ask(page.article.info.id, other, self._begun)

    def _begin(self) -> None:
        stage, page = self._stage, self._stage.state.page
        if page is None or stage.state.bound_for is not None:
            stage.tell("There is no article to compare")
            return
        number, versions = page.article.info.id, page.versions
        if number in versions:
            self.begin_with(versions[(versions.index(number) + 1) % len(versions)])
            return
        stage.tell(_TOLD)
        before = self._article_before()

        def compare(corpus: Corpus, check: _Check) -> Counterpart | None:
            from tui.counterpart import counterpart

            return counterpart(corpus, number, before, check)

        def arrived(made: Counterpart | None) -> None:
            from tui.beside import beside

            if made is None:
                stage.tell("Open another article first; then c compares the two")
            elif self._is_of_now(made.comparison) and self._begun(beside(made.comparison)):
                stage.tell(f"Beside {made.reason}: {made.comparison.right.info.title}")

        self._question(number, compare, arrived)

    def _begun(self, made: Beside) -> bool:
        """Show a comparison that was asked for, if there is anything to show."""
        if not made.comparison.alignment.shared:
            self._stage.tell(
                f"This has nothing in common with {made.other}; r lists what is related"
            )
            return False
        self._show(made)
        self._stage.reveal_text()
        return True

    def _ask(self, number: int, other: int, deliver: Callable[[Beside], object]) -> None:
        """Have two articles compared, unless another one is opened meanwhile."""

        def compare(corpus: Corpus, check: _Check) -> Beside:
            from tui.beside import beside

            return beside(corpus.compare(number, other, check=check))

        def arrived(made: Beside) -> None:
            if self._is_of_now(made.comparison):
                deliver(made)

        self._question(number, compare, arrived)

    def _question(
        self,
        number: int,
        compare: Callable[[Corpus, _Check], _Made],
        arrived: Callable[[_Made], None],
    ) -> None:
        """Have an article compared on the reader's thread, unless another is opened meanwhile."""
        stage = self._stage

        def check() -> None:
            now = stage.state.page
            if stage.state.bound_for is not None or now is None or now.article.info.id != number:
                raise _OvertakenError

        def landed(made: _Made) -> None:
            stage.status.take_back(_TOLD)
            arrived(made)

        def failed(error: Exception) -> None:
            stage.status.take_back(_TOLD)
            if not isinstance(error, _OvertakenError):
                stage.tell(f"The articles cannot be compared: {error}")

        stage.reader.ask("compare", lambda corpus: compare(corpus, check), landed, failed)

    def _is_of_now(self, made: Comparison) -> bool:
        """Whether a comparison is of the article in sight, as it is now."""
        state = self._stage.state
        shown = state.page is not None and state.page.article == made.left
        return shown and state.bound_for is None

    def _article_before(self) -> int | None:
        """The article that was shown before the one in sight, if it is still there."""
        state = self._stage.state
        before = self._before and state.shelf.again(self._before.id, self._before.path)
        shown = state.page.article.info.id if state.page is not None else None
        return before.id if before is not None and before.id != shown else None

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
