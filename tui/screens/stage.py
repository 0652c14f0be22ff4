"""What the helpers of the explorer's screen share: the panes, the state, the services.

The screen makes one `Stage` and gives it to each helper; a helper keeps to the screen's thread and
owns one concern (opening articles, walking, searching, keeping up with the index).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.state import whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.history import History
    from tui.services.reader import Reader
    from tui.state import State
    from tui.widgets.article_list import ArticleList
    from tui.widgets.article_view import ArticleView
    from tui.widgets.entity_list import EntityList
    from tui.widgets.mention_list import MentionList
    from tui.widgets.search_bar import SearchBar
    from tui.widgets.status_line import StatusLine


@dataclass(frozen=True, slots=True)
class Stage:
    """The panes, what they show, and who fetches more.

    Attributes:
        state: what the screen knows.
        history: where the reader has been.
        reader: asks the Corpus.
        search: the search bar.
        articles: pane 1.
        text: pane 2.
        mentions: the list that takes the text's place while one looks at all mentions of a name.
        entities: pane 3.
        status: the status line.
        show_pane: brings a pane (``"articles"``, ``"text"``, ``"entities"``) into sight and gives
            it the focus.
        reveal_text: brings the text into sight, in place of whatever covers it.
    """

    state: State
    history: History
    reader: Reader
    search: SearchBar
    articles: ArticleList
    text: ArticleView
    mentions: MentionList
    entities: EntityList
    status: StatusLine
    show_pane: Callable[[str], None]
    reveal_text: Callable[[], None]

    def tell(self, words: str) -> None:
        """Say something in the status line; the next thing said takes its place."""
        self.status.show_notice(words)

    def show_where(self) -> None:
        """Say in the status line where one stands."""
        self.status.show_where(whereabouts(self.state))

    def mark_current(self) -> None:
        """Mark in the panes what is followed, and which mention and hit one stands on."""
        state = self.state
        mention = state.mention
        page = state.page
        if mention is not None and (page is None or mention.article != page.article.info.id):
            mention = None
        self.text.set_current(state.entity or None, mention)
        self.text.set_current_hit(state.hit)
        self.entities.set_current(state.entity or None)
        self.show_where()
