"""The text index on disk: durable, recoverable, incremental, and quiet until it is used."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import BusyError, IndexDamagedError
from index.query import Word, parse
from index.store.text import Entry, SearchCancelledError, TextIndex
from index.store.text import flushing as flushing_module
from index.store.text import writer as writer_module
from index.store.text.merging import FANOUT

ROOT = Path(__file__).resolve().parents[2]


def entry(number: int, text: str, **more: object) -> Entry:
    made = Entry(number, f"Title {number}", text, "", f"{number}.txt", None)
    return made._replace(**more)


@pytest.fixture
def index(tmp_path: Path) -> TextIndex:
    made = TextIndex.open(tmp_path / "text", create=True)
    with made.writer() as writer:
        writer.add(entry(1, "oil and gas"))
        writer.add(entry(2, "oil alone"))
    return made


def ids(index: TextIndex, query: str) -> set[int]:
    return {number for number, _ in index.reader().search(parse(query)).hits}


def test_a_new_index_is_empty(tmp_path: Path) -> None:
    index = TextIndex.open(tmp_path, create=True)
    assert index.ids() == set()
    assert index.reader().search(Word("oil")).total == 0
    assert index.reader().search(None).total == 0
    assert index.reader().expand("o") == []


def test_adding_and_deleting(index: TextIndex) -> None:
    assert ids(index, "oil") == {1, 2}
    with index.writer() as writer:
        writer.delete([1, 99])
        writer.add(entry(3, "oil again"))
    assert ids(index, "oil") == {2, 3}
    assert ids(index, "-gas") == {2, 3}
    assert index.ids() == {2, 3}


def test_an_article_can_be_replaced_in_one_commit(index: TextIndex) -> None:
    with index.writer() as writer:
        writer.delete([2])
        writer.add(entry(2, "coal alone"))
    assert ids(index, "oil") == {1}
    assert ids(index, "coal") == {2}
    assert index.ids() == {1, 2}


def test_what_was_added_can_be_deleted_before_the_commit(index: TextIndex) -> None:
    with index.writer() as writer:
        writer.add(entry(7, "coal"))
        writer.delete([7])
        writer.add(entry(8, "coal"))
    assert ids(index, "coal") == {8}


def test_cancelling_leaves_nothing(index: TextIndex, tmp_path: Path) -> None:
    before = sorted(os.listdir(tmp_path / "text"))
    writer = index.writer()
    writer.add(entry(3, "oil"))
    writer.delete([1])
    writer.cancel()
    assert index.ids() == {1, 2}
    assert sorted(os.listdir(tmp_path / "text")) == before
    with index.writer() as other:
        other.add(entry(3, "oil"))
    assert index.ids() == {1, 2, 3}


def test_an_error_while_writing_cancels(index: TextIndex) -> None:
    with pytest.raises(RuntimeError), index.writer() as writer:
        writer.add(entry(3, "oil"))
        raise RuntimeError
    assert index.ids() == {1, 2}
    with index.writer() as writer:
        writer.add(entry(4, "oil"))
    assert index.ids() == {1, 2, 4}


def test_one_writer_at_a_time(index: TextIndex) -> None:
    with index.writer() as writer:
        with pytest.raises(BusyError):
            index.writer()
        with pytest.raises(BusyError):
            index.merge()
        writer.add(entry(3, "oil"))
    assert index.ids() == {1, 2, 3}


def test_a_reader_keeps_its_commit_until_refreshed(index: TextIndex) -> None:
    reader = index.reader()
    assert reader.refreshed() is reader
    with index.writer() as writer:
        writer.add(entry(3, "oil"))
        writer.delete([1])
    assert reader.search(Word("oil")).total == 2
    newer = reader.refreshed()
    assert newer.generation > reader.generation
    assert {number for number, _ in newer.search(Word("oil")).hits} == {2, 3}


def test_a_reader_outlives_merging(tmp_path: Path) -> None:
    index = TextIndex.open(tmp_path, create=True)
    for number in range(2 * FANOUT):
        with index.writer() as writer:
            writer.add(entry(number + 1, f"oil number{number}"))
    reader = index.reader()
    index.merge()
    assert len(list(tmp_path.glob("*.clew"))) < FANOUT
    assert reader.search(Word("oil")).total == 2 * FANOUT
    assert reader.search(Word("number3")).total == 1
    assert reader.refreshed().search(Word("oil")).total == 2 * FANOUT


def test_large_additions_become_several_segments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "WORDS", 20)
    monkeypatch.setattr(flushing_module, "AT_ONCE", 100)
    index = TextIndex.open(tmp_path, create=True)
    with index.writer() as writer:
        for number in range(1, 30):
            writer.add(entry(number, f"oil price number{number} " * 3))
        writer.delete([1, 29])
    assert len(list(tmp_path.glob("*.clew"))) > 5
    assert index.ids() == set(range(2, 29))
    assert ids(index, '"oil price number7"') == {7}
    index.merge()
    assert ids(index, '"oil price number7"') == {7}
    assert ids(index, "oil") == set(range(2, 29))


def test_a_long_text_is_read_by_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flushing_module, "AT_ONCE", 40)
    index = TextIndex.open(tmp_path, create=True)
    words = [f"word{number}" if number % 5 else f"U.S. José{number}’s" for number in range(200)]
    texts = [" ".join(words), "short", "x" * 500 + " end", "\u3000".join(words)]
    with index.writer() as writer:
        for number, text in enumerate(texts, 1):
            writer.add(entry(number, text, title=""))
    assert ids(index, '"word19 us jose20 word21"') == {1, 4}
    assert ids(index, '"jose195 word196 word197 word198 word199"') == {1, 4}
    assert ids(index, "short") == {2}
    assert ids(index, "end") == {3}
    with index._files.reader() as reader:
        lengths = [reader.doc_field_length(document, "text") for document in range(4)]
    assert lengths[0] == lengths[3] > 200
    assert lengths[1:3] == [1, 2]


def test_reopening(index: TextIndex, tmp_path: Path) -> None:
    index.close()
    again = TextIndex.open(tmp_path / "text")
    assert again.ids() == {1, 2}
    assert ids(again, "gas") == {1}


def test_the_folder_is_private(tmp_path: Path) -> None:
    TextIndex.open(tmp_path / "text", create=True)
    assert (tmp_path / "text").stat().st_mode & 0o077 == 0


def test_nothing_to_open(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError):
        TextIndex.open(tmp_path / "none")


def test_every_cut_of_every_file_is_noticed(index: TextIndex, tmp_path: Path) -> None:
    chance = random.Random(1)
    for file in (tmp_path / "text").iterdir():
        if file.suffix not in (".toc", ".clew"):
            continue
        whole = file.read_bytes()
        for size in {0, 1, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(15))}:
            file.write_bytes(whole[:size])
            with pytest.raises(IndexDamagedError):
                TextIndex.open(tmp_path / "text")
        file.unlink()
        with pytest.raises(IndexDamagedError):
            TextIndex.open(tmp_path / "text")
        file.write_bytes(whole)
    assert TextIndex.open(tmp_path / "text").ids() == {1, 2}


KILLED = """
import os, sys
from pathlib import Path
from index.store.text import Entry, TextIndex
import index.store.text.storage as storage
import index.store.text.container as container
place, folder = sys.argv[1], Path(sys.argv[2])
index = TextIndex.open(folder)
writer = index.writer()
writer.add(Entry(3, "", "oil again", "", "3.txt", None))
writer.delete([1])
if place == "flushing":
    container.ContainerWriter.close = lambda self: os._exit(9)
