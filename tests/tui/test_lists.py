"""What holds for every list: rows drawn are rows seen, shape without colour, one set of colours."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import pytest
from hosting import HOSTILE, Host, assert_harmless, hosted
from textual.app import App, ComposeResult
from textual.containers import Horizontal

from index.model import ArticleInfo, Entity, EntityType, LinkedMention, Snippet, Span
from tui.themes import DARK, LIGHT
from tui.widgets.article_list import ArticleList
from tui.widgets.article_row import ArticleRow
from tui.widgets.article_view import ArticleView
from tui.widgets.entity_list import EntityList
from tui.widgets.entity_rows import HEADINGS, LETTERS, EntityRows
from tui.widgets.mention_list import MentionList
from tui.widgets.virtual_list import Look, VirtualList

if TYPE_CHECKING:
    from textual.strip import Strip

SIZE = (60, 20)
ATTACKS = (
    "\x1b]52;c;aGk=\x07",
    "[@click=app.quit]x[/]",
    "[@click='app.bell']y",
    "e" + "\u0336" * 5_000,
    *HOSTILE,
)


def articles(count: int) -> list[ArticleRow]:
    day = date(2025, 11, 3)
    return [
        ArticleRow(ArticleInfo(n, f"{n}.txt", f"Title {n}", "Outlet", day, 9)) for n in range(count)
    ]


def entities(count: int) -> list[Entity]:
    kinds = list(EntityType)
    return [Entity(f"Name {n}", kinds[n % 4], count - n, 1) for n in range(count)]


def mentions(count: int) -> list[LinkedMention]:
    return [
        LinkedMention(n // 50, f"{n // 50:05}.txt", n, n + 4, "Name", EntityType.PERSON, "Name")
        for n in range(count)
    ]


class Counted(ArticleList):
    """Counts what it draws and what it asks of its rows."""

    calls: ClassVar[Counter[str]] = Counter()

    def draw_row(self, row: ArticleRow, look: Look) -> list[Strip]:
        self.calls["drawn"] += 1
        return super().draw_row(row, look)

    def selectable(self, row: ArticleRow) -> bool:
        self.calls["asked"] += 1
        return super().selectable(row)


class CountedEntities(EntityRows):
    def draw_row(self, row, look):  # type: ignore[no-untyped-def]
        Counted.calls["drawn"] += 1
        return super().draw_row(row, look)

    def selectable(self, row):  # type: ignore[no-untyped-def]
        Counted.calls["asked"] += 1
        return super().selectable(row)


async def cost_of_articles(count: int) -> dict[str, Counter[str]]:
    """What mounting the list and each key draws and asks."""
    cost: dict[str, Counter[str]] = {}
    async with hosted(Counted, SIZE) as (host, pilot):
        listing = host.query_one(Counted)
        for name in ("rows", "down", "pagedown", "end", "up", "home", "again"):
            listing.calls.clear()
            if name in ("rows", "again"):
                listing.set_rows(articles(count))
            else:
                await pilot.press(name)
            await pilot.pause()
            cost[name] = Counter(listing.calls)
    return cost


async def test_a_hundred_thousand_articles_draw_no_more_than_a_thousand() -> None:
    small, large = await cost_of_articles(1_000), await cost_of_articles(100_000)
    assert large == small
    rows_in_sight = SIZE[1] // 2
    assert 0 < small["rows"]["drawn"] <= rows_in_sight + 1
    assert small["down"]["drawn"] == 2
    assert max(cost["drawn"] for cost in small.values()) <= rows_in_sight + 2
    assert max(cost["asked"] for cost in small.values()) <= 2 * rows_in_sight


@pytest.mark.parametrize("key", ["j", "pagedown", "G", "k", "g"])
async def test_a_key_among_many_names_draws_and_asks_for_those_in_sight(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.widgets.entity_list.EntityRows", CountedEntities)
    cost = []
    for count in (1_000, 20_000):
        async with hosted(EntityList, SIZE) as (host, pilot):
            many = entities(count)
            host.query_one(EntityList).set_entities(many, many)
            host.query_one(EntityList).focus()
            await pilot.pause()
            Counted.calls.clear()
            await pilot.press(key)
            await pilot.pause()
            cost.append(Counter(Counted.calls))
    assert cost[0] == cost[1]
    assert cost[0]["drawn"] <= SIZE[1] + 2
    assert cost[0]["asked"] <= SIZE[1] * 2


async def test_new_snippets_draw_only_what_is_in_sight() -> None:
    async with hosted(Counted, SIZE) as (host, pilot):
        listing = host.query_one(Counted)
        listing.set_rows(articles(50_000), answers=True)
        await pilot.pause()
        listing.calls.clear()
        listing.set_snippets({n: Snippet(0, "some words", (Span(0, 4),)) for n in range(7)})
        await pilot.pause()
        assert listing.calls["drawn"] == -(-SIZE[1] // 3)
        assert "some words" in host.display


class Everything(App[None]):
    """All panes with the program's style sheet and themes."""

    CSS_PATH = "../../tui/app.tcss"

    def __init__(self) -> None:
        super().__init__()
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield ArticleList()
            yield ArticleView()
            yield MentionList()
            yield EntityList()

    @property
    def style_of(self) -> dict[str, tuple[bool, bool, bool]]:
        """Bold, underlined, reversed, for each run of text on screen."""
        strips = self.screen._compositor.render_strips()
        return {
            s.text.strip(): (bool(s.style.bold), bool(s.style.underline), bool(s.style.reverse))
            for strip in strips
            for s in strip
            if s.style
        }

    @property
    def colours(self) -> set[tuple[int, int, int]]:
        """Every colour on screen."""
        found = set()
        for strip in self.screen._compositor.render_strips():
            for segment in strip:
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    if colour is not None and colour.triplet is not None:
                        found.add(tuple(colour.triplet))
        return found


