"""Watching: what changes is told soon, what does not matter is not, and it ends at once."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tui.services import watcher as service
from tui.services.watcher import Watcher, is_remote, matters


class Ear:
    """Counts what is told."""

    def __init__(self) -> None:
        self.count = 0
        self._heard = threading.Condition()

    def __call__(self) -> None:
        with self._heard:
            self.count += 1
            self._heard.notify_all()

    def more_than(self, count: int, timeout: float = 5) -> bool:
        with self._heard:
            return self._heard.wait_for(lambda: self.count > count, timeout)


Watch = Callable[..., Ear]


@pytest.fixture
def watch() -> Iterator[Watch]:
    made: list[Watcher] = []

    def start(*paths: Path) -> Ear:
        ear = Ear()
        watcher = Watcher(lambda call: call())
        made.append(watcher)
        watcher.start(paths, ear)
        return ear

    yield start
    for watcher in made:
        watcher.stop()
        assert watcher._thread is not None
        assert not watcher._thread.is_alive()


def test_changes_are_told(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    ear = watch(tmp_path)
    assert ear.more_than(0)  # the watch stands
    for change in (
        lambda: (tmp_path / "a.txt").write_text("one"),
        lambda: (tmp_path / "a.txt").write_text("two"),
        lambda: (tmp_path / "a.txt").rename(tmp_path / "sub" / "b.txt"),
        lambda: (tmp_path / "sub" / "b.txt").unlink(),
    ):
        before, start = ear.count, time.monotonic()
        change()
        assert ear.more_than(before)
        assert time.monotonic() - start < 1.5
        time.sleep(0.2)


def test_hidden_files_are_not_told(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    ear = watch(tmp_path)
    assert ear.more_than(0)
    (tmp_path / ".git" / "index").write_text("x")
    (tmp_path / ".a.txt.swp").write_text("x")
    assert not ear.more_than(1, 0.5)
    (tmp_path / ".gitignore").write_text("*.md")
    assert ear.more_than(1)


def test_single_files_are_looked_at(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "GLANCE", 0.05)
    file = tmp_path / "a.txt"
    file.write_text("one")
    ear = watch(file)
    assert ear.more_than(0)
    other = tmp_path / "b.txt"
    other.write_text("longer than before")
    other.rename(file)  # as editors do
    assert ear.more_than(1)
    assert not ear.more_than(2, 0.3)


def test_a_folder_that_goes_and_comes_back(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "POLL", 0.1)
    folder = tmp_path / "articles"
    folder.mkdir()
    ear = watch(folder)
    assert ear.more_than(0)
    shutil.rmtree(folder)
    assert ear.more_than(3)
    folder.mkdir()
    before = ear.count
    assert ear.more_than(before)
    time.sleep(0.5)
    before = ear.count
    (folder / "a.txt").write_text("one")
    assert ear.more_than(before)


def test_what_cannot_be_watched_is_looked_at(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchfiles

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space left on device: the limit of watches is reached")

    monkeypatch.setattr(watchfiles, "watch", full)
    monkeypatch.setattr(service, "POLL", 0.05)
    assert watch(tmp_path).more_than(3)


def test_remote_folders_are_looked_at(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\nbroken\n")
    monkeypatch.setattr(service, "_MOUNTS", mounts)
    assert is_remote(tmp_path / "articles")
    assert not is_remote(tmp_path.parent)
    monkeypatch.setattr(service, "POLL", 0.05)
    assert watch(tmp_path).more_than(3)
    monkeypatch.setattr(service, "_MOUNTS", tmp_path / "nowhere")
    assert not is_remote(tmp_path)


def test_later(tmp_path: Path) -> None:
    ear = Ear()
    watcher = Watcher(lambda call: call())
    watcher.later(0.01, ear)
    assert ear.more_than(0)
    watcher.stop()
    watcher.later(0.01, ear)
    assert not ear.more_than(1, 0.1)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a/b/c.txt", True),
        ("/a/b/.c.txt", False),
        ("/a/b/.d/c.txt", False),
        ("/a/b/d/.gitignore", True),
        ("/elsewhere/c.txt", True),
    ],
)
def test_matters(path: str, expected: bool) -> None:
    assert matters(path, [Path("/a/b")]) is expected
