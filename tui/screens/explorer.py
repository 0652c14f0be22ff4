"""The explorer: search bar, articles, text, entities and status line, wired by their messages.

The screen mediates and decides nothing: the panes post messages, the keys are actions, and each
goes to the helper that owns the concern: `Shelving` (what the corpus holds), `Searching`,
`Pages` (opening articles, history), `Walker` (mentions and hits), `Folding` (what is in sight).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from tui import logs
from tui.history import History
from tui.keys import APP, EXPLORER, key_labels
from tui.screens.actions import Actions
from tui.screens.folding import HEIGHTS, WIDTHS, Folding, classes_at
from tui.screens.listing import Listing
from tui.screens.pages import Landing, Pages
from tui.screens.searching import Searching
from tui.screens.shelving import Shelving
from tui.screens.stage import Stage
from tui.screens.walker import Walker
from tui.services.indexer import Indexer
from tui.services.reader import Reader
from tui.state import State
from tui.widgets.article_list import ArticleList
from tui.widgets.article_view import ArticleView
from tui.widgets.entity_list import EntityList
from tui.widgets.mention_list import MentionList
from tui.widgets.search_bar import SearchBar
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from index import Corpus
    from tui.services.watcher import Watcher

URGENT = (
    "page",
    "search",
    "thread",
    "snippets",
    "contexts",
    "complete",
    "find",
    "facets",
    "articles",
)
"""What the reader is asked first, if several things wait."""


class ExplorerScreen(Actions, Screen[None], inherit_bindings=False):
    """The three panes between the search bar and the status line.

    Args:
        open_corpus: opens the Corpus; called on the reader's thread after the first paint.
        size: columns and lines of the terminal at the start.
        watch: whether to follow what changes in the folder.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(EXPLORER)
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = "#articles"

    def __init__(
        self, open_corpus: Callable[[], Corpus], size: tuple[int, int], *, watch: bool = False
    ) -> None:
        super().__init__(classes=classes_at(*size))
        self.state = State()
        """What the screen knows."""
        self.history = History()
        """Where the reader has been."""
        self.reader = Reader(open_corpus, self.call_later, self._report, URGENT)
        """Asks the Corpus."""
        self.indexer = Indexer(self.call_later)
        """Brings the index up to date."""
        self.watcher: Watcher | None = None
        """Says when the folder has changed, if somebody is to look."""
        self._watch = watch

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        yield SearchBar(id="search")
        with Horizontal(id="panes"):
            yield ArticleList(id="articles")
            with Vertical(id="middle"):  # the list of mentions follows after the first paint
                yield ArticleView(id="text")
            yield EntityList(id="entities")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Introduce the helpers to the panes; the work begins after the first paint."""
        articles = self.query_one(ArticleList)
        text = self.query_one(ArticleView)
        mentions = MentionList(id="mentions")
        entities = self.query_one(EntityList)
        panes = {"articles": articles, "text": text, "mentions": mentions, "entities": entities}
        self.folding = Folding(self, panes)
        self.stage = Stage(
            self.state,
            self.history,
            self.reader,
            self.query_one(SearchBar),
            articles,
            text,
            mentions,
            entities,
            self.query_one(StatusLine),
            self.query_one("#middle"),
            self.folding.show,
            self.folding.reveal_text,
            self._label,
        )
        self.pages = Pages(self.stage)
        self.walker = Walker(self.stage, self.pages)
        self.listing = Listing(self.stage)
        self.searching = Searching(self.stage, self.pages, self.listing)
        self.shelving = Shelving(
            self.stage, self.pages, self.listing, self.searching, self.walker, self.indexer
        )
        self.reader.damaged = self.shelving.mend
        entities.border_title = entities.heading = "3 Entities"
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Let the threads go; nothing waits for them."""
        self.indexer.stop()
        self.reader.stop()
        if self.watcher is not None:
            self.watcher.stop()

    @property
    def idle(self) -> bool:
        """Whether nothing is being fetched or indexed; for tests."""
        return self.reader.idle and not self.indexer.running

    # What the palette offers

    def open_article(self, article_id: int) -> None:
        """Show an article, and go into its text."""
        self.pages.open(article_id, Landing())
        self.folding.show("text")

    def open_entity(self, name: str) -> None:
        """List all mentions of an entity."""
        self.walker.take_up(name, then=self.all_mentions.show)

    # Messages of the panes

    @on(SearchBar.Changed)
    def _search_changed(self, message: SearchBar.Changed) -> None:
        if isinstance(message, SearchBar.Submitted):  # which is a kind of Changed
            return
        if self.finds:
            self.finding.type(message.text)
        else:
            from tui.screens.suggesting import suggest

            self.searching.type(message.text)
            suggest(self.stage, message.text)

    @on(SearchBar.Entered)
    def _search_entered(self) -> None:
        self.history.keep()

    @on(SearchBar.Submitted)
    def _search_submitted(self, message: SearchBar.Submitted) -> None:
        if self.finds:
            self.finding.submit()
        else:
            self.searching.submit(message.text)

    @on(SearchBar.Cancelled)
    def _search_cancelled(self) -> None:
        if self.finds:
            self.finding.end()
            return
        self.searching.clear()
        self.folding.show("articles")

    @on(ArticleList.Highlighted)
    def _article_highlighted(self, message: ArticleList.Highlighted) -> None:
        if isinstance(message, ArticleList.Selected):
            return
        if message.article_id != self.stage.articles.cursor_id:
            return  # the cursor has moved on since
        row = self.stage.articles.cursor_row
        if message.article_id is None:
            if row is not None and row.failure is not None:
                self.pages.explain(row.failure)
            return
        if message.article_id != self.state.article_id or message.number:
            hit = message.number or (1 if self.state.query else 0)
            self.pages.open(message.article_id, Landing(hit=hit, passing=True))

    @on(ArticleList.Selected)
    def _article_selected(self, message: ArticleList.Selected) -> None:
        if message.article_id is None:
            row = self.stage.articles.cursor_row
            if row is not None and row.failure is not None:
                self.pages.explain(row.failure)
                self.folding.show("text")
            return
        hit = message.number or (1 if self.state.query else 0)
        self.pages.open(message.article_id, Landing(hit=hit))
        self.folding.show("text")

    @on(ArticleList.OfferTaken)
    def _offer_taken(self, message: ArticleList.OfferTaken) -> None:
        self._search_all()
        self.searching.put(message.query)

    @on(ArticleList.VisibleChanged)
    def _articles_visible(self, message: ArticleList.VisibleChanged) -> None:
        self.listing.show_snippets(message.ids)

    @on(ArticleView.MentionFollowed)
    def _mention_followed(self, message: ArticleView.MentionFollowed) -> None:
        if message.mention == self.state.mention:
            self.all_mentions.show()
        else:
            self.walker.follow(message.mention)

    @on(ArticleView.Moved)
    def _text_moved(self) -> None:
        self.stage.show_title()

    @on(EntityList.Selected)
    def _entity_selected(self, message: EntityList.Selected) -> None:
        self.open_entity(message.name)

    @on(EntityList.Narrowed)
    def _entities_narrowed(self, message: EntityList.Narrowed) -> None:
        self.shelving.look_for_names(message.text)

    @on(MentionList.Selected)
    def _mention_selected(self, message: MentionList.Selected) -> None:
        self.all_mentions.choose(message.mention)

    @on(MentionList.Closed)
    def _mentions_closed(self) -> None:
        self.all_mentions.close()

    @on(MentionList.VisibleChanged)
    def _mentions_visible(self, message: MentionList.VisibleChanged) -> None:
        self.all_mentions.fetch(message.mentions)

    @on(StatusLine.HintTaken)
    async def _hint_taken(self, message: StatusLine.HintTaken) -> None:
        binding = _binding(message.key)
        owner = self.app if binding in APP else self if binding in EXPLORER else self.focused
        if owner is not None:
            await owner.run_action(binding.action)

    # Helpers

    async def _begin(self) -> None:
        """Start to work; the first frame has been painted."""
        await self.query_one("#middle").mount(self.stage.mentions)
        if self._watch:
            from tui.services.watcher import Watcher

            self.watcher = self.shelving.watcher = Watcher(self.call_later, logs.note)
        self.shelving.open()

    def _label(self, binding_id: str) -> str:
        """The first key of a binding, as it is written, after the user's changes."""
        return key_labels(_binding(binding_id), getattr(self.app, "keys", {}))[0]

    def _report(self, error: Exception) -> None:
        self.stage.tell(logs.told(error))


def _binding(binding_id: str) -> Binding:
    every = (*EXPLORER, *APP, *VirtualList.BINDINGS)
    return next(b for b in every if isinstance(b, Binding) and b.id == binding_id)
