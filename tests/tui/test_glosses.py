"""Lines between those of a folded text: where they stand, and that the text's own stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.glosses import ABOVE, LONGEST, Gloss, GlossedLayout, lines_of
from tui.widgets.layout import Layout, flow

LONG = "a sentence that goes on and on " * 5
CHARACTERS = st.sampled_from("ab c de. \n\n\té漢字\u0301\u202e\x1b\0😀")
TEXTS = st.text(CHARACTERS, max_size=120) | st.just(f"{LONG}\n{LONG}\n{LONG}")


def note(place: int, words: str = "hm", number: int = 0) -> Gloss:
    return Gloss(place, "✎", words, "note", number)


def shown(text: str, width: int, *glosses: Gloss) -> list[str]:
    layout = GlossedLayout(flow(text), width, glosses)
    lines = []
    for number in range(layout.line_count):
        start, end = layout.line(number)
        said = layout.gloss(number)
        lines.append(said.text if said else layout.flow.text[start:end])
    return lines


def test_a_gloss_stands_under_its_paragraph() -> None:
    text = "one two three\n\nfour"
    assert shown(text, 8, note(1)) == ["one two", "three", "✎ hm", "", "four"]
    assert shown(text, 8, note(len(text) - 1)) == ["one two", "three", "", "four", "✎ hm"]


def test_a_gloss_may_stand_above_the_text() -> None:
    assert shown("one", 8, note(ABOVE)) == ["✎ hm", "one"]


def test_a_blank_line_made_between_two_paragraphs_stays_between_them() -> None:
    plain = shown(f"{LONG.strip()}\nnext", 40)
    last = plain.index("")
    assert shown(f"{LONG.strip()}\nnext", 40, note(0)) == [*plain[:last], "✎ hm", *plain[last:]]


def test_several_glosses_of_a_paragraph_keep_their_order() -> None:
    glosses = note(5, "second"), note(0, "other"), note(4, "first")
    assert shown("one\ntwo", 9, *glosses) == ["one", "✎ other", "two", "✎ second", "✎ first"]


def test_the_words_are_folded_under_their_sign_and_keep_their_lines() -> None:
    assert [line.text for line in lines_of(note(0, "one two\nthree"), 7)] == [
        "✎ one",
        "  two",
        "  three",
    ]


@pytest.mark.parametrize("words", ["word " * 500, "word\n" * 500])
def test_of_a_long_gloss_the_beginning_is_shown(words: str) -> None:
    lines = [line.text for line in lines_of(note(0, words), 30)]
    assert len(lines) == LONGEST
    assert lines[-1].endswith("…")
    assert max(map(cell_len, lines)) <= 30


@given(TEXTS, st.integers(2, 30), st.lists(st.tuples(st.integers(-1, 400), TEXTS), max_size=4))
def test_between_the_glosses_the_lines_are_those_of_the_text(
    text: str, width: int, said: list[tuple[int, str]]
) -> None:
    plain = Layout(flow(text), width)
    lines = [plain.line(number) for number in range(plain.line_count)]
    glosses = [note(place, words, n) for n, (place, words) in enumerate(said)]
    layout = GlossedLayout(flow(text), width, glosses)
    # Whatever is asked first, the lines that were given stay what they are.
    early = [layout.line(number) for number in range(min(3, layout.known + 2))]
    count = layout.line_count
    assert [layout.line(number) for number in range(len(early))][: layout.known] == early[:count]
    own = [n for n in range(count) if layout.gloss(n) is None]
    assert [layout.line(number) for number in own] == lines
    for number in own:
        start, end = layout.line(number)
        if end > start:
            assert layout.line_of(start) == number
    words = sum(len(lines_of(gloss, layout.width)) for gloss in glosses)
    assert count == len(lines) + words
