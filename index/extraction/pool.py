"""Many texts → their mentions, on every core, as a stream.

The workers are processes of their own interpreter (`index.extraction.worker`), so that they neither
share a lock with the screen nor touch its terminal; one that dies costs time, never mentions.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

from index.extraction.loading import load_extractor
from index.extraction.worker import extract_each, receive, send, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.model import Mention

    Batch = list[tuple[int, str]]
    Result = list[tuple[int, list[Mention]]]

_SMALL = 200_000
"""Characters up to which starting processes does not pay."""

_BATCH = 150_000
"""Characters of a batch; a longer text is a batch by itself."""

_TRIES = 2
"""How often a batch is given to a process before this one does it itself."""

_MOST = 4
"""Processes at most, for the sake of memory."""

_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from index.extraction.worker import main; main()"
)


def extract_all(
    spec: str, items: Iterable[tuple[int, str]], workers: int | None = None
) -> Iterator[tuple[int, list[Mention]]]:
    """Extract texts as they come; results come as they are ready, not in order.

    Only so many texts are held as keep the workers busy. Closing the iterator ends them at once.
    A text at which the extractor itself fails has no mentions.

    Args:
        spec: the extractor, as `load_extractor` takes it.
        items: numbers and readable texts; drawn from the thread that draws the results.
        workers: how many processes; None for one a core, 0 for none.

    Yields:
        each number with the mentions of its text, exactly once.

    Raises:
        NotFoundError: there is no such extractor.
    """
    count = _cores() if workers is None else workers
    batches = _batches(items)
    first: list[Batch] = []
    size = 0
    while count > 0 and size <= _SMALL:
        batch = next(batches, None)
        if batch is None:
            count = 0
            break
        first.append(batch)
        size += sum(len(text) for _, text in batch)
    everything = chain(first, batches)
    if count <= 0:
        for batch in everything:
            yield from _here(spec, batch)
        return
    pool = _Pool(spec, count)
    try:
        yield from pool.run(everything)
    finally:
        pool.close()


def _cores() -> int:
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:
        cores = os.cpu_count() or 1
    return min(cores, _MOST)


def _batches(items: Iterable[tuple[int, str]]) -> Iterator[Batch]:
    batch: Batch = []
    size = 0
    for number, text in items:
        if batch and size + len(text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append((number, text))
        size += len(text)
    if batch:
        yield batch


def _here(spec: str, batch: Batch) -> Result:
    """Extract a batch in this process."""
    found = extract_each(load_extractor(spec), [text for _, text in batch])
    return [(number, mentions) for (number, _), mentions in zip(batch, found, strict=True)]


class _Pool:
    """Threads that each drive one process; see `extract_all`."""

    def __init__(self, spec: str, count: int) -> None:
        self._spec = spec
        self._count = count
        self._todo: queue.SimpleQueue[Batch | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[Batch, list[list[Mention]] | None]] = (
            queue.SimpleQueue()
        )
        self._lock = threading.Lock()
        self._closed = False
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._threads = [
            threading.Thread(target=self._drive, name=f"extraction-{k}", daemon=True)
            for k in range(count)
        ]

    def run(self, batches: Iterator[Batch]) -> Iterator[tuple[int, list[Mention]]]:
        """Hand out the batches and yield what comes back."""
        for thread in self._threads:
            thread.start()
        pending = 0
        more = True
        while more or pending:
            while more and pending < 2 * self._count:
                batch = next(batches, None)
                if batch is None:
                    more = False
                    break
                self._todo.put(batch)
                pending += 1
            if not pending:
                break
            batch, found = self._done.get()
            pending -= 1
            if found is None:
                yield from _here(self._spec, batch)
            else:
                for (number, _), mentions in zip(batch, found, strict=True):
                    yield number, mentions

    def close(self) -> None:
        """End every process and thread, whatever they are doing."""
        with self._lock:
            self._closed = True
            processes = list(self._processes)
        for _ in self._threads:
            self._todo.put(None)
        for process in processes:
            process.kill()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=5)

    def _drive(self) -> None:
        process: subprocess.Popen[bytes] | None = None
        while (batch := self._todo.get()) is not None and not self._closed:
            answer: list[list[Mention]] | None = None
            for _ in range(_TRIES):
                if process is None:
                    process = self._start()
                if process is None:
                    break
                answer = _ask(process, [text for _, text in batch])
                if answer is not None:
                    break
                self._end(process)
                process = None
                if self._closed:
                    return
            self._done.put((batch, answer))
        if process is not None:
            self._end(process)

    def _start(self) -> subprocess.Popen[bytes] | None:
        """A new process that knows its extractor, or None where none can be had."""
        root = str(Path(__file__).resolve().parents[2])
        path = json.dumps([root, *(entry for entry in sys.path if entry and entry != root)])
        with self._lock:
            if self._closed or not sys.executable:
                return None
            try:
                process = subprocess.Popen(
                    [sys.executable, "-P", "-c", _START, path],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            except OSError:
                return None
            self._processes.add(process)
        try:
            send(_pipe(process.stdin), self._spec)
        except OSError:
            self._end(process)
            return None
        return process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._processes.discard(process)
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    """An end that the process was started with."""
    if pipe is None:
        raise BrokenPipeError
    return pipe


def _ask(process: subprocess.Popen[bytes], texts: list[str]) -> list[list[Mention]] | None:
    """The mentions of texts from a process, or None if it is gone or cannot load its extractor."""
    try:
        send(_pipe(process.stdin), texts)
        answer = receive(_pipe(process.stdout))
    except (OSError, EOFError, ValueError):
        return None
    return None if isinstance(answer, str) else [unpack(values) for values in answer]
