"""A long question is answered beside the reader's, one at a time, and given up if nobody waits."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from index.errors import NotFoundError
from tui.services.aside import Aside

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus

PATIENCE = 10


class Holds:
    """Stands for a corpus: counts what threads have closed."""

    def __init__(self) -> None:
        self.left = 0

    def leave(self) -> None:
        self.left += 1


class Screen:
    """Runs what is posted when it is told to."""

    def __init__(self) -> None:
        self.posted: list[Callable[[], None]] = []
        self.came = threading.Semaphore(0)

    def post(self, answer: Callable[[], None]) -> None:
        self.posted.append(answer)
        self.came.release()

    def land(self, count: int = 1) -> None:
        for _ in range(count):
            assert self.came.acquire(timeout=PATIENCE)
            self.posted.pop(0)()


def nothing(_: Any) -> None:
    raise AssertionError


def test_an_answer_is_delivered_on_the_screens_thread_and_nothing_stays_open() -> None:
    corpus: Any = Holds()
    screen, threads, got = Screen(), set(), []

    def call(asked: Any, cancelled: Callable[[], bool]) -> str:
        threads.add(threading.current_thread())
        return f"{asked is corpus} {cancelled()}"

    aside = Aside(corpus, screen.post)
    assert aside.idle
    aside.ask(call, got.append, nothing)
    assert not aside.idle
    screen.land()
    assert (got, aside.idle, corpus.left) == (["True False"], True, 1)
    assert threading.current_thread() not in threads


def test_what_is_asked_later_gives_up_what_was_asked_before() -> None:
    corpus: Any = Holds()
    screen, got, running = Screen(), [], []

    def long(_: Any, cancelled: Callable[[], bool]) -> str:
        running.append("first")
        while not cancelled():
            threading.Event().wait(0.001)
        running.remove("first")
        return "first"

    def call(_: Any, cancelled: Callable[[], bool]) -> str:
        assert not running  # one at a time
        return "second"

    aside = Aside(corpus, screen.post)
    aside.ask(long, nothing, nothing)
    aside.ask(call, got.append, nothing)
    screen.land(2)
    assert (got, aside.idle) == (["second"], True)
    aside.ask(long, nothing, nothing)
    aside.drop()
    screen.land()
    assert (got, aside.idle, corpus.left) == (["second"], True, 3)


def test_an_error_is_delivered() -> None:
    corpus: Any = Holds()
    screen, told = Screen(), []

    def call(_: Any, cancelled: Callable[[], bool]) -> str:
        raise NotFoundError("gone")

    aside = Aside(corpus, screen.post)
    aside.ask(call, nothing, told.append)
    screen.land()
    assert [str(error) for error in told] == ["gone"]
    aside.ask(call, nothing, nothing)
    aside.drop()
    screen.land()
    assert corpus.left == 2


def test_a_thread_leaves_no_connection_and_takes_none_of_others(seeds: Corpus) -> None:
    screen, got = Screen(), []
    before = seeds.entities(limit=3)
    open_before = len(seeds._store.database._all)
    aside = Aside(seeds, screen.post)
    aside.ask(lambda corpus, cancelled: corpus.entities(limit=3), got.append, nothing)
    screen.land()
    assert got == [before]
    assert len(seeds._store.database._all) == open_before
    assert seeds.entities(limit=3) == before
    aside.ask(lambda corpus, cancelled: corpus.suggestions(lambda: True), got.append, nothing)
    screen.land()
    assert got[1] == []  # nobody waits, so that nothing is looked at
