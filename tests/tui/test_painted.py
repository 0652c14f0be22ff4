"""Only what has changed is sent to the terminal, which shows the same as if all were sent."""

from __future__ import annotations

from itertools import pairwise

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.app import ClewApp
from tui.painted import Painted

WIDTH, HEIGHT = 12, 4
CONSOLE = Console(color_system="truecolor", force_terminal=True, width=WIDTH)
STYLES = (Style.null(), Style(bold=True), Style(reverse=True, color="red"))

Frame = list[list[Strip]]

cuts = st.lists(st.integers(1, WIDTH - 1), max_size=3, unique=True).map(sorted)


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """A screenful: each line in pieces, of letters of one or two columns."""
    lines: Frame = []
    for _ in range(HEIGHT):
        edges = [0, *draw(cuts), WIDTH]
        lines.append([])
        for start, end in pairwise(edges):
            words = draw(st.sampled_from(("a", "b", "中", " ")))
            strip = Strip([Segment(words * (end - start), draw(st.sampled_from(STYLES)))])
            lines[-1].append(strip.crop(0, end - start))
    return lines


def whole(frame: Frame) -> LayoutUpdate:
    return LayoutUpdate([list(line) for line in frame], Region(0, 0, WIDTH, HEIGHT))


def part(frame: Frame, spans: list[tuple[int, int, int]]) -> ChopsUpdate | None:
    """What Textual paints of a frame where parts of it are to be painted."""
    chops, ends = [], []
    for line in frame:
        start, chop = 0, {}
        for strip in line:
            chop[start] = strip
            start += strip.cell_length
        chops.append(chop)
        ends.append([*list(chop)[1:], WIDTH])
    return ChopsUpdate(chops, sorted(spans), ends) if spans else None


def shown(screen: pyte.Screen) -> list[list[tuple[str, str, bool, bool]]]:
    return [
        [
            (cell.data, cell.fg, cell.bold, cell.reverse)
            for cell in (screen.buffer[y][x] for x in range(WIDTH))
        ]
        for y in range(HEIGHT)
    ]


spans = st.lists(
    st.tuples(st.integers(0, HEIGHT - 1), st.just(0), st.integers(1, WIDTH)),
    max_size=4,
    unique_by=lambda span: span[0],
)


@given(st.lists(st.tuples(frames(), st.one_of(st.none(), spans)), max_size=6))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_the_terminal_shows_what_it_would_if_all_were_sent(
    steps: list[tuple[Frame, list[tuple[int, int, int]] | None]],
) -> None:
    painted = Painted()
    plain, spared = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    all_of_it, changes = pyte.Stream(plain), pyte.Stream(spared)
    for frame, some in steps:
        update = whole(frame) if some is None else part(frame, some)
        if update is None:
            continue
        all_of_it.feed(update.render_segments(CONSOLE))
        difference = painted.changes(update, (WIDTH, HEIGHT))
        changes.feed(difference.render_segments(CONSOLE))
        assert shown(spared) == shown(plain)


def line(words: str) -> Strip:
    return Strip([Segment(words)]).adjust_cell_length(WIDTH)


def test_what_stands_there_is_not_sent_again_until_it_may_be_gone() -> None:
    painted = Painted()

    def sent(frame: Frame, size: tuple[int, int] = (WIDTH, HEIGHT)) -> str:
        return painted.changes(whole(frame), size).render_segments(CONSOLE)

    frame = [[line(f"line {n}")] for n in range(HEIGHT)]
    assert sent(frame).count("line") == HEIGHT
    assert sent(frame) == ""
    frame[2] = [line("another")]
    assert sent(frame).replace(" ", "") == "\x1b[3;1Hanother"
    assert sent(frame, (WIDTH + 1, HEIGHT)).count("line") == HEIGHT - 1
    painted.forget()
    assert sent(frame, (WIDTH + 1, HEIGHT)).count("line") == HEIGHT - 1
    assert painted.changes("something else", (WIDTH + 1, HEIGHT)) == "something else"
    assert sent(frame, (WIDTH + 1, HEIGHT)).count("line") == HEIGHT - 1


def test_an_update_that_is_never_sent_is_not_remembered() -> None:
    painted = Painted()
    frame = [[line("some words")] for _ in range(HEIGHT)]
    painted.changes(whole(frame), (WIDTH, HEIGHT))
    again = painted.changes(whole(frame), (WIDTH, HEIGHT))
    assert again.render_segments(CONSOLE).count("some words") == HEIGHT


def test_a_style_is_not_sent_again_while_it_is_on() -> None:
    bold, red = Style(bold=True), Style(color="red")
    runs = [Segment("ab", bold), Segment("cd", bold + Style.from_meta({"at": 1})), Segment("e")]
    frame = [[Strip([*runs, Segment("f", red)])], [Strip([Segment("g", red)])]]
    update = Painted().changes(LayoutUpdate(frame, Region(0, 0, 6, 2)), (WIDTH, HEIGHT))
    sent = update.render_segments(CONSOLE)
    assert sent == "\x1b[1;1H\x1b[1mabcd\x1b[0me\x1b[31mf\x1b[2;1Hg\x1b[0m"


def test_what_stands_behind_plain_letters_stays_and_behind_others_is_put_right() -> None:
    painted = Painted()

    def sent(words: str) -> str:
        strips = [Strip([Segment(words)]), Strip([Segment("|")])]
        update = LayoutUpdate([strips], Region(0, 0, 5, 1))
        return painted.changes(update, (WIDTH, HEIGHT)).render_segments(CONSOLE)

    assert sent("abcd") == "\x1b[1;1Habcd|"
    assert sent("wxyz") == "\x1b[1;1Hwxyz"
    assert sent("éxyz") == "\x1b[1;1Héxyz|"
    assert sent("abcd") == "\x1b[1;1Habcd|"


async def test_all_is_painted_once_another_program_gives_the_terminal_back(
    explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ClewApp, "is_headless", False)
    monkeypatch.setattr("tui.services.ending.end_in_order", lambda app: None)
    async with explore() as driver:
        app = driver.app
        frame = [[line(f"line {n}")] for n in range(HEIGHT)]

        def sent() -> str:
            return app._painted.changes(whole(frame), app.size).render_segments(CONSOLE)

        sent()
        assert sent() == ""
        app.app_resume_signal.publish(app)  # nothing is painted before all of it is forgotten
        assert sent().count("line") == HEIGHT
        assert sent() == ""
        app.on_app_focus()
        assert sent().count("line") == HEIGHT
