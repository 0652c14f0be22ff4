"""Every operator of the query language against the slow, obvious evaluator."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.analysis.language import language_of
from index.query import (
    And,
    Dates,
    EntityClause,
    File,
    Fuzzy,
    MarkClause,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Regex,
    Typed,
    Wildcard,
    Word,
    explain,
    parse,
)
from index.store.text import Entry, TextIndex
from index.store.text.model import DEFAULT, Model
from index.store.text.plain import Plain
from tests.index.reference import answers
from tests.index.whoosh_postings import WhooshPostings

WORDS = (
    *("run", "runs", "running", "ran", "run's", "us", "U.S.", "Maduro", "maduros", "madly"),
    *("mad", "Il-76", "il", "café", "Łódź", "to", "the"),
)
LANGUAGES = {
    "en": "the man who was there said that this",
    "de": "der Mann und die Frau haben nicht mit",
    "fr": "les hommes sont dans la rue avec une",
    "es": "los hombres y las mujeres por una calle para",
}
"""What makes an article one of its language, whatever follows."""
FORMS = (
    *("case", "cases", "casa", "casas", "casos", "regierung", "regierungen", "porte", "portes"),
    *("porter", "run", "running", "minister", "ministers", "nacional", "nacionales", "nationales"),
)
FEW = ("a", "b", "ab", "run", "runs", "mad")
BROKEN = ("ru-\nn", "ab-\n mad", "run-\nning", "ru\u00ad\nNs", "mad-\nA")
"""Words that may be broken at the end of a line, and one that is not."""
no_nearness = Model(nearness=0.0)


def texts(words: tuple[str, ...], size: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words), max_size=size).map(" ".join)


entries = st.builds(
    Entry,
    id=st.just(0),
    title=texts(FEW, 3),
    text=st.one_of(texts(FEW, 12), texts(WORDS, 14), texts((*FEW, *BROKEN), 8)),
    source=st.sampled_from(("", "Run News", "A B")),
    path=st.sampled_from(("a/b.txt", "a/c.md", "x.pdf")),
    date=st.sampled_from((None, 738000, 738001, 738040)),
)
corpora = st.lists(entries, max_size=9).map(
    lambda made: [entry._replace(id=10 * i + 7) for i, entry in enumerate(made)]
)
word = st.sampled_from((*FEW, "running", "maduro", "us", "cafe", "lodz", "zzz", "to", "abmad"))
field = st.sampled_from(("", "", "", "title", "source"))


def leaf(where: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    return st.one_of(
        st.builds(Word, word, st.booleans(), where),
        st.builds(Typed, word, where),
        st.builds(Prefix, st.sampled_from(("a", "r", "run", "ma", "z", "l")), where),
        st.builds(Wildcard, st.sampled_from(("r*n", "?", "*s", "m?d*", "??")), where),
        st.builds(Fuzzy, word, st.integers(0, 2), where),
        st.builds(Regex, st.sampled_from(("r.n", "[ab]+", "ma(d|x).*", ".*s")), where),
    )


def phrase(where: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    words = st.lists(word, min_size=1, max_size=3).map(" ".join)
    ending = st.sampled_from(("", "", "prefix", "typed"))
    return st.builds(Phrase, words, st.integers(0, 3), st.booleans(), where, ending)


def near(where: str) -> st.SearchStrategy[Node]:
    base = st.one_of(leaf(st.just(where)), phrase(st.just(where)))
    side = st.one_of(base, st.lists(base, min_size=2, max_size=2).map(tuple).map(Or))
    flat = st.builds(Near, side, side, st.integers(1, 4), st.booleans())
    return st.one_of(flat, st.builds(Near, flat, side, st.integers(1, 4), st.booleans()))


clauses = st.one_of(
    leaf(field),
    phrase(field),
    field.flatmap(near),
    st.sampled_from((Dates(738000, 738001, ""), Dates(None, 738000, ""), Dates(738030, None, ""))),
    st.sampled_from((File("path", "a/"), File("ext", "md"), File("path", "*.pdf"))),
    st.builds(File, st.just("title"), texts(FEW, 2).filter(bool), st.just(True)),
    st.sampled_from((File("source", "news", True), File("source", "run  NEWS", True))),
    st.sampled_from((File("path", "A/b.txt", True), File("path", "b.txt", True))),
    st.just(EntityClause("person", "someone")),
    st.just(MarkClause("is", "marked")),
)
trees = st.recursive(
    clauses,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(tuple).map(And),
        st.lists(inner, min_size=2, max_size=3).map(tuple).map(Or),
        st.builds(Not, inner),
    ),
    max_leaves=5,
)


def in_a_language(language: str, words: list[str], number: int) -> Entry:
    text = f"{LANGUAGES[language]} {' '.join(words)}"
    return Entry(number, words[0] if words else "", text, "", f"{number}.txt", None)


mixed = st.lists(
    st.tuples(st.sampled_from(list(LANGUAGES)), st.lists(st.sampled_from(FORMS), max_size=8)),
    max_size=8,
).map(lambda made: [in_a_language(*one, 10 * at + 7) for at, one in enumerate(made)])
form = st.sampled_from(FORMS)
form_trees = st.one_of(
    st.builds(Word, form, st.booleans(), st.sampled_from(("", "title"))),
    st.builds(Typed, form, st.just("")),
    st.builds(Phrase, st.lists(form, min_size=2, max_size=2).map(" ".join), st.integers(0, 2)),
    st.builds(Near, st.builds(Word, form), st.builds(Word, form), st.integers(1, 4)),
    st.lists(st.builds(Word, form), min_size=2, max_size=3).map(tuple).map(And),
    st.lists(st.builds(Word, form), min_size=2, max_size=3).map(tuple).map(Or),
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(mixed, st.lists(form_trees, min_size=1, max_size=6), st.integers(1, 8), st.data())
def test_each_article_is_stemmed_in_its_language(
    corpus: list[Entry], queries: list[Node], cut: int, data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.sampled_from([e.id for e in corpus] or [7]), max_size=2))
    with tempfile.TemporaryDirectory() as folder:
        index = TextIndex.open(Path(folder), create=True)
        for part in (corpus[:cut], corpus[cut:]):
            with index.writer() as writer:
                for entry in part:
                    writer.add(entry)
        with index.writer() as writer:
            writer.delete(gone)
        for merged in (False, True):
            if merged:
                index.merge()
            languages = index.reader().languages([entry.id for entry in corpus])
            left = [entry for entry in corpus if entry.id not in gone]
            for entry in left:
                told = language_of(entry.text)
                assert languages.get(entry.id, "en") == told
            for node in queries:
                expected = {entry.id for entry in left if answers(node, entry, within)}
                ranking = index.reader().search(node, within=within, model=no_nearness)
                assert {number for number, _ in ranking.hits} == expected, explain(node)
                plain = Plain(WhooshPostings(index, within), no_nearness, lambda: None)
                assert len(plain.search(node)) == len(expected)


def within(clause: object) -> set[int]:
    """Two articles mention someone; the file of another has a copy elsewhere."""
    return {9} if isinstance(clause, File) else {7, 27}


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora, st.lists(trees, min_size=1, max_size=6), st.integers(1, 9))
def test_every_operator(corpus: list[Entry], queries: list[Node], cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = TextIndex.open(Path(folder), create=True)
        for part in (corpus[:cut], corpus[cut:]):
            with index.writer() as writer:
                for entry in part:
                    writer.add(entry)
        for node in queries:
            expected = {entry.id for entry in corpus if answers(node, entry, within)}
            ranking = index.reader().search(node, within=within, model=no_nearness)
            assert {number for number, _ in ranking.hits} == expected, explain(node)
            assert ranking.total == len(expected)
            plain = Plain(WhooshPostings(index, within), no_nearness, lambda: None)
            scores = {corpus[doc].id: score for doc, score in plain.search(node).items()}
            assert scores == pytest.approx(dict(ranking.hits), abs=1e-9)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora, st.data())
def test_deleting_and_merging_change_no_answer(corpus: list[Entry], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from([e.id for e in corpus] or [7]), max_size=4))
    node = data.draw(trees)
    with tempfile.TemporaryDirectory() as folder:
        index = TextIndex.open(Path(folder), create=True)
        for entry in corpus:
            with index.writer() as writer:
                writer.add(entry)
        with index.writer() as writer:
            writer.delete(gone)
        left = [entry for entry in corpus if entry.id not in gone]
        expected = {entry.id for entry in left if answers(node, entry, within)}
        for _ in range(2):
            ranking = index.reader().search(node, within=within)
            assert {number for number, _ in ranking.hits} == expected
            assert index.ids() == {entry.id for entry in left}
            index.merge()


def test_the_text_of_a_query_means_what_its_tree_means(tmp_path: Path) -> None:
    corpus = [
        Entry(1, "One", "Maduro met Rubio near an Il-76 in Caracas.", "A", "a.txt", None),
        Entry(2, "Two", "Maduro attacked; the U.S. attacks again", "B", "b.txt", None),
        Entry(3, "Three", "Rodríguez, and to the north", "C", "c.txt", None),
    ]
    index = TextIndex.open(tmp_path, create=True)
    with index.writer() as writer:
        for entry in corpus:
            writer.add(entry)
    found = {
        "maduro": {1, 2},
        "maduro -rubio": {2},
        "US": {2},
        "attack": {2},
        "=attack": set(),
        "rodriguez": {3},
        '"il 76"': {1},
        "Il-76": {1},
        "maduro BEFORE/3 rubio": {1},
        "rubio BEFORE/3 maduro": set(),
        "to": {3},
        "title:two": {2},
        "rubio OR rodr*": {1, 3},
        "": {1, 2, 3},
    }
    for query, expected in found.items():
        ranking = index.reader().search(parse(query), model=DEFAULT)
        assert {number for number, _ in ranking.hits} == expected, query
