"""The text pane: where one stands, whatever moves or folds it."""

from __future__ import annotations

from text_pane import WORDS, Host, article, mention, rows
from textual.events import MouseScrollDown

from index.model import Span
from tui.widgets.article_view import ArticleView


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


async def test_the_hit_or_mention_one_stands_on_stays_in_sight_when_the_pane_shrinks() -> None:
    app = Host()
    async with app.run_test(size=(100, 20)) as pilot:
        start = WORDS.index("word1234 ")
        span = Span(start, start + 8)
        for mark in (
            lambda: app.view.set_current_hit(span),
            lambda: app.view.set_current("word1234", mention(WORDS, "word1234")),
        ):
            app.view.show(article(WORDS), at=start)
            mark()
            await pilot.pause()
            top = app.view.top_offset
            for size in ((40, 12), (20, 5), (30, 5), (61, 9), (20, 5)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                seen = app.view.visible_span()
                assert seen.start <= start < seen.end
            await pilot.resize_terminal(100, 20)
            await pilot.pause()
            assert app.view.top_offset == top
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        app.view.scroll_to_offset(WORDS.index("word2000 "))  # one reads elsewhere
        await pilot.resize_terminal(20, 6)
        await pilot.pause()
        assert app.view.visible_span().start > start
        await pilot.resize_terminal(100, 20)


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
