"""Following a name and walking hits, with the keys and with the mouse, on the sample articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Driver

MADURO = "Nicolás Maduro"


def where(driver: Driver) -> tuple[int, int]:
    """The article and the offset of the current mention."""
    mention = driver.screen.state.mention
    assert mention is not None
    return mention.article, mention.start


async def follow(driver: Driver, name: str) -> None:
    driver.screen.walker.take_up(name)
    await driver.settle()


async def test_the_walk_takes_up_the_name_at_the_top_of_the_view(explore) -> None:
    async with explore() as driver:
        await driver.press("right_square_bracket")
        state = driver.screen.state
        assert state.at is not None
        assert state.mention == state.page.mentions[0]
        assert f"{state.entity} · mention " in driver.status
        assert state.entity in driver.status


async def test_mentions_are_walked_through_all_articles_and_round_the_end(explore) -> None:
    async with explore() as driver:
        await follow(driver, MADURO)
        thread = driver.screen.state.thread
        seen = []
        for _ in range(len(thread)):
            await driver.press("right_square_bracket")
            seen.append(where(driver))
            span = driver.screen.stage.text.visible_span()
            assert span.start <= seen[-1][1] < span.end
            assert driver.screen.state.page.article.info.id == seen[-1][0]
        assert seen == [(m.article, m.start) for m in thread.mentions]
        assert f"mention {len(thread)} of {len(thread)}" in driver.status
        assert "article 5 of 5" in driver.status
        await driver.press("right_square_bracket")
        assert where(driver) == seen[0]
        assert "Round the end" in driver.display
        await driver.press("left_square_bracket")
        assert where(driver) == seen[-1]


async def test_keys_pressed_while_an_article_is_on_its_way_all_count(explore) -> None:
    async with explore() as driver:
        await follow(driver, MADURO)
        await driver.pilot.press(*["right_square_bracket"] * 30)
        await driver.settle()
        assert driver.screen.state.at == 29


async def test_the_first_keys_count_while_the_mentions_are_on_their_way(explore) -> None:
    async with explore() as driver:
        await driver.pilot.press(*["right_square_bracket"] * 3)
        await driver.settle()
        state = driver.screen.state
        first = state.thread.find(state.page.mentions[0])
        assert first is not None
        assert state.at == first + 2


async def test_article_by_article(explore) -> None:
    async with explore() as driver:
        await follow(driver, MADURO)
        articles = []
        for _ in range(6):
            await driver.press("right_curly_bracket")
            articles.append(where(driver)[0])
        assert articles == [2, 3, 4, 5, 1, 2]
        thread = driver.screen.state.thread
        assert where(driver) == next(
            (m.article, m.start) for m in thread.mentions if m.article == 2
        )
        await driver.press("left_curly_bracket")
        assert where(driver)[0] == 1


async def test_a_click_follows_a_mention_and_a_second_one_lists_them_all(explore) -> None:
    async with explore() as driver:
        page = driver.screen.state.page
        mention = next(m for m in page.mentions if m.entity == MADURO)
        view = driver.screen.stage.text
        view.post_message(view.MentionFollowed(mention))
        await driver.settle()
        assert driver.screen.state.mention == mention
        assert f"{MADURO} · mention" in driver.status
        view.post_message(view.MentionFollowed(mention))
        await driver.settle()
        assert driver.screen.folding.mentions_shown


async def test_all_mentions_in_their_contexts(explore) -> None:
    async with explore() as driver:
        driver.screen.open_entity(MADURO)
        await driver.settle()
        assert driver.screen.folding.mentions_shown
        assert driver.screen.stage.mentions.display
        assert not driver.screen.stage.text.display
        assert "not be to overthrow" in driver.display
        await driver.press("down", "down", "down", "enter")
        assert not driver.screen.folding.mentions_shown
        assert driver.screen.state.at == 3
        assert driver.screen.folding.current == "text"
        await driver.press("m")
        assert driver.screen.folding.mentions_shown
        await driver.press("escape")
        assert not driver.screen.folding.mentions_shown


async def test_back_and_forward(explore) -> None:
    async with explore() as driver:
        await driver.press("2", "G")
        top = driver.screen.stage.text.top_offset
        assert top > 0
        await follow(driver, MADURO)
        await driver.press("right_curly_bracket", "right_curly_bracket")
        assert driver.screen.state.page.article.info.id == 3
        await driver.press("backspace")
        assert driver.screen.state.page.article.info.id == 2
        assert where(driver)[0] == 2
        await driver.press("alt+left")
        assert driver.screen.state.page.article.info.id == 1
        assert driver.screen.stage.text.top_offset == top
        await driver.press("alt+right")
        assert driver.screen.state.page.article.info.id == 2
        await driver.press("backspace", "backspace")
        assert "where you started" in driver.display


async def test_hits_are_walked_through_the_result_and_round_its_end(explore) -> None:
    async with explore() as driver:
        await driver.press("slash")
        await driver.type("radar")
        await driver.press("enter")
        state = driver.screen.state
        rows = state.rows
        assert len(rows) == 4
        assert state.page.article.info.id == rows[0]
        assert state.hit == state.page.hits[0]
        assert driver.screen.folding.current == "text"
        seen = [(rows[0], state.hit)]
        for _ in range(20):
            await driver.press("n")
            if (state.page.article.info.id, state.hit) == seen[0]:
                break
            seen.append((state.page.article.info.id, state.hit))
        assert list(dict.fromkeys(article for article, _ in seen)) == list(rows)
        assert all(
            state.page.article.text[hit.start : hit.end].lower().startswith("radar")
            for article, hit in seen
            if article == state.page.article.info.id
        )
        assert "Round the end" in driver.display
        await driver.press("N")
        assert (state.page.article.info.id, state.hit) == seen[-1]


async def test_keys_that_lead_nowhere_say_so(explore, tmp_path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with explore(empty, index_dir=tmp_path / "index") as driver:
        await driver.press("n")
        assert "Nothing is searched for" in driver.display
        await driver.press("m")
        assert "No name is followed" in driver.display
        await driver.press("y")
        assert "Nothing is selected" in driver.display
        await driver.press("o")
        assert "no article to open" in driver.display


async def test_copying_the_current_mention(explore) -> None:
    async with explore() as driver:
        await driver.press("right_square_bracket", "y")
        mention = driver.screen.state.mention
        assert driver.app.clipboard == mention.text
        assert "clipboard" in driver.display


async def test_all_mentions_are_listed_from_where_one_reads(explore) -> None:
    async with explore() as driver:
        await driver.press("G")
        here = driver.screen.state.page.article.info
        assert here.id != driver.screen.state.shelf.articles[0].id
        driver.screen.open_entity(MADURO)
        await driver.settle()
        row = driver.screen.stage.mentions.cursor_row
        assert row.mention is not None
        assert row.mention.path == here.path
        first = min(m.start for m in driver.screen.state.page.mentions if m.entity == MADURO)
        assert row.mention.start == first
        assert "2 Nicolás Maduro, 42 mentions, also Maduro, Nicol" in driver.line(1)


async def test_the_hints_are_those_of_the_pane(explore, tmp_path) -> None:
    async with explore() as driver:
        assert "] follow" in driver.status
        await driver.press("2", "enter", "m")
        assert "Enter go there  m text" in driver.status
        assert "] next" not in driver.status
        mention = driver.screen.stage.mentions.cursor_row.mention
        await driver.press("j")
        x = driver.status.index("Enter go there") + 2
        await driver.pilot.click("#status", offset=(x, 0))
        await driver.settle()
        assert driver.screen.state.mention not in (None, mention)
        assert "] next" in driver.status
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("nothing of note here\n")
    async with explore(folder, index_dir=tmp_path / "index") as driver:
        assert "nothing of note" in driver.display
        assert "follow" not in driver.status
        assert "/ search" in driver.status


async def test_what_takes_the_place_of_the_mentions_has_its_own_title_and_keys(explore) -> None:
    for keys in (("1", "j", "enter"), ("J",), ("escape",), ("m",), ("ctrl+f",)):
        async with explore() as driver:
            await driver.press("right_square_bracket", "m")
            assert "Enter go there" in driver.status
            assert "mentions, also" in driver.line(1)
            await driver.press(*keys)
            assert "Enter go there" not in driver.status
            assert driver.open_path[:20] in driver.line(1)


async def test_a_line_with_room_says_what_leads_further(explore) -> None:
    async with explore(size=(160, 36)) as driver:
        assert driver.status.split("  ")[-2:] == ["r related", "? help "]
        await driver.press("enter", "J", "right_square_bracket")
        assert "w only with it  r related  Backspace back  ? help" in driver.status
        await driver.press("w")
        assert "w only" not in driver.status  # it is so by now
        await driver.press("slash", "m")
        assert "Backspace" not in driver.status  # where it takes letters away
    async with explore(size=(40, 12)) as driver:
        await driver.press("enter", "J")
        assert driver.status.rstrip().endswith("? help")
        assert "related" not in driver.status


async def test_many_results_can_be_narrowed(explore_folder, tmp_path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.txt").write_text(f"Title {number}\n\nOne thing: {number * 7919}.\n")
    async with explore_folder(folder) as driver:
        await driver.press("slash")
        await driver.type("thing")
        await driver.press("enter")
        assert "x narrow" in driver.status
        await driver.press("slash")
        await driver.type(" 7919")
        await driver.press("enter")
        assert "x narrow" not in driver.status


@pytest.mark.parametrize("size", [(160, 40), (100, 30), (40, 20)])
async def test_the_mentions_of_the_first_article_have_its_title_above_them(
    explore, size: tuple[int, int]
) -> None:
    async with explore(size=size) as driver:
        await driver.press("2", *["right_square_bracket"] * 2, "m")
        mentions = driver.screen.stage.mentions
        assert mentions.cursor == 2
        assert mentions.scroll_offset.y == 0
        assert "Maduro asks" in "\n".join(driver.display.splitlines()[2:6])
