"""The text pane: what is drawn, where one stands, and that nothing in a text is acted upon."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.geometry import Region

from index.model import Article, ArticleInfo, EntityType, LinkedMention, Span
from tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from rich.style import Style
    from textual.message import Message
    from textual.pilot import Pilot

WORDS = " ".join(f"word{number}" for number in range(3000))
HOSTILE = (
    "[ad_1] and [hacia Cuba] and [/] and [@click=app.quit]out[/] and \x1b[2J\x1b]0;t\x07 "
    "\x9b31m and \u202eevil\u202c and Z" + "\u0301" * 300 + "\0 end"
)


class Host(App[None]):
    """Nothing but the pane; it keeps the messages of the pane."""

    CSS = "Screen { layout: horizontal; } ArticleView { border: solid $primary; }"

    def __init__(self) -> None:
        super().__init__()
        self.view = ArticleView()
        self.seen: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.view

    def on_article_view_mention_followed(self, message: ArticleView.MentionFollowed) -> None:
        self.seen.append(message)

    def on_article_view_moved(self, message: ArticleView.Moved) -> None:
        self.seen.append(message)

    @property
    def followed(self) -> list[LinkedMention]:
        return [m.mention for m in self.seen if isinstance(m, ArticleView.MentionFollowed)]


def article(
    text: str, title: str = "Title", *, joins: tuple[Span, ...] = (), source: str = ""
) -> Article:
    day = date(2025, 11, 2) if source else None
    info = ArticleInfo(1, "a.txt", title, source, day, len(text))
    boilerplate = tuple(Span(*m.span()) for m in re.finditer(r"\[ad_1\]", text))
    return Article(info, text, boilerplate, joins)


def mention(
    text: str, name: str, kind: EntityType = EntityType.PERSON, *, nth: int = 0, entity: str = ""
) -> LinkedMention:
    start = [m.start() for m in re.finditer(re.escape(name), text)][nth]
    return LinkedMention(1, "a.txt", start, start + len(name), name, kind, entity or name)


def rows(view: ArticleView) -> list[str]:
    """The pane's rows as drawn."""
    return [view.render_line(y).text for y in range(view.scrollable_content_region.height)]


def style_of(view: ArticleView, word: str) -> Style:
    """The style in which the first row that has a word draws it."""
    for y in range(view.scrollable_content_region.height):
        for segment in view.render_line(y):
            if word in segment.text:
                assert segment.style is not None
                return segment.style
    raise AssertionError(word)


def spot(view: ArticleView, word: str, within: int = 1) -> tuple[int, int]:
    """Where a word is drawn, relative to the widget with its border."""
    for y, row in enumerate(rows(view)):
        if word in row:
            return cell_len(row[: row.index(word)]) + within + 1, y + 1
    raise AssertionError(word)


async def drag(pilot: Pilot[None], view: ArticleView, first: str, last: str) -> None:
    """Drag the mouse from the first letter of one word to the last of another."""
    await pilot.mouse_down(view, offset=spot(view, first, 0))
    x, y = spot(view, last, len(last) - 1)
    await pilot.hover(view, offset=(x - 1, y))
    await pilot.hover(view, offset=(x, y))
    await pilot.mouse_up(view, offset=(x, y))
    await pilot.pause()


async def test_text_is_shown_as_written() -> None:
    app = Host()
    async with app.run_test(size=(200, 20)) as pilot:
        app.view.show(article(HOSTILE, "[b]Title[/b]"))
        await pilot.pause()
        shown = " ".join(" ".join(rows(app.view)).split())
        assert "[b]Title[/b] [ad_1] and [hacia Cuba] and [/] and [@click=app.quit]out[/]" in shown
        await pilot.click(app.view, offset=spot(app.view, "quit"))
        assert app.is_running


async def test_no_control_character_reaches_the_terminal() -> None:
    app = Host()
    async with app.run_test(size=(80, 20)) as pilot:
        app.view.show(article(HOSTILE, "T\x1b[2J", source="O\x07"))
        await pilot.pause()
        for y in range(18):
            for segment in app.view.render_line(y):
                assert not re.search("[\0-\x1f\x7f-\x9f\u202a-\u202e]", segment.text)
        assert "␛[2J" in " ".join(rows(app.view))


