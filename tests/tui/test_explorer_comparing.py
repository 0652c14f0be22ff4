"""Comparing two articles in the explorer: marks, the walk along the differences, going over."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from index import Corpus
from tests.texts import sentences, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from conftest import Driver

    from index.alignments import Comparison

    Explore = Callable[..., AbstractAsyncContextManager[Driver]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    story = sentences(1, 30)
    other = list(story)
    other[20] = other[20].replace("says", "claims")
    other[24:24] = ["A council met in the evening and found no way out of it."]
    del other[27]
    toll = "Officials counted 500 tons of grain in the northern sheds of the harbour."
    texts = {
        "a-quiet.txt": ["A quiet day", "Nobody went on strike.", *sentences(2, 8)],
        "b-evening.txt": ["Harbour workers strike", *story[:10], toll, *story[10:]],
        "c-morning.txt": [
            "Harbour workers strike",
            *other[:10],
            toll.replace("500", "300"),
            *other[10:],
        ],
        "d-report.txt": [
            "What the harbour lost",
            "In the northern sheds of the harbour officials counted 500 tons of grain.",
            *sentences(3, 6),
        ],
    }
    return written(tmp_path / "folder", {name: "\n\n".join(texts[name]) for name in texts})


def shown_text(driver: Driver) -> str:
    page = driver.screen.state.page
    assert page is not None
    return page.article.text


def current(driver: Driver) -> str:
    """The words of the difference one stands on."""
    made = driver.screen.state.beside
    assert made is not None
    assert made.at is not None
    start, end = made.stops[made.at]
    assert driver.screen.stage.text.visible_span().start <= start
    return shown_text(driver)[start:end]


async def test_an_article_is_compared_with_its_next_version(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("j", "c")
        where = driver.screen.stage.status.where
        assert driver.open_path == "b-evening.txt"
        assert "% also in c-morning.txt · 1 passage only here · 1 discrepancy" in where
        assert "beside c-morning.txt" in driver.display
        seen = []
        for _ in range(3):
            await driver.press("n")
            seen.append(current(driver))
        assert seen[:2] == ["500", "says"]
        assert seen[2].startswith("Sentence 26")
        assert "difference 3 of 3" in driver.screen.stage.status.where
        await driver.press("n")
        assert "Round the end" in driver.status
        assert current(driver) == "500"
        await driver.press("N")
        assert current(driver).startswith("Sentence 26")


async def test_signs_in_the_margin_tell_without_colour(
    explore_folder: Explore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with explore_folder(folder, size=(80, 60)) as driver:
        await driver.press("j", "2", "c")
        line = next(line for line in driver.display.splitlines() if "500 tons" in line)
        assert "≠" in line
        await driver.press("n")
        line = next(line for line in driver.display.splitlines() if "500 tons" in line)
        assert "▶" in line
        await driver.press("G")
        assert "┃Sentence 26" in driver.display
        styles = {
            segment.text: segment.style
            for strip in driver.app.screen._compositor.render_strips()
            for segment in strip
        }
        only = next(style for words, style in styles.items() if words.startswith("Sentence 26"))
        assert only is not None
        assert only.italic


async def test_v_goes_over_to_the_same_passage_and_back(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("j", "2", "c", "n", "v")
        assert driver.open_path == "c-morning.txt"
        span = driver.screen.stage.text.visible_span()
        assert "300 tons" in shown_text(driver)[span.start : span.end]
        assert "also in b-evening.txt" in driver.screen.stage.status.where
        await driver.press("n")
        assert current(driver) == "300"
        await driver.press("n", "n")
        assert current(driver).startswith("A council met")
        await driver.press("V")
        assert driver.open_path == "b-evening.txt"
        assert driver.screen.comparing.on
        await driver.press("backspace")
        assert driver.open_path == "c-morning.txt"
        assert driver.screen.comparing.on


async def test_escape_ends_it_and_gives_the_keys_back(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("j", "c", "escape")
        assert not driver.screen.comparing.on
        assert not driver.screen.stage.text.is_compared
        assert "also in" not in driver.status
        assert "version 1 of 2" in driver.display
        await driver.press("v")
        assert driver.open_path == "c-morning.txt"
        await driver.press("c", "c")
        assert not driver.screen.comparing.on


async def test_a_third_article_ends_it(explore_folder: Explore, folder: Path) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("j", "c", "K")
        assert driver.open_path == "a-quiet.txt"
        assert not driver.screen.comparing.on
        assert not driver.screen.stage.text.is_compared


async def test_without_versions_it_is_the_article_one_came_from(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("c")
        assert "Open another article first; then c compares" in driver.status
        await driver.press("j", "G")
        assert driver.open_path == "d-report.txt"
        await driver.press("c")
        assert "also in b-evening.txt" in driver.screen.stage.status.where
        await driver.press("n", "v")
        assert driver.open_path == "b-evening.txt"
        await driver.press("escape", "g", "G", "g", "c")
        assert driver.open_path == "a-quiet.txt"
        assert "nothing in common with d-report.txt" in driver.status
        assert not driver.screen.comparing.on


async def test_matched_words_are_not_marked_meanwhile(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("slash")
        await driver.type("grain path:evening")
        await driver.press("enter")
        text = driver.screen.stage.text
        path = driver.open_path
        assert len(text._hits) == 1
        await driver.press("c")
        assert driver.screen.comparing.on
        assert len(text._hits) == 0
        await driver.press("escape")
        assert len(text._hits) == 1
        assert driver.screen.searching.text == "grain path:evening"
        await driver.press("n")
        assert driver.open_path != path or driver.screen.state.hit is not None


async def test_a_search_ends_it(explore_folder: Explore, folder: Path) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("j", "c")
        assert driver.screen.comparing.on
        await driver.press("slash")
        await driver.type("sheds path:evening")
        await driver.press("enter")
        assert driver.open_path == "b-evening.txt"
        assert not driver.screen.comparing.on
        assert "hit 1 of 1" in driver.screen.stage.status.where


async def test_words_are_found_in_the_text_meanwhile(explore_folder: Explore, folder: Path) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("j", "2", "c", "ctrl+f")
        await driver.type("sentence")
        await driver.press("enter", "n")
        assert driver.screen.state.hit is not None
        await driver.press("escape")
        assert driver.screen.comparing.on
        await driver.press("n")
        assert "difference" in driver.screen.stage.status.where


async def test_a_text_that_changes_is_compared_anew_and_nothing_moves(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("j", "2", "c", "n", "n", "n", "1")
        top = driver.screen.stage.text.top_offset
        evening, morning = folder / "b-evening.txt", folder / "c-morning.txt"
        evening.write_text(f"{evening.read_text()}\n\nOnly the evening has this passage in it.")
        await driver.press("f5")
        assert driver.open_path == "b-evening.txt"
        assert "2 passages only here" in driver.screen.stage.status.where
        assert driver.screen.stage.text.is_compared
        assert driver.screen.stage.text.top_offset == top
        assert driver.screen.stage.articles.has_focus
        morning.write_text(f"{morning.read_text()}\n\nOnly the morning has two. That is so.")
        await driver.press("f5", "2", "v")
        assert driver.open_path == "c-morning.txt"
        assert "also in b-evening.txt" in driver.screen.stage.status.where
        made = driver.screen.state.beside
        assert made is not None
        assert made.comparison.left.text.endswith("That is so.")


async def test_an_article_that_is_gone_ends_it(explore_folder: Explore, folder: Path) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("j", "2", "c")
        (folder / "b-evening.txt").unlink()
        await driver.press("f5")
        assert driver.open_path != "b-evening.txt"
        assert not driver.screen.stage.text.is_compared
        assert not driver.screen.comparing.on


async def test_it_is_made_on_the_readers_thread(
    explore_folder: Explore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    compare = Corpus.compare

    def noted(self: Corpus, one: int, other: int, **more: Any) -> object:
        names.append(threading.current_thread().name)
        return compare(self, one, other, **more)

    monkeypatch.setattr(Corpus, "compare", noted)
    async with explore_folder(folder) as driver:
        await driver.press("j", "c", "n", "v", "n")
        assert driver.screen.comparing.on
    assert names == ["clew-reader"]


async def test_a_comparison_that_takes_long_gives_way_to_another_article(
    explore_folder: Explore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def endless(self: Corpus, one: int, other: int, *, check: Callable[[], None]) -> Comparison:
        begun.set()
        while True:
            check()
            time.sleep(0.001)

    monkeypatch.setattr(Corpus, "compare", endless)
    async with explore_folder(folder) as driver:
        await driver.press("j")
        await driver.pilot.press("c")
        while not begun.is_set():
            await driver.pilot.pause()
        assert "Comparing" in driver.status
        await driver.press("K")
        assert driver.open_path == "a-quiet.txt"
        assert not driver.screen.comparing.on
        assert "cannot be compared" not in driver.status


async def test_it_begins_in_the_list_where_the_text_is_out_of_sight(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder, size=(40, 12)) as driver:
        await driver.press("j", "c", "n")
        assert "▶" in driver.display
        assert "1/3" in driver.status
        for width in (1, 2, 3, 40):
            await driver.pilot.resize_terminal(width, 12)
            await driver.settle()
        await driver.press("escape", "1", "g", "j", "c")
        assert "% in both" in driver.status


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_at_any_size_it_says_how_much_is_shared(
    explore_folder: Explore, folder: Path, size: tuple[int, int]
) -> None:
    async with explore_folder(folder, size=size) as driver:
        await driver.press("j", "2", "c", "n")
        assert ("% also in" if size[0] > 80 else "% in both") in driver.status
        assert "1 of 3" in driver.status or "1/3" in driver.status
        assert "▶" in driver.display
        await driver.press("n", "n", "n", "v", "escape")
        assert driver.open_path == "c-morning.txt"
