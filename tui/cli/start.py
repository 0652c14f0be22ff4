"""Starts the explorer; without a terminal, an overview instead of a screen.

In: paths as typed. Out: an exit status. The explorer is imported here and nowhere else.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import FAULT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.reading.options import ReadingOptions
    from tui.cli.arguments import Request


FIRST_LOOK = 1.0
"""Seconds to the first look at the terminal: behind the first paint, which waits for nothing."""


def start(paths: Sequence[str], request: Request | None = None) -> int:
    """Open the explorer on `paths` (this folder, if there are none) and return its status.

    Args:
        paths: as typed.
        request: the options, if there are any.

    Raises:
        FileNotFoundError: a path does not exist.
        ClewError: standard input cannot be read, or leaves no terminal for the keys.
    """
    if request is not None and (request.chooses or "-" in paths):
        from tui.cli.places import chosen_by

        with chosen_by(request) as chosen:
            if chosen.piped and sys.stdout.isatty():
                from tui.cli.stdin import take_terminal

                take_terminal()
            watch = request.watch and bool(chosen.paths)
            return _explore(chosen.paths, chosen.index_dir, request, watch, chosen.options)
    found = resolve(paths, sample=request is not None and request.sample)
    if request is None:
        return _explore(found, None, None, True, None)
    return _explore(found, request.index_dir, request, request.watch, None)


def _explore(
    places: Sequence[Path],
    index_dir: Path | None,
    request: Request | None,
    watch: bool,
    options: ReadingOptions | None,
) -> int:
    extractor = request.extractor if request else ""
    if not _has_screen():
        from tui.cli.overview import overview

        return overview(places, index_dir=index_dir, extractor=extractor, options=options)
    threading.Thread(target=_watch_terminal, name="clew-terminal", daemon=True).start()
    gc.disable()  # until the first paint, when the explorer turns it on again
    from tui.app import make_app

    app = make_app(places, index_dir=index_dir, extractor=extractor, watch=watch, options=options)
    _log_threads(keep_text=request is not None and request.log_text)
    app.run()
    if unkept := app.unkept():
        _tell_unkept(unkept)
    return FAULT if app.return_code == 1 else app.return_code or 0


def _tell_unkept(notes: Sequence[tuple[str, str]]) -> None:
    """Give back what was written and is not on the disk: these are the last words of it."""
    from tui.output import note, safe

    with suppress(OSError):  # nobody may be there any more
        for path, text in notes:
            note(f"this note on {path} could not be kept:")
            sys.stderr.write(f"{safe(text)}\n")


def _watch_terminal() -> None:
    """Leave when the terminal is gone, also one that was lost before the explorer stood."""
    time.sleep(FIRST_LOOK)
    from tui.services.ending import watch_terminal

    watch_terminal()


def _log_threads(*, keep_text: bool) -> None:
    """Let an error that ends a thread go to the log, not over the screen."""
    if keep_text:
        from tui import logs

        logs.keep_text(keep_text)

    def ended(end: threading.ExceptHookArgs) -> None:
        from tui import logs

        if end.exc_value is not None:
            logs.unexpected(end.exc_value, end.thread.name if end.thread else "thread")

    threading.excepthook = ended


def resolve(paths: Sequence[str], *, sample: bool = False, hint: str = "") -> list[Path]:
    """The folders and files that are meant; raises FileNotFoundError with the first missing.

    `hint` is added to the message.
    """
    if sample:
        return [sample_folder()]
    # Not by pathlib, which refuses what begins with "~" and names nobody.
    places = [Path(os.path.expanduser(path)) for path in paths] or [Path()]  # noqa: PTH111
    for place in places:
        if not place.exists():
            meant = hint or _verb_like(str(place))
            raise FileNotFoundError(None, f"no such file or folder: {place}{meant}")
    return places


def _verb_like(word: str) -> str:
    """What to say of a word that is nearly a verb."""
    from difflib import get_close_matches

    from tui.cli.words import VERBS

    near = get_close_matches(word, VERBS, 1)
    return f" (did you mean clew {near[0]}?)" if near else ""


def sample_folder() -> Path:
    """The sample articles: beside this package when installed, in the checkout otherwise."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "seeds", package.parent / "seeds"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(None, "the sample articles are not installed")


def _has_screen() -> bool:
    """The explorer reads standard input and draws on standard error; a pipe is no screen."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if any(stream is None or not stream.isatty() for stream in streams):
        return False
    return os.environ.get("TERM", "") not in ("dumb", "unknown")
