"""Files are read at once and handed on in order."""

from __future__ import annotations

import threading
import time

import pytest

from index.reading.ahead import read_ahead


def test_order_is_kept_and_slow_items_overlap() -> None:
    running = most = 0
    lock = threading.Lock()

    def work(number: int) -> int:
        nonlocal running, most
        if number % 3:
            assert threading.current_thread() is threading.main_thread()
            return number
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1
        return number

    results = list(read_ahead(work, range(60), lambda n: n % 3 == 0, threads=2))
    assert results == list(range(60))
    assert most == 2


def test_only_some_are_begun_ahead() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        return number

    results = read_ahead(work, iter(range(1000)), lambda _: True, threads=2)
    assert next(results) == 0
    time.sleep(0.05)
    assert len(begun) <= 6
    results.close()


def test_an_error_comes_at_its_turn() -> None:
    def work(number: int) -> int:
        return 1 // number

    results = read_ahead(work, [1, 0, 1], lambda _: True, threads=2)
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_without_slow_items_no_thread_is_started() -> None:
    before = threading.active_count()
    results = read_ahead(lambda n: threading.active_count(), range(5), lambda _: False)
    assert set(results) == {before}
