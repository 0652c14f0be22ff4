"""Saved searches that cannot be counted as usual, or that come from strangers: the list goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from index.errors import KeptError
from index.saved.model import Kind, made
from index.saved.saving import Saving
from tests.texts import written
from tests.tui.test_explorer_saved import TEXTS, rows, saving
from tui.screens.calling import CallScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.test_explorer_saved import Explore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "folder", TEXTS)


async def test_one_may_be_removed_while_it_is_counted(
    explore_folder: Explore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving(folder).save("radar")
    posted: list[Callable[..., None]] = []
    async with explore_folder(folder) as driver:
        reader = driver.screen.reader
        ask = reader.ask

        def asked(topic: str, call: Any, done: Any, *more: Any) -> None:
            if topic == "saved-count":
                posted.append(done)
            else:
                ask(topic, call, done, *more)

        monkeypatch.setattr(reader, "ask", asked)
        await driver.press("S", "x")
        assert not rows(driver)
        posted[0](2)  # the answer comes when the search is gone
        assert "Removed: radar" in driver.display


async def test_one_that_cannot_be_counted_leaves_the_others(
    explore_folder: Explore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving(folder).save("radar")
    saving(folder).save("bread")
    count = Saving.count

    def broken(self: Saving, query: str, *rest: Any) -> int | None:
        if query == "radar":
            raise KeptError("no luck")
        return count(self, query, *rest)

    monkeypatch.setattr(Saving, "count", broken)
    async with explore_folder(folder) as driver:
        await driver.press("S")
        assert [row.found for row in rows(driver)] == [-1, 1]
        assert "no luck" in driver.display


async def test_a_query_from_elsewhere_is_harmless_where_its_name_is_asked_for(
    explore_folder: Explore, folder: Path
) -> None:
    save = made(Kind.SAVE, query="radar\x1b]0;x\x07\u202e\n", order="relevance")
    saving(folder).journal.add([save])
    async with explore_folder(folder) as driver:
        await driver.press("S", "r")
        assert isinstance(driver.app.screen, CallScreen)
        assert "radar␛]0;x␇" in driver.display
        assert not {"\x1b", "\x07", "\u202e"} & set(driver.display)
