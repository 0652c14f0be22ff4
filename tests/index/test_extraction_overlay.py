"""What is laid over a model's names: names that hold several, acronyms, cues beside a name."""

from __future__ import annotations

import pytest

from index.extraction import words as w
from index.extraction.acronyms import explained
from index.extraction.agreement import agree
from index.extraction.cues import by_cues, join_nicknames
from index.extraction.overlay import overlay
from index.extraction.parting import parted, portfolios
from index.extraction.reports import datelines
from index.extraction.rules import Rules
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name
from index.extraction.tokens import tokenize
from index.extraction.triggers import present_in
from index.model import EntityType

G, P, L, M = ORG, PERSON, PLACE, MISC


def parts(text: str, kind: EntityType) -> list[tuple[str, EntityType | None]] | None:
    words = text.split()
    found = parted(words, list(map(w.bits_of, words)), Name(0, len(words), kind))
    if found is None:
        return None
    return [(" ".join(words[first:last]), its) for first, last, its, _ in found]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Lagos State Governor Ali Sanwo", P, [("Lagos State", L), ("Ali Sanwo", P)]),
        ("Kataeb Secretary-General Serge Dagher", P, [("Kataeb", G), ("Serge Dagher", P)]),
        ("Lagos State Commissioner of Police", G, [("Lagos State", L)]),
        ("Salvador Cerén of El Salvador", P, [("Salvador Cerén", P), ("El Salvador", L)]),
        ("Navy , Army", G, [("Navy", G), ("Army", G)]),
        ("BM Mozammel Haque", G, [("BM Mozammel Haque", P)]),
        ("MNA Faheem Khan", G, [("Faheem Khan", P)]),
        ("Okaikwei North", P, [("Okaikwei North", L)]),
        ("Russian Foreign Ministry", G, [("Russian", M), ("Foreign Ministry", G)]),
        ("MPs", P, []),
        ("Clyde 0-5 Zeskom City", P, [("Clyde", G), ("Zeskom City", G)]),
        ("Allied-Signal said Zeskom Corp", G, [("Allied-Signal", G), ("Zeskom Corp", G)]),
        ("Iraq 's Oil Ministry", G, [("Iraq", L), ("Oil Ministry", G)]),
        ("BBC 's Network Africa", M, [("BBC", G), ("Network Africa", M)]),
        (
            "European Union 's Court of Auditors",
            G,
            [("European Union", G), ("Court of Auditors", G)],
        ),
    ],
)
def test_names_that_hold_several(
    text: str, kind: EntityType, expected: list[tuple[str, EntityType]]
) -> None:
    assert parts(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Office of the Prime Minister", G),
        ("Oliver North", P),
        ("Apple Computer , Inc.", G),
        ("Department of Health , Education and Welfare", G),
        ("AC Milan", G),
        ("African National Congress", G),
        ("UN High Commissioner for Refugees", G),
        ("Claire 's Stores", G),
        ("People 's Bank", G),
        ("Martin Luther King , Jr.", P),
    ],
)
def test_names_that_are_one(text: str, kind: EntityType) -> None:
    assert parts(text, kind) is None


def laid(text: str, names: list[tuple[str, EntityType | None]]) -> list[tuple[str, str]]:
    """The names after all that looks at their surroundings."""
    tokens = tokenize(text)
    words, bits = tokens.words, tokens.bits
    given: list[Name] = []
    at = 0
    for name, kind in names:
        size = len(tokenize(name).words)
        while words[at : at + size] != tokenize(name).words:
            at += 1
        given.append(Name(at, at + size, kind))
        at += size
    datelines(tokens, given)
    present = present_in(tokens)
    given = portfolios(words, bits, present, given)
    explained(words, bits, present, given)
    by_cues(words, bits, present, given)
    join_nicknames(words, bits, given)
    return [
        (" ".join(words[first:last]), kind.value if kind else "") for first, last, kind, _ in given
    ]


def test_an_acronym_is_what_it_is_short_for() -> None:
    text = "The National Roads Board (NRB) met. Later NRB left. A Deputy Head of Police (DHP) sat."
    found = laid(text, [("National Roads Board", G), ("NRB", P), ("NRB", L), ("DHP", G)])
    assert found == [("National Roads Board", "ORG"), ("NRB", "ORG"), ("NRB", "ORG")]


def test_whoever_has_an_acronym_is_no_person() -> None:
    assert laid("Pakatan Harapan (PH) won.", [("Pakatan Harapan", P)]) == [
        ("Pakatan Harapan", "ORG"),
        ("PH", "ORG"),
    ]


def test_words_beside_a_name_tell_an_organisation() -> None:
    text = "The utility Zeskom said so. Zeskom went on. The Katib chairman saw al-Nahr daily."
    found = laid(text, [("Zeskom", P), ("Zeskom", P), ("Katib", P)])
    assert found == [("Zeskom", "ORG"), ("Zeskom", "ORG"), ("Katib", "ORG"), ("al-Nahr", "ORG")]


def test_a_person_with_a_full_name_stays_one() -> None:
    text = "Anna Zeskom spoke. Backed by Zeskom members, she won."
    assert laid(text, [("Anna Zeskom", P), ("Zeskom", P)])[1] == ("Zeskom", "PERSON")


