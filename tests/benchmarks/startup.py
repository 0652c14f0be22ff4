"""How soon the explorer paints: ``python -m tests.benchmarks.startup [--rounds N] [FOLDER]``.

The whole process, from its start to a full first frame in a pseudo-terminal of 120×36, on a
folder that is indexed already, beside an empty Textual application; the two take turns. Also how
soon the titles of the articles stand there. The bar for the first paint is 1.3 times the empty
application's.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
COLUMNS, ROWS = 120, 36
BAR = 1.3
TIMEOUT = 20.0

EMPTY = "from textual.app import App; App().run()"
CLEW = "from tui.cli import program; program()"

_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;:<=>?$]*[ -/]*[@-~]|[PX^_\]].*?(?:\x1b\\|\x07)|[ -/]*[0-~])", re.S
)
_START = b"\x1b[?1049h"


class Painted:
    """A program in a terminal, and what it has drawn; use as a context manager, which ends it."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env=env,
            start_new_session=True,
        )
        os.close(slave)
        self._output = b""
        self._last = self.began

    def __enter__(self) -> Painted:
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    @property
    def pid(self) -> int:
        """The number of the program's process."""
        return self._process.pid

    def forget(self) -> None:
        """Forget what was drawn."""
        self._output = b""

    def press(self, keys: str) -> None:
        """Press keys; what was drawn before is forgotten."""
        self.forget()
        os.write(self._master, keys.encode())

    def drawn(self) -> str:
        """The characters drawn since the program took the screen, or since the last key."""
        _, start, drawn = self._output.partition(_START)
        return _ESCAPES.sub(b"", drawn if start else self._output).decode("utf-8", "ignore")

    def until(self, wanted: Callable[[str], bool], seconds: float = TIMEOUT) -> float:
        """Wait until what is drawn is `wanted`; the moment at which it came."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if self._read(0.2) and wanted(self.drawn()):
                return self._last
        raise AssertionError(f"it was not painted: {self.drawn()[-2000:]}")

    def pause(self, seconds: float) -> None:
        """Take in what is drawn for so many seconds."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def settle(self, quiet: float) -> float:
        """Wait until nothing has been drawn for so many seconds; the moment of the last byte."""
        while self._read(quiet):
            pass
        return self._last

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            raise AssertionError(f"it has ended: {self.drawn()}") from None
        self._last = time.perf_counter()
        self._output += data
        return True


def first_paint(command: list[str], env: dict[str, str], words: str = "") -> tuple[float, float]:
    """Seconds from the start of a program to its first frame, and to the wanted words."""
    with Painted(command, env) as program:
        frame = program.until(lambda drawn: len(drawn) >= COLUMNS * ROWS * 0.9)
        listed = frame if words in program.drawn() else program.until(lambda d: words in d)
        return frame - program.began, listed - program.began


def main() -> None:
    """Print medians and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", default=str(ROOT / "seeds"))
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument(
        "--words", default="Maduro", help="what stands in the list when it is there"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        env = {
            **os.environ,
            **{f"XDG_{name}_HOME": home for name in ("CACHE", "CONFIG", "DATA", "STATE")},
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
        }
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled already
        clew = [sys.executable, "-c", CLEW, options.folder]
        empty = [sys.executable, "-c", EMPTY]
        subprocess.run(
            [sys.executable, "-c", CLEW, "index", options.folder],
            cwd=ROOT,
            env=env,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        first_paint(clew, env)
        first_paint(empty, env)
        pairs = [
            (first_paint(empty, env)[0], first_paint(clew, env, options.words))
            for _ in range(options.rounds)
        ]
    base = median(frame for frame, _ in pairs)
    ours = median(frame for _, (frame, _) in pairs)
    listed = median(words for _, (_, words) in pairs)
    print(f"empty Textual application, first frame  {base * 1000:6.0f} ms")
    print(
        f"the explorer, first frame               {ours * 1000:6.0f} ms   ratio {ours / base:.2f}"
        f" (bar {BAR})"
    )
    print(
        f"the explorer, articles listed           {listed * 1000:6.0f} ms   ratio "
        f"{listed / base:.2f}"
    )


if __name__ == "__main__":
    main()
