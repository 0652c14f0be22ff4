"""The explorer goes on where it was left: the article, the place, the search, the order."""

from __future__ import annotations

import json
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from index import Corpus
from index.model import Progress
from tests.tui.conftest import Driver
from tui import left_off
from tui.app import make_app
from tui.left_off import Left
from tui.screens import resuming
from tui.screens.listing import Listing
from tui.screens.pages import Pages

if TYPE_CHECKING:
    from pathlib import Path

    from index.model import RefreshReport


def long(name: str) -> str:
    """A text that is no version of another one."""
    return "\n\n".join(" ".join(f"{name}{n}x{k}" for k in range(8)) for n in range(99))


def refreshed(folder: Path, index: Path) -> None:
    """Have a folder indexed, but not by the explorer."""
    corpus = Corpus.open(folder, index_dir=index)
    corpus.refresh()
    corpus.close()


def files(folder: Path) -> Path:
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"Title of {name}\n\n{long(name)}")
    (folder / "d.txt").write_text("Another\n\nIt tells of a comet.")
    return folder


def kept() -> list[Path]:
    return sorted(left_off.file_of([]).parent.glob("*"))


async def leave(driver) -> None:
    await driver.press("ctrl+q")


async def test_one_goes_on_where_one_left_off(explore_folder, tmp_path) -> None:
    folder = files(tmp_path / "folder")
    async with explore_folder(folder) as driver:
        await driver.press("j", "enter", "space", "space")
        top = driver.screen.stage.text.top_offset
        assert top > 100
        await leave(driver)
    async with explore_folder(folder) as driver:
        assert driver.open_path == "b.txt"
        assert driver.screen.stage.text.top_offset == top
        assert driver.screen.folding.current == "text"
        assert driver.screen.stage.articles.cursor_id == driver.screen.state.article_id
        assert "Where you left off" in driver.status
        assert "Esc" not in driver.screen.stage.status.notice
        await driver.press("space")
        assert driver.screen.stage.text.top_offset > top
        await driver.press("backspace")
        assert "where you started" in driver.status


async def test_what_was_searched_is_searched_again_and_said(explore_folder, tmp_path) -> None:
    folder = files(tmp_path / "folder")
    async with explore_folder(folder) as driver:
        await driver.press("slash")
        await driver.type("title")
        await driver.press("enter", "J", "s", "s")
        path = driver.open_path
        rows = driver.screen.state.rows
        assert len(rows) == 3
        await leave(driver)
    async with explore_folder(folder) as driver:
        state = driver.screen.state
        assert (state.query, state.typing, state.order) == ("title", True, "oldest")
        assert driver.screen.stage.search.text == "title"
        assert driver.open_path == path
        assert state.rows == rows
        assert state.page.hits
        assert driver.screen.stage.status.notice == "Where you left off · Esc lists all"
        assert "oldest first" in driver.display
        await driver.press("escape")
        assert len(driver.screen.state.rows) == 4
        assert driver.open_path == path
        await leave(driver)
    async with explore_folder(folder) as driver:
        assert driver.screen.state.query == ""
        assert driver.screen.state.order == "oldest"
        assert driver.open_path == path


async def test_the_followed_name_is_followed_on(explore) -> None:
    async with explore() as driver:
        await driver.press("right_square_bracket", "right_square_bracket")
        mention, thread = driver.screen.state.mention, driver.screen.state.thread
        await leave(driver)
    async with explore() as driver:
        assert driver.screen.state.mention == mention
        await driver.press("right_square_bracket")
        assert driver.screen.state.at == thread.find(mention) + 1


async def test_nothing_is_shown_first_that_would_jump(
    explore_folder, tmp_path, monkeypatch
) -> None:
    folder = files(tmp_path / "folder")
    async with explore_folder(folder) as driver:
        await driver.press("slash")
        await driver.type("title")
        await driver.press("enter", "J")
        path = driver.open_path
        await leave(driver)
    filled: list[int] = []
    opened: list[str] = []
    fill, land = Listing.fill, Pages._land

    def filling(self: Listing, *, reset: bool) -> None:
        fill(self, reset=reset)
        filled.append(len(self._stage.state.rows))

    def landing(self: Pages, page, at) -> None:
        opened.append(page.article.info.path)
        land(self, page, at)

    monkeypatch.setattr(Listing, "fill", filling)
    monkeypatch.setattr(Pages, "_land", landing)
    async with explore_folder(folder):
        assert set(filled) == {3}
        assert opened == [path]


