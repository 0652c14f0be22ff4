"""Hostile folders from one end to the other: nothing of theirs acts on the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Corpus
from tests.faults.hostile import FORBIDDEN, PAYLOADS, write
from tests.tui.conftest import Driver
from tui import output
from tui.app import make_app
from tui.cli import main, overview, verbs


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    base = tmp_path_factory.mktemp("hostile")
    folder = base / "articles"
    write(folder)
    corpus = Corpus.open(folder, index_dir=base / "index")
    report = corpus.refresh()
    corpus.close()
    assert report.articles > 3 * len(PAYLOADS)
    assert report.failed
    return folder, base / "index"


def questions(folder: Path, index_dir: Path) -> Iterator[list[str]]:
    tail = [str(folder), "--index-dir", str(index_dir)]
    yield ["index", *tail]
    yield ["search", "merkel", *tail]
    yield ["search", "merkel", "--paths", *tail]
    yield ["search", 'click OR "evil" OR qui*', *tail]
    yield ["entities", *tail]
    yield ["entities", "--suggest", *tail]
    yield ["mentions", "--all", *tail]
    yield ["mentions", "Merkel", *tail]
    yield ["mentions", "\x1b[31mnobody", *tail]
    yield ["search", "\x1b]52;c;x\x07 (", *tail]
    yield ["show", "wtf8", *tail]
    yield ["related", "00-plain", *tail]
    yield ["related", "00-plain", "--json", *tail]
    yield ["timeline", *tail]
    yield ["timeline", "merkel", "--json", *tail]
    for number in range(len(PAYLOADS)):
        yield ["show", f"{number:02}-plain", *tail]
        yield ["show", f"{number:02}-plain", "--marks", *tail]


@pytest.mark.parametrize("terminal", [False, True])
def test_no_escape_byte_on_the_command_line(
    hostile: tuple[Path, Path],
    terminal: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if terminal:  # what is written for people, without the colours of a real terminal
        monkeypatch.setattr(verbs, "on_terminal", lambda _: True)
    for question in questions(*hostile):
        status = main(question)
        out, complaint = capsys.readouterr()
        assert status in (0, 1, 2), question
        assert not FORBIDDEN.search(out), (question, FORBIDDEN.findall(out)[:5])
        assert not FORBIDDEN.search(complaint), (question, complaint)
        assert "Traceback" not in complaint
    folder, index_dir = hostile
    assert overview.overview([folder], index_dir=index_dir, extractor="") == 0
    assert not FORBIDDEN.search(capsys.readouterr().out)


def test_json_is_valid(hostile: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    for question in questions(*hostile):
        if "--paths" in question or "--marks" in question:
            continue
        status = main([*question, "--json"])
        out, _ = capsys.readouterr()
        assert not FORBIDDEN.search(out), question
        if out:
            out.encode("utf-8")
            json.loads(out)
        else:
            assert status != 0, question


def test_streams_of_another_encoding(
    hostile: tuple[Path, Path], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder, index_dir = hostile
    assert main(["search", "merkel", str(folder), "--index-dir", str(index_dir), "--json"]) == 0
    out = capsysbinary.readouterr().out
    assert b"\x1b" not in out
    assert json.loads(out)["total"] > len(PAYLOADS)


def screen_is_clean(driver: Driver) -> None:
    width = driver.app.size.width
    strips = driver.app.screen._compositor.render_strips()
    assert len(strips) == driver.app.size.height
    for strip in strips:
        assert strip.cell_length == width, strip.text
        for segment in strip:
            assert segment.control is None
            assert not FORBIDDEN.search(segment.text), repr(segment.text)
            assert "\n" not in segment.text
            assert "\t" not in segment.text
            meta = segment.style.meta if segment.style is not None else {}
            assert "@click" not in meta
            assert segment.style is None or segment.style.link is None


@pytest.mark.parametrize("size", [(100, 30)])
async def test_the_explorer(tmp_path: Path, size: tuple[int, int]) -> None:
    folder, index_dir = tmp_path / "[@click=app.quit]x[/]", tmp_path / "index"
    write(folder, few=True)
    app = make_app([folder], index_dir=index_dir)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        for _ in range(len(driver.screen.state.shelf) + len(driver.screen.state.failures)):
            screen_is_clean(driver)
            await driver.press("j")
        for keys in (
            ("1", "g", "enter"),
            ("right_square_bracket",) * 3,
            ("enter",),
            ("j", "j", "enter"),
            ("right_curly_bracket",) * 2,
            ("3", "j", "j", "enter", "escape"),
            ("space", "space", "G"),
            ("question_mark",),
            ("escape",),
        ):
            await driver.press(*keys)
            screen_is_clean(driver)
        for query in ("merkel", '"angela', "[red]", "evil -click"):
            await driver.press("slash")
            await driver.type(query.replace("[", "").replace("]", ""))
            screen_is_clean(driver)
            await driver.press("enter")
            screen_is_clean(driver)
            await driver.press("escape", "escape")
        assert app.is_running
        assert app.return_code in (None, 0)


def test_output_helpers() -> None:
    for payload in PAYLOADS.values():
        assert not FORBIDDEN.search(output.safe(payload))
        assert not FORBIDDEN.search(output.one_line(payload))
        assert json.loads(output.to_json(payload)) == payload
        assert not FORBIDDEN.search(output.to_json(payload))
