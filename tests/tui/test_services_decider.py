"""What is decided is kept in order, all of it, told before it is applied, and waits for nothing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from index.decisions import Form, Kind
from index.decisions.model import made
from index.errors import BusyError, DecisionsError
from index.model import EntityType
from tests.tui.posted import Screen
from tui.services.decider import Decider
from tui.services.keeper import wait_for

if TYPE_CHECKING:
    from index.decisions import Decision


class Names:
    """Stands for the names of a corpus: notes what is decided, and when it is applied."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.go = threading.Event()
        self.go.set()
        self.slow = threading.Event()
        self.slow.set()
        self.trouble: Exception | None = None

    @property
    def deciding(self) -> Names:
        return self

    def decide(self, word: str) -> Decision:
        self.go.wait(10)
        self.log.append(word)
        return made(Kind.CALL, [Form(word, EntityType.ORG)], called=word)

    def apply(self) -> bool:
        self.log.append("apply")
        self.slow.wait(10)
        if self.trouble is not None:
            raise self.trouble
        return True


@pytest.fixture
def world() -> Any:
    names, screen = Names(), Screen()
    told: list[object] = []
    decider = Decider(names, screen.post, told.append)  # type: ignore[arg-type]
    yield names, screen, decider, told
    names.go.set()
    names.slow.set()
    wait_for(decider.stop())


def ask(decider: Decider, told: list[object], word: str) -> None:
    decider.ask(
        lambda names: names.decide(word),  # type: ignore[attr-defined]
        lambda decision: told.append(decision and decision.called),
        lambda error: told.append(str(error)),
    )


def test_all_is_kept_in_order_and_applied_once_nothing_waits(world: Any) -> None:
    names, screen, decider, told = world
    names.go.clear()
    for word in "abc":
        ask(decider, told, word)
    assert not decider.idle
    names.go.set()
    screen.run_until(lambda: decider.idle)
    assert names.log == ["a", "b", "c", "apply"]
    assert told == ["a", "b", "c", True]


def test_no_decision_waits_until_those_before_are_applied(world: Any) -> None:
    names, screen, decider, told = world
    names.slow.clear()
    ask(decider, told, "a")
    screen.run_until(lambda: "a" in told)
    ask(decider, told, "b")
    screen.run_until(lambda: "b" in told)
    assert told == ["a", "b"]
    assert not decider.idle
    names.slow.set()
    screen.run_until(lambda: decider.idle)
    assert told[2:] in ([True], [True, True])


def test_a_mistake_is_told_and_stops_nothing(world: Any) -> None:
    _, screen, decider, told = world

    def fail(_: object) -> None:
        raise DecisionsError("they are one")

    decider.ask(fail, told.append, lambda error: told.append(str(error)))
    ask(decider, told, "a")
    screen.run_until(lambda: decider.idle)
    assert told == ["they are one", "a", True]


def test_what_was_kept_before_a_mistake_is_applied_behind_it(world: Any) -> None:
    names, screen, decider, told = world
    names.go.clear()
    ask(decider, told, "a")
    decider.ask(lambda _: None, told.append, told.append)
    names.go.set()
    screen.run_until(lambda: decider.idle)
    assert told == ["a", None, True]


@pytest.mark.parametrize("trouble", [BusyError("busy"), ValueError("a fault")])
def test_what_cannot_be_applied_now_is_left_to_a_refresh(world: Any, trouble: Exception) -> None:
    names, screen, decider, told = world
    names.trouble = trouble
    ask(decider, told, "a")
    screen.run_until(lambda: decider.idle)
    assert told == ["a", False]


def test_nothing_is_applied_where_nothing_was_decided(world: Any) -> None:
    names, screen, decider, told = world
    decider.ask(lambda _: None, lambda _: told.append("nothing"), told.append)
    screen.run_until(lambda: decider.idle)
    assert told == ["nothing"]
    assert names.log == []


def test_leaving_waits_for_what_is_not_kept_yet(world: Any) -> None:
    names, _, decider, told = world
    names.go.clear()
    for word in "abc":
        ask(decider, told, word)
    threading.Timer(0.05, names.go.set).start()
    wait_for(decider.stop())
    assert [word for word in names.log if word != "apply"] == ["a", "b", "c"]


def test_a_screen_that_is_gone_is_no_trouble() -> None:
    def post(_: object) -> None:
        raise RuntimeError("the loop is closed")

    names = Names()
    decider = Decider(names, post, lambda _: None)  # type: ignore[arg-type]
    ask(decider, [], "a")
    ask(decider, [], "b")
    wait_for(decider.stop())
    assert names.log[0] == "a"
    assert "b" in names.log
