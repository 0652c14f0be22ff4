"""One thread that keeps what a person decides, and one that makes it hold.

In come decisions (a callable that gets `index.names.deciding.Deciding`), one after the other: none
is ever replaced by a later one. Out goes what was kept, handed to ``post``, which runs it on the
screen's thread; and, when nothing more waits, whether the index follows already. That may take a
second, for which no decision waits: what is not on the disk yet would be lost to a kill.
"""

from __future__ import annotations

import queue
import threading
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from index.errors import ClewError
from tui import logs

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus
    from index.decisions import Decision
    from index.names.deciding import Deciding

_PATIENCE = 3.0
"""Seconds that leaving the program waits for decisions that are not on the disk yet."""


class _Job(NamedTuple):
    verb: Callable[[Deciding], Decision | None]
    done: Callable[[Decision | None], None]
    failed: Callable[[Exception], None]


class Decider:
    """Decides on daemon threads; all methods are for the screen's thread.

    Args:
        corpus: whose names are decided about.
        post: runs a callable on the screen's thread, soon and without waiting for it.
        applied: told whether the index follows what was decided, or a refresh is to see to it.
    """

    def __init__(
        self,
        corpus: Corpus,
        post: Callable[[Callable[[], None]], object],
        applied: Callable[[bool], None],
    ) -> None:
        self._corpus = corpus
        self._post = post
        self._applied = applied
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._behind: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._waiting = 0
        self._threads = [
            threading.Thread(target=self._keep, name="clew-decider", daemon=True),
            threading.Thread(target=self._follow, name="clew-decided", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def idle(self) -> bool:
        """Whether all is kept and told; for tests."""
        return not self._waiting

    def ask(
        self,
        verb: Callable[[Deciding], Decision | None],
        done: Callable[[Decision | None], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Decide something.

        Args:
            verb: decides, on the decider's thread.
            done: gets what was decided, or taken back, once it is on the disk.
            failed: gets the exception if nothing was decided.
        """
        self._waiting += 1
        self._jobs.put(_Job(verb, done, failed))

    def stop(self) -> None:
        """Keep what was asked for, and end; the index follows the next time."""
        self._jobs.put(None)
        until = time.monotonic() + _PATIENCE
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _keep(self) -> None:
        """Keep one decision after the other, until there is None."""
        behind = False
        while (job := self._jobs.get()) is not None:
            answer: Callable[[], None]
            try:
                decision = job.verb(self._corpus.deciding)
                answer = partial(job.done, decision)
                behind = behind or decision is not None
            except Exception as error:  # delivered as a value: the thread goes on
                answer = partial(job.failed, error)
                if not isinstance(error, ClewError):
                    logs.unexpected(error, "decide")
            self._send(answer)
            if behind and self._jobs.empty():
                behind = False
                self._send(partial(self._count, 1))
                self._behind.put(True)
            self._send(partial(self._count, -1))
        self._behind.put(False)

    def _follow(self) -> None:
        """Make hold what has been kept, whenever there is something, until there is nothing."""
        while self._behind.get():
            self._send(partial(self._applied, self._apply()))
            self._send(partial(self._count, -1))

    def _apply(self) -> bool:
        try:
            return self._corpus.deciding.apply()
        except ClewError:  # busy, or it cannot be written: a refresh says so, or does it later
            return False
        except Exception as error:
            logs.unexpected(error, "apply")
            return False

    def _count(self, by: int) -> None:
        self._waiting += by

    def _send(self, answer: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the event loop has been closed under us
            self._post(answer)
