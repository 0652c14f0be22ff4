"""Rows of versions: who stands under whom, what is folded, and how much is done for many rows."""

from __future__ import annotations

from collections.abc import Sequence

from hosting import Host, hosted
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import ArticleInfo, Failure
from tui.widgets.article_lines import count, second_line
from tui.widgets.article_list import ArticleList
from tui.widgets.article_row import ArticleRow
from tui.widgets.hit_rows import title_line
from tui.widgets.version_rows import grouped, head_of, unfolded


def info(number: int) -> ArticleInfo:
    return ArticleInfo(number, f"{number}.txt", f"Title {number}", "Outlet", None, 100)


def numbers(rows: Sequence[ArticleRow]) -> list[int]:
    return [row.info.id for row in rows if row.info]


@given(st.lists(st.integers(0, 6), max_size=40), st.sets(st.integers(0, 40)))
@settings(deadline=None, derandomize=True)
def test_every_article_is_there_once_and_stands_under_the_first_of_its_group(
    groups: list[int], open_ones: set[int]
) -> None:
    infos = [info(number) for number in range(len(groups))]
    of = {number: group for number, group in enumerate(groups) if group}
    rows = grouped(infos, of)
    everything = unfolded(rows, {one.path for one in infos})
    assert numbers(everything) == list(rows.ids)
    assert sorted(rows.ids) == list(range(len(groups)))
    assert numbers(rows) == sorted(numbers(rows))
    for row in rows:
        assert row.info is not None
        under = numbers(list(row.versions))
        assert not row.under
        assert under == sorted(under)
        assert all(one.under for one in row.versions)
        assert {of.get(number) for number in under} <= {of.get(row.info.id)}
        assert all(head_of(rows, number) == row.info for number in under)
        assert head_of(rows, row.info.id) is None
    assert len(rows) == groups.count(0) + len(set(of.values()))
    paths = {f"{number}.txt" for number in open_ones}
    shown = unfolded(rows, paths)
    hidden = [row for row in rows if row.info and row.info.path not in paths]
    assert len(shown) == len(groups) - sum(len(row.versions) for row in hidden)


def test_the_count_stands_on_the_right_and_is_short_where_there_is_little_room() -> None:
    row = grouped([info(1), info(2), info(3)], {1: 1, 2: 1, 3: 1})[0]
    assert row.info is not None
    assert count(row, 40, unfolded=False) == "▸ +2 versions"
    assert count(row._replace(versions=row.versions[:1]), 40, unfolded=True) == "▾ +1 version"
    assert count(row, 18, unfolded=False) == "▸ +2"
    long = row._replace(info=row.info._replace(source="An outlet with a long name"))
    assert count(long, 38, unfolded=False) == "▸ +2"
    assert count(row.versions[0], 40, unfolded=False) == ""
    line = second_line(row, row.info, 40, unfolded=False)
    assert line.startswith("Outlet ")
    assert line.endswith(" ▸ +2 versions")
    assert len(line) == 40
    for room in range(1, 60):
        assert len(second_line(row, row.info, room, unfolded=False)) <= max(room, 6)


def test_in_a_list_of_hits_the_count_stands_behind_the_hits() -> None:
    row = grouped([info(1), info(2)], {1: 1, 2: 1})[0]._replace(hits=3)
    more = count(row, 0, unfolded=False)
    assert title_line(row, "Title", 40, more) == ("Title", "3 hits  ▸ +1")
    assert title_line(row._replace(hits=-1), "Title", 40, more) == ("Title", "▸ +1")
    assert title_line(row, "Title", 40) == ("Title", "3 hits")


async def test_an_article_that_is_folded_away_is_unfolded_when_one_goes_there() -> None:
    async with hosted(ArticleList) as (host, pilot):
        articles = host.query_one(ArticleList)
        rows = grouped([info(n) for n in range(1, 6)], {1: 1, 4: 1, 2: 2, 5: 2})
        articles.set_rows([*rows, ArticleRow(None, Failure("broken.txt", "no text"))])
        await pilot.pause()
        assert numbers(articles.rows) == [1, 2, 3]
        articles.move_to(5)
        assert numbers(articles.rows) == [1, 2, 5, 3]
        assert articles.cursor_id == 5
        articles.move_to(99)
        assert articles.cursor_id == 5
        articles.set_rows(rows)  # filled anew, as the index grows: what is unfolded stays so
        assert numbers(articles.rows) == [1, 2, 5, 3]
        assert articles.cursor_id == 5
        articles.set_rows(rows, reset=True)
        assert numbers(articles.rows) == [1, 2, 3]


async def test_folding_from_a_version_goes_to_the_one_it_stands_under() -> None:
    async with hosted(ArticleList) as (host, pilot):
        articles = host.query_one(ArticleList)
        articles.set_rows(grouped([info(n) for n in range(1, 6)], {1: 1, 4: 1, 2: 2, 5: 2}))
        articles.focus()
        await pilot.press("left", "right", "right", "j")
        assert articles.cursor_id == 4
        await pilot.press("left")
        assert articles.cursor_id == 1
        assert numbers(articles.rows) == [1, 2, 3]
        assert _told(host)[-1] == 1
        await pilot.press("j", "j", "right")  # has none
        assert numbers(articles.rows) == [1, 2, 3]


def _told(host: Host) -> list[int | None]:
    return [message.article_id for message in host.heard(ArticleList.Highlighted)]


async def test_a_hundred_thousand_rows_are_folded_without_drawing_more_than_can_be_seen() -> None:
    async with hosted(ArticleList) as (host, pilot):
        articles = host.query_one(ArticleList)
        size = 100_000
        rows = grouped([info(n) for n in range(size)], {n: n // 4 for n in range(0, size, 2)})
        drawn = 0
        draw = articles.draw_row

        def counted(*arguments):  # type: ignore[no-untyped-def]
            nonlocal drawn
            drawn += 1
            return draw(*arguments)

        articles.draw_row = counted  # type: ignore[method-assign]
        articles.set_rows(rows)
        await pilot.pause()
        articles.focus()
        await pilot.press("right", "j", "left", "G", "g")
        assert drawn < 1000
        assert len(rows) == size * 3 // 4
