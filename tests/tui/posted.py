"""A stand-in for the screen's thread, to which services post what they have to tell."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Screen:
    """Stands for the screen's thread: runs what was posted when it is told to."""

    def __init__(self) -> None:
        self.calls: list[Callable[[], None]] = []
        self.there = threading.Condition()

    def post(self, call: Callable[[], None]) -> None:
        with self.there:
            self.calls.append(call)
            self.there.notify_all()

    def run_until(self, done: Callable[[], bool]) -> None:
        while not done():
            with self.there:
                assert self.there.wait_for(lambda: bool(self.calls), 10)
                calls, self.calls = self.calls, []
            for call in calls:
                call()
