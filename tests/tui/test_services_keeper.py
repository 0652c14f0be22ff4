"""What a person writes is kept in order, all of it, whatever becomes of the screen."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from index.errors import KeptError
from tests.tui.posted import Screen
from tui.services import ending
from tui.services import keeper as keepers
from tui.services.keeper import Keeper, wait_for


@pytest.fixture
def world() -> Any:
    screen, log, go = Screen(), [], threading.Event()
    keeper = Keeper(log, screen.post)  # type: ignore[arg-type]
    yield screen, log, go, keeper
    go.set()
    wait_for(keeper.stop())


def keep(keeper: Keeper, go: threading.Event, word: str, told: list[object]) -> None:
    def call(log: Any) -> str:
        go.wait(10)
        log.append(word)
        return f"{word} is kept"

    keeper.keep(call, told.append, told.append)


def test_all_is_kept_in_order_and_told(world: Any) -> None:
    screen, log, go, keeper = world
    told: list[object] = []
    for word in "abc":
        keep(keeper, go, word, told)
    assert not keeper.idle
    assert not told
    go.set()
    screen.run_until(lambda: keeper.idle)
    assert log == ["a", "b", "c"]
    assert told == ["a is kept", "b is kept", "c is kept"]


@pytest.mark.parametrize("trouble", [KeptError("the disk is full"), ValueError("a fault")])
def test_an_error_is_told_and_stops_nothing(world: Any, trouble: Exception) -> None:
    screen, log, go, keeper = world
    told: list[object] = []

    def fail(_: object) -> None:
        raise trouble

    go.set()
    keeper.keep(fail, told.append, told.append)
    keep(keeper, go, "a", told)
    screen.run_until(lambda: keeper.idle)
    assert told == [trouble, "a is kept"]
    assert log == ["a"]


def test_leaving_waits_for_what_is_not_kept_yet(world: Any) -> None:
    _, log, go, keeper = world
    for word in "abc":
        keep(keeper, go, word, [])
    threading.Timer(0.05, go.set).start()
    wait_for(keeper.stop())
    assert log == ["a", "b", "c"]


def test_all_keepers_together_are_waited_for_no_longer_than_a_lost_terminal_allows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]

    class Held(threading.Thread):
        """Never ends, as where another program holds the file."""

        def join(self, timeout: float | None = None) -> None:
            assert timeout is not None
            now[0] += timeout

    monkeypatch.setattr(keepers.time, "monotonic", lambda: now[0])
    wait_for([Held(), Held(), Held()])
    assert 100 < now[0] <= 100 + ending._GRACE
