"""The text pane with notes and tags: where they stand, and that nothing moves for them."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len
from text_pane import HOSTILE, WORDS, article, rows, spot, style_of
from textual.app import App, ComposeResult

from index.marks.model import Marks, Note
from tui.widgets.noted_view import NotedView

TEXT = "The first paragraph is short.\n\nThe second one names a crane and its owner.\n\nThe third."


class Host(App[None]):
    CSS = "Screen { layout: horizontal; } NotedView { border: solid $primary; }"

    def __init__(self) -> None:
        super().__init__()
        self.view = NotedView()
        self.marks = Marks()
        self.chosen: list[int] = []
        self.view.marks_of = lambda _: self.marks

    def compose(self) -> ComposeResult:
        yield self.view

    def on_noted_view_note_chosen(self, message: NotedView.NoteChosen) -> None:
        self.chosen.append(message.number)

    def put(self, marks: Marks) -> None:
        self.marks = marks
        self.view.show_marks()


def on(text: str, words: str, said: str) -> Note:
    start = text.index(words)
    return Note(words, "", said, start, start + len(words), words)


def shown(view: NotedView) -> list[str]:
    return [row.strip() for row in rows(view)]


async def test_tags_stand_under_the_title_and_a_note_under_its_paragraph() -> None:
    app = Host()
    app.marks = Marks(True, ("port", "rust"), (on(TEXT, "a crane", "Whose?"),))
    async with app.run_test(size=(80, 20)) as pilot:
        app.view.show(article(TEXT, "A title", source="Outlet"))
        await pilot.pause()
        assert shown(app.view)[:10] == [
            "Outlet · 2025-11-02",
            "A title",
            "#port #rust",
            "",
            "The first paragraph is short.",
            "",
            "✎The second one names a crane and its owner.",
            "✎ Whose?",
            "",
            "The third.",
        ]
        assert style_of(app.view, "a crane").italic
        assert not style_of(app.view, "its owner").italic


async def test_what_is_about_the_whole_article_or_lost_stands_at_the_top() -> None:
    app = Host()
    lost = Note("l", "", "Ask again", quote="what has been cut", lost=True)
    app.marks = Marks(notes=(Note("w", "", "Read twice"), lost))
    async with app.run_test(size=(80, 20)) as pilot:
        app.view.show(article(f"A title\n\n{TEXT}", "A title"))
        await pilot.pause()
        assert shown(app.view)[:5] == [
            "A title",
            "✎ Read twice",
            "✎ Ask again",
            "(on “what has been cut”, which is not here any more)",
            "",
        ]


async def test_a_note_that_comes_leaves_the_reader_where_he_is() -> None:
    app = Host()
    text = "\n\n".join(f"No{n} {WORDS[:300]}" for n in range(60))
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(article(text))
        app.view.scroll_to_offset(text.index("No30 "))
        await pilot.pause()
        before = rows(app.view)
        app.put(Marks(tags=("one",), notes=(on(text, "No20 ", "Hm"), Note("w", "", "All"))))
        await pilot.pause()
        assert rows(app.view) == before
        app.put(Marks(tags=("one",), notes=(on(text, "No30 ", "Here"),)))
        await pilot.pause()
        assert rows(app.view)[0][1:] == before[0][1:]
        assert "✎ Here" in shown(app.view)
        app.put(Marks())
        await pilot.pause()
        assert rows(app.view) == before


async def test_a_star_alone_draws_nothing_anew() -> None:
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(article(TEXT))
        await pilot.pause()
        folded = app.view._folded
        app.put(Marks(marked=True))
        assert app.view._folded is folded


@pytest.mark.parametrize("width", [3, 8, 20, 40, 79, 200])
async def test_each_row_fills_the_pane_and_nothing_is_acted_upon(width: int) -> None:
    app = Host()
    text = f"{HOSTILE}\n\n{WORDS[:500]}"
    notes = (Note("w", "", HOSTILE), on(text, "word3", "漢字 " * 30), on(text, "[/]", "\n\x1b\n"))
    app.marks = Marks(True, ("漢字漢字漢字",), notes)
    async with app.run_test(size=(width, 40)) as pilot:
        app.view.show(article(text))
        await pilot.pause()
        inside = app.view.scrollable_content_region.width
        assert {cell_len(row) for row in rows(app.view)} == {inside}
        assert not re.search("[\0-\x1f\x7f-\x9f\u202a-\u202e]", "".join(rows(app.view)))


async def test_a_note_that_is_clicked_is_told() -> None:
    app = Host()
    app.marks = Marks(tags=("one",), notes=(Note("w", "", "All"), on(TEXT, "a crane", "Whose?")))
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(article(TEXT))
        await pilot.pause()
        for word in ("All", "#one", "Whose", "owner"):
            await pilot.click(app.view, offset=spot(app.view, word))
        assert app.chosen == [0, 1]


async def test_characters_are_selected_and_told() -> None:
    app = Host()
    app.marks = Marks(notes=(on(TEXT, "short", "Hm"),))
    async with app.run_test(size=(40, 20)) as pilot:
        app.view.show(article(TEXT, source="Outlet"))
        await pilot.pause()
        assert app.view.selected_span is None
        start = TEXT.index("one names")
        app.view.select(start, start + 30)
        await pilot.pause()
        assert app.view.selected_span == (start, start + 30)
        assert app.screen.get_selected_text() == TEXT[start : start + 30]
