"""Searching as one types, on the sample articles."""

from __future__ import annotations

import pytest

from tui.widgets.search_bar import SearchBar


async def test_every_key_changes_the_results(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        counts = []
        for letter in "radar":
            await driver.type(letter)
            counts.append(len(driver.screen.state.rows))
        assert counts[0] == 5
        assert counts[-1] == 4
        assert driver.screen.state.result.total == 4
        assert "4 of 5" in driver.display


async def test_the_meaning_is_shown(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("maduro -rubio")
        assert "AND(maduro, NOT rubio" in driver.display
        found = {driver.screen.state.shelf.get(row).path for row in driver.screen.state.rows}
        assert found
        texts = [driver.screen.reader._corpus.article(row).text for row in driver.screen.state.rows]
        assert not any("rubio" in text.lower().split() for text in texts)


async def test_rows_in_sight_show_a_snippet_with_the_words_marked(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("ilyushin")
        assert "Ilyushin" in "\n".join(driver.line(y)[:34] for y in range(4, 14))


async def test_the_text_follows_the_first_result_and_shows_its_first_hit(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("kalashnikov")
        state = driver.screen.state
        assert state.page.article.info.path.startswith("002")
        assert state.hit == state.page.hits[0]
        span = driver.screen.stage.text.visible_span()
        assert span.start <= state.hit.start < span.end


async def test_a_mistake_is_explained_and_the_results_stay(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("radar")
        rows = driver.screen.state.rows
        await driver.type(" (")
        assert driver.screen.state.rows == rows
        bar = driver.screen.query_one(SearchBar)
        assert bar.region.height >= 1
        await driver.type("putin)")
        assert driver.screen.state.query == "radar (putin)"


async def test_nothing_found_is_said(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("xylophone")
        assert driver.screen.state.rows == ()
        assert "0 of 5" in driver.display
        await driver.press("enter")
        assert "No article matches" in driver.display


async def test_escape_clears_and_goes_back_to_the_list(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("radar")
        await driver.press("escape")
        state = driver.screen.state
        assert state.query == ""
        assert len(state.rows) == 5
        assert state.page.hits == ()
        assert driver.screen.folding.current == "articles"
        assert driver.screen.query_one(SearchBar).text == ""


async def test_enter_goes_into_what_is_shown_for_half_a_word(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("kalash")
        rows = driver.screen.state.rows
        assert len(rows) == 2
        await driver.press("enter")
        assert driver.screen.state.rows == rows
        assert driver.screen.folding.current == "text"
        await driver.press("slash", "end", "space")
        assert driver.screen.state.rows == ()


async def test_clearing_keeps_the_article_that_is_read(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("kalashnikov")
        await driver.press("enter")
        shown = driver.screen.state.page.article.info.id
        await driver.press("escape")
        assert driver.screen.state.query == ""
        assert driver.screen.state.page.article.info.id == shown
        assert driver.screen.stage.articles.cursor_id == shown


async def test_fast_typing_ends_with_the_last_answer(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.pilot.press(*"maduro", *["backspace"] * 6, *"radar", "enter")
        await driver.settle()
        assert driver.screen.state.query == "radar"
        assert driver.screen.folding.current == "text"


async def test_letters_are_text_in_the_search_bar(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("n12t")
        assert driver.screen.query_one(SearchBar).text == "n12t"
        assert driver.app.theme == "clew-dark"


async def test_the_rest_of_a_long_answer_follows(explore, monkeypatch) -> None:
    monkeypatch.setattr("tui.screens.answers.FIRST_ROWS", 2)
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("maduro")
        await driver.pilot.pause(0.5)
        await driver.settle()
        assert len(driver.screen.state.rows) == 5
        assert driver.screen.stage.articles.cursor_id == driver.screen.state.rows[0]


async def test_why_nothing_is_found_stands_in_the_list(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("maduro radarr")
        assert driver.screen.state.rows == ()
        left = [driver.line(y)[:34].strip() for y in range(2, 34)]
        assert "Nothing found" in left
        assert "nothing matches radarr…" in left
        assert "did you mean radar or radars?" in left
        assert "Enter searches for: maduro" in left


@pytest.mark.parametrize("pane", ["search", "articles"])
async def test_enter_takes_what_is_offered(explore, pane: str) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("maduro radarr")
        if pane == "articles":
            await driver.press("tab", "1")
            assert driver.screen.folding.current == "articles"
        await driver.press("enter")
        assert driver.screen.query_one(SearchBar).text == "maduro radar"
        assert driver.screen.state.result.total > 0
        assert driver.screen.state.rows
        assert "Nothing found" not in driver.display
        assert driver.screen.focused is driver.screen.stage.articles
        await driver.press("slash")  # which is no letter of the query
        assert driver.screen.query_one(SearchBar).text == "maduro radar"


async def test_advice_goes_with_the_search(explore, tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    async with explore(tmp_path / "empty", index_dir=tmp_path / "index") as driver:
        await driver.press("slash")
        await driver.type("word")
        assert "Nothing found" in driver.display
        await driver.press("escape")
        listed = "\n".join(driver.line(y)[:34] for y in range(1, 34))
        assert "No articles here yet" in listed
        assert "nothing matches" not in listed


def listed(driver) -> list[str]:
    return [row.info.path for row in driver.screen.stage.articles.rows if row.info]


async def test_the_list_is_sorted_by_what_one_chooses(explore) -> None:
    async with explore() as driver:
        corpus = driver.screen.reader._corpus
        by_path = listed(driver)
        for order, words in (
            ("date", "newest first"),
            ("oldest", "oldest first"),
            ("source", "by outlet"),
            ("title", "by title"),
        ):
            await driver.press("s")
            assert f"1 Articles 5 {words}" in driver.display
            assert f"Sorted {words}" in driver.status
            hits = corpus.search("", sort=order).hits
            assert listed(driver) == [hit.article.path for hit in hits]
        await driver.press("s")
        assert "1 Articles 5━" in driver.display
        assert "Sorted by path" in driver.status
        assert listed(driver) == by_path


async def test_results_are_sorted_until_that_is_changed(explore) -> None:
    async with explore() as driver:
        corpus = driver.screen.reader._corpus
        await driver.press("s")
        for word in ("radar", "venezuela"):
            await driver.press("tab", "slash")
            await driver.type(word)
            hits = corpus.search(word, sort="date", typing=True).hits
            assert listed(driver) == [hit.article.path for hit in hits]
            assert f"1 Results {len(hits)} newest first" in driver.display
        await driver.press("enter", "s", "s", "s", "s")
        assert "Sorted by relevance" in driver.status
        hits = corpus.search("venezuela", typing=True).hits
        assert listed(driver) == [hit.article.path for hit in hits]
        assert driver.screen.stage.articles.cursor_id == driver.screen.state.page.article.info.id


async def test_the_folder_read_again_stays_sorted(explore, tmp_path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("Zebra\n\nIt stands by the river.\n")
    (folder / "b.txt").write_text("Ant\n\nIt walks by the river.\n")
    async with explore(folder, index_dir=tmp_path / "index") as driver:
        await driver.press("s", "s", "s", "s")
        assert listed(driver) == ["b.txt", "a.txt"]
        (folder / "c.txt").write_text("Moth\n\nIt flies by the river.\n")
        await driver.press("f5")
        assert listed(driver) == ["b.txt", "c.txt", "a.txt"]


async def test_an_answer_comes_whole_so_that_it_is_painted_once(explore, monkeypatch) -> None:
    async with explore() as driver:
        asked = []
        ask = driver.screen.reader.ask
        monkeypatch.setattr(
            driver.screen.reader, "ask", lambda kind, *rest: (asked.append(kind), ask(kind, *rest))
        )
        await driver.press("slash")
        await driver.type("i")
        assert sorted(asked) == ["complete", "search"]
        listed = "\n".join(driver.line(y)[:34] for y in range(2, 17))
        assert driver.screen.state.page.hits
        assert driver.screen.state.page.entities
        snippets = driver.screen.stage.articles._snippets
        assert snippets.keys() == set(driver.screen.state.rows)
        assert any(snippet.text[:12] in listed for snippet in snippets.values())


async def test_a_long_first_article_does_not_hold_up_the_list(explore, monkeypatch) -> None:
    monkeypatch.setattr("tui.screens.answers.SHORT", 10)
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("kalashnikov")
        state = driver.screen.state
        assert state.page.article.info.id == state.rows[0]
        assert state.hit == state.page.hits[0]


async def test_what_was_told_of_half_a_query_is_taken_back(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("kalashnikof")
        assert "nothing matches" in driver.status
        await driver.press("backspace")
        assert driver.screen.state.rows
        assert "nothing matches" not in driver.status


async def test_a_click_on_a_hint_of_the_status_line_is_the_key(explore) -> None:
    async with explore() as driver:
        region = driver.screen.stage.status.region
        for words, came in (("/ search", "search"), ("? help", "help")):
            column = driver.status.index(words)
            await driver.pilot.click(offset=(column, region.y))
            await driver.settle()
            at_search = driver.app.focused in driver.screen.query("SearchInput")
            assert (at_search, len(driver.app.screen_stack)) == (
                (True, 1) if came == "search" else (False, 2)
            )
