"""A process that has loaded an extractor and makes workers of itself, which share its memory.

In: over the socket that is its standard input, a byte with the ends of two pipes for every worker
wanted. Out: a byte once the extractor is loaded, and each worker's process number. A worker is a
copy (fork) that serves as `index.extraction.worker` says, over those pipes. At the end of its input
the process ends its workers, says so with a byte, and ends. It has one thread, so that copying it
is safe. Workers write to what they share with it, which so becomes its own: when no further one
has been wanted for a while it gives all of that up, and rests as `index.extraction.resting`, until
one is.
"""

from __future__ import annotations

import gc
import os
import select
import socket
import struct
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from index.extraction import resting
from index.extraction.resting import end_all
from index.memory import give_back
from index.processes import command, silence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

READY = b"+"
WANTED = b"w"
NUMBER = struct.Struct(">I")
"""A worker's process number; 0 where none can be had."""

_RESTLESS = 2.0
"""Seconds after which no further worker is expected, if there are some."""

_WARMING = "President Obama met Angela Merkel and Mr. Smith of Acme Corp. in Oslo on Monday."


def main(name: str, workers: Sequence[int] = ()) -> None:
    """Load the extractor of that name, then make workers until the input ends.

    Args:
        name: of the extractor.
        workers: the numbers of those made before this process has rested.
    """
    from index.extraction import worker

    if not workers:
        worker.stand_back()
    control = socket.socket(fileno=os.dup(0))
    silence()
    # Threads of numpy's would be lost in the copies; nothing here multiplies matrices.
    for variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[variable] = "1"
    from index.extraction.loading import load_extractor

    extractor = load_extractor(name)
    extractor.extract([_WARMING])
    gc.collect()
    gc.freeze()
    give_back()
    own = list(workers)
    with suppress(BrokenPipeError, ConnectionError):
        if not workers:
            control.sendall(READY)
        while True:
            if own and not select.select([control], [], [], _RESTLESS)[0]:
                _rest(control, name, own)
            wanted, pipes, _, _ = socket.recv_fds(control, len(WANTED), 2)
            if not wanted:
                break
            number = _fork()
            if number == 0:
                try:
                    control.close()
                    worker.serve(extractor, os.fdopen(pipes[0], "rb"), os.fdopen(pipes[1], "wb"))
                finally:
                    os._exit(0)
            for pipe in pipes:
                os.close(pipe)
            control.sendall(NUMBER.pack(max(0, number)))
            own = [one for one in own if os.waitpid(one, os.WNOHANG)[0] == 0]
            if number > 0:
                own.append(number)
    end_all(own, control)


def _rest(control: socket.socket, name: str, workers: list[int]) -> NoReturn:
    """Become a process that waits, and becomes this one again."""
    control.set_inheritable(True)
    again = command(__name__, [name, workers])
    numbers = " ".join(map(str, workers))
    script = [sys.executable, "-I", "-S", resting.__file__, str(control.fileno()), numbers]
    os.execv(sys.executable, [*script, *again])  # noqa: S606 - our own interpreter


def _fork() -> int:
    """The number of a copy of this process, 0 in the copy, -1 where there can be none."""
    try:
        return os.fork()
    except OSError:
        return -1
