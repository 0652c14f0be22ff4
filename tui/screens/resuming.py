"""The reader's place from one session to the next: where one left off is gone on from.

In: what the corpus holds when it is opened, and what `tui.left_off` has kept of the session before.
Out: list, search and text as they were left, in one painting; nothing is shown before that would
jump. While one reads, and at the end, the place is kept by a thread of its own: no key waits.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from index.errors import NotFoundError, QueryError
from tui import left_off
from tui.left_off import WORDS, Left
from tui.relocating import found_again
from tui.screens.pages import Landing
from tui.state import FIRST_ORDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from index import Corpus
    from tui.screens.answers import Answer, Contents
    from tui.screens.pages import Pages
    from tui.screens.searching import Searching
    from tui.screens.stage import Stage

EVERY = 20.0
"""Seconds after which the place is kept, if it is another one: so much a kill may lose."""

_PATIENCE = 1.0
"""Seconds that leaving waits for the place to be written."""


class Again(NamedTuple):
    """What was left, as it is now.

    Attributes:
        left: what was kept; of it the query and the name that are still understood.
        article: the id of the article that was read, or None if it is gone.
        answer: what was searched, answered, with the article.
    """

    left: Left
    article: int | None
    answer: Answer | None


class Resuming:
    """Goes on where the reader left off, and keeps where that is.

    Args:
        stage: the panes and services.
        pages: knows the place, and opens it.
        searching: searches again for what was searched.
        pane: which pane has the focus.
        reading: whether more articles may come.
        on: whether anything is kept; without that, this does nothing.
    """

    def __init__(
        self,
        stage: Stage,
        pages: Pages,
        searching: Searching,
        pane: Callable[[], str],
        reading: Callable[[], bool],
        *,
        on: bool,
    ) -> None:
        self._stage = stage
        self._pages = pages
        self._searching = searching
        self._pane = pane
        self._reading = reading
        self._on = on
        self._pending, self._anew = on, False
        self._corpus: Corpus | None = None
        self._kept: Left | None = None
        self._writer: threading.Thread | None = None

    # The beginning

    def contents(self, corpus: Corpus) -> tuple[Contents, Again | None]:
        """What the corpus holds now, and where one left off, if no article has been listed yet.

        On the reader's thread. The rows are in the order of the list, or in that which it had.
        """
        from tui.screens.answers import contents

        self._corpus, order = corpus, self._stage.state.order
        left = left_off.recall(corpus.paths) if self._pending else None
        self._pending = left is not None
        if left is not None and order == FIRST_ORDER:
            order = left.order
        found = contents(corpus, order)
        if left is None:
            return found, None
        self._anew = self._anew or not found.shelf.articles
        if self._anew and self._reading() and found.shelf.at_path(left.path) is None:
            return found, None  # the index is being made; the article may come
        if not found.shelf.articles:
            return found, None
        try:
            return found, self._again(corpus, found, left)
        except QueryError:
            return found, self._again(corpus, found, left._replace(query=""))

    def _again(self, corpus: Corpus, found: Contents, left: Left) -> Again:
        from tui.screens.answers import Question, answer, around

        question = Question(left.query, left.typing, left.order)
        in_sight = self._stage.articles.answers_in_sight
        if left.entity:
            try:
                corpus.entity(left.entity)
            except NotFoundError:
                left = left._replace(entity="")
        info = found.shelf.at_path(left.path)
        if info is None:
            got = None
            if left.query:
                got = answer(
                    corpus, question, _never, in_sight=in_sight, by_hit=False, preview=True
                )
            return Again(left, None, got)
        got = around(corpus, question, _never, info.id, in_sight=in_sight, by_hit=False, shown=None)
        if got.page is not None:
            offset = found_again(left.offset, left.words, got.page.article.text)
            left = left._replace(offset=offset)
        return Again(left, info.id, got)

    @property
    def waits(self) -> bool:
        """Whether no article is shown as the one that was left may come, in an index made anew."""
        return self._pending and self._anew and not self._busy() and self._reading()

    def _busy(self) -> bool:
        """Whether the reader has begun with something."""
        search, state = self._stage.search, self._stage.state
        return bool(self._searching.text or state.article_id or search.has_focus_within)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Fill the list inside: where one waits, no article is opened by that."""
        articles = self._stage.articles
        if not self.waits:
            yield
            return
        with articles.prevent(type(articles).Highlighted):
            yield
        if articles.rows:
            self._stage.text.clear(
                "Where you left off shows as soon as it has been read.\n\n"
                "Any article of the list can be opened meanwhile."
            )

    def show(self, again: Again) -> bool:
        """Show where one left off; False where that leaves the list to be filled as ever.

        Nothing is done where the reader has begun with something else.
        """
        stage, left = self._stage, again.left
        state = stage.state
        self._pending = False
        if self._busy() or again.answer is None:
            return False
        reading = left.pane != "articles"
        landing = Landing(offset=left.offset, passing=not reading)
        self._searching.resume(left.query, again.answer, again.article, landing, left.typing)
        if again.article is not None:
            place = self._pages.place()
            if place is not None and left.entity:
                followed = replace(place, entity=left.entity, mention=left.mention)
                self._pages.resume(followed)
            if reading:
                stage.show_pane("text")
        if left.query:
            stage.tell(f"Where you left off · {stage.label('search.cancel')} lists all")
        elif state.rows and (left.offset or again.article != state.rows[0]):
            stage.tell("Where you left off")
        return True

    @property
    def paths(self) -> Sequence[Path]:
        """What is opened, if anything is kept of it."""
        return self._corpus.paths if self._on and self._corpus is not None else ()

    # The end

    def keep(self) -> None:
        """Keep where the reader is, without waiting for that, if it is another place."""
        left = self._left()
        corpus = self._corpus
        if corpus is None or left is None or left == self._kept or self._is_writing():
            return
        self._kept = left
        self._writer = threading.Thread(
            target=left_off.keep, args=(corpus.paths, left), name="clew-place", daemon=True
        )
        self._writer.start()

    def leave(self) -> None:
        """Keep where the reader is, at the end."""
        if self._is_writing():
            self._wait()
        self.keep()
        self._wait()

    def _wait(self) -> None:
        if self._writer is not None:
            self._writer.join(_PATIENCE)

    def _is_writing(self) -> bool:
        return self._writer is not None and self._writer.is_alive()

    def _left(self) -> Left | None:
        """Where the reader is now; None where no article is shown."""
        state, place = self._stage.state, self._pages.place()
        if not self._on or place is None or state.page is None:
            return None
        return Left(
            place.path,
            place.offset,
            state.page.article.text[place.offset : place.offset + WORDS],
            place.entity,
            -1 if place.mention is None else place.mention,
            state.query,
            state.typing,
            state.order,
            self._pane(),
        )


def _never() -> bool:
    return False
