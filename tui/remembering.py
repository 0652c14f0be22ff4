"""What the explorer remembers from one session to the next, whatever is opened: the theme.

In and out: a small JSON file in the user's state folder. It is replaced as a whole, so that it is
never seen half written, and no fault of it or of its folder ever stops the explorer. Where the
reader left off in what was opened, `tui.left_off` knows; what was being written, `tui.drafts`.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def state_path() -> Path:
    """Where the file is, whether or not it exists."""
    from platformdirs import user_state_path

    return user_state_path("clew", appauthor=False) / "state.json"


def recall() -> dict[str, str]:
    """What is remembered; what is no text is left out, and a broken file is as good as none."""
    try:
        words = state_path().read_text(encoding="utf-8")
        import json

        data = json.loads(words)
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {name: value for name, value in data.items() if isinstance(value, str)}


def remember(name: str, value: str) -> bool:
    """Remember a value; returns whether that was possible."""
    import json

    return replace_whole(state_path(), json.dumps({**recall(), name: value}, indent=1))


def replace_whole(path: Path, words: str, *, sync: bool = False) -> bool:
    """Put words in place of a file, readable by its owner alone; whether that was possible.

    Args:
        path: the file.
        words: all that it is to hold.
        sync: whether to wait until they are on the disk.
    """
    import tempfile

    draft = ""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".state-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(words)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        Path(draft).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(draft or path.with_name(".state-none")).unlink()
        return False
    return True
