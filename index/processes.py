"""Processes of this interpreter with this engine in them, whatever the current folder is.

In: the module whose ``main`` is to run. Out: a process with pipes to its input and output. It
shares neither the terminal nor its signals with the one that starts it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from {module} import main; main(*json.loads(sys.argv[2]))"
)


def start(
    module: str, arguments: Sequence[object] = (), stdin: int = subprocess.PIPE
) -> subprocess.Popen[bytes] | None:
    """Start a process that runs a module's ``main``.

    Args:
        module: its dotted name.
        arguments: what ``main`` is called with; as JSON has it.
        stdin: what its input is instead of a pipe, as a descriptor.

    Returns:
        the process, with pipes for its input and output, or None where none can be had.
    """
    if not sys.executable:
        return None
    try:
        return subprocess.Popen(
            command(module, arguments),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None


def command(module: str, arguments: Sequence[object] = ()) -> list[str]:
    """The words of the command that runs a module's ``main``; see `start`."""
    root = str(Path(__file__).resolve().parents[1])
    path = json.dumps([root, *(entry for entry in sys.path if entry and entry != root)])
    code = _START.format(module=module)
    return [sys.executable, "-P", "-c", code, path, json.dumps(list(arguments))]


# In the started process


def pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes from and to whoever started this process; all else is silent from here on."""
    ends = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silence()
    return ends


def silence() -> None:
    """Have whatever prints print nowhere, and whatever reads find the end."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
