"""Opening articles at a place, and going back and forward among the places.

In comes an article's id and a `Landing`; the article is fetched by the reader, shown in the text
pane, and the place is remembered. While one article is on its way a later wish replaces it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from index.errors import NotFoundError
from tui.history import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus
    from index.model import LinkedMention
    from tui.screens.stage import Stage
    from tui.state import Page


class Landing(NamedTuple):
    """Where in an article to arrive.

    Attributes:
        offset: the character to put at the top of the view, or None.
        old: the text that the offset is of, if that is another one.
        mention: the mention to bring into sight, or None.
        hit: 1 for the first hit, 2 for the second, -1 for the last, …; 0 for none.
        passing: whether the place is only looked at in passing, and leaves no trace in history.
        walk: whether this is a step of a walk; the steps within an article make one place.
        recorded: whether the place goes into the history at all.
        quiet: whether the panes stay as they are (the article was only fetched anew).
    """

    offset: int | None = None
    old: str | None = None
    mention: LinkedMention | None = None
    hit: int = 0
    passing: bool = False
    walk: bool = False
    recorded: bool = True
    quiet: bool = False


class Pages:
    """Brings articles into the text pane.

    Args:
        stage: the panes and services.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._landing = Landing()
        self._walking = False
        self.resume: Callable[[Place], None] = lambda place: None
        """Called with the place that back or forward leads to, before it is opened."""
        self.searched: Callable[[], tuple[str, bool]] = lambda: ("", False)
        """What is searched now, and whether it is still being typed."""
        self.search_again: Callable[[Place, int], None] = lambda place, article_id: None
        """Called to open an article at a place where something else was searched."""
        self.landed: Callable[[], None] = lambda: None
        """Called when the text pane shows a page, or shows it anew."""
        self.patient = False
        """Whether the shown article stays in sight when it is not there: it may come back."""
        self.wish = 0
        """Grows with each article that is asked for."""

    @property
    def landing(self) -> Landing | None:
        """Where the article that is on its way will be entered, or None if none is."""
        return self._landing if self._stage.state.bound_for is not None else None

    def open(self, article_id: int, landing: Landing, page: Page | None = None) -> None:
        """Show an article at a place; at once, when it is the one that is shown.

        Args:
            article_id: the article.
            landing: where to arrive.
            page: the article with its hits, where it has been fetched already.
        """
        state = self._stage.state
        self.wish += 1
        if landing.recorded and state.bound_for is None:
            self.remember()
        if page is None and state.bound_for is None and self._is_shown(article_id):
            page = state.page
        if page is not None and page.article.info.id == article_id:
            self._stage.reader.forget("page")
            state.bound_for = None
            self._land(page, landing)
            return
        asked = state.bound_for == article_id
        state.bound_for = article_id
        self._landing = landing
        if asked:
            return
        self._ask(article_id, self._arrive)

    def _ask(self, article_id: int, arrived: Callable[[Page], None]) -> None:
        (query, typing), known = self._stage.state.marked, self._stage.state.page

        def fetch(corpus: Corpus) -> Page:
            from tui.screens.loading import load_page

            return load_page(corpus, article_id, query, typing=typing, known=known)

        self._stage.reader.ask("page", fetch, arrived, self._fail)

    def _is_shown(self, article_id: int) -> bool:
        """Whether an article is the one in the pane, with the hits of the present query."""
        state, page = self._stage.state, self._stage.state.page
        if page is None or page.article.info.id != article_id:
            return False
        return (page.query, page.typing) == state.marked

    def open_row(self, article_id: int, number: int, *, passing: bool = False) -> None:
        """Show the article of a row of the list, at one of its hits, or at the first if any is.

        Args:
            article_id: the article.
            number: of the matched word that the row is about, from 1; 0 for none.
            passing: whether it is only looked at in passing.
        """
        hit = number or (1 if self._stage.state.query else 0)
        self.open(article_id, Landing(hit=hit, passing=passing))

    def remember(self) -> None:
        """Note in the history how far one has read in the current place."""
        state, current = self._stage.state, self._stage.history.current
        page = state.page if state.bound_for is None else None
        if page is None or current is None:
            return
        here = (page.article.info.path, state.query, state.typing)
        if here == (current.path, current.query, current.typing):
            offset = self._stage.text.top_offset
            self._stage.history.update(replace(current, offset=offset))

    def place(self) -> Place | None:
        """The place that is in sight now."""
        state = self._stage.state
        if state.page is None:
            return None
        info = state.page.article.info
        mention = state.mention
        here = mention is not None and mention.article == info.id
        return Place(
            info.id,
            info.path,
            self._stage.text.top_offset,
            state.entity if here else "",
            mention.start if mention is not None and here else None,
            query=state.query,
            typing=state.typing,
        )

    def travel(self, by: int) -> None:
        """Go back (-1) or forward (1) in the history; what was searched there comes back, too.

        From a search that has led nowhere, the way back is to the place that is still in sight; so
        it is from what is no article (a file that could not be read).
        """
        history, shelf = self._stage.history, self._stage.state.shelf
        self.remember()
        place = history.current
        in_force = self.searched()
        lost = by < 0 and self._stage.state.article_id is None
        same = place and (place.passing or (place.query, place.typing) == in_force)
        if by > 0 or not place or (same and not lost):
            place = history.back() if by < 0 else history.forward()
        while place is not None:
            info = shelf.again(place.article, place.path)
            if info is not None:
                self.resume(place)
                if (place.query, place.typing) != self.searched():
                    self.search_again(place, info.id)
                else:
                    self.open(info.id, Landing(offset=place.offset, recorded=False))
                return
            place = history.back() if by < 0 else history.forward()
        end = "This is where you started" if by < 0 else "There is nothing further on"
        self._stage.tell(end)

    def reload(self) -> None:
        """Fetch the article that is shown anew (it, its names or the query have changed)."""
        stage = self._stage
        page = stage.state.page
        if page is None or stage.state.bound_for is not None:
            return
        info = page.article.info
        now = stage.state.shelf.again(info.id, info.path)
        if now is None:
            if self.patient:
                return
            stage.state.page = None
            stage.state.hit = None
            stage.text.clear(f"{info.path} is no longer there.")
            stage.entities.set_entities(None, stage.state.everywhere)
            stage.show_where()
        elif now.id != info.id:
            top, old = stage.text.top_offset, page.article.text
            landing = Landing(offset=top, old=old, recorded=False, quiet=True)
            self.open(now.id, landing)
        else:
            self._ask(info.id, self._renew)

    def note(self, *, passing: bool) -> None:
        """Note in the history that something else is searched at the place that is in sight."""
        place, current = self.place(), self._stage.history.current
        if place is not None and current is not None and self._stage.state.bound_for is None:
            passing = passing or current.passing
            self._stage.history.visit(replace(place, passing=passing))

    def _record(self, landing: Landing) -> None:
        place, current = self.place(), self._stage.history.current
        if place is None:
            return
        same = current is not None and current.path == place.path
        if landing.walk and self._walking and same:
            self._stage.history.update(place)
        else:
            self._stage.history.visit(replace(place, passing=landing.passing))
        self._walking = landing.walk

    def _arrive(self, page: Page) -> None:
        self._stage.state.bound_for = None
        self._land(page, self._landing)

    def _fail(self, error: Exception) -> None:
        self._stage.state.bound_for = None
        if isinstance(error, NotFoundError):
            self._stage.tell("This article is no longer there")
        else:
            self._stage.tell(f"The article cannot be shown: {error}")

    def _renew(self, page: Page) -> None:
        """Show what has changed about the article that is shown, without moving."""
        stage = self._stage
        old = stage.state.page
        stage.state.page = page
        if stage.state.hit not in page.hits:
            stage.state.hit = None
        if old is None or old.article != page.article:
            top = stage.text.top_offset
            stage.text.show(page.article, page.mentions, page.hits)
            stage.text.scroll_to_offset(top)
        else:
            self._mark_anew(old, page)
        self.landed()
        stage.mark_current()
        stage.entities.set_entities(page.entities, stage.state.everywhere)

    def _mark_anew(self, old: Page, page: Page) -> None:
        """Show what is marked otherwise in the article that is shown."""
        if old.mentions != page.mentions:
            self._stage.text.set_mentions(page.mentions)
        if old.hits != page.hits:
            self._stage.text.set_hits(page.hits)

    def _land(self, page: Page, landing: Landing) -> None:
        """Show a page where it is to be entered; an article that is shown already stays."""
        stage = self._stage
        state, text = stage.state, stage.text
        old, state.page = state.page, page
        fresh = old is None or old.article != page.article
        target: int | None = None
        if page is not old:
            state.hit = None
        if landing.mention is not None:
            target = landing.mention.start
            state.hit = None
        elif state.mention is not None and state.mention.article != page.article.info.id:
            state.at = None
        if landing.hit and page.hits:
            index = landing.hit - 1 if landing.hit > 0 else landing.hit
            state.hit = page.hits[max(-len(page.hits), min(index, len(page.hits) - 1))]
            target = state.hit.start
        if old is None or fresh:
            text.show(page.article, page.mentions, page.hits, at=target)
        else:
            self._mark_anew(old, page)
            if target is not None:
                text.reveal(target)
        if target is None and landing.offset is not None:
            offset = landing.offset
            if landing.old is not None:
                from tui.relocating import relocated

                offset = relocated(offset, landing.old, page.article.text)
            text.scroll_to_offset(offset)
        self.landed()
        stage.mark_current()
        stage.articles.move_to(page.article.info.id, state.hit.start if state.hit else None)
        if not landing.passing and not landing.quiet:
            stage.reveal_text()
        if landing.recorded:
            self._record(landing)
        stage.entities.set_entities(page.entities, state.everywhere, fresh=fresh)
