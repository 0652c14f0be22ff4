"""The explorer ends in order when it is told to, and does not outlive its terminal."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal
from tui.services.ending import gone

_COMMAND = [sys.executable, "-m", "tui.cli"]
_SCREEN_OF_BEFORE = b"\x1b[?1049l"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    names = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME")
    root = str(Path.cwd())
    return {**os.environ, **dict.fromkeys(names, str(tmp_path / "home")), "PYTHONPATH": root}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    (place / "story.txt").write_text("Angela Merkel went to Paris. The radar was silent.")
    return place


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_gives_the_screen_back(
    folder: Path, env: dict[str, str], number: signal.Signals
) -> None:
    with Terminal([*_COMMAND, "."], cwd=folder, env=env) as terminal:
        terminal.wait_for("Angela Merkel")
        terminal.wait_for("People")
        assert _SCREEN_OF_BEFORE not in terminal.output
        terminal.process.send_signal(number)
        assert terminal.wait() == 128 + number
        assert _SCREEN_OF_BEFORE in terminal.output
    (place,) = (Path(env["XDG_STATE_HOME"]) / "clew" / "places").iterdir()
    assert "story.txt" in place.read_text()  # where one left off


_LOST_SOON = """
import time
import tui.cli.start
from tui.services.ending import gone
has_screen = tui.cli.start._has_screen

def has_had_screen():
    found = has_screen()
    print("Merkel", flush=True)
    while not gone(0):
        time.sleep(0.01)
    return found

tui.cli.start._has_screen = has_had_screen
from tui.cli import program
program()
"""


@pytest.mark.parametrize(
    ("command", "statuses"),
    [
        (_COMMAND, {128 + signal.SIGHUP}),
        # Whatever finds out first: the watch, or what would write to the terminal.
        ([sys.executable, "-c", _LOST_SOON], {128 + signal.SIGHUP, 2}),
    ],
)
def test_it_ends_with_a_terminal_that_is_not_its_own(
    folder: Path, env: dict[str, str], command: list[str], statuses: set[int]
) -> None:
    """No signal comes when that one goes, early or late; the program has to see it."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*command, "."],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=folder,
        env={**env, "TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(slave)
    try:
        shown = b""
        while b"Merkel" not in shown:
            shown += os.read(master, 65536)
        os.close(master)
        assert process.wait(60) in statuses
    finally:
        process.kill()


def test_a_terminal_is_gone_when_its_other_end_is_closed() -> None:
    master, slave = pty.openpty()
    try:
        assert not gone(slave)
        os.close(master)
        assert gone(slave)
    finally:
        os.close(slave)
