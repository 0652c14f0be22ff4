"""What the explorer looks like: pictures at several sizes, without colour, and of each state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from textual.widgets import Input

from index.marks.model import Marks, Note
from tests.tui.conftest import Driver
from tests.tui.fixed import TEXTS, FixedCorpus, FixedMarking, FixedVersions
from tui.app import ClewApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

SIZES = {"120x36": (120, 36), "80x24": (80, 24), "40x12": (40, 12)}


@pytest.fixture
def picture(
    snap_compare: Callable[..., bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., bool]:
    """A function that compares the screen, after some keys, with the picture that is kept."""
    # What stands in the status line does not depend on how long the keys before took.
    monkeypatch.setattr("tui.widgets.status_line._READ", -1.0)

    def compare(
        *keys: str, size: str = "120x36", corpus: Callable[[], FixedCorpus] = FixedCorpus
    ) -> bool:
        app = ClewApp(cast("Any", corpus), title="clew", keys_file=tmp_path / "keys.toml")

        async def before(pilot: Pilot[None]) -> None:
            driver = Driver(app, pilot)
            await driver.settle()
            driver.screen.stage.status.hide_notice()  # it came before or after the first article
            for field in app.screen.query(Input):
                field.cursor_blink = False
            await driver.press(*keys)

        return snap_compare(app, terminal_size=SIZES[size], run_before=before)

    return compare


CRANE = ("slash", *"crane")


@pytest.mark.parametrize("size", SIZES)
def test_reading(picture, size: str) -> None:
    assert picture("2", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_searching(picture, size: str) -> None:
    assert picture(*CRANE, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_results_by_hit(picture, size: str) -> None:
    assert picture(*CRANE, "enter", "1", "h", "j", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_walking(picture, size: str) -> None:
    assert picture(
        "right_square_bracket", "right_square_bracket", "right_square_bracket", size=size
    )


@pytest.mark.parametrize("size", SIZES)
def test_all_mentions(picture, size: str) -> None:
    assert picture("right_square_bracket", "m", size=size)


@pytest.mark.parametrize("size", ["80x24", "40x12"])
def test_entities_over_the_text(picture, size: str) -> None:
    assert picture("3", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_without_colour(picture, monkeypatch: pytest.MonkeyPatch, size: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture(*CRANE, "enter", "n", "right_square_bracket", "n", size=size)


def test_light(picture) -> None:
    assert picture(*CRANE, "enter", "right_square_bracket", "t")


def test_a_mistake_in_the_query(picture) -> None:
    assert picture(*CRANE, "space", "left_parenthesis")


def test_nothing_found(picture) -> None:
    assert picture("slash", *"xyz")


@pytest.mark.parametrize("size", SIZES)
def test_advice(picture, size: str) -> None:
    assert picture("slash", *"crnae", "space", *"rust", size=size)


def test_a_file_that_cannot_be_read(picture) -> None:
    assert picture("G")


def _with_versions() -> FixedCorpus:
    corpus = FixedCorpus()
    corpus.versions = FixedVersions([info for info in corpus.articles() if info.id != 2])
    return corpus


@pytest.mark.parametrize("size", SIZES)
def test_versions(picture, size: str) -> None:
    assert picture("right", "v", size=size, corpus=_with_versions)


@pytest.mark.parametrize("size", SIZES)
def test_related(picture, size: str) -> None:
    assert picture("r", "j", size=size)


def _with_another_report() -> FixedCorpus:
    path, _, _, day, text = TEXTS[0]
    changes = {
        "stopped the crane": "shut down the crane",
        "on Monday": "on Tuesday",
        " since autumn": "",
        "“We wait for the survey,” Ms Moreno said [sic]. ": "Children had played there. ",
        "Two ships": "Three ships",
        "Daily Tide": "Coast Courier",
    }
    for old, new in changes.items():
        text = text.replace(old, new)
    title = "Crane at North Pier shut down"
    return FixedCorpus([TEXTS[0], (f"again-{path}", title, "Coast Courier", day, text)])


@pytest.mark.parametrize("size", SIZES)
def test_comparing(picture, size: str) -> None:
    assert picture("j", "2", "c", "n", "n", size=size, corpus=_with_another_report)


def test_comparing_without_colour(picture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture("j", "2", "c", "n", "v", size="80x24", corpus=_with_another_report)


def _with_marks() -> FixedCorpus:
    corpus = FixedCorpus()
    text = TEXTS[0][-1]
    start = text.index("called the decision hasty")
    notes = (
        Note("1", "", "Read again before Thursday."),
        Note("2", "", "Who pays him?\nAsk the board.", start, start + 25, text[start : start + 25]),
    )
    marks = {
        1: Marks(True, ("cranes", "to-call"), notes),
        3: Marks(tags=("cranes",)),
        4: Marks(True),
    }
    corpus.marking = FixedMarking(marks)
    return corpus


@pytest.mark.parametrize("size", ["120x36", "40x12"])
def test_marks(picture, size: str) -> None:
    assert picture("2", size=size, corpus=_with_marks)


def test_all_marks(picture) -> None:
    assert picture("A", "j", size="80x24", corpus=_with_marks)


def _with_saved() -> FixedCorpus:
    corpus = FixedCorpus()
    corpus.saved.save("survey", "What the survey says", total=1)
    corpus.saved.save("moreno OR bakker", order="date", total=0)
    corpus.saved.save("harbour", "The whole of the harbour, its board and its cranes", total=9)
    return corpus


@pytest.mark.parametrize("size", SIZES)
def test_saved_searches(picture, size: str) -> None:
    assert picture(*CRANE, "space", "enter", "S", "j", size=size, corpus=_with_saved)


@pytest.mark.parametrize("size", SIZES)
def test_help(picture, monkeypatch: pytest.MonkeyPatch, size: str) -> None:
    # The length of the folder's path would decide how many lines there are to scroll.
    monkeypatch.setattr("tui.screens.help.keymap_path", lambda: "keys.toml")
    assert picture("question_mark", size=size)