@pytest.mark.parametrize("width", [5, 8, 20, 40, 79, 200])
async def test_each_row_fills_the_pane(width: int) -> None:
    app = Host()
    async with app.run_test(size=(width, 12)) as pilot:
        text = "漢字 " * 30 + HOSTILE + "\n\n" + WORDS
        app.view.show(article(text), [mention(text, "字", nth=n) for n in range(20)])
        await pilot.pause()
        inside = app.view.scrollable_content_region.width
        assert {cell_len(row) for row in rows(app.view)} == {inside}
        assert {app.view.render_line(y).cell_length for y in range(10)} == {inside}


async def test_lines_are_of_a_readable_length_and_centred() -> None:
    app = Host()
    async with app.run_test(size=(160, 12)) as pilot:
        app.view.show(article(WORDS))
        await pilot.pause()
        row = rows(app.view)[5]
        assert len(row.strip()) <= 84
        assert 30 <= len(row) - len(row.lstrip()) <= 40


async def test_the_heading_stands_above_the_text() -> None:
    app = Host()
    async with app.run_test(size=(80, 12)) as pilot:
        app.view.show(article("Words.", "A title", source="Outlet"))
        await pilot.pause()
        assert [row.strip() for row in rows(app.view)[:4]] == [
            "Outlet · 2025-11-02",
            "A title",
            "",
            "Words.",
        ]
        assert style_of(app.view, "A title").bold
        app.view.show(article("A title\n\nWords.", "A title"))
        await pilot.pause()
        assert [row.strip() for row in rows(app.view)[:4]] == ["A title", "", "Words.", ""]
        assert style_of(app.view, "A title").bold


async def test_an_article_shown_before_the_pane_has_a_size_appears() -> None:
    app = Host()
    app.view.show(article(WORDS), at=WORDS.index("word1500 "))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        assert any("word1500 " in row for row in rows(app.view))


async def test_each_kind_of_mark_can_be_told_apart_without_colour() -> None:
    text = "[ad_1] Ana Org Ute Ill Peru Maduro Maduro radar radar plain"
    mentions = [
        mention(text, "Ana"),
        mention(text, "Org", EntityType.ORG),
        mention(text, "Ute", EntityType.PLACE),
        mention(text, "Ill", EntityType.MISC),
        mention(text, "Maduro"),
    ]
    demonym = mention(text, "Peru", EntityType.MISC)
    mentions.append(
        LinkedMention(1, "a", demonym.start, demonym.end, "Peru", EntityType.MISC, "Peru", True)
    )
    mentions.append(mention(text, "Maduro", nth=1))
    mentions.sort(key=lambda m: m.start)
    hits = [Span(*m.span()) for m in re.finditer("radar", text)]
    app = Host()
    async with app.run_test(size=(100, 12)) as pilot:
        app.view.show(article(text), mentions, hits)
        app.view.set_current("Maduro", mentions[-1])
        app.view.set_current_hit(hits[-1])
        await pilot.pause()
        segments = [s for y in range(10) for s in app.view.render_line(y)]
        looks: dict[tuple[object, ...], str] = {}
        words = {"[ad_1]", "Ana", "Org", "Ute", "Ill", "Peru", "Maduro", "radar"}
        for text_, style, _ in segments:
            if text_ in words and style is not None:
                parts = style.bold, style.dim, style.italic, style.underline, style.underline2
                looks[(*map(bool, parts), bool(style.reverse))] = text_
        assert sorted(looks.values()) == sorted([*words, "Maduro", "radar"])
        assert all(style_of(app.view, name).underline for name in ("Ana", "Org", "Ute", "Ill"))
        assert style_of(app.view, "radar").reverse
        assert style_of(app.view, "Peru").dim
        assert style_of(app.view, "[ad_1]").dim


