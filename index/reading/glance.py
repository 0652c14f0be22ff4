"""Whether anything in a folder has changed, at little more than the cost of listing it.

In: a folder and what is known of its files. Out: yes or no; where a plain look cannot tell (links,
ignore files, names that are not text), the answer is that something may have changed.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from index.reading.excluding import IGNORE_FILES
from index.reading.formats import is_known

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def unchanged(folder: Path, known: Mapping[str, tuple[int, int]]) -> bool:
    """Whether `index.reading.discover` would find just the known files, as they are known.

    Args:
        folder: the one folder that was opened.
        known: for each file, by its path relative to the folder, its size in bytes and the time of
            its last change in nanoseconds.
    """
    waiting = [(os.fspath(folder), "")]
    seen = 0
    get = known.get
    is_link = stat.S_ISLNK
    try:
        while waiting:
            path, prefix = waiting.pop()
            with os.scandir(path) as entries:
                for entry in entries:
                    name = entry.name
                    if name[0] == ".":
                        if name in IGNORE_FILES:
                            return False
                        continue
                    rel = prefix + name
                    row = get(rel)
                    if row is not None:
                        status = entry.stat(follow_symlinks=False)
                        if row != (status.st_size, status.st_mtime_ns) or is_link(status.st_mode):
                            return False
                        seen += 1
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append((entry.path, rel + "/"))
                    elif is_known(name) or entry.is_symlink():
                        return False
    except OSError:
        return False
    return seen == len(known)