def fill(app: App[None]) -> None:
    listing = app.query_one(ArticleList)
    listing.set_rows(articles(9), answers=True)
    listing.set_snippets({2: Snippet(0, "seen on radar", (Span(8, 13),))})
    listing.move_to(1)
    pane = app.query_one(EntityList)
    pane.set_entities(entities(8), entities(8))
    pane.set_current("Name 3")
    listing.focus()


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_a_type_has_one_colour_in_all_panes(theme: str) -> None:
    app = Everything()
    async with app.run_test(size=(160, 24)) as pilot:
        app.theme = theme
        await pilot.pause()
        names, text = app.query_one(EntityRows), app.query_one(ArticleView)
        seen = set()
        for kind in EntityType:
            colour = names.get_component_rich_style(f"entity--{kind.lower()}").color
            assert colour == text.get_component_rich_style(f"article--{kind.lower()}").color
            seen.add(colour)
        assert len(seen) == len(EntityType)


async def test_without_colour_the_shapes_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Everything()
    async with app.run_test(size=(160, 24)) as pilot:
        fill(app)
        await pilot.pause()
        assert all(max(colour) - min(colour) <= 2 for colour in app.colours)
        style = app.style_of
        assert style["radar"][2]
        assert style["Title 1"][0]
        assert style["Name 3"][:2] == (True, True)
        assert "▌" in style
        assert "▸" in style
        assert set(LETTERS.values()) <= style.keys()


def test_every_type_has_a_heading_and_a_letter_of_its_own() -> None:
    assert list(HEADINGS) == list(LETTERS) == list(EntityType)
    assert len(set(LETTERS.values())) == len(set(HEADINGS.values())) == len(EntityType)


@pytest.mark.parametrize("size", [(60, 24), (9, 12)])
async def test_a_click_on_markup_in_a_row_does_what_a_click_on_a_row_does(
    size: tuple[int, int],
) -> None:
    rows = [ArticleRow(ArticleInfo(n, text, text, text, None, 9)) for n, text in enumerate(ATTACKS)]
    async with hosted(ArticleList, size) as (host, pilot):
        listing = host.query_one(ArticleList)
        listing.set_rows(rows, answers=True)
        listing.set_snippets({n: Snippet(0, text, ()) for n, text in enumerate(ATTACKS)})
        await pilot.pause()
        for y in range(0, 12, 3):
            await pilot.click(ArticleList, offset=(3, y))
            assert_harmless(host, size[0])
        assert host.is_running
        assert [m.article_id for m in host.heard(ArticleList.Selected)] == [0, 1, 2, 3]


async def test_hostile_names_in_borders_and_rows_of_mentions() -> None:
    for text in ATTACKS:
        words = LinkedMention(1, text, 0, len(text), text, EntityType.PERSON, text)
        async with hosted(MentionList, (50, 6)) as (host, pilot):
            pane = host.query_one(MentionList)
            pane.styles.border = ("solid", "white")
            entity = Entity(text, EntityType.PERSON, 1, 1, {text: 1, f"{text}'s": 1})
            info = ArticleInfo(1, text, text, text, date(2026, 3, 2), 500)
            pane.show(text, [words], entity, {text: info})
            pane.set_contexts({words: (text, text)})
            await pilot.pause()
            assert_harmless(host, 50)


async def test_a_list_with_no_room_at_all_raises_nothing() -> None:
    async with hosted(lambda: VirtualList([str(n) for n in range(9)]), (1, 1)) as (host, pilot):
        assert isinstance(host, Host)
        await pilot.press("j", "G", "pagedown", "enter")
        assert host.query_one(VirtualList).cursor == 8
