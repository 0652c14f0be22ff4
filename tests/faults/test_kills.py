"""The short mode of the kills: ``python -m tests.faults`` has the long one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_killed_at_random_instants() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--kills", "8", "--small", "--seed", "5"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 kills, 0 with a loss" in done.stdout
