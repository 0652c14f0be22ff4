"""How what is typed into the search bar may go on: asked at every key, shown when it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import Completion
    from tui.screens.stage import Stage


def suggest(stage: Stage, text: str) -> None:
    """Ask how what is typed may go on; without an answer there is no suggestion."""

    def arrived(completion: Completion) -> None:
        stage.search.suggest(text, completion)

    stage.reader.ask("complete", lambda corpus: corpus.complete(text), arrived, lambda error: None)
