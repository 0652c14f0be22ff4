"""Keys that arrive all at once, as over a slow line or from a paste of commands."""

from __future__ import annotations

from textual.events import Key

from tui.widgets.search_bar import SearchBar


async def test_what_follows_the_search_key_goes_into_the_search_bar(explore) -> None:
    async with explore() as driver:
        for key, letter in (("slash", "/"), *((c, c) for c in "radar")):
            driver.app.post_message(Key(key, letter))
        await driver.settle()
        assert driver.screen.query_one(SearchBar).text == "radar"
        assert driver.screen.state.query == "radar"


async def test_the_search_key_can_be_typed_in_the_search_bar(explore) -> None:
    async with explore() as driver:
        await driver.press("slash", "a", "slash", "b")
        assert driver.screen.query_one(SearchBar).text == "a/b"
