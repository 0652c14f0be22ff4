"""The bindings that have ids, and the user's own keys for them, with what is wrong with those.

Loaded where there are such keys, or all are to be shown.

The key file is ``keys.toml`` in the user's configuration folder (`tui.keys.keymap_path`)::

    [keys]
    "walk.next-mention" = "right_square_bracket,m"

A key is a character or a name as Textual spells it (``ctrl+n``, ``f2``, ``alt+left``); several
are separated by commas (the comma itself is called ``comma``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class Keymap(NamedTuple):
    """What a key file says.

    Attributes:
        keys: the keys of each binding id that it changes.
        problems: what is wrong with it, one line each; the rest of it holds.
    """

    keys: dict[str, str]
    problems: tuple[str, ...]


def collect(owners: Iterable[type]) -> list[Binding]:
    """The bindings with an id of some classes and what they inherit, each id once."""
    found: dict[str, Binding] = {}
    for owner in owners:
        for base in owner.__mro__:
            for binding in base.__dict__.get("BINDINGS", ()):
                if isinstance(binding, Binding) and binding.id:
                    found.setdefault(binding.id, binding)
    return list(found.values())


def load_keymap(path: Path, known: Iterable[str]) -> Keymap:
    """Read a key file; a missing one changes nothing.

    Args:
        path: the file.
        known: the ids that there are.
    """
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Keymap({}, ())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Keymap({}, (f"{path.name} cannot be read: {error}",))
    table = data.get("keys", {})
    if not isinstance(table, dict):
        return Keymap({}, (f"{path.name}: [keys] must be a table of ids and keys",))
    strange = [f"{path.name}: unknown section [{name}]" for name in data if name != "keys"]
    keymap = check_keymap(table, known)
    problems = (*strange, *(f"{path.name}: {problem}" for problem in keymap.problems))
    return Keymap(keymap.keys, problems)


def check_keymap(table: Mapping[str, object], known: Iterable[str]) -> Keymap:
    """Sort what a key table says into what can be used and what is wrong with it."""
    import difflib

    ids = list(known)
    keys: dict[str, str] = {}
    problems: list[str] = []
    owner: dict[str, str] = {}
    for name, value in table.items():
        if name not in ids:
            near = difflib.get_close_matches(name, ids, 1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            problems.append(f'there is no key id "{name}"{hint}')
            continue
        wanted = [key.strip() for key in value.split(",")] if isinstance(value, str) else []
        if not wanted or not all(wanted):
            problems.append(f'"{name}" needs keys between quotes, e.g. "ctrl+n,f2"')
            continue
        taken = [key for key in wanted if key in owner]
        if taken:
            problems.append(f'"{taken[0]}" is given to both "{owner[taken[0]]}" and "{name}"')
            continue
        owner.update(dict.fromkeys(wanted, name))
        keys[name] = ",".join(wanted)
    return Keymap(keys, tuple(problems))
