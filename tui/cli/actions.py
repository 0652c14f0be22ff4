"""The actions of the verbs that keep what a person says, and which of their words are what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

ACTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "names": {
        "same": ("A", "B"),
        "two": ("A", "B"),
        "apart": ("A", "B"),
        "call": ("A", "NAME"),
        "reject": ("A",),
        "undo": (),
        "list": (),
        "export": ("FILE",),
        "import": ("FILE",),
    },
    "marks": {
        "list": (),
        "tags": (),
        "mark": ("ARTICLE",),
        "unmark": ("ARTICLE",),
        "tag": ("ARTICLE", "TAG"),
        "untag": ("ARTICLE", "TAG"),
        "note": ("ARTICLE", "TEXT"),
        "rewrite": ("ID", "TEXT"),
        "drop": ("ID",),
        "undo": (),
        "export": ("[FILE]",),
        "import": ("FILE",),
    },
    "saved": {
        "list": (),
        "add": ("QUERY",),
        "rename": ("NAME", "NEW"),
        "remove": ("NAME",),
        "run": ("NAME",),
        "undo": (),
        "export": ("[FILE]",),
        "import": ("FILE",),
    },
}
"""The actions of each verb, and the words that each takes before the paths.

A word in brackets may be missing.
"""

USUAL: dict[str, str] = {"marks": "list", "saved": "list"}
"""The action of a verb that is meant where the first word is none."""


class Asked(NamedTuple):
    """What is to be done: the action, the words that it is about, and the paths."""

    action: str
    words: tuple[str, ...]
    paths: list[str]


def split(verb: str, words: Sequence[str]) -> Asked:
    """What the words after a verb of `ACTIONS` ask for.

    Raises:
        ValueError: there is no such action, or a word is missing; the message is for the user.
    """
    known = ACTIONS[verb]
    action, rest = (words[0], list(words[1:])) if words else ("", [])
    if action not in known and verb in USUAL:
        action, rest = USUAL[verb], list(words)
    if not action:
        raise ValueError("ACTION is missing")
    if action not in known:
        raise ValueError(f"no action {action!r}; there are {', '.join(known)}")
    wanted = known[action]
    if len(rest) < sum(not word.startswith("[") for word in wanted):
        raise ValueError(f"{wanted[len(rest)]} is missing")
    return Asked(action, tuple(rest[: len(wanted)]), rest[len(wanted) :])