def test_a_nickname_in_quotation_marks_is_part_of_the_name() -> None:
    text = "Mayor Francisco “Isko Moreno” Domagoso and Anna (Italy) Zeskom."
    found = laid(text, [("Francisco", P), ("Isko Moreno", P), ("Domagoso", P), ("Anna", P)])
    assert found == [("Francisco “ Isko Moreno ” Domagoso", "PERSON"), ("Anna", "PERSON")]


def test_a_matter_of_state_is_no_name() -> None:
    text = "The Minister of Higher Education met the Public Enterprises Minister in Rome."
    found = laid(text, [("Higher Education", G), ("Public Enterprises", G), ("Rome", L)])
    assert found == [("Rome", "PLACE")]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Mr Zeskom", G, ("Zeskom", P)),
        ("Boss Sir Alex Ferguson", P, ("Alex Ferguson", P)),
        ("Yet Britain", L, ("Britain", L)),
        ("While the Conservatives", M, ("Conservatives", M)),
        ("In-form Leicester", G, ("Leicester", G)),
        ("When Harry Met Sally", M, ("When Harry Met Sally", M)),
        ("Fit-again Zeskom", P, ("Zeskom", P)),
        ("Oscar-winner Anna Zeskom", P, ("Anna Zeskom", P)),
        ("Rock DJ Anna Zeskom", P, ("Anna Zeskom", P)),
        ("Anna Zeskom QC", P, ("Anna Zeskom", P)),
        ("Anna Zeskom NHS", P, ("Anna Zeskom", P)),
        ("A Zeskom", P, ("A Zeskom", P)),
        ("A Zeskom", G, ("Zeskom", G)),
        ("Jean-luc Zeskom", P, ("Jean-luc Zeskom", P)),
        ("Zeskom.com", P, ("Zeskom.com", G)),
        ("Christmas", P, ("Christmas", M)),
        ("Commons", P, ("Commons", G)),
        ("Man Utd", P, ("Man Utd", G)),
        ("Guinness Book of Records", M, ("Guinness Book of Records", M)),
    ],
)
def test_what_stands_before_a_name_is_taken_off(
    text: str, kind: EntityType, expected: tuple[str, EntityType]
) -> None:
    tokens = tokenize(f"{text} stayed.")
    size = len(tokenize(text).words)
    (found,) = overlay(tokens, [Name(0, size, kind)], [])
    assert (" ".join(tokens.words[found.first : found.last]), found.type) == expected


def test_what_only_the_rules_see_is_for_the_collection_to_decide() -> None:
    tokens = tokenize("a Home Office aide of the Conservative Anna Zeskom")
    found = overlay(tokens, [Name(7, 9, P)], Rules(tokens).names())
    assert [(" ".join(tokens.words[n.first : n.last]), n.type) for n in found] == [
        ("Home Office", None),
        ("Conservative", None),
        ("Anna Zeskom", P),
    ]


def test_a_firm_goes_by_its_first_word() -> None:
    tokens = tokenize("Zeskom Textile Inc rose. Zeskom and Ohio rose. Ohio Steel Corp fell.")
    given = [Name(0, 3, G), Name(5, 6, P), Name(7, 8, L), Name(10, 13, G)]
    found = [(" ".join(tokens.words[n.first : n.last]), n.type) for n in agree(tokens, given)]
    assert found == [
        ("Zeskom Textile Inc", G), ("Zeskom", G), ("Ohio", L), ("Ohio Steel Corp", G)
    ]  # fmt: skip


def test_a_name_over_part_of_a_sentence_is_given_up() -> None:
    tokens = tokenize("It was Bath against Zeskom then.")
    assert not overlay(tokens, [Name(2, 5, G)], [])


def test_a_legal_form_alone_is_no_name() -> None:
    tokens = tokenize("INC rose, Inc fell.")
    assert not overlay(tokens, [Name(0, 1, G), Name(3, 4, G)], [])


def test_whoever_is_never_introduced_is_no_person() -> None:
    said = "According to Zeskomat, prices rose. Anna Petrova disagreed with Zeskomat. "
    text = said + "Zeskomat said more. " + "Petrova spoke of the trade and of the weather. " * 12
    tokens = tokenize(text)
    words = tokens.words
    given = [Name(k, k + 1, P) for k, word in enumerate(words) if word == "Zeskomat"]
    given += [Name(words.index("Anna"), words.index("Anna") + 2, P)]
    found = {" ".join(words[n.first : n.last]): n.type for n in agree(tokens, given)}
    assert found == {"Zeskomat": ORG, "Anna Petrova": PERSON, "Petrova": PERSON}


@pytest.mark.parametrize("mark", [":", " -", " –"])
def test_datelines(mark: str) -> None:
    assert laid(f"KUALA LUMPUR{mark} The minister left.", []) == [("KUALA LUMPUR", "PLACE")]


@pytest.mark.parametrize("mark", [":", " -"])
def test_headings_are_no_datelines(mark: str) -> None:
    assert laid(f"OVERALL RATING{mark} The minister left.", []) == []
