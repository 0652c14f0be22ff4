"""Refreshing: only what changed is read, nothing is lost, what vanished goes."""

from __future__ import annotations

import os
import random
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import index.reading.options
import index.refreshing.intake
from index import Corpus
from index.errors import BusyError, ClewError, NotFoundError
from index.reading import natural_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.model import Progress

    Make = Callable[[dict[str, str | bytes]], Corpus]

ONE = "Angela Merkel went to Paris. The radar was silent.\n"
TWO = "In Berlin, Angela Merkel spoke. Merkel praised Paris.\n"


def age(corpus: Corpus) -> None:
    """Make every file look old enough that its time stamp can be trusted."""
    for path in corpus.root.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def paths(corpus: Corpus, query: str = "") -> list[str]:
    return sorted(hit.article.path for hit in corpus.search(query).hits)


def test_added_changed_removed(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": ONE, "b/c.txt": TWO})
    report = corpus.refresh()
    assert (report.articles, report.added, report.changed, report.removed) == (2, 2, 0, 0)
    assert paths(corpus) == ["a.txt", "b/c.txt"]
    assert paths(corpus, "radar") == ["a.txt"]

    (corpus.root / "a.txt").write_text("Nothing of the kind.\n")
    (corpus.root / "b/c.txt").unlink()
    (corpus.root / "d.txt").write_text("A new radar.\n")
    report = corpus.refresh()
    assert (report.articles, report.added, report.changed, report.removed) == (2, 1, 1, 1)
    assert paths(corpus, "radar") == ["d.txt"]
    assert paths(corpus, "berlin") == []
    with pytest.raises(NotFoundError):
        corpus.entity("Merkel")


def test_unchanged_files_are_not_read(make_corpus: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = make_corpus({"a.txt": ONE, "b.txt": TWO})
    age(corpus)
    corpus.refresh()
    generation = corpus.generation
    read: list[Path] = []
    monkeypatch.setattr(index.refreshing.intake, "load", lambda path: read.append(path))
    report = corpus.refresh()
    assert read == []
    assert (report.articles, report.added, report.changed) == (2, 0, 0)
    assert corpus.generation == generation


def test_touched_file_is_compared_by_hash(
    make_corpus: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus({"a.txt": ONE})
    corpus.refresh()
    os.utime(corpus.root / "a.txt", (1_700_000_000, 1_700_000_000))
    monkeypatch.setattr(index.refreshing.intake.Readers, "read", None)
    assert corpus.refresh().changed == 0


def test_change_within_one_time_stamp_is_seen(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": "radar one\n"})
    file = corpus.root / "a.txt"
    stamp = file.stat()
    corpus.refresh()
    file.write_text("sonar two\n"[: stamp.st_size])
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    corpus.refresh()
    assert paths(corpus, "sonar") == ["a.txt"]
    assert paths(corpus, "radar") == []


def test_unreadable_file_is_listed_and_the_rest_goes_on(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": ONE, "bad.txt": b"\x00\x01\x02\x00binary\x00"})
    report = corpus.refresh()
    assert [failure.path for failure in report.failed] == ["bad.txt"]
    assert "\n" not in report.failed[0].error
    assert paths(corpus) == ["a.txt"]
    (corpus.root / "bad.txt").write_text("mended radar\n")
    assert corpus.refresh().failed == ()
    assert "bad.txt" in paths(corpus, "radar")


def test_articles_can_be_searched_before_they_are_extracted(make_corpus: Make) -> None:
    corpus = make_corpus({f"{n}.txt": f"{ONE} {n}" for n in range(5)})
    stages: list[tuple[str, int]] = []

    def progress(step: Progress) -> None:
        if step.stage == "extracting":
            stages.append((step.stage, corpus.search("radar").total))

    corpus.refresh(progress=progress)
    assert stages
    assert {total for _, total in stages} == {5}


def test_cancelled_refresh_goes_on_where_it_stopped(make_corpus: Make) -> None:
    corpus = make_corpus({f"{n}.txt": f"{ONE} number{n}\n" + "x " * 40_000 for n in range(8)})
    cancel = threading.Event()

    def progress(step: Progress) -> None:
        if step.done >= 3:
            cancel.set()

    first = corpus.refresh(progress=progress, cancel=cancel)
    assert 0 < first.articles < 8
    assert corpus.search("radar").total == first.articles
    second = corpus.refresh()
    assert second.articles == 8
    assert second.added == 8 - first.articles
    assert corpus.entity("Merkel").articles == 8


def test_one_writer(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": ONE})
    corpus.refresh()
    seen: list[type[Exception]] = []

    def progress(_: Progress) -> None:
        try:
            corpus.refresh()
        except BusyError:
            seen.append(BusyError)

    (corpus.root / "b.txt").write_text(TWO)
    corpus.refresh(progress=progress)
    assert seen


def test_a_new_article_links_an_old_surname(make_corpus: Make) -> None:
    corpus = make_corpus(
        {"a.txt": "They met. Then Zwyxel spoke, and Zwyxel left with Zwyxel's dog.\n"}
    )
    corpus.refresh()
    (corpus.root / "b.txt").write_text("The minister Anna Zwyxel said so. Mrs Anna Zwyxel left.\n")
    corpus.refresh()
    entity = corpus.entity("Zwyxel")
    assert entity.name == "Anna Zwyxel"
    assert entity.articles == 2


def test_damaged_files_are_made_anew(make_corpus: Make, tmp_path: Path) -> None:
    corpus = make_corpus({"a.txt": ONE, "b.txt": TWO})
    corpus.refresh()
    folder = corpus.index_folder
    corpus.close()
    for damaged in sorted(folder.rglob("*")):
        if not damaged.is_file() or damaged.name == "writer.lock":
            continue
        before = damaged.read_bytes()
        damaged.write_bytes(before[: len(before) // 2])
        again = Corpus.open(corpus.root, index_dir=tmp_path / "index")
        again.refresh()
        assert paths(again, "radar") == ["a.txt"], damaged
        assert again.entity("Merkel").mentions == 3
        again.close()


def test_text_index_is_repaired_from_the_catalogue(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": ONE, "b.txt": TWO})
    corpus.refresh()
    store = corpus._store
    (number,) = [info.id for info in corpus.articles() if info.path == "a.txt"]
    writer = store.text().writer()
    writer.delete([number])
    writer.add(store.entry(number)._replace(id=999))
    writer.commit()
    assert corpus.search("radar").hits == ()
    corpus.refresh()
    assert paths(corpus, "radar") == ["a.txt"]
    assert store.text().ids() == {info.id for info in corpus.articles()}


def test_index_folder_is_private_and_outside_the_documents(
    make_corpus: Make, tmp_path: Path
) -> None:
    corpus = make_corpus({"a.txt": ONE})
    assert corpus.index_folder.stat().st_mode & 0o777 == 0o700
    with pytest.raises(ClewError, match="inside"):
        Corpus.open(corpus.root, index_dir=corpus.root / "here")


def test_missing_path() -> None:
    with pytest.raises(NotFoundError, match="no such file"):
        Corpus.open("nowhere/at/all")


def test_single_files(make_corpus: Make, tmp_path: Path) -> None:
    corpus = make_corpus({"a.txt": ONE, "b.txt": TWO, "c.txt": "no"})
    some = Corpus.open([corpus.root / "a.txt", corpus.root / "b.txt"], index_dir=tmp_path / "index")
    some.refresh()
    assert [info.path for info in some.articles()] == ["a.txt", "b.txt"]
    some.close()


def test_vanished_folder_listing_loses_nothing(
    make_corpus: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus({"a.txt": ONE, "locked/b.txt": TWO})
    corpus.refresh()

    def blind(paths, root, on_error, **_):  # type: ignore[no-untyped-def]
        on_error("locked", "permission denied")
        for entry in index.reading.discover(paths, root, on_error=on_error):
            if not entry.rel.startswith("locked/"):
                yield entry

    monkeypatch.setattr(index.reading.options, "discover", blind)
    report = corpus.refresh()
    assert report.removed == 0
    assert [failure.path for failure in report.failed] == ["locked"]
    assert paths(corpus, "berlin") == ["locked/b.txt"]
    monkeypatch.undo()
    assert corpus.refresh().failed == ()


def test_records_are_articles_and_a_broken_one_is_listed(make_corpus: Make) -> None:
    rows = ['{"title": "One", "text": "Radar one."}', "{broken", '{"title": "Two", "text": "Two."}']
    corpus = make_corpus({"rows.jsonl": "\n".join(rows), "a.txt": ONE})
    report = corpus.refresh()
    assert report.articles == 3
    (hit,) = (h for h in corpus.search("radar").hits if h.article.path != "a.txt")
    assert hit.article.path.startswith("rows.jsonl#")
    assert hit.article.title == "One"
    assert [failure.path.partition("#")[0] for failure in report.failed] == ["rows.jsonl"]
    (corpus.root / "rows.jsonl").write_text(rows[0])
    report = corpus.refresh()
    assert (report.articles, report.failed) == (2, ())


def test_places_in_the_original_are_kept(make_corpus: Make) -> None:
    corpus = make_corpus({"rows.csv": "title,text\nOne,Radar one.\nTwo,Sonar two.\n"})
    corpus.refresh()
    places = [corpus.article(info.id).places for info in corpus.articles()]
    assert [[place.label for place in some] for some in places] == [["row 2"], ["row 3"]]


def test_renamed_file_keeps_its_article(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": ONE, "b.txt": TWO, "c.csv": "title,text\nX,one\nY,two\n"})
    corpus.refresh()
    before = {info.path: info.id for info in corpus.articles()}
    assert len(before) == 4
    (corpus.root / "sub").mkdir()
    (corpus.root / "a.txt").rename(corpus.root / "sub/z.txt")
    (corpus.root / "c.csv").rename(corpus.root / "d.csv")
    report = corpus.refresh()
    assert (report.articles, report.added, report.changed, report.removed) == (4, 0, 3, 0)
    after = {info.path: info.id for info in corpus.articles()}
    assert sorted(after.values()) == sorted(before.values())
    assert after["sub/z.txt"] == before["a.txt"]
    assert after["b.txt"] == before["b.txt"]
    assert len([path for path in after if path.startswith("d.csv#")]) == 2
    assert paths(corpus, "radar") == ["sub/z.txt"]
    assert paths(corpus, "file:sub radar") == ["sub/z.txt"]
    assert {m.path for m in corpus.mentions("Merkel")} == {"sub/z.txt", "b.txt"}
    assert corpus._store.text().ids() == set(after.values())


def copies(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    return {info.path: info.also for info in corpus.articles()}


def test_exact_copies_are_one_article(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": ONE, "b.txt": ONE, "sub/c.txt": ONE, "d.txt": TWO})
    report = corpus.refresh()
    assert (report.articles, report.added) == (2, 2)
    assert copies(corpus) == {"a.txt": ("b.txt", "sub/c.txt"), "d.txt": ()}
    assert paths(corpus, "radar") == ["a.txt"]
    assert corpus.entity("Merkel").mentions == 3
    (article,) = [info for info in corpus.articles() if info.path == "a.txt"]
    assert corpus.article(article.id).info == article
    assert corpus.find_article("sub/c.txt") == article
    report = corpus.refresh()
    assert (report.articles, report.added, report.changed, report.removed) == (2, 0, 0, 0)

    (corpus.root / "b.txt").unlink()  # a copy goes
    assert corpus.refresh().removed == 0
    assert copies(corpus) == {"a.txt": ("sub/c.txt",), "d.txt": ()}
    (corpus.root / "a.txt").unlink()  # the file that the article had its path from goes
    assert corpus.refresh().removed == 0
    assert copies(corpus) == {"sub/c.txt": (), "d.txt": ()}
    assert paths(corpus, "file:sub radar") == ["sub/c.txt"]
    assert [info.id for info in corpus.articles() if info.path == "sub/c.txt"] == [article.id]
    assert corpus._store.text().ids() == {info.id for info in corpus.articles()}


def test_a_copy_that_changes_is_an_article_of_its_own(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": ONE, "b.txt": ONE, "c.txt": ONE})
    corpus.refresh()
    (corpus.root / "b.txt").write_text(TWO)
    report = corpus.refresh()
    assert (report.articles, report.added, report.removed) == (2, 1, 0)
    assert copies(corpus) == {"a.txt": ("c.txt",), "b.txt": ()}
    (corpus.root / "a.txt").write_text("Something else altogether.\n")  # the first one changes
    report = corpus.refresh()
    assert copies(corpus) == {"a.txt": (), "b.txt": (), "c.txt": ()}
    assert paths(corpus, "radar") == ["c.txt"]
    assert paths(corpus, "altogether") == ["a.txt"]
    (corpus.root / "c.txt").write_text(TWO)  # becomes a copy of another one
    corpus.refresh()
    assert copies(corpus) == {"a.txt": (), "b.txt": ("c.txt",)}
    assert corpus.search("radar").total == 0
    assert corpus._store.text().ids() == {info.id for info in corpus.articles()}
    (corpus.root / "b.txt").write_text(ONE)
    (corpus.root / "c.txt").write_text("And yet another.\n")
    corpus.refresh()
    assert copies(corpus) == {"a.txt": (), "b.txt": (), "c.txt": ()}
    assert paths(corpus, "radar") == ["b.txt"]
    assert paths(corpus, "berlin") == []
    assert corpus._store.text().ids() == {info.id for info in corpus.articles()}


def test_renamed_and_copied(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": ONE, "b.txt": ONE})
    corpus.refresh()
    before = [info.id for info in corpus.articles()]
    for name in ("a.txt", "b.txt"):
        (corpus.root / name).unlink()
    for name in ("c.txt", "d.txt", "e.txt"):
        (corpus.root / name).write_text(ONE)
    report = corpus.refresh()
    assert (report.articles, report.added, report.changed, report.removed) == (1, 0, 1, 0)
    assert copies(corpus) == {"c.txt": ("d.txt", "e.txt")}
    assert [info.id for info in corpus.articles()] == before
    assert paths(corpus, "radar") == ["c.txt"]


def test_an_article_is_found_by_any_of_its_paths(make_corpus: Make) -> None:
    corpus = make_corpus({"a.txt": ONE, "old/copy.txt": ONE, "rows.jsonl": "{}", "d.txt": TWO})
    rows = '{"text": "A long enough radar story."}\n{"text": "Another radar story of some length."}'
    for name in ("rows.jsonl", "old/rows.jsonl"):
        (corpus.root / name).write_text(rows)
    corpus.refresh()
    assert corpus.find_article("old/copy.txt").path == "a.txt"
    assert corpus.find_article("copy.txt").path == "a.txt"
    assert corpus.find_article("old/rows.jsonl#2").path == "old/rows.jsonl#2"
    assert paths(corpus, "path:old/copy") == ["a.txt"]
    assert paths(corpus, "path:old") == ["a.txt", "old/rows.jsonl#1", "old/rows.jsonl#2"]
    assert paths(corpus, "path:rows.jsonl") == ["old/rows.jsonl#1", "old/rows.jsonl#2"]
    assert paths(corpus, "radar -path:copy") == ["old/rows.jsonl#1", "old/rows.jsonl#2"]
    assert paths(corpus, "path:d.txt") == ["d.txt"]
    (corpus.root / "old/copy.txt").unlink()
    corpus.refresh()
    assert paths(corpus, "path:old/copy") == []


def test_no_file_is_read_after_a_cancel(make_corpus: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<html><body><p>The radar was silent all day, said number {}.</p></body></html>"
    corpus = make_corpus({f"{n:03}.html": page.format(n) for n in range(60)})
    cancel = threading.Event()
    monkeypatch.setattr(index.refreshing.refresh, "_FIRST_BATCH", 100)

    def progress(step: Progress) -> None:
        if step.done >= 2:
            cancel.set()

    first = corpus.refresh(progress=progress, cancel=cancel)
    assert 0 < first.articles < 30
    assert corpus.refresh().articles == 60
    assert [info.path for info in corpus.articles()] == [f"{n:03}.html" for n in range(60)]
    ids = [info.id for info in corpus.articles()]
    assert ids == sorted(ids)


def test_articles_stay_in_reading_order_as_they_come_and_go(make_corpus: Make) -> None:
    corpus = make_corpus({"5/10.txt": "ten", "5/9.txt": "nine"})
    chance = random.Random(3)
    for _ in range(25):
        for number in chance.sample(range(60), 8):
            path = corpus.root / str(number % 7) / f"{number}.txt"
            if path.exists():
                path.unlink()
            else:
                path.parent.mkdir(exist_ok=True)
                path.write_text(f"Report {number}")
        corpus.refresh()
        there = [str(path.relative_to(corpus.root)) for path in corpus.root.rglob("*.txt")]
        assert [info.path for info in corpus.articles()] == sorted(there, key=natural_key)
