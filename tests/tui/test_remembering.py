"""What is remembered from one session to the next."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tui.remembering import recall, remember, state_path


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.remembering.state_path", lambda: tmp_path / "own" / "state.json")


def test_nothing_is_remembered_at_first() -> None:
    assert recall() == {}


def test_a_value_is_remembered_beside_the_others(tmp_path: Path) -> None:
    assert remember("theme", "clew-light")
    assert remember("other", "é")
    assert remember("theme", "clew-dark")
    assert recall() == {"theme": "clew-dark", "other": "é"}
    assert os.listdir(tmp_path / "own") == ["state.json"]


@pytest.mark.parametrize("words", ["", "{", "[1]", '{"theme": 3}', "\xff\xfe", "[" * 100_000])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, words: str) -> None:
    path = tmp_path / "own" / "state.json"
    path.parent.mkdir()
    path.write_bytes(words.encode("latin-1"))
    assert recall() == {}
    assert remember("theme", "clew-light")
    assert json.loads(path.read_text()) == {"theme": "clew-light"}


def test_a_folder_that_cannot_be_made_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file where the folder should be")
    assert not remember("theme", "clew-light")
    assert recall() == {}


def test_it_lies_in_the_state_folder() -> None:
    assert state_path().name == "state.json"


async def test_the_theme_is_remembered(explore) -> None:
    async with explore() as driver:
        assert driver.app.theme == "clew-dark"
        await driver.press("t")
    async with explore() as driver:
        assert driver.app.theme == "clew-light"
        assert driver.app.current_theme.dark is False
        await driver.press("t")
    assert recall()["theme"] == "clew-dark"
