"""The list of articles: rows, snippets, failures, messages."""

from __future__ import annotations

from datetime import date

import pytest
from hosting import HOSTILE, Host, assert_harmless, hosted
from textual.pilot import Pilot

from index.marks.model import Marks, Note
from index.model import ArticleInfo, Failure, Snippet, Span
from tui.widgets.article_list import ArticleList
from tui.widgets.article_row import ArticleRow
from tui.widgets.hit_rows import HitsOf


def info(number: int, title: str = "", source: str = "", day: date | None = None) -> ArticleInfo:
    return ArticleInfo(number, f"{number}.txt", title or f"Title {number}", source, day, 100)


def listed(count: int) -> list[ArticleRow]:
    return [ArticleRow(info(number)) for number in range(1, count + 1)]


def articles(host: Host) -> ArticleList:
    return host.query_one(ArticleList)


async def test_a_row_shows_title_outlet_and_date() -> None:
    async with hosted(ArticleList) as (host, pilot):
        articles(host).set_rows(
            [
                ArticleRow(info(1, "Maduro asks Putin", "Veritas News", date(2025, 11, 3))),
                ArticleRow(info(2, "A very long title that does not fit into this pane")),
            ]
        )
        await pilot.pause()
        assert host.lines[0] == "▌ Maduro asks Putin"
        assert host.lines[1] == "▌ Veritas News · 2025-11-03"
        assert host.lines[2].endswith("…")
        assert host.lines[3].strip() == "2.txt"
        assert host.styled("Maduro asks Putin") == ["bold"]


async def test_marks_stand_beside_the_words_and_move_none() -> None:
    notes = (Note("n", "", "Hm"),)
    marks = {1: Marks(True, ("tag",), notes), 2: Marks(notes=notes), 3: Marks(tags=("tag",))}
    async with hosted(ArticleList) as (host, pilot):
        articles(host).set_rows(listed(4))
        await pilot.pause()
        before = host.lines[:8]
        articles(host).set_marks(marks)
        await pilot.pause()
        assert host.lines[0] == "▌★Title 1"
        assert [line[2:9].rstrip() for line in host.lines[:8]] == [b[2:9].rstrip() for b in before]
        assert [host.lines[at][9:].strip() for at in (1, 3, 5, 7)] == ["✎ #", "✎", "#", ""]
        assert host.lines[2:8:2] == before[2:8:2]


async def test_by_hit_marks_stand_beside_the_title() -> None:
    hit = Snippet(0, "the radar", (Span(4, 9),))
    marks = {1: Marks(True, ("tag",), (Note("n", "", "Hm"),))}
    async with hosted(ArticleList) as (host, pilot):
        articles(host).set_rows(listed(1), answers=True)
        articles(host).set_hits({1: HitsOf(1, ((1, hit),))})
        articles(host).set_marks(marks)
        await pilot.pause()
        assert host.lines[0].startswith("▌★Title 1")
        assert host.lines[0].endswith("1 hit  ✎ #")
        assert "★" not in host.lines[1]


async def test_only_rows_in_sight_are_looked_up() -> None:
    class Counting(dict[int, Marks]):
        asked = 0

        def get(self, *key: object) -> Marks | None:
            Counting.asked += 1
            return None

    async with hosted(ArticleList) as (host, pilot):
        articles(host).set_rows(listed(100_000))
        articles(host).set_marks(Counting())
        await pilot.pause()
        for key in ("G", "g", "j"):
            await pilot.press(key)
        assert Counting.asked < 200


async def test_answers_have_a_third_line_with_the_matched_words_marked() -> None:
    async with hosted(ArticleList) as (host, pilot):
        articles(host).set_rows(listed(2), answers=True)
        text = "A letter to Putin asks for radar and missiles"
        at = text.index("radar")
        articles(host).set_snippets({1: Snippet(0, text, (Span(at, at + 5),))})
        await pilot.pause()
        assert "radar" in host.lines[2]
        assert "reverse" in host.styled("radar")[0]
        assert host.lines[3].strip() == "Title 2"
        assert host.lines[5].strip() == ""


async def test_a_match_far_into_a_snippet_is_brought_into_sight() -> None:
    async with hosted(ArticleList) as (host, pilot):
        articles(host).set_rows(listed(1), answers=True)
        text = "word " * 60 + "radar" + " word" * 60
        articles(host).set_snippets({1: Snippet(0, text, (Span(300, 305),))})
        await pilot.pause()
        assert "radar" in host.lines[2]
        assert "…" in host.lines[2]


async def asked_for(host: Host, pilot: Pilot[None]) -> list[ArticleList.VisibleChanged]:
    """What has been told of the rows in sight, once those that are there have been told of."""
    asked: list[ArticleList.VisibleChanged] = []
    while not asked or asked[-1].ids != articles(host).visible_ids:
        await pilot.pause(0.01)
        asked += host.heard(ArticleList.VisibleChanged)
    return asked


