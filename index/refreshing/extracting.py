"""The extraction of one refresh: articles in, as soon as they are committed; their mentions kept.

Articles are read from the catalogue as the workers have room for them, and what comes back is
committed now and then. It goes on beside whatever else the refresh does, whenever `step` is
called; `finish` waits for the rest. An article that has gone or changed meanwhile is seen by its
spans, which are all that can change of it: what was found in it is dropped, and it is done again.
"""

from __future__ import annotations

import time
from array import array
from collections import Counter
from typing import TYPE_CHECKING

from index.errors import NotFoundError
from index.extraction.packing import job_words
from index.extraction.pool import BATCH, Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.extraction.packing import Job
    from index.extraction.pool import Done
    from index.store import Store

FLUSH_SECONDS = 0.5
FLUSH_SHARE = 0.05
"""Extracted mentions wait so long for their commit; later, this share of the time gone by."""

MOST_WAITING = 4_000
"""Articles whose mentions wait for their commit at most, for the sake of memory."""

_TAKEN = 4_096
"""Articles that have been taken from a queue before it is made shorter."""

DIRTY = "links_dirty"
"""Key of the catalogue's note that mentions have changed since the last linking."""


class _Queue:
    """Articles that wait, in turn, and those that are under way: nine bytes for each."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._next = 0
        self._known = bytearray()

    def __len__(self) -> int:
        return len(self._numbers) - self._next

    def add(self, number: int) -> bool:
        """Take an article; whether it neither waits nor is under way already."""
        if number >= len(self._known):
            self._known.extend(bytes(number + 1 - len(self._known)))
        if self._known[number]:
            return False
        self._known[number] = 1
        self._numbers.append(number)
        return True

    def take(self) -> int:
        """The next one, which is under way from now on."""
        number = self._numbers[self._next]
        self._next += 1
        if self._next >= _TAKEN and self._next * 2 > len(self._numbers):
            del self._numbers[: self._next]
            self._next = 0
        return number

    def forget(self, number: int) -> None:
        """One is no longer under way."""
        self._known[number] = 0


class Extracting:
    """What one refresh extracts. Belongs to the thread of the refresh."""

    def __init__(self, store: Store, extractor: str) -> None:
        """Nothing is started or loaded yet.

        Args:
            store: the index, for which this process is the writer.
            extractor: which extractor, as `index.extraction.load_extractor` takes it.
        """
        self._store = store
        self._spec = extractor
        self._pool: Pool | None = None
        self._todo = _Queue()
        self._waiting: list[Done] = []
        self._began = self._flushed = time.monotonic()
        self.total = 0
        self.done = 0
        self.kept = 0

    def feed(self, articles: Iterable[int]) -> None:
        """Take articles that have no mentions yet; those that it has already are left out."""
        self.total += sum(map(self._todo.add, articles))

    def step(self) -> bool:
        """Hand out and take back what can be without waiting; call it outside transactions.

        Returns:
            whether something was committed.
        """
        self._hand_out()
        self._take_back(wait=False)
        wait = max(FLUSH_SECONDS, FLUSH_SHARE * (time.monotonic() - self._began))
        due = time.monotonic() - self._flushed >= wait
        if self._waiting and (due or sum(len(d.jobs) for d in self._waiting) >= MOST_WAITING):
            self.flush()
            return True
        return False

    def finish(self, stepped: Callable[[bool], bool]) -> None:
        """Extract all that is left, and commit it.

        Args:
            stepped: told after every batch whether something was committed; false to stop.
        """
        while self._todo or (self._pool is not None and self._pool.pending) or self._waiting:
            self._hand_out()
            self._take_back(wait=True)
            if not self._todo and not (self._pool and self._pool.pending):
                self.flush()
                committed = True
            else:
                committed = self.step()
            if not stepped(committed):
                return
        self.close()

    def close(self) -> None:
        """Commit what is there and end the workers, whatever they are doing."""
        try:
            self.flush()
        finally:
            if self._pool is not None:
                self._pool.close()
                self._pool = None

    # Between the catalogue and the workers

    def _hand_out(self) -> None:
        if not self._todo:
            return
        if self._pool is None:
            self._pool = Pool(self._spec)
        while self._todo and self._pool.has_room:
            batch: list[Job] = []
            size = 0
            while self._todo and size < BATCH:
                number = self._todo.take()
                try:
                    job = self._store.articles.job(number)
                except NotFoundError:
                    self._todo.forget(number)
                    self.total -= 1
                    continue
                batch.append(job)
                size += job.length
            if batch:
                self._pool.give(batch)

    def _take_back(self, *, wait: bool) -> None:
        if self._pool is None:
            return
        while (done := self._pool.take(wait=wait)) is not None:
            self._waiting.append(done)
            self.done += len(done.jobs)
            wait = False

    def flush(self) -> None:
        """Commit what has come back."""
        if not self._waiting:
            return
        store = self._store
        again: list[int] = []
        words: Counter[str] = Counter()
        try:
            with store.database.transaction():
                for done in self._waiting:
                    jobs, reply = done.jobs, done.reply
                    spans = store.articles.spans([job.number for job in jobs])
                    stale: set[int] = set()
                    for place, job in enumerate(jobs):
                        now = spans.get(job.number)
                        if now is None or (now.boilerplate, now.joins) != (
                            job.boilerplate,
                            job.joins,
                        ):
                            stale.add(place)
                            words.subtract(job_words(job))
                            if now is not None:
                                again.append(job.number)
                    words.update(reply.words)
                    store.mentions.put([job.number for job in jobs], reply, stale)
                    self.kept += len(jobs) - len(stale)
                store.mentions.count_lower(words)
                store.database.set_meta(DIRTY, 1)
        except BaseException:
            store.mentions.forget_numbers()
            raise
        for jobs, _ in self._waiting:
            for job in jobs:
                self._todo.forget(job.number)
        self._waiting.clear()
        self.done -= sum(map(self._todo.add, again))
        self._flushed = time.monotonic()
