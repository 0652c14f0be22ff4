"""Fixtures that every test may use: a corpus made of given files, and the sample articles."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from index import Corpus
from index.processes import start
from index.refreshing import apart

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Sequence

SEEDS = Path(__file__).parent.parent / "seeds"

# A busy machine fails no test by being slow; the check on every change tries the same cases twice.
settings.register_profile("here", deadline=None)
settings.register_profile("check", deadline=None, derandomize=True)
settings.load_profile("check" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def _private_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own folders."""
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))


@pytest.fixture
def make_corpus(tmp_path: Path) -> Iterator[Callable[[dict[str, str | bytes]], Corpus]]:
    """A function that writes files into a folder and opens it (without a refresh)."""
    opened: list[Corpus] = []

    def make(files: dict[str, str | bytes]) -> Corpus:
        folder = tmp_path / "articles"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content if isinstance(content, bytes) else content.encode()
            path.write_bytes(data)
        folder.mkdir(exist_ok=True)
        corpus = Corpus.open(folder, index_dir=tmp_path / "index")
        opened.append(corpus)
        return corpus

    yield make
    for corpus in opened:
        corpus.close()


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of indexes in which the sample articles are already indexed."""
    base = tmp_path_factory.mktemp("seeds-index")
    corpus = Corpus.open(SEEDS, index_dir=base)
    corpus.refresh()
    corpus.close()
    return base


@pytest.fixture
def seeds(seeds_index: Path) -> Iterator[Corpus]:
    """The sample articles, indexed."""
    corpus = Corpus.open(SEEDS, index_dir=seeds_index)
    yield corpus
    corpus.close()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started to refresh an index from here on."""
    processes: list[subprocess.Popen[bytes]] = []

    def noted(module: str, arguments: Sequence[object] = ()) -> subprocess.Popen[bytes] | None:
        process = start(module, arguments)
        assert process is not None
        processes.append(process)
        return process

    monkeypatch.setattr(apart, "start", noted)
    return processes
