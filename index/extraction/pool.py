"""Batches of texts → what is found in them, on every core, as they are ready.

The workers are processes (`index.extraction.workers`), so that they neither share a lock with the
screen nor touch its terminal; one that dies costs time, never mentions. A
text that kills its worker time and again is given up, with the reason.
"""

from __future__ import annotations

import marshal
import os
import queue
import threading
from collections import Counter, deque
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.loading import load_extractor
from index.extraction.packing import Reply, answer, nothing, plain, plain_jobs, renumber, reply_of
from index.extraction.worker import receive_packed, send
from index.extraction.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.base import NameForm
    from index.extraction.packing import Job
    from index.extraction.workers import Worker

BATCH = 150_000
"""Characters of a batch; a longer text is a batch by itself."""

_SMALL = 200_000
"""Characters up to which starting processes does not pay."""

_WAITING = 24
"""Batches that wait for a worker at most: enough to keep them busy while a commit is made."""

_TRIES = 2
"""How often a batch, and then each of its texts, is given to a process."""

_MOST = 4
"""Processes at most, for the sake of memory."""


class Done(NamedTuple):
    """A batch with what was found in it.

    Attributes:
        jobs: the batch.
        packed: the reply as it came over the pipe, a tenth of what it takes in memory; many wait
            for a commit.
    """

    jobs: Sequence[Job]
    packed: bytes

    @property
    def reply(self) -> Reply:
        """What was found."""
        return reply_of(marshal.loads(self.packed))  # noqa: S302 - from our own process


class _DiedError(Exception):
    """The process has gone instead of answering."""


class _NotToBeHadError(Exception):
    """No process can be started, or none that can load the extractor."""


class Pool:
    """Extracts batches; each comes back exactly once, not in order. Belongs to one thread.

    Little work is done by the thread itself, when it waits for it; from `_SMALL` characters on
    processes are started.
    """

    def __init__(self, spec: str, workers: int | None = None) -> None:
        """Nothing is started or loaded yet.

        Args:
            spec: the extractor, as `load_extractor` takes it.
            workers: how many processes; None for one a core, 0 for none.
        """
        self._spec = spec
        self._count = _cores() if workers is None else workers
        self._here: deque[Sequence[Job]] = deque()
        self._size = 0
        self._pending = 0
        self._todo: queue.SimpleQueue[Sequence[Job] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[Sequence[Job], bytes | None]] = queue.SimpleQueue()
        self._closed = False
        self._workers = Workers(spec)
        self._threads: list[threading.Thread] = []

    @property
    def pending(self) -> int:
        """The batches that have been given and not been taken back."""
        return self._pending

    @property
    def has_room(self) -> bool:
        """Whether a further batch would not wait for long."""
        return self._pending < _WAITING

    def give(self, jobs: Sequence[Job]) -> None:
        """Hand over a batch; returns at once."""
        self._pending += 1
        self._size += sum(job.length for job in jobs)
        if self._threads:
            self._todo.put(jobs)
            return
        self._here.append(jobs)
        if self._count > 0 and self._size > _SMALL:
            self._begin()

    def _begin(self) -> None:
        self._threads = [
            threading.Thread(target=self._drive, name=f"extraction-{k}", daemon=True)
            for k in range(self._count)
        ]
        for thread in self._threads:
            thread.start()
        while self._here:
            self._todo.put(self._here.popleft())

    def take(self, *, wait: bool) -> Done | None:
        """A batch that is done, or None where there is none (yet).

        Args:
            wait: whether to wait for one, or to do one here where no process is at work.

        Raises:
            NotFoundError: there is no such extractor.
        """
        if not self._pending:
            return None
        if not self._threads:
            if not wait:
                return None
            jobs: Sequence[Job] = self._here.popleft()
            packed: bytes | None = None
        else:
            try:
                jobs, packed = self._done.get(block=wait)
            except queue.Empty:
                return None
        self._pending -= 1
        return Done(jobs, packed or _packed(answer(load_extractor(self._spec), jobs)))

    def close(self) -> None:
        """End every process and thread, whatever they are doing; what is pending is dropped."""
        self._closed = True
        for _ in self._threads:
            self._todo.put(None)
        self._workers.close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=5)

    # In the threads, each of which drives one process

    def _drive(self) -> None:
        driver = _Driver(self._workers)
        try:
            while (jobs := self._todo.get()) is not None and not self._closed:
                packed: bytes | None = None
                with suppress(Exception):  # whatever it is, the waiting thread does it and tells
                    packed = driver.do(jobs)
                if self._closed:
                    return
                self._done.put((jobs, packed))
        finally:
            driver.end()


class _Driver:
    """One process after the other, for one thread of a `Pool`."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._worker: Worker | None = None

    def do(self, jobs: Sequence[Job]) -> bytes:
        """Do a batch; should it kill its processes, each text by itself.

        Returns:
            the packed reply.

        Raises:
            _NotToBeHadError: no process can do it.
        """
        with suppress(_DiedError):
            return self._ask(jobs)
        if len(jobs) == 1:
            return _packed(nothing(jobs, "the extractor crashed"))
        return _packed(_together([Done([job], self.do([job])).reply for job in jobs]))

    def _ask(self, jobs: Sequence[Job]) -> bytes:
        for _ in range(_TRIES):
            worker = self._worker or self._workers.start() or self._workers.start()
            if worker is None:
                raise _NotToBeHadError
            self._worker = worker
            try:
                send(worker.stdin, plain_jobs(jobs))
                return receive_packed(worker.stdout)
            except (OSError, EOFError, ValueError):
                self.end()
        raise _DiedError

    def end(self) -> None:
        """End the process, if there is one."""
        if self._worker is not None:
            self._workers.end(self._worker)
            self._worker = None


def _packed(reply: Reply) -> bytes:
    return marshal.dumps(plain(reply))


def _together(replies: Sequence[Reply]) -> Reply:
    """The answers for single texts as one for their batch."""
    forms: dict[NameForm, int] = {}
    for reply in replies:
        for form in reply.forms:
            forms.setdefault(form, len(forms))
    words: Counter[str] = Counter()
    mentions: list[bytes] = []
    failed: dict[int, str] = {}
    for place, reply in enumerate(replies):
        words.update(reply.words)
        mentions.append(renumber(reply.mentions[0], [forms[form] for form in reply.forms]))
        failed.update((place, reason) for reason in reply.failed.values())
    return Reply(list(forms), mentions, dict(words), failed)


def _cores() -> int:
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:
        cores = os.cpu_count() or 1
    return min(cores, _MOST)
