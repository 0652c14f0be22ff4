"""Marking a query's words in a text, and the passages that show them."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import tokens
from index.answering.folding import folded_bytes
from index.answering.marking import body_of
from index.answering.scanning import Scanner
from index.answering.snippets import Highlighter, Shown
from index.model import Snippet, Span
from index.query import And, Node, Not, Or, Phrase, Prefix, Typed, Word, parse
from index.query.matching import matcher

TEXT = (
    "Maduro asks Putin for help\n\nVenezuelan President Nicolás Maduro, under U.S. pressure, "
    "wrote to “Moscow”. The attacks went on; Maduro’s envoys flew an Il-76 to Caracas.\n\n"
    "Rubio said the US would not attack. Nicolás Guillén was a poet, and not Maduro."
)


def _passages(
    highlighter: Highlighter,
    text: str,
    count: int = 1,
    width: int = 160,
    avoid: Sequence[Span] = (),
) -> tuple[Snippet, ...]:
    """The passages of one text."""
    return highlighter.page([Shown(text, avoid)], count, width)[0]


def marked(query: str, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in Highlighter(parse(query)).spans(text)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("maduro", ["Maduro", "Maduro", "Maduro", "Maduro"]),
        ('"nicolas maduro"', ["Nicolás", "Maduro"]),
        ("us", ["U.S.", "US"]),
        ("u.s.", ["U.S.", "US"]),
        ("attack", ["attacks", "attack"]),
        ("=attack", ["attack"]),
        ("il-76", ["Il", "76"]),
        ("nico* -maduro", ["Nicolás", "Nicolás"]),
        ("nicolas NEAR/1 maduro", ["Nicolás", "Maduro"]),
        ("maduro BEFORE/3 putin", ["Maduro", "Putin"]),
        ("putin BEFORE/3 maduro", []),
        ('"moscow attacks"~1', ["Moscow", "attacks"]),
        ("r?bio OR /mosc.*/", ["Moscow", "Rubio"]),
        ("guilen~1", ["Guillén"]),
        ("title:maduro", ["Maduro"]),
        ("source:maduro", []),
        ("", []),
    ],
)
def test_marks(query: str, expected: list[str]) -> None:
    assert marked(query) == expected


def test_other_scripts_and_decomposed_accents() -> None:
    assert marked("москва", "В Москва и москва") == ["Москва", "москва"]
    assert marked("北京", "在北京市") == ["北京"]
    assert marked("rodriguez", "Rodri\u0301guez met Rodríguez") == ["Rodri\u0301guez", "Rodríguez"]


LONG = "x" * 70
pieces = st.sampled_from(
    (
        *("run", "runs", "Running", "ran", "U.S.", "us", "u", "s", "U.S", "Il-76", "il", "76"),
        *("run's", "’s", "rún", "straße", "ŁÓDŹ", "ə", "θrun", "ﬁn", LONG, "-", "…", "“run”"),
        *("a.b", "u.s.run", "ru\u0301n", "co\u00adrun", "北京", "ran_run", "don't", "۱", "Ünï"),
    )
)
spaced = st.lists(st.tuples(pieces, st.sampled_from((" ", "\n", "", ", ", "\u00a0"))), max_size=12)
texts = spaced.map(lambda made: "".join(word + gap for word, gap in made))
leaves = st.one_of(
    st.builds(
        Word, st.sampled_from(("run", "us", "il", "straße", "u.s.", "x" * 70)), st.booleans()
    ),
    st.builds(Prefix, st.sampled_from(("r", "ru", "us", "lo", "xx"))),
    st.builds(Typed, st.sampled_from(("ru", "us", "ran"))),
)
phrases = st.builds(Phrase, st.sampled_from(("run us", "il 76", "us run ran", "s run")))


@settings(max_examples=300, deadline=None)
@given(texts, st.lists(leaves, min_size=1, max_size=3))
def test_words_are_marked_as_the_tokeniser_reads_them(text: str, found: list[Node]) -> None:
    tests = [matcher(leaf) for leaf in found]
    expected = [(t.start, t.end) for t in tokens(text) if any(test(t.term) for test in tests)]
    assert [(start, end) for start, end, _ in Scanner(found).scan([text])[0]] == expected


@settings(max_examples=300, deadline=None)
@given(texts, phrases, leaves)
def test_the_quick_way_and_the_slow_way_agree(text: str, phrase: Node, leaf: Node) -> None:
    for found in ([phrase], [phrase, leaf]):
        scanner = Scanner(found)
        (quick,) = scanner.scan([text])
        slow = scanner._slowly(text)
        assert {span[:2] for span in quick} == {span[:2] for span in slow}


@given(st.text(max_size=40))
def test_folded_copies_keep_their_places(text: str) -> None:
    folded = folded_bytes(text)
    if folded is not None:
        assert len(folded) == len(text) + 2
        assert folded[0] == folded[-1] == 32


def test_snippets_show_the_best_passage_on_one_line() -> None:
    (snippet,) = _passages(Highlighter(parse("attack rubio")), TEXT, width=60)
    assert snippet.text.startswith("Rubio said the US would not attack")
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["Rubio", "attack"]
    assert TEXT[snippet.start :].startswith("Rubio")


def test_snippets_of_broken_lines_mark_the_right_words() -> None:
    text = "He met\n\n  Nicolás\tMaduro   again\nin Caracas"
    (snippet,) = _passages(Highlighter(parse("maduro caracas")), text)
    assert snippet.text == "He met Nicolás Maduro again in Caracas"
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["Maduro", "Caracas"]


def test_without_a_match_the_lead_is_shown() -> None:
    (snippet,) = _passages(Highlighter(parse("source:x")), TEXT, width=30)
    assert snippet.start == 0
    assert snippet.text == "Maduro asks Putin for"
    assert snippet.marks == ()
    assert _passages(Highlighter(parse("x")), "  \n") == ()


def test_several_passages_stand_in_order_and_apart() -> None:
    text = " ".join(f"w{i} radar" if i % 100 == 50 else f"w{i}" for i in range(500))
    found = _passages(Highlighter(parse("radar")), text, count=3, width=80)
    assert len(found) == 3
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert all(len(s.marks) == 1 for s in found)


def test_passages_avoid_the_title_where_they_can() -> None:
    title = Span(0, 26)
    (snippet,) = _passages(Highlighter(parse("maduro")), TEXT, width=80, avoid=[title])
    assert snippet.start > title.end


@given(texts, st.lists(leaves, min_size=1, max_size=3), st.integers(1, 3))
def test_marks_of_snippets_are_marks_of_the_text(text: str, found: list[Node], count: int) -> None:
    highlighter = Highlighter(And((Or(tuple(found)), Not(Word("zzz")))))
    spans = {text[start:end] for start, end in highlighter.spans(text)}
    for snippet in _passages(highlighter, text, count, width=20):
        assert {snippet.text[a:b] for a, b in snippet.marks} <= {" ".join(s.split()) for s in spans}


def test_a_very_long_article_costs_little() -> None:
    text = (
        "Some words that do not matter here. " * 15_000 + "At last the radar. " + "More. " * 50_000
    )
    highlighter = Highlighter(parse("radar matter"))
    _passages(highlighter, text)
    start = time.process_time()
    _passages(highlighter, text)
    assert time.process_time() - start < 0.05
    (snippet,) = _passages(Highlighter(parse("radar")), text)
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["radar"]


@given(st.lists(texts, max_size=4), st.lists(st.one_of(leaves, phrases), min_size=1, max_size=3))
def test_a_page_of_texts_is_marked_as_each_of_them_alone(
    page: list[str], found: list[Node]
) -> None:
    scanner = Scanner(found)
    base = 0
    for text, marks in zip(page, scanner.scan(page), strict=True):
        (alone,) = scanner.scan([text])
        assert marks == [(start + base, end + base, mask) for start, end, mask in alone]
        base += len(text) + 1


def test_a_phrase_does_not_go_on_in_the_next_text() -> None:
    page = [Shown("He flew to New"), Shown("York is far, New York is not")]
    first, second = Highlighter(parse('"new york"')).page(page)
    assert first[0].marks == ()
    assert [second[0].text[a:b] for a, b in second[0].marks] == ["New", "York"]


@given(st.lists(texts, max_size=4), leaves, st.integers(1, 2))
def test_passages_of_a_page_are_those_of_each_text(page: list[str], leaf: Node, count: int) -> None:
    highlighter = Highlighter(leaf)
    expected = [_passages(highlighter, text, count, width=30) for text in page]
    assert highlighter.page([Shown(text) for text in page], count, width=30) == expected


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("---\ntitle: A day\nsource: X\n---\n\nThe body.", "A day", "The body."),
        ("---\r\ntitle: A day\r\n---\r\n# A day\r\n\r\nThe body.", "A day", "The body."),
        ("+++\ntitle = 'A day'\n+++\nA day\n\nThe body.", "A day", "The body."),
        ("---\ntitle: A day\nno end of it\n", "A day", "---\ntitle: A day\nno end of it\n"),
        ("---\ntitle: A day\n---\n", "A day", "---\ntitle: A day\n---\n"),
        ("Radar found\n\nIt was old.", "Radar found", "It was old."),
        ("  Radar\tfound \nIt was old.", "Radar found", "It was old."),
        ("# Radar found\n\n## It was old.", "Radar found", "It was old."),
        ("Radar found\n----\nIt was old.", "Radar found", "It was old."),
        ("Radar found\n\n- It was old.", "Radar found", "- It was old."),
        ("Radar found. It was old.", "Radar found", "It was old."),
        ("Radar founders met.\nIt was.", "Radar found", "Radar founders met.\nIt was."),
        ("Radar found by us.", "Radar found", "Radar found by us."),
        ("Radar found\n", "Radar found", "Radar found\n"),
        ("It was old.\nRadar found", "Radar found", "It was old.\nRadar found"),
        ("It was old.", "report.txt", "It was old."),
        ("", "report.txt", ""),
    ],
)
def test_where_a_text_goes_on_after_its_title(text: str, title: str, body: str) -> None:
    assert text[body_of(text, title) :] == body


def test_a_passage_does_not_repeat_the_title_shown_above_it() -> None:
    title = "Maduro asks Putin for help"
    body = body_of(TEXT, title)
    (snippet,) = Highlighter(parse("maduro")).page([Shown(TEXT, (), body)], width=80)[0]
    assert snippet.start == TEXT.index("Venezuelan")
    assert title not in snippet.text
    (snippet,) = Highlighter(parse("asks")).page([Shown(TEXT, (), body)], width=80)[0]
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["asks"]
    (snippet,) = Highlighter(parse("source:x")).page([Shown(TEXT, (), body)], width=80)[0]
    assert snippet.text.startswith("Venezuelan President")
