"""The text pane and the mouse: following mentions, selecting words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text_pane import WORDS, Host, article, mention, rows, spot, style_of

from index.model import EntityType, LinkedMention, Span
from tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from textual.pilot import Pilot


async def drag(pilot: Pilot[None], view: ArticleView, first: str, last: str) -> None:
    """Drag the mouse from the first letter of one word to the last of another."""
    await pilot.mouse_down(view, offset=spot(view, first, 0))
    x, y = spot(view, last, len(last) - 1)
    await pilot.hover(view, offset=(x - 1, y))
    await pilot.hover(view, offset=(x, y))
    await pilot.mouse_up(view, offset=(x, y))
    await pilot.pause()


async def test_a_click_follows_a_mention() -> None:
    text = "said Nicolás\n\nMaduro, and others"
    name = LinkedMention(1, "a", 5, 20, text[5:20], EntityType.PERSON, "Nicolás Maduro")
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article(text, joins=(Span(12, 14),)), [name])
        await pilot.pause()
        assert "said Nicolás Maduro, and" in rows(app.view)[2]
        await pilot.click(app.view, offset=spot(app.view, "said", 2))
        await pilot.click(app.view, offset=spot(app.view, ", and", 0))
        await pilot.click(app.view, offset=(50, 3))
        assert app.followed == []
        await pilot.click(app.view, offset=spot(app.view, "Maduro", 5))
        await pilot.pause()
        assert app.followed == [name]


async def test_the_mention_under_the_mouse_is_shown() -> None:
    text = "said Maduro, and others"
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article(text), [mention(text, "Maduro")])
        await pilot.pause()
        before = style_of(app.view, "Maduro")
        await pilot.hover(app.view, offset=spot(app.view, "Maduro"))
        assert style_of(app.view, "Maduro").bgcolor != before.bgcolor
        await pilot.hover(app.view, offset=spot(app.view, "others"))
        assert style_of(app.view, "Maduro").bgcolor == before.bgcolor


async def test_enter_follows_the_current_mention_or_the_first_in_sight() -> None:
    names = [mention(WORDS, f"word{number} ") for number in (5, 2500, 2505)]
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article(WORDS), names, at=names[1].start)
        app.view.focus()
        await pilot.press("enter")
        app.view.set_current(names[2].entity, names[2])
        await pilot.press("enter")
        assert app.followed == [names[1], names[2]]


async def test_selected_text_reads_as_one_would_write_it() -> None:
    text = "One\n\nPutin\n\n, two three four five six seven eight nine ten.\n\n\n\nAnother line"
    joins = tuple(Span(*m.span()) for m in re.finditer(r"\n\n(?=P|,)", text))
    app = Host()
    async with app.run_test(size=(30, 14)) as pilot:
        app.view.show(article(text, joins=joins))
        await pilot.pause()
        await drag(pilot, app.view, "Putin", "Another")
        assert app.screen.get_selected_text() == (
            "Putin, two three four five six seven eight nine ten.\n\nAnother"
        )
        chosen = app.screen.get_component_rich_style("screen--selection").bgcolor
        assert style_of(app.view, "three").bgcolor == chosen
        assert style_of(app.view, "One").bgcolor != chosen
        assert style_of(app.view, " line").bgcolor != chosen
        assert app.followed == []


async def test_a_selection_outlives_another_width() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve"
    app = Host()
    async with app.run_test(size=(30, 14)) as pilot:
        app.view.show(article(text))
        await pilot.pause()
        await drag(pilot, app.view, "two", "eleven")
        await pilot.resize_terminal(60, 14)
        await pilot.pause()
        assert (
            app.screen.get_selected_text() == "two three four five six seven eight nine ten eleven"
        )


async def test_wide_characters_are_selected_whole() -> None:
    text = "漢字漢字 and 日本語 end"
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.view.show(article(text))
        await pilot.pause()
        await pilot.mouse_down(app.view, offset=spot(app.view, "and", 0))
        x, y = spot(app.view, "語", 0)
        await pilot.hover(app.view, offset=(x - 1, y))
        await pilot.hover(app.view, offset=(x, y))
        await pilot.mouse_up(app.view, offset=(x, y))
        assert app.screen.get_selected_text() == "and 日本語"


async def test_a_drag_onto_the_border_selects_to_the_edge_of_what_is_in_sight() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article(WORDS))
        await pilot.press("space", "space", "space")
        first = rows(app.view)[0].split()[0]
        third = rows(app.view)[2].split()
        await pilot.mouse_down(app.view, offset=spot(app.view, third[1], 0))
        await pilot.hover(app.view, offset=(3, 1))
        await pilot.hover(app.view, offset=(2, 0))
        await pilot.mouse_up(app.view, offset=(2, 0))
        chosen = app.screen.get_selected_text()
        assert chosen is not None
        assert first in chosen and "word0 " not in chosen


async def test_a_double_click_selects_a_word_and_another_article_lets_it_go() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article("the Venezuelan president's letter"))
        await pilot.pause()
        await pilot.click(app.view, offset=spot(app.view, "president", 3), times=2)
        await pilot.pause()
        assert app.screen.get_selected_text() == "president"
        app.view.show(article("Another text altogether"))
        await pilot.pause()
        assert app.screen.get_selected_text() is None
