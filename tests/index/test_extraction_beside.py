"""Names by what stands beside them: codes of countries, numbers, "&", titles, teams in a row."""

from __future__ import annotations

import pytest

from index.extraction.agreement import agree
from index.extraction.overlay import overlay
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name
from index.extraction.tokens import Reader, Row, tokenize
from index.extraction.truecase import truecase
from index.extraction.vocabulary import Vocabulary
from index.model import EntityType

G, P, L, M = ORG, PERSON, PLACE, MISC
MATCH = "The match went to the captain of the league leaders, whose striker scored both goals. "


def laid(text: str, names: list[tuple[str, EntityType | None]]) -> list[tuple[str, str]]:
    """What becomes of names, each the next of its words in the text."""
    tokens = tokenize(text)
    given: list[Name] = []
    at = 0
    for words, kind in names:
        start = text.index(words, at)
        at = start + len(words)
        first = next(k for k, end in enumerate(tokens.ends) if end > start)
        last = next(k for k, end in enumerate(tokens.ends) if end >= at) + 1
        given.append(Name(first, last, kind))
    found = agree(tokens, overlay(tokens, given, []))
    return [
        (text[tokens.starts[name.first] : tokens.ends[name.last - 1]], str(name.type))
        for name in found
        if name.type is not None
    ]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "Naomi Osaka (JPN) bt Lucia Bronzetti (ITA x9) 6-1",
            [("Naomi Osaka", P), ("JPN", G), ("Lucia Bronzetti", P)],
            [("Naomi Osaka", P), ("JPN", L), ("Lucia Bronzetti", P), ("ITA", L)],
        ),
        ("The fund (FIN) grew.", [("FIN", G)], [("FIN", G)]),
        (
            "He met Jose Nartatez, Jr. and Sammy Davis Jr. there.",
            [("Jose Nartatez", P), ("Jr.", P), ("Sammy Davis", P)],
            [("Jose Nartatez, Jr.", P), ("Sammy Davis Jr.", P)],
        ),
        (
            "She lives in Barangay 103 now, by District 12000.",
            [("Barangay", L)],
            [("Barangay 103", L)],
        ),
        (
            "Marsh & McLennan fell. A spokesman of Marsh said so.",
            [("Marsh", P), ("McLennan", P), ("Marsh", P)],
            [("Marsh & McLennan", G), ("Marsh", G)],
        ),
        (
            "Ada Hewett and Tom Reid won. Hewett & Reid came first.",
            [("Ada Hewett", P), ("Tom Reid", P), ("Hewett", P), ("Reid", P)],
            [("Ada Hewett", P), ("Tom Reid", P), ("Hewett", P), ("Reid", P)],
        ),
        (
            "They sailed to Liverpool and Liverpool was calm, but Lord Liverpool was not.",
            [("Liverpool", L), ("Liverpool", L), ("Liverpool", P)],
            [("Liverpool", L), ("Liverpool", L), ("Liverpool", P)],
        ),
        ("It urges S. Korea to wait.", [("S. Korea", G)], [("S. Korea", L)]),
        ("The Dublin Newsroom wrote it.", [("Dublin Newsroom", L)], [("Dublin Newsroom", G)]),
        ("Local Kivuvians and Rallyists sang.", [("Rallyists", P)], [("Rallyists", M)]),
        (
            "We saw Lieutenant-Colonel Max Marriner there.",
            [("Lieutenant-Colonel Max Marriner", P)],
            [("Max Marriner", P)],
        ),
        (
            "The Central Police District (CPD) said so.",
            [("Central Police District", L), ("CPD", L)],
            [("Central Police District", G), ("CPD", G)],
        ),
        (
            "The Pakistan Tehreek-i-Insaf (PTI) won, PTI said.",
            [("Pakistan Tehreek-i-Insaf", L), ("PTI", L), ("PTI", G)],
            [("Pakistan Tehreek-i-Insaf", G), ("PTI", G), ("PTI", G)],
        ),
        (
            MATCH + "Rivals Essex, Barrow and Surrey closed in at Yeovil.",
            [("Essex", L), ("Barrow", L), ("Surrey", L), ("Yeovil", L)],
            [("Essex", G), ("Barrow", G), ("Surrey", G), ("Yeovil", L)],
        ),
        (
            MATCH + "After the win over Barrow he saw Yeovil's captain in Durham.",
            [("Barrow", L), ("Yeovil", L), ("Durham", L)],
            [("Barrow", G), ("Yeovil", G), ("Durham", L)],
        ),
        (
            MATCH + "C Zeskom (Sale), H Ellis (Leicester), T Smith (Milan).",
            [
                (n, k)
                for who in (("C Zeskom", "Sale"), ("H Ellis", "Leicester"), ("T Smith", "Milan"))
                for n, k in zip(who, (P, L), strict=True)
            ],
            [
                ("C Zeskom", P),
                ("Sale", G),
                ("H Ellis", P),
                ("Leicester", G),
                ("T Smith", P),
                ("Milan", G),
            ],
        ),
        (
            MATCH + "The referee was H Ellis (Kent). He saw the loss to Bath at Lansdowne Road.",
            [("H Ellis", P), ("Kent", L), ("Bath", L), ("Lansdowne Road", L)],
            [("H Ellis", P), ("Kent", L), ("Bath", G), ("Lansdowne Road", L)],
        ),
    ],
)
def test_beside(
    text: str, names: list[tuple[str, EntityType]], expected: list[tuple[str, EntityType]]
) -> None:
    assert laid(text, names) == [(name, str(kind)) for name, kind in expected]


def recased(text: str) -> list[str]:
    vocabulary = Vocabulary()
    row: Row = Reader(vocabulary).read([text])
    numbers = truecase(row, vocabulary, row.titles(vocabulary)).numbers
    return [vocabulary.words[k] for k in numbers.tolist()]


def test_a_headline_keeps_the_names_of_several_words_that_are_known() -> None:
    words = recased("MEXICO CITY POLICE FREE MEN\nThe police of that city said so to the men.\n")
    assert words[:5] == ["Mexico", "City", "police", "free", "men"]
    words = recased(
        "The bank was open.\nFour New Banks Open In Cape Town As Prices Rise Again\nIt was late.\n"
    )
    assert " ".join(words[5:16]) == "Four new banks open in Cape Town as prices rise again"
