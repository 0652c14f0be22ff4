"""The reading thread: latest wins, stale answers are dropped, errors are delivered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, cast

import pytest

from tui.services.reader import Reader


class Book:
    """Stands in for a Corpus: the reader only passes it on and closes it."""

    def __init__(self) -> None:
        self.closed = threading.Event()
        self.thread = threading.get_ident()

    def close(self) -> None:
        self.closed.set()


class Desk:
    """A screen's thread by hand: what is posted waits here until `run`."""

    def __init__(self) -> None:
        self.posted: list[Callable[[], None]] = []
        self.arrived = threading.Condition()

    def post(self, callback: Callable[[], None]) -> bool:
        with self.arrived:
            self.posted.append(callback)
            self.arrived.notify_all()
        return True

    def run(self, count: int = 1) -> None:
        for _ in range(count):
            with self.arrived:
                assert self.arrived.wait_for(lambda: bool(self.posted), 5)
                callback = self.posted.pop(0)
            callback()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def make(desk: Desk, errors: list[Exception] | None = None, **options: Any) -> Reader:
    failed = (errors if errors is not None else []).append
    return Reader(cast("Any", Book), desk.post, failed, **options)


def test_opens_and_answers_away_from_the_callers_thread(desk: Desk) -> None:
    reader, seen = make(desk), []
    reader.start(lambda corpus: seen.append(cast("Any", corpus).thread))
    reader.ask("articles", lambda _: threading.get_ident(), seen.append)
    desk.run(2)
    assert seen[0] == seen[1] != threading.get_ident()
    assert reader.idle


def test_within_a_kind_the_latest_question_wins(desk: Desk) -> None:
    reader, answers, calls = make(desk), [], []
    for letter in "abc":
        reader.ask("search", lambda _, a=letter: calls.append(a) or a, answers.append)
    reader.ask("entities", lambda _: "other", answers.append)
    reader.start(lambda _: None)
    desk.run(3)
    assert answers == ["c", "other"]
    assert calls == ["c"]


def test_an_answer_that_was_overtaken_is_dropped(desk: Desk) -> None:
    reader, answers = make(desk), []
    reader.start(lambda _: None)
    desk.run()
    reader.ask("search", lambda _: "old", answers.append)
    with desk.arrived:
        assert desk.arrived.wait_for(lambda: bool(desk.posted), 5)
    reader.ask("search", lambda _: "new", answers.append)
    desk.run(2)
    assert answers == ["new"]
    assert reader.idle


def test_a_forgotten_question_is_not_delivered(desk: Desk) -> None:
    reader, answers = make(desk), []
    reader.start(lambda _: None)
    reader.ask("search", lambda _: "answer", answers.append)
    desk.run()
    with desk.arrived:
        assert desk.arrived.wait_for(lambda: bool(desk.posted), 5)
    reader.forget("search")
    desk.run()
    assert answers == []
    assert reader.idle


def test_errors_come_as_values_and_the_thread_goes_on(desk: Desk) -> None:
    errors: list[Exception] = []
    own: list[Exception] = []
    reader, answers = make(desk, errors), []

    def fail(_: object) -> str:
        raise ValueError("no")

    reader.start(lambda _: None)
    reader.ask("a", fail, answers.append)
    reader.ask("b", fail, answers.append, own.append)
    reader.ask("c", lambda _: "yes", answers.append)
    desk.run(4)
    assert [str(error) for error in errors + own] == ["no", "no"]
    assert answers == ["yes"]


def test_a_corpus_that_does_not_open_is_told(desk: Desk) -> None:
    def refuse() -> Any:
        raise OSError("locked")

    told: list[Exception] = []
    reader = Reader(refuse, desk.post, lambda _: None)
    reader.start(lambda _: None, told.append)
    desk.run()
    assert [str(error) for error in told] == ["locked"]


def test_urgent_kinds_go_first(desk: Desk) -> None:
    reader, order = make(desk, urgent=("search",)), []
    reader.ask("entities", lambda _: "entities", order.append)
    reader.ask("search", lambda _: "search", order.append)
    reader.start(lambda _: None)
    desk.run(3)
    assert order == ["search", "entities"]


def test_stopping_closes_the_corpus_and_answers_nothing_more(desk: Desk) -> None:
    reader, books, answers = make(desk), [], []
    reader.start(books.append)
    desk.run()
    reader.stop()
    reader.ask("a", lambda _: "late", answers.append)
    assert books[0].closed.wait(5)
    assert not answers
    assert reader.wait_idle(5)


def test_a_screen_that_is_gone_does_not_hang_the_reader() -> None:
    def gone(_: object) -> bool:
        raise RuntimeError("Event loop is closed")

    reader = Reader(cast("Any", Book), gone, lambda _: None)
    reader.start(lambda _: None)
    reader.ask("a", lambda _: "answer", lambda _: None)
    assert reader.wait_idle(5)
