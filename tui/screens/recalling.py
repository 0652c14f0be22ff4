"""The saved searches from the explorer: listed, and one of them searched for again.

In: the key that lists them. Out: a search as if it had been typed, in the order in which its
articles were listed; and a note that somebody has looked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from threading import Thread

    from textual.screen import Screen

    from tui.screens.listing import Listing
    from tui.screens.pages import Pages
    from tui.screens.searching import Searching
    from tui.screens.shelving import Shelving
    from tui.screens.stage import Stage
    from tui.services.keeper import Keeper
    from tui.widgets.saved_list import SavedRow


class Recalling:
    """Lists the saved searches for the explorer.

    Args:
        stage: the panes and services.
        shelving: has the Corpus, and knows whether the folder is being read.
        pages: knows what is searched.
        searching: searches.
        listing: sorts.
        screen: the explorer's, over which they are listed.
        everywhere: has the search bar be about all articles.
    """

    def __init__(
        self,
        stage: Stage,
        shelving: Shelving,
        pages: Pages,
        searching: Searching,
        listing: Listing,
        screen: Screen[None],
        everywhere: Callable[[], None],
    ) -> None:
        self._stage = stage
        self._shelving = shelving
        self._pages = pages
        self._searching = searching
        self._listing = listing
        self._screen = screen
        self._everywhere = everywhere
        self._keeper: Keeper | None = None

    @property
    def idle(self) -> bool:
        """Whether all that was said is kept and told; for tests."""
        return self._keeper is None or self._keeper.idle

    def stop(self) -> Sequence[Thread]:
        """Keep what was said, and what was looked at, and end; the threads that do."""
        if self._keeper is None:
            return ()
        self._keeper.keep(lambda corpus: corpus.saved.settle(), _done, _lost)
        return self._keeper.stop()

    def show(self) -> None:
        """List the saved searches."""
        from tui.screens.saved import InForce, SavedScreen
        from tui.services.keeper import Keeper

        corpus = self._shelving.corpus
        if corpus is None:
            self._stage.tell("The folder is still being opened")
            return
        if self._keeper is None:
            self._keeper = Keeper(corpus, self._screen.call_later, "clew-saved")
        asked = InForce(*self._pages.searched(), self._stage.state.order)
        screen = SavedScreen(self._stage.reader, self._keeper, asked, self._shelving.is_reading)
        self._screen.app.push_screen(screen, self._run)

    def _run(self, row: SavedRow | None) -> None:
        if row is None or self._keeper is None:
            return
        self._everywhere()
        sorted_anew = self._listing.sort_by(row.order)
        self._searching.put(f"{row.query} ")
        if sorted_anew:
            self._searching.again()  # in case it was in force already
        self._stage.show_pane("articles")
        if not self._shelving.is_reading():  # else it will be another count soon
            self._look(row, row.found)

    def _look(self, row: SavedRow, found: int | None) -> None:
        """Note that so many articles were looked at; where that is not known yet, ask for it."""
        if found is None or self._keeper is None:
            return
        if found >= 0:
            self._keeper.keep(lambda corpus: corpus.saved.looked(row.id, found), _done, _lost)
        else:
            self._stage.reader.ask(
                "saved-look",
                lambda corpus: corpus.saved.count(row.query),
                lambda count: self._look(row, count),
                _lost,
            )


def _done(_: object) -> None:
    """Nothing is to be told."""


def _lost(_: Exception) -> None:
    """A look that is not kept is told again as new: no more than that is lost."""
