"""The thread that keeps what a person decides, and one that makes it hold.

In come decisions (a callable that gets `index.names.deciding.Deciding`). Out goes what was kept;
and, when nothing more waits, whether the index follows already. That may take a second, for which
no decision waits: what is not on the disk yet would be lost to a kill.
"""

from __future__ import annotations

import queue
import threading
from functools import partial
from typing import TYPE_CHECKING

from index.errors import ClewError
from tui import logs
from tui.services.keeper import Keeper

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus
    from index.decisions import Decision
    from index.names.deciding import Deciding


class Decider(Keeper):
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
        self._applied = applied
        self._lags = False
        self._behind: queue.SimpleQueue[bool] = queue.SimpleQueue()
        super().__init__(corpus, post, "clew-decider")
        follower = threading.Thread(target=self._follow, name="clew-decided", daemon=True)
        self._threads.append(follower)
        follower.start()

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

        def decide(corpus: Corpus) -> Decision | None:
            decision = verb(corpus.deciding)
            self._lags = self._lags or decision is not None
            return decision

        self.keep(decide, done, failed)

    def rested(self) -> None:
        """Have the index follow what has been decided."""
        if self._lags:
            self._lags = False
            self.send(partial(self.count, 1))
            self._behind.put(True)

    def _keep(self) -> None:
        super()._keep()
        self._behind.put(False)

    def _follow(self) -> None:
        """Make hold what has been kept, whenever there is something, until there is nothing."""
        while self._behind.get():
            self.send(partial(self._applied, self._apply()))
            self.send(partial(self.count, -1))

    def _apply(self) -> bool:
        try:
            return self._corpus.deciding.apply()
        except ClewError:  # busy, or it cannot be written: a refresh says so, or does it later
            return False
        except Exception as error:
            logs.unexpected(error, "apply")
            return False
