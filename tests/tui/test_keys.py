"""The bindings and the key file."""

from __future__ import annotations

from pathlib import Path

from tui.key_labels import GROUPS, key_label
from tui.keymap import check_keymap, load_keymap
from tui.keys import APP, EXPLORER

KNOWN = [binding.id or "" for binding in (*APP, *EXPLORER)]


def test_every_binding_can_be_remapped_explained_and_grouped() -> None:
    for binding in (*APP, *EXPLORER):
        assert binding.id
        assert binding.id.split(".")[0] in GROUPS
        assert binding.description
        assert binding.tooltip
    assert len(set(KNOWN)) == len(KNOWN)


def test_no_key_has_two_meanings() -> None:
    keys = [key for binding in (*APP, *EXPLORER) for key in binding.key.split(",")]
    assert len(set(keys)) == len(keys)


def test_a_missing_file_changes_nothing(tmp_path: Path) -> None:
    assert load_keymap(tmp_path / "keys.toml", KNOWN) == ({}, ())


def test_a_key_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text('[keys]\n"walk.next-mention" = "m, ctrl+n"\n')
    assert load_keymap(path, KNOWN) == ({"walk.next-mention": "m,ctrl+n"}, ())


def test_mistakes_are_told_and_the_rest_holds(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(
        '[keys]\n"walk.next-mentoin" = "m"\n"search.next-hit" = 3\n"pane.text" = "x"\n'
        '"pane.next" = "x"\n[colours]\n'
    )
    keys, problems = load_keymap(path, KNOWN)
    assert keys == {"pane.text": "x"}
    assert problems == (
        "keys.toml: unknown section [colours]",
        'keys.toml: there is no key id "walk.next-mentoin"; did you mean "walk.next-mention"?',
        'keys.toml: "search.next-hit" needs keys between quotes, e.g. "ctrl+n,f2"',
        'keys.toml: "x" is given to both "pane.text" and "pane.next"',
    )


def test_a_file_that_is_no_toml_is_told(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text("[keys\n")
    keys, problems = load_keymap(path, KNOWN)
    assert not keys
    assert problems[0].startswith("keys.toml cannot be read:")


def test_empty_keys_are_refused() -> None:
    assert check_keymap({"pane.text": "a,,b"}, KNOWN).problems


def test_keys_are_written_as_on_the_keyboard() -> None:
    labels = {
        "ctrl+q": "Ctrl+Q",
        "alt+left": "Alt+←",
        "slash": "/",
        "N": "N",
        "f1": "F1",
        "escape": "Esc",
        "right_square_bracket": "]",
        "asterisk": "*",
        "semicolon": "Semicolon",
    }
    assert {key: key_label(key) for key in labels} == labels
