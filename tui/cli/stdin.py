"""Standard input as an article: kept in a private folder with its index while clew runs, no longer.

In: the bytes of standard input. Out: a file with a suffix that says what the bytes are, in a
folder that nobody else can read and that is removed at the end, also when the program is told to
end. What a killed program left is removed by the next one. The explorer's keys then come from the
terminal itself.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from index.errors import ClewError
from index.reading.loading import SIZE_LIMIT
from index.reading.sniffing import suffix_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

NAME = "stdin"
"""What the article is called in place of a path: no file can be, as articles have a suffix."""

MARK = "-"
"""What stands for standard input among paths."""

_PREFIX = ".clew-stdin"
_LEFT = re.compile(re.escape(_PREFIX) + r"-(\d+)-")
_CHUNK = 1 << 20
_ENDS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


def standard_input() -> TextIO:
    """Standard input, which a program may have been started without.

    Raises:
        ClewError: there is none.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise ClewError("there is no standard input to read")
    return sys.stdin


@contextmanager
def kept(base: Path | None = None, limit: int = SIZE_LIMIT) -> Iterator[Path]:
    """Standard input as a file, alone in a private folder that is removed at the end.

    Args:
        base: where to make the folder; None for the system's place for such.
        limit: the bytes that it may come to.

    Raises:
        ClewError: it is empty, larger than the limit, or there is none.
        OSError: the folder cannot be made or written.
    """
    if base is not None:
        base.mkdir(parents=True, exist_ok=True, mode=0o700)
    home = base or Path(tempfile.gettempdir())
    _sweep(home)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}-{os.getpid()}-", dir=home))
    with _removed_on_signals(folder):
        try:
            yield _spool(folder, limit)
        finally:
            remove(folder)


def _spool(folder: Path, limit: int) -> Path:
    """Write standard input into the folder."""
    stream = standard_input()
    if stream.isatty():
        sys.stderr.write("clew: reading from the terminal; Ctrl+D ends the text\n")
    source: BinaryIO = stream.buffer
    raw = folder / NAME
    size = 0
    head = b""
    with os.fdopen(os.open(raw, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                shown = f"{limit >> 20} MB" if limit >> 20 else f"{limit:,} bytes"
                raise ClewError(f"standard input is larger than {shown}; save it as a file")
            out.write(chunk)
            head = head or chunk
    if not size:
        raise ClewError("standard input is empty")
    data = raw.read_bytes() if head.startswith(b"PK") else head
    return raw.rename(raw.with_name(NAME + suffix_of(data)))


def take_terminal() -> None:
    """Let keys come from the terminal, now that standard input has been read to its end.

    Raises:
        ClewError: there is no terminal to read keys from.
    """
    for name in (*_terminals(), "/dev/tty"):
        try:
            terminal = os.open(name, os.O_RDWR | getattr(os, "O_NOCTTY", 0))
        except OSError:
            continue
        os.dup2(terminal, 0)
        os.close(terminal)
        return
    raise ClewError(
        "the explorer needs a terminal for its keys, as standard input is the text, and none can "
        "be opened"
    )


def _terminals() -> Iterator[str]:
    """The terminal by its own name: not every system can wait for keys of ``/dev/tty``."""
    for descriptor in (1, 2):
        with suppress(OSError, AttributeError):
            yield os.ttyname(descriptor)


def remove(folder: Path) -> None:
    """Remove a folder, even while another thread still writes into it."""
    gone = folder.with_name(f"{folder.name}-gone")
    with suppress(OSError):
        folder = folder.rename(gone)
    for pause in (0.0, 0.05, 0.2, 0.5):
        time.sleep(pause)
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return


def _sweep(home: Path) -> None:
    """Remove what a program that was killed has left."""
    try:
        found = [entry for entry in os.scandir(home) if _LEFT.match(entry.name)]
    except OSError:
        return
    for entry in found:
        match = _LEFT.match(entry.name)
        if match is None or _lives(int(match[1])):
            continue
        with suppress(OSError):
            status = entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False) and status.st_uid == os.getuid():
                shutil.rmtree(entry.path, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


@contextmanager
def _removed_on_signals(folder: Path) -> Iterator[None]:
    """Remove the folder when the program is told to end, and then end as it would have."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ended(number: int, _frame: FrameType | None) -> None:
        remove(folder)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    ours = [number for number in _ENDS if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, ended)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
