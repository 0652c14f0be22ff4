"""Keys, palette, help, themes, and the states of a folder: empty, unreadable, growing."""

from __future__ import annotations

import gc
import io
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from textual.widgets import Static

from index.model import RefreshReport
from index.query.guide import GUIDE
from tests.tui.fixed import FixedMarking, FixedVersions
from tui.app import ClewApp
from tui.screens.help import HelpScreen
from tui.services.indexer import Indexer

if TYPE_CHECKING:
    from index import Corpus


async def test_help_shows_every_key_and_scrolls(explore) -> None:
    async with explore() as driver:
        await driver.press("question_mark")
        screen = driver.app.screen
        assert isinstance(screen, HelpScreen)
        shown = {words for _, words, _ in screen.rows()}
        for binding in driver.app.all_bindings():
            assert binding.description in shown
        console = Console(width=110, file=io.StringIO(), record=True)
        console.print(screen.query_one("#help-text", Static).content)
        text = console.export_text()
        assert all(query in text for queries, _ in GUIDE for query in queries)
        await driver.press("G")
        assert screen.query_one("#help").scroll_offset.y > 0
        await driver.press("escape")
        assert not isinstance(driver.app.screen, HelpScreen)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_help_says_more_of_each_key_where_there_is_room(
    explore, size: tuple[int, int]
) -> None:
    async with explore(size=size) as driver:
        await driver.press("question_mark")
        assert "Type words to search for" in driver.display


async def test_every_action_is_in_the_palette_and_runs(explore) -> None:
    async with explore() as driver:
        await driver.press("ctrl+p")
        await driver.type("light or dark")
        await driver.press("enter")
        await driver.settle()
        assert driver.app.theme == "clew-light"
        ids = {binding.id for binding in driver.app.commands()}
        assert {"walk.next-mention", "search.next-hit", "go.back", "app.quit"} <= ids


async def test_the_palette_opens_articles_and_names(explore) -> None:
    async with explore() as driver:
        await driver.press("ctrl+p")
        assert "An action, an article, a name" in driver.display
        await driver.press("ctrl+p", "escape")
        assert len(driver.app.screen_stack) == 1
        await driver.press("ctrl+p")
        await driver.type("mentions of vladimir")
        await driver.pilot.pause(0.3)
        await driver.press("enter")
        await driver.settle()
        assert driver.screen.folding.mentions_shown
        assert driver.screen.state.entity == "Vladimir Putin"


async def test_a_tiny_terminal_does_not_end_what_is_open(explore) -> None:
    for key in ("ctrl+p", "question_mark", "x", "slash", "ctrl+f"):
        async with explore(size=(40, 12)) as driver:
            await driver.press(key)
            for size in ((5, 2), (1, 1), (40, 12)):
                await driver.pilot.resize_terminal(*size)
                await driver.pilot.press("a")
                await driver.settle()
            assert driver.app.size == (40, 12)


async def test_the_key_that_ends_other_programs_says_how_to_leave(explore, tmp_path: Path) -> None:
    async with explore() as driver:
        for pane in ("1", "2", "3"):
            await driver.press(pane, "q")
            assert "Ctrl+Q leaves; ? shows all keys" in driver.status
            driver.screen.stage.status.hide_notice()
        await driver.press("slash", "q")
        assert "leaves" not in driver.status
        assert driver.screen.stage.search.text == "q"
    keys = tmp_path / "keys.toml"
    keys.write_text('[keys]\n"app.quit" = "f10"\n"walk.next-mention" = "q"\n')
    async with explore(keys_file=keys) as driver:
        await driver.press("q")
        assert "leaves" not in driver.status
        assert driver.screen.state.thread is not None


async def test_keys_can_be_remapped(explore, tmp_path: Path) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text('[keys]\n"walk.next-mention" = "x"\n"list.down" = "f8"\n')
    async with explore(keys_file=keys) as driver:
        await driver.press("right_square_bracket")
        assert driver.screen.state.thread is None
        await driver.press("x")
        assert driver.screen.state.thread is not None
        await driver.press("1", "f8")
        assert driver.screen.stage.articles.cursor_id == driver.screen.state.rows[1]
        await driver.press("question_mark")
        assert ("x", "Next mention") in {row[:2] for row in driver.app.screen.rows()}


