"""A folder whose names there is something to decide about, and what is asked of the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.decisions import Kind
from index.decisions.journal import Journal
from tests.texts import MEETINGS

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    **MEETINGS,
    "d.txt": "Later Gordon Browne met Angela Merkel. Angela Merkel left.\n",
    "e.txt": "Earlier Gordon Brown met Rodrigo Rato. Gordon Brown smiled.\n",
}


async def on_name(driver, name: str) -> None:
    """Put the cursor of the pane of all articles' names on one."""
    entities = driver.screen.stage.entities
    await driver.press("3")
    if not entities.wide:
        await driver.press("a")
    await driver.press("f")
    await driver.type(name)
    await driver.press("down")
    assert entities.cursor_name == name


def names(driver) -> set[str]:
    return {entity.name for entity in driver.screen.state.everywhere}


def standing(folder: Path) -> list[Kind]:
    return [decision.kind for decision in Journal(folder).standing()]
