"""The command line: arguments in; tables, plain lines, JSON or the explorer out.

The console script is ``tui.cli:program``. Nothing but the standard library is imported before the
arguments are understood, and the explorer is started without the parser where no option asks
for it, so that neither ``clew --help`` nor the first paint waits for the other.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

FOUND, NOTHING, USAGE, FAULT = 0, 1, 2, 3
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    0: found (or done); 1: nothing found; 2: a mistake in the command or its input; 3: something
    that nobody expected, which the log tells more about; 130: interrupted; 141: the reader of a
    pipe went away. What went wrong is one line on standard error.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        status = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        status = _interrupted()
    except BrokenPipeError:
        _silence_stdout()
        status = BROKEN_PIPE
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        status = _complain(f"{error.strerror or error}{where}")
    except Exception as error:
        from index.errors import ClewError

        status = _complain(str(error)) if isinstance(error, ClewError) else _unexpected(error)
    return status


def program() -> NoReturn:
    """Run the command of this process, and end it with the status.

    Threads that the explorer has let go may be at work still. The process ends without taking the
    interpreter apart under them, which libraries that are being loaded do not always survive.
    """
    status = main()
    if any(thread.daemon for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):
                stream.flush()
        os._exit(status)
    sys.exit(status)


def _run(arguments: list[str]) -> int:
    """Find out what is asked for and do it."""
    if not any(word.startswith("-") for word in arguments) and not _is_verb(arguments):
        from tui.cli.start import start

        return start(arguments)
    from tui.cli.arguments import UsageMistake, parse

    try:
        request = parse(arguments)
    except UsageMistake as mistake:
        return _complain(str(mistake))
    if request.text is not None:
        sys.stdout.write(request.text)
        return FOUND
    if request.no_color:
        os.environ["NO_COLOR"] = "1"
    if request.verb is None:
        from tui.cli.start import start

        return start(request.paths, request)
    from tui.cli.verbs import run

    return run(request)


def _is_verb(arguments: list[str]) -> bool:
    from tui.cli.words import VERBS

    return bool(arguments) and arguments[0] in VERBS


def _complain(message: str) -> int:
    """Print one line on standard error; control characters in it (of a file's name) are shown."""
    from tui.output import one_line

    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        _silence_stdout()
    with suppress(OSError, ValueError, AttributeError):  # nobody is there to be told
        sys.stderr.write(f"clew: {one_line(message)}\n")
        sys.stderr.flush()
    return USAGE


def _unexpected(error: Exception) -> int:
    """Say in one line that something is wrong with clew itself, or with what it stands on."""
    from tui import logs

    logs.unexpected(error, "command")
    _complain(logs.told(error))
    return FAULT


def _interrupted() -> int:
    """End quietly, with what has been written so far."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        _silence_stdout()
    return INTERRUPTED


def _silence_stdout() -> None:
    """Keep the interpreter from complaining about the closed pipe when it exits."""
    try:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        os.close(devnull)
    except (OSError, ValueError):
        return
