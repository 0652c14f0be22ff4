"""Where the reader left off in what was opened: kept from one session to the next.

In and out: a `Left`, in a small file for each set of opened paths, in the user's state folder. What
was searched is private: the file is for its owner alone. It is replaced as a whole, only so many
are kept, and no fault of one or of its folder ever stops the explorer.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from tui import remembering
from tui.state import FIRST_ORDER, ORDERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST = 100
"""So many places are kept; those that were written longest ago go first."""

WORDS = 200
"""Characters of the text that are kept to find the place by, should the text be another."""

_LONGEST = 100_000
"""Bytes that a file may have."""


class Left(NamedTuple):
    """Where the reader was.

    Attributes:
        path: of the article that was read.
        offset: the character of its text at the top of the view.
        words: some of the text from there on.
        entity: the name that was followed, or an empty string.
        mention: where its current mention began in the article, or -1.
        query: what was searched.
        typing: whether that was still being typed.
        order: of the list, one of `tui.state.ORDERS`.
        pane: which one had the focus.
    """

    path: str = ""
    offset: int = 0
    words: str = ""
    entity: str = ""
    mention: int = -1
    query: str = ""
    typing: bool = False
    order: str = FIRST_ORDER
    pane: str = ""


def file_of(paths: Sequence[Path]) -> Path:
    """Where the place in some opened paths is kept, whether or not it is."""
    name = b"\0".join(os.fsencode(path) for path in sorted(paths))
    folder = remembering.state_path().parent / "places"
    return folder / f"{blake2b(name, digest_size=16).hexdigest()}.json"


def recall(paths: Sequence[Path]) -> Left | None:
    """Where the reader left off; None where that is not known, or its file is broken."""
    try:
        with file_of(paths).open("rb") as file:
            data = json.loads(file.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    nothing = Left()._asdict()
    values: dict[str, Any] = {name: data.get(name, default) for name, default in nothing.items()}
    if any(type(value) is not type(nothing[name]) for name, value in values.items()):
        return None
    left = Left(**values)
    return left if left.offset >= 0 and left.order in ORDERS else None


def keep(paths: Sequence[Path], left: Left) -> bool:
    """Keep where the reader is; returns whether that was possible."""
    path = file_of(paths)
    known = path.exists()
    with suppress(OSError):
        path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = remembering.replace_whole(path, json.dumps(left._asdict()))
    if kept and not known:
        _drop_oldest(path.parent)
    return kept


def _drop_oldest(folder: Path) -> None:
    with suppress(OSError), os.scandir(folder) as entries:
        by_age = sorted((e.stat().st_mtime_ns, e.path) for e in entries if e.name[:1] != ".")
        for _, path in by_age[:-MOST]:
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108
