"""One thread that keeps what a person decides, and then makes it hold.

In come decisions (a callable that gets `index.deciding.Deciding`), one after the other: none is
ever replaced by a later one. Out goes what was kept, handed to ``post``, which runs it on the
screen's thread; and, when nothing more waits, whether the index follows already.
"""

from __future__ import annotations

import queue
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from index.errors import ClewError
from tui import logs

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus
    from index.deciding import Deciding
    from index.decisions import Decision

_PATIENCE = 3.0
"""Seconds that leaving the program waits for decisions that are not on the disk yet."""


class _Job(NamedTuple):
    verb: Callable[[Deciding], Decision | None]
    done: Callable[[Decision | None], None]
    failed: Callable[[Exception], None]


class Decider:
    """Decides on a daemon thread; all methods are for the screen's thread.

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
        self._waiting = 0
        self._thread = threading.Thread(target=self._run, name="clew-decider", daemon=True)
        self._thread.start()

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
            verb: decides, on this thread.
            done: gets what was decided, or taken back, once it is on the disk.
            failed: gets the exception if nothing was decided.
        """
        self._waiting += 1
        self._jobs.put(_Job(verb, done, failed))

    def stop(self) -> None:
        """Keep what was asked for, and end; the index follows the next time."""
        self._jobs.put(None)
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
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
                self._send(partial(self._applied, self._apply()))
            self._send(self._count)

    def _apply(self) -> bool:
        try:
            return self._corpus.deciding.apply()
        except ClewError:  # busy, or it cannot be written: a refresh says so, or does it later
            return False
        except Exception as error:
            logs.unexpected(error, "apply")
            return False

    def _count(self) -> None:
        self._waiting -= 1

    def _send(self, answer: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the event loop has been closed under us
            self._post(answer)
