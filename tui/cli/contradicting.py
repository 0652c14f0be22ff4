"""Options that do not go together: asking for both is a mistake, and neither is left out silently.

In: the options of a command. Out: what is wrong with them, in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_APART = (
    ("json", "print0"),
    ("json", "marks"),
    ("hits", "paths"),
    ("hits", "print0"),
    ("suggest", "type"),
    ("suggest", "article"),
    ("list", "prune"),
    ("at", "quote"),
    ("json", "markdown"),
)
"""Options, by their names, of which each asks for something else than the other."""

_ALONE = ("list", "prune")
"""Options that are about all there is, whatever the paths."""


def contradiction(given: Mapping[str, Any], words: Sequence[str]) -> str:
    """What does not go together, for the user; empty if all does.

    Args:
        given: the options with their values, by name.
        words: the others of the command: what it is about, and paths.
    """
    for one, other in _APART:
        if given.get(one) and given.get(other):
            return f"--{one} and --{other} do not go together"
    if words:
        return next((f"--{one} takes no PATH: {words[0]}" for one in _ALONE if given.get(one)), "")
    return ""
