"""Indexing a folder in one go: ``python -m tests.benchmarks.refresh [FOLDER | --articles N]``.

Prints, for one run on this machine: the time, processor time and memory of ``clew index`` on a
folder never seen before, beside ``recollindex`` (which extracts no names) where it is installed;
how soon the first search could be answered; a refresh with nothing changed, beside a bare walk of
the folder; and one with an article added (to a folder that this command made), with what linking
had to do again. Trust the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.corpora import write

_FIRST_SEARCH = """
import sys, threading, time
from pathlib import Path
from index import Corpus
corpus = Corpus.open(sys.argv[1], index_dir=Path(sys.argv[2]))
start, first, cancel = time.monotonic(), [], threading.Event()
def progress(step):
    if not first and corpus.search("the OR a OR of", limit=20).total:
        first.append(time.monotonic() - start)
        cancel.set()
corpus.refresh(progress=progress, cancel=cancel)
print(first[0])
"""


class Run(NamedTuple):
    """One process: wall and processor seconds, and the peak memory of its largest part in MB."""

    wall: float
    cpu: float
    peak: float


def measure(command: list[str], **environment: str) -> Run:
    """Run a command to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run(
        command, check=True, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    )
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, after.ru_maxrss / 1024)


def walk(folder: Path) -> float:
    """Seconds to list a folder and ask for every file's size and time."""
    start = time.monotonic()
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                else:
                    entry.stat()
    return time.monotonic() - start


def recoll(folder: Path, scratch: Path) -> Run | None:
    """Index the folder with recollindex, if it is installed."""
    if shutil.which("recollindex") is None:
        return None
    config = scratch / "recoll"
    config.mkdir()
    (config / "recoll.conf").write_text(f"topdirs = {folder}\nloglevel = 1\n")
    return measure(["recollindex", "-c", str(config)], HOME=str(scratch))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folder = options.folder
        if folder is None:
            folder = scratch / "articles"
            write(folder, options.articles)
        folder = folder.resolve()
        files = [path for path in folder.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
        print(f"{len(files)} files, {size:.1f} MB")

        clew = [sys.executable, "-m", "tui.cli"]
        index = str(scratch / "index")
        ours = measure([*clew, "index", str(folder), "--index-dir", index])
        print(
            f"clew index            {ours.wall:8.2f} s  {ours.cpu:8.2f} s CPU  {ours.peak:6.0f} MB"
        )
        kept = [path for path in Path(index).rglob("*") if path.is_file()]
        disk = sum(path.stat().st_size for path in kept) / 1e6
        print(f"  on disk             {disk:8.1f} MB  ratio to the text {disk / size:.2f}")
        peer = recoll(folder, scratch)
        if peer is None:
            print("recollindex           not installed (Debian: recollcmd)")
        else:
            print(
                f"recollindex           {peer.wall:8.2f} s  {peer.cpu:8.2f} s CPU  "
                f"{peer.peak:6.0f} MB  ratio {ours.wall / peer.wall:.2f}"
            )
        first = subprocess.run(
            [sys.executable, "-c", _FIRST_SEARCH, str(folder), str(scratch / "fresh")],
            check=True,
            capture_output=True,
            text=True,
        )
        print(f"first search possible {float(first.stdout):8.2f} s")
        again = subprocess.run(
            [sys.executable, "-c", AGAIN, str(folder), index],
            check=True,
            capture_output=True,
            text=True,
        )
        bare = min(walk(folder) for _ in range(3))
        idle = float(again.stdout)
        print(f"nothing changed       {idle:8.3f} s  ratio to a bare walk {idle / bare:.2f}")
        if options.folder is None:
            one = subprocess.run(
                [sys.executable, "-c", _ONE, str(folder), index],
                check=True,
                capture_output=True,
                text=True,
            )
            print(f"one article added     {one.stdout.strip()}")


AGAIN = """
import sys, time
from pathlib import Path
from index import Corpus
corpus = Corpus.open(sys.argv[1], index_dir=Path(sys.argv[2]))
corpus.refresh()
took = []
for _ in range(3):
    start = time.monotonic()
    corpus.refresh()
    took.append(time.monotonic() - start)
print(min(took))
"""

_ONE = """
import sys, time
from pathlib import Path
from index import Corpus
from index.refreshing.refresh import Refresh
corpus = Corpus.open(sys.argv[1], index_dir=Path(sys.argv[2]))
corpus.refresh()
new = Path(sys.argv[1]) / "one-more.txt"
new.write_text("Angela Merkel went to Paris on Friday. Merkel met Emmanuel Macron there.")
cpu = time.process_time()
run = Refresh(corpus._store, corpus.paths, corpus.root)
run.run()
cpu = time.process_time() - cpu
work = run._enrichment.worked
print(f"{cpu:8.2f} s CPU  {work.resolved} of {work.articles} articles worked out again, "
      f"{work.written} of {work.entities} entities written")
"""


if __name__ == "__main__":
    main()
