"""Trees written as queries again, and queries made narrower."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.query import narrowed, parse, quoted, written

QUERIES = [
    "maduro -rubio",
    "a b OR c -d",
    "a (b OR c) -(d e) -(f OR g)",
    "a (b (c OR (d e)))",
    '"oil price" "oil price"~4 =attacks ="oil price"',
    "oil NEAR/5 price BEFORE/3 gas",
    "oil NEAR/5 (price BEFORE/3 gas)",
    "(oil OR gas) NEAR/2 price* x",
    "-(a NEAR b) c",
    "pres* w?rd *ing il-7* Il-76 maduro~ oil~2 /mad(uro|rid)/",
    'title:crisis title:(oil gas) source:"Veritas News" title:/x+/ title:ol*',
    'path:2025 ext:.md type:markdown path:"a b"',
    'person:maduro org:nato place:"United States" entity:"x (y"',
    'near:"Maduro","Putin"~20 near:a,b',
    "date:2025-11 date:2025-10-15..2025-11-02 before:2025-11 after:2025-10-31 newer:7d",
    'is:marked -is:noted tag:court tag:c* tag:~x note:"ask him" note:law* note:"a b*"',
]


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_written_means_the_same(query: str) -> None:
    node = parse(query)
    assert node is not None
    assert parse(written(node)) == node


pieces = st.sampled_from(
    [
        "a",
        "Il-76",
        '"b c"',
        "d*",
        "=e",
        "f~1",
        "title:g",
        'person:"h i"',
        "date:2025",
        "/j/",
        "tag:k*",
        'note:"l m"',
    ]
)
queries = st.recursive(
    pieces,
    lambda inner: st.one_of(
        st.builds("{} {}".format, inner, inner),
        st.builds("({} OR {})".format, inner, inner),
        st.builds("-({})".format, inner),
        st.builds("({} {})".format, inner, inner),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(queries)
def test_any_query_is_written_so_that_it_means_the_same(query: str) -> None:
    node = parse(query)
    assert node is not None
    assert parse(written(node)) == node


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "date:2025-11"),
        ("maduro", "maduro date:2025-11"),
        ("Maduro  -rubio ", "Maduro  -rubio date:2025-11"),
        ("a OR b", "(a OR b) date:2025-11"),
        ("a date:2025-11 b", "a date:2025-11 b"),
        ("date:2025-11", "date:2025-11"),
    ],
)
def test_a_clause_is_added_to_the_whole_query(query: str, expected: str) -> None:
    assert narrowed(query, "date:2025-11") == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kalash", "kalash* ext:md"),
        ("il-7", "il-7* ext:md"),
        ('"a phra', '"a phra" ext:md'),
        ("(a OR bc", "(a OR bc*) ext:md"),
        ("a -bc", "a -bc ext:md"),
        ("pers*", "pers* ext:md"),
        ("ext:md (a OR bc", "ext:md (a OR bc*)"),
        ("ext:md(i", "ext:md i*"),
        ("(ext:..", "ext:.. ext:md"),
    ],
)
def test_a_query_that_is_being_typed_is_finished_first(query: str, expected: str) -> None:
    assert narrowed(query, "ext:md", typing=True) == expected


scraps = st.sampled_from(
    [
        *("a", "bc", " ", "(", ")", '"', "“", "=", "-", "+", "~", "~5", "*", "?", "/", "/x/", ","),
        *("source:", "source:=", "title:", "person:", "near:", '"a","b"', "ext:", ".", ".."),
        *("date:", "2025", "newer:", "7d", " OR ", " NOT ", " NEAR/3 ", " BEFORE ", "中文", "ŉ"),
    ]
)


@settings(max_examples=600, deadline=None)
@given(
    st.lists(scraps, min_size=1, max_size=8).map("".join),
    st.sampled_from(["source:herald", 'source:="The Tide"', "date:2025-11", "ext:md", "a"]),
    st.booleans(),
)
def test_whatever_is_narrowed_can_be_understood(query: str, clause: str, typing: bool) -> None:
    try:
        parse(query, typing=typing)
    except QueryError:
        return
    found = narrowed(query, clause, typing=typing)
    assert parse(found) is not None
    assert narrowed(found, clause) == found


def test_what_cannot_be_understood_is_not_narrowed() -> None:
    with pytest.raises(QueryError):
        narrowed("a (", "ext:md")
    with pytest.raises(QueryError):
        narrowed("a", 'source:"—"')


def test_quotation_marks_within_a_value_are_left_out() -> None:
    assert quoted('The "Daily”  Tide') == '"The Daily Tide"'
