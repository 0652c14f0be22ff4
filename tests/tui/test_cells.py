"""Laying text into cells: whatever the text, a line is as wide as asked for and harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from index.model import Span
from tui.output import safe
from tui.widgets.cells import (
    ELLIPSIS,
    fit,
    fit_left,
    from_word,
    one_line,
    pieces,
    strip_of,
    window,
    within,
    wrapped,
)
from tui.widgets.neutral import DROPPED, MARKS, substitute
from tui.widgets.sanitise import UNSEEN, bare, clean

FLOOD = "e" + "\u0301" * 400
TEXTS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=())),
        st.sampled_from(
            (
                "[/]",
                "[@click=app.quit]",
                "\x1b]52;c;aGk=\x07",
                "\u202e",
                "\ud800",
                "中文標題",
                "한글",
            )
        ),
        st.sampled_from(
            (FLOOD, "👩‍👩‍👧‍👦", "🇫🇷", "❤\ufe0f", "\u200b" * 30, "\r\n", "\u2028", "x" * 600)
        ),
    ),
    max_size=8,
).map("".join)
WIDTHS = st.integers(0, 60)
MARKED = st.lists(st.tuples(st.integers(-5, 300), st.integers(0, 300)).map(lambda s: Span(*s)))
LOUD = Style(reverse=True)


def harmful(text: str) -> list[str]:
    """Characters that a terminal acts upon, that break the line, or that it cannot be sent."""
    bidi = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return [
        char
        for char in text
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(char) in bidi
    ]


@given(TEXTS)
def test_clean_text_is_harmless_and_as_long_and_bare_text_has_only_what_is_drawn(text: str) -> None:
    safe = clean(text)
    assert len(safe) == len(text)
    assert not harmful(safe)
    safe.encode()
    assert bare(text) == safe.replace(UNSEEN, "")
    assert bare(bare(text)) == bare(text)
    if text.isprintable() and text.isascii():
        assert safe == text


@given(TEXTS, WIDTHS)
def test_a_fitted_text_is_a_beginning_or_an_end_in_its_width(text: str, width: int) -> None:
    text = one_line(text)
    head, tail = fit(text, width), fit_left(text, width)
    assert cell_len(head) <= width
    assert cell_len(tail) <= width
    if cell_len(text) <= width:
        assert head == tail == text * (width > 0)
    elif width:
        assert head.endswith(ELLIPSIS)
        assert text.startswith(head[:-1])
        assert tail.startswith(ELLIPSIS)
        assert text.endswith(tail[1:])
        assert cell_len(tail) >= width - 1


@given(TEXTS, MARKED)
def test_pieces_are_the_text_and_its_marks(text: str, marks: list[Span]) -> None:
    cut = pieces(text, marks)
    assert "".join(piece.text for piece in cut) == text
    assert all(piece.text for piece in cut)
    loud = [piece.marked for piece in cut for _ in piece.text]
    assert loud == [any(s <= at < e for s, e in marks) for at in range(len(text))]


@given(TEXTS, MARKED, WIDTHS)
def test_a_window_fits_and_is_harmless(text: str, marks: list[Span], width: int) -> None:
    shown = window(text, marks, width)
    assert sum(cell_len(piece.text) for piece in shown) <= width
    assert not harmful("".join(piece.text for piece in shown))


@given(st.integers(0, 900), st.integers(12, 80), st.sampled_from(("word ", "中文 ", "e\u0301 ")))
def test_a_window_shows_its_first_mark(before: int, width: int, filler: str) -> None:
    left = filler * before
    text = left + "radar" + filler * 50
    shown = window(text, [Span(len(left), len(left) + 5)], width)
    assert [piece.text for piece in shown if piece.marked] == ["radar"]
    assert shown[0].text.startswith(ELLIPSIS) == (cell_len(left) + 5 >= width)


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("…ilar letter to him", "…letter to him"),
        ("… US forces", "…US forces"),
        ("similar letter", "similar letter"),
        ("…" + "x" * 40 + " y", "…" + "x" * 40 + " y"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_a_cut_text_begins_with_a_whole_word(text: str, begun: str) -> None:
    assert from_word(text) == begun


def test_a_window_begins_with_a_whole_word() -> None:
    text = "Caracas " * 30 + "radar and missiles"
    shown = window(text, [Span(240, 245)], 40)
    assert "".join(piece.text for piece in shown).startswith("…Caracas ")


@given(st.lists(st.tuples(TEXTS, st.sampled_from((Style(), LOUD)))), st.integers(-1, 60))
@example([("a\u200bb", LOUD)], 5)
def test_a_line_is_exactly_as_wide_as_asked_for(parts: list[tuple[str, Style]], width: int) -> None:
    strip = strip_of([(one_line(text), style) for text, style in parts], width, Style())
    assert cell_len(strip.text) == strip.cell_length == max(0, width)
    assert UNSEEN not in strip.text
    assert not harmful(strip.text)


@pytest.mark.parametrize("flood", [FLOOD, "\u0e49" * 999, "x\u20dd" * 2 + "\u0336" * 99])
def test_a_flood_of_marks_is_dammed(flood: str) -> None:
    pile = longest = 0
    for char in clean(flood).replace(UNSEEN, ""):
        pile = pile + 1 if unicodedata.combining(char) or cell_len(char) == 0 else 0
        longest = max(longest, pile)
    assert longest <= MARKS


def test_only_what_can_be_seen_of_a_long_title_is_looked_at() -> None:
    assert len(within("x" * 1_000_000, 30)) <= 4 * 30 + 64
    assert within("a title", 30) == "a title"
    assert within("a title", -3) == "a title"


def test_the_command_line_writes_what_the_panes_draw_save_tabs_and_joiners() -> None:
    differ = [
        char
        for char in map(chr, (*range(0x3000), *range(0xD7F0, 0xE010), 0xFEFF, 0xFFFF, 0xE0041))
        if safe(char) != substitute(char) and char != "\r"
    ]
    assert differ[0] == "\t"
    assert all(substitute(char) == DROPPED for char in differ[1:])
    assert not any(harmful(safe(char)) for char in differ[1:])
    assert safe("a\u200db\u202ec") == "a\u200db\ufffdc"


@given(TEXTS, st.integers(1, 60))
@example(FLOOD, 3)
@example("中文標題", 1)
def test_wrapped_text_keeps_its_words_on_lines_that_fit(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= max(width, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join(bare(text).split())
