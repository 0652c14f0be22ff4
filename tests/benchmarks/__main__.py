"""All benchmarks, one after the other: ``python -m tests.benchmarks [NAME ...]``.

Each module of this package that has a ``main`` is one; it runs in a process of its own. Seconds
depend on the machine, ratios within one run much less. The exit status is 1 if one fails.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GOLD = str(ROOT / "tests" / "data" / "seeds_gold.jsonl")
SEEDS = str(ROOT / "seeds")

ARGUMENTS = {
    "extraction": [GOLD, "--texts", SEEDS],
    "linking": [GOLD],
}
"""What a benchmark is given that measures on annotated articles."""


def names() -> list[str]:
    """The benchmarks that there are."""
    return sorted(
        path.stem
        for path in HERE.glob("[a-z]*.py")
        if "\ndef main(" in path.read_text(encoding="utf-8")
    )


def main(chosen: list[str]) -> int:
    """Run the chosen benchmarks, or all."""
    unknown = set(chosen) - set(names())
    if unknown:
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
        return 2
    failed = []
    for name in chosen or names():
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        command = [sys.executable, "-m", f"tests.benchmarks.{name}", *ARGUMENTS.get(name, [])]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
        print(f"({time.monotonic() - began:.0f} s)", flush=True)
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
