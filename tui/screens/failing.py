"""What stands in the text's place of a file that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.pages import Pages
    from tui.screens.stage import Stage


def explain_row(stage: Stage, pages: Pages) -> bool:
    """Say why the file under the list's cursor could not be read; False if there is none."""
    row = stage.articles.cursor_row
    if row is None or row.failure is None:
        return False
    pages.remember()
    stage.reader.forget("page")
    state = stage.state
    state.bound_for = state.page = state.hit = None
    stage.text.clear(f"{row.failure.path}\n\nThis file could not be read: {row.failure.error}")
    stage.entities.set_entities(None, state.everywhere)
    stage.show_where()
    return True
