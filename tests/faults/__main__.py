"""The long mode: ``python -m tests.faults --kills 200 [--seed N]``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile

from tests.faults.killing import kill


def main() -> int:
    """Kill as often as asked; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help="a small folder")
    given = parser.parse_args()
    os.nice(5)
    with tempfile.TemporaryDirectory() as home:
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = home
        return min(1, kill(given.kills, given.seed, small=given.small))


if __name__ == "__main__":
    sys.exit(main())
