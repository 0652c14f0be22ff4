"""The virtual list: keys, mouse, keeping the place, and cost."""

from __future__ import annotations

import time

import pytest
from hosting import HOSTILE, assert_harmless, hosted
from textual.widgets import Input

from tui.widgets.cells import fit, fit_left, one_line, pieces, window
from tui.widgets.row_drawing import MARK, MARK_BLURRED
from tui.widgets.row_places import nearest_place, next_place, same_place
from tui.widgets.virtual_list import VirtualList


def rows(count: int) -> list[str]:
    return [f"row {number}" for number in range(count)]


class Headed(VirtualList[str]):
    """Rows in capitals are headings."""

    def selectable(self, row: str) -> bool:
        return not row.isupper()


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("j", 1),
        ("down", 1),
        ("j j k", 1),
        ("down up", 0),
        ("k", 0),
        ("G", 99),
        ("end", 99),
        ("G g", 0),
        ("end home", 0),
        ("pagedown", 14),
        ("space", 14),
        ("space b", 0),
        ("pagedown pageup", 0),
        ("ctrl+d", 7),
        ("ctrl+d ctrl+d ctrl+u", 7),
        ("G pagedown", 99),
    ],
)
async def test_keys_move_the_cursor_and_it_stays_in_view(keys: str, place: int) -> None:
    async with hosted(lambda: VirtualList(rows(100))) as (host, pilot):
        await pilot.press(*keys.split())
        assert host.query_one(VirtualList).cursor == place
        assert f"{MARK}row {place}" in host.lines


async def test_enter_and_click_choose_and_moves_are_told() -> None:
    async with hosted(lambda: VirtualList(rows(30))) as (host, pilot):
        await pilot.press("j", "enter")
        assert [m.row for m in host.heard(VirtualList.RowHighlighted)] == ["row 1"]
        assert [m.row for m in host.heard(VirtualList.RowSelected)] == ["row 1"]
        await pilot.click(VirtualList, offset=(3, 5))
        assert [m.row for m in host.heard(VirtualList.RowHighlighted)] == ["row 5"]
        assert [m.row for m in host.heard(VirtualList.RowSelected)] == ["row 5"]


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    async with hosted(lambda: VirtualList(rows(100))) as (host, pilot):
        listing = host.query_one(VirtualList)
        for _ in range(3):
            listing._on_mouse_scroll_down(_wheel(listing))
        await pilot.wait_for_animation()
        await pilot.pause()
        assert listing.scroll_offset.y > 0
        assert listing.cursor == 0
        top = listing.scroll_offset.y
        await pilot.click(VirtualList, offset=(2, 0))
        assert listing.cursor == top


def _wheel(widget: VirtualList[str]) -> object:
    from textual.events import MouseScrollDown

    return MouseScrollDown(widget, 1, 1, 0, 1, 0, False, False, False)


async def test_a_click_below_the_rows_chooses_nothing() -> None:
    async with hosted(lambda: VirtualList(rows(2))) as (host, pilot):
        await pilot.click(VirtualList, offset=(2, 8))
        assert host.heard(VirtualList.RowSelected) == []


async def test_the_cursor_shows_without_colour_and_fainter_without_focus() -> None:
    async with hosted(lambda: VirtualList(rows(3))) as (host, pilot):
        assert host.lines[0] == f"{MARK}row 0"
        field = Input()
        await host.mount(field)
        field.focus()
        await pilot.pause()
        assert host.lines[0] == f"{MARK_BLURRED}row 0"


async def test_headings_are_stepped_over_and_shown_above_their_first_row() -> None:
    listed = ["A", "a1", "a2", "B", "b1", *rows(30)]
    async with hosted(lambda: Headed(listed)) as (host, pilot):
        listing = host.query_one(Headed)
        assert listing.cursor == 1
        await pilot.press("j", "j")
        assert listing.cursor_row == "b1"
        await pilot.press("G", "g")
        assert listing.cursor == 1
        assert host.lines[:2] == [" A", f"{MARK}a1"]
        await pilot.press("G")
        for _ in range(33):
            await pilot.press("k")
        assert listing.cursor == 1
        assert host.lines[0] == " A"
        await pilot.click(Headed, offset=(1, 3))
        assert listing.cursor == 1
        assert host.heard(Headed.RowSelected) == []


