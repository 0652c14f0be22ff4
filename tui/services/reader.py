"""One thread that reads the Corpus, so that the screen never waits for it.

In come questions (a callable that gets the Corpus), each of a kind; out go answers, handed to
``post``, which runs them on the screen's thread. Within a kind the latest question wins: one that
has not been started is replaced, and the answer of one that has been overtaken is dropped.
Plain Python: it knows no widget and is tested without a screen.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from index.errors import ClewError, IndexDamagedError
from tui import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Corpus

T = TypeVar("T")


class _Question(NamedTuple):
    """A call that waits for its turn, and what becomes of its answer."""

    kind: str
    version: int
    call: Callable[[Corpus], Any]
    deliver: Callable[[Any], None]
    failed: Callable[[Exception], None]


class Reader:
    """Asks the Corpus on a daemon thread of its own, one question after the other.

    All methods are for the screen's thread; `deliver` and `failed` run there as well.

    Args:
        open_corpus: opens the Corpus; called on the reader's thread, so that neither the engine's
            import nor the opening holds up the screen.
        post: runs a callable on the screen's thread, soon and without waiting for it; may be
            called from any thread and returns False (or raises) when there is no screen any more.
        failed: told of an exception that a question without its own ``failed`` raised.
        urgent: kinds that go before the others, the most urgent first.
    """

    def __init__(
        self,
        open_corpus: Callable[[], Corpus],
        post: Callable[[Callable[[], None]], object],
        failed: Callable[[Exception], None],
        urgent: Sequence[str] = (),
    ) -> None:
        self._open_corpus = open_corpus
        self._post = post
        self._failed = failed
        self._rank = {kind: rank for rank, kind in enumerate(urgent)}
        self._waiting: dict[str, _Question] = {}
        self._versions: dict[str, int] = {}
        self._unsettled = 0
        self._changed = threading.Condition()
        self._stopped = False
        self._corpus: Corpus | None = None
        self._thread: threading.Thread | None = None
        self.damaged: Callable[[], None] = lambda: None
        """Called on the screen's thread when a question has met a damaged index."""

    def start(
        self, opened: Callable[[Corpus], None], failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Open the Corpus on the reader's thread and begin to answer.

        Args:
            opened: gets the open Corpus.
            failed: gets the exception of an opening that failed; no question is answered then.
        """
        if self._thread is not None:
            return
        with self._changed:
            self._unsettled += 1
        self._thread = threading.Thread(
            target=self._run, args=(opened, failed or self._failed), name="clew-reader", daemon=True
        )
        self._thread.start()

    def ask(
        self,
        kind: str,
        call: Callable[[Corpus], T],
        deliver: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Ask for something; a question of the same kind that came before is forgotten.

        Args:
            kind: names the slot, e.g. ``"search"``.
            call: gets the Corpus, on the reader's thread.
            deliver: gets what ``call`` returned, unless a later question of this kind was asked.
            failed: gets the exception that ``call`` raised, on the same condition.
        """
        with self._changed:
            if self._stopped:
                return
            version = self._versions.get(kind, 0) + 1
            self._versions[kind] = version
            if kind not in self._waiting:
                self._unsettled += 1
            self._waiting[kind] = _Question(kind, version, call, deliver, failed or self._failed)
            self._changed.notify_all()

    def forget(self, kind: str) -> None:
        """Drop the question of this kind, whether it waits, runs or is being delivered."""
        with self._changed:
            self._versions[kind] = self._versions.get(kind, 0) + 1
            if self._waiting.pop(kind, None) is not None:
                self._unsettled -= 1
                self._changed.notify_all()

    @property
    def idle(self) -> bool:
        """Whether every question asked so far has been answered and delivered, or dropped."""
        with self._changed:
            return self._unsettled == 0

    def wait_idle(self, timeout: float) -> bool:
        """Wait until `idle`, at most ``timeout`` seconds; for tests, not for the screen."""
        with self._changed:
            return self._changed.wait_for(lambda: self._unsettled == 0, timeout)

    def stop(self) -> None:
        """Answer nothing more; does not wait for a question that is being answered."""
        with self._changed:
            self._stopped = True
            self._unsettled -= len(self._waiting)
            self._waiting.clear()
            self._changed.notify_all()

    def _run(self, opened: Callable[[Corpus], None], failed: Callable[[Exception], None]) -> None:
        try:
            corpus = self._open_corpus()
        except Exception as error:  # any reason not to open is shown to the user, none may be lost
            logs.unexpected(error, "open")
            self.stop()
            self._hand_over(partial(self._settle, partial(failed, error)))
            return
        self._corpus = corpus
        self._hand_over(partial(self._settle, partial(opened, corpus)))
        while (question := self._next()) is not None:
            answer: Callable[[], None]
            try:
                answer = partial(question.deliver, question.call(corpus))
            except Exception as error:  # delivered as a value: the thread goes on
                answer = partial(question.failed, error)
                if not isinstance(error, ClewError):
                    logs.unexpected(error, question.kind)
                elif isinstance(error, IndexDamagedError):
                    logs.unexpected(error, question.kind)
                    self._post_damage()
            self._hand_over(partial(self._land, question, answer))
        corpus.close()

    def _post_damage(self) -> None:
        with suppress(RuntimeError):  # the event loop has been closed under us
            self._post(self.damaged)

    def _next(self) -> _Question | None:
        """The most urgent question (then the oldest kind); None when the reader is stopped."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or bool(self._waiting))
            if self._stopped:
                return None
            kind = min(self._waiting, key=lambda name: self._rank.get(name, len(self._rank)))
            return self._waiting.pop(kind)

    def _land(self, question: _Question, answer: Callable[[], None]) -> None:
        """Deliver an answer on the screen's thread, unless it has been overtaken."""
        with self._changed:
            stale = self._stopped or self._versions.get(question.kind) != question.version
        self._settle(None if stale else answer)

    def _settle(self, answer: Callable[[], None] | None) -> None:
        try:
            if answer is not None:
                answer()
        finally:
            with self._changed:
                self._unsettled -= 1
                self._changed.notify_all()

    def _hand_over(self, landing: Callable[[], None]) -> None:
        """Give a landing to the screen's thread; if there is none any more, just count it."""
        try:
            taken = self._post(landing) is not False
        except RuntimeError:  # the event loop has been closed under us
            taken = False
        if not taken:
            self._settle(None)
