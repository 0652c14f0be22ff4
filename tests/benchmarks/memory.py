"""The memory of a program and of all the processes that it has started, told apart by what they do.

A page that several processes share counts once, in parts (PSS of ``/proc/PID/smaps_rollup``), so
that the sum is what they really take together.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_KINDS = (
    ("indexing", b"index.refreshing.apart"),
    ("extraction", b"index.extraction"),
    ("reading", b"index.reading"),
)
"""What a process does, by what stands in its command line."""


class Memory(NamedTuple):
    """Megabytes in use, by what the processes do; other processes count with the explorer."""

    explorer: float = 0.0
    indexing: float = 0.0
    extraction: float = 0.0
    reading: float = 0.0

    @property
    def together(self) -> float:
        """The sum."""
        return sum(self)


class Peaks:
    """The most that was seen, of each kind of process and of all together."""

    def __init__(self) -> None:
        self.apart = self.highest = Memory()

    def see(self, memory: Memory) -> None:
        """Take a measurement."""
        self.apart = Memory(*map(max, zip(self.apart, memory, strict=True)))
        self.highest = max(self.highest, memory, key=lambda seen: seen.together)


def children(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have started."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            numbers = list(map(int, task.read_text().split()))
        except OSError:  # it has ended meanwhile
            continue
        for number in numbers:
            found += [number, *children(number)]
    return found


def proportional(pid: int) -> float:
    """Megabytes that a process uses now, its part of what it shares; 0 once it has ended."""
    return _told(pid, "smaps_rollup", "Pss")


def highest(pid: int) -> float:
    """Megabytes that a process has used at most, all of what it shares; 0 once it has ended."""
    return _told(pid, "status", "VmHWM")


def _told(pid: int, file: str, field: str) -> float:
    try:
        told = Path(f"/proc/{pid}/{file}").read_text()
    except OSError:
        return 0.0
    found = re.search(rf"^{field}:\s+(\d+) kB", told, re.M)
    return int(found[1]) / 1024 if found else 0.0


def of(pid: int) -> Memory:
    """What a program uses now, with all that it has started."""
    sums = Memory(explorer=proportional(pid))._asdict()
    for child in children(pid):
        try:
            command = Path(f"/proc/{child}/cmdline").read_bytes()
        except OSError:
            continue
        kind = next((name for name, mark in _KINDS if mark in command), "explorer")
        sums[kind] += proportional(child)
    return Memory(**sums)