async def test_mistakes_in_the_key_file_are_shown(explore, tmp_path: Path) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text('[keys]\n"walk.nxt-mention" = "x"\n')
    async with explore(keys_file=keys) as driver:
        assert 'no key id "walk.nxt-mention"' in " ".join(
            notification.message for notification in driver.app._notifications
        )


async def test_the_collector_runs_again_after_the_first_paint(explore) -> None:
    async with explore():
        assert gc.isenabled()


async def test_the_collector_leaves_alone_what_the_corpus_holds(explore, monkeypatch) -> None:
    frozen = []
    collector = SimpleNamespace(
        collect=lambda _generation: frozen.append("garbage first"),
        freeze=lambda: frozen.append("frozen"),
    )
    async with explore() as driver:
        monkeypatch.setattr("tui.screens.shelving.gc", collector)
        driver.screen.shelving._ask_contents()
        await driver.settle()
        assert frozen == []  # here many programs run one after the other
        monkeypatch.setattr(ClewApp, "is_headless", False)
        driver.screen.shelving._ask_contents()
        await driver.settle()
        assert frozen == ["garbage first", "frozen"]
        monkeypatch.undo()


async def test_themes(explore) -> None:
    async with explore() as driver:
        await driver.press("t")
        assert driver.app.theme == "clew-light"
        await driver.press("t")
        assert driver.app.theme == "clew-dark"


