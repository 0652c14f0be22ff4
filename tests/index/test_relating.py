"""Related articles as `Corpus` tells them: other reports of an event, and why they are."""

from __future__ import annotations

import random
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from index import Corpus
from index.answering.relating import LEAST
from index.errors import BusyError, IndexDamagedError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.answering.relating import Related

FERRY = {
    "ferry-herald": (
        "Ferry runs aground off Skerray",
        "The ferry Isolde Marwick ran aground on Tuesday near Skerray Point with ninety passengers "
        "aboard. Coastguards took everyone off in lifeboats. Captain Anders Hollund said that the "
        "rudder had jammed in heavy seas.",
    ),
    "ferry-tide": (
        "Passengers saved from stranded ship",
        "All ninety people were taken from a stranded vessel by lifeboats, the coastguards said. "
        "Anders Hollund, its captain, told reporters near Skerray Point that a jammed rudder was "
        "to blame. The company has ordered an inquiry into the Isolde Marwick.",
    ),
    "budget-herald": (
        "Council passes budget",
        "Councillors in Dunholt voted through a budget that closes two libraries. Treasurer Petra "
        "Lindqvist called the savings painful. Parents had marched against the closures.",
    ),
    "budget-tide": (
        "Libraries to close",
        "Two libraries in Dunholt will be closed. Petra Lindqvist, the treasurer, defended the "
        "savings after parents marched, and the council approved her budget by one vote.",
    ),
    "film": (
        "A festival of films",
        "Sixty directors are expected at the theatre this spring. The jury sees eleven features "
        "and gives its prize for the best comedy on the last evening.",
    ),
}