async def test_without_colour_underline_and_reverse_are_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = "Ana said radar"
    app = Host()
    async with app.run_test(size=(60, 8)) as pilot:
        app.view.show(article(text), [mention(text, "Ana")], [Span(9, 14)])
        await pilot.pause()
        drawn = {
            segment.text: segment.style
            for strip in app.view.render_lines(Region(0, 0, 60, 8))
            for segment in strip
        }
        assert drawn["Ana"] is not None and drawn["Ana"].underline
        assert drawn["radar"] is not None and drawn["radar"].reverse
        for style in drawn.values():
            if style is not None and style.color is not None and style.color.triplet is not None:
                assert len(set(style.color.triplet)) == 1


async def test_marks_change_without_moving() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article(WORDS))
        await pilot.press("space", "space")
        place = app.view.scroll_offset
        name = rows(app.view)[4].split()[2]
        app.view.set_mentions([mention(WORDS, f"{name} ")])
        await pilot.pause()
        assert style_of(app.view, name).underline
        span = Span(WORDS.index(f"{name} "), WORDS.index(f"{name} ") + len(name))
        app.view.set_hits([span])
        await pilot.pause()
        assert style_of(app.view, name).reverse
        app.view.set_hits(())
        app.view.set_mentions(())
        await pilot.pause()
        assert not any(s.style and s.style.underline for s in app.view.render_line(4))
        assert app.view.scroll_offset == place


async def test_a_mention_broken_over_two_lines_is_marked_on_both() -> None:
    text = "x" * 30 + " Ramon Velasquez " + "y" * 30
    app = Host()
    async with app.run_test(size=(42, 12)) as pilot:
        app.view.show(article(text), [mention(text, "Ramon Velasquez")])
        await pilot.pause()
        assert style_of(app.view, "Ramon").underline
        assert style_of(app.view, "Velasquez").underline
        assert not style_of(app.view, "yyy").underline


async def test_another_theme_is_drawn_at_once() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article("Ana said"), [mention("Ana said", "Ana")])
        await pilot.pause()
        dark = style_of(app.view, "Ana")
        app.theme = "textual-light"
        await pilot.pause()
        light = style_of(app.view, "Ana")
        assert light.color != dark.color
        assert light.bgcolor != dark.bgcolor


async def test_a_message_takes_the_place_of_an_article() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article(WORDS), [mention(WORDS, "word7 ")])
        await pilot.press("G")
        app.view.clear("Nothing [here]")
        await pilot.pause()
        assert [row.strip() for row in rows(app.view) if row.strip()] == ["Nothing [here]"]
        assert app.view.article is None
        await pilot.press("enter")
        assert app.followed == []


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
        assert app.view.mention_at(19) == name
        assert app.view.mention_at(20) is None


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


async def test_resizing_keeps_the_place() -> None:
    app = Host()
    async with app.run_test(size=(100, 20)) as pilot:
        app.view.show(article(WORDS))
        app.view.scroll_to_offset(WORDS.index("word1234 "))
        await pilot.pause()
        top = app.view.top_offset
        for size in ((40, 12), (130, 40), (61, 9), (30, 30), (100, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            seen = app.view.visible_span()
            assert seen.start <= top < seen.start + size[0]
        assert app.view.top_offset == top


async def test_resizing_at_the_end_and_back_keeps_the_place() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article(WORDS))
        await pilot.press("G")
        top = app.view.top_offset
        await pilot.resize_terminal(100, 40)
        await pilot.pause()
        assert app.view.visible_span().end == len(WORDS)
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert app.view.top_offset == top


async def test_the_heading_stays_in_sight_when_the_pane_is_resized() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article(WORDS))
        await pilot.pause()
        await pilot.resize_terminal(30, 12)
        await pilot.pause()
        assert rows(app.view)[0].strip() == "Title"


async def test_an_offset_is_shown_in_the_upper_third() -> None:
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(article(WORDS), at=WORDS.index("word2000 "))
        await pilot.pause()
        (row,) = [y for y, row in enumerate(rows(app.view)) if "word2000 " in row]
        assert row == 18 // 3
        app.view.show(article(WORDS), at=3)
        await pilot.pause()
        assert rows(app.view)[0].strip() == "Title"
        app.view.show(article("short"))
        await pilot.pause()
        assert rows(app.view)[2].strip() == "short"
        assert app.view.scroll_offset.y == 0


