"""Runs the README's first command in a fresh folder until the explorer shows the samples.

python -m tests.end_to_end.first_command FOLDER COMMAND
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.end_to_end.terminal import Terminal

INSTALLATION = 300.0
"""Seconds that setting up may take."""


def main() -> int:
    """Run it; the exit status is the explorer's own."""
    folder, command = Path(sys.argv[1]), sys.argv[2]
    with Terminal(["bash", "-c", command], cwd=folder, env=os.environ) as terminal:
        terminal.wait_for("Maduro", INSTALLATION)
        terminal.send("\x11")
        return terminal.wait()


if __name__ == "__main__":
    sys.exit(main())
