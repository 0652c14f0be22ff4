"""The log: what went wrong, in a file under the user's state folder that only the user can read.

In: events and exceptions, from any thread. Out: lines in a file that is turned over before it
grows large. Nothing of an article's text is written unless it was asked for: an exception's message
may quote one, so of those that the engine did not raise on purpose only the kind and the places in
the program are kept. The file is opened when there is something to write; a log that cannot be
written is done without.
"""

from __future__ import annotations

import os
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ClewError, KeptError

if TYPE_CHECKING:
    import logging
    from io import TextIOWrapper

SIZE = 500_000
"""Bytes after which the log is turned over."""

KEPT = 2
"""How many older logs are kept."""


class _Log:
    """The one log of this process."""

    def __init__(self) -> None:
        self.text = False
        self._guard = threading.Lock()
        self._logger: logging.Logger | None = None
        self._path: Path | None = None

    def write(self, line: str) -> None:
        """Add a line (or several); never fails."""
        with suppress(Exception), self._guard:
            path = log_path()
            if self._logger is None or self._path != path:
                self._logger, self._path = _open(path), path
            self._logger.info(line)


_LOG = _Log()


def log_path() -> Path:
    """The log's file."""
    from platformdirs import user_state_path

    return user_state_path("clew", appauthor=False) / "clew.log"


def keep_text(keep: bool) -> None:
    """Say whether messages that may quote an article are written as well."""
    _LOG.text = keep


def note(line: str) -> None:
    """Write an event: no words of an article may be in it."""
    _LOG.write(_shown(line))


def unexpected(error: BaseException, where: str) -> None:
    """Write an exception that nobody raised on purpose, with the places that it came through.

    Args:
        error: the exception.
        where: what was being done, in a word.
    """
    lines = [f"{where}: {describe(error)}"]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines += [f"  {type(link).__name__}"]
        lines += [
            f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    _LOG.write("\n".join(_shown(line) for line in lines))


def describe(error: BaseException) -> str:
    """An exception in a line, without words that may be an article's."""
    name = type(error).__name__
    if isinstance(error, ClewError) or _LOG.text:
        return f"{name}: {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"
    return name


def told(error: BaseException) -> str:
    """An exception in a line for the screen; one that nobody expects points to the log."""
    if isinstance(error, ClewError):
        return str(error)
    return f"Something went wrong ({describe(error)}); {log_path()} says where"


def sentence(error: BaseException) -> str:
    """What `told` says, where it stands alone; of what a person wrote, in upper case at first."""
    words = told(error)
    return f"{words[:1].upper()}{words[1:]}" if isinstance(error, KeptError) else words


def _shown(line: str) -> str:
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line
    )


def _open(path: Path) -> logging.Logger:
    import logging
    from logging.handlers import RotatingFileHandler

    class Private(RotatingFileHandler):
        """A file that nobody else can read."""

        def _open(self) -> TextIOWrapper:
            os.close(os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
            with suppress(OSError):
                Path(self.baseFilename).chmod(0o600)
            return super()._open()

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = Private(
        path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", errors="backslashreplace"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(message)s"))
    logger = logging.Logger("clew")
    logger.addHandler(handler)
    return logger