async def test_only_headings_or_no_rows_have_no_cursor() -> None:
    async with hosted(lambda: Headed(["A", "B"], empty="nothing")) as (host, pilot):
        listing = host.query_one(Headed)
        assert listing.cursor is None
        await pilot.press("j", "G", "pagedown", "enter")
        assert host.heard(Headed.RowSelected) == []
        listing.replace_rows([])
        await pilot.press("j", "enter")
        assert listing.cursor_row is None
        assert "nothing" in host.display


async def test_replacing_rows_keeps_the_cursor_on_its_row_and_line() -> None:
    async with hosted(lambda: VirtualList(rows(100))) as (host, pilot):
        listing = host.query_one(VirtualList)
        listing.move_to_index(50)
        await pilot.press("k", "k", "k")
        await pilot.pause()
        line = host.lines.index(f"{MARK}row 47")
        host.heard(VirtualList.RowHighlighted)
        listing.replace_rows([*(f"new {n}" for n in range(20)), *rows(100)])
        await pilot.pause()
        assert host.lines.index(f"{MARK}row 47") == line
        assert host.heard(VirtualList.RowHighlighted) == []


async def test_replacing_rows_keeps_the_view_that_was_scrolled_away_from_the_cursor() -> None:
    async with hosted(lambda: VirtualList(rows(100))) as (host, pilot):
        listing = host.query_one(VirtualList)
        listing.scroll_to(y=60, animate=False)
        await pilot.pause()
        listing.replace_rows(["new", *rows(100)])
        await pilot.pause()
        assert host.lines[0] == " row 60"
        assert listing.cursor_row == "row 0"


async def test_a_vanished_row_leaves_the_cursor_to_its_neighbour() -> None:
    async with hosted(lambda: VirtualList(rows(10))) as (host, pilot):
        listing = host.query_one(VirtualList)
        listing.move_to_index(4)
        listing.replace_rows([row for row in rows(10) if row not in ("row 4", "row 5")])
        await pilot.pause()
        assert listing.cursor_row == "row 6"
        assert [m.row for m in host.heard(VirtualList.RowHighlighted)] == ["row 6"]
        listing.replace_rows(rows(3))
        assert listing.cursor_row == "row 2"
        listing.replace_rows(rows(8), reset=True)
        assert listing.cursor_row == "row 0"


async def test_resizing_keeps_the_cursor_in_view() -> None:
    async with hosted(lambda: VirtualList(rows(100))) as (host, pilot):
        await pilot.press(*["j"] * 13)
        await pilot.resize_terminal(30, 5)
        await pilot.pause()
        assert any(line.startswith(f"{MARK}row 13 ") for line in host.lines)


async def test_a_row_far_away_comes_with_those_around_it() -> None:
    async with hosted(lambda: VirtualList(rows(100)), (30, 9)) as (host, pilot):
        listing = host.query_one(VirtualList)
        for place, top in ((60, 57), (10, 7), (13, 7), (16, 8), (6, 6), (1, 1), (99, 91)):
            listing.move_to_index(place)
            await pilot.pause()
            assert listing.scroll_offset.y == top


async def test_of_a_row_that_is_higher_than_the_list_the_first_line_is_shown() -> None:
    async with hosted(lambda: VirtualList(rows(9), row_height=3), (30, 2)) as (host, pilot):
        await pilot.press("j", "j", "k")
        assert host.lines[0].startswith(f"{MARK}row 1")


async def test_higher_rows_leave_the_cursors_row_whole() -> None:
    async with hosted(lambda: VirtualList(rows(20), row_height=2), (30, 6)) as (host, pilot):
        listing = host.query_one(VirtualList)
        await pilot.press("j", "j")
        listing.replace_rows(rows(20), row_height=3)
        await pilot.pause()
        top = listing.scroll_offset.y
        assert 3 <= top <= 6


async def test_a_list_made_without_an_application_has_its_rows() -> None:
    listing = VirtualList(rows(3))
    listing.replace_rows(rows(5))
    assert listing.cursor_row == "row 0"
    assert len(listing.rows) == 5


