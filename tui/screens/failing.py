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


def say_empty(stage: Stage, root: Path | str, *, reading: bool, followed: bool) -> None:
    """Say why there is no article, and what to do about it.

    Args:
        stage: the panes.
        root: the folder.
        reading: whether it is being read, so that there may be some soon.
        followed: whether what is put there shows by itself.
    """
    if reading:
        stage.text.clear("Reading the folder…\n\nArticles appear here as they are read.")
        stage.articles.set_advice(["The folder is being read"])
        return
    failed = len(stage.state.failures)
    if failed:
        why = f"None of the files in {root} could be read; the list says why."
    else:
        why = f"There is nothing to read in {root}."
        stage.articles.set_advice(["Put documents into the folder", "? help · Ctrl+Q leaves"])
    then = "appear here" if followed else f"appear here after {stage.label('app.refresh')}"
    stage.text.clear(
        f"{why}\n\nDocuments that are put there (text, web pages, PDF, Word, mail, tables, feeds, "
        f"archives of them) {then}.\n\n"
        f"{stage.label('app.quit')} leaves, to open something else:\n\n"
        "    clew FOLDER\n    clew --sample"
    )
