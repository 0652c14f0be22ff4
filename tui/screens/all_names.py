"""The names of the entities pane: the most mentioned of the corpus, and those looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Corpus
    from index.model import Entity
    from tui.screens.stage import Stage

EVERYWHERE = 5000
"""How many of the corpus's entities the pane is given."""


def everywhere(corpus: Corpus) -> list[Entity]:
    """The most mentioned entities of the corpus; on the reader's thread."""
    entities = corpus.entities(limit=EVERYWHERE)
    corpus.give_back()
    return entities


def look_for_names(stage: Stage, text: str) -> None:
    """Find the names with a part in them, if the pane was not given all names there are."""
    if len(stage.state.everywhere) < EVERYWHERE:
        return

    def arrived(found: list[Entity]) -> None:
        stage.entities.set_found(text, found)

    wanted = " ".join(text.split())
    stage.reader.ask(
        "entities-found",
        lambda corpus: corpus.entities(match=wanted, limit=EVERYWHERE),
        arrived,
    )
