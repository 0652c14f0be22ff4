"""A thread for one question that takes its time, so that the reader's answers keys meanwhile.

In comes a call that gets the Corpus, and a way to see whether it is still wanted. Out goes what it
returned, handed to ``post``, which runs it on the screen's thread. Asking again, or `drop`, gives
up the one before. The thread ends with its answer, and keeps nothing open.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from index.errors import ClewError
from tui import logs

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus

T = TypeVar("T")


class Aside:
    """Asks the Corpus on a daemon thread of its own; all methods are for the screen's thread.

    Args:
        corpus: is asked.
        post: runs a callable on the screen's thread, soon and without waiting for it.
    """

    def __init__(self, corpus: Corpus, post: Callable[[Callable[[], None]], object]) -> None:
        self._corpus = corpus
        self._post = post
        self._unwanted = threading.Event()
        self._thread: threading.Thread | None = None
        self._waiting = 0

    @property
    def idle(self) -> bool:
        """Whether every question has been answered, or given up; for tests."""
        return not self._waiting

    def ask(
        self,
        call: Callable[[Corpus, Callable[[], bool]], T],
        deliver: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Ask for something; what was asked before is given up.

        Args:
            call: gets the Corpus, and what tells whether it may return whatever it likes, as
                nobody waits for it any more; on the other thread, when the one before has ended.
            deliver: gets what it returned.
            failed: gets the exception that it raised.
        """
        self.drop()
        self._waiting += 1
        unwanted = self._unwanted = threading.Event()
        work = (call, unwanted, self._thread, deliver, failed)
        self._thread = threading.Thread(target=self._run, args=work, name="clew-aside", daemon=True)
        self._thread.start()

    def drop(self) -> None:
        """Give up what was asked; nothing waits for the thread to end."""
        self._unwanted.set()

    def _run(
        self,
        call: Callable[[Corpus, Callable[[], bool]], Any],
        unwanted: threading.Event,
        before: threading.Thread | None,
        deliver: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        answer: Callable[[], None]
        if before is not None:
            before.join()  # two at once would take twice the memory
        try:
            answer = partial(deliver, call(self._corpus, unwanted.is_set))
        except Exception as error:  # delivered as a value
            answer = partial(failed, error)
            if not isinstance(error, ClewError):
                logs.unexpected(error, "aside")
        self._corpus.leave()
        with suppress(RuntimeError):  # the event loop has been closed under us
            self._post(partial(self._land, unwanted, answer))

    def _land(self, unwanted: threading.Event, answer: Callable[[], None]) -> None:
        self._waiting -= 1
        if not unwanted.is_set():
            answer()
