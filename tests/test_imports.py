"""What importing costs: each case in a process of its own, by the modules that it brought."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("whoosh", "numpy", "sqlite3", "pycrfsuite", "rapidfuzz", "charset_normalizer")


def _brought(statement: str) -> set[str]:
    """The top-level modules after `statement` in a fresh interpreter."""
    script = (
        f"import sys, io, json; out, sys.stdout = sys.stdout, io.StringIO()\n{statement}\n"
        "out.write(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import index", (*HEAVY, "textual", "rich")),
        ("import index.model, index.errors", (*HEAVY, "textual", "rich")),
        ("from index import Corpus", ("textual", "rich", "tui")),
        ("import tui.app", HEAVY),
        ("import tui.cli; tui.cli.main(['--help'])", (*HEAVY, "textual", "rich", "index")),
        ("import tui.cli; tui.cli.main(['search', '-h'])", (*HEAVY, "textual", "rich", "index")),
        ("import tui.cli; tui.cli.main(['nowhere'])", (*HEAVY, "textual", "rich")),
        (
            "import tui.cli; tui.cli.main(['search', 'maduro', 'seeds', '--json'])",
            ("textual", "rich"),
        ),
    ],
)
def test_nothing_is_imported_before_it_is_needed(
    statement: str, unwanted: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert not _brought(statement) & set(unwanted)


def test_the_check_sees_what_is_imported() -> None:
    assert "whoosh" in _brought("import whoosh.index")