async def test_a_hundred_thousand_rows_cost_little_more_than_a_thousand() -> None:
    async with hosted(VirtualList) as (host, pilot):
        listing = host.query_one(VirtualList)
        costs = {}
        for count in (1_000, 100_000):
            many = rows(count)
            begun = time.process_time()
            listing.replace_rows(many, reset=True)
            listing.move_to_index(count // 2)
            for _ in range(20):
                listing.action_move(1)
                listing.render_line(3)
            costs[count] = time.process_time() - begun
            await pilot.pause()
        assert costs[100_000] < 10 * costs[1_000] + 0.05


@pytest.mark.parametrize("size", [(40, 14), (5, 5), (1, 1), (120, 20)])
async def test_hostile_rows_are_drawn_in_their_width(size: tuple[int, int]) -> None:
    async with hosted(lambda: VirtualList(HOSTILE), size) as (host, pilot):
        assert_harmless(host, size[0])
        await pilot.press("G")
        assert_harmless(host, size[0])


async def test_every_key_can_be_remapped() -> None:
    async with hosted(lambda: VirtualList(rows(9))) as (host, pilot):
        host.set_keymap({"list.down": "x"})
        await pilot.press("j", "x")
        assert host.query_one(VirtualList).cursor == 1


def test_every_binding_has_an_id_and_says_what_it_does() -> None:
    ids = [binding.id for binding in VirtualList.BINDINGS]
    assert len(set(ids)) == len(ids) == 9
    assert all(binding.id and binding.tooltip for binding in VirtualList.BINDINGS)


def test_places() -> None:
    def even(row: int) -> bool:
        return row % 2 == 0

    assert next_place([1, 2, 3, 4], even, 0, 1) == 1
    assert next_place([1, 2, 3, 4], even, 2, -1) == 1
    assert next_place([1, 2, 3], even, 2, 1) is None
    assert next_place([1, 2, 3], even, 9, -1) == 1
    assert nearest_place([2, 1, 3], even, 2, 1) == 0
    assert nearest_place([], even, 0, 1) is None
    old, new = [2, 4, 5, 6], [8, 6, 2]
    assert same_place(new, old, 0, str, even) == 2
    assert same_place(new, old, 1, str, even) == 1
    assert same_place([2], old, 3, str, even) == 0
    assert same_place([8], old, 3, str, even) is None
    assert same_place(new, old, None, str, even) is None


def test_fitting() -> None:
    assert fit("abcdef", 4) == "abc…"
    assert fit("abcd", 4) == "abcd"
    assert fit("中文標題", 5) == "中文…"
    assert fit("中文標題", 4) == "中…"
    assert fit("abc", 0) == ""
    assert fit_left("abcdef", 4) == "…def"
    assert fit_left("中文標題", 4) == "…題"
    assert fit_left("abc", 3) == "abc"


def test_marks() -> None:
    from index.model import Span

    assert [tuple(piece) for piece in pieces("abcdef", [Span(1, 3)])] == [
        ("a", False),
        ("bc", True),
        ("def", False),
    ]
    overlapping = pieces("abcdef", [Span(4, 99), Span(1, 3), Span(2, 5)])
    assert "".join(piece.text for piece in overlapping) == "abcdef"
    text = "word " * 50 + "radar" + " word" * 50
    shown = window(text, [Span(250, 255)], 30)
    assert ("radar", True) in [tuple(piece) for piece in shown]
    assert shown[0].text == "…"
    assert sum(len(piece.text) for piece in shown) <= 30
    assert shown[1].text.startswith("word ")
    assert window(text, [Span(250, 255)], 0) == []
    unbroken = window("x" * 250 + "radar" + "x" * 50, [Span(250, 255)], 30)
    assert [piece.text for piece in unbroken if piece.marked] == ["radar"]


@pytest.mark.parametrize("text", HOSTILE)
def test_one_line_keeps_the_length(text: str) -> None:
    assert len(one_line(text)) == len(text)
    assert "\n" not in one_line(text)


async def test_what_is_said_of_no_rows_stands_on_the_list_s_own_ground() -> None:
    async with hosted(lambda: VirtualList[str](empty="nothing"), (40, 9)) as (host, _):
        rows = host.query_one(VirtualList)
        grounds = {segment.style.bgcolor for y in range(9) for segment in rows.render_line(y)}
        assert "nothing" in host.display
        assert len(grounds) == 1
