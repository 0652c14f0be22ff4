"""The timeline in the explorer: listed, walked by days and years, opened at the place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.texts import sentences, written
from tests.tui.hosting import HOSTILE, assert_harmless, hosted
from tui.screens.explorer import ExplorerScreen
from tui.screens.timeline import Asked, TimelineScreen, Work
from tui.widgets.day_list import DayHeading, DayList, DayRow, Remark, TimelineRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from conftest import Driver

    from index.answering.timeline import Sources

    Explore = Callable[..., AbstractAsyncContextManager[Driver]]

PAGE = (
    "<html><head><title>{}</title><meta name='date' content='{}'></head>"
    "<body><article>{}</article></body></html>"
)


def page(title: str, day: str, *paragraphs: str) -> str:
    return PAGE.format(title, day, "".join(f"<p>{words}</p>" for words in paragraphs))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    long = sentences(1, 60)
    texts = {
        "a-talks.html": page(
            "Talks in Bogotá",
            "2025-08-13",
            *long,
            "Allies of Juan Guaidó met ministers in Bogotá on Tuesday.",
            "Anders Hollund recalled the treaty that was signed on 4 May 2024 in Dunholt.",
        ),
        "b-ferry.html": page(
            "Ferry aground",
            "2025-08-14",
            "The ferry ran aground on Tuesday near Skerray Point with ninety aboard.",
            "Coastguards warned of the rocks there on 9 June 2024, the owners say.",
        ),
        "c-film.txt": "A festival\n\nThe festival opened on Monday with nine comedies.",
    }
    return written(tmp_path / "folder", texts)


def listed(driver: Driver) -> list[TimelineRow]:
    return list(driver.app.screen.query_one(DayList).rows)


def headings(driver: Driver) -> list[str]:
    return [f"{row.words} · {row.more}" for row in listed(driver) if isinstance(row, DayHeading)]


def under_cursor(driver: Driver) -> DayRow:
    row = driver.app.screen.query_one(DayList).cursor_row
    assert isinstance(row, DayRow)
    return row


async def test_days_stand_over_what_is_told_of_them(explore_folder: Explore, folder: Path) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("T")
        assert isinstance(driver.app.screen, TimelineScreen)
        assert headings(driver) == [
            "Sat 4 May 2024 · 1 article",
            "Sun 9 Jun 2024 · 1 article",
            "Tue 12 Aug 2025 · 2 articles",
            "Monday, week not known · 1 article",
        ]
        assert "Timeline: 4 days, 1 without a year, of 3 articles" in driver.display
        lines = driver.display.splitlines()
        at = next(n for n, line in enumerate(lines) if "met ministers in Bogotá on Tuesday" in line)
        assert "2025-08-13 · Talks in Bogotá" in lines[at + 1]


async def test_enter_opens_the_article_at_the_words_and_back_returns(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder, size=(100, 20)) as driver:
        await driver.press("j", "T", "tab", "tab", "enter")
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert driver.open_path == "a-talks.html"
        assert driver.screen.stage.text.has_focus
        assert "Allies of Juan" in driver.display
        assert driver.screen.get_selected_text() == "Tuesday"
        await driver.press("escape", "backspace")
        assert driver.open_path == "b-ferry.html"


async def test_days_and_years_are_walked(explore_folder: Explore, folder: Path) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("T")
        days = [under_cursor(driver).day]
        for key in ("tab", "tab", "j", "shift+tab", "}", "{", "}", "}", "}"):
            await driver.press(
                {"}": "right_curly_bracket", "{": "left_curly_bracket"}.get(key, key)
            )
            days.append(under_cursor(driver).day)
        assert days == [
            "2024-05-04",
            "2024-06-09",
            "2025-08-12",
            "2025-08-12",
            "2024-06-09",
            "2025-08-12",
            "2024-05-04",
            "2025-08-12",
            "-W-1",
            "-W-1",
        ]


async def test_the_most_told_days_come_first_when_asked_for(
    explore_folder: Explore, folder: Path
) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("T", "s")
        assert headings(driver) == [
            "Tue 12 Aug 2025 · 2 articles",
            "Sat 4 May 2024 · 1 article",
            "Sun 9 Jun 2024 · 1 article",
            "Monday, week not known · 1 article",
        ]
        await driver.press("s")
        assert headings(driver)[0] == "Sat 4 May 2024 · 1 article"


async def test_only_sentences_with_the_followed_name(explore_folder: Explore, folder: Path) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("T", "w")
        assert "No name is followed" in driver.display
        await driver.press("escape")
        driver.screen.open_entity("Anders Hollund")
        await driver.settle()
        await driver.press("T", "w")
        assert headings(driver) == ["Sat 4 May 2024 · 1 article"]
        assert "with Anders Hollund: 1 day of 1 article" in driver.display
        await driver.press("w")
        assert len(headings(driver)) == 4


async def test_it_is_of_what_is_searched(explore_folder: Explore, folder: Path) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("slash", *"ferry", "enter", "T")
        assert headings(driver) == ["Sun 9 Jun 2024 · 1 article", "Tue 12 Aug 2025 · 1 article"]


@pytest.mark.parametrize("key", ["escape", "T", "backspace", "q"])
async def test_it_closes_without_a_trace(explore_folder: Explore, folder: Path, key: str) -> None:
    async with explore_folder(folder) as driver:
        await driver.press("T", key)
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert driver.open_path == "a-talks.html"


async def test_where_no_day_is_told_it_says_why(explore_folder: Explore, tmp_path: Path) -> None:
    texts = {"film.txt": "A festival\n\nThe festival opened yesterday with nine comedies."}
    async with explore_folder(written(tmp_path / "film", texts)) as driver:
        await driver.press("T")
        assert "No day is told of in these articles" in driver.display
        assert "1 day, such as “yesterday”, cannot be known" in driver.display
        await driver.press("enter", "tab", "s", "escape")
        assert isinstance(driver.app.screen, ExplorerScreen)


async def test_what_goes_wrong_is_told_over_what_is_listed(
    explore_folder: Explore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.answering.timeline import Read, Timelines
    from index.errors import IndexDamagedError

    entries = Timelines.entries

    def broken(self: Timelines, sources: Sources, start: int, count: int) -> Read:
        if start:
            raise IndexDamagedError("the index is damaged: a text cannot be unpacked")
        return entries(self, sources, start, count)

    monkeypatch.setattr(Timelines, "entries", broken)
    monkeypatch.setattr("index.answering.timeline.AT_ONCE", 2)
    async with explore_folder(folder) as driver:
        await driver.press("T")
        assert "The days cannot be told: the index is damaged" in driver.display
        assert len(headings(driver)) == 3
        await driver.press("escape")
        assert isinstance(driver.app.screen, ExplorerScreen)


async def test_without_articles_there_is_nothing_to_tell(
    explore_folder: Explore, tmp_path: Path
) -> None:
    async with explore_folder(written(tmp_path / "empty", {})) as driver:
        await driver.press("T")
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert "There is no article" in driver.status


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_at_any_size_day_and_words_can_be_read(
    explore_folder: Explore, folder: Path, size: tuple[int, int]
) -> None:
    async with explore_folder(folder, size=size) as driver:
        await driver.press("T", "tab", "tab")
        assert "Tue 12 Aug 2025 · 2 articles" in driver.display
        assert "on Tuesday" in driver.display
        assert "Enter" in driver.display


UNDATED = {
    "a-pier.txt": "A pier\n\nThe pier burned on 31 October in rain. Many builders came in March.",
    "b-hall.txt": "A hall\n\nThe hall was built on 2 May 1961. It was burned down October 31.",
    "c-rain.txt": "Some rain\n\nIt rained on the pier on Sunday. Guests had come to it yesterday.",
}


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_days_without_a_year_stand_behind_the_others(
    explore_folder: Explore, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with explore_folder(written(tmp_path / "undated", UNDATED), size=size) as driver:
        await driver.press("T")
        assert "Timeline: 4 days, 3 without a year" in driver.display
        assert ("of 3 articles" in driver.display) is (size[0] > 40)
        assert headings(driver) == [
            "Tue 2 May 1961 · 1 article",
            "Mar, year not known · 1 article",
            "31 Oct, year not known · 2 articles",
            "Sunday, week not known · 1 article",
        ]
        days = [under_cursor(driver).day]
        for key in ("tab", "tab", "tab", "tab", "{", "{", "}", "}", "shift+tab"):
            await driver.press(
                {"}": "right_curly_bracket", "{": "left_curly_bracket"}.get(key, key)
            )
            days.append(under_cursor(driver).day)
        walked = ["1961-05-02", "--03", "--10-31", "-W-7", "-W-7"]
        assert days == [*walked, "--03", "1961-05-02", "--03", "-W-7", "--10-31"]
        assert "31 Oct, year not known · 2 articles" in driver.display
        await driver.press("enter")
        assert driver.open_path == "a-pier.txt"
        assert driver.screen.get_selected_text() == "31 October"


async def test_of_the_most_told_those_without_a_year_stay_last(
    explore_folder: Explore, tmp_path: Path
) -> None:
    async with explore_folder(written(tmp_path / "undated", UNDATED)) as driver:
        await driver.press("T", "s")
        assert [words.partition(" ·")[0] for words in headings(driver)] == [
            "Tue 2 May 1961",
            "31 Oct, year not known",
            "Mar, year not known",
            "Sunday, week not known",
        ]


async def test_the_sample_articles_tell_of_days(explore_folder: Explore) -> None:
    seeds = Path(__file__).resolve().parents[2] / "seeds"
    async with explore_folder(seeds) as driver:
        await driver.press("T")
        assert "Timeline: 7 days without a year, of 5 articles" in driver.display
        assert "9 May, year not known · 1 article" in headings(driver)
        assert headings(driver)[-1] == "Sunday, week not known · 2 articles"


def test_texts_are_read_some_at_a_time(tmp_path: Path) -> None:
    from index import Corpus
    from index.answering.timeline import AT_ONCE

    count = 2 * AT_ONCE + 7
    texts = {
        f"{n:03}.txt": f"Report {n}\n\nThe council of {n} parishes met on {1 + n % 28} May 2024."
        for n in range(count)
    }
    corpus = Corpus.open(written(tmp_path / "folder", texts), index_dir=tmp_path / "index")
    corpus.refresh()
    work = Work(Asked("", False))
    rows = []
    steps = []
    while not work.done:
        rows = work.step(corpus)
        steps.append(work.read)
    assert steps == [AT_ONCE, 2 * AT_ONCE, count]
    assert sum(isinstance(row, DayRow) for row in rows) == count
    assert (work.days, work.total) == (28, count)
    work.most_told = True
    again = work.step(corpus)
    (first,) = [row for row in again if isinstance(row, DayHeading)][:1]
    assert first.more == "4 articles"
    corpus.close()


@pytest.mark.parametrize("width", [20, 40, 110])
async def test_hostile_sentences_and_titles_are_harmless(width: int) -> None:
    from index.model import ArticleInfo, Span

    def made() -> DayList:
        rows = DayList()
        told: list[TimelineRow] = []
        for n, text in enumerate(HOSTILE):
            info = ArticleInfo(n, text, text, text, date(2025, 1, 1), 1)
            told += [
                Remark(text),
                DayHeading(f"2025-01-{n + 1:02}", text, text),
                DayRow("2025-01-01", info, Span(0, 1), f"{text} on 1 May {text}", Span(5, 9)),
            ]
        rows.replace_rows(told)
        return rows

    async with hosted(made, (width, 6 * len(HOSTILE))) as (host, _):
        assert_harmless(host, width)