async def test_revealing_moves_only_if_need_be() -> None:
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(article(WORDS))
        await pilot.press("space")
        start, end = app.view.visible_span()
        before = app.view.scroll_offset
        app.view.reveal((start + end) // 2)
        assert app.view.scroll_offset == before
        for offset in (end - 1, end + 500, len(WORDS) - 1, 0):
            app.view.reveal(offset)
            await pilot.pause()
            seen = app.view.visible_span()
            assert seen.start <= offset < seen.end
        assert app.view.scroll_offset.y == 0
        app.view.reveal(len(WORDS) - 1)
        at_end = app.view.scroll_offset
        app.view.reveal(len(WORDS) - 2)
        assert app.view.scroll_offset == at_end


async def test_keys_move() -> None:
    app = Host()
    async with app.run_test(size=(60, 22)) as pilot:
        app.view.show(article(WORDS))
        app.view.focus()
        await pilot.pause()

        async def after(*keys: str) -> int:
            await pilot.press(*keys)
            return app.view.scroll_offset.y

        assert await after("j", "down", "j", "k", "up") == 1
        assert await after("k", "k") == 0
        assert await after("space") == 19
        assert await after("pagedown") == 38
        assert await after("b", "pageup") == 0
        assert await after("ctrl+d") == 10
        assert await after("ctrl+u") == 0
        last = await after("G")
        assert app.view.visible_span().end == len(WORDS)
        assert last == app.view.virtual_size.height - 20
        assert await after("home") == 0
        assert await after("end") == last
        assert await after("g") == 0
        moves = [m for m in app.seen if isinstance(m, ArticleView.Moved)]
        assert moves and moves[-1].offset == 0


async def test_the_wheel_moves_and_short_and_long_texts_have_one_margin() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article("short"))
        await pilot.pause()
        margin = rows(app.view)[2].index("short")
        app.view.show(article(WORDS))
        await pilot.pause()
        assert rows(app.view)[2].index("word0") == margin
        size = app.view.size
        wheel = MouseScrollDown(
            app.view, x=9, y=5, delta_x=0, delta_y=1, button=0, shift=False, meta=False, ctrl=False
        )
        app.view.post_message(wheel)
        await pilot.pause(0.3)
        assert app.view.scroll_offset.y > 0
        top = app.view.top_offset
        assert app.view.size == size
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert app.view.top_offset <= top < app.view.visible_span().end


async def test_every_binding_can_be_remapped_and_explains_itself() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        bindings = [b for bs in app.view._bindings.key_to_bindings.values() for b in bs]
        assert len({b.id for b in bindings}) == 9
        assert all(b.id and b.id.startswith("article.") and b.tooltip for b in bindings)
        app.set_keymap({"article.down": "z"})
        app.view.show(article(WORDS))
        app.view.focus()
        await pilot.press("z", "j")
        assert app.view.scroll_offset.y == 1


async def test_a_long_article_is_folded_to_its_end_while_idle() -> None:
    text = WORDS * 20
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article(text))
        await pilot.pause()
        await pilot.pause(0.2)
        height = app.view.virtual_size.height
        await pilot.press("G")
        await pilot.pause()
        assert app.view.virtual_size.height == height
        assert app.view.visible_span().end == len(text)


async def test_an_offset_far_down_is_found_before_the_rest_is_folded() -> None:
    text = WORDS * 20
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(article("short"))
        await pilot.pause()
        app.view.show(article(text), at=len(text) - 10)
        assert app.view.visible_span().end == len(text)
        app.view.scroll_to_offset(len(text) // 2)
        assert app.view.visible_span().start <= len(text) // 2 < app.view.visible_span().end


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 3), (5, 3)])
async def test_the_smallest_panes_are_drawn(size: tuple[int, int]) -> None:
    app = Host()
    async with app.run_test(size=size) as pilot:
        app.view.show(article(WORDS), at=9000)
        await pilot.press("j", "space", "G")
        app.view.reveal(100)
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert any("word" in row for row in rows(app.view))
