"""Names of bodies that go on behind "and", "for", "of" and commas."""

from __future__ import annotations

import pytest

from index.extraction.bodies import whole
from index.extraction.spans import MISC, ORG, PERSON, Name
from index.extraction.tokens import tokenize
from index.extraction.triggers import present_in


def made_whole(text: str, *given: str) -> list[str]:
    """The names of a text once bodies are whole; each name given is an organisation's."""
    tokens = tokenize(text)
    names = []
    for name in given:
        wanted = tokenize(name).words
        size = len(wanted)
        first = next(
            k for k in range(len(tokens.words)) if list(tokens.words[k : k + size]) == wanted
        )
        names.append(Name(first, first + size, ORG))
    whole(tokens.words, tokens.bits, present_in(tokens), names)
    return [text[tokens.starts[first] : tokens.ends[last - 1]] for first, last, _, _ in names]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Department for Culture, Media and Sport", "Department for Culture"),
        ("Ministry of Foreign Affairs and Trade", "Ministry of Foreign Affairs"),
        ("Association of Train Operating Companies", "Association of Train"),
        ("Court of Arbitration for Sport", "Court of Arbitration"),
        ("House Committee on Oversight and Accountability", "House Committee on Oversight"),
        ("London School of Economics and Political Science", "London School of Economics"),
        ("Work and Pensions Committee", "Pensions Committee"),
        ("Transport and General Workers' Union", "General Workers' Union"),
        ("Equality and Human Rights Commission", "Human Rights Commission"),
    ],
)
def test_a_body_is_whole(text: str, cut: str) -> None:
    assert made_whole(f"It was said that the {text} met.", cut) == [text]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Ministry of Defence and Ministry of Finance", ["Ministry of Defence"]),
        ("the Department of Health and Prime Minister Zeskom", ["Department of Health"]),
        ("the Department of Justice and Paris", ["Department of Justice"]),
        ("the Department of Health, Zeskom and Smith", ["Department of Health"]),
        ("the Department of Health, which Trade and Industry left", ["Department of Health"]),
        ("the Council and Human Rights Commission", ["Human Rights Commission"]),
        ("the Treasury and Home Office", ["Home Office"]),
        ("Work and Pensions Committee", ["Pensions Committee"]),
    ],
)
def test_what_is_beside_a_body_is_no_part_of_it(text: str, names: list[str]) -> None:
    assert made_whole(f"It was said that {text} met.", *names) == names


def test_what_a_body_takes_in_is_no_name_by_itself() -> None:
    tokens = tokenize("the Department for Culture, Media and Sport of Anna Zeskom")
    names = [Name(1, 4, ORG), Name(5, 6, None), Name(7, 8, MISC), Name(9, 11, PERSON)]
    whole(tokens.words, tokens.bits, present_in(tokens), names)
    assert names == [Name(1, 8, ORG), Name(9, 11, PERSON)]
