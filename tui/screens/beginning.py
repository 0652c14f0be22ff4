"""What the explorer gets behind its first paint: the insides of its panes, helpers, threads.

In: the screen as it was painted first. Out: the same, at work. All of that is loaded here and not
before, so that the first paint waits for nothing that it does not show.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from tui import logs
from tui.history import History
from tui.screens.comparing import Comparing
from tui.screens.folding import Folding
from tui.screens.listing import Listing
from tui.screens.marked import Marked
from tui.screens.pages import Pages
from tui.screens.resuming import EVERY, Resuming
from tui.screens.searching import Searching
from tui.screens.shelving import Shelving
from tui.screens.stage import Stage
from tui.screens.walker import Walker
from tui.services.indexer import Indexer
from tui.services.reader import Reader
from tui.state import State
from tui.widgets.article_list import ArticleList
from tui.widgets.compared_view import ComparedView
from tui.widgets.entity_list import EntityList
from tui.widgets.mention_list import MentionList
from tui.widgets.search_bar import SearchBar
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus
    from tui.screens.explorer import ExplorerScreen

URGENT = (
    "page",
    "search",
    "thread",
    "snippets",
    "contexts",
    "complete",
    "find",
    "compare",
    "related",
    "facets",
    "saved",
    "articles",
)
"""What the reader is asked first, if several things wait."""


async def begin(
    screen: ExplorerScreen, open_corpus: Callable[[], Corpus], *, watch: bool, resume: bool
) -> None:
    """Fill the panes, introduce the helpers to them, and open the Corpus.

    Args:
        screen: is given all of its attributes.
        open_corpus: opens the Corpus; called on the reader's thread.
        watch: whether to follow what changes in the folder.
        resume: whether to go on where the reader left off, and to keep where that is.
    """
    _introduce(screen, open_corpus, resume=resume)
    stage = screen.stage
    with screen.app.batch_update():
        await stage.middle.mount(stage.text, stage.mentions)
        await screen.query_one("#entities").mount(stage.entities)
    if not gc.get_freeze_count():
        gc.freeze()  # what is there by now is there to stay
    gc.enable()
    if watch:
        from tui.services.watcher import Watcher

        screen.watcher = screen.shelving.watcher = Watcher(screen.call_later, logs.note)
    if resume:
        screen.set_interval(EVERY, screen.resuming.keep)
    screen.begun = True
    screen.shelving.open()


def _introduce(screen: ExplorerScreen, open_corpus: Callable[[], Corpus], *, resume: bool) -> None:
    def report(error: Exception) -> None:
        screen.stage.tell(logs.told(error))

    screen.state, screen.history = State(), History()
    screen.reader = Reader(open_corpus, screen.call_later, report, URGENT)
    screen.indexer = Indexer(screen.call_later)
    articles = screen.query_one(ArticleList)
    text, mentions = ComparedView(id="text"), MentionList(id="mentions")
    entities = EntityList(frame=screen.query_one("#entities"), heading="3 Entities")
    panes = {"articles": articles, "text": text, "mentions": mentions, "entities": entities}
    screen.folding = Folding(screen, panes)
    screen.stage = stage = Stage(
        screen.state,
        screen.history,
        screen.reader,
        screen.query_one(SearchBar),
        articles,
        text,
        mentions,
        entities,
        screen.query_one(StatusLine),
        screen.query_one("#middle"),
        screen.folding.show,
        screen.folding.reveal_text,
        screen.label,
    )
    screen.folding.changed = stage.show_where
    screen.pages = pages = Pages(stage)
    screen.walker = Walker(stage, pages)
    screen.comparing = Comparing(stage, pages)
    screen.listing = Listing(stage)
    screen.searching = Searching(stage, pages, screen.listing)
    screen.resuming = Resuming(
        stage,
        pages,
        screen.searching,
        lambda: screen.folding.current,
        lambda: screen.indexer.running,
        on=resume,
    )
    screen.shelving = Shelving(
        stage,
        pages,
        screen.listing,
        screen.searching,
        screen.walker,
        screen.indexer,
        screen.resuming,
    )
    screen.reader.damaged = screen.shelving.mend
    screen.marked = Marked(stage, lambda: screen.shelving.corpus, screen.call_later)
    screen.shelving.marked = screen.marked
