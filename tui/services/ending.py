"""Ends the explorer in order when it is told to end, or when its terminal is gone.

In: the running program. Out: its exit, with the terminal put back as it was where there still is
one. A closed window or a lost connection may send no signal to a process that is not the
terminal's own, and the thread that reads keys would then find the end of its input for ever.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

_EVERY = 1.0
"""Seconds between two looks at the terminal."""

_GRACE = 3.0
"""Seconds that an exit may take before the process ends without it: nobody sees it any more."""

_SIGNALS = ("SIGTERM", "SIGHUP")


_program: tuple[App[Any], asyncio.AbstractEventLoop] | None = None
"""What has an exit of its own by now, and its event loop."""


def end_in_order(app: App[Any]) -> None:
    """Have signals to end, and the loss of the terminal, lead to the program's own exit.

    Call it from the program's event loop. What the system cannot do is left out.
    """
    global _program
    loop = asyncio.get_running_loop()
    _program = app, loop
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(RuntimeError, ValueError, OSError):
                loop.add_signal_handler(number, _end, app, 128 + int(number))


def watch_terminal() -> None:
    """Leave the program when its terminal is gone; in any case soon, as nobody sees it any more.

    Returns when the program has ended by itself, or where there is nothing to watch. In a thread of
    its own: the program may wait for ever to write to what is no longer there.
    """
    descriptor = _terminal()
    if descriptor is None or not hasattr(select, "poll"):
        return
    while not gone(descriptor):
        if _program is not None and _program[1].is_closed():
            return
        time.sleep(_EVERY)
    status = 128 + int(getattr(signal, "SIGHUP", 1))
    if _program is not None:
        app, loop = _program
        with suppress(RuntimeError):  # the event loop has been closed meanwhile
            loop.call_soon_threadsafe(_end, app, status)
        time.sleep(_GRACE)
    os._exit(status)


def gone(descriptor: int) -> bool:
    """Whether the terminal behind a descriptor has been hung up."""
    poll = select.poll()
    poll.register(descriptor, 0)
    return any(events & (select.POLLHUP | select.POLLNVAL) for _, events in poll.poll(0))


def _terminal() -> int | None:
    """The descriptor of standard input, which is a terminal, or was one."""
    try:
        descriptor = sys.__stdin__.fileno() if sys.__stdin__ is not None else -1
    except (OSError, ValueError):
        return None
    return descriptor if descriptor >= 0 else None


def _end(app: App[Any], status: int) -> None:
    app.exit(return_code=status)
