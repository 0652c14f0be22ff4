"""Lines that many articles share, told apart from copies of one story."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.model import Span
from index.reading.plain import make_document
from index.reading.repeated import (
    LineCounts,
    document_line_keys,
    line_keys,
    repeated_keys,
    repeated_spans,
    spans_of,
)

WORDS = """government letter radar moscow caracas president officials trade reported friday aircraft
missiles ministry border company strike harbour pipeline minister export talks army court""".split()  # noqa: SIM905


def paragraph(seed: int, length: int = 30) -> str:
    chosen = random.Random(seed).choices(WORDS, k=length)
    return " ".join(chosen).capitalize() + "."


def story(seed: int, paragraphs: int = 5) -> list[str]:
    return [paragraph(seed * 100 + n) for n in range(paragraphs)]


def dimmed(texts: list[str]) -> list[list[str]]:
    """For each text, the lines that are repeated in the collection of them all."""
    counts = LineCounts()
    for text in texts:
        counts.add(line_keys(text))
    repeated = repeated_keys(sorted(counts.rows()), len(texts))
    return [[text[slice(*span)] for span in repeated_spans(text, repeated)] for text in texts]


def test_a_footer_of_several_lines() -> None:
    footer = [
        "More news in our app",
        "Write to the editors at the address below",
        "You are on page 12 of 40",
    ]
    texts = ["\n".join([*story(n), *footer]) for n in range(4)]
    assert dimmed(texts) == [footer] * 4
    assert dimmed(texts[:2]) == [[], []]


def test_a_header_and_a_line_in_between() -> None:
    texts = []
    for n in range(8):
        body = story(n)
        texts.append(
            "\n\n".join(
                [
                    "the daily digest for friends of news",
                    *body[:2],
                    "our video of the day",
                    *body[2:],
                ]
            )
        )
    assert dimmed(texts) == [["the daily digest for friends of news", "our video of the day"]] * 8


def test_digits_case_and_spacing_do_not_matter() -> None:
    texts = [
        "\n".join(
            [
                *story(n),
                f"Page {n} of   40 of this monthly MAGAZINE"
                if n
                else "page 0 OF 0 of this monthly magazine",
            ]
        )
        for n in range(4)
    ]
    assert [len(lines) for lines in dimmed(texts)] == [1] * 4


def test_a_long_legal_notice_needs_many_articles() -> None:
    notice = (
        "The views expressed in this article are the author’s own and do not necessarily reflect "
        "the editorial stance of this magazine or of its owners."
    )
    texts = ["\n".join([*story(n), notice, "share your thoughts below"]) for n in range(12)]
    assert dimmed(texts) == [[notice, "share your thoughts below"]] * 12
    assert all(notice not in lines for lines in dimmed(texts[:5]))


def test_copies_of_one_story_stay_whole() -> None:
    body = story(1, 8)
    body[3] = "The letter to the ambassador"
    body[6] = "nobody has answered it yet"
    copies = ["\n\n".join(body)] * 12
    leads = ["\n\n".join([paragraph(900 + n), *body]) for n in range(12)]
    tails = ["\n\n".join([*body, paragraph(950 + n)]) for n in range(12)]
    assert dimmed(copies) == [[]] * 12
    assert dimmed(leads) == [[]] * 12
    assert dimmed([*copies, *leads, *tails]) == [[]] * 36


def test_a_quoted_passage_stays() -> None:
    quoted = story(7, 2)
    texts = ["\n".join([*story(n)[:2], *quoted, *story(n)[2:]]) for n in range(15)]
    assert dimmed(texts) == [[]] * 15


def test_a_footer_below_copies() -> None:
    footer = "write to our editors at any time"
    texts = ["\n".join([*story(n % 4), footer]) for n in range(12)]
    assert dimmed(texts) == [[footer]] * 12


def test_headings_and_names_stay() -> None:
    for heading in ("Background", "What Next?", "Nicolás Maduro", "Russia"):
        texts = ["\n".join([*story(n)[:3], heading, *story(n)[3:]]) for n in range(5)]
        texts += ["\n".join(story(n)) for n in range(5, 40)]
        assert not any(dimmed(texts)), heading


def test_credit_lines_stay() -> None:
    texts = ["\n".join([*story(n), "Source: AP – Credit: Ariana Cubillos"]) for n in range(20)]
    texts += [
        "\n".join([*story(n), "clashes in the city, Credit: Ariana Cubillos"]) for n in range(20)
    ]
    texts += ["\n".join(["By Jane Roe", *story(n)]) for n in range(20)]
    assert not any(dimmed(texts))


def test_kept_spans_are_not_counted() -> None:
    texts = [f"Live updates from the front\n{chr(10).join(story(n))}" for n in range(9)]
    title = Span(0, len("Live updates from the front"))
    assert [line.span for line in line_keys(texts[0], [title])] == [
        line.span for line in line_keys(texts[0])[1:]
    ]
    documents = [make_document(text, "a.txt") for text in texts]
    counts = LineCounts()
    for document in documents:
        assert document.title_span == title
        counts.add(document_line_keys(document))
    assert not repeated_keys(sorted(counts.rows()), len(texts))


def test_broken_names_are_not_counted() -> None:
    texts = [f"{paragraph(n)[:-1]} of the\n\nRussia\n\n, {paragraph(n + 50)}" for n in range(9)]
    for text in texts:
        document = make_document(text, "a.txt")
        assert "Russia" not in {text[slice(*line.span)] for line in document_line_keys(document)}


def test_counts_are_incremental() -> None:
    texts = ["\n".join([*story(n), "more news in our app", "page 3"]) for n in range(9)]
    lines = [line_keys(text) for text in texts]
    counts = LineCounts()
    for article in lines:
        counts.add(article)
    again = LineCounts()
    for article in lines:
        again.add(article)
    for article in lines[2:]:
        again.remove(article)
    two = LineCounts()
    for article in lines[:2]:
        two.add(article)
    assert sorted(again.rows()) == sorted(two.rows())
    assert repeated_keys(sorted(counts.rows()), 9)
    assert not repeated_keys(sorted(again.rows()), 2)
    for article in lines[:2]:
        again.remove(article)
    assert again.rows() == []


def test_changes_are_counts_too() -> None:
    old, new = (
        line_keys(f"{paragraph(1)}\nold line of text"),
        line_keys(f"{paragraph(2)}\nnew line"),
    )
    stored = LineCounts()
    stored.add(old)
    change = LineCounts()
    change.remove(old)
    change.add(new)
    total: Counter[tuple[int, int]] = Counter()
    for key, context, count in (*stored.rows(), *change.rows()):
        total[key, context] += count
    assert +total == {(line.key, line.context): 1 for line in new}
    assert not -total


def test_keys_are_stable_and_fit_into_64_bits() -> None:
    (first, second) = line_keys("Share our news with friends\n" + paragraph(3))
    assert first.key == line_keys("share our  NEWS with friends")[0].key
    assert first.key != second.key
    for line in (first, second):
        assert -(1 << 63) <= line.key < 1 << 63
        assert -(1 << 63) <= line.context < 1 << 63


@given(
    st.lists(
        st.lists(st.sampled_from(["a b c", "Foo", "x" * 90, "bar baz qux.", "", "1"]), max_size=9),
        max_size=8,
    )
)
def test_any_collection(articles: list[list[str]]) -> None:
    texts = ["\n".join(lines) for lines in articles]
    counts = LineCounts()
    for text in texts:
        counts.add(line_keys(text))
    repeated = repeated_keys(sorted(counts.rows()), len(texts))
    for text in texts:
        lines = line_keys(text)
        spans = repeated_spans(text, repeated)
        assert spans == spans_of(lines, repeated)
        assert spans == sorted(set(spans))
        assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
        assert all(x.end <= y.start for x, y in pairwise(spans))
