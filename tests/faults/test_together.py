"""Several at once: a second writer, and readers while a writer commits."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import index.refreshing.enrichment
import index.refreshing.extracting
import index.refreshing.refresh
import index.store.text.merging
from index import Corpus
from index.errors import BusyError
from tests.faults.jail import ROOT
from tests.faults.world import World, verify


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the engine commit, link and merge as often as can be."""
    monkeypatch.setattr(index.refreshing.refresh, "_FIRST_BATCH", 3_000)
    monkeypatch.setattr(index.refreshing.refresh, "_LAST_BATCH", 12_000)
    monkeypatch.setattr(index.refreshing.extracting, "FLUSH_SECONDS", 0.01)
    monkeypatch.setattr(index.refreshing.enrichment, "_FIRST_LINK", 4)
    monkeypatch.setattr(index.store.text.merging, "FANOUT", 2)


def read_once(corpus: Corpus, stable: dict[str, str]) -> None:
    """Ask everything; what nobody changes must always be there, whole."""
    infos = {info.path: info for info in corpus.articles()}
    assert set(stable) <= set(infos)
    for path, word in stable.items():
        result = corpus.search(word, snippets=1)
        assert [hit.article.path for hit in result.hits] == [path], (path, result)
        article = corpus.article(infos[path].id)
        assert word in article.text
        for mention in corpus.article_mentions(article.info.id):
            assert article.text[mention.start : mention.end] == mention.text
    assert corpus.search("went -nothing").total >= len(stable)
    entity = corpus.entity("Paris")
    assert len(corpus.mentions("Paris")) >= len(stable)
    assert entity.articles >= len(stable)
    corpus.entities(limit=10)
    corpus.failures()


_READER = """
import sys, json
from pathlib import Path
from index import Corpus
from tests.faults.test_together import read_once
folder, index_dir = sys.argv[1:]
stable = json.loads(sys.stdin.readline())
corpus = Corpus.open(folder, index_dir=Path(index_dir))
read_once(corpus, stable)
print("reading", flush=True)
import select
rounds = 0
while not select.select([sys.stdin], [], [], 0)[0]:
    read_once(corpus, stable)
    rounds += 1
print(rounds)
"""


@pytest.mark.usefixtures("busy")
def test_readers_never_fail_while_a_writer_commits(tmp_path: Path) -> None:
    world = World(tmp_path / "articles", 8, 12)
    index_dir = tmp_path / "index"
    corpus = Corpus.open(world.folder, index_dir=index_dir)
    corpus.refresh()
    stable = dict(list(world.words.items())[:4])
    reader = subprocess.Popen(
        [sys.executable, "-c", _READER, str(world.folder), str(index_dir)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write(json.dumps(stable) + "\n")
    reader.stdin.flush()
    assert reader.stdout.readline() == "reading\n"
    over = threading.Event()
    failed: list[BaseException] = []
    rounds: list[int] = []

    def read() -> None:
        count = 0
        try:
            while not over.is_set():
                read_once(corpus, stable)
                count += 1
        except BaseException as error:
            failed.append(error)
        rounds.append(count)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    before = corpus.generation
    for _ in range(6):
        changed = [path for path in world.words if path not in stable]
        for path in changed[:3]:
            world.write(path)
        for number in range(4):
            world.write(f"more/{world.version}-{number}.txt")
        world.remove(changed[-1])
        corpus.refresh()
    over.set()
    for thread in threads:
        thread.join()
    out, complaint = reader.communicate("stop\n", timeout=60)
    assert not failed, failed[0]
    assert reader.returncode == 0, complaint
    assert int(out) > 0
    assert min(rounds) > 0
    assert corpus.generation > before + 10
    corpus.close()
    verify(world, index_dir)


_WRITER = """
import sys
from tui.cli import main
sys.exit(main(["index", sys.argv[1], "--index-dir", sys.argv[2]]))
"""


def test_many_writers_at_once(tmp_path: Path) -> None:
    """On an index that is not there yet: each does its work or says that another is at it."""
    world = World(tmp_path / "articles", 9, 16)
    index_dir = tmp_path / "index"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(world.folder), str(index_dir)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    ends = [(*writer.communicate(timeout=120), writer.returncode) for writer in writers]
    assert {status for _, _, status in ends} <= {0, 2}
    assert [status for _, _, status in ends if status == 0]
    for _, complaint, status in ends:
        if status == 2:
            assert complaint == "clew: this index is being written by another clew\n"
        else:
            assert complaint == ""
    verify(world, index_dir)


def test_many_open_an_index_at_once(tmp_path: Path) -> None:
    world = World(tmp_path / "articles", 10, 2)
    failed: list[BaseException] = []
    for number in range(10):
        gate = threading.Barrier(4)

        def open_one(number: int = number, gate: threading.Barrier = gate) -> None:
            gate.wait()
            try:
                corpus = Corpus.open(world.folder, index_dir=tmp_path / f"index{number}")
                corpus.articles()
                corpus.close()
            except BaseException as error:
                failed.append(error)

        threads = [threading.Thread(target=open_one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failed, failed[0]


def test_a_second_thread_says_so(tmp_path: Path) -> None:
    world = World(tmp_path / "articles", 11, 4)
    corpus = Corpus.open(world.folder, index_dir=tmp_path / "index")
    other = Corpus.open(world.folder, index_dir=tmp_path / "index")
    seen: list[str] = []

    def progress(_: object) -> None:
        with pytest.raises(BusyError) as caught:
            other.refresh()
        seen.append(str(caught.value))

    corpus.refresh(progress=progress)
    assert set(seen) == {"this index is being written by another clew"}
    assert other.refresh().added == 0
    assert len(other.articles()) == 4
    corpus.close()
    other.close()
