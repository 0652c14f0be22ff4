"""Kills a writer at random instants, and looks each time at what it leaves behind.

One process forks the writers, so that none has to load anything. A writer tells by a shared byte
which stage it is in; half of the kills come at any time, the others at a chosen stage, so that
short stages get their share. Prints what it has done; its exit status is 1 when anything is lost.
"""

from __future__ import annotations

import mmap
import os
import random
import shutil
import signal
import tempfile
import time
import traceback
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import index.refreshing.enrichment
import index.refreshing.extracting
import index.refreshing.folder_changes
import index.refreshing.refresh
import index.refreshing.streaming
import index.store.text.merging
from index import Corpus
from index.refreshing.refresh import Refresh
from index.refreshing.repetition import Repetition
from index.refreshing.storing import Storing
from index.store import Store
from index.store.text.index import TextIndex
from index.store.text.writer import BulkWriter
from tests.faults.world import World, anew, contents, look, verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

STAGES = (
    "start",
    "repairing",
    "looking for changes",
    "removing",
    "reading",
    "reading large files",
    "committing words",
    "repetition",
    "merging",
    "extracting",
    "linking",
    "end",
)


def kill(count: int, seed: int, *, small: bool = False, tell: Callable[[str], None] = print) -> int:
    """Kill so many writers; return how often something was lost.

    Args:
        count: kills, each while a writer was at work.
        seed: what the chances begin with.
        small: a small folder.
        tell: gets lines of a report.
    """
    chance = random.Random(seed)
    scratch = Path(tempfile.mkdtemp(prefix="clew-faults-"))
    stage = mmap.mmap(-1, 1)
    world = World(scratch / "articles", seed, 24 if small else 60, tables=2)
    (world.folder / "notes of my own").write_text("Not an article.")
    own = _own_files(scratch / "own")
    index_dir = scratch / "index"
    _watch_stages(stage)
    _warm(scratch)
    seconds = _timed(world, index_dir)
    tell(f"one run takes {seconds:.2f} s")
    killed: Counter[str] = Counter()
    lost = tries = since = 0
    while sum(killed.values()) < count and tries < 6 * count + 20:
        tries += 1
        kind = "refreshing"
        if chance.random() < 0.25:
            shutil.rmtree(index_dir, ignore_errors=True)
            kind = "indexing"
        else:
            world.change()
        at = _run_and_kill(world, index_dir, stage, chance, seconds)
        if at is None:
            continue
        killed[f"{kind}, {at}"] += 1
        since += 1
        written = contents(world.folder, own)
        if since < 3 and chance.random() < 0.3:
            continue  # the next writer finds what this one left
        since = 0
        kept = _child(lambda: (look(world.folder, index_dir), verify(world, index_dir)))
        if not kept or contents(world.folder, own) != written:
            lost += 1
            tell(f"LOST after kill {sum(killed.values())} ({kind}, {at}); kept in {scratch}")
            return lost
    if not _child(lambda: anew(world, index_dir, scratch / "fresh")):
        lost += 1
        tell("LOST: the index does not say what a fresh one says")
    for name, number in sorted(killed.items()):
        tell(f"  {number:4} killed while {name}")
    tell(f"{sum(killed.values())} kills, {lost} with a loss, seed {seed}")
    shutil.rmtree(scratch, ignore_errors=True)
    return lost if sum(killed.values()) >= count else 1


def _own_files(home: Path) -> Path:
    """What a person writes for clew, beside the documents: keys, programs, what is remembered."""
    home.mkdir()
    for name in ("CONFIG", "STATE", "DATA"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())
        (home / name.lower() / "clew").mkdir(parents=True)
    (home / "config/clew/keys.toml").write_text('[keys]\n"walk.next-mention" = "n"\n')
    (home / "config/clew/open.toml").write_text('[open]\npdf = ["true"]\n')
    (home / "state/clew/state.json").write_text('{"theme": "light"}')
    return home


def _watch_stages(stage: mmap.mmap) -> None:
    """Have the engine tell its stage; and let it commit, link and merge as often as can be.

    Files of many articles are read as large ones are, a commit at a time.
    """
    folder_changes, streaming = index.refreshing.folder_changes, index.refreshing.streaming
    folder_changes.is_large = partial(folder_changes.is_large, limit=20_000)
    streaming.read_large = partial(streaming.read_large, piece=5_000)
    streaming._BATCH = 8_000
    index.refreshing.refresh._FIRST_BATCH = 4_000
    index.refreshing.refresh._LAST_BATCH = 16_000
    index.refreshing.extracting.FLUSH_SECONDS = 0.02
    index.refreshing.enrichment._FIRST_LINK = 8
    index.store.text.merging.FANOUT = 2

    def tells(owner: Any, name: str, word: str) -> None:
        real = getattr(owner, name)
        number = STAGES.index(word)

        def wrapped(*args: Any, **keywords: Any) -> Any:
            before = stage[0]
            stage[0] = number
            try:
                return real(*args, **keywords)
            finally:
                stage[0] = before

        setattr(owner, name, wrapped)

    tells(Store, "repair_text", "repairing")
    tells(Refresh, "_find_changes", "looking for changes")
    tells(Storing, "remove", "removing")
    tells(Refresh, "_read", "reading")
    for name in ("_store", "_rename"):
        tells(index.refreshing.streaming, name, "reading large files")
    tells(BulkWriter, "commit", "committing words")
    tells(Repetition, "apply", "repetition")
    tells(TextIndex, "merge", "merging")
    tells(index.refreshing.enrichment.Enrichment, "run", "extracting")
    tells(index.refreshing.enrichment.Enrichment, "link", "linking")


def _warm(scratch: Path) -> None:
    """Load what every writer needs, so that a fork has it."""
    world = World(scratch / "warm", 0, 2)
    verify(world, scratch / "warm-index")


def _write(world: World, index_dir: Path) -> None:
    corpus = Corpus.open(world.folder, index_dir=index_dir)
    corpus.refresh()
    corpus.close()


def _timed(world: World, index_dir: Path) -> float:
    start = time.monotonic()
    assert _child(lambda: _write(world, index_dir)), "the first run failed"
    return time.monotonic() - start


def _fork(job: Callable[[], object]) -> int:
    number = os.fork()
    if number:
        return number
    status = 1
    try:
        os.setpgid(0, 0)
        job()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _child(job: Callable[[], object]) -> bool:
    """Whether a process of its own does a job without an error."""
    _, status = os.waitpid(_fork(job), 0)
    return os.waitstatus_to_exitcode(status) == 0


def _run_and_kill(
    world: World, index_dir: Path, stage: mmap.mmap, chance: random.Random, seconds: float
) -> str | None:
    """Kill a writer; the stage in which it was, or None when it had ended before."""
    stage[0] = 0
    aim = chance.choice((None, *range(1, len(STAGES) - 1)))
    if chance.random() < 0.5:
        aim = None
    start = time.monotonic()
    writer = _fork(lambda: _write(world, index_dir))
    if aim is None:
        time.sleep(chance.random() * seconds)
    else:
        while stage[0] != aim and time.monotonic() - start < 2 * seconds:
            time.sleep(0.0002)
            if os.waitpid(writer, os.WNOHANG)[0]:
                return None
        time.sleep(chance.random() ** 2 * 0.03)
    if os.waitpid(writer, os.WNOHANG)[0]:
        return None
    at = STAGES[stage[0]]
    os.kill(writer, signal.SIGKILL)
    _, status = os.waitpid(writer, 0)
    return at if os.WIFSIGNALED(status) else None
