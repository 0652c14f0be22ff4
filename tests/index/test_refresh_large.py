"""Large files in the index: their articles, shared lines, interruptions and new names."""

from __future__ import annotations

import json
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import index.refreshing.folder_changes
import index.refreshing.streaming
from index import Corpus
from index.reading.large import read_large
from index.reading.largeness import is_large
from tests.index.large_samples import FILES, jsonl, listed, story

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[dict[str, str | bytes]], Corpus]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is large is small, and so are pieces and commits."""
    monkeypatch.setattr(index.refreshing.folder_changes, "is_large", partial(is_large, limit=2_000))
    monkeypatch.setattr(index.refreshing.streaming, "read_large", partial(read_large, piece=1_000))
    monkeypatch.setattr(index.refreshing.streaming, "_BATCH", 1_500)


@pytest.mark.usefixtures("small")
def test_large_files_in_the_index(make_corpus: Make) -> None:
    corpus = make_corpus(
        {"a.jsonl": FILES["a.jsonl"], "m.mbox": FILES["m.mbox"], "b.txt": "Radar."}
    )
    generations: set[int] = set()
    report = corpus.refresh(progress=lambda word: generations.add(word.generation))
    assert report.failed == ()
    assert (report.articles, report.added) == (71, 71)
    assert len(generations) > 4
    paths = [info.path for info in corpus.articles()]
    assert len(set(paths)) == 71
    assert corpus.search("radar").total == 71
    assert corpus.search('title:"letter 7"').hits[0].article.path == "m.mbox#8"
    again = corpus.refresh()
    assert (again.added, again.changed, again.removed) == (0, 0, 0)

    (corpus.root / "a.jsonl").write_bytes(jsonl(30))
    report = corpus.refresh()
    assert (report.articles, report.added, report.changed, report.removed) == (61, 0, 30, 10)
    (corpus.root / "a.jsonl").write_bytes(b"broken\n" * 500)
    report = corpus.refresh()
    assert report.articles == 31
    assert report.failed[0].path.startswith("a.jsonl")
    (corpus.root / "m.mbox").unlink()
    assert corpus.refresh().articles == 1


@pytest.mark.usefixtures("small")
def test_a_file_that_becomes_large_leaves_its_articles_to_its_copy(make_corpus: Make) -> None:
    corpus = make_corpus({"a.jsonl": jsonl(2), "b.jsonl": jsonl(2)})
    assert corpus.refresh().articles == 2
    (corpus.root / "a.jsonl").write_bytes(jsonl(30))
    assert corpus.refresh().articles == 32
    assert corpus.search("path:b.jsonl").total == 2
    assert corpus.search("path:a.jsonl").total == 30


def counted(corpus: Corpus) -> list[tuple[int, int, int]]:
    """What is known of the lines that articles share."""
    rows = corpus._store.database.connection().execute("SELECT * FROM lines ORDER BY 1, 2")
    return list(rows)


@pytest.mark.usefixtures("small")
def test_the_lines_of_large_files_are_counted(make_corpus: Make, tmp_path: Path) -> None:
    """They are dimmed as those of small ones are, and taken back when a file goes."""
    footer = "\n\nRead more of this in the evening edition of the Daily Bulletin."
    records = [{"title": f"Title {n}", "text": story(n) + footer} for n in range(40)]
    data = "\n".join(map(json.dumps, records)).encode()
    corpus = make_corpus({"a.jsonl": data, "b.txt": "Words." + footer})
    corpus.refresh()
    whole = Corpus.open(corpus.root, index_dir=tmp_path / "whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.refreshing.folder_changes, "is_large", is_large)
        whole.refresh()
    assert counted(corpus) == counted(whole) != []
    spans = [corpus.article(info.id).boilerplate for info in corpus.articles()]
    assert spans == [whole.article(info.id).boilerplate for info in whole.articles()]
    assert all(spans)
    whole.close()
    (corpus.root / "a.jsonl").write_bytes(data.replace(b"evening", b"morning"))
    corpus.refresh()
    (corpus.root / "a.jsonl").unlink()
    (corpus.root / "b.txt").unlink()
    corpus.refresh()
    assert counted(corpus) == []


@pytest.mark.usefixtures("small")
def test_a_refresh_that_was_stopped_goes_on(make_corpus: Make) -> None:
    corpus = make_corpus({"a.jsonl": FILES["a.jsonl"]})
    cancel = threading.Event()
    begun = corpus.generation

    def progress(word: object) -> None:
        if corpus.generation > begun:
            cancel.set()

    first = corpus.refresh(progress=progress, cancel=cancel)
    assert 0 < first.articles < 40
    assert corpus.refresh().articles == 40
    assert len({info.path for info in corpus.articles()}) == 40
    assert corpus.search("radar").total == 40


@pytest.mark.usefixtures("small")
def test_a_renamed_large_file_is_not_read_again(
    make_corpus: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus({"a.jsonl": FILES["a.jsonl"], "m.mbox": FILES["m.mbox"]})
    corpus.refresh()
    before = {(info.id, info.path.partition("#")[2]) for info in corpus.articles()}
    mentions = list(corpus.all_mentions())
    (corpus.root / "sub").mkdir()
    (corpus.root / "a.jsonl").rename(corpus.root / "sub/b c.jsonl")
    (corpus.root / "m.mbox").rename(corpus.root / "sub/m.mbox")
    with monkeypatch.context() as patch:
        patch.setattr(index.refreshing.streaming, "read_large", None)
        report = corpus.refresh()
    assert (report.articles, report.added, report.changed, report.removed) == (70, 0, 70, 0)
    assert {(info.id, info.path.partition("#")[2]) for info in corpus.articles()} == before
    assert len(list(corpus.all_mentions())) == len(mentions)
    assert corpus.search("path:sub").total == 70
    assert corpus.search("path:jsonl").total == 40
    assert corpus.search('title:"letter 7"').hits[0].article.path == "sub/m.mbox#8"
    assert corpus.refresh().changed == 0


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("data", "old", "new"),
    [
        (listed(titles=False).replace(b"Story", b""), "a.json", "a.jsonl"),
        (jsonl(), "a.jsonl", "2024-03-01.jsonl"),
        (json.dumps([{"note": f"  {n} . "} for n in range(200)]).encode(), "some.json", "b.json"),
        (jsonl(), "a.jsonl", "a.csv"),
    ],
    ids=["kind", "day", "title", "other kind"],
)
def test_what_a_name_says_is_read_again(
    data: bytes, old: str, new: str, make_corpus: Make, tmp_path: Path
) -> None:
    """A rename that would give other articles is none."""
    corpus = make_corpus({old: data})
    corpus.refresh()
    (corpus.root / old).rename(corpus.root / new)
    corpus.refresh()
    renamed = {(info.path, info.title, info.date) for info in corpus.articles()}
    fresh = Corpus.open(corpus.root, index_dir=tmp_path / "fresh")
    fresh.refresh()
    assert renamed == {(info.path, info.title, info.date) for info in fresh.articles()}
    fresh.close()


@pytest.mark.usefixtures("small")
def test_a_file_of_the_same_size_is_another(make_corpus: Make) -> None:
    corpus = make_corpus({"a.jsonl": FILES["a.jsonl"]})
    corpus.refresh()
    before = {info.id for info in corpus.articles()}
    (corpus.root / "a.jsonl").unlink()
    (corpus.root / "b.jsonl").write_bytes(FILES["a.jsonl"].replace(b"Title 3", b"Title 4"))
    report = corpus.refresh()
    assert (report.articles, report.added, report.removed) == (40, 40, 40)
    assert not before & {info.id for info in corpus.articles()}


@pytest.mark.usefixtures("small")
def test_an_unchanged_large_file_is_not_read(
    make_corpus: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus({"a.jsonl": FILES["a.jsonl"]})
    corpus.refresh()
    before = {info.id for info in corpus.articles()}
    (corpus.root / "a.jsonl").touch()
    monkeypatch.setattr(index.refreshing.streaming, "read_large", None)
    corpus.refresh()
    assert {info.id for info in corpus.articles()} == before