async def test_an_empty_folder_says_what_to_do(explore, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    async with explore(folder, index_dir=tmp_path / "index") as driver:
        assert "nothing to read" in driver.display
        (folder / "new.txt").write_text("Anna Kelly met Marco Rubio in Caracas.\n")
        await driver.press("f5")
        assert len(driver.screen.state.rows) == 1
        assert "Marco Rubio" in driver.display


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_a_folder_without_an_article_says_what_is_the_matter_at_any_size(
    explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.setattr(Indexer, "start", lambda *_: True)  # it has begun, and has not ended
    async with explore(folder, index_dir=tmp_path / "index", size=size) as driver:
        assert "The folder is being read" in " ".join(driver.display.split())
        assert "No names found yet" in driver.display or size[0] < 100
    monkeypatch.undo()
    async with explore(folder, index_dir=tmp_path / "index", size=size) as driver:
        words = " ".join(driver.display.split())
        assert "Put documents" in words
        assert "Ctrl+Q leaves" in words
        if size[0] > 100:
            assert "after F5" in words
            assert "No names here" in words
        (folder / "bad.txt").write_bytes(bytes(range(256)) * 50)
        await driver.press("f5")
        assert "bad.txt" in driver.display
        await driver.press("enter")
        assert "could not be read" in driver.display
    async with explore(folder, index_dir=tmp_path / "index", size=size) as driver:
        await driver.press("2")
        words = " ".join(driver.display.split())
        assert "None of the files" in words or "This file could not be read: binary" in words


@pytest.mark.parametrize("size", [(120, 36), (40, 12)])
async def test_a_folder_that_is_not_there(explore, tmp_path: Path, size: tuple[int, int]) -> None:
    async with explore(tmp_path / "gone", index_dir=tmp_path / "index", size=size) as driver:
        assert "cannot be opened" in driver.display
        await driver.press("slash", "a", "escape", "n", "right_square_bracket", "f5", "2")


async def test_a_file_that_cannot_be_read_is_listed_with_its_reason(
    explore, tmp_path: Path
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("Anna Kelly met Marco Rubio in Caracas.\n")
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 50)
    async with explore(folder, index_dir=tmp_path / "index") as driver:
        assert [failure.path for failure in driver.screen.state.failures] == ["bad.txt"]
        assert "bad.txt" in driver.display
        assert len(driver.screen.state.rows) == 1


async def test_articles_appear_while_the_reader_stays_where_he_is(explore, tmp_path: Path) -> None:
    folder = tmp_path / "growing"
    folder.mkdir()
    lines = "\n".join(f"Line {n} about Marco Rubio." for n in range(200))
    (folder / "m.txt").write_text(lines)
    async with explore(folder, index_dir=tmp_path / "index") as driver:
        await driver.press("2", "space", "space")
        top = driver.screen.stage.text.top_offset
        assert top > 0
        for name in "abz":
            (folder / f"{name}.txt").write_text(f"{name} writes about Marco Rubio.\n")
        await driver.press("f5")
        assert len(driver.screen.state.rows) == 4
        assert driver.screen.state.page.article.info.path == "m.txt"
        assert driver.screen.stage.text.top_offset == top
        shown = driver.screen.state.page.article.info.id
        assert driver.screen.stage.articles.cursor_id == shown
        (folder / "m.txt").write_text(lines + "\nOne line more.")
        await driver.press("f5")
        assert driver.screen.state.page.article.text.endswith("One line more.")
        assert driver.screen.stage.text.top_offset == top
        (folder / "m.txt").unlink()
        await driver.press("f5")
        assert len(driver.screen.state.rows) == 3
        assert driver.screen.state.page.article.info.path != "m.txt"


async def test_hostile_text_is_shown_as_it_is(explore, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "[red]x.txt").write_text(
        "[bold]Title[/] of \x1b[31mit\n\nHe said [citation needed] [/] to Marco Rubio.\n"
    )
    async with explore(folder, index_dir=tmp_path / "index") as driver:
        assert "[citation needed] [/]" in driver.display
        assert "\x1b" not in driver.display
        await driver.press("2", "right_square_bracket", "m", "escape", "ctrl+p")
        await driver.type("open")
        await driver.pilot.pause(0.3)
        await driver.press("escape")
        await driver.press("slash")
        await driver.type("[/] [bold]")


async def test_leaving_does_not_wait_for_the_index() -> None:
    entered, leave = threading.Event(), threading.Event()

    class Slow:
        generation = 0
        identity = ""
        root = Path()
        versions = FixedVersions()
        marking = FixedMarking()

        def articles(self) -> list[object]:
            return []

        failures = entities = articles

        def refresh(self, **_: object) -> RefreshReport:
            entered.set()
            leave.wait(20)
            return RefreshReport(0, 0, 0, 0)

        def give_back(self) -> None:
            pass

        def close(self) -> None:
            pass

    def open_corpus() -> Corpus:
        return Slow()  # type: ignore[return-value]

    Slow.entities = lambda self, **_: []  # type: ignore[assignment]
    app = ClewApp(open_corpus)
    async with app.run_test() as pilot:
        for _ in range(2000):
            if entered.is_set():
                break
            await pilot.pause(0.01)
        assert entered.is_set()
        await pilot.press("ctrl+q")
    assert not leave.is_set()
    leave.set()


async def test_the_program_paints_before_the_engine_is_loaded() -> None:
    import subprocess
    import sys

    code = (
        "import sys, tui.app, tui.screens.explorer;"
        "print([m for m in ('whoosh', 'sqlite3', 'numpy', 'pycrfsuite', 'index.corpus',"
        " 'rapidfuzz', 'tomllib', 'tui.commands', 'tui.screens.help') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


async def test_enter_on_a_file_that_cannot_be_read_says_why(explore, tmp_path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("A title\n\nSome words stand here.\n")
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 cut off")
    async with explore(folder, index_dir=tmp_path / "index", size=(60, 20)) as driver:
        await driver.press("G", "enter")
        assert driver.screen.folding.current == "text"
        assert "This file could not be read" in driver.display


async def test_names_beyond_those_the_pane_holds_are_found(explore, monkeypatch) -> None:
    monkeypatch.setattr("tui.screens.all_names.EVERYWHERE", 3)
    async with explore() as driver:
        assert len(driver.screen.state.everywhere) == 3
        rare = driver.screen.reader._corpus.entities()[-1]
        assert rare.name not in {e.name for e in driver.screen.state.everywhere}
        await driver.press("3", "a", "f")
        await driver.type(rare.name.lower())
        rows = driver.screen.stage.entities.query_one("EntityRows").rows
        assert rare.name in {getattr(row, "name", "") for row in rows}
        await driver.press("enter")
        assert driver.screen.state.entity == rare.name
