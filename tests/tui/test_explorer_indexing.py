"""The explorer on a folder that a process of its own indexes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.refreshing import apart
from tests.tui.conftest import Driver
from tests.tui.test_explorer_watching import following, titles, until
from tui.app import make_app

COUNT = 240
TEXT = "On that day Angela Merkel was in Paris with people from Reuters. " * 16


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(COUNT):
        path = folder / f"{number:03}.txt"
        path.write_text(f"Day {number}\n\nword{number} {TEXT}\n")
        os.utime(path, (1, 1))  # one that has just been written would be looked at again
    return folder


async def test_what_another_process_indexes_is_shown(
    folder: Path, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    async with following(folder, tmp_path / "index") as driver:
        assert len(started) == 1
        assert len(titles(driver)) == COUNT
        assert f"{COUNT} articles: {COUNT} new" in driver.display
        assert any(entity.name == "Angela Merkel" for entity in driver.screen.state.everywhere)
        await driver.press("slash")
        await driver.type("word77")
        assert driver.screen.state.result is not None
        assert driver.screen.state.result.total == 1


async def test_a_process_that_is_killed_is_told_and_the_next_one_goes_on(
    folder: Path,
    tmp_path: Path,
    started: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noted = apart.start

    def doomed(module: str, arguments: Sequence[object] = ()) -> subprocess.Popen[bytes] | None:
        process = noted(module, arguments)
        if process is not None and len(started) == 1:
            process.kill()
        return process

    monkeypatch.setattr(apart, "start", doomed)
    app = make_app([folder], index_dir=tmp_path / "index")
    async with app.run_test(size=(120, 30)) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        assert "ended before it was done" in driver.display
        await driver.press("f5")
        await until(driver, lambda: len(titles(driver)) == COUNT, 60)
        assert len(started) == 2


async def test_leaving_ends_the_process(
    folder: Path, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    app = make_app([folder], index_dir=tmp_path / "index")
    async with app.run_test(size=(120, 30)) as pilot:
        while not started:
            await pilot.pause(0.02)
    assert started[0].wait(60) is not None
