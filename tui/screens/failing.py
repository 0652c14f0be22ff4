"""What stands in the text's place of a file that could not be read, or where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

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


def say_empty(stage: Stage, root: Path | str, *, reading: bool) -> None:
    """Say why there is no article.

    Args:
        stage: the panes.
        root: the folder.
        reading: whether it is being read, so that there may be some soon.
    """
    if reading:
        stage.text.clear("Reading the folder…\n\nArticles appear here as they are read.")
    elif stage.state.failures:
        stage.text.clear("None of the files here could be read; the list says why.")
    else:
        stage.text.clear(
            f"There is nothing to read in {root}.\n\n"
            "Put text or Markdown files there and press F5, or open another folder:\n\n"
            "    clew FOLDER\n    clew --sample"
        )
