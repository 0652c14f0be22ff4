"""The query language: meanings, mistakes with their places, and fixes that can be understood."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatchcase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.query import (
    And,
    Dates,
    EntityClause,
    File,
    Node,
    Not,
    Or,
    Word,
    explain,
    parse,
    relaxed,
)
from index.query.dates import dates
from index.query.matching import wildcard

TODAY = date(2026, 11, 21)


def meaning(text: str, *, typing: bool = False) -> str:
    return explain(parse(text, typing=typing, today=TODAY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("maduro -rubio", "AND(maduro, NOT rubio)"),
        ("maduro NOT rubio", "AND(maduro, NOT rubio)"),
        ("maduro AND NOT rubio", "AND(maduro, NOT rubio)"),
        ("maduro AND rubio", "AND(maduro, rubio)"),
        ("+maduro +rubio", "AND(maduro, rubio)"),
        ("a b OR c", "OR(AND(a, b), c)"),
        ("a (b OR c)", "AND(a, OR(b, c))"),
        ("(a b) c", "AND(a, b, c)"),
        ("oil or gas and us", "AND(oil, or, gas, and, us)"),
        ("U.S.", "U.S."),
        ("(maduro), rubio.", None),
        ("maduro, rubio!", "AND(maduro, rubio)"),
        ("Maduro’s", "Maduro"),
        ('"Nicolás Maduro"', '"Nicolás Maduro"'),
        ("“Nicolás Maduro”", '"Nicolás Maduro"'),
        ("«Nicolás Maduro»", '"Nicolás Maduro"'),
        ('-"oil price"', 'NOT "oil price"'),
        ('"oil price"~4', '"oil price"~4'),
        ("=attacks", "=attacks"),
        ("oil NEAR/5 price", "NEAR/5(oil, price)"),
        ("oil NEAR price", "NEAR/10(oil, price)"),
        ("oil BEFORE/3 price", "BEFORE/3(oil, price)"),
        ("x oil NEAR/2 price", "AND(x, NEAR/2(oil, price))"),
        ("a NEAR/2 b NEAR/3 c", "NEAR/3(NEAR/2(a, b), c)"),
        ("(oil OR gas) NEAR/2 price*", "NEAR/2(OR(oil, gas), price*)"),
        ("pres*", "pres*"),
        ("w?rd *ing m*d", "AND(w?rd, *ing, m*d)"),
        ("il-7*", "il-7*"),
        ("Il-76", "Il-76"),
        ("maduro~ putin~2 oil~", "AND(maduro~2, putin~2, oil~1)"),
        ("/mad(uro|rid)/", "/mad(uro|rid)/"),
        ("/etc/hosts", "etc/hosts"),
        ("title:crisis", "title:crisis"),
        ("title:(oil gas)", "AND(title:oil, title:gas)"),
        ('source:"Veritas News"', 'source:"Veritas News"'),
        ('source:="Veritas News"', 'source:="Veritas News"'),
        ("outlet:=Herald -title:=crisis", "AND(source:=Herald, NOT title:=crisis)"),
        ("path:=2025/a.txt", "path:=2025/a.txt"),
        ("outlet:cnn file:x.txt", "AND(source:cnn, path:x.txt)"),
        ("ext:.pdf type:mail path:2019/", "AND(ext:pdf, type:mail, path:2019/)"),
        ('person:"Nicolás Maduro"', 'person:"Nicolás Maduro"'),
        ("entity:nato place:us org:un", "AND(entity:nato, place:us, org:un)"),
        ('near:"Nicolás Maduro",putin~8', 'near:"Nicolás Maduro","putin"~8'),
        ("date:2025-11", "date:2025-11"),
        ("date:2025..2026-02", "date:2025..2026-02"),
        ("date>=2026-01-03", "date:>=2026-01-03"),
        ("before:2026 after:2024-02", "AND(date:<2026, date:>2024-02)"),
        ("newer:7d", "date:>=2026-11-14"),
        ("http://example.com/x", "http://example.com/x"),
        ("NOT NOT oil", "oil"),
        ("-(oil gas)", "NOT AND(oil, gas)"),
        ("北京市", "北京市"),
        ("oil NEAR 5", "NEAR/10(oil, 5)"),
        ("oil NEAR 5 OR gas", "OR(NEAR/10(oil, 5), gas)"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_meanings(text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(QueryError):
            meaning(text)
    else:
        assert meaning(text) == expected


@pytest.mark.parametrize(
    ("text", "position", "fix"),
    [
        ('radar "oil price', 6, 'radar "oil price"'),
        ("radar OR", 6, "radar"),
        ("OR radar", 0, "radar"),
        ("radar AND", 6, "radar"),
        ("radar AND OR oil", 6, "radar OR oil"),
        ("radar NOT", 6, "radar"),
        ("radar -", 6, "radar"),
        ("oil - gas", 4, "oil gas"),
        ("(oil gas", 0, "(oil gas)"),
        ("oil) gas", 3, "oil gas"),
        ("oil ()", 4, "oil"),
        ('oil ""', 4, "oil"),
        ("oil & gas", 4, "oil AND gas"),
        ("oil || gas", 4, "oil OR gas"),
        ("oil | gas | coal", 4, "oil OR gas OR coal"),
        ("oil !gas", 4, "oil -gas"),
        ("| oil", 0, "oil"),
        ("oil *", 4, "oil"),
        ("titel:oil", 0, "title:oil"),
        ("foo:bar", 0, '"foo:bar"'),
        ("oil NEAR", 4, "oil"),
        ("oil NEAR 5 gas", 4, "oil NEAR/5 gas"),
        ("(a BEFORE 5  (b OR c))", 3, "(a BEFORE/5 (b OR c))"),
        ("NEAR oil", 0, "oil"),
        ("oil NEAR/3 (a -b)", 4, "oil AND (a -b)"),
        ("oil NEAR/3 title:gas", 4, "oil AND title:gas"),
        ("date:yesteryear oil", 0, "oil"),
        ("date:2025-13-01 oil", 0, "date:2025-01-13 oil"),
        ("date:2026..2025 oil", 0, "date:2025..2026 oil"),
        ("newer:soon oil", 0, "oil"),
        ("oil~7", 0, "oil~2"),
        ("/(/ oil", 0, "oil"),
        ("title: oil", 0, "title:oil"),
        ('a source: "the herald"', 2, 'a source:"the herald"'),
        ("source: OR oil", 0, "oil"),
        ("author:smith", 0, "person:smith"),
        ("autor:smith", 0, "person:smith"),
        ("since:2025", 0, "after:2025"),
        ("near:maduro", 0, 'entity:"maduro"'),
        ("foo: bar", 0, "foo bar"),
        ("-", 0, ""),
        ("oil is:mark", 4, "oil is:marked"),
        ("is:starred oil", 0, "is:marked oil"),
        ("is:annotated", 0, "is:noted"),
        ("is:whatever", 0, "is:marked"),
        ("is: marked", 0, "is:marked"),
        ("is:", 0, ""),
        ("tag:", 0, ""),
        ("tag:# oil", 0, "oil"),
        ("note:!!! oil", 0, "oil"),
        ("label:court", 0, "tag:court"),
        ("comment:court", 0, "note:court"),
    ],
)
def test_mistakes_have_a_place_and_a_fix(text: str, position: int, fix: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert caught.value.fix == fix
    assert caught.value.message


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("date:12/11/2025", "date:2025-11-12"),
        ("date:11/23/2025", "date:2025-11-23"),
        ("date:31.12.2025 oil", "date:2025-12-31 oil"),
        ("date:2025/11/03", "date:2025-11-03"),
        ("date:20251103", "date:2025-11-03"),
        ("date:2025-02-30", "date:2025-02"),
        ("date:Nov 2025 oil", "date:2025-11 oil"),
        ("date:december", "date:2025-12"),
        ("(date:3 November 2025)", "(date:2025-11-03)"),
        ('date:"November 3rd, 2025" oil', "date:2025-11-03 oil"),
        ("date:last week", "newer:1w"),
        ("oil date: last month gas", "oil newer:1m gas"),
        ("before:7d", "older:7d"),
        ("newer:3 months", "newer:3m"),
        ("newer:2025-10", "after:2025-10"),
        ("older:2025", "before:2025"),
        ("date:this month", "date:2026-11"),
        ("date:this week", "date:2026-11-16..2026-11-21"),
        ("after:Monday", "after:2026-11-16"),
        ("date:saturday", "date:2026-11-14"),
        ("date:2025...2026", "date:2025..2026"),
        ("date:>1/12/2025", "date:>2025-12-01"),
        ("date:2025..now", "date:2025..today"),
        ("date:never", ""),
        ("date:last", ""),
    ],
)
def test_a_date_that_is_written_otherwise_is_told_as_it_should_be(text: str, fix: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, today=date(2026, 11, 21))
    assert caught.value.fix == fix


WORDS = st.text('ab "()-+=*?~:/.,&“”¿é\n', max_size=14)
PIECES = st.lists(
    st.sampled_from(
        (
            *("oil", "OR", "AND", "NOT", "NEAR/2", "BEFORE", '"', "(", ")", "-", "+", "=", "*"),
            *("title:", "date:", "2025", "person:", "near:", "x:", "/a+/", "~2", "~", "?", ","),
            *(
                "“",
                "»",
                "é",
                "..",
                "newer:",
                "7d",
                "a*b",
                "is:",
                "tag:",
                "note:",
                ".",
                "’s",
                "𝔘",
                "\u0301",
            ),
        )
    ),
    max_size=9,
).flatmap(lambda some: st.sampled_from(("", " ")).map(lambda gap: gap.join(some)))


@settings(max_examples=500)
@given(st.one_of(WORDS, PIECES), st.booleans())
def test_everything_is_understood_or_refused_with_a_fix(text: str, typing: bool) -> None:
    try:
        node = parse(text, typing=typing, today=TODAY)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        if error.fix:
            parse(error.fix, today=TODAY)
    else:
        assert (node is None) == (not text.strip())
        assert isinstance(explain(node), str)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(QueryError):
        parse("(" * 500 + "a" + ")" * 500)
    with pytest.raises(QueryError):
        parse("-" * 500 + "a")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("madur", "madur…"),
        ("oil madur", "AND(oil, madur…)"),
        ("oil madur ", "AND(oil, madur)"),
        ("oil -madur", "AND(oil, NOT madur)"),
        ('"nicolas mad', '"nicolas mad…"'),
        ('"nicolas ', '"nicolas"'),
        ('-"nicolas mad', 'NOT "nicolas mad"'),
        ("(oil OR gas", "OR(oil, gas…)"),
        ("title:cri", "title:cri…"),
        ("=attack", "=attack"),
        ("il-7", "il-7…"),
        ("oil*", "oil*"),
        ("maduro.", "maduro"),
    ],
)
def test_while_typing(text: str, expected: str) -> None:
    assert meaning(text, typing=True) == expected


@pytest.mark.parametrize("text", ["oil OR", "oil AND", "oil -", "(", "oil NEAR/3"])
def test_a_dangling_operator_is_a_mistake_while_typing_too(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text, typing=True)


@pytest.mark.parametrize(
    ("field", "value", "start", "end"),
    [
        ("date", "2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("date", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("date", "2025-11-03", date(2025, 11, 3), date(2025, 11, 3)),
        ("date", "2025-11..2026", date(2025, 11, 1), date(2026, 12, 31)),
        ("date", "..2025-11", None, date(2025, 11, 30)),
        ("date", "2025-11-03..", date(2025, 11, 3), None),
        ("date", ">2025-11", date(2025, 12, 1), None),
        ("date", "<=2025", None, date(2025, 12, 31)),
        ("date", "today", TODAY, TODAY),
        ("date", "yesterday", date(2026, 11, 20), date(2026, 11, 20)),
        ("before", "2025-11", None, date(2025, 10, 31)),
        ("after", "2025", date(2026, 1, 1), None),
        ("newer", "2w", date(2026, 11, 7), None),
        ("newer", "9m", date(2026, 2, 21), None),
        ("older", "1y", None, date(2025, 11, 20)),
    ],
)
def test_days(field: str, value: str, start: date | None, end: date | None) -> None:
    found = dates(field, value, TODAY)
    assert (found.start, found.end) == (
        start and start.toordinal(),
        end and end.toordinal(),
    )


def test_trees() -> None:
    assert parse("maduro -rubio") == And((Word("maduro"), Not(Word("rubio"))))
    assert parse("person:Maduro") == EntityClause("person", "Maduro")
    assert isinstance(parse("date:2025"), Dates)


@pytest.mark.parametrize(
    ("text", "typing", "expected"),
    [
        ("is:marked", False, "is:marked"),
        ("-IS:Noted", False, "NOT is:noted"),
        ("is:m", True, "is:marked"),
        ("is:t OR is:n", False, ""),
        ("tag:court", False, "tag:court"),
        ("tag:cou", True, "tag:cou…"),
        ("tag:cou ", True, "tag:cou"),
        ('tag:"cou', True, "tag:cou…"),
        ('tag:"cou"', True, "tag:cou"),
        ("tag:=#Court", False, "tag:Court"),
        ("tag:c* tag:*", False, "AND(tag:c*, tag:*)"),
        ("tag:c*", True, "tag:c*"),
        ("-tag:cou", True, "NOT tag:cou"),
        ("tags:eu/court_2", False, "tag:eu/court_2"),
        ('note:"ask him" OR note:law*', False, 'OR(note:"ask him", note:law*)'),
        ("note:law", True, "note:law…"),
    ],
)
def test_what_a_person_said(text: str, typing: bool, expected: str) -> None:
    if not expected:
        with pytest.raises(QueryError):
            parse(text, typing=typing)
        return
    assert meaning(text, typing=typing) == expected


def test_relaxing() -> None:
    node = parse("oil gas -us")
    assert node is not None
    assert relaxed(node) == And((Or((Word("oil"), Word("gas"))), Not(Word("us"))))
    assert relaxed(Word("oil")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oil (gas OR coal)", "OR(oil, gas, coal)"),
        ("oil gas date:2025", "AND(OR(oil, gas), date:2025)"),
        ("ext:md oil source:herald gas -us", "AND(OR(oil, gas), ext:md, source:herald, NOT us)"),
        ("oil (source:a OR date:2025) gas", "AND(OR(oil, gas), OR(source:a, date:2025))"),
        ("oil person:maduro", "OR(oil, person:maduro)"),
        ("oil gas tag:x -is:noted", "AND(OR(oil, gas), tag:x, NOT is:noted)"),
        ("oil date:2025", ""),
        ("oil OR gas", ""),
    ],
)
def test_what_limits_a_search_is_not_relaxed(text: str, expected: str) -> None:
    node = parse(text)
    assert node is not None
    assert explain(relaxed(node)) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("source:=Her", File("source", "Her", whole=True, typed=True)),
        ('source:="Miami H', File("source", "Miami H", whole=True, typed=True)),
        ('source:="Miami Herald"', File("source", "Miami Herald", whole=True)),
        ("-source:=Her", Not(File("source", "Her", whole=True))),
    ],
)
def test_a_whole_value_that_is_typed_may_grow(typed: str, meant: Node) -> None:
    assert parse(typed, typing=True) == meant


@pytest.mark.parametrize("query", ["source:=", 'title:=""', "path:= x"])
def test_a_whole_value_must_be_there(query: str) -> None:
    with pytest.raises(QueryError, match=r"needs something right after it|takes one word"):
        parse(query)


@given(
    st.text(st.sampled_from("ab[."), max_size=10), st.text(st.sampled_from("ab[.*?"), max_size=8)
)
def test_a_wildcard_is_one_letter_or_any_number_of_them(text: str, pattern: str) -> None:
    expected = fnmatchcase(text, pattern.replace("[", "[[]"))
    assert (wildcard(pattern).fullmatch(text) is not None) == expected


def test_no_wildcard_takes_long() -> None:
    # Tried one by one, the ways of taking 20 of 63 letters would take longer than anybody lives.
    assert wildcard("a*" * 20 + "b").fullmatch("a" * 63) is None
    assert wildcard("a*" * 20 + "b").fullmatch("a" * 62 + "b") is not None


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+b", r"(\w*)*x", r"((\w+)s?)+", r"x(?:a{1,3})*y", r"(a|b+){9}", r"(([ab]+)(c))*"],
)
def test_a_repetition_of_a_repetition_is_told(pattern: str) -> None:
    with pytest.raises(QueryError, match="a repetition of a repetition") as caught:
        parse(f"radar /{pattern}/")
    assert caught.value.position == 6
    assert caught.value.fix
    parse(caught.value.fix)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(\d{3})+",
        r"(ab)+c*",
        r"a+(b+)c+",
        r"(\(a\+)+",
        r"([+*])+",
        r"(a+)?",
        r"(foo|bar)*",
        r"[(]a+",
    ],
)
def test_other_repetitions_are_taken(pattern: str) -> None:
    assert meaning(f"/{pattern}/") == f"/{pattern}/"
