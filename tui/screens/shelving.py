"""Keeping up with the index: the list of articles, the names, and how far indexing has come.

The Corpus is opened on the reader's thread; what it has is shown at once. Then the indexer brings
it up to date, and whenever its generation has grown the panes are filled anew, without moving the
reader's place or the list's cursor.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from index.errors import BusyError, UnwritableError
from tui import logs
from tui.screens.all_names import everywhere
from tui.screens.pages import Landing
from tui.screens.staying import Staying
from tui.state import plural

if TYPE_CHECKING:
    from index import Corpus
    from index.model import Entity, Progress, RefreshReport
    from tui.screens.answers import Contents
    from tui.screens.listing import Listing
    from tui.screens.marked import Marked
    from tui.screens.pages import Pages
    from tui.screens.resuming import Again, Resuming
    from tui.screens.searching import Searching
    from tui.screens.stage import Stage
    from tui.screens.walker import Walker
    from tui.services.indexer import Indexer
    from tui.services.watcher import Watcher

BUSY = 2.0
"""Seconds after which the folder is looked at again when another clew was reading it."""

MENDS = 3
"""How often the index is mended by itself while the explorer is open."""

_REST = 20
"""How many times as long as filling the panes takes they are left alone while indexing."""


class Shelving:
    """Shows what the corpus holds, and has it brought up to date.

    Args:
        stage: the panes and services.
        pages: shows the first article, and the shown one anew.
        listing: fills the list of articles.
        searching: asks again when there is more to find.
        walker: keeps the followed name in step.
        indexer: brings the index up to date.
        resuming: goes on where one left off.
    """

    def __init__(
        self,
        stage: Stage,
        pages: Pages,
        listing: Listing,
        searching: Searching,
        walker: Walker,
        indexer: Indexer,
        resuming: Resuming,
    ) -> None:
        self._stage = stage
        self._pages = pages
        self._listing = listing
        self._searching = searching
        self._walker = walker
        self._indexer = indexer
        self._resuming = resuming
        self._staying = Staying(stage, pages)
        self.watcher: Watcher | None = None
        """Says when the folder has changed; None where nobody is to look."""
        self.marked: Marked | None = None
        """Shows what a person has put to articles."""
        self.due = False
        """Whether the folder is to be looked at as soon as the list has been painted."""
        self._unasked = self._once_more = False
        self._mends = 0
        self.corpus: Corpus | None = None
        """What is open; None until it is."""
        self._asked = -1
        self._first_refresh = True
        self._filled = float("-inf")
        self._cost = 0.0

    def open(self) -> None:
        """Open the Corpus and show what it has; the refresh begins behind it."""
        self._stage.text.clear("Opening…")
        self._stage.reader.start(self._opened, self._closed)

    def refresh(self) -> None:
        """Look for new, changed and vanished files."""
        if self.corpus is not None and not self._start(self.corpus, asked=True):
            self._stage.tell("The folder is being read already")

    def mend(self) -> None:
        """Have a damaged index made anew; not again and again, should that not help."""
        if self._mends < MENDS:
            self._mends += 1
            self._changed()

    def _changed(self) -> None:
        """The folder may have changed: look, without a word if it has not."""
        if self.corpus is not None and not self._start(self.corpus, asked=False):
            self._once_more = True

    def _start(self, corpus: Corpus, *, asked: bool) -> bool:
        """Bring the index up to date, unless that is being done; whether it has begun."""
        started = self._indexer.start(corpus, self._progress, self._done, self._broken)
        if started:
            self._unasked = not asked
        return started

    def is_reading(self) -> bool:
        """Whether the index is being brought up to date."""
        return self._indexer.running

    def follow(self, *, done: bool) -> None:
        """Show the names anew after a decision; where the index does not follow, see to that."""
        if done:
            self._ask_contents()
        else:
            self._changed()

    def _opened(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._ask_contents()

    def _closed(self, error: Exception) -> None:
        self._stage.text.clear(f"The folder cannot be opened.\n\n{logs.told(error)}")
        self._stage.articles.set_advice(["The folder cannot be opened", logs.told(error)])
        self._stage.tell("Ctrl+Q quits")

    def _ask_contents(self) -> None:
        self._stage.reader.ask("articles", self._resuming.contents, self._shelve)
        self._stage.reader.ask("entities", everywhere, self._name)

    def _shelve(self, found: tuple[Contents, Again | None]) -> None:
        began = time.monotonic()
        self._fill(*found)
        self._filled, self._cost = time.monotonic(), time.monotonic() - began

    def _fill(self, contents: Contents, again: Again | None) -> None:
        state = self._stage.state
        first = state.generation < 0
        state.generation = contents.generation
        self._asked = max(self._asked, contents.generation)
        state.shelf = contents.shelf
        state.failures = contents.failures
        if self.marked is not None:
            self.marked.take(contents.marks)
        staying = self._staying
        staying.see(contents.identity, running=self._indexer.running)
        if first:
            state.order = contents.rows.order
        self._listing.offer(contents.rows)
        resumed = again is not None and self._resuming.show(again)
        if self._searching.text:
            self._searching.again()
        elif not resumed:
            with staying.on_the_article(), self._resuming.holding():
                self._listing.fill(reset=False)
        row = self._stage.articles.cursor_row
        on_failure = row is not None and row.failure is not None and self._indexer.running
        waits = on_failure or self._resuming.waits
        if state.page is None and state.bound_for is None and state.rows and not waits:
            self._pages.open(state.rows[0], Landing(passing=True))
        else:
            self._pages.reload()
        self._walker.renew()
        if not state.rows and state.page is None and not self._searching.text:
            self._say_empty()
        if first:
            self.due = True
            self._stage.articles.call_after_refresh(self._keep_up)

    def _keep_up(self) -> None:
        """Begin to follow the folder; the list has been painted, which that would have held up."""
        self.due = False
        self.refresh()
        if self.watcher is not None and self.corpus is not None:
            self.watcher.start(self.corpus.paths, self._changed)

    def _name(self, everywhere: list[Entity]) -> None:
        state = self._stage.state
        state.everywhere = tuple(everywhere)
        here = state.page.entities if state.page else None
        self._stage.entities.set_entities(here, state.everywhere)
        self._stage.entities.set_current(state.entity or None)
        if not self._stage.status.app.is_headless:  # as where many run one after the other
            # What the corpus holds is there to stay. Otherwise the garbage collector goes through
            # all of it every few keys, which holds up each of those by 50 ms or more. Garbage of
            # just now would stay too, so it goes first.
            gc.collect(1)
            gc.freeze()

    def _say_empty(self) -> None:
        from tui.screens.failing import say_empty

        reading = self._indexer.running or self._first_refresh
        root = self.corpus.root if self.corpus else ""
        say_empty(self._stage, root, reading=reading, followed=self.watcher is not None)

    def _progress(self, word: Progress) -> None:
        from tui.stages import STAGES

        label = STAGES.get(word.stage, word.stage.capitalize())
        if word.total or not self._unasked:
            self._stage.status.show_progress(label, word.done, word.total)
        # The longer the panes took to fill, the longer they are left alone.
        rested = time.monotonic() - self._filled > _REST * self._cost
        if rested:
            self._grown(word.generation)

    def _done(self, report: RefreshReport) -> None:
        stage = self._stage
        first, self._first_refresh = self._first_refresh, False
        stage.status.hide_progress()
        stage.entities.set_complete()
        stage.state.stale = False
        changes = [
            f"{count:,} {word}"
            for count, word in (
                (report.added, "new"),
                (report.changed, "changed"),
                (report.removed, "gone"),
            )
            if count
        ]
        words = list(report.notes)
        if changes:
            words.append(f"{plural(report.articles, 'article')}: {', '.join(changes)}")
        if report.failed and (changes or not self._unasked):
            words.append(f"{plural(len(report.failed), 'file')} could not be read")
        if words:
            stage.tell("; ".join(words))
        elif not first and not self._unasked:
            stage.tell("Nothing has changed")
        failed = report.failed != stage.state.failures
        if (
            changes
            or failed
            or report.notes
            or self._staying.missing
            or (first and not report.articles)
        ):
            self._ask_contents()
        else:  # names may be linked otherwise all the same
            stage.reader.ask("generation", lambda corpus: corpus.generation, self._grown)
            if self.marked is not None:
                self.marked.look()
        self._look_again()

    def _grown(self, generation: int) -> None:
        if generation > self._asked:
            self._asked = generation
            self._ask_contents()

    def _broken(self, error: Exception) -> None:
        self._first_refresh = False
        self._stage.status.hide_progress()
        if isinstance(error, BusyError):
            if self.watcher is not None:
                self.watcher.later(BUSY, self._changed)
                self._stage.tell("Another clew is reading this folder")
            else:
                self._stage.tell("Another clew is reading this folder; F5 tries again")
        elif isinstance(error, UnwritableError):
            self._stage.state.stale = True
            self._stage.tell(f"What is shown may be out of date: {error}")
            self._stage.show_where()
        else:
            self._stage.tell(f"The folder could not be read: {logs.told(error)}")
        self._ask_contents()
        self._look_again()

    def _look_again(self) -> None:
        """Look once more, if the folder has changed while it was read."""
        if self._once_more:
            self._once_more = False
            self._changed()
