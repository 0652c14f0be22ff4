"""What the tests of the command line share: running it, and a folder of a few reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.texts import written
from tui.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """A function that runs ``clew`` with arguments: exit status, output and errors."""

    def given(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        return status, *capsys.readouterr()

    return given


@pytest.fixture
def reports(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with the module's ``REPORTS``, texts by the names of their files."""
    return written(tmp_path / "reports", request.module.REPORTS)


@pytest.fixture
def on_reports(
    reports: Path, tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> Callable[..., tuple[int, str, str]]:
    """A function that runs a command on that folder, with an index of its own."""
    return lambda *words: run("--index-dir", str(tmp_path / "index"), *words, str(reports))
