"""Back and forward among places."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tui.history import History, Place

A, B, C = (Place(number, f"{name}.txt") for number, name in enumerate("abc", 1))


def test_back_and_forward_as_in_a_browser() -> None:
    history = History()
    assert history.current is None
    assert history.back() is None
    for place in (A, B, C):
        history.visit(place)
    assert history.back() == B
    assert history.back() == A
    assert history.back() is None
    assert history.current == A
    assert history.forward() == B
    history.visit(A)
    assert history.forward() is None
    assert history.back() == B


def test_going_back_returns_to_where_one_had_got_to() -> None:
    history = History()
    history.visit(A)
    history.update(replace(A, offset=120))
    history.visit(B)
    assert history.back() == replace(A, offset=120)


def test_of_places_passed_by_the_last_one_stays() -> None:
    history = History()
    history.visit(A)
    history.visit(replace(B, passing=True))
    history.visit(replace(C, passing=True))
    assert history.back() == A
    assert history.forward() == replace(C, passing=True)
    history.visit(replace(C, offset=7))
    assert history.current == replace(C, offset=7)
    history.visit(B)
    assert history.back() == replace(C, offset=7)
    assert history.back() == A


def test_the_same_place_twice_is_one_place() -> None:
    history = History()
    history.visit(A)
    history.visit(replace(A, entity="Nicolás Maduro"))
    assert not history.can_go_back
    assert history.current == replace(A, entity="Nicolás Maduro")


@given(st.lists(st.integers(0, 9), min_size=1), st.integers(1, 5))
def test_the_oldest_places_go_first(numbers: list[int], limit: int) -> None:
    history = History(limit)
    for number in numbers:
        history.visit(Place(number, str(number)))
    steps = 0
    while history.back():
        steps += 1
    assert steps < limit
    assert not history.can_go_back
