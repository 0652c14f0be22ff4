"""One thread that keeps what a person writes, in the order in which it was written.

In come calls that get the Corpus, one after the other: none is ever replaced by a later one. Out
goes what each returned, handed to ``post``, which runs it on the screen's thread: what has been
told of is on the disk. Leaving the program waits a little for those that are not kept yet, of all
keepers together.
"""

from __future__ import annotations

import queue
import threading
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from index.errors import ClewError
from tui import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from index import Corpus

T = TypeVar("T")

_PATIENCE = 3.0
"""Seconds that leaving the program waits for what is not on the disk yet."""


class _Job(NamedTuple):
    call: Callable[[Corpus], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


def wait_for(threads: Iterable[threading.Thread]) -> None:
    """Wait for what is not on the disk yet, for all of it no longer than a lost terminal allows."""
    until = time.monotonic() + _PATIENCE
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))


class Keeper:
    """Keeps things on a daemon thread; all methods are for the screen's thread.

    Args:
        corpus: what the calls get.
        post: runs a callable on the screen's thread, soon and without waiting for it.
        name: the thread's.
    """

    def __init__(
        self,
        corpus: Corpus,
        post: Callable[[Callable[[], None]], object],
        name: str = "clew-keeper",
    ) -> None:
        self._corpus = corpus
        self._post = post
        self._name = name
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._waiting = 0
        self._threads = [threading.Thread(target=self._keep, name=name, daemon=True)]
        self._threads[0].start()

    @property
    def idle(self) -> bool:
        """Whether all is kept and told."""
        return not self._waiting

    def keep(
        self,
        call: Callable[[Corpus], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Keep something.

        Args:
            call: keeps it, on the keeper's thread.
            done: gets what that returned, once it is on the disk.
            failed: gets the exception if nothing was kept.
        """
        self._waiting += 1
        self._jobs.put(_Job(call, done, failed))

    def stop(self) -> Sequence[threading.Thread]:
        """Keep what was asked for, and end; the threads that do, for `wait_for`."""
        self._jobs.put(None)
        return self._threads

    def rested(self) -> None:
        """Called on the keeper's thread when nothing more waits."""

    def _keep(self) -> None:
        """Keep one thing after the other, until there is None."""
        while (job := self._jobs.get()) is not None:
            answer: Callable[[], None]
            try:
                answer = partial(job.done, job.call(self._corpus))
            except Exception as error:  # delivered as a value: the thread goes on
                answer = partial(job.failed, error)
                if not isinstance(error, ClewError):
                    logs.unexpected(error, self._name)
            self.send(answer)
            if self._jobs.empty():
                self.rested()
            self.send(partial(self.count, -1))

    def count(self, by: int) -> None:
        """Note that so many more things are being kept; on the screen's thread."""
        self._waiting += by

    def send(self, answer: Callable[[], None]) -> None:
        """Have something done on the screen's thread."""
        with suppress(RuntimeError):  # the event loop has been closed under us
            self._post(answer)
