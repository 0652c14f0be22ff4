"""Where an index lives: a private folder of the user's, for each set of opened paths and options.

The folder holds only what can be rebuilt from the documents. It is never inside them: an index
that came with somebody's documents is not opened.
"""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ClewError

if TYPE_CHECKING:
    from collections.abc import Sequence


def default_base() -> Path:
    """The per-user folder that holds all indexes (``$XDG_CACHE_HOME/clew`` on Linux)."""
    from platformdirs import user_cache_path

    return user_cache_path("clew", appauthor=False)


def index_folder(paths: Sequence[Path], root: Path, base: Path | None, options: str = "") -> Path:
    """The index folder for these paths; nothing is created.

    Args:
        paths: absolute files and folders, as opened.
        root: the folder that article paths are relative to.
        base: the folder given by the user, or None for the default.
        options: differs where the same paths are read otherwise; empty for the default.

    Raises:
        ClewError: the index would lie inside the documents.
    """
    home = (base or default_base()).absolute()
    words = "\0".join(sorted(str(path) for path in paths)) + (f"\0\0{options}" if options else "")
    key = blake2b(words.encode("utf-8", "surrogateescape"))
    label = "".join(c if c.isalnum() or c in "-_." else "-" for c in root.name)[:40] or "root"
    folder = home / f"{label}-{key.hexdigest()[:16]}"
    resolved = folder.resolve()
    for path in paths:
        if path.is_dir() and resolved.is_relative_to(path.resolve()):
            raise ClewError(
                f"the index folder may not lie inside the documents ({home} is inside {path}); "
                "choose another with --index-dir"
            )
    return folder


def make_private(folder: Path, called: str = "index folder") -> None:
    """Create the folder with mode 0700, or check that an existing one is ours alone.

    Args:
        folder: which one.
        called: what it is, for the user.

    Raises:
        ClewError: it belongs to another user, is no folder, or cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name != "posix":
            return
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode):
            raise ClewError(f"the {called} {folder} is not a folder")
        if status.st_uid != os.getuid():
            raise ClewError(f"the {called} {folder} belongs to another user")
        if status.st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise ClewError(f"cannot use the {called} {folder}: {error.strerror}") from error
