"""The explorer: search bar, articles, text, entities and status line, wired by their messages.

The screen mediates and decides nothing: the panes post messages, the keys are actions, and each
goes to the helper that owns the concern: `Shelving` (what the corpus holds), `Searching`,
`Pages` (opening articles, history), `Walker` (mentions and hits), `Folding` (what is in sight).
Here is what the first paint shows; `tui.screens.beginning` adds the rest behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from tui.keys import APP, EXPLORER
from tui.screens.actions import Actions
from tui.screens.folding import HEIGHTS, WIDTHS, classes_at
from tui.widgets.article_list import ArticleList
from tui.widgets.search_bar import SearchBar
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.events import Key

    from index import Corpus
    from tui.history import History
    from tui.screens.resuming import Resuming
    from tui.services.indexer import Indexer
    from tui.services.reader import Reader
    from tui.services.watcher import Watcher
    from tui.widgets.article_view import ArticleView
    from tui.widgets.entity_list import EntityList
    from tui.widgets.mention_list import MentionList
    from tui.widgets.noted_view import NotedView


class ExplorerScreen(Actions, Screen[None], inherit_bindings=False):
    """The three panes between the search bar and the status line.

    Args:
        open_corpus: opens the Corpus; called on the reader's thread after the first paint.
        size: columns and lines of the terminal at the start.
        watch: whether to follow what changes in the folder.
        resume: whether to go on where the reader left off, and to keep where that is.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(EXPLORER)
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = "#articles"

    def __init__(
        self,
        open_corpus: Callable[[], Corpus],
        size: tuple[int, int],
        *,
        watch: bool = False,
        resume: bool = False,
    ) -> None:
        super().__init__(classes=classes_at(*size))
        self._open_corpus = open_corpus
        self._watch = watch
        self._resume = resume
        self.begun = False
        """Whether all of the explorer is there, and not only what is painted first."""

    if TYPE_CHECKING:  # what `tui.screens.beginning` gives it
        history: History
        reader: Reader
        indexer: Indexer
        resuming: Resuming
    watcher: Watcher | None = None
    """Says when the folder has changed, if somebody is to look."""

    def compose(self) -> ComposeResult:
        """Lay out the panes; what is in them follows after the first paint."""
        yield SearchBar(id="search")
        with Horizontal(id="panes"):
            yield ArticleList(id="articles")
            yield Vertical(id="middle")
            entities = Vertical(id="entities")
            entities.border_title = "3 Entities"
            yield entities
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """The work begins after the first paint."""
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Let the threads go; nothing waits for them but what is not kept yet."""
        if not self.begun:
            return
        self.indexer.stop()
        keeping = list(self.marked.stop())
        for said in (self._decisions, self._recalling):
            if said is not None:
                keeping += said.stop()
        if keeping:
            from tui.services.keeper import wait_for

            wait_for(keeping)  # before the reader, which closes the corpus
        self.reader.stop()
        if self.watcher is not None:
            self.watcher.stop()

    def on_resize(self) -> None:
        """Other keys lead on where there is room for other panes."""
        if self.begun:
            self.call_after_refresh(self.stage.show_where)

    def on_key(self, event: Key) -> None:
        """Say how to leave to somebody who tries the key of other programs."""
        if self.begun and event.key == "q" and event.key not in self.active_bindings:
            leave, more = self.label("app.quit"), self.label("app.help")
            self.stage.tell(f"{leave} leaves; {more} shows all keys")

    @property
    def idle(self) -> bool:
        """Whether nothing is being fetched or indexed; for tests."""
        decided = self._decisions is None or self._decisions.idle
        if not self.begun or self.shelving.due:
            return False
        if self._recalling is not None and not self._recalling.idle:
            return False
        return decided and self.marked.idle and self.reader.idle and not self.indexer.running

    # What the palette offers

    def open_article(self, article_id: int) -> None:
        """Show an article, and go into its text."""
        from tui.screens.pages import Landing

        self.pages.open(article_id, Landing())
        self.folding.show("text")

    def open_entity(self, name: str) -> None:
        """List all mentions of an entity."""
        self.walker.take_up(name, then=self.all_mentions.show)

    # Messages of the panes

    @on(SearchBar.Changed)
    async def _search_changed(self, message: SearchBar.Changed) -> None:
        await self._begin()
        if isinstance(message, SearchBar.Submitted):  # which is a kind of Changed
            return
        if self.finds:
            self.finding.type(message.text)
        else:
            from tui.screens.suggesting import suggest

            self.searching.type(message.text)
            suggest(self.stage, message.text)

    @on(SearchBar.Entered)
    async def _search_entered(self) -> None:
        await self._begin()
        self.history.keep()

    @on(SearchBar.Submitted)
    async def _search_submitted(self, message: SearchBar.Submitted) -> None:
        await self._begin()
        if self.finds:
            self.finding.submit()
        else:
            self.searching.submit(message.text)

    @on(SearchBar.Cancelled)
    async def _search_cancelled(self) -> None:
        await self._begin()
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
        if message.article_id is None:
            self._explain_row()
        elif message.article_id != self.state.article_id or message.number:
            self.pages.open_row(message.article_id, message.number, passing=True)

    @on(ArticleList.Selected)
    def _article_selected(self, message: ArticleList.Selected) -> None:
        if message.article_id is not None:
            self.pages.open_row(message.article_id, message.number)
            self.folding.show("text")
        elif self._explain_row():
            self.folding.show("text")

    def _explain_row(self) -> bool:
        from tui.screens.failing import explain_row

        return explain_row(self.stage, self.pages)

    @on(ArticleList.OfferTaken)
    def _offer_taken(self, message: ArticleList.OfferTaken) -> None:
        self._search_all()
        self.searching.put(message.query)

    @on(ArticleList.VisibleChanged)
    def _articles_visible(self, message: ArticleList.VisibleChanged) -> None:
        if self.begun:
            self.listing.show_snippets(message.ids)

    def on_article_view_mention_followed(self, message: ArticleView.MentionFollowed) -> None:
        """Follow a mention that was clicked, or list all of a name that is followed."""
        if message.mention == self.state.mention:
            self.all_mentions.show()
        else:
            self.walker.follow(message.mention)

    def on_article_view_moved(self) -> None:
        """Say where one reads now."""
        self.stage.show_title()

    def on_entity_list_selected(self, message: EntityList.Selected) -> None:
        """List all mentions of a name."""
        self.open_entity(message.name)

    def on_noted_view_note_chosen(self, message: NotedView.NoteChosen) -> None:
        """Change a note that was clicked."""
        self.marker.note(message.number)

    def on_entity_list_narrowed(self, message: EntityList.Narrowed) -> None:
        """Look for names that the pane was not given."""
        from tui.screens.all_names import look_for_names

        look_for_names(self.stage, message.text)

    def on_mention_list_selected(self, message: MentionList.Selected) -> None:
        """Go to a mention in its text."""
        self.all_mentions.choose(message.mention)

    def on_mention_list_closed(self) -> None:
        """Go back to the text."""
        self.all_mentions.close()

    def on_mention_list_visible_changed(self, message: MentionList.VisibleChanged) -> None:
        """Fetch the contexts of the mentions in sight."""
        self.all_mentions.fetch(message.mentions)

    @on(StatusLine.HintTaken)
    async def _hint_taken(self, message: StatusLine.HintTaken) -> None:
        binding = _binding(message.key)
        owner = self.app if binding in APP else self if binding in EXPLORER else self.focused
        if owner is not None:
            await owner.run_action(binding.action)

    # Helpers

    async def _begin(self) -> None:
        """Start to work: the first frame has been painted, or somebody types already."""
        if not self.begun:
            from tui.screens.beginning import begin

            await begin(self, self._open_corpus, watch=self._watch, resume=self._resume)

    def leave(self) -> None:
        """Keep where the reader is: the program ends."""
        if self.begun:
            self.resuming.leave()
            if self._marker is not None:
                self._marker.rest()

    def label(self, binding_id: str) -> str:
        """The first key of a binding, as it is written, after the user's changes."""
        from tui.key_labels import key_labels

        return key_labels(_binding(binding_id), getattr(self.app, "keys", {}))[0]


def _binding(binding_id: str) -> Binding:
    every = (*EXPLORER, *APP, *VirtualList.BINDINGS)
    return next(b for b in every if isinstance(b, Binding) and b.id == binding_id)
