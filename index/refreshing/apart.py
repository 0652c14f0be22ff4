"""A refresh in a process of its own, so that it takes neither the screen's time nor its memory.

In: what a `Corpus` is opened with. Out: progress and the report, as `Corpus.refresh` gives them.
The two processes talk in lines of JSON: what to refresh goes in; out come words of progress, then
the report or the error. The end of the input tells the process to stop: it ends within seconds
when whoever started it is gone, and loses nothing, since a refresh stands a halt at any instant.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from index.errors import (
    BusyError,
    ClewError,
    IndexDamagedError,
    NotFoundError,
    ReadError,
    UnwritableError,
)
from index.model import Failure, Progress, RefreshReport
from index.processes import pipes, start
from index.reading.options import ReadingOptions
from index.reading.task import Columns
from index.refreshing.refresh import MuchWorkError, Refresh
from index.store import Store

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

_NICE = 5
"""How much the process stands back for the screen's, once there is something to read on it."""

_PATIENCE = 3.0
"""Seconds that a process may go on after it was told to stop."""

_TICK = 0.1
_PLACES = 3

_ERRORS = {
    kind.__name__: kind
    for kind in (BusyError, IndexDamagedError, NotFoundError, ReadError, UnwritableError)
}
"""What a refresh raises on purpose, by name; anything else is a plain `ClewError`."""


class Task(NamedTuple):
    """What to refresh.

    Attributes:
        paths: the opened files and folders, absolute.
        root: the folder that article paths are relative to.
        folder: the index folder.
        extractor: which extractor, as `index.extraction.load_extractor` takes it.
        options: which files are articles, and how they are read.
    """

    paths: tuple[Path, ...]
    root: Path
    folder: Path
    extractor: str
    options: ReadingOptions

    def do(
        self,
        store: Store,
        progress: Callable[[Progress], None] | None = None,
        cancel: threading.Event | None = None,
        *,
        little: bool = False,
    ) -> RefreshReport:
        """Do it in this process; see `index.refreshing.refresh.Refresh` for what is raised.

        Args:
            store: the opened index folder.
            progress: told of each step, on the calling thread.
            cancel: when it is set, stops after the present step.
            little: do no more than little work.
        """
        return Refresh(
            store,
            self.paths,
            self.root,
            extractor=self.extractor,
            options=self.options,
            progress=progress,
            cancel=cancel,
            little=little,
        ).run()

    def packed(self) -> list[Any]:
        """The task as JSON has it."""
        include, exclude, columns, extra = self.options
        return [
            [str(path) for path in self.paths],
            str(self.root),
            str(self.folder),
            self.extractor,
            [include, exclude, columns, [(name, str(path)) for name, path in extra]],
        ]

    @classmethod
    def unpacked(cls, packed: list[Any]) -> Task:
        """The task that was `packed`."""
        paths, root, folder, extractor, (include, exclude, columns, extra) = packed
        options = ReadingOptions(
            tuple(include),
            tuple(exclude),
            Columns(*columns),
            tuple((name, Path(path)) for name, path in extra),
        )
        return cls(tuple(map(Path, paths)), Path(root), Path(folder), extractor, options)


def refresh_apart(
    task: Task,
    store: Store,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> RefreshReport:
    """Refresh in this process if it is little work or no other can be had, else in another.

    Args:
        task: what to refresh.
        store: its index folder, opened in this process.
        progress: told of each step, on the calling thread.
        cancel: when it is set, stops after the present step.

    Raises:
        ClewError: as `Corpus.refresh` does.
    """
    try:
        return task.do(store, progress, cancel, little=True)
    except MuchWorkError:
        report = refresh(task, progress, cancel)
    if report is None:
        return task.do(store, progress, cancel)
    store.database.renew()
    return report._replace(notes=(*store.take_notes(), *report.notes))


def refresh(
    task: Task,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> RefreshReport | None:
    """Refresh in another process, and wait for it.

    Args:
        task: what to refresh.
        progress: told of each step, on the calling thread.
        cancel: when it is set, the process stops after its present step.

    Returns:
        the report, or None where no process can be had.

    Raises:
        ClewError: as `Corpus.refresh` does; or the process ended before it was done.
    """
    process = start(__name__)
    if process is None or process.stdin is None or process.stdout is None:
        return None
    into, heard = process.stdin, process.stdout
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_pump, args=(heard, lines), name="clew-apart", daemon=True).start()
    try:
        with suppress(OSError):  # it is gone already, which the reading of its words will tell
            into.write(json.dumps(task.packed()).encode() + b"\n")
            into.flush()
        return _listen(process, lines, progress, cancel)
    finally:
        process.kill()
        with suppress(OSError):
            into.close()
        process.wait()


def _pump(heard: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    with heard:
        for line in heard:
            lines.put(line)
    lines.put(b"")


def _listen(
    process: subprocess.Popen[bytes],
    lines: queue.SimpleQueue[bytes],
    progress: Callable[[Progress], None] | None,
    cancel: threading.Event | None,
) -> RefreshReport:
    stopping = False
    while True:
        if cancel is not None and cancel.is_set() and not stopping and process.stdin:
            stopping = True
            with suppress(OSError):
                process.stdin.close()
        try:
            line = lines.get(timeout=_TICK)
        except queue.Empty:
            continue
        if not line:
            break
        kind, *words = json.loads(line)
        if kind == "progress" and progress is not None:
            progress(Progress(*words))
        elif kind == "report":
            articles, added, changed, removed, failed, notes = words
            failures = tuple(Failure(*one) for one in failed)
            return RefreshReport(articles, added, changed, removed, failures, tuple(notes))
        elif kind == "error":
            name, message = words
            raise _ERRORS.get(name, ClewError)(message)
    code = process.wait()
    raise ClewError(f"reading ended before it was done ({_ending(code)}); what was read is kept")


def _ending(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"


# In the other process


def main() -> None:
    """Do one task, whose line comes first in the input; then end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    into, out = pipes()

    def say(*words: object) -> None:
        out.write(json.dumps(words).encode() + b"\n")
        out.flush()

    line = into.readline()
    if not line.endswith(b"\n"):
        return
    cancel = threading.Event()
    threading.Thread(target=_wait_for_end, args=(into, cancel), daemon=True).start()
    try:
        with suppress(BrokenPipeError):
            _work(Task.unpacked(json.loads(line)), say, cancel)
    finally:
        os._exit(0)  # nothing is left to do, and freeing what was in memory would take a while


def _work(task: Task, say: Callable[..., None], cancel: threading.Event) -> None:
    ahead = hasattr(os, "nice")

    def progress(word: Progress) -> None:
        nonlocal ahead
        say("progress", *word)
        if ahead and word.done:
            ahead = False
            os.nice(_NICE)

    try:
        store = Store(task.folder)
        try:
            report = task.do(store, progress, cancel)
        finally:
            store.close()
    except BrokenPipeError:
        raise
    except ClewError as error:
        say("error", type(error).__name__, str(error))
    except Exception as error:  # told in a line: neither a trace nor an article's words
        say("error", "", f"something went wrong: {_where(error)}")
    else:
        say("report", *report)


def _wait_for_end(into: IO[bytes], cancel: threading.Event) -> None:
    with suppress(OSError):
        into.read()
    cancel.set()
    threading.Event().wait(_PATIENCE)
    os._exit(1)


def _where(error: BaseException) -> str:
    """An exception's kind, and the places in the program that it came through last."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)[-_PLACES:]
    ]
    return f"{type(error).__name__} at {' '.join(places)}"