async def test_a_changed_text_is_gone_on_with_at_its_words(explore_folder, tmp_path) -> None:
    folder = files(tmp_path / "folder")
    async with explore_folder(folder) as driver:
        await driver.press("j", "enter", "space", "space")
        stage = driver.screen.stage
        before = stage.state.page.article.text[stage.text.top_offset :][:80]
        await leave(driver)
    (folder / "b.txt").write_text(f"Title of b\n\nWhat is new here.\n\n{long('b')}")
    refreshed(folder, tmp_path / "index")
    async with explore_folder(folder) as driver:
        stage = driver.screen.stage
        assert driver.open_path == "b.txt"
        assert stage.state.page.article.text[stage.text.top_offset :].startswith(before)


async def test_without_the_article_only_search_and_order_come_back(
    explore_folder, tmp_path
) -> None:
    folder = files(tmp_path / "folder")
    async with explore_folder(folder) as driver:
        await driver.press("slash")
        await driver.type("title")
        await driver.press("enter", "J")
        path, rows = driver.open_path, driver.screen.state.rows
        await leave(driver)
    (folder / path).unlink()
    refreshed(folder, tmp_path / "index")
    async with explore_folder(folder) as driver:
        assert driver.screen.state.query == "title"
        assert driver.screen.state.rows[0] == driver.screen.state.article_id == rows[0]
        path = driver.open_path
        await driver.press("escape")
        await leave(driver)
    (folder / path).unlink()
    refreshed(folder, tmp_path / "index")
    async with explore_folder(folder) as driver:
        assert driver.screen.state.query == ""
        assert driver.screen.state.article_id == driver.screen.state.rows[0]
        assert "left off" not in driver.status


@pytest.mark.parametrize(("keys", "expected"), [((), ["c.txt"]), (("j",), ["b.txt"])])
async def test_in_an_index_that_is_made_anew_the_article_is_waited_for(
    explore_folder, tmp_path, monkeypatch, keys: tuple[str, ...], expected: list[str]
) -> None:
    folder = files(tmp_path / "folder")
    async with explore_folder(folder) as driver:
        await driver.press("j", "j", "enter", "space", "space")
        assert driver.open_path == "c.txt"
        top = driver.screen.stage.text.top_offset
        await leave(driver)
    refresh, land = Corpus.refresh, Pages._land
    go, opened = threading.Event(), list[str]()

    def landing(self: Pages, page, at) -> None:
        opened.append(page.article.info.path)
        land(self, page, at)

    def slow(self: Corpus, *, progress, **_: object) -> RefreshReport:
        refresh(self)
        progress(Progress("reading", 3, 4, self.generation))
        go.wait(20)
        (tmp_path / "aside").rename(folder / "c.txt")
        return refresh(self)

    monkeypatch.setattr(Pages, "_land", landing)
    monkeypatch.setattr(Corpus, "refresh", slow)
    (folder / "c.txt").rename(tmp_path / "aside")
    app = make_app([folder], index_dir=tmp_path / "anew")
    async with app.run_test(size=(120, 36)) as pilot:
        driver = Driver(app, pilot)
        while not driver.screen.begun or not driver.screen.state.rows:
            await pilot.pause(0.01)
        await pilot.pause(0.1)
        assert opened == []
        assert "Where you left off shows as soon" in driver.display
        await pilot.press(*keys)
        while opened != expected[: len(keys)]:
            await pilot.pause(0.01)
        go.set()
        await driver.settle()
        assert set(opened) == set(expected)
        assert len(driver.screen.state.rows) == 4
        if not keys:
            assert driver.screen.stage.text.top_offset == top


