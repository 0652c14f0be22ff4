"""A program in a pseudo-terminal, with an emulator that knows what its screen shows.

In: a command, keys. Out: the lines of the screen, the exit status, the time of a first paint.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

# Sequences that the emulator does not know and would print in part: keyboard protocol, queries.
_UNKNOWN = re.compile(
    r"\x1b\[(?:[<>=][0-9;:]*[A-Za-z]|\?[0-9;]*\$p|\?u|[0-9;]*\$[a-z])|\x1bP.*?\x1b\\", re.S
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-9;:<=>?$]*|P[^\x1b]*)?\Z")


def _own_terminal() -> None:
    """In the new process: its standard input is the terminal that sends it interrupts."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A running program and its screen; use as a context manager, which ends the program."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        columns: int = 120,
        rows: int = 36,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self.output = b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            list(command),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env={**env, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(rows)},
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """What the screen shows now, line by line."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def read(self, seconds: float) -> bool:
        """Take in what the program writes next; False when nothing came or it has ended."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.output += data
        text = _UNKNOWN.sub("", self._rest + self._decoder.decode(data))
        unfinished = _UNFINISHED.search(text)
        cut = unfinished.start() if unfinished else len(text)
        self._rest = text[cut:]
        self._stream.feed(text[:cut])
        return bool(data)

    def wait_for(self, wanted: str | Callable[[str], object], seconds: float = 20.0) -> float:
        """Wait until the screen shows `wanted` (a text, or what a function says of it).

        Returns the seconds that it took. Raises AssertionError with the screen when it does not
        come in time.
        """
        began = time.perf_counter()
        while True:
            shown = wanted in self.text if isinstance(wanted, str) else wanted(self.text)
            passed = time.perf_counter() - began
            if shown:
                return passed
            if passed > seconds:
                raise AssertionError(f"{wanted!r} did not come:\n{self.text}")
            self.read(0.05)

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def type(self, text: str, pause: float = 0.15) -> None:
        """Press one key after the other, as a person does."""
        for key in text:
            self.send(key)
            end = time.monotonic() + pause
            while (left := end - time.monotonic()) > 0:
                self.read(left)

    def wait(self, seconds: float = 10.0) -> int:
        """Wait for the end of the program; its exit status."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > end:
                raise AssertionError(f"it has not ended:\n{self.text}")
            self.read(0.05)
        while self.read(0.05):
            pass
        return self.process.returncode