elif place == "renaming":
    storage.DurableStorage.rename_file = lambda *a, **k: os._exit(9)
elif place == "cleaning":
    storage.DurableStorage.delete_file = lambda *a, **k: os._exit(9)
writer.commit()
os._exit(0)
"""


@pytest.mark.parametrize(
    ("place", "expected"), [("flushing", {1, 2}), ("renaming", {1, 2}), ("cleaning", {2, 3})]
)
def test_a_killed_writer_leaves_a_whole_commit(
    index: TextIndex, tmp_path: Path, place: str, expected: set[int]
) -> None:
    folder = tmp_path / "text"
    done = subprocess.run([sys.executable, "-c", KILLED, place, str(folder)], cwd=ROOT, check=False)
    assert done.returncode == 9
    again = TextIndex.open(folder)
    assert again.ids() == expected
    assert ids(again, "oil") == expected
    with again.writer() as writer:
        writer.add(entry(5, "oil"))
    assert ids(again, "oil") == {*expected, 5}
    named = {file.name for file in folder.glob("*.clew")}
    assert len(named) == len(again._files._read_toc().segments)


def test_cancelled_searches_stop(index: TextIndex) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(SearchCancelledError):
        index.reader().search(parse("oil gas coal alone"), cancelled=cancelled)


def test_pages_and_ties(tmp_path: Path) -> None:
    index = TextIndex.open(tmp_path, create=True)
    with index.writer() as writer:
        for number in range(1, 41):
            writer.add(entry(number, "oil " * (1 + number % 3), title=""))
    reader = index.reader()
    every = reader.search(Word("oil")).hits
    assert len(every) == 40
    assert every == sorted(every, key=lambda hit: (-hit[1], hit[0]))
    pages = [reader.search(Word("oil"), limit=7, offset=7 * page).hits for page in range(6)]
    assert [hit for page in pages for hit in page] == every
    assert reader.search(Word("oil"), limit=0).total == 40


def test_better_answers_stand_first(tmp_path: Path) -> None:
    index = TextIndex.open(tmp_path, create=True)
    filler = " ".join(f"w{i}" for i in range(30))
    with index.writer() as writer:
        writer.add(entry(1, f"{filler} oil {filler} price", title=""))
        writer.add(entry(2, f"{filler} oil price {filler}", title=""))
        writer.add(entry(3, f"{filler} oil {filler} price", title="Oil price"))
        writer.add(entry(4, filler, title=""))
    hits = index.reader().search(parse("oil price")).hits
    assert {number for number, _ in hits} == {1, 2, 3}
    assert hits[-1][0] == 1


def test_completion_and_spelling(tmp_path: Path) -> None:
    index = TextIndex.open(tmp_path, create=True)
    texts = ("maduro madrid", "maduro mad", "Maduro’s maduros", "made")
    for number, text in enumerate(texts, 1):
        with index.writer() as writer:
            writer.add(entry(number, text))
    reader = index.reader()
    assert reader.expand("mad") == ["maduro", "mad", "made", "madrid", "maduros"]
    assert reader.expand("mad", limit=1) == ["maduro"]
    assert reader.expand("...") == []
    assert reader.spelling("madruo")[0] == "maduro"
    assert reader.spelling("zz") == []


def test_why_nothing_is_found(index: TextIndex) -> None:
    reader = index.reader()

    def notes(query: str) -> tuple[str, ...]:
        node = parse(query)
        assert node is not None
        return reader.diagnose(node).notes

    assert notes("alnoe oil") == (
        "nothing matches alnoe",
        "did you mean alone?",
        "without it 2 articles match",
    )
    assert notes("qqqq oil gas date:1900") == (
        "nothing matches qqqq",
        "nothing matches date:1900",
        "no article has a date",
        "without them 1 article matches",
    )
    assert notes("gas alone") == ("gas removes everything: without it 1 article matches",)
    assert notes("oil -oil") == ("-oil removes everything: without it 2 articles match",)
    assert notes("oil") == ()
    node = parse("gas alone")
    assert node is not None
    relaxed = reader.diagnose(node).relaxed
    assert reader.search(relaxed).total == 2


def test_facets(tmp_path: Path) -> None:
    index = TextIndex.open(tmp_path, create=True)
    for number, (source, day) in enumerate(
        [("A", 738000), ("A", 738001), ("B", 738100), ("", None)], 1
    ):
        with index.writer() as writer:
            writer.add(entry(number, "oil", source=source, date=day))
    facets = index.reader().facets(Word("oil"))
    assert facets.sources == {"A": 2, "": 1, "B": 1}
    assert facets.months == {"2021-11": 1, "2021-07": 2}


def test_nothing_heavy_is_imported_before_it_is_needed(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "import index.store.text, index.query, index.answering.snippets\n"
        "assert not {'whoosh', 'numpy', 'rapidfuzz'} & set(sys.modules)\n"
        "index = index.store.text.TextIndex.open(Path(sys.argv[1]), create=True)\n"
        "index.ids(); index.close()\n"
        "assert 'numpy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "text")], cwd=ROOT, check=True)


def test_an_answer_remembered_again_counts_once(tmp_path: Path) -> None:
    snapshot = TextIndex.open(tmp_path, create=True).reader()._snapshot
    for _ in range(5):
        snapshot.remember("word", "answer", 30 << 20)
    snapshot.remember("other", "answer", 30 << 20)
    assert snapshot.recall("word") == snapshot.recall("other") == "answer"
    snapshot.remember("third", "answer", 30 << 20)
    assert snapshot.recall("word") is None
    assert snapshot.recall("third") == "answer"
