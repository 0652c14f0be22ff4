"""What has been put to articles, as the explorer shows it: at once, and as it is kept.

In: what holds of articles, and what is being said. Out: list and text show both; what cannot be
kept is taken back. What others write meanwhile shows with the next look at what the corpus holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from index.errors import ClewError
from tui import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from threading import Thread

    from index import Corpus
    from index.marks.model import Marks
    from tui.screens.stage import Stage
    from tui.services.keeper import Keeper

T = TypeVar("T")


def marks_now(corpus: Corpus) -> Mapping[int, Marks] | ClewError:
    """What a person has put to articles; on the reader's thread."""
    try:
        return corpus.marking.every()
    except ClewError as error:
        return error


class Marked:
    """Shows what is put to articles, and has it kept.

    Args:
        stage: the panes and services.
        corpus: what is open, or None until it is.
        post: runs a callable on the screen's thread, soon and without waiting for it.
    """

    def __init__(
        self,
        stage: Stage,
        corpus: Callable[[], Corpus | None],
        post: Callable[[Callable[[], None]], object],
    ) -> None:
        self._stage = stage
        self._corpus = corpus
        self._post = post
        self._keeper: Keeper | None = None
        self._known: Mapping[int, Marks] = {}
        self._shown: Mapping[int, Marks] = {}
        self._keeping = 0
        self._trouble = ""
        stage.text.marks_of = lambda number: self._shown.get(number)

    @property
    def idle(self) -> bool:
        """Whether all that was said is kept and told; for tests."""
        return self._keeper is None or self._keeper.idle

    def stop(self) -> Sequence[Thread]:
        """Keep what was said, and end; the threads that do."""
        return () if self._keeper is None else self._keeper.stop()

    def of(self, article_id: int) -> Marks:
        """What is put to an article, as it shows."""
        from index.marks.model import NONE

        return self._shown.get(article_id, NONE)

    def look(self) -> None:
        """Show what has been put to articles by now, by whomever."""
        self._stage.reader.ask("marks", marks_now, self.take)

    def take(self, found: Mapping[int, Marks] | ClewError) -> None:
        """Show what has been put to articles; why that cannot be read is told once."""
        if isinstance(found, ClewError):
            words = logs.sentence(found)
            if words != self._trouble:
                self._stage.tell(words)
            self._trouble = words
            return
        self._trouble = ""
        if self._keeping:
            return  # it is older than what is on the screen; at the end it is asked for again
        self._known = found
        self._show(found)

    def _show(self, found: Mapping[int, Marks]) -> None:
        if found is self._shown:
            return
        self._shown = found
        stage = self._stage
        stage.articles.set_marks(found)
        stage.text.show_marks()
        stage.show_title()

    def put(self, article_id: int, marks: Marks) -> None:
        """Show something of an article before it is kept."""
        self._show({**self._shown, article_id: marks})

    def keep(
        self,
        say: Callable[[Corpus], T],
        kept: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Keep something; what was shown of it already is taken back if that fails.

        Args:
            say: says it, on the keeper's thread.
            kept: gets what that returned, once it is on the disk.
            failed: gets the exception if it was not kept.
        """
        keeper = self._ready()
        if keeper is None:
            return
        self._keeping += 1

        def done(result: T) -> None:
            kept(result)
            self._settle()

        def refused(error: Exception) -> None:
            self._show(self._known)
            self._trouble = logs.sentence(error)
            failed(error)
            self._settle()

        keeper.keep(say, done, refused)

    def _settle(self) -> None:
        self._keeping -= 1
        if not self._keeping:
            self.look()

    def _ready(self) -> Keeper | None:
        corpus = self._corpus()
        if self._keeper is None and corpus is not None:
            from tui.services.keeper import Keeper

            self._keeper = Keeper(corpus, self._post)
        return self._keeper
