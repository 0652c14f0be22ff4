"""What a person wrote, carried elsewhere as JSON Lines: out to a file or a pipe, and in again.

What the lines say, the engine knows; here they are written and read. A folder that is gone, or
called otherwise by now, still has what was written about it: so it follows the folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.errors import ClewError
from tui.cli.stdin import MARK, standard_input
from tui.output import note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tui.cli.arguments import Request

_T = TypeVar("_T")


def carry_out(name: str, lines: Iterable[str]) -> None:
    """Write lines, in ASCII, to a new file; ``-`` is standard output.

    Raises:
        ClewError: there is something of this name already.
        OSError: it cannot be written.
    """
    if name == MARK:
        sys.stdout.writelines(lines)
        return
    try:
        with Path(name).open("x", encoding="ascii") as file:
            file.writelines(lines)
    except FileExistsError:
        kind = "folder; give a FILE before it" if Path(name).is_dir() else "file already"
        raise ClewError(f"there is a {kind}: {name}") from None


def carry_in(name: str, read: Callable[[Iterable[str]], _T], what: str) -> _T:
    """What the lines of a file say; ``-`` is standard input.

    Args:
        name: the file.
        read: understands the lines.
        what: what they should be, in words.

    Raises:
        ClewError: it is no text, `read` does not understand it, or there is no standard input.
        OSError: it cannot be read.
    """
    try:
        if name == MARK:
            return read(standard_input())
        with Path(name).open(encoding="utf-8") as file:
            return read(file)
    except UnicodeDecodeError:
        raise ClewError(f"{name} has no {what}") from None


def tell_left_out(count: int) -> None:
    """Tell how many entries cannot be understood, if any."""
    if count:
        note(f"{count} of the entries cannot be read and {'is' if count == 1 else 'are'} left out")


def gone_folder(request: Request) -> Path | None:
    """The folder that is asked about, if it is just one and is not there any more."""
    if len(request.paths) != 1 or request.paths[0] == MARK:
        return None
    folder = Path(os.path.expanduser(request.paths[0])).absolute()  # noqa: PTH111
    return None if folder.exists() else folder.resolve()
