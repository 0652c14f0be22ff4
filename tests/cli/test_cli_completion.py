"""Completion in shells: the scripts know every verb and option, and bash's does its work."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tui.cli import main
from tui.cli.arguments import UsageMistake, parse
from tui.cli.completion import options, script
from tui.cli.words import SHELLS, VERBS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("shell", SHELLS)
def test_every_verb_and_option_is_known(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--completion", shell]) == 0
    text = capsys.readouterr().out
    assert text == script(shell)
    dashes = "-l " if shell == "fish" else "--"
    for verb in (None, *VERBS):
        assert (verb or "") in text
        for option in options(verb):
            assert f"{dashes}{option.name[2:]}" in text
            assert option.about


def test_a_shell_that_is_not_known() -> None:
    with pytest.raises(UsageMistake, match="invalid choice"):
        parse(["--completion", "csh"])


def test_what_zsh_needs() -> None:
    """An option that may be repeated is offered again; no verb is offered as an option's value."""
    text = script("zsh")
    assert "'*--include[" in text
    assert "'--sort[" in text
    assert "if [[ -z $verb && -z $skip ]]; then" in text


def test_what_fish_needs() -> None:
    """Every line depends on the first word alone: a query may be called like a verb."""
    head, *lines = script("fish").split("\ncomplete ")
    conditions = {line.removeprefix("-c clew -n '").partition("'")[0] for line in lines}
    assert conditions == {
        "__clew_at none", "__clew_at none other", *(f"__clew_at {verb}" for verb in VERBS)
    }  # fmt: skip
    (valued,) = re.findall("case (--.*)\n *set skip 1", head)
    every = [option for verb in (None, *VERBS) for option in options(verb)]
    assert set(valued.split()) == {option.name for option in every if option.valued}


def test_bash_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "clew.bash"
    path.write_text(script("bash"))
    done = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["s"], {"search", "saved", "show", "some articles"}),
        (["names", "re"], {"reject"}),
        (["saved", "e"], {"export", "empty"}),
        (["search", "s"], {"some articles"}),
        (["search", "x", "some"], {"some articles"}),
        (["--index-dir", "search", "e"], {"entities", "empty"}),
        (["entities", "--ty"], {"--type"}),
        (["entities", "--type", "P"], {"PERSON", "PLACE"}),
        (["--sample", "search", "x", "--sort", "d"], {"date"}),
        (["index", "--index-dir", "e"], {"empty"}),
        (["search", "--limit", ""], set()),
        (["--comp"], {"--completion"}),
        (["--completion", "z"], {"zsh"}),
        (["show", "--comp"], set()),
        (["show", "--mar"], {"--marks"}),
    ],
)
def test_bash_completes(words: list[str], wanted: set[str], tmp_path: Path) -> None:
    (tmp_path / "some articles").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "clew.bash").write_text(script("bash"))
    line = (
        'source ./clew.bash; complete -p clew > /dev/null || exit 9; COMP_WORDS=(clew "$@"); '
        'COMP_CWORD=$#; _clew; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", line, "bash", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert set(filter(None, done.stdout.splitlines())) == wanted
