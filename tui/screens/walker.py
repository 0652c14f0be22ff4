"""Walking: along the mentions of a name, and along the hits of a search.

Both walks go through an article in reading order and on into the next one, and round the end with
a notice. The walk starts from the current mention (or hit) while that is in sight, and from the
top of the view otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import NotFoundError
from tui.screens.pages import Landing
from tui.state import Spot, Step, Thread, mention_at, next_hit, next_in, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus
    from index.model import LinkedMention
    from tui.history import Place
    from tui.screens.pages import Pages
    from tui.screens.stage import Stage


class Walker:
    """Takes the steps of ``]`` ``[`` ``}`` ``{`` ``n`` ``N``.

    Args:
        stage: the panes and services.
        pages: opens the articles that the walk comes to.
    """

    def __init__(self, stage: Stage, pages: Pages) -> None:
        self._stage = stage
        self._pages = pages
        self._awaited = ""
        self._owed: list[Callable[[], None]] = []
        self.renewed: Callable[[], None] = lambda: None
        """Called when the mentions of the followed name are others, or it has gone."""
        pages.resume = self.resume

    # Names

    def follow(self, mention: LinkedMention) -> None:
        """Make a mention the current one, and its entity the one that is followed."""
        self._pages.open(mention.article, Landing(mention=mention))
        self.take_up(mention.entity, mention)

    def take_up(
        self,
        entity: str,
        mention: LinkedMention | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Make an entity the one that is followed, without moving.

        Args:
            entity: its name.
            mention: which of its mentions is the current one, if one is.
            then: called when the entity's mentions are known.
        """
        state = self._stage.state
        if state.thread is not None and state.thread.entity == entity:
            self._awaited = ""
            state.at = state.thread.find(mention) if mention else None
            self._stage.mark_current()
            if then is not None:
                then()
            return
        self._awaited = entity
        self._owed = [then] if then is not None else []
        self._stage.text.set_current(entity, mention)

        def arrived(mentions: list[LinkedMention]) -> None:
            self._awaited = ""
            state.thread = Thread(entity, mentions, state.shelf) if mentions else None
            state.at = state.thread.find(mention) if state.thread and mention else None
            self._stage.mark_current()
            owed, self._owed = self._owed, []
            for step in owed:
                step()

        self._stage.reader.ask(
            "thread", lambda corpus: corpus.mentions(entity), arrived, self._lost
        )

    def _lost(self, error: Exception) -> None:
        self._awaited = ""
        self._owed = []
        self._stage.tell(str(error))

    def renew(self) -> None:
        """Fetch the mentions of the followed entity anew; the current mention stays current.

        It may be called otherwise by now.
        """
        state = self._stage.state
        thread = state.thread
        if thread is None:
            return
        known = state.mention or thread.mentions[0]

        def fetch(corpus: Corpus) -> list[LinkedMention]:
            from tui.screens.following import mentions_now

            return mentions_now(corpus, thread.entity, known)

        def arrived(mentions: list[LinkedMention]) -> None:
            if state.thread is not thread:
                return
            current = state.mention
            name = mentions[0].entity if mentions else ""
            state.thread = Thread(name, mentions, state.shelf) if mentions else None
            state.at = state.thread.find(current) if state.thread and current else None
            self._stage.mark_current()
            if thread.mentions != tuple(mentions):
                self.renewed()

        def lost(error: Exception) -> None:
            if isinstance(error, NotFoundError) and state.thread is thread:
                self.let_go()
                self.renewed()

        self._stage.reader.ask("thread-again", fetch, arrived, lost)

    def let_go(self) -> None:
        """Follow nothing."""
        self._awaited = ""
        self._owed = []
        self._stage.reader.forget("thread")
        self._stage.state.thread = None
        self._stage.state.at = None
        self._stage.mark_current()

    def resume(self, place: Place) -> None:
        """Follow what was followed at a place of the history."""
        state = self._stage.state
        if not place.entity or place.mention is None:
            return

        def set_current() -> None:
            thread = state.thread
            if thread is None:
                return
            for at, mention in enumerate(thread.mentions):
                if mention.path == place.path and mention.start == place.mention:
                    state.at = at
            self._stage.mark_current()

        self.take_up(place.entity, then=set_current)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) mention of the entity that is followed.

        If none is followed, the one under the current hit is taken up, else the one at the top of
        the view or the first after it.
        """
        if self._awaited:
            self._owed.append(lambda: self.step(by))
            return
        state = self._stage.state
        if state.thread is None:
            self._take_up_in_sight()
            return
        thread = state.thread
        if state.at is not None and self._is_in_sight(thread.mentions[state.at]):
            step = thread.step(state.at, by)
        else:
            step = thread.from_spot(self._spot(by), by)
        self._go(thread, step, by)

    def article_step(self, by: int) -> None:
        """Go to the first mention in the next (1) or previous (-1) article that has the entity."""
        if self._awaited:
            self._owed.append(lambda: self.article_step(by))
            return
        state = self._stage.state
        if state.thread is None:
            self._take_up_in_sight()
            return
        thread = state.thread
        step = thread.article_step(self._spot(by).position, by)
        if thread.articles == 1:
            self._stage.tell(f"{thread.entity} is mentioned in one article only")
        self._go(thread, step, by, articles=True)

    def _go(self, thread: Thread, step: Step, by: int, *, articles: bool = False) -> None:
        mention = thread.mentions[step.at]
        self._stage.state.at = step.at
        self._pages.open(mention.article, Landing(mention=mention, walk=True))
        self._stage.show_where()
        if step.wrapped and not (articles and thread.articles == 1):
            where = "from the beginning again" if by > 0 else "from the end again"
            self._stage.tell(f"Round the end: {where}")
        else:
            self._stage.status.hide_notice()

    def _take_up_in_sight(self) -> None:
        state = self._stage.state
        page = state.page
        if page is None:
            self._stage.tell("No article is open")
            return
        if not page.mentions:
            yet = bool(self._stage.status.progress)  # before they have been looked for
            self._stage.tell(f"No names {'yet' if yet else 'have been found in this article'}")
            return
        span, hit = self._stage.text.visible_span(), state.hit
        mention = None
        if hit is not None and hit.end > span.start and hit.start < span.end:
            under = mention_at(page.mentions, hit.start)
            mention = under if under is not None and under.start < hit.end else None
        mention = mention or mention_at(page.mentions, span.start) or page.mentions[-1]
        self.follow(mention)

    def _spot(self, by: int) -> Spot:
        """The place from which a walk starts when no current mention is in sight."""
        state = self._stage.state
        article = state.article_id
        if article is None:
            return Spot(-1, 0)
        if state.bound_for is not None:
            landing = self._pages.landing
            start = landing.mention.start if landing and landing.mention else 0
            return Spot(state.shelf.position(article), start)
        span = self._stage.text.visible_span()
        return Spot(state.shelf.position(article), span.start)

    def _is_in_sight(self, mention: LinkedMention) -> bool:
        state = self._stage.state
        if state.bound_for is not None:
            return state.bound_for == mention.article
        if state.page is None or state.page.article.info.id != mention.article:
            return False
        span = self._stage.text.visible_span()
        return mention.end > span.start and mention.start < span.end

    def next_here(self, thread: Thread) -> LinkedMention:
        """The first mention of a name from where one reads."""
        return thread.mentions[thread.from_spot(self._spot(1), 1).at]

    # Hits

    def hit_step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit, on into the next article of the result."""
        state = self._stage.state
        if state.find:
            self._hit_in_text(by)
            return
        if not state.query:
            self._stage.tell("Nothing is searched for; / starts a search")
            return
        if not state.rows:
            self._stage.tell("No article matches")
            return
        landing = self._pages.landing
        if landing is not None and landing.hit and state.bound_for is not None:
            self._pages.open(state.bound_for, landing._replace(hit=landing.hit + by or by))
            return
        page = state.page
        if (
            state.bound_for is None
            and page is not None
            and page.article.info.id in state.rows.places
        ):
            span = next_hit(page.hits, self._hit_start(by), by)
            if span is not None:
                index = page.hits.index(span)
                self._pages.open(page.article.info.id, Landing(hit=index + 1, walk=True))
                return
        step = next_in(state.rows, state.article_id, by)
        if step is None:
            return
        if step.wrapped:
            where = "first" if by > 0 else "last"
            self._stage.tell(f"Round the end: {where} of {plural(len(state.rows), 'result')}")
        if state.rows[step.at] == state.article_id and page is not None and not page.hits:
            self._stage.tell("The words of this search do not stand in the text itself")
            return
        self._pages.open(state.rows[step.at], Landing(hit=by, walk=True))

    def _hit_in_text(self, by: int) -> None:
        """Go to the next hit of what is looked for in the shown text alone, round its end."""
        state, page = self._stage.state, self._stage.state.page
        if page is None or state.bound_for is not None:
            return
        if not page.hits:
            self._stage.tell(f"{state.find} is not in this text")
            return
        span = next_hit(page.hits, self._hit_start(by), by)
        if span is None:
            where = "from the beginning again" if by > 0 else "from the end again"
            self._stage.tell(f"Round the end: {where}")
        number = page.hits.index(span) + 1 if span is not None else by
        self._pages.open(page.article.info.id, Landing(hit=number, walk=True))

    def _hit_start(self, by: int) -> int:
        """The offset that the next hit is looked for from."""
        span = self._stage.text.visible_span()
        hit = self._stage.state.hit
        if hit is not None and hit.end > span.start and hit.start < span.end:
            return hit.start
        return span.start - 1 if by > 0 else span.start
