"""What the explorer has when it is painted first, and what comes behind that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tui.app import make_app
from tui.screens import beginning
from tui.screens.explorer import ExplorerScreen
from tui.screens.shelving import Shelving

ROOT = Path(__file__).parent.parent.parent
SEEDS = ROOT / "seeds"

LATER = {
    "index",
    "tui.history",
    "tui.logs",
    "tui.screens.beginning",
    "tui.screens.pages",
    "tui.screens.shelving",
    "tui.services",
    "tui.state",
    "tui.widgets.article_view",
    "tui.widgets.entity_list",
    "tui.widgets.mention_list",
}


def test_what_is_not_painted_first_is_not_loaded_first() -> None:
    script = "import sys, tui.app; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not LATER & set(done.stdout.split())


async def test_the_first_paint_has_the_frame_and_not_what_is_in_it(
    seeds_index: Path, monkeypatch
) -> None:
    painted: list[set[str]] = []

    async def look(screen: ExplorerScreen, *_: object, **__: object) -> None:
        painted.append({type(widget).__name__ for widget in screen.walk_children()})
        screen.app.exit()

    monkeypatch.setattr(beginning, "begin", look)
    app = make_app([SEEDS], index_dir=seeds_index)
    await app.run_async(headless=True, size=(120, 36))
    assert "ArticleList" in painted[0]
    assert "SearchInput" in painted[0]
    assert not painted[0] & {"ArticleView", "EntityRows", "EntityFilter", "MentionList"}


async def test_what_is_typed_before_all_is_there_is_searched(
    seeds_index: Path, monkeypatch
) -> None:
    monkeypatch.setattr(ExplorerScreen, "on_mount", lambda self: None)  # nobody begins by himself
    app = make_app([SEEDS], index_dir=seeds_index)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = app.screen
        assert isinstance(screen, ExplorerScreen)
        await pilot.press("right_square_bracket", "m", "f5", "1", "2", "3", "J", "s", "backspace")
        assert not screen.begun
        await pilot.press("slash", *"kalashnikov", "enter")
        await pilot.pause()
        assert screen.begun
        while not screen.idle or screen.state.generation < 0:
            await pilot.pause(0.01)
        assert screen.state.query == "kalashnikov"
        assert screen.state.rows


async def test_the_folder_is_looked_at_when_the_list_has_been_painted(explore, monkeypatch) -> None:
    unpainted: list[bool] = []
    refresh = Shelving.refresh

    def noted(self: Shelving) -> None:
        articles = self._stage.articles
        unpainted.append(articles._repaint_required or articles in articles.screen._dirty_widgets)
        refresh(self)

    monkeypatch.setattr(Shelving, "refresh", noted)
    async with explore():
        assert unpainted == [False]
