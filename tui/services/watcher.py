"""One thread that notices when the opened files and folders change.

In come the paths; out goes a word each time that something has changed, handed to ``post``, which
runs it on the screen's thread. Folders are watched by the system's notifications; single files,
folders on other machines and whatever cannot be watched are looked at every few seconds.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

DEBOUNCE = 1000
"""Milliseconds after which a change is told even while others follow."""

STEP = 50
"""Milliseconds of quiet after which changes are told."""

GLANCE = 1.0
"""Seconds between two looks at single files."""

POLL = 5.0
"""Seconds between two words where nothing but reading the folder again shows its changes."""

_REMOTE = ("nfs", "cifs", "smb", "9p", "afs", "ncp", "vboxsf", "fuse.sshfs", "fuse.rclone", "drvfs")
"""Beginnings of the kinds of mounts whose changes are not told by the system."""

_SEEN = (".gitignore", ".ignore", ".clewignore")
"""Hidden files that matter."""

_MOUNTS = Path("/proc/self/mounts")


class Watcher:
    """Watches on a daemon thread, and tells the screen's.

    Args:
        post: runs a callable on the screen's thread; may be called from any thread.
        note: gets lines for the log.
    """

    def __init__(
        self,
        post: Callable[[Callable[[], None]], object],
        note: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._post = post
        self._note = note
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, paths: Sequence[Path], changed: Callable[[], None]) -> None:
        """Begin to watch; tells once when the watch stands, then after changes.

        Args:
            paths: absolute files and folders.
            changed: called on the screen's thread.
        """
        if self._thread is not None:
            return
        self._thread = threading.Thread(
            target=self._run, args=(list(paths), changed), name="clew-watcher", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End the watch; waits for a moment, as a thread in native code may not be cut off."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=1)

    def later(self, seconds: float, changed: Callable[[], None]) -> None:
        """Say that something has changed after a while."""
        timer = threading.Timer(seconds, self._tell, (changed,))
        timer.daemon = True
        timer.start()

    def _tell(self, changed: Callable[[], None]) -> None:
        if self._stop.is_set():
            return
        try:
            self._post(changed)
        except RuntimeError:  # the event loop has been closed under us
            self._stop.set()

    def _run(self, paths: list[Path], changed: Callable[[], None]) -> None:
        folders = [path for path in paths if path.is_dir()]
        files = _Glance(path for path in paths if path not in folders)
        while not self._stop.is_set():
            watched = [folder for folder in folders if folder.is_dir()]
            try:
                if folders and (len(watched) < len(folders) or any(map(is_remote, folders))):
                    self._poll(changed)
                elif folders:
                    self._watch(watched, files, changed)
                else:
                    self._glance(files, changed)
            except Exception as error:  # whatever keeps us from watching, we look ourselves
                self._note(f"cannot watch, looking every {POLL:.0f} s: {error}")
                while not self._stop.is_set():
                    self._poll(changed)

    def _watch(self, folders: list[Path], files: _Glance, changed: Callable[[], None]) -> None:
        """Watch until a folder is gone."""
        from watchfiles import watch

        first = True
        for changes in watch(
            *folders,
            watch_filter=lambda _change, path: matters(path, folders),
            debounce=DEBOUNCE,
            step=STEP,
            stop_event=self._stop,
            rust_timeout=int(GLANCE * 1000),
            yield_on_timeout=True,
            force_polling=False,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if first or changes or files.changed():
                self._tell(changed)
            first = False
            if not all(folder.is_dir() for folder in folders):
                return

    def _glance(self, files: _Glance, changed: Callable[[], None]) -> None:
        self._tell(changed)
        while not self._stop.wait(GLANCE):
            if files.changed():
                self._tell(changed)

    def _poll(self, changed: Callable[[], None]) -> None:
        if not self._stop.wait(POLL):
            self._tell(changed)


class _Glance:
    """Single files: whether any has changed since the last look."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(paths)
        self._last = self._look()

    def __bool__(self) -> bool:
        return bool(self._paths)

    def _look(self) -> list[tuple[int, int, int] | None]:
        return [_state(path) for path in self._paths]

    def changed(self) -> bool:
        before, self._last = self._last, self._look()
        return before != self._last


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def matters(path: str, folders: Sequence[Path]) -> bool:
    """Whether a change at a path can change what is read: hidden files and folders do not."""
    for folder in folders:
        base = os.fspath(folder).rstrip(os.sep) + os.sep
        if path.startswith(base):
            parts = Path(path[len(base) :]).parts
            return path.endswith(_SEEN) or not any(part.startswith(".") for part in parts)
    return True


def is_remote(folder: Path) -> bool:
    """Whether a folder lies on another machine, so that nobody tells of its changes."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    real = os.path.realpath(folder).rstrip(os.sep) + os.sep
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = fields[1].replace("\\040", " ").rstrip("/") + "/"
        if real.startswith(place) and len(place) >= len(best):
            best, kind = place, fields[2]
    return kind.startswith(_REMOTE)