def _write(folder: Path, name: str, title: str, text: str, day: str = "") -> None:
    meta = f"<meta name='date' content='{day}'>" if day else ""
    (folder / f"{name}.html").write_text(
        f"<html><head><title>{title}</title>{meta}</head>"
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    for name, (title, text) in FERRY.items():
        _write(made, name, title, text)
    return made


@pytest.fixture
def corpus(folder: Path, tmp_path: Path) -> Iterator[Corpus]:
    opened = Corpus.open(folder, index_dir=tmp_path / "index")
    opened.refresh()
    yield opened
    opened.close()


def _related(corpus: Corpus, name: str, limit: int = 20) -> list[Related]:
    return corpus.related(corpus.find_article(f"{name}.html").id, limit=limit)


def _paths(corpus: Corpus, name: str, limit: int = 20) -> list[str]:
    return [one.article.path.removesuffix(".html") for one in _related(corpus, name, limit)]


def test_the_other_report_of_an_event_is_related_and_no_other_article(corpus: Corpus) -> None:
    assert _paths(corpus, "ferry-herald") == ["ferry-tide"]
    assert _paths(corpus, "ferry-tide") == ["ferry-herald"]
    assert _paths(corpus, "budget-tide") == ["budget-herald"]
    assert _paths(corpus, "film") == []


def test_what_two_articles_share_is_told(corpus: Corpus) -> None:
    (one,) = _related(corpus, "ferry-herald")
    assert LEAST <= one.score <= 1
    assert {"Isolde Marwick", "Skerray Point", "Anders Hollund"} >= set(one.names)
    assert "Anders Hollund" in one.names
    assert {"lifeboats", "rudder"} <= set(one.words)
    said = {word.lower() for name in one.names for word in name.split()}
    assert not said & {word.lower() for word in one.words}  # a name is not told twice
    assert "the" not in one.words
    assert (one.days, one.versions) == (None, 0)


def test_names_are_told_the_rarest_first(corpus: Corpus, folder: Path) -> None:
    for number in range(5):
        _write(folder, f"more-{number}", "A walk", f"It rained on Skerray Point again: {number}.")
    corpus.refresh()
    (one,) = [r for r in _related(corpus, "ferry-herald") if "tide" in r.article.path]
    counts = [corpus.entity(name).articles for name in one.names]
    assert len(counts) > 1
    assert counts == sorted(counts)


def _report(number: int) -> str:
    """The facts of one event in another order each time, among other words."""
    chance = random.Random(number)
    facts = ["Anders Hollund", "Skerray Point", "Isolde Marwick", "a jammed rudder", "lifeboats",
             "ninety passengers", "coastguards", "the ferry"]  # fmt: skip
    chance.shuffle(facts)
    return " ".join(f"{fact}, said {number}x{chance.randrange(10**6)};" for fact in facts)


def test_versions_are_left_out_and_those_of_others_stand_as_one(
    corpus: Corpus, folder: Path
) -> None:
    title, text = FERRY["ferry-herald"]
    _write(folder, "herald-again", f"{title} at night", text)
    for name in ("c", "d", "e"):
        _write(folder, f"other-{name}", f"A stranding, {name}", _report(7))
    corpus.refresh()
    assert len(corpus.versions.of(corpus.find_article("ferry-herald.html").id)) == 2
    found = _related(corpus, "ferry-herald")
    assert sorted(one.article.path[:5] for one in found) == ["ferry", "other"]
    assert {one.article.path[:5]: one.versions for one in found} == {"ferry": 0, "other": 2}


def test_of_articles_as_much_alike_the_nearer_in_time_comes_first(
    corpus: Corpus, folder: Path
) -> None:
    title, text = FERRY["ferry-herald"]
    _write(folder, "ferry-herald", title, text, "2026-03-10")
    days = ("2026-09-10", "2026-03-12", "2024-03-10")
    for number, day in enumerate(days):
        _write(folder, f"report-{number}", "Stranded", _report(number), day)
    corpus.refresh()
    found = {one.article.path: one.days for one in _related(corpus, "ferry-herald")}
    apart = {"report-1.html": 2, "report-0.html": 184, "report-2.html": 730}
    assert found == {"ferry-tide.html": None, **apart}
    assert [path for path in found if path in apart] == list(apart)


def test_a_limit_keeps_the_most_related(corpus: Corpus, folder: Path) -> None:
    for number in range(4):
        _write(folder, f"report-{number}", "Stranded", _report(number))
    corpus.refresh()
    all_of_them = _paths(corpus, "ferry-herald")
    assert len(all_of_them) == 5
    assert _paths(corpus, "ferry-herald", 2) == all_of_them[:2]


def test_articles_come_and_go(corpus: Corpus, folder: Path) -> None:
    number = corpus.find_article("ferry-tide.html").id
    (folder / "ferry-tide.html").unlink()
    corpus.refresh()
    assert _paths(corpus, "ferry-herald") == []
    with pytest.raises(NotFoundError):
        corpus.related(number)
    _write(folder, "again", *FERRY["ferry-tide"])
    corpus.refresh()
    assert _paths(corpus, "ferry-herald") == ["again"]


def test_without_names_words_alone_relate(corpus: Corpus, folder: Path) -> None:
    _write(
        folder, "soup", "soup", "simmer leeks, potatoes and thyme in stock, then blend with cream"
    )
    _write(
        folder, "stew", "stew", "brown the leeks, add potatoes, thyme and stock, and simmer long"
    )
    corpus.refresh()
    (one,) = _related(corpus, "soup")
    assert one.article.path == "stew.html"
    assert one.names == ()
    assert {"leeks", "thyme"} <= set(one.words)


def test_an_article_that_says_nothing_has_no_relatives(corpus: Corpus, folder: Path) -> None:
    for number, text in enumerate(("...", "the and of", "1 2 3", "the and of all that")):
        (folder / f"nothing-{number}.txt").write_text(text)
    corpus.refresh()
    empty = [info.id for info in corpus.articles() if info.path.startswith("nothing")]
    assert len(empty) == 4
    assert [corpus.related(number) for number in empty] == [[], [], [], []]


def test_a_lone_article_has_no_relatives(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.txt").write_text("Alone\n\nNobody else writes of Anders Hollund.")
    corpus = Corpus.open(tmp_path / "one", index_dir=tmp_path / "index")
    corpus.refresh()
    (info,) = corpus.articles()
    assert corpus.related(info.id) == []
    corpus.close()


def test_little_words_of_a_language_that_few_articles_have_relate_none(
    corpus: Corpus, folder: Path
) -> None:
    market = (
        "El mercado de la plaza que se abre por la mañana tiene frutas y pescado para los vecinos, "
        "pero no es como el de antes, según dicen."
    )
    rain = (
        "Se espera que la lluvia caiga en el norte por la tarde, pero no hay riesgo para los ríos, "
        "según dicen los expertos que lo miden."
    )
    _write(folder, "mercado", "El mercado", market)
    _write(folder, "lluvia", "La lluvia", rain)
    corpus.refresh()
    assert _paths(corpus, "mercado") == []


def test_boilerplate_relates_nothing(corpus: Corpus, folder: Path) -> None:
    footer = "Subscribe to our newsletter for lighthouse vouchers and periwinkle recipes"
    for number, words in enumerate(
        ("violins cellos trombones", "granite basalt feldspar", "sonnet ballad limerick")
    ):
        lines = f"Notes {number}\n\nHere one reads of {words} alone.\n\n{footer}\n"
        (folder / f"notes-{number}.txt").write_text(lines)
    corpus.refresh()
    article = corpus.find_article("notes-0.txt").id
    assert all("newsletter" not in one.words for one in corpus.related(article))


def test_while_the_index_of_words_is_not_there_it_is_said_and_no_damage_is_noted(
    corpus: Corpus, tmp_path: Path
) -> None:
    number = corpus.articles()[0].id
    for folder in corpus.index_folder.glob("text-*"):
        shutil.rmtree(folder)
    again = Corpus.open(corpus.paths, index_dir=tmp_path / "index")
    with pytest.raises(BusyError):
        again.related(number)
    assert not (again.index_folder / "damaged").exists()
    again.close()


def test_a_name_of_a_tenth_of_the_articles_is_no_reason(corpus: Corpus, folder: Path) -> None:
    assert "Skerray Point" in _related(corpus, "ferry-herald")[0].names
    for number in range(12):
        _write(folder, f"note-{number}", f"Note {number}", f"Fog lay on Skerray Point, {number}.")
    corpus.refresh()
    (one,) = [r for r in _related(corpus, "ferry-herald") if "tide" in r.article.path]
    assert "Skerray Point" not in one.names
    assert "Anders Hollund" in one.names
    assert not {"Skerray", "Point"} & set(one.words)


def test_damage_is_told_as_damage(corpus: Corpus, tmp_path: Path) -> None:
    number = corpus.find_article("ferry-herald.html").id
    with sqlite3.connect(corpus.index_folder / "catalogue.sqlite") as catalogue:
        catalogue.execute("UPDATE articles SET text=x'00' WHERE id=?", (number,))
    with pytest.raises(IndexDamagedError):
        corpus.related(number)
    assert (corpus.index_folder / "damaged").exists()
