"""Where a sentence goes on over a line break, and where it does not."""

from __future__ import annotations

import textwrap

import pytest

from index.reading.plain import make_document

LONG = "the government said on Friday that it would ask for more help from its old allies"
PROSE = (
    "The boys went down to the river in the early morning, when the mist still lay upon the water "
    "and nobody else was awake. They carried their lines and a basket that Aunt Polly had filled "
    "for them the night before. Tom Sawyer walked ahead, whistling, and Huck Finn came behind with "
    "the dog; he had not slept, and he said so more than once. When they reached the landing at "
    "St. Petersburg the boat was gone, and only the rope was left in the grass."
)


def joined(text: str) -> str:
    """The text with a ``|`` for each join."""
    joins = make_document(text, "a.txt").joins
    for join in reversed(joins):
        text = text[: join.start] + "|" + text[join.end :]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"In Caracas {LONG} between the\n\nRussia\n\n, like the Cuban.",
         f"In Caracas {LONG} between the|Russia|, like the Cuban."),
        (f"In Caracas {LONG} of\n\nNicolás Maduro\n\n. The next day it was denied.",
         f"In Caracas {LONG} of|Nicolás Maduro|. The next day it was denied."),
        (f"In Caracas {LONG} and President\nNicolás Maduro\nwas happy about it.",
         f"In Caracas {LONG} and President|Nicolás Maduro|was happy about it."),
        (f"So {LONG} to the\r\n\r\nUnited States\r\n\r\n, he said.",
         f"So {LONG} to the|United States|, he said."),
        (f"So {LONG} in the\n\nU.S.\n\n, he said.", f"So {LONG} in the|U.S.|, he said."),
        (f"So {LONG} with the\nthe clashes in Venezuela.",
         f"So {LONG} with the|the clashes in Venezuela."),
        ("PARIS.-\n\nVenezuela\n\nwill become the centre of a crisis.",
         "PARIS.-|Venezuela|will become the centre of a crisis."),
        (f"So {LONG} by\n\nTrump\n\nand\n\nPutin\n\n, he said.",
         f"So {LONG} by|Trump|and|Putin|, he said."),
        (f"The former president of\n\nBolivia\n\n, Evo Morales, {LONG}.",
         f"The former president of|Bolivia|, Evo Morales, {LONG}."),
        (f"So {LONG} in\n\n2019\n\n, when it began.", f"So {LONG} in|2019|, when it began."),
    ],
)  # fmt: skip
def test_broken_sentences(text: str, expected: str) -> None:
    assert joined(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"So {LONG}.\n\nAnd that was all of it.",
        f"So {LONG}.\nunsanctified, it went on.",
        f"So {LONG}:\n\nflour and water",
        f"A heading\n\nSo {LONG}.",
        f"The letter to Putin\nSo {LONG}.",
        f"So {LONG}\n\nThe letter to Putin\n\nIt is true that {LONG}.",
        "apples\npears\nplums",
        "apples\n\npears\n\nplums",
        "- apples and a long line of words that goes on and on for ever\n- pears\n- plums",
        f"1. So {LONG}\n2. so {LONG}",
        f"* So {LONG}\n* so {LONG}",
        f"So {LONG}\n\n[ad_1]\n\nand so on it went for days.",
        f"So {LONG}\n\nhttps://example.org/and/so/on",
        f"So {LONG}\n\nwww.example.org",
        "Shall I compare thee to a summer’s day?\nThou art more lovely and more temperate:\n"
        "Rough winds do shake the darling buds of May,\nAnd summer’s lease hath all too short a",
        "I met a traveller from an antique land\nwho said two vast and trunkless legs of stone\n"
        "stand in the desert near them on the sand\nhalf sunk a shattered visage lies whose frown",
        "Name\tCountry\nMaduro\tVenezuela\nof\tthe\n",
        f"In Caracas, clashes broke out between forces and protesters.\nSource: AP – Credit: A. C."
        f"\n\nIn response {LONG}.",
        f"What we are fighting for\n\niPhone makers {LONG}.",
        f"Left to die\n\nThe {LONG}.",
        f"“So {LONG},” he said.\n\n“and so on.”",
        f"Title: A title of some length that does not end\nSource: the outlet\n\nSo {LONG}.",
        f"So {LONG}.\n\n.\n\n[ad_2]",
        "name = charset.cli:main\nother = charset.cli:other",
        "Maduro     Venezuela of\nPutin      Russia and the\nand        so on it went then",
        "┌ / maduro of the ──┐\n│ and so on it went │",
        "| a | b |\n|---|---|\n| of | the |",
        f"So {LONG} –\n\n\n\n# Heading\n\nSo {LONG}.",
    ],
)
def test_left_apart(text: str) -> None:
    assert joined(text) == text


@pytest.mark.parametrize("width", [60, 72, 76, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_hard_wrapped_text(width: int, newline: str) -> None:
    paragraphs = [PROSE, PROSE.replace("boys", "men"), f"{PROSE} {PROSE}"]
    wrapped = "\n\n".join(textwrap.fill(p, width) for p in paragraphs).replace("\n", newline)
    assert joined(wrapped) == (newline * 2).join(
        textwrap.fill(p, width).replace("\n", "|") for p in paragraphs
    )


def test_headings_and_verse_in_wrapped_text_stay_apart() -> None:
    wrapped = textwrap.fill(f"{PROSE} {PROSE}", 72)
    verse = "Full fathom five thy father lies;\nOf his bones are coral made;\nThose are pearls"
    text = f"CHAPTER ONE\n\n{wrapped}\n\n{verse}\n\n- one\n- two\n\n{wrapped}"
    expected = wrapped.replace("\n", "|")
    assert joined(text) == f"CHAPTER ONE\n\n{expected}\n\n{verse}\n\n- one\n- two\n\n{expected}"


def test_paragraphs_of_a_script_without_spaces_stay_apart() -> None:
    sentence = "委内瑞拉总统马杜罗向俄罗斯和中国请求军事援助报道称这封信已经送达莫斯科"
    text = "\n".join(sentence * 2 + sentence[:n] + "。" for n in (3, 20, 9, 15, 1, 30, 12, 7))
    assert joined(text) == text


def test_indented_paragraphs_in_wrapped_text() -> None:
    fill = textwrap.TextWrapper(72, initial_indent="   ")
    text = "\n".join(fill.fill(PROSE) for _ in range(3))
    assert joined(text) == "\n".join(fill.fill(PROSE).replace("\n", "|") for _ in range(3))


def test_joins_are_white_space_with_a_line_break() -> None:
    text = f"So {LONG} of the  \n \t\n  Russia \n\n, he said."
    for join in make_document(text, "a.txt").joins:
        gap = text[slice(*join)]
        assert gap.isspace()
        assert "\n" in gap
    assert len(make_document(text, "a.txt").joins) == 2
