"""What the helpers of the explorer's screen share: the panes, the state, the services.

The screen makes one `Stage` and gives it to each helper; a helper keeps to the screen's thread and
owns one concern (opening articles, walking, searching, keeping up with the index).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.state import FIRST_ORDER, ORDERS, plural
from tui.widgets.drawn_view import set_title
from tui.widgets.heading import place_in
from tui.widgets.sanitise import clean
from tui.widgets.signs import STAR
from tui.widgets.status_line import Hint

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from index.model import ArticleInfo
    from tui.history import History
    from tui.services.reader import Reader
    from tui.state import State
    from tui.widgets.article_list import ArticleList
    from tui.widgets.compared_view import ComparedView
    from tui.widgets.entity_list import EntityList
    from tui.widgets.mention_list import MentionList
    from tui.widgets.search_bar import SearchBar
    from tui.widgets.status_line import StatusLine


class Stage(NamedTuple):
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
        middle: what frames the text and the list of mentions.
        show_pane: brings a pane (``"articles"``, ``"text"``, ``"entities"``) into sight and gives
            it the focus.
        reveal_text: brings the text into sight, in place of whatever covers it.
        label: how the key of a binding id is written.
    """

    state: State
    history: History
    reader: Reader
    search: SearchBar
    articles: ArticleList
    text: ComparedView
    mentions: MentionList
    entities: EntityList
    status: StatusLine
    middle: Widget
    show_pane: Callable[[str], None]
    reveal_text: Callable[[], None]
    label: Callable[[str], str]

    def tell(self, words: str) -> None:
        """Say something in the status line; the next thing said takes its place."""
        self.status.show_notice(words)

    def show_where(self) -> None:
        """Say where one stands, with the keys that lead on, and in the titles what is shown."""
        from tui.whereabouts import whereabouts

        state, beside = self.state, self.state.beside
        if beside is None or state.page is None:
            listed = self.mentions.display
            where, brief = (whereabouts(state, brief=b, mentions=listed) for b in (False, True))
            self.status.show_where(where, brief)
        else:
            self.status.show_where(beside.told(), beside.told(brief=True))
        self.status.set_hints([Hint(self.label(key), words, key) for key, words in self._hints()])
        count = len(state.rows)
        noun = "Results" if state.result is not None else "Articles"
        noun = "Hits in" if self.articles.by_hit else noun
        order = f" {ORDERS[state.order]}" if state.order != FIRST_ORDER else ""
        set_title(self.articles, f"1 {noun}{f' {count:,}' if count else ''}{order}")
        if state.find and state.page is not None:
            self.search.show_hits(len(state.page.hits))
        self.show_title()

    def show_title(self) -> None:
        """Say above the text what it is, and where in its original one reads."""
        state = self.state
        if self.mentions.display:
            title = f"2 {state.entity}, {plural(len(state.thread or ()), 'mention')}"
            if self.mentions.spellings:
                title += f", also {', '.join(self.mentions.spellings)}"
        elif state.page is None:
            title = "2 Text"
        else:
            place = place_in(state.page.article, self.text.top_offset)
            other = f"beside {state.beside.comparison.right.info.path}" if state.beside else ""
            parts = (_paths(state.page.article.info), place, other or state.page.version)
            star = f"{STAR} " if self.text.is_marked else ""
            title = f"2 {star}{' · '.join(part for part in parts if part)}"
        set_title(self.middle, clean(title))

    def mark_current(self) -> None:
        """Mark in the panes what is followed, and which mention and hit one stands on."""
        state = self.state
        mention = state.mention
        page = state.page
        if page is None or (mention is not None and mention.article != page.article.info.id):
            mention = None
        if state.hit is not None:  # only one place is the current one
            mention = None
        self.text.set_current(state.entity or None, mention)
        self.text.set_current_hit(state.hit)
        self.entities.set_current(state.entity or None)
        self.show_where()

    def _hints(self) -> list[tuple[str, str]]:
        """The ids of the keys that are most useful now, with what they do."""
        state = self.state
        hints = []
        if self.mentions.display:
            return [("list.select", "go there"), ("walk.list", "text"), ("app.help", "help")]
        if state.beside is not None and state.page is not None:
            hints += [("search.next-hit", "next difference"), ("go.next-version", "go over")]
            return [*hints, ("search.cancel", "done"), ("app.help", "help")]
        if state.find:
            hints += [("search.next-hit", "next hit"), ("search.cancel", "done")]
        if state.thread is not None:
            hints += [("walk.next-mention", "next"), ("walk.next-article", "article")]
            hints += [("walk.list", "all")]
        if state.query and state.rows and not state.find and self._may_have_hits():
            hints += [("search.next-hit", "next hit")]
            hints += [("search.hits", "by article" if self.articles.by_hit else "by hit")]
        hints += self._out_of_sight()
        if state.thread is None and state.page is not None and state.page.mentions:
            hints += [("walk.next-mention", "follow a name")]
        if state.page is not None and state.page.version:
            hints += [("go.next-version", "next version"), ("go.compare", "compare")]
        return [*hints, ("search.focus", "search"), *self._besides(), ("app.help", "help")]

    def _besides(self) -> list[tuple[str, str]]:
        """The keys that lead further from here, for a line that has room for more."""
        state = self.state
        hints = []
        if state.query and len(state.rows) > self.articles.answers_in_sight:
            hints += [("search.narrow", "narrow")]
        if state.thread is not None and state.entity not in state.query:
            hints += [("search.with-name", "only with it")]
        if state.page is not None and not state.find:
            hints += [("go.related", "related")]
        if self.history.can_go_back and not self.search.has_focus_within:
            hints += [("go.back", "back")]
        return hints

    def _may_have_hits(self) -> bool:
        """Whether what is searched are words of a text, and not its day or outlet alone."""
        state, page = self.state, self.state.page
        return page is None or page.query != state.query or bool(page.hits)

    def _out_of_sight(self) -> list[tuple[str, str]]:
        """The keys that bring the panes into sight for which there is no room."""
        screen, names = self.status.screen, ("pane.entities", "names")
        if self.state.page is None:
            return []
        if screen.has_class("-narrow"):
            return [names]
        one = screen.has_class("-phone") or screen.has_class("-tiny")
        return [("pane.articles", "list"), names] if one and screen.has_class("-only-text") else []


def _paths(info: ArticleInfo) -> str:
    """An article's path, and how many exact copies there are of its file."""
    return f"{info.path} ({plural(len(info.also), 'copy', 'copies')})" if info.also else info.path
