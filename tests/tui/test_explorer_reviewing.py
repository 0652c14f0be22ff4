"""Reviewing names that may be one: pair after pair, what was said of them, and what is kept."""

from __future__ import annotations

import re
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from index import Corpus
from index.decisions import Decision, Kind
from index.decisions.journal import Journal
from index.names.deciding import Deciding
from tests.texts import written
from tests.tui.deciding_folder import TEXTS, names, on_name, standing
from tui.review import pairs as found
from tui.screens.explorer import ExplorerScreen
from tui.screens.reviewing import ReviewScreen
from tui.widgets.pair_contexts import PairContexts
from tui.widgets.pair_list import PairList

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "folder", TEXTS)


@pytest.fixture
def decide(explore_folder, folder: Path):
    return partial(explore_folder, folder)


def said(driver) -> dict[frozenset[str], str]:
    rows = driver.app.screen.query_one(PairList).rows
    return {frozenset((row.first, row.second)): row.said for row in rows}


RATO = frozenset(("Rodrigo Rato", "Rodrigo de Rato"))
BROWN = frozenset(("Gordon Brown", "Gordon Browne"))


def on_pair(driver) -> set[str]:
    row = driver.app.screen.query_one(PairList).cursor_row
    return {row.first, row.second}


async def go_to(driver, pair: frozenset[str]) -> None:
    rows = driver.app.screen.query_one(PairList)
    at = next(n for n, row in enumerate(rows.rows) if {row.first, row.second} == pair)
    rows.move_to_index(at, announce=True)
    await driver.settle()


async def test_pairs_are_reviewed_one_after_the_other(decide, folder: Path) -> None:
    async with decide() as driver:
        await driver.press("D")
        assert said(driver) == {RATO: "", BROWN: ""}
        assert "2 pairs to review" in driver.display
        await go_to(driver, RATO)
        assert "share the words rodrigo rato" in driver.display
        assert "Rodrigo Rato · 2 articles · b.txt" in driver.display
        assert "Later Merkel met Rodrigo Rato in Paris." in driver.display
        assert "Earlier Barack Obama met Rodrigo de Rato in Paris." in driver.display
        await driver.press("y")
        assert on_pair(driver) == BROWN
        await driver.press("n")
        assert sorted(said(driver).values()) == ["= one", "≠ two"]
        assert "0 pairs to review" in driver.display
        assert standing(folder) == [Kind.SAME, Kind.TWO]
        await driver.press("y")  # it is decided already
        assert len(standing(folder)) == 2
        assert "That is said already; u takes back" in driver.display
        await go_to(driver, RATO)
        assert "0 pairs to review" in driver.display
        await driver.press("u")
        assert said(driver)[BROWN] == ""
        assert on_pair(driver) == BROWN
        await driver.press("u")
        assert set(said(driver).values()) == {""}
        assert on_pair(driver) == RATO
        assert standing(folder) == []
        await driver.press("u")
        assert "Nothing was said here" in driver.display
        assert "u take back" in driver.display
        await go_to(driver, RATO)
        await driver.press("y", "escape")
        assert len({name for name in names(driver) if "Rato" in name}) == 1
        await driver.press("D")
        assert set(said(driver)) == {BROWN}


async def test_keys_that_come_in_one_burst_are_all_kept(decide, folder: Path) -> None:
    async with decide() as driver:
        await driver.press("D")
        await driver.pilot.press("y", "n", "u", "n")
        await driver.settle()
        kinds = [decision.kind for decision in Journal(folder).entries()]
        assert kinds == [Kind.SAME, Kind.TWO, Kind.UNDO, *kinds[3:]]
        assert all(kind is Kind.TWO for kind in kinds[3:])


