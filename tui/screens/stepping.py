"""Going from one article of the list to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.version_rows import next_article

if TYPE_CHECKING:
    from tui.screens.pages import Pages
    from tui.screens.stage import Stage


def next_row(stage: Stage, pages: Pages, by: int) -> None:
    """Show the next (1) or previous (-1) article of the list that is not folded away."""
    state, articles = stage.state, stage.articles
    at = None if state.article_id is None else articles.place(state.article_id)
    article_id = next_article(articles.rows, at, by)
    if article_id is not None:
        pages.open_row(article_id, 0)
    else:
        stage.tell("No more articles" if state.rows else "There are no articles")
