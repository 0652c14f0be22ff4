"""Counts of what is listed, and narrowing the search to one of them."""

from __future__ import annotations

from index.query import narrowed
from tui.screens.explorer import ExplorerScreen
from tui.screens.facets import FacetScreen, facet_rows
from tui.widgets.facet_list import Facet, FacetHeading, FacetList
from tui.widgets.search_bar import SearchBar


def counts(driver) -> dict[str, int]:
    rows = driver.app.screen.query_one(FacetList).rows
    return {row.label: row.articles for row in rows if isinstance(row, Facet)}


async def choose(driver, label: str) -> None:
    rows = driver.app.screen.query_one(FacetList)
    at = next(n for n, row in enumerate(rows.rows) if isinstance(row, Facet) and row.label == label)
    rows.move_to_index(at)
    await driver.press("enter")


async def test_the_articles_of_a_result_are_counted(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("radar")
        await driver.press("enter", "x")
        assert isinstance(driver.app.screen, FacetScreen)
        assert "Narrow 4 articles" in driver.display
        found = counts(driver)
        assert found["Veritas News"] == 1
        assert found["Nicolás Maduro"] == 4


async def test_a_count_narrows_the_search_to_what_was_counted(explore) -> None:
    async with explore() as driver:
        for label in ("Veritas News", "Iran"):
            await driver.press("x")
            expected = counts(driver)[label]
            await choose(driver, label)
            assert isinstance(driver.app.screen, ExplorerScreen)
            assert driver.screen.state.result.total == expected
            assert f'"{label}"' in driver.screen.query_one(SearchBar).text
            await driver.press("escape")


async def test_every_count_is_what_its_clause_finds(seeds) -> None:
    rows = facet_rows(seeds, "maduro", typing=False)
    assert {row.words for row in rows if isinstance(row, FacetHeading)} >= {"Outlets", "Names"}
    for row in rows:
        if isinstance(row, Facet) and row.clause:
            assert seeds.search(f"maduro {row.clause}").total == row.articles, row


async def test_one_month_is_counted_by_its_days(explore_folder, tmp_path) -> None:
    folder = tmp_path / "dated"
    folder.mkdir()
    for number, day in enumerate(("2025-11-02", "2025-11-02", "2025-11-30", "2025-12-01")):
        text = f"---\ndate: {day}\n---\n# Ant {number}\n\nIt walks there.\n"
        (folder / f"{number}.md").write_text(text)
    async with explore_folder(folder) as driver:
        await driver.press("x")
        assert {"2025-11": 3, "2025-12": 1}.items() <= counts(driver).items()
        await choose(driver, "2025-11")
        await driver.press("x")
        assert "Days" in driver.display
        found = counts(driver)
        assert [label for label in found if label.startswith("2025")] == [
            "2025-11-30", "2025-11-02"
        ]  # fmt: skip
        assert found["2025-11-02"] == 2
        await choose(driver, "2025-11-02")
        assert driver.screen.state.result.total == 2


async def test_what_was_typed_stays_and_is_narrowed_as_a_whole(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("radar OR pompeo")
        before = driver.screen.state.result.total
        await driver.press("enter", "x")
        await choose(driver, "Veritas News")
        assert driver.screen.query_one(SearchBar).text == (
            '(radar OR pompeo*) source:="Veritas News"'
        )
        assert 0 < driver.screen.state.result.total < before


async def test_it_is_closed_without_a_change(explore) -> None:
    async with explore() as driver:
        for key in ("escape", "backspace", "x"):
            await driver.press("x")
            assert isinstance(driver.app.screen, FacetScreen)
            await driver.press(key)
            assert isinstance(driver.app.screen, ExplorerScreen)
            assert driver.screen.query_one(SearchBar).text == ""


async def test_a_click_beside_the_counts_closes_them(explore) -> None:
    async with explore() as driver:
        await driver.press("x")
        await driver.pilot.click(offset=(10, 2))  # a heading
        assert isinstance(driver.app.screen, FacetScreen)
        await driver.pilot.click(offset=(80, 10))
        await driver.settle()
        assert isinstance(driver.app.screen, ExplorerScreen)
        assert driver.screen.query_one(SearchBar).text == ""


async def test_the_search_is_narrowed_to_the_followed_name_and_to_that_under_the_cursor(
    explore,
) -> None:
    async with explore() as driver:
        await driver.press("w")
        assert "No name is followed" in driver.status
        await driver.press("slash")
        await driver.type("radar")
        await driver.press("enter", "right_square_bracket", "w")
        state = driver.screen.state
        followed = state.entity
        assert driver.screen.query_one(SearchBar).text == narrowed(
            "radar", f'entity:"{followed}"', typing=True
        )
        await driver.press("escape", "3", "G")
        last = driver.screen.stage.entities.cursor_name
        await driver.press("w")
        assert driver.screen.query_one(SearchBar).text == narrowed("", f'entity:"{last}"')
        assert last != followed
        assert state.entity == last
        found = driver.screen.reader._corpus.search(f'entity:"{last}"')
        assert state.result.total == found.total > 0


async def test_narrowing_leaves_the_article_that_is_read_where_it_is_among_what_is_left(
    explore,
) -> None:
    async with explore() as driver:
        state = driver.screen.state
        await driver.press("J", "J")
        read = state.article_id
        info = state.page.article.info
        await driver.press("x")
        await choose(driver, "Nicolás Maduro")
        assert len(state.rows) > 1
        assert state.rows[0] != read
        assert state.article_id == driver.screen.stage.articles.cursor_id == read
        assert state.page.article.info == info
        await driver.press("n")
        assert state.article_id == read
        await driver.press("backspace")
        assert state.article_id == read


async def test_narrowing_goes_to_the_first_article_where_the_one_that_is_read_is_not_left(
    explore,
) -> None:
    async with explore() as driver:
        state = driver.screen.state
        read = state.article_id
        own = state.page.article.info.source
        other = next(i.source for i in state.shelf.articles if i.source not in ("", own))
        await driver.press("x")
        await choose(driver, other)
        assert read not in state.rows
        assert state.article_id == state.rows[0]


async def test_tab_goes_to_the_next_kind(explore) -> None:
    async with explore() as driver:
        await driver.press("x")
        rows = driver.app.screen.query_one(FacetList)
        assert rows.cursor_row.clause.startswith("source:=")
        await driver.press("tab")
        assert rows.cursor_row.clause.startswith("entity:")
        await driver.press("shift+tab")
        assert rows.cursor_row.clause.startswith("source:=")


def test_every_outlet_can_be_chosen_even_without_a_letter(make_corpus) -> None:
    page = "<title>Some words here</title><meta property='og:site_name' content='{}'><p>{}</p>"
    words = "The river rose in the night, and by the morning the road to the mill was gone. " * 4
    corpus = make_corpus(
        {f"{n}.html": page.format(name, words) for n, name in enumerate(("***", 'The "Tide"'))}
    )
    corpus.refresh()
    rows = [row for row in facet_rows(corpus, "river", typing=False) if isinstance(row, Facet)]
    clauses = {row.clause for row in rows}
    assert {'source:="***"', 'source:="The Tide"'} <= clauses
    for row in rows:
        if row.clause:
            assert corpus.search(row.clause).total == row.articles


def test_months_are_counted_and_asked_for(make_corpus) -> None:
    page = "<title>The river</title><meta property='article:published_time' content='{}'><p>{}</p>"
    words = "The river rose in the night, and by the morning the road to the mill was gone. " * 4
    days = ("2025-10-31", "2025-11-01", "2025-11-30")
    corpus = make_corpus({f"{day}.html": page.format(day, words) for day in days})
    corpus.refresh()
    rows = facet_rows(corpus, "river", typing=False)
    months = rows[rows.index(FacetHeading("Months")) + 1 :]
    assert months == [Facet("2025-11", 2, "date:2025-11"), Facet("2025-10", 1, "date:2025-10")]
    for month in months:
        assert corpus.search(f"river {month.clause}").total == month.articles


async def test_its_keys_stand_below_it_at_any_width(explore) -> None:
    for width, keys in ((120, "Enter narrows · Tab next kind · Esc closes"), (40, " Esc closes ")):
        async with explore(size=(width, 20)) as driver:
            await driver.press("x")
            assert keys in driver.display


def test_folders_are_counted_as_they_are_found(make_corpus) -> None:
    corpus = make_corpus(
        {
            "politics/a.txt": "Radar one.\n",
            "politics/old/b.txt": "Radar two.\n",
            "geopolitics/c.txt": "Radar three.\n",
            "été (2)/d.txt": "Radar four.\n",
            "e.txt": "Radar five.\n",
            "sport/f.txt": "A match.\n",
        }
    )
    corpus.refresh()
    rows = facet_rows(corpus, "radar", typing=False)
    at = rows.index(FacetHeading("Folders"))
    folders = {row.label: row for row in rows[at + 1 : at + 4]}
    assert {label: row.articles for label, row in folders.items()} == {
        "politics": 3,
        "geopolitics": 1,
        "été (2)": 1,
    }
    for row in folders.values():
        assert corpus.search(f"radar {row.clause}").total == row.articles, row


def test_one_folder_is_nothing_to_narrow_to(make_corpus) -> None:
    corpus = make_corpus({"news/a.txt": "Radar one.\n", "news/b.txt": "Radar two.\n"})
    corpus.refresh()
    assert FacetHeading("Folders") not in facet_rows(corpus, "radar", typing=False)