async def test_what_is_decided_is_kept_when_one_quits_at_once(
    decide, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = threading.Event()
    closing, same = Corpus.close, Deciding.same

    def close(self: Corpus) -> None:
        closing(self)
        closed.set()

    def slow(self: Deciding, first: str, second: str) -> Decision:
        assert not closed.wait(0.3)
        return same(self, first, second)

    monkeypatch.setattr(Corpus, "close", close)
    monkeypatch.setattr(Deciding, "same", slow)
    async with decide() as driver:
        await driver.press("D")
        await driver.pilot.press("y", "ctrl+q")
    assert standing(folder) == [Kind.SAME]


async def test_a_pair_is_looked_at_and_the_review_goes_on(decide) -> None:
    async with decide() as driver:
        await driver.press("D")
        await go_to(driver, BROWN)
        await driver.press("n")
        await go_to(driver, RATO)
        first = driver.app.screen.query_one(PairList).cursor_row.first
        await driver.press("enter")
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert driver.screen.state.entity == first
        assert driver.screen.stage.mentions.display
        assert "D goes on reviewing" in driver.status
        await driver.press("D")
        assert said(driver) == {RATO: "", BROWN: "≠ two"}
        assert on_pair(driver) == RATO
        await driver.press("u")
        assert said(driver) == {RATO: "", BROWN: ""}


async def test_a_review_takes_back_what_was_said_in_it_and_nothing_else(
    decide, folder: Path
) -> None:
    async with decide() as driver:
        await driver.press("D")
        await go_to(driver, BROWN)
        await driver.press("n", "enter")
        other = Journal(folder)
        await on_name(driver, "Berlin")
        await driver.press("d", "x")
        await driver.press("D", "u")
        assert [decision.kind for decision in other.standing()] == [Kind.REJECT]
        assert said(driver)[BROWN] == ""
        await driver.press("u")
        assert "Nothing was said here" in driver.display
        assert [decision.kind for decision in other.standing()] == [Kind.REJECT]
        await driver.press("n", "escape", "D", "u")  # another review
        assert [decision.kind for decision in other.standing()] == [Kind.REJECT, Kind.TWO]


async def test_what_is_taken_back_elsewhere_is_passed_over(decide, folder: Path) -> None:
    async with decide() as driver:
        await driver.press("D")
        await go_to(driver, BROWN)
        await driver.press("n")
        await go_to(driver, RATO)
        await driver.press("n")
        Journal(folder).undo()
        await driver.press("u")
        assert standing(folder) == []
        assert said(driver)[BROWN] == ""


async def test_while_names_are_looked_for_a_review_has_those_so_far(
    decide, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.reviewing._AGAIN", 0.02)
    reading = True
    async with decide() as driver:
        shelving = driver.screen.shelving
        monkeypatch.setattr(shelving, "is_reading", lambda: reading)
        monkeypatch.setattr("tui.screens.reviewing.pairs", lambda corpus, _: found(corpus)[:1])
        await driver.press("D")
        assert "1 pair to review so far; names are still being looked for" in driver.display
        await driver.press("n")
        monkeypatch.setattr("tui.screens.reviewing.pairs", found)
        await driver.pilot.pause(0.1)
        assert len(said(driver)) == 1
        reading = False
        await driver.pilot.pause(0.1)
        await driver.settle()
        assert "1 pair to review ─" in driver.display
        assert sorted(said(driver).values()) == ["", "≠ two"]


async def test_what_was_joined_is_called_so_in_the_pairs_that_follow(decide, folder: Path) -> None:
    (folder / "f.txt").write_text("Later Rodrigo Rato Figaredo met Angela Merkel.\n")
    third = "Rodrigo Rato Figaredo"
    async with decide() as driver:
        await driver.press("D")
        assert len([pair for pair in said(driver) if third in pair]) == 2
        await go_to(driver, RATO)
        await driver.press("y")
        (joined,) = {name for name in names(driver) if "Rato" in name} - {third}
        left = [pair for pair, word in said(driver).items() if not word and third in pair]
        assert left == [frozenset((joined, third))]
        await go_to(driver, left[0])
        await driver.press("y")
        assert len({name for name in names(driver) if "Rato" in name}) == 1
        rows = driver.app.screen.query_one(PairList).rows
        assert [row.said for row in rows if "Rodrigo" in row.first] == ["= one"] * 3
        await driver.press("u", "u")
        assert set(said(driver).values()) == {""}
        assert RATO in said(driver)
        await go_to(driver, RATO)
        await driver.press("y", "u")
        for name in ("Rodrigo Rato", "Rodrigo de Rato"):  # each in its own context again
            assert re.search(rf"│ {name} · \d+ article", driver.display)


async def test_the_review_says_as_much_as_there_is_room_for(decide) -> None:
    async with decide() as driver:
        await driver.press("D")
        await go_to(driver, RATO)
        for size in ((60, 24), (40, 21), (120, 30)):
            await driver.pilot.resize_terminal(*size)
            await driver.settle()
            contexts = driver.app.screen.query_one(PairContexts)
            lines = contexts.content.plain.splitlines()
            assert len(lines) == 4
            assert all(len(line) <= contexts.content_size.width for line in lines), size
        assert "Later Merkel met Rodrigo Rato in Paris." in driver.display


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_it_can_be_used_at_any_size(decide, folder: Path, size: tuple[int, int]) -> None:
    async with decide(size) as driver:
        await driver.press("D")
        text = re.sub(r"\s+", " ", driver.display)
        for words in ("Rodrigo", "pairs to review", "Esc"):
            assert words in text
        await driver.press("n")
        await driver.press("escape", "d")
        assert "Review names" in driver.display
        await driver.press("escape")
        assert standing(folder) == [Kind.TWO]


async def test_without_a_file_that_can_be_read_nothing_is_said_to_be_kept(
    decide, folder: Path
) -> None:
    async with decide() as driver:
        path = Journal(folder).path
        path.parent.mkdir(parents=True)
        path.write_bytes(b"something else" * 100)
        await on_name(driver, "Berlin")
        await driver.press("d", "x")
        assert "It is damaged" in driver.status
        assert "Berlin" in names(driver)
        await driver.press("D")
        await driver.press("n")
        assert "it is damaged" in driver.display
        assert path.read_bytes() == b"something else" * 100


@pytest.mark.parametrize("size", [(120, 36), (40, 12)])
async def test_a_damaged_index_of_names_is_told_in_the_review(
    decide, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with decide(size) as driver:
        monkeypatch.setattr("tui.screens.reviewing.pairs", lambda _: 1 / 0)
        await driver.press("D")
        assert "ZeroDivisionError" in driver.display or "wrong" in driver.display
        assert "No names are left" not in driver.display


async def test_where_no_names_are_left_it_says_so(decide, folder: Path) -> None:
    for path in folder.iterdir():
        path.write_text("Nothing of any name is here.\n" + path.name)
    async with decide((40, 12)) as driver:
        await driver.press("D")
        assert "No names are left that may be one" in driver.display
        assert "u back · Esc" in driver.display
        await driver.press("y", "n", "enter", "u")
        assert isinstance(driver.app.screen, ReviewScreen)
        assert standing(folder) == []
        await driver.press("escape")
        assert isinstance(driver.app.screen, ExplorerScreen)
