"""Searching as one types: every key asks, the latest answer fills the list of articles.

In come the words in the search bar; out go an answer to `Listing`, its first article to `Pages`,
the count and the meaning of the query. A query that cannot be understood leaves the last answer
where it is and says what is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import QueryError
from tui.screens.pages import Landing
from tui.screens.resting import Resting

if TYPE_CHECKING:
    from index import Corpus
    from tui.history import Place
    from tui.screens.answers import Answer, Question
    from tui.screens.listing import Listing
    from tui.screens.pages import Pages
    from tui.screens.stage import Stage
    from tui.state import Page


class Searching:
    """Asks for what is typed.

    Args:
        stage: the panes and services.
        pages: shows the first article of an answer.
        listing: lists the answer.
    """

    def __init__(self, stage: Stage, pages: Pages, listing: Listing) -> None:
        self._stage = stage
        self._pages = pages
        self._listing = listing
        self._text = ""
        self._typing = self._enter = False
        self._settled = True
        self._noted = ""
        self._rest = Resting(stage, listing, self._question)
        pages.searched = lambda: (self._text, self._typing)
        pages.search_again = self.search_again

    @property
    def text(self) -> str:
        """What is searched for, as typed."""
        return self._text

    def type(self, text: str) -> None:
        """Search for what has been typed so far; a blank at the end ends the last word."""
        typing = text == text.rstrip()
        text = text.strip()
        self._enter = False
        if not text:
            self.clear(typed=True)
        elif (text, typing) != (self._text, self._typing):
            self._text, self._typing = text, typing
            self._ask(move=True)

    def submit(self, text: str) -> None:
        """Go to the first hit of the row under the cursor, once the answer is there."""
        if not text.strip():
            self.clear()
            self._stage.show_pane("articles")
            return
        self.type(text)
        if not self._settled:
            self._enter = True
        elif self._stage.state.query == self._text:
            self._go_in()
        else:
            self._stage.tell("This search cannot be understood yet")

    def put(self, query: str) -> None:
        """Search for a query that was not typed; it stands in the search bar then."""
        self._write(query)
        self.type(query)

    def narrow(self, query: str) -> None:
        """Search for some of what is found; the article that is read stays, if it is among it."""
        article_id = self._stage.state.article_id
        if article_id is None:
            self.put(query)
            return
        self._write(query)
        self._text, self._typing = query.strip(), query == query.rstrip()
        self._ask_around(article_id, stays=False)

    def _write(self, query: str) -> None:
        """Have a query in the search bar."""
        self._stage.history.keep()
        self._stage.status.hide_notice()  # of what was searched before
        self._stage.search.set_text(query)
        self._stage.search.remember(query)

    def sort(self) -> None:
        """Sort the list by the next order; the article that is read stays, and so does its row."""
        self._listing.sort()
        article_id = self._stage.state.article_id
        if self._text and self._settled and article_id is not None:
            self._ask_around(article_id)
        elif self._text:
            self._ask(move=True)

    def search_again(self, place: Place, article_id: int) -> None:
        """Go to a place where something else was searched; list and text are painted at once.

        What stands in the search bar is kept: Up in it brings it back.

        Args:
            place: with the query.
            article_id: the place's article, as it is numbered now.
        """
        bar = self._stage.search
        bar.remember(bar.text)
        self._take(place.query, typing=place.typing)
        self._ask_around(article_id, Landing(offset=place.offset, recorded=False))

    def resume(
        self, query: str, answer: Answer, article_id: int | None, landing: Landing, typing: bool
    ) -> None:
        """Show what was searched and read when clew was left, all at once.

        Args:
            query: what was searched, or an empty string.
            answer: to that, with the article.
            article_id: the article that was read; None for the first of the answer.
            landing: where to go in it.
            typing: whether the query was still being typed.
        """
        self._take(query, typing=typing)
        self._list_around(answer, typing=typing)
        if article_id is None:
            self._open_first()
        else:
            self._pages.open(article_id, landing, answer.page)

    def _take(self, query: str, *, typing: bool) -> None:
        """Have a query in the search bar and in force that was searched before."""
        self._stage.search.set_text(query if typing else f"{query} ".lstrip())
        self._text, self._typing = query, typing

    def clear(self, *, typed: bool = False) -> None:
        """Search for nothing: all articles are in the list again.

        Args:
            typed: whether something else is being typed in place of what was searched.
        """
        stage = self._stage
        stage.reader.forget("search")
        self._text, self._typing = "", False
        self._settled, self._enter = True, False
        self._list_all()
        state = stage.state
        if state.page is not None:
            stage.articles.move_to(state.page.article.info.id)
            self._pages.note(passing=typed)
        elif state.rows and state.bound_for is None:
            self._pages.open(state.rows[0], Landing(passing=True))
        self._pages.reload()
        stage.mark_current()

    def again(self) -> None:
        """Ask the same again, as the index has grown; nothing moves."""
        if self._text and self._settled:
            self._ask(move=False)

    def _question(self) -> Question:
        from tui.screens.answers import Question

        return Question(self._text, self._typing, self._stage.state.order)

    def _ask(self, *, move: bool) -> None:
        question = self._question()
        by_hit, in_sight = self._listing.lists_hits, self._stage.articles.answers_in_sight
        shown = self._stage.state.page
        self._settled = False

        def search(corpus: Corpus) -> Answer:
            from tui.screens.answers import answer

            return answer(
                corpus,
                question,
                lambda: self._question() != question,
                in_sight=in_sight,
                by_hit=by_hit,
                preview=move,
                shown=shown,
            )

        def arrived(answer: Answer) -> None:
            self._answer(answer, typing=question.typing, move=move)

        self._rest.drop()
        self._stage.reader.ask("search", search, arrived, self._refuse)

    def _ask_around(
        self, article_id: int, landing: Landing | None = None, *, stays: bool = True
    ) -> None:
        """Search, and list all of the answer at once, with the row of an article in sight.

        Args:
            article_id: the article.
            landing: where to go in it; None to stay where one is.
            stays: whether to stay, too, where the article does not answer.
        """
        stage, question = self._stage, self._question()
        by_hit, in_sight = self._listing.lists_hits, stage.articles.answers_in_sight
        wish, shown = self._pages.wish, stage.state.page
        self._settled = self._enter = False

        def search(corpus: Corpus) -> Answer:
            from tui.screens.answers import around

            return around(
                corpus,
                question,
                lambda: self._question() != question,
                article_id,
                in_sight=in_sight,
                by_hit=by_hit,
                shown=shown,
            )

        def arrived(answer: Answer) -> None:
            self._list_around(answer, typing=question.typing)
            if landing is None and (stays or article_id in stage.state.rows):
                stage.articles.move_to(article_id)
                self._pages.reload()
            elif landing is None:
                self._open_first()
            elif wish == self._pages.wish:
                self._pages.open(article_id, landing, answer.page)

        self._rest.drop()
        stage.reader.ask("search", search, arrived, self._refuse)

    def _list_around(self, answer: Answer, *, typing: bool) -> None:
        self._settled = True
        if self._text:
            self._list(answer, typing=typing, renewed=True, reset=False)
        else:
            self._list_all()

    def _open_first(self) -> None:
        """Show the first article of the answer, if there is one."""
        rows = self._stage.state.rows
        if rows:
            self._pages.open(rows[0], Landing(hit=1, passing=True))

    def _list_all(self) -> None:
        """List all articles, as nothing is searched for."""
        stage, state = self._stage, self._stage.state
        self._rest.drop()
        self._note("")
        state.query, state.typing, state.hit = "", False, None
        stage.search.show_nothing()
        self._listing.clear()

    def _list(self, answer: Answer, *, typing: bool, renewed: bool, reset: bool) -> None:
        """List an answer to what is searched for."""
        state, result = self._stage.state, answer.result
        state.query, state.typing = self._text, typing
        self._stage.search.show_result(result.parsed, result.total, len(state.shelf))
        self._listing.show(answer, renewed=renewed, reset=reset)
        self._note(result.notes[0] if result.notes else "")

    def _answer(self, answer: Answer, *, typing: bool, move: bool) -> None:
        stage, state, result = self._stage, self._stage.state, answer.result
        self._settled = True
        self._pages.remember()
        changed = (state.query, state.typing) != (self._text, typing)
        self._list(answer, typing=typing, renewed=changed or not move, reset=move)
        if result.total > len(result.hits):
            self._rest.wait()
        if self._enter and (state.rows or result.offers):
            self._go_in(answer.page)
        elif move and state.rows:
            self._pages.open(state.rows[0], Landing(hit=1, passing=True), answer.page)
        else:
            if self._enter and not result.notes:
                stage.tell("No article matches")
            self._pages.reload()
        self._enter = False
        self._listing.show_snippets(stage.articles.visible_ids)

    def _note(self, note: str) -> None:
        """Tell something about an answer; what was told about another one is taken back."""
        self._stage.status.take_back(self._noted)
        self._noted = note
        if note:
            self._stage.tell(note)

    def _go_in(self, page: Page | None = None) -> None:
        """Go to the first hit of the row under the list's cursor, and into the text.

        Where nothing was found, what is offered instead is searched for.
        """
        state = self._stage.state
        if not state.rows and state.result is not None and state.result.offers:
            self.put(state.result.offers[0])
            self._stage.tell(f"Searching for {state.result.offers[0]}")
            self._stage.show_pane("articles")
            return
        wanted = self._stage.articles.cursor_id
        if wanted is None and state.rows:
            wanted = state.rows[0]
        if wanted is None:
            self._stage.tell("No article matches")
            return
        self._pages.open(wanted, Landing(hit=self._stage.articles.cursor_number or 1), page)
        self._stage.show_pane("text")

    def _refuse(self, error: Exception) -> None:
        self._settled = True
        self._enter = False
        if isinstance(error, QueryError):
            self._stage.search.show_error(error.message, error.position, error.fix)
        else:
            self._stage.tell(f"The search failed: {error}")
