"""All mentions of the followed name, in the text's place.

In: the name that is followed, and what the list of mentions tells. Out: the list, from where one
reads, and the contexts of the rows in sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import LinkedMention
    from tui.screens.folding import Folding
    from tui.screens.stage import Stage
    from tui.screens.walker import Walker
    from tui.state import Thread

CONTEXT = 120
"""Characters of context fetched on each side of a mention."""


class AllMentions:
    """Shows and fills the list of mentions.

    Args:
        stage: the panes and services.
        walker: knows which name is followed, and follows the mention that is chosen.
        folding: puts the list in the text's place.
    """

    def __init__(self, stage: Stage, walker: Walker, folding: Folding) -> None:
        self._stage = stage
        self._walker = walker
        self._folding = folding
        walker.renewed = self._renew

    def toggle(self) -> None:
        """List the mentions of the followed name, or go back to the text."""
        if self._folding.mentions_shown:
            self._folding.show_mentions(shown=False)
        elif self._stage.state.thread is None:
            self._stage.tell("No name is followed; ] follows the first in sight")
        else:
            self.show()

    def show(self) -> None:
        """List the mentions; the cursor is on the current one, or the next from where one reads."""
        thread = self._stage.state.thread
        if thread is None:
            return
        self._fill(thread)
        self._stage.mentions.move_to(self._stage.state.mention or self._walker.next_here(thread))
        self._folding.show_mentions(shown=True)
        self._folding.show("text")
        self._stage.show_where()

    def _renew(self) -> None:
        """List other mentions in place of those that are listed, or none where there are none."""
        if not self._folding.mentions_shown:
            return
        thread = self._stage.state.thread
        if thread is None:
            self.close()
        else:
            self._fill(thread, renewed=True)
            self._stage.show_where()

    def _fill(self, thread: Thread, *, renewed: bool = False) -> None:
        state = self._stage.state
        entity = next((e for e in state.everywhere if e.name == thread.entity), None)
        found = {mention.path: state.shelf.get(mention.article) for mention in thread.mentions}
        infos = {path: info for path, info in found.items() if info is not None}
        self._stage.mentions.show(thread.entity, thread.mentions, entity, infos, renewed=renewed)

    def choose(self, mention: LinkedMention) -> None:
        """Go to a mention in its text."""
        self._folding.show_mentions(shown=False)
        self._walker.follow(mention)
        self._folding.show("text")

    def close(self) -> None:
        """Go back to the text."""
        self._folding.show_mentions(shown=False)
        self._stage.show_where()

    def fetch(self, mentions: Sequence[LinkedMention]) -> None:
        """Fetch the contexts of mentions in sight."""

        def arrived(contexts: list[tuple[str, str]]) -> None:
            self._stage.mentions.set_contexts(dict(zip(mentions, contexts, strict=True)))

        self._stage.reader.ask(
            "contexts", lambda corpus: corpus.contexts(mentions, width=CONTEXT), arrived
        )
