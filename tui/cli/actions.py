"""What ``clew names`` can do, and which of its words are what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ACTIONS: dict[str, tuple[str, ...]] = {
    "same": ("A", "B"),
    "two": ("A", "B"),
    "apart": ("A", "B"),
    "call": ("A", "NAME"),
    "reject": ("A",),
    "undo": (),
    "list": (),
    "export": ("FILE",),
    "import": ("FILE",),
}
"""The actions, and the words that each takes before the paths."""


def split(action: str, words: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """What an action is about, and the paths.

    Raises:
        ValueError: there is no such action, or a word is missing; the message is for the user.
    """
    if action not in ACTIONS:
        raise ValueError(f"no action {action!r}; there are {', '.join(ACTIONS)}")
    wanted = ACTIONS[action]
    if len(words) < len(wanted):
        raise ValueError(f"{wanted[len(words)]} is missing")
    return tuple(words[: len(wanted)]), list(words[len(wanted) :])
