"""Opening an article at a passage, which is selected there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus
    from index.model import Span
    from tui.screens.pages import Pages
    from tui.screens.stage import Stage
    from tui.state import Page


def open_passage(
    stage: Stage, pages: Pages, number: Callable[[Corpus], int], passage: Span | None
) -> None:
    """Open an article, with a passage in sight and selected.

    Args:
        stage: the panes and services.
        pages: opens the article.
        number: gives the number of the article, on the reader's thread.
        passage: half-open characters of its text; None to go to none.
    """
    from tui.screens.loading import load_page
    from tui.screens.pages import Landing

    stage.show_pane("text")
    (query, typing), known = stage.state.marked, stage.state.page

    def arrived(page: Page) -> None:
        pages.open(page.article.info.id, Landing(), page)
        if passage is not None:
            stage.text.reveal(passage.start)
            stage.text.select(*passage)

    stage.reader.ask(
        "page",
        lambda corpus: load_page(corpus, number(corpus), query, typing=typing, known=known),
        arrived,
    )
