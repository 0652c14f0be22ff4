"""How keys are written and grouped on screen. Loaded when the first is, after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import Binding

GROUPS: dict[str, str] = {
    "search": "Search",
    "walk": "Follow a name",
    "go": "Move between places",
    "marks": "Marks, tags and notes",
    "pane": "Panes",
    "article": "In the text",
    "list": "In a list",
    "entities": "Among the entities",
    "mentions": "In the list of mentions",
    "app": "Program",
}
"""The headings of the help screen, by the first word of a binding's id."""

_KEY_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "comma": ",",
    "full_stop": ".",
    "asterisk": "*",
    "number_sign": "#",
}


def key_labels(binding: Binding, keymap: Mapping[str, str]) -> list[str]:
    """The keys of a binding as they are written, after the user's changes."""
    keys = keymap.get(binding.id or "", binding.key)
    labels = [key_label(key.strip()) for key in keys.split(",")]
    return [label for label in dict.fromkeys(labels) if not label.startswith("Super+")]


def key_label(key: str) -> str:
    """A key as it is written on screen: ``ctrl+d`` → ``Ctrl+D``, ``slash`` → ``/``."""
    *modifiers, last = key.split("+")
    name = _KEY_NAMES.get(last, last)
    if (modifiers and len(name) == 1) or (len(name) > 1 and name[0] == "f" and name[1:].isdigit()):
        name = name.upper()
    elif last not in _KEY_NAMES and len(name) > 1:
        name = name.replace("_", " ").capitalize()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])
