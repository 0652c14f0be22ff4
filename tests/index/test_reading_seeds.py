"""The five sample articles, read whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.reading import read_file

if TYPE_CHECKING:
    from index.model import Document

SEEDS = Path(__file__).parents[2] / "seeds"


def seed(number: int) -> Document:
    (path,) = SEEDS.glob(f"{number:03d}_*.txt")
    (document,) = read_file(path)
    return document


def readable(document: Document) -> str:
    """The text with joins as one space, or nothing before a comma or a full stop."""
    text, result, last = document.text, [], 0
    for join in document.joins:
        result.append(text[last : join.start])
        result.append("" if text[join.end] in ",.;" else " ")
        last = join.end
    return "".join([*result, text[last:]])


@pytest.mark.parametrize(
    ("number", "title", "source"),
    [
        (
            0,
            "Maduro asks Putin for anti-aircraft help in response to Trump’s threat to bomb drug "
            "enclaves in Venezuela",
            "Veritas News",
        ),
        (2, "Tensions are skyrocketing in the Caribbean", "Unioneonline"),
        (
            3,
            "Venezuela’s Maduro Pleads With China and Russia For Help as Trump Escalates Military "
            "Campaign",
            "The Gateway Pundit",
        ),
        (4, "Crisis in Venezuela: what is Putin playing with his support for Maduro", ""),
    ],
)
def test_title_and_source(number: int, title: str, source: str) -> None:
    document = seed(number)
    assert document.title == title
    assert document.source == source
    if document.title_span is not None:
        assert document.text[slice(*document.title_span)] == title
    if document.source_span is not None:
        assert document.text[slice(*document.source_span)] == source
    assert document.date is None
    assert document.part == ""


def test_title_made_from_the_first_sentence() -> None:
    document = seed(1)
    assert document.title.startswith(
        "Venezuelan President Nicolás Maduro is making a desperate bid"
    )
    assert document.title.endswith("…")
    assert len(document.title) <= 90
    assert document.title_span is None
    assert document.source == ""


@pytest.mark.parametrize("number", range(5))
def test_text_is_verbatim(number: int) -> None:
    (path,) = SEEDS.glob(f"{number:03d}_*.txt")
    assert seed(number).text.encode() == path.read_bytes()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, ["The post", "appeared first on", "."]),
        (1, ['"*" indicates required fields']),
        (2, ["(", ")", "© Riproduzione riservata"]),
        (3, ["The post", "appeared first on", "."]),
        (4, ["[ad_1]", "[ad_2]", "Source link"]),
    ],
)
def test_boilerplate(number: int, expected: list[str]) -> None:
    document = seed(number)
    assert [document.text[slice(*span)] for span in document.boilerplate] == expected


@pytest.mark.parametrize("number", range(4))
def test_whole_paragraphs_are_left_apart(number: int) -> None:
    assert seed(number).joins == ()


def test_broken_names_read_as_one_sentence() -> None:
    text = readable(seed(4))
    for sentence in (
        "PARIS.- Venezuela will become the epicenter of a new geopolitical crisis between the "
        "United States and the Russia, like the Cuban Rocket Crisis in 1962?",
        "increased in recent days with the the intensification of clashes",
        "badistance to the regime of Nicolás Maduro. The recent statements",
        '"According to our information, there was a plane ready to take off [hacia Cuba].',
        "The first to react was the president Donald Trump, who intimidated the Kremlin",
        "things have changed since the arrival of Hugo Chavez in power and its approach",
    ):
        assert sentence in text


def test_paragraphs_and_captions_of_sample_4_stay_apart() -> None:
    document = seed(4)
    text = readable(document)
    assert len(document.joins) == 12
    for start in (
        "Maduro, in his reappearance",
        "PARIS.-",
        '"According to our information',
        "In the main European capitals",
        "In Caracas, clashes broke out between Chavez's forces and opposition protesters. Source",
        "In response to North American",
        "Also since January",
        "unsanctified",
        "But things have changed",
        "This is a strategy known",
        ".\n\n[ad_2]",
    ):
        assert re.search(r"\n" + re.escape(start), text), start
