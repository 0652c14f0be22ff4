"""The rest of a long answer: fetched when no key has followed for a moment.

In: a question of which the first articles are listed. Out: all of them in the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from index import Corpus
    from tui.screens.answers import Answer, Question
    from tui.screens.listing import Listing
    from tui.screens.stage import Stage

REST_DELAY = 0.25
"""Seconds without a key after which the rest of a long answer is fetched."""


class Resting:
    """Fetches the rest of an answer, not while keys follow one another: it would hold up the next.

    Args:
        stage: the panes and services.
        listing: lists the answer.
        question: what is searched now.
    """

    def __init__(self, stage: Stage, listing: Listing, question: Callable[[], Question]) -> None:
        self._stage = stage
        self._listing = listing
        self._question = question
        self._timer: Timer | None = None

    def wait(self) -> None:
        """Fetch the rest after a moment."""
        self._timer = self._stage.search.set_timer(REST_DELAY, self._ask)

    def drop(self) -> None:
        """Fetch nothing: something else is searched."""
        self._stage.reader.forget("search-rest")
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _ask(self) -> None:
        question = self._question()

        def search(corpus: Corpus) -> Answer:
            from tui.screens.answers import rest

            return rest(corpus, question, lambda: self._question() != question)

        def arrived(answer: Answer) -> None:
            if self._question() == question:
                self._listing.show(answer, renewed=False, reset=False)

        self._stage.reader.ask("search-rest", search, arrived)
