"""What a reader is told besides the bytes: column names, whom to tell of faults, and limits.

A container (an archive, an office file) shares one `Budget` with everything inside it, so that
nesting cannot multiply what is unpacked.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from index.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

UNPACKED_LIMIT = 256 * 1024 * 1024
"""Bytes that everything inside one file may come to."""

MEMBER_LIMIT = 64 * 1024 * 1024
"""Bytes that one member of a container may come to."""

MEMBERS_LIMIT = 20_000
"""Members that the containers in one file may have together."""

RATIO_LIMIT = 200
"""How many times its packed size a container may come to, beyond `RATIO_FREE`."""

RATIO_FREE = 16 * 1024 * 1024
"""Bytes up to which the ratio is not looked at."""

TOO_DENSE = f"unpacks to more than {RATIO_LIMIT} times its size"
"""The reason why a bomb is not read."""

DEPTH_LIMIT = 2
"""How deep archives may lie in archives; the outermost is 1."""


class Columns(NamedTuple):
    """The columns of tables and the keys of records, by name; an empty one is guessed."""

    text: str = ""
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    author: str = ""


class Budget:
    """What may still be unpacked from one file."""

    def __init__(self, packed: int) -> None:
        """A full budget for a file of `packed` bytes."""
        self._most = min(UNPACKED_LIMIT, max(RATIO_FREE, RATIO_LIMIT * packed))
        self._bytes = 0
        self._members = 0

    def member(self) -> None:
        """Count one member.

        Raises:
            ReadError: there are too many.
        """
        self._members += 1
        if self._members > MEMBERS_LIMIT:
            raise SpentError(f"more than {MEMBERS_LIMIT:,} files in it")

    def take(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            ReadError: there are too many of them, or too many for the packed size.
        """
        self._bytes += size
        if self._bytes > self._most:
            if self._most < UNPACKED_LIMIT:
                raise SpentError(TOO_DENSE)
            raise SpentError(f"unpacks to more than {UNPACKED_LIMIT >> 20} MB")


class SpentError(ReadError):
    """The budget of the whole file is spent: nothing more of it is read."""


def ignore(part: str, reason: str) -> None:
    """The caller does not want to know."""


def nobody_waits() -> None:
    """The caller has no clock running."""


@dataclass(frozen=True, slots=True)
class Task:
    """How one file is to be read.

    Attributes:
        budget: what may be unpacked from the file.
        columns: names of columns and keys that the user gave.
        on_error: called with a part and a reason on one line for a record, message or member
            that cannot be read while others can.
        alive: to be called where a long work has come a step further (a page, a member).
        depth: how many archives surround these bytes.
    """

    budget: Budget
    columns: Columns = field(default_factory=Columns)
    on_error: Callable[[str, str], None] = ignore
    alive: Callable[[], None] = nobody_waits
    depth: int = 0

    def inside(self, part: str) -> Task:
        """The task for a member of an archive."""
        report = self.on_error

        def on_error(inner: str, reason: str) -> None:
            report(nested(part, inner), reason)

        return replace(self, on_error=on_error, depth=self.depth + 1)


def nested(part: str, inner: str) -> str:
    """The name of a part of a part."""
    return f"{part}#{inner}" if inner else part