async def test_who_has_begun_with_something_else_is_left_alone(explore_folder, tmp_path) -> None:
    folder = files(tmp_path / "folder")
    async with explore_folder(folder) as driver:
        await driver.press("j", "enter", "space")
        await leave(driver)
    monkeyed: list[bool] = []
    show = resuming.Resuming.show

    def typed_first(self: resuming.Resuming, again: resuming.Again) -> bool:
        self._searching.put("comet")
        monkeyed.append(show(self, again))
        return monkeyed[-1]

    resuming.Resuming.show = typed_first
    try:
        async with explore_folder(folder) as driver:
            assert monkeyed == [False]
            assert driver.open_path == "d.txt"
    finally:
        resuming.Resuming.show = show


async def test_a_query_that_is_no_longer_understood_is_left_out(explore_folder, tmp_path) -> None:
    folder = files(tmp_path / "folder")
    assert left_off.keep([folder], Left("b.txt", query="(title", entity="Nobody", mention=3))
    async with explore_folder(folder) as driver:
        assert driver.screen.state.query == ""
        assert driver.open_path == "b.txt"
        assert driver.screen.state.thread is None
        assert len(driver.screen.state.rows) == 4


async def test_on_a_small_screen_the_pane_comes_back_too(explore_folder, tmp_path) -> None:
    folder = files(tmp_path / "folder")
    for pane, key in (("text", "2"), ("articles", "1")):
        async with explore_folder(folder, (40, 12)) as driver:
            await driver.press("j", "enter", "space", "space", key)
            assert driver.screen.folding.current == pane
            top = driver.screen.stage.text.top_offset
            assert top > 100
            await leave(driver)
        async with explore_folder(folder, (40, 12)) as driver:
            assert driver.screen.folding.current == pane
            assert driver.screen.stage.text.top_offset == top
            assert ("Another" in driver.display) == (pane == "articles")


async def test_nothing_keeps_anybody_from_leaving(explore, monkeypatch) -> None:
    def broken(self: resuming.Resuming) -> None:
        raise ValueError("unforeseen")

    monkeypatch.setattr(resuming.Resuming, "leave", broken)
    async with explore() as driver:
        await leave(driver)
        assert driver.app._exit
    assert kept() == []


async def test_the_place_is_kept_now_and_then_and_for_its_owner_alone(
    explore_folder, tmp_path
) -> None:
    folder = files(tmp_path / "folder")
    async with explore_folder(folder) as driver:
        await driver.press("j", "enter", "space")
        driver.screen.resuming.keep()
        driver.screen.resuming._wait()
        (file,) = kept()
        words = json.loads(file.read_text())
        assert words["path"] == "b.txt"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        for folder_of_it in file.parents[:2]:
            assert stat.S_IMODE(folder_of_it.stat().st_mode) == 0o700
        file.unlink()
        driver.screen.resuming.keep()  # which is where it was
        driver.screen.resuming._wait()
        assert kept() == []


def test_only_so_many_places_are_kept(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(left_off, "MOST", 3)
    folders = [tmp_path / str(n) for n in range(5)]
    for folder in folders:
        assert left_off.keep([folder], Left(folder.name))
    found = [left_off.recall([folder]) for folder in folders]
    assert [left and left.path for left in found] == [None, None, "2", "3", "4"]
    assert left_off.recall([folders[3], folders[4]]) is None


def test_a_broken_place_is_as_good_as_none(tmp_path) -> None:
    assert left_off.recall([tmp_path]) is None
    assert left_off.keep([tmp_path], Left("a", 7, query="\udcff"))
    assert left_off.recall([tmp_path]) == Left("a", 7, query="\udcff")
    file = left_off.file_of([tmp_path])
    for words in (b"", b"[1]", b"{\xff}", b'{"offset": "3"}', b'{"offset": -1}',
                  b'{"order": "by luck"}', b'{"typing": 1}', b"[" * 100_000):  # fmt: skip
        file.write_bytes(words)
        assert left_off.recall([tmp_path]) is None
    file.write_bytes(b'{"path": "b", "more": []}')
    assert left_off.recall([tmp_path]) == Left("b")


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path, monkeypatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert not left_off.keep([tmp_path], Left("a"))
    assert left_off.recall([tmp_path]) is None
