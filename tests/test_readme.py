"""The README says what is so: its commands, keys, options, queries and files."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import tui.widgets
from index.query import FIELDS, parse
from index.query.guide import GUIDE
from index.reading import SUFFIXES
from tui.cli.arguments import parser_for
from tui.cli.words import VERBS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _section(title: str) -> str:
    return re.split(r"^## ", README, flags=re.M)[_titles().index(title) + 1]


def _titles() -> list[str]:
    return re.findall(r"^## (.*)$", README, flags=re.M)


def _first_cells(section: str) -> list[str]:
    rows = re.findall(r"^\| (.*?) \|", section, flags=re.M)
    return [code for row in rows for code in re.findall(r"`([^`]+)`", row)]


def _spelled(label: str) -> str:
    return label.replace("Left", "←").replace("Right", "→").casefold()


def _bindings() -> dict[str, str]:
    """Each key that a binding of the program has, as it is written on screen, with its action."""
    from textual.binding import Binding

    from tui.key_labels import key_label
    from tui.keys import APP, EXPLORER

    bindings: list[object] = [*APP, *EXPLORER]
    for module in iter_modules(tui.widgets.__path__, "tui.widgets."):
        for thing in vars(import_module(module.name)).values():
            if isinstance(thing, type) and thing.__module__.startswith("tui.widgets"):
                bindings += vars(thing).get("BINDINGS", [])
    found: dict[str, str] = {}
    for binding in bindings:
        assert isinstance(binding, Binding)
        for key in binding.key.split(","):
            found[_spelled(key_label(key.strip()))] = binding.action
    return found


def test_the_two_commands_come_first() -> None:
    block = re.search(r"```sh\n(.*?)```", README, flags=re.S)
    assert block is not None
    assert README.index("```sh") < 20
    commands = [line for line in block[1].splitlines() if not line.startswith("#")]
    assert len(commands) == 2
    assert commands[0].endswith("clew seeds")
    assert "pytest" in commands[1]
    assert all(command.startswith("python3 -m venv") for command in commands)


def test_every_key_of_the_explorer_is_documented() -> None:
    from tui.key_labels import key_label
    from tui.keys import APP, EXPLORER

    documented = {_spelled(key) for key in _first_cells(_section("Keys"))}
    for binding in (*APP, *EXPLORER):
        labels = {_spelled(key_label(key.strip())) for key in binding.key.split(",")}
        assert labels & documented, f"{binding.description} ({binding.key}) is not documented"


def test_every_documented_key_does_something() -> None:
    does = _bindings()
    for key in _first_cells(_section("Keys")):
        assert _spelled(key) in does, f"{key} does nothing"


@pytest.mark.parametrize("verb", [None, *VERBS])
def test_every_option_is_documented(verb: str | None) -> None:
    section = _section("Command line")
    if verb is not None:
        assert f"clew {verb} " in section
    for action in parser_for(verb)._actions:
        for option in action.option_strings:
            assert f"`{option}" in section, f"{option} is not documented"


def test_every_documented_option_exists() -> None:
    known = {
        option
        for verb in (None, *VERBS)
        for action in parser_for(verb)._actions
        for option in action.option_strings
    }
    assert set(re.findall(r"`(--[a-z0-9-]+)", _section("Command line"))) <= known


def test_every_documented_query_is_understood() -> None:
    queries = _first_cells(_section("The query language"))
    assert len(queries) > 20
    for query in queries:
        assert parse(query) is not None, query


def test_the_help_shows_the_documented_queries() -> None:
    shown = [query for queries, _ in GUIDE for query in queries]
    section = _section("The query language")
    assert _first_cells(section) == shown
    meanings = re.findall(r"^\| `.*` \| (.*?) \|$", section, flags=re.M)
    assert [meaning.replace("`", "") for meaning in meanings] == [words for _, words in GUIDE]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_documented(field: str) -> None:
    assert f"`{field}:" in _section("The query language")


def test_every_format_is_documented() -> None:
    for suffix in SUFFIXES:
        assert f"`{suffix}`" in README


def test_files_and_modules_that_are_named_exist() -> None:
    for path in re.findall(r"\]\(([\w./]+)\)|`((?:index|tui)/[\w/]+)`", README):
        assert (ROOT / (path[0] or path[1])).exists(), path
    for module in re.findall(r"python -m (tests[\w.]*)", README):
        assert import_module(module)


def test_the_python_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"].removeprefix(">=") in README


def test_the_snippet_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snippet = re.search(r"```python\n(.*?)```", README, flags=re.S)
    assert snippet is not None
    monkeypatch.chdir(ROOT)
    lines: list[str] = []
    exec(snippet[1], {"print": lambda *words: lines.append(" ".join(map(str, words)))})  # noqa: S102
    assert any("Maduro" in line for line in lines)
