"""The status line: where one stands, notices, progress, hints, all on one line."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from hosting import HOSTILE, Host, assert_harmless, hosted

from tui.widgets.status_line import Hint, StatusLine

HINTS = (
    Hint("]", "next", "walk.next-mention"),
    Hint("}", "article", "walk.next-article"),
    Hint("/", "search", "search.focus"),
    Hint("?", "help", "app.help"),
)
WHERE = "Nicolás Maduro · mention 3 of 41 · article 2 of 5"


def status(host: Host) -> StatusLine:
    return host.query_one(StatusLine)


async def test_where_one_stands_is_left_and_the_keys_are_right() -> None:
    async with hosted(StatusLine, (100, 3)) as (host, pilot):
        status(host).show_where(WHERE)
        status(host).set_hints(HINTS)
        await pilot.pause()
        assert host.lines[0].startswith(f" {WHERE}")
        assert host.lines[0].endswith("? help")
        assert "] next  } article" in host.lines[0]
        assert host.styled("]") == ["bold"]


async def test_keys_go_one_by_one_from_the_right_when_room_is_short() -> None:
    async with hosted(StatusLine, (100, 3)) as (host, pilot):
        status(host).show_where("1 article")
        status(host).set_hints(HINTS)
        seen = []
        for width in (60, 40, 30, 20, 10):
            await pilot.resize_terminal(width, 3)
            await pilot.pause()
            assert host.lines[0].startswith(" 1 ar")
            seen.append(sum(word in host.lines[0] for word in ("next", "article  ", "?")))
            assert len(host.lines[0]) <= width
        assert seen == sorted(seen, reverse=True)
        assert seen[-1] == 0


async def test_the_key_that_tells_of_all_others_goes_last() -> None:
    async with hosted(StatusLine, (30, 3)) as (host, pilot):
        status(host).show_where("1 article")
        status(host).set_hints(HINTS)
        await pilot.pause()
        assert host.lines[0].endswith("] next  ? help")
        await pilot.resize_terminal(22, 3)
        await pilot.pause()
        assert host.lines[0].endswith("] next")


async def test_where_there_is_no_room_for_a_key_and_help_it_is_said_in_few_words() -> None:
    async with hosted(StatusLine, (72, 3)) as (host, pilot):
        status(host).show_where(WHERE, "Nicolás Maduro · 3/41 · article 2/5")
        status(host).set_hints(HINTS)
        await pilot.pause()
        assert WHERE in host.lines[0]
        assert host.lines[0].endswith("] next  ? help")
        await pilot.resize_terminal(62, 3)
        await pilot.pause()
        assert host.lines[0].startswith(" Nicolás Maduro · 3/41 · article 2/5")
        assert host.lines[0].endswith("] next  ? help")
        await pilot.resize_terminal(50, 3)
        await pilot.pause()
        assert host.lines[0].startswith(" Nicolás Maduro · 3/41 · article 2/5")
        assert host.lines[0].endswith("] next")


async def test_a_stage_of_one_step_has_no_numbers() -> None:
    async with hosted(StatusLine, (100, 3)) as (host, pilot):
        status(host).show_progress("Linking names", 0, 1)
        await pilot.pause()
        assert host.lines[0].strip() == "Linking names"


async def test_a_notice_takes_the_place_of_where_one_stands_for_a_while() -> None:
    async with hosted(StatusLine, (100, 3)) as (host, pilot):
        status(host).show_where(WHERE)
        status(host).show_notice("Round to the first mention", seconds=0.05)
        await pilot.pause()
        assert host.lines[0].startswith(" Round to the first mention")
        assert WHERE not in host.lines[0]
        for _ in range(100):
            await asyncio.sleep(0.01)
            if not status(host).notice:
                break
        await pilot.pause()
        assert host.lines[0].startswith(f" {WHERE}")


async def test_a_later_notice_has_its_own_time() -> None:
    async with hosted(StatusLine, (100, 3)) as (host, pilot):
        status(host).show_notice("first", seconds=0.02)
        status(host).show_notice("second", seconds=60)
        await asyncio.sleep(0.06)
        await pilot.pause()
        assert "second" in host.lines[0]


async def test_a_notice_that_was_read_gives_way_when_one_moves_on(monkeypatch) -> None:
    now = 100.0
    clock = SimpleNamespace(monotonic=lambda: now)
    monkeypatch.setattr("tui.widgets.status_line.time", clock)
    async with hosted(StatusLine, (100, 3)) as (host, _pilot):
        status(host).show_where("hit 1 of 8")
        status(host).show_notice("Round the end")
        status(host).show_where("hit 2 of 8")
        assert status(host).notice == "Round the end"
        now += 2
        status(host).show_where("hit 2 of 8")
        assert status(host).notice == "Round the end"
        status(host).show_where("hit 3 of 8")
        assert status(host).notice == ""


async def test_a_notice_can_be_taken_back_and_another_stays() -> None:
    async with hosted(StatusLine, (100, 3)) as (host, _pilot):
        status(host).show_notice("nothing matches x")
        status(host).take_back("nothing matches")
        status(host).take_back("")
        assert status(host).notice == "nothing matches x"
        status(host).take_back("nothing matches x")
        assert status(host).notice == ""


@pytest.mark.parametrize("hint", HINTS)
async def test_a_click_on_a_hint_does_what_its_key_does(hint: Hint) -> None:
    async with hosted(StatusLine, (100, 3)) as (host, pilot):
        status(host).show_where(WHERE)
        status(host).set_hints(HINTS)
        await pilot.pause()
        words = f"{hint.label} {hint.words}"
        column = host.lines[0].index(words)
        for x in (column, column + len(words) - 1):
            await pilot.click(StatusLine, offset=(x, 0))
        assert [m.key for m in host.heard(StatusLine.HintTaken)] == [hint.key] * 2
        await pilot.click(StatusLine, offset=(column - 1, 0))
        await pilot.click(StatusLine, offset=(3, 0))
        assert host.heard(StatusLine.HintTaken) == []


async def test_progress_has_a_slot_of_its_own() -> None:
    async with hosted(StatusLine, (100, 3)) as (host, pilot):
        status(host).show_where("5 articles")
        status(host).show_progress("reading", 1000, 2000)
        await pilot.pause()
        assert "reading ▓▓▓▓▓░░░░░ 1,000/2,000" in host.lines[0]
        assert host.lines[0].startswith(" 5 articles")
        status(host).show_progress("linking", 5, 5)
        await pilot.pause()
        assert "linking ▓▓▓▓▓▓▓▓▓▓ 5/5" in host.lines[0]
        status(host).hide_progress()
        await pilot.pause()
        assert "▓" not in host.display


async def test_progress_without_a_total_and_beyond_it_is_drawn() -> None:
    async with hosted(StatusLine, (100, 3)) as (host, pilot):
        status(host).show_progress("reading", 0, 0)
        await pilot.pause()
        assert "reading" in host.lines[0]
        status(host).show_progress("reading", 9, 5)
        await pilot.pause()
        assert host.lines[0].count("▓") == 10


async def test_on_a_narrow_screen_progress_is_a_percentage() -> None:
    async with hosted(StatusLine, (34, 3)) as (host, pilot):
        status(host).show_where(WHERE)
        status(host).show_progress("reading", 120, 2000)
        await pilot.pause()
        assert "reading 6%" in host.lines[0]
        assert host.lines[0].startswith(" Nicolás")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_words_are_harmless(text: str) -> None:
    async with hosted(StatusLine, (60, 3)) as (host, pilot):
        status(host).show_where(text)
        await pilot.pause()
        assert_harmless(host, 60)
        status(host).show_notice(text)
        status(host).show_progress(text, 1, 2)
        await pilot.pause()
        assert_harmless(host, 60)
        assert len(host.lines[1]) == 0
