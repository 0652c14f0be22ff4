"""Deciding about names from the explorer: what is asked, kept, told and shown.

In: an entity's name, and what a person says of it. Out: decisions, each kept before it is told;
then the panes follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from threading import Thread

    from textual.screen import Screen

    from index.decisions import Decision
    from index.names.deciding import Deciding
    from tui.review import Review
    from tui.screens.reviewing import ReviewScreen
    from tui.screens.shelving import Shelving
    from tui.screens.stage import Stage
    from tui.services.aside import Aside
    from tui.services.decider import Decider


class Decisions:
    """Decides about names for the explorer.

    Args:
        stage: the panes and services.
        shelving: shows the names anew.
        screen: the explorer's, over which others ask.
        open_entity: lists the mentions of a name.
    """

    def __init__(
        self,
        stage: Stage,
        shelving: Shelving,
        screen: Screen[None],
        open_entity: Callable[[str], None],
    ) -> None:
        self._stage = stage
        self._shelving = shelving
        self._screen = screen
        self._open_entity = open_entity
        self._decider: Decider | None = None
        self._aside: Aside | None = None
        self._review: Review | None = None
        self._reviewing: ReviewScreen | None = None

    @property
    def idle(self) -> bool:
        """Whether all that was decided is kept and told, and no pairs are sought; for tests."""
        sought = self._aside is None or self._aside.idle
        return sought and (self._decider is None or self._decider.idle)

    def stop(self) -> Sequence[Thread]:
        """Keep what was decided, and end; the threads that do."""
        if self._aside is not None:
            self._aside.drop()
        return () if self._decider is None else self._decider.stop()

    def about(self, name: str) -> None:
        """Ask what is to be decided about a name; without one, only what needs none."""
        from tui.screens.asking import MenuScreen

        def ask(choice: str | None) -> None:
            if choice:
                self._chosen(choice, name)

        self._screen.app.push_screen(MenuScreen(name), ask)

    def review(self) -> None:
        """Review the pairs that may be one."""
        from tui.review import Review
        from tui.screens.reviewing import ReviewScreen

        decider, corpus = self._ready(), self._shelving.corpus
        if decider is None or corpus is None:
            return
        if self._aside is None:
            from tui.services.aside import Aside

            self._aside = Aside(corpus, self._screen.call_later)
        review = self._review = self._review or Review()

        def ended(name: str | None) -> None:
            self._reviewing = None
            if name:
                self._open_entity(name)
                self._stage.tell(f"{self._stage.label('entities.review')} goes on reviewing")
            else:
                self._review = None

        self._reviewing = ReviewScreen(
            review, self._stage.reader, self._aside, decider, self._shelving.is_reading
        )
        self._screen.app.push_screen(self._reviewing, ended)

    def _chosen(self, choice: str, name: str) -> None:
        if choice == "review":
            self.review()
        elif choice == "undo":
            self._decide(lambda deciding: deciding.undo(), taken_back=True)
        elif choice == "reject":
            self._decide(lambda deciding: deciding.reject(name))
        else:
            from tui.screens.asking import AskScreen

            def decide(other: str | None) -> None:
                if not other:
                    return
                if choice == "same":
                    self._decide(lambda deciding: deciding.same(name, other))
                elif choice == "call":
                    self._decide(lambda deciding: deciding.call(name, other))
                else:
                    self._decide(lambda deciding: deciding.apart(other, name))

            self._screen.app.push_screen(AskScreen(self._stage.reader, choice, name), decide)

    def _decide(
        self, verb: Callable[[Deciding], Decision | None], *, taken_back: bool = False
    ) -> None:
        decider = self._ready()
        if decider is not None:
            decider.ask(verb, self._taken_back if taken_back else self._kept, self._say)

    def _kept(self, decision: Decision | None) -> None:
        from tui.decided import told

        if decision is not None:
            key = self._stage.label("entities.decide")
            self._stage.tell(f"Kept: {told(decision)} · {key} u takes it back")

    def _taken_back(self, decision: Decision | None) -> None:
        from tui.decided import told

        if decision is None:
            self._stage.tell("Nothing is decided that could be taken back")
        else:
            self._stage.tell(f"Taken back: {told(decision)}")

    def _say(self, error: Exception) -> None:
        self._stage.tell(logs.sentence(error))

    def _ready(self) -> Decider | None:
        if self._decider is None and self._shelving.corpus is not None:
            from tui.services.decider import Decider

            self._decider = Decider(self._shelving.corpus, self._screen.call_later, self._applied)
        return self._decider

    def _applied(self, done: bool) -> None:
        self._shelving.follow(done=done)
        if self._reviewing is not None and self._reviewing.is_attached:
            self._reviewing.applied()
