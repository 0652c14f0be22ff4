"""What has changed in a folder: found, given back as it was put in, and small in memory."""

from __future__ import annotations

import errno
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Corpus
from index.errors import UnwritableError
from index.reading import FileEntry
from index.reading.options import DEFAULT
from index.refreshing.folder_changes import Waiting, find_changes
from index.store.files import FileRow, FileTable
from index.store.mentions import MentionTable
from index.store.stamps import Stamps

Make = Callable[[dict[str, str | bytes]], Corpus]

ROOT = Path("/folder") if os.sep == "/" else Path("C:\\folder")


def entry(rel: str, size: int = 7, mtime_ns: int = 1_700_000_000_000_000_000) -> FileEntry:
    return FileEntry(os.path.join(ROOT, *rel.split("/")), rel, size, mtime_ns)  # noqa: PTH118


@pytest.mark.parametrize("block", [1, 2, 4096])
def test_files_come_back_in_order_with_what_is_known_of_them(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.refreshing.folder_changes._BLOCK", block)
    row = FileRow(3, "b/Ł.txt", 1, 2, b"hash", "")
    odd = FileEntry(os.path.join(ROOT, "n\udce9.txt"), "n\\xe9.txt", 0, -5)  # noqa: PTH118
    todo = [(entry("a.txt"), None), (entry("b/Ł.txt", 2**40), row), (odd, None)]
    waiting = Waiting(ROOT, tmp_path)
    for one in todo:
        waiting.add(*one)
    assert list(waiting) == todo
    assert list(waiting) == todo
    assert len(waiting) == 3
    assert waiting.new_sizes() == {7, 0}
    assert waiting.size == 7 + 2**40


def test_what_lies_right_under_the_root_of_all_is_found(tmp_path: Path) -> None:
    root = Path(ROOT.anchor)
    waiting = Waiting(root, tmp_path)
    one = FileEntry(os.path.join(root, "a.txt"), "a.txt", 1, 1)  # noqa: PTH118
    waiting.add(one, None)
    assert [entry for entry, _ in waiting] == [one]
    assert not waiting._elsewhere


def test_files_that_wait_take_no_more_memory_however_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.column._IN_MEMORY", 4096)
    waiting = Waiting(ROOT, tmp_path)
    tracemalloc.start()
    try:
        for number in range(20_000):
            waiting.add(entry(f"2024/some-month/{number:05}.txt", number, number), None)
        assert tracemalloc.get_traced_memory()[0] < 30 * 20_000
        assert sum(entry.size for entry, _ in waiting) == sum(range(20_000))
        assert tracemalloc.get_traced_memory()[0] < 30 * 20_000
    finally:
        tracemalloc.stop()


def test_a_disk_that_is_full_before_anything_is_read_is_told(
    make_corpus: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> object:
        raise OSError(errno.ENOSPC, "no space")

    corpus = make_corpus({"a.txt": "On Monday Angela Merkel met Barack Obama in Berlin.\n"})
    monkeypatch.setattr("index.column._IN_MEMORY", 0)
    with monkeypatch.context() as patch:
        patch.setattr("tempfile.TemporaryFile", full)
        with pytest.raises(UnwritableError, match="full"):
            corpus.refresh()
    assert corpus.refresh().added == 1
    assert corpus.search("berlin").total == 1


def test_nothing_is_asked_of_the_catalogue_where_nothing_has_changed(
    make_corpus: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus({"a.txt": "One.\n", "b/c.txt": "Two.\n"})
    for path in corpus.root.rglob("*.txt"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    corpus.refresh()
    corpus.refresh()
    monkeypatch.setattr(FileTable, "stamps", None)
    monkeypatch.setattr(MentionTable, "missing", None)
    assert corpus.refresh().articles == 2


def test_a_file_that_gets_its_old_name_back_is_found_under_it(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": "A radar.\n"})
    file = corpus.root / "a.txt"
    os.utime(file, (1_700_000_000, 1_700_000_000))
    for name in ("a.txt", "a.txt", "b.txt", "a.txt"):
        file = file.rename(corpus.root / name)
        corpus.refresh()
        assert [hit.article.path for hit in corpus.search("radar").hits] == [name]


def test_no_more_is_looked_for_than_asked(make_corpus: Make) -> None:
    corpus = make_corpus({f"{number}.txt": "words " * 100 for number in range(50)})
    corpus.refresh()
    store, root = corpus._store, corpus.root
    for path in root.glob("*.txt"):
        path.write_text("other words")
    assert len(find_changes(store, (root,), root, DEFAULT).whole) == 50
    some = find_changes(store, (root,), root, DEFAULT, most=100)
    assert 100 < some.size < 150
    assert not some.gone


def test_known_files_are_found_by_their_paths() -> None:
    rows = [
        (f"{number % 7}/é{number}.txt", number + 1, number * 3, -number) for number in range(99)
    ]
    known = Stamps(rows)
    assert len(known) == 99
    for path, number, size, time in rows:
        assert known.get(path) == (size, time)
        assert known.number(known.find(path)) == number
    assert known.find("0/é99.txt") == -1
    assert known.get("") is None
    assert len(Stamps([])) == 0
    assert Stamps([]).find("a") == -1


def test_what_is_gone_is_told_by_its_row(make_corpus: Make) -> None:
    corpus = make_corpus({f"{number}.txt": f"Text {number}.\n" for number in range(30)})
    corpus.refresh()
    for number in (3, 17, 29):
        (corpus.root / f"{number}.txt").unlink()
    found = find_changes(corpus._store, (corpus.root,), corpus.root, DEFAULT)
    assert {row.path for row in found.gone} == {"3.txt", "17.txt", "29.txt"}
    assert [row.id for row in found.gone] == sorted(row.id for row in found.gone)
