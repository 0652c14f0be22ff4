"""What holds for any text: spans, titles, and time in proportion to length."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.reading.plain import make_document
from index.reading.repeated import document_line_keys

PIECES = st.sampled_from(
    [
        "\n", "\n\n", "\r\n", "\r", " ", "\t", "[ad_1]", "[ad_2]", "The post ",
        " appeared first on ",
        ".", ",", "Russia", "the", "of", "(AP)", "(Reuters) - ", "PARIS, Nov 3, 2025", "Title: ",
        "Source: ", "Date: 2025-11-03", "---", "# ", "=====", "© 2024 ", "All rights reserved",
        "Source link", "Share this", "Facebook", "a long line of words going on for a while and ",
        "By Jane Roe | ", "November 3, 2025", "\u2028", "\x0c", "\x1b[31m", "\u202e", "é", "委内",
        "(", ")", "[", "]", "|", "- ", "“", "”", "…", "http://", "\x00", "\ufeff", "e\u0301",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.booleans())
def test_documents_are_sound(text: str, markdown: bool) -> None:
    document = make_document(text, "name.txt", markdown=markdown)
    assert document.text == text
    for spans in (document.boilerplate, document.joins):
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(x.end <= y.start for x, y in pairwise(spans))
    for join in document.joins:
        gap = text[slice(*join)]
        assert gap.isspace()
        assert "\n" in gap or "\r" in gap
        assert not text[join.start - 1].isspace()
        assert not text[join.end].isspace()
        assert not any(a < join.end and join.start < b for a, b in document.boilerplate)
    for span in (document.title_span, document.source_span):
        if span is not None:
            assert 0 <= span.start < span.end <= len(text)
    for shown in (document.title, document.source):
        assert shown == " ".join(shown.split())
        assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown)
        assert not {"\u202e", "\u2066"} & set(shown)
    assert document.title
    assert (document.source == "") == (document.source_span is None)
    for line in document_line_keys(document):
        assert text[slice(*line.span)].strip() == text[slice(*line.span)] != ""


@pytest.mark.parametrize(
    "unit",
    [
        "a", " ", "\n", "\r", "\t", " \n", "The post ", " appeared first on ",
        "The post x appeared first on y", "[ad_", "[embed ", "(", "((Reuters", "/T/", "“", "*", "_",
        "*a", "[a](", "![", "#", "# ", "# \n", "=\n", "---\n", "a: b\n", "Title: ", "©", "© ",
        "(c) 2024 ", "Copyright ", "all rights reserved ", "A.", "A. ", "PARIS, ", "PARIS-", "-",
        "Jan ", "Jan 1, ", "2025-", "2025-1-1 ", "1 ", "3 de ", "the\n\n", "the\n\nRussia\n\n, ",
        "a word\n", "Word\n", ",\n", ".\n", "Read more ", "Read more: x\n", "Share this\n",
        "Email\n",
        "this article was originally published by ", "sign up for ", "get the ", "e\u0301", "é",
        "\u0301", "委", "a|", "a\tb\n", "- a\n", "> a\n", "x" * 72 + "\n", "and so on it went\n",
    ],
)  # fmt: skip
def test_awkward_text_of_200_kb(unit: str) -> None:
    text = (unit * (200_000 // len(unit) + 1))[:200_000]
    begin = time.process_time()
    document_line_keys(make_document(text, "name.txt", markdown=True))
    assert time.process_time() - begin < 4


@pytest.mark.parametrize(
    "unit",
    [" ", "A. ", "The post ", " appeared first on ", "Jan 1, ", "the\n\nRussia\n\n, ", "[ad_1]"],
)
def test_awkward_text_of_1_mb(unit: str) -> None:
    text = (unit * (1_000_000 // len(unit) + 1))[:1_000_000]
    begin = time.process_time()
    document_line_keys(make_document(text, "name.txt"))
    assert time.process_time() - begin < 15


def test_one_long_line_between_others() -> None:
    text = "A title of some kind\n\n" + "Words " * 400_000 + "\n\n[ad_2]\nSource link\n"
    begin = time.process_time()
    document = make_document(text, "a.txt")
    assert time.process_time() - begin < 5
    assert document.title == "A title of some kind"
    assert len(document.boilerplate) == 2
