"""How a query that is being typed may go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.query import FIELDS, parse

if TYPE_CHECKING:
    from index import Corpus


@pytest.mark.parametrize(
    ("typed", "rest", "query"),
    [
        ("person:nico", "lás Maduro", 'person:"Nicolás Maduro"'),
        ('person:"nicolás ma', 'duro"', 'person:"Nicolás Maduro"'),
        ("radar place:venez", "uela", "radar place:Venezuela"),
        ("-(entity:Vladim", "ir Putin", '-(entity:"Vladimir Putin"'),
        ('near:"Maduro","Vladim', 'ir Putin"', 'near:"Maduro","Vladimir Putin"'),
        ("pers", "on:", "person:"),
        ("maduro (sour", "ce:", "maduro (source:"),
        ("maduro rada", "r", "maduro radar"),
        ("Rada", "r", "Radar"),
        ("title:rada", "r", "title:radar"),
        ('"maduro rada', "r", '"maduro radar'),
        ("is:", "marked", "is:marked"),
        ("radar -is:T", "agged", "radar -is:tagged"),
    ],
)
def test_what_may_follow(seeds: Corpus, typed: str, rest: str, query: str) -> None:
    assert seeds.complete(typed) == (rest, query)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "radar ", "person:", 'person:"', "path:rada", "date:2025-1", "/rada", "x"),
        *("tag:", "tag:x", "is:marked", "is:x", "note:ra"),
        *("person:Nicolás Maduro ", 'person:"Nicolás Maduro" ', "place:nico", "qqqqqq", "ext:md"),
    ],
)
def test_where_nothing_is_suggested(seeds: Corpus, typed: str) -> None:
    assert seeds.complete(typed) == ("", typed)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_suggested(seeds: Corpus, field: str) -> None:
    found = seeds.complete(field)
    assert found.query == f"{field}:"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(alphabet='abnmiopr lás:"“(-=/\u202e\x1b[]mad', max_size=25))
def test_whatever_is_typed_goes_on_harmlessly(seeds: Corpus, typed: str) -> None:
    rest, query = seeds.complete(typed)
    assert rest.isprintable() or not rest
    if not rest:
        assert query == typed


def test_tags_are_suggested_the_commonest_first(seeds: Corpus) -> None:
    first, second, *_ = (info.id for info in seeds.articles())
    for article, tag in ((first, "to-do"), (first, "court"), (second, "Court"), (first, "trial")):
        seeds.marking.tag(article, tag)
    assert seeds.complete("tag:") == ("court", "tag:court")
    assert seeds.complete("oil -tag:T") == ("o-do", "oil -tag:to-do")
    assert seeds.complete('tag:"tr') == ('ial"', 'tag:"trial"')
    assert seeds.complete("tag:x") == ("", "tag:x")


def test_hostile_names_are_not_suggested(make_corpus) -> None:
    text = (
        "Yesterday Mr. Zebulon \u202eKraft spoke. Then Zebulon \u202eKraft left Zebulon\x1bville."
    )
    corpus = make_corpus({"a.txt": f"A title\n\n{text}\n" * 3})
    corpus.refresh()
    for typed in ("entity:zeb", "zebu", "person:Zebulon"):
        assert corpus.complete(typed).rest.isprintable()
        parse(corpus.complete(typed).query)
