"""Names as keys, people's names, organisations' names, known things: small tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.linking import people
from index.linking.build_countries import rows
from index.linking.countries import known, table
from index.linking.fullnames import pairs
from index.linking.normalise import fold, key, singular, tidy
from index.linking.organisations import core, initials, is_acronym, shortened


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nicolás Maduro", "nicolas maduro"),
        ("NICOLAS MADURO", "nicolas maduro"),
        ("Maduro's", "maduro"),
        ("Maduro’s", "maduro"),
        ("the Wall Street Journal", "wall street journal"),
        ("“Chavismo”", "chavismo"),
        ("U.S.", "us"),
        ("U.S", "us"),
        ("U.S.S.R.", "ussr"),
        ("U.N. Security Council", "un security council"),
        ("Il-76", "il 76"),
        ("Shi'ite", "shiite"),
        ("Betty Ford Centre", "betty ford center"),
        ("World Trade Organisation", "world trade organization"),
        ("Procter & Gamble", "procter and gamble"),
        ("Saint Petersburg", "st petersburg"),
        ("Łódź", "lodz"),
        ("Søren", "soren"),
        ("Microsoft Corporation", "microsoft corp"),
        ("President Trump", "president trump"),
        ("the", "the"),
        ("!!", "!!"),
    ],
)
def test_keys_are_folded_words_in_one_spelling(name: str, expected: str) -> None:
    assert key(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("President Trump", "trump"),
        ("Mr. Putin", "putin"),
        ("Dr. Regina Benjamin, MD", "regina benjamin"),
        ("Foreign Minister Sergei Lavrov", "sergei lavrov"),
        ("Martin Luther King Jr.", "martin luther king"),
        ("Martin Luther King, Jr", "martin luther king"),
        ("Vincent 'The Chin' Gigante", "vincent gigante"),
        ('Vincent "Chin" Gigante', "vincent gigante"),
        ("J.K. Rowling", "jk rowling"),
        ("J. K. Rowling", "jk rowling"),
        ("Pope Francis", "pope francis"),
        ("President", "president"),
        ("John Paul II", "john paul ii"),
    ],
)
def test_titles_and_nicknames_are_no_part_of_a_persons_key(name: str, expected: str) -> None:
    assert key(name, person=True) == expected


@given(st.text(min_size=1, max_size=40))
def test_every_name_has_a_key_that_is_stable(name: str) -> None:
    for person in (False, True):
        made = key(name, person)
        assert made == key(name, person)
        assert made or not fold(name).strip()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the Pentagon", "Pentagon"),
        ("Maduro’s", "Maduro"),
        ("“Le Monde”", "Le Monde"),
        ("U.S.", "U.S."),
    ],
)
def test_a_shown_name_keeps_its_case_and_accents(name: str, expected: str) -> None:
    assert tidy(name) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("soles", "sol"),
        ("wagners", "wagner"),
        ("press", "press"),
        ("texas", "texa"),
        ("paris", "paris"),
    ],
)
def test_singular_is_rough_but_the_same_for_both_forms(word: str, expected: str) -> None:
    assert singular(word) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("US", "United States"),
        ("U.S.", "United States"),
        ("USA", "United States"),
        ("United States of America", "United States"),
        ("America", "United States"),
        ("American", "United States"),
        ("Americans", "United States"),
        ("Venezuelans", "Venezuela"),
        ("UK", "United Kingdom"),
        ("British", "United Kingdom"),
        ("Britons", "United Kingdom"),
        ("England", "England"),
        ("Dutch", "Netherlands"),
        ("Holland", "Netherlands"),
        ("USSR", "Soviet Union"),
        ("Soviets", "Soviet Union"),
        ("Burma", "Myanmar"),
        ("Türkiye", "Turkey"),
        ("Cote d'Ivoire", "Ivory Coast"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("South American", "South America"),
        ("Republic of Korea", "South Korea"),
        ("Russian Federation", "Russia"),
        ("Kingdom of Spain", "Spain"),
        ("DPRK", "North Korea"),
        ("Caribbean Sea", "Caribbean"),
        ("Nazi Germany", "Germany"),
        ("EU", "European Union"),
        ("GERMANY", "Germany"),
        ("NATO", "North Atlantic Treaty Organization"),
        ("Nato", "North Atlantic Treaty Organization"),
        ("Lib Dems", "Liberal Democrats"),
        ("Irã", "Iran"),
        ("França", "France"),
        ("Calif.", "California"),
        ("Peking", "Beijing"),
        ("Commons", "House of Commons"),
        (
            "Organisation of Petroleum Exporting Countries",
            "Organization of the Petroleum Exporting Countries",
        ),
        ("Man Utd", "Manchester United"),
        ("Olympics", "Olympic Games"),
        ("Northern Irish", "Northern Ireland"),
    ],
)
def test_known_names(name: str, expected: str) -> None:
    found = known(name, key(name))
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize(
    "name",
    [
        *("Us", "us", "Uk", "Moscow Times", "Caracas", "Who", "Pa", "La", "Eta"),
        *(
            "IRA",
            "Suede",
            "Franca",
            "Mr Irish",
            "Ms. French",
            "EC",
            "Ulster",
            "Association of the Press",
        ),
    ],
)
def test_unknown_names_and_short_forms_in_small_letters(name: str) -> None:
    assert known(name, key(name)) is None


def test_the_country_table_is_what_its_command_makes_of_the_names_it_is_given() -> None:
    made = rows({"FR": "France", "CD": "Congo - Kinshasa", "001": "world"})
    by_key = {row[0]: row[1:] for row in made}
    assert by_key["france"] == ("France", "c", "")
    assert by_key["french"] == ("France", "d", "")
    assert by_key["congo kinshasa"] == ("DR Congo", "c", "")
    assert by_key["us"] == ("United States", "c", "u")
    assert "world" not in by_key
    assert made == sorted(made)


def test_a_country_is_not_its_capital() -> None:
    names = {k: v.name for k, v in table().items()}
    assert names["washington"] == "Washington"
    assert "moscow" not in names
    assert names["mexico city"] == "Mexico City"


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("bill", "william", True),
        ("will", "bill", True),
        ("d", "donald", True),
        ("alex", "alexander", True),
        ("dan", "daniel", True),
        ("mo", "maurice", True),
        ("daniel", "danielle", False),
        ("hugo", "nicolas", False),
        ("maria", "mario", False),
        ("paul", "paula", False),
        ("george", "jeb", False),
    ],
)
def test_given_names_that_may_be_one(first: str, second: str, same: bool) -> None:
    assert people.same_given(first, second) is same
    assert people.same_given(second, first) is same


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("zajarova", "zakharova"),
        ("nebenzia", "nebenzya"),
        ("dimitri", "dmitry"),
        ("evgueni", "yevgeny"),
        ("chabaiev", "shabaev"),
        ("gaddafi", "qaddafi"),
        ("gaddafi", "gadhafi"),
        ("mohammed", "muhammad"),
        ("laden", "ladin"),
    ],
)
def test_transliterations_sound_alike(first: str, second: str) -> None:
    assert people.sound(first) == people.sound(second)
    assert people.variants(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("maria", "mario"), ("ivanov", "ivanova"), ("petrov", "pavlov"), ("kim", "kam")],
)
def test_other_names_are_no_variants(first: str, second: str) -> None:
    assert people.sound(first) != people.sound(second) or not people.variants(first, second)


@pytest.mark.parametrize(
    ("name", "given_name", "middle", "last"),
    [
        ("nicolas maduro", "nicolas", (), "maduro"),
        ("bashar al assad", "bashar", (), "al assad"),
        ("osama bin laden", "osama", (), "bin laden"),
        ("ben affleck", "ben", (), "affleck"),
        ("ludwig van der rohe", "ludwig", (), "van der rohe"),
        ("ramon celestino velasquez", "ramon", ("celestino",), "velasquez"),
        ("thurston howell iii", "thurston", (), "howell"),
    ],
)
def test_parts_of_full_names(
    name: str, given_name: str, middle: tuple[str, ...], last: str
) -> None:
    assert people.parse(name) == (given_name, middle, last)


def joined(*names: str, articles: int = 1) -> set[frozenset[str]]:
    """The pairs that full names are joined in, each used in so many articles."""
    rows = sorted((n, articles) for n in names)
    return {frozenset((rows[one][0], rows[two][0])) for one, two in pairs(rows)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("bill clinton", "william clinton"),
        ("bill clinton", "william jefferson clinton"),
        ("donald j trump", "donald trump"),
        ("d trump", "donald trump"),
        ("mark felt", "w mark felt"),
        ("maria zajarova", "maria zakharova"),
        ("bashar al assad", "bashar assad"),
        ("muammar gaddafi", "moammar al qaddafi"),
        ("abdel fattah al sisi", "abdel fattah el sissi"),
        ("ali khamenei", "revolutionary guide ayatollah ali khamenei"),
    ],
)
def test_two_forms_of_a_full_name(first: str, second: str) -> None:
    assert frozenset((first, second)) in joined(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("bill clinton", "hillary clinton"),
        ("george w bush", "george hw bush"),
        ("maria garcia", "mario garcia"),
        ("john clark", "john clarke"),
        ("anna ivanova", "anna ivanov"),
        ("xi jinping", "xi mingze"),
    ],
)
def test_two_people(first: str, second: str) -> None:
    assert frozenset((first, second)) not in joined(first, second)


def test_an_initial_that_fits_two_people_is_left_apart() -> None:
    assert not joined("d trump", "donald trump", "david trump")


def test_surnames_that_several_people_have_are_two_surnames() -> None:
    found = joined("peter hansen", "peter hanson", "marie hansen", "olga hanson")
    assert not found


@pytest.mark.parametrize(
    ("name", "acronym"),
    [
        ("north atlantic treaty organization", "nato"),
        ("international monetary fund", "imf"),
        ("department of justice", "doj"),
        ("bank of england", "be"),
        ("us geological survey", "usgs"),
        ("advanced micro devices inc", "amd"),
    ],
)
def test_initials(name: str, acronym: str) -> None:
    assert acronym in initials(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("NATO", True), ("U.N.", True), ("Nato", False), ("AB123", False), ("UNITED NATIONS", False)],
)
def test_how_acronyms_are_written(name: str, expected: bool) -> None:
    assert is_acronym(name, key(name)) is expected


@pytest.mark.parametrize(
    ("short", "long", "rank"),
    [
        ("barclays", "barclays bank", 6),
        ("ford", "ford motor co", 6),
        ("journal", "wall street journal", 5),
        ("supreme court", "us supreme court", 5),
        ("boston", "boston red sox", 4),
        ("street", "wall street journal", 3),
        ("chrysler", "gm and chrysler", 0),
        ("bank", "bank of england", 4),
        ("england", "bank of england", 5),
        ("ministry", "ministry of health", 4),
        ("england", "england of old", 0),
        ("herald", "wall street journal", 0),
        ("wall street journal", "journal", 0),
    ],
)
def test_short_forms_of_organisations(short: str, long: str, rank: int) -> None:
    assert shortened(short.split(), long.split()) == rank


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("wagner group", "wagner"),
        ("wagners", "wagner"),
        ("cartel de los soles", "sol"),
        ("cartel del sol", "sol"),
        ("soles drug cartel", "sol"),
        ("microsoft corp", "microsoft"),
        ("institute of fiscal studies", "institute fiscal studie"),
        ("institute for fiscal studies", "institute fiscal studie"),
        ("wall street journal", "wall street journal"),
    ],
)
def test_cores_of_organisations(name: str, expected: str) -> None:
    assert core(name) == expected


@pytest.mark.parametrize(
    ("country", "names"),
    [
        (
            "United States",
            "Estados Unidos;États-Unis;Vereinigte Staaten;Vereinigten Staaten;Stati Uniti;EE.UU.",
        ),
        ("Germany", "Alemania;Allemagne;Deutschland;Alemanha;Germania"),
        ("United Kingdom", "Reino Unido;Royaume-Uni;Großbritannien;Regno Unito;Gran Bretaña"),
        ("Netherlands", "Países Bajos;Pays-Bas;Niederlande;Paesi Bassi;Países Baixos;Holanda"),
        ("European Union", "Unión Europea;Union européenne;Europäische Union;Unione Europea;UE"),
        ("South Korea", "Corea del Sur;Corée du Sud;Südkorea;Corea del Sud;Coreia do Sul"),
    ],
)
def test_countries_are_known_by_their_names_abroad(country: str, names: str) -> None:
    for name in names.split(";"):
        found = known(name, key(name))
        assert found is not None, name
        assert found.name == country


@pytest.mark.parametrize("name", ["Maurice", "Salvador", "Granada", "Island", "Dominique"])
def test_names_abroad_that_mean_other_things_are_no_countries(name: str) -> None:
    assert known(name, key(name)) is None
