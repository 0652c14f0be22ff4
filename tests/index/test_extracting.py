"""Extraction beside reading: what has been committed is extracted, whatever becomes of it."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

import index.refreshing.extracting
import index.refreshing.refresh
from index.extraction import loading
from index.model import EntityType, Mention
from index.refreshing.refresh import Refresh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index import Corpus
    from index.model import Progress

    Make = Callable[[dict[str, str | bytes]], Corpus]

TEXT = "On Monday Angela Merkel went to Paris. The radar of number {} was silent.\n"
FOOTER = "Follow the paper on every channel that you like\n"


class Picky:
    """An extractor that fails at some texts."""

    name = "picky"
    version = "1"

    def extract(self, texts: Sequence[str]) -> list[list[Mention]]:
        if any("wrong" in text for text in texts):
            raise ValueError(f"no such thing as {len(texts)}")
        return [[Mention(0, 2, text[:2], EntityType.MISC)] for text in texts]


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have small folders come in many batches and go to processes."""
    monkeypatch.setattr(index.refreshing.refresh, "_FIRST_BATCH", 2_000)
    monkeypatch.setattr(index.refreshing.refresh, "_LAST_BATCH", 8_000)
    monkeypatch.setattr(index.refreshing.extracting, "FLUSH_SECONDS", 0.0)
    monkeypatch.setattr(index.refreshing.extracting, "FLUSH_SHARE", 0.0)
    monkeypatch.setattr("index.refreshing.extracting.BATCH", 1_000)
    monkeypatch.setattr("index.extraction.pool._SMALL", 3_000)
    yield
    assert not [t for t in threading.enumerate() if t.name.startswith("extraction-")]


def held(corpus: Corpus, table: str, what: str = "count(*)") -> int:
    sql = f"SELECT {what} FROM {table}"  # noqa: S608
    rows = corpus._store.database.connection().execute(sql)
    return int(rows.fetchone()[0])


def words(corpus: Corpus) -> dict[str, int]:
    return dict(corpus._store.mentions.verdicts.lower())


def test_texts_are_extracted_while_others_are_read(make_corpus: Make, busy: None) -> None:
    corpus = make_corpus({f"{n:03}.txt": TEXT.format(n) * 20 for n in range(150)})
    early: list[int] = []

    def progress(step: Progress) -> None:
        if step.stage == "reading" and step.done < 150:
            pool = run._enrichment._extracting._pool
            until = time.monotonic() + 60
            while pool is not None and pool._done.empty() and pool._threads and pool.pending:
                assert time.monotonic() < until
                time.sleep(0.01)
            early.append(held(corpus, "mentions"))

    run = Refresh(corpus._store, corpus.paths, corpus.root, extractor="rules", progress=progress)
    run.run()
    assert any(0 < count < 150 for count in early)
    assert held(corpus, "mentions") == 150
    assert words(corpus)["radar"] == 150
    assert corpus.entity("Paris").articles == 150


def test_what_goes_meanwhile_is_extracted_no_more(
    make_corpus: Make, busy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus({f"{n:02}.txt": TEXT.format(n) * 20 for n in range(40)})
    flush = index.refreshing.extracting.Extracting.flush
    gone: list[int] = []

    def flushing(self: Any) -> None:
        store = self._store
        if self._waiting and not gone:
            gone.append(self._waiting[0].jobs[0].number)
            with store.database.transaction():
                store.articles.remove(gone)
        flush(self)

    monkeypatch.setattr(index.refreshing.extracting.Extracting, "flush", flushing)
    corpus.refresh()
    assert gone
    assert held(corpus, "mentions") == 39
    assert held(corpus, f"mentions WHERE article={gone[0]}") == 0
    assert words(corpus)["radar"] == 39


def test_what_turns_out_to_be_repeated_is_extracted_again(make_corpus: Make, busy: None) -> None:
    long = TEXT.replace("\n", " ") * 20
    texts = {f"{n:03}.txt": long.replace("{}", str(n)) + f"\n\n{FOOTER}" for n in range(120)}
    corpus = make_corpus(texts)
    corpus.refresh()
    assert held(corpus, "mentions") == 120
    assert "channel" not in words(corpus)
    assert words(corpus)["radar"] == 120
    for info in corpus.articles():
        article = corpus.article(info.id)
        assert article.text[slice(*article.boilerplate[-1])].strip() == FOOTER.strip()


def test_after_a_cancel_the_rest_is_extracted(make_corpus: Make, busy: None) -> None:
    corpus = make_corpus({f"{n:03}.txt": TEXT.format(n) * 20 for n in range(120)})
    cancel = threading.Event()

    def progress(step: Progress) -> None:
        if held(corpus, "mentions"):
            cancel.set()

    first = corpus.refresh(progress=progress, cancel=cancel)
    assert 0 < held(corpus, "mentions") <= first.articles
    corpus.refresh()
    assert held(corpus, "mentions") == 120
    assert words(corpus)["radar"] == 120


def test_names_that_cannot_be_extracted_are_told(
    make_corpus: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_loaded", {"picky": Picky()})
    corpus = make_corpus({"a.txt": "Good text.\n", "b.txt": "The wrong text.\n"})

    def refresh() -> tuple[tuple[str, ...], int]:
        run = Refresh(corpus._store, corpus.paths, corpus.root, extractor="picky")
        return run.run().notes, run._enrichment._extracting.total

    note = "Names could not be extracted from 1 article: ValueError: no such thing as 1"
    assert refresh() == ((note,), 2)
    assert refresh() == ((), 0)
    (corpus.root / "c.txt").write_text("Another wrong one.\n")
    assert refresh() == ((note.replace("1 article:", "2 articles:"),), 1)
    monkeypatch.setattr(Picky, "version", "2")
    monkeypatch.setattr(Picky, "extract", lambda _, texts: [[] for _ in texts])
    assert refresh() == ((), 3)
    assert corpus._store.mentions.failed() == (0, "")