async def test_only_the_rows_in_sight_are_asked_for_once_a_burst() -> None:
    async with hosted(ArticleList, (40, 12)) as (host, pilot):
        articles(host).set_rows(listed(1000), answers=True)
        assert (await asked_for(host, pilot))[-1].ids == (1, 2, 3, 4)
        for place in range(0, 900, 3):
            articles(host).move_to_index(place)
        asked = await asked_for(host, pilot)
        assert len(asked) <= 2
        assert articles(host).cursor_id in asked[-1].ids
        assert articles(host).visible_ids == asked[-1].ids


def line_of(host, words: str) -> int:
    """On which line of the screen something stands, whatever the scroll bar beside it shows."""
    return next(y for y, line in enumerate(host.lines) if line.startswith(words))


async def test_going_from_all_articles_to_answers_and_back_does_not_jump() -> None:
    async with hosted(ArticleList) as (host, pilot):
        articles(host).set_rows(listed(100))
        articles(host).move_to(50)
        await pilot.pause()
        line = line_of(host, "▌ Title 50")
        articles(host).set_rows(listed(100), answers=True)
        await pilot.pause()
        assert articles(host).scroll_offset.y % 3 == 0  # no row is cut at the top
        assert abs(line_of(host, "▌ Title 50") - line) <= 2
        assert articles(host).cursor_id == 50
        articles(host).set_rows(listed(100))
        await pilot.pause()
        assert abs(line_of(host, "▌ Title 50") - line) <= 4


async def test_the_cursor_stays_on_a_changed_article() -> None:
    async with hosted(ArticleList) as (host, _pilot):
        articles(host).set_rows(listed(5))
        articles(host).move_to(3)
        changed = ArticleInfo(77, "3.txt", "Title 3, changed", "", None, 100)
        articles(host).set_rows([*listed(2), ArticleRow(changed), *listed(5)[3:]])
        assert articles(host).cursor_id == 77


async def test_moves_and_choices_are_told_and_those_of_the_screen_are_not() -> None:
    async with hosted(ArticleList) as (host, pilot):
        articles(host).set_rows(listed(5))
        await pilot.pause()
        host.heard(ArticleList.Highlighted)
        articles(host).move_to(4)
        articles(host).move_to(999)
        await pilot.pause()
        assert host.heard(ArticleList.Highlighted) == []
        assert articles(host).cursor_id == 4
        await pilot.press("j", "enter")
        assert [m.article_id for m in host.heard(ArticleList.Highlighted)] == [5]
        assert [m.article_id for m in host.heard(ArticleList.Selected)] == [5]
        await pilot.click(ArticleList, offset=(4, 3))
        assert [m.article_id for m in host.heard(ArticleList.Selected)] == [2]


async def test_files_that_cannot_be_read_are_listed_with_their_reason() -> None:
    failure = Failure("scan.txt", "not text: a null byte at 17")
    async with hosted(ArticleList) as (host, pilot):
        articles(host).set_rows([*listed(1), ArticleRow(None, failure)])
        await pilot.press("G", "enter")
        assert "! scan.txt" in host.lines[2]
        assert "not text: a null byte at 17" in host.lines[3]
        assert articles(host).cursor_id is None
        assert [m.article_id for m in host.heard(ArticleList.Selected)] == [None]
        assert 1 in articles(host).visible_ids


async def test_nothing_to_show_is_said() -> None:
    async with hosted(ArticleList) as (host, pilot):
        assert "No articles here yet" in host.display
        articles(host).set_rows([], answers=True)
        await pilot.pause()
        assert host.display.count("Nothing found") == 1
        articles(host).set_advice(["nothing matches it"], "another")
        await pilot.pause()
        said = [line.strip() for line in host.lines if line.strip()]
        assert said == ["Nothing found", "nothing matches it", "Enter searches for: another"]


@pytest.mark.parametrize("size", [(40, 14), (24, 40), (3, 6)])
async def test_hostile_articles_are_drawn_as_they_are_written(size: tuple[int, int]) -> None:
    rows = [
        ArticleRow(ArticleInfo(n, f"{n}{text}", text, text, date(2025, 1, 1), 9))
        for n, text in enumerate(HOSTILE)
    ]
    rows += [ArticleRow(None, Failure(text, text)) for text in HOSTILE]
    snippets = {
        n: Snippet(0, text, (Span(0, 3), Span(2, 9_999), Span(-4, 1)))
        for n, text in enumerate(HOSTILE)
    }
    async with hosted(ArticleList, size) as (host, pilot):
        articles(host).set_rows(rows, answers=True)
        articles(host).set_snippets(snippets)
        for _ in range(8):
            await pilot.press("pagedown")
            assert_harmless(host, size[0])


async def test_markup_in_a_title_is_text() -> None:
    async with hosted(ArticleList) as (host, pilot):
        articles(host).set_rows([ArticleRow(info(1, "[bold]x[/bold] [/] [ad_1]"))])
        await pilot.pause()
        assert "[bold]x[/bold] [/] [ad_1]" in host.lines[0]
