"""Clauses about outlets, paths, extensions and titles: the same answers as asked one by one."""

from __future__ import annotations

import tempfile
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.query import (
    File,
    Fuzzy,
    Near,
    Node,
    Or,
    Phrase,
    Prefix,
    Regex,
    Typed,
    Wildcard,
    Word,
    parse,
)
from index.store.text import Entry, TextIndex, clauses, particulars
from index.store.text.clauses import folded_path, value_test
from index.store.text.particulars import Outlets, Paths
from index.store.text.plain import matches_text

LETTERS = st.sampled_from("abAé./-_ 2北")
NAMES = st.text(LETTERS, max_size=8)
ASKED = st.text(st.sampled_from("abé./ 2*?"), min_size=1, max_size=5)
CLAUSES = st.one_of(
    st.builds(File, st.sampled_from(("path", "ext", "type")), ASKED),
    st.builds(
        File, st.sampled_from(("path", "title", "source")), ASKED, st.just(True), st.booleans()
    ),
)
WORD = st.sampled_from(("a", "b", "ab", "news", "newses", "2", "北", "北京", "é"))
LEAVES = st.one_of(
    st.builds(Word, WORD, st.booleans(), st.just("source")),
    st.builds(Typed, WORD, st.just("source")),
    st.builds(Prefix, WORD, st.just("source")),
    st.builds(Wildcard, st.sampled_from(("?", "*b", "n*s")), st.just("source")),
    st.builds(Fuzzy, WORD, st.just(1), st.just("source")),
    st.builds(Regex, st.sampled_from(("a|b", "new.*")), st.just("source")),
    st.builds(Phrase, st.lists(WORD, min_size=2, max_size=3).map(" ".join), st.integers(0, 1)),
)
PARTS = st.one_of(
    LEAVES,
    st.builds(Near, LEAVES, LEAVES, st.integers(1, 3), st.booleans()),
    st.builds(
        Near, st.lists(LEAVES, min_size=2, max_size=2).map(tuple).map(Or), LEAVES, st.just(2)
    ),
)
OUTLETS = st.lists(st.lists(WORD, max_size=4).map(" ".join) | NAMES, max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(NAMES, NAMES, NAMES), min_size=1, max_size=8),
    st.lists(CLAUSES, min_size=1, max_size=8),
)
@example(
    [("résumé.PDF", "", ""), ("a.pdf", "A é", "—")], [File("path", "*.pdf"), File("ext", "pdf")]
)
@example(
    [("a/b", "— ", "A-B"), ("b", "", "a b")],
    [File("source", "a B", True), File("title", "-", True)],
)
@example(
    [("a[1].txt", "", ""), ("a1.txt", "", ""), ("[1]a.txt", "", "")],
    [File("path", "a[1]*t"), File("path", "[1]*txt"), File("path", "[1]*")],
)
@example([("ab", "", ""), ("a", "", ""), ("b", "", "")], [File("path", "a?"), File("path", "?b")])
@example([("aéb", "", ""), ("北b", "", "")], [File("path", "a?b"), File("path", "?b")])
@example(
    [("a/b", "", ""), ("", "", "")], [File("path", "./", True), File("path", "./", True, True)]
)
def test_files_titles_and_outlets(
    articles: list[tuple[str, str, str]], clauses: list[File]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = TextIndex.open(Path(folder), create=True)
        for place, (path, title, source) in enumerate(articles):
            with index.writer() as writer:
                writer.add(Entry(place + 1, title, "text", source, path, None))
        index.merge()
        reader = index.reader()
        for clause in clauses:
            test = value_test(clause)
            field = {"title": 1, "source": 2}.get(clause.field, 0)
            expected = {place + 1 for place, one in enumerate(articles) if test(one[field])}
            assert set(reader.ids(clause)) == expected, clause


@given(OUTLETS, st.lists(PARTS, max_size=4))
def test_outlets_by_their_words(names: list[str], parts: list[Node]) -> None:
    outlets = Outlets(names)
    for part in parts:
        expected = {number for number, name in enumerate(names) if matches_text(part, name)}
        assert outlets.answering(part) == expected


@given(st.lists(NAMES, min_size=1, max_size=8), NAMES, st.booleans(), st.booleans())
def test_paths_by_their_letters(paths: list[str], part: str, first: bool, last: bool) -> None:
    part = folded_path(part)
    tests = {
        (False, False): lambda path: part in path,
        (True, False): lambda path: path.startswith(part),
        (False, True): lambda path: path.endswith(part),
        (True, True): part.__eq__,
    }
    test = tests[first, last]
    expected = [number for number, path in enumerate(paths) if test(folded_path(path))]
    assert Paths(paths).having(part, first=first, last=last).tolist() == expected


@given(
    st.lists(st.text(st.sampled_from("ab/."), max_size=8), min_size=1, max_size=8),
    st.text(st.sampled_from("ab/.*?"), min_size=1, max_size=6),
)
def test_paths_by_their_letters_in_order(paths: list[str], pattern: str) -> None:
    parts = [part for part in pattern.split("*") if part]
    if all(part.strip("?") for part in parts) and parts:
        last = not pattern.endswith("*")
        expected = [n for n, path in enumerate(paths) if fnmatchcase(path, f"*{pattern}")]
        assert Paths(paths).in_order(parts, last=last).tolist() == expected


def test_paths_that_have_not_the_letters_are_not_looked_at_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = TextIndex.open(tmp_path, create=True)
    with index.writer() as writer:
        for number in range(200):
            writer.add(Entry(number + 1, "", "text", "", f"news/{number % 20}/é{number}.txt", None))
    tested: list[str] = []

    def counted(path: str) -> str:
        tested.append(path)
        return folded_path(path)

    reader = index.reader()
    assert len(reader.ids(File("path", "news/1*e*0.txt"))) == 10
    monkeypatch.setattr(clauses, "folded_path", counted)
    assert set(reader.ids(File("path", "s/7/*1?7"))) == set()
    assert set(reader.ids(File("path", "s/7/*1?7.txt"))) == {108, 128, 148, 168, 188}
    assert len(reader.ids(File("path", "s/*7.t*t"))) == 20
    assert tested.count("news/7/é7.txt") == 0 < len(tested) <= 40


@pytest.mark.parametrize("query", ["source:tribune", 'source:"evening tribune"', "source:trib*"])
def test_outlets_that_have_other_words_are_not_looked_at(
    query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlets = Outlets([f"Herald {number}" for number in range(500)] + ["The Evening Tribune"])
    looked_at: list[str] = []

    def looked(node: Node, text: str) -> bool:
        looked_at.append(text)
        return matches_text(node, text)

    monkeypatch.setattr(particulars, "matches_text", looked)
    node = parse(query)
    assert node is not None
    assert outlets.answering(node) == {500}
    assert looked_at in ([], ["The Evening Tribune"])
