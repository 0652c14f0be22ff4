"""The notes that are being typed, or could not be kept: what of them a kill or a power cut leaves.

In and out: a `Draft`, in a small file for each article of each set of opened paths, in the user's
state folder, for its owner alone. It is written by a thread of its own, as a whole, and goes when
the note is kept or given up. No fault of a file or of its folder ever stops the explorer.
"""

from __future__ import annotations

import json
import os
import threading
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from tui import remembering

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_LONGEST = 10_000_000
"""Bytes that a file may have."""

_PATIENCE = 1.0
"""Seconds that leaving waits for a file to be written."""


class Draft(NamedTuple):
    """Words of a note that are not kept, and what they are about.

    Attributes:
        text: the words.
        start: the first character of the passage in the article's text; -1 for the article.
        end: one past its last; -1 for the article.
        quote: the passage's words.
        note: the id of the note that is changed; empty for a new one.
        before: the words of that.
    """

    text: str = ""
    start: int = -1
    end: int = -1
    quote: str = ""
    note: str = ""
    before: str = ""


def file_of(paths: Sequence[Path], article: str) -> Path:
    """Where the draft of a note on an article lies, whether or not there is one.

    Args:
        paths: what is opened.
        article: the article's path.
    """
    opened = b"\0".join(os.fsencode(path) for path in sorted(paths))
    name = blake2b(opened, digest_size=16)
    name.update(b"\0\0" + article.encode("utf-8", "surrogatepass"))
    return remembering.state_path().parent / "drafts" / f"{name.hexdigest()}.json"


class Drafts:
    """The drafts of some opened paths; all methods are quick, but for `recall` and `rest`.

    Args:
        paths: what is opened; none where nothing is to be kept of it.
    """

    def __init__(self, paths: Callable[[], Sequence[Path]]) -> None:
        self._paths = paths
        self._due: dict[Path, Draft | None] = {}
        self._lock = threading.Lock()
        self._writer: threading.Thread | None = None

    def recall(self, article: str) -> Draft | None:
        """The draft of a note on an article; None where there is none, or its file is broken."""
        paths = self._paths()
        if not paths:
            return None
        try:
            with file_of(paths, article).open("rb") as file:
                data = json.loads(file.read(_LONGEST))
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(data, dict):
            return None
        nothing = Draft()._asdict()
        values: dict[str, Any] = {name: data.get(name, nothing[name]) for name in nothing}
        if any(type(value) is not type(nothing[name]) for name, value in values.items()):
            return None
        draft = Draft(**values)
        whole = draft.start == draft.end == -1
        return draft if draft.text.strip() and (whole or 0 <= draft.start < draft.end) else None

    def put(self, article: str, draft: Draft | None) -> None:
        """Have a draft kept in place of the one before, or dropped; nothing waits for that."""
        paths = self._paths()
        if not paths:
            return
        with self._lock:
            self._due[file_of(paths, article)] = draft
            if self._writer is None:
                self._writer = threading.Thread(target=self._write, name="clew-draft", daemon=True)
                self._writer.start()

    def rest(self) -> None:
        """Wait a little for what is to be written."""
        with self._lock:
            writer = self._writer
        if writer is not None:
            writer.join(_PATIENCE)

    def _write(self) -> None:
        while True:
            with self._lock:
                if not self._due:
                    self._writer = None
                    return
                path, draft = self._due.popitem()
            with suppress(OSError):
                if draft is None:
                    path.unlink()
                else:
                    path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    remembering.replace_whole(path, json.dumps(draft._asdict()), sync=True)
