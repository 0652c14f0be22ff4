"""A quick look says "unchanged" only when the full walk finds just what is known."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index.reading import discover
from index.reading.glance import unchanged

Change = Callable[[Path], object]


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {entry.rel: (entry.size, entry.mtime_ns) for entry in discover([folder], folder)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    for name in ("a.txt", "sub/b.md", "sub/deep/ü.txt", "sub/other.xyz", ".hidden/c.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def test_nothing_changed(folder: Path) -> None:
    assert unchanged(folder, stamps(folder))
    known = stamps(folder)
    (folder / "sub" / "more.xyz").write_text("of no known kind")
    (folder / ".hidden" / "d.txt").write_text("hidden")
    (folder / "empty").mkdir()
    assert unchanged(folder, known)
    assert stamps(folder) == known


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.txt").write_text("longer than before"),
        lambda folder: os.utime(folder / "a.txt", (1, 1)),
        lambda folder: (folder / "a.txt").unlink(),
        lambda folder: (folder / "sub" / "deep" / "new.txt").write_text(""),
        lambda folder: (folder / "sub").rename(folder / "bus"),
        lambda folder: (folder / "sub" / ".gitignore").write_text("*.md"),
        lambda folder: (folder / "link").symlink_to(folder / "sub"),
        lambda folder: (folder / "a.txt").rename(folder / ".a.txt"),
        lambda folder: (folder / os.fsdecode(b"\xff.txt")).write_text("x"),
    ],
)
def test_something_changed(folder: Path, change: Change) -> None:
    known = stamps(folder)
    change(folder)
    assert not unchanged(folder, known)


def test_what_is_gone(folder: Path, tmp_path: Path) -> None:
    known = stamps(folder)
    assert not unchanged(tmp_path / "nowhere", known)
    assert not unchanged(folder, {**known, "z.txt": (1, 1)})
    assert unchanged(folder / ".hidden", stamps(folder / ".hidden"))
