"""The linker: who is who within an article, across articles, and left apart."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.linking import article, fullnames, load_linker, people
from index.linking.base import Links
from index.linking.normalise import fold
from index.model import EntityType
from tests.benchmarks.linking import b_cubed, link, pairwise, read
from tests.index.linking_samples import CORPUS, Corpus, numbered, uses_of

DATA = Path(__file__).parent.parent / "data"


def linked(*articles: str) -> dict[str, set[tuple[int, str]]]:
    """Each entity's name with the uses it has, as (article, name)."""
    uses = uses_of(list(articles))
    links = load_linker().link(uses)
    out: dict[str, set[tuple[int, str]]] = {}
    for use, number in zip(uses, links.of, strict=True):
        out.setdefault(links.entities[number].name, set()).add((use.article, use.name))
    return out


def names(*articles: str) -> dict[str, set[str]]:
    """Each entity's name with its aliases."""
    return {k: {name for _, name in v} for k, v in linked(*articles).items()}


ONE = {
    "Nicolás Maduro": ["P Nicolas Maduro*9, P Maduro*20", "P Nicolás Maduro", "P Maduro"],
    "Marco Rubio": ["P Marco Rubio, P Rubio, P Secretary Rubio"],
    "United States": [
        "L US, L U.S., L United States",
        "D American, D Americans",
        "L USA, L America",
    ],
    "United Kingdom": ["L UK, L Britain, D British", "L Great Britain, D Britons"],
    "Venezuela": ["L Venezuela, D Venezuelan", "D Venezuelans", "L VENEZUELA"],
    "Soviet Union": ["L USSR, D Soviet", "L Soviet Union"],
    "United Nations": ["O UN", "O U.N.", "O United Nations"],
    "Hugo Chavez": ["P Chavez", "P Hugo Chavez, P Chavez", "P Hugo Chávez*0"],
    "Xi Jinping": ["P Xi Jinping, P Xi", "P Xi"],
    "Bashar al-Assad": ["P Al Assad", "P Bashar al-Assad*3, P Assad", "P Bashar Assad"],
    "Chavismo": ["M Chavismo*2", "M Chavista", "D Chavistas"],
    "Wagner Group": ["O Wagner, O Wagners", "O Wagner Group"],
    "Cartel de los Soles": [
        "O Cartel del Sol",
        "O Soles drug cartel, O Soles",
        "O Cartel of the Suns",
        "O Cartel de los Soles*2",
    ],
    "Wall Street Journal": [
        "O The Wall Street Journal, O Journal",
        "O Wall Street Journal",
        "O WSJ",
    ],
    "Miami Herald": ["O Miami Herald, O Herald*3"],
    "Maria Zakharova": ["P Maria Zajarova", "P Maria Zakharova*2, P Zakharova", "P Zajarova"],
    "Vasily Nebenzya": ["P Vasili Nebenzia", "P Vasily Nebenzya*2"],
    "Osama bin Laden": ["P Osama bin Laden*2, P bin Laden", "P Usama bin Ladin"],
    "William Clinton": ["P Bill Clinton, P Clinton", "P William Clinton*3"],
    "Donald Trump": [
        "P Donald Trump, P Trump",
        "P D. Trump",
        "P Donald J. Trump, P President Trump",
    ],
    "Ramón Celestino Velásquez": ["P Ramón Celestino Velásquez, P Velásquez"],
    "Volkswagen": ["O Volkswagen AG", "O Volkswagen*9", "O VW"],
    "Ford Motor Company": ["O Ford Motor Co, O Ford", "O Ford*9", "O Ford Motor Company"],
    "International Business Council": ["O International Business Council*5, O IBC", "O IBC"],
    "Caribbean": ["L Caribbean", "L Caribbean Sea"],
    "Ilyushin Il-76": ["M Ilyushin Il-76*2", "M Ilyushin Il 76"],
    "SoundCloud": ["O SoundCloud*20", "O Sound Cloud"],
    "Europe": ["L Europe", "D European"],
}


@pytest.mark.parametrize("name", ONE)
def test_one_entity(name: str) -> None:
    articles = [a.replace("*0", "") for a in ONE[name]]
    found = names(*articles)
    assert {fold(n) for n in found} == {fold(name)}


APART = [
    ["P Bill Clinton", "P Hillary Clinton", "P Clinton"],
    ["P George W. Bush", "P George H.W. Bush"],
    ["L Washington", "O Washington Post"],
    ["L Mexico", "L Mexico City"],
    ["L Venezuela", "L Caracas"],
    ["L Russia", "L Moscow", "O Kremlin"],
    ["L North Korea", "L South Korea", "L Korea"],
    ["L Niger", "L Nigeria"],
    ["L US", "M Us"],
    ["O Time", "O Times"],
    ["L Hudson", "L Hudson River"],
    ["O Bank of England", "L England"],
    ["P Anna Ivanova", "P Anton Ivanov"],
    ["M Mi-26", "M Mi-35"],
    ["L Congo", "L DR Congo"],
    ["O Boeing, O Boeing Commercial Airplanes", "O Boeing"],
]


@pytest.mark.parametrize("articles", APART, ids=lambda a: a[0])
def test_apart(articles: list[str]) -> None:
    wanted = {item.partition(" ")[2] for line in articles for item in line.split(", ")}
    assert len(names(*articles)) == len(wanted)


def test_an_acronym_is_not_short_for_what_it_is_part_of() -> None:
    found = linked(
        *["O UK Independence Party, O UKIP*4"] * 3,
        "O UKIP*9, O London UKIP",
        "O UKIP*5, O UKIP Scotland",
    )
    assert {(3, "UKIP"), (4, "UKIP")} <= found["UKIP"] | found.get("UK Independence Party", set())
    assert found["London UKIP"] == {(3, "London UKIP")}
    assert "NV DSM" in names("O NV DSM, O DSM*2")
    assert len(names("O EC Commission, O EC*3")) == 2


def test_an_edition_does_not_take_the_name_from_the_others() -> None:
    found = linked(*["M Bafta"] * 4, "M 2005 Bafta, M Bafta*5", "M 2004 Bafta, M Bafta*3")
    assert {(n, "Bafta") for n in range(6)} <= found["Bafta"]
    found = linked(*["O Six Nations"] * 4, "O 2004 Six Nations, O Six Nations", "O Six Nations")
    assert {(n, "Six Nations") for n in range(6)} <= found["Six Nations"]
    found = linked(*["M iPod"] * 4, "O Apple, M Apple iPod, M iPod", "L Mali, M Mali iPod, M iPod")
    assert {(n, "iPod") for n in range(6)} <= found["iPod"]


def test_a_lone_surname_goes_to_the_one_with_four_times_the_articles() -> None:
    found = linked(*["P Bill Clinton"] * 4, "P Hillary Clinton", "P Clinton")
    assert (5, "Clinton") in found["Bill Clinton"]
    found = linked(*["P Bill Clinton"] * 3, "P Hillary Clinton", "P Clinton")
    assert found["Clinton"] == {(4, "Clinton")}


def test_a_surname_goes_to_the_full_name_of_its_own_article_first() -> None:
    found = linked(*["P Bill Clinton"] * 9, "P Hillary Clinton, P Clinton")
    assert (9, "Clinton") in found["Hillary Clinton"]


def test_a_surname_goes_to_the_latest_full_name_unless_another_is_twice_as_frequent() -> None:
    latest = linked("P Bill Clinton, P Hillary Clinton, P Clinton")
    assert (0, "Clinton") in latest["Hillary Clinton"]
    frequent = linked("P Bill Clinton*4, P Hillary Clinton*2, P Clinton")
    assert (0, "Clinton") in frequent["Bill Clinton"]


def test_a_surname_before_its_articles_full_name_may_be_somebody_everybody_knows() -> None:
    known_one = ["P Boris Yeltsin"] * 8
    found = linked(*known_one, "P Yeltsin, P Naina Yeltsin", "P Naina Yeltsin, P Yeltsin")
    assert (8, "Yeltsin") in found["Boris Yeltsin"]
    assert (9, "Yeltsin") in found["Naina Yeltsin"]


def test_a_given_name_alone_needs_an_article_that_explains_it() -> None:
    assert "Paul" in linked("P Paul Ryan", "P Paul")
    found = linked("P Saddam Hussein, P Saddam", "P Saddam")
    assert (1, "Saddam") in found["Saddam Hussein"]


def test_a_common_family_name_needs_an_article_that_explains_it() -> None:
    assert "Wang" in linked("P Wang Donghai", "P Wang")


def test_a_mistyped_surname_goes_with_its_articles_full_name() -> None:
    found = linked("P Lindsay Lohan, O Lohan", "P Lindsay Lohan, O Lohan", "O Lohan")
    assert set(found) == {"Lindsay Lohan"}


def test_a_namesake_of_a_company_in_his_article() -> None:
    found = linked("O Tesla", "O Tesla*3", "P Nikola Tesla, P Tesla")
    assert found["Nikola Tesla"] == {(2, "Nikola Tesla"), (2, "Tesla")}


def test_a_generic_word_stands_for_a_name_of_its_own_article_only() -> None:
    found = linked("O Bank of England, O Bank", "O World Bank, O Bank", "O Bank")
    assert (0, "Bank") in found["Bank of England"]
    assert (1, "Bank") in found["World Bank"]
    assert found["Bank"] == {(2, "Bank")}


def test_a_companys_name_is_not_its_namesakes() -> None:
    found = linked("P Harrison Ford, O Ford", *["O Ford"] * 5)
    assert found["Harrison Ford"] == {(0, "Harrison Ford")}


def test_a_person_and_a_place_of_one_name() -> None:
    found = linked(
        "P Denzel Washington, P Washington*2, L Washington", "L Washington", "L Washington, L U.S."
    )
    assert found["Denzel Washington"] == {(0, "Denzel Washington"), (0, "Washington")}
    assert found["Washington"] >= {(1, "Washington"), (2, "Washington")}


def test_a_stray_type_goes_with_the_majority() -> None:
    assert len(names(*["P Putin"] * 6, "O Putin", "L Putin")) == 1
    assert len(names(*["L Caracas"] * 6, "P Caracas")) == 1
    assert len(names("L Ukraine", "P Ukraine", "O Ukraine")) == 1


def test_a_persons_name_that_is_also_a_countrys() -> None:
    found = linked("P Michael Jordan, P Jordan*3", "L Jordan, D Jordanian", "L Jordan")
    assert found["Michael Jordan"] == {(0, "Michael Jordan"), (0, "Jordan")}
    assert found["Jordan"] == {(1, "Jordan"), (1, "Jordanian"), (2, "Jordan")}


def test_a_town_and_its_team() -> None:
    found = linked(
        "O Leeds United, O Leeds*3", "L Leeds", "L Leeds", "O Leeds", "L Leeds*2", "O Leeds"
    )
    assert found["Leeds United"] == {(0, "Leeds United"), (0, "Leeds"), (3, "Leeds"), (5, "Leeds")}
    assert found["Leeds"] == {(1, "Leeds"), (2, "Leeds"), (4, "Leeds")}


def test_a_new_article_links_an_old_ones_surname() -> None:
    before = linked("P Peskov")
    after = linked("P Peskov", "P Dmitry Peskov")
    assert before["Peskov"] == {(0, "Peskov")}
    assert after["Dmitry Peskov"] == {(0, "Peskov"), (1, "Dmitry Peskov")}


def test_an_acronym_of_two_names_is_explained_by_its_article() -> None:
    found = linked("O Arab Press Agency, O APA", "O Austrian Pilots Association, O APA", "O APA")
    assert (0, "APA") in found["Arab Press Agency"]
    assert (1, "APA") in found["Austrian Pilots Association"]
    assert found["APA"] == {(2, "APA")}


def test_two_entities_never_share_a_name() -> None:
    found = names(*["P Paris*2", "L Paris*3"] * 4, "P Anna Paris", "P Tom Paris")
    assert set(found) == {"Paris", "Paris (person)", "Anna Paris", "Tom Paris"}


@pytest.mark.parametrize(
    ("articles", "name", "type_"),
    [
        (["D Venezuelan"], "Venezuela", EntityType.PLACE),
        (["D Cossack*2, D Cossacks"], "Cossack", EntityType.MISC),
        (["O Wagner, O Wagners"], "Wagner", EntityType.ORG),
        (["P NICOLAS MADURO*5", "P Nicolás Maduro"], "Nicolás Maduro", EntityType.PERSON),
        (["O NATO*9, O North Atlantic Treaty Organization"], "NATO", EntityType.ORG),
        (["P Mr. Putin"], "Putin", EntityType.PERSON),
        (["O the Pentagon's"], "Pentagon", EntityType.ORG),
        (["P Trump*90, P Donald Trump"], "Donald Trump", EntityType.PERSON),
        (["O Journal*20, O Wall Street Journal*6"], "Wall Street Journal", EntityType.ORG),
        (
            [
                "O Tory*90, O Conservatives*3",
                "O Conservative, M Conservative",
                "O Conservative Party",
            ],
            "Conservative Party",
            EntityType.ORG,
        ),
        (["M Academy Award*3", "M Academy Awards"], "Academy Award", EntityType.MISC),
        (["L PARIS"], "PARIS", EntityType.PLACE),
        (["L KYIV*4", "L Kyiv"], "Kyiv", EntityType.PLACE),
        (["L PARIS*4", "L Paris"], "Paris", EntityType.PLACE),
    ],
)
def test_the_name_and_type_of_an_entity(articles: list[str], name: str, type_: EntityType) -> None:
    links = load_linker().link(uses_of(articles))
    assert [(e.name, e.type) for e in links.entities] == [(name, type_)]


def test_somebody_with_a_peoples_name_is_no_country() -> None:
    found = names("D Irish*9, P Mr Irish, P Mark Irish", "D Irish, L Ireland")
    assert found["Ireland"] == {"Irish", "Ireland"}
    assert found["Mark Irish"] == {"Mark Irish", "Mr Irish"}


def test_an_acronym_that_has_a_fuller_form_of_its_own_is_short_for_no_other() -> None:
    found = names("O FMC", "O FMC Corp", "O Ford Motor Co*5")
    assert found["FMC Corp"] == {"FMC", "FMC Corp"}


def test_acronyms_written_as_words() -> None:
    found = names("O Icann, O Internet Corporation for Assigned Names and Numbers*2")
    assert len(found) == 1
    assert len(names("O Icann, O International Chess Association")) == 2


def test_nothing_makes_nothing() -> None:
    assert load_linker().link([]) == Links([], [])


def test_the_samples_are_linked_as_a_person_linked_them() -> None:
    mentions = read(DATA / "seeds_gold.jsonl")
    said, _ = link(mentions)
    gold = [m.entity for m in mentions]
    assert pairwise(gold, said).f1 >= 0.99
    assert b_cubed(gold, said).f1 >= 0.99


# Properties


@given(CORPUS)
@settings(deadline=None, max_examples=150)
def test_every_use_gets_an_entity_and_names_are_unique(corpus: Corpus) -> None:
    uses = numbered(corpus)
    links = load_linker().link(uses)
    assert len(links.of) == len(uses)
    assert set(links.of) == set(range(len(links.entities)))
    folded = [fold(e.name) for e in links.entities]
    assert len(set(folded)) == len(folded)
    assert all(e.name for e in links.entities)


@given(CORPUS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=150)
def test_the_order_of_articles_does_not_matter(corpus: Corpus, rng: random.Random) -> None:
    order = list(range(len(corpus)))
    rng.shuffle(order)
    shuffled = [corpus[i] for i in order]

    def result(
        articles: Corpus, original: list[int]
    ) -> dict[tuple[int, str, EntityType, int], str]:
        uses = numbered(articles)
        links = load_linker().link(uses)
        return {
            (original[u.article], u.name, u.type, u.first): links.entities[e].name
            for u, e in zip(uses, links.of, strict=True)
        }

    assert result(corpus, list(range(len(corpus)))) == result(shuffled, order)


def test_comparisons_grow_with_the_names_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = random.Random(7)
    parts = ["".join(rng.choice("bdfgklmnprst") + rng.choice("aeiou") for _ in range(3))
             for _ in range(4000)]  # fmt: skip
    counts = []
    real = people.variants
    for size in (2000, 8000):
        calls = 0

        def counted(first: str, second: str, floor: float = 0.8) -> bool:
            nonlocal calls
            calls += 1
            return bool(real(first, second, floor))

        monkeypatch.setattr(people, "variants", counted)
        full = sorted({f"{rng.choice(parts)} {rng.choice(parts)}" for _ in range(size)})
        list(fullnames.pairs([(name, 1) for name in full]))
        counts.append(calls)
    assert counts[1] <= 24 * 8000


WIDE = [("O", "University"), ("O", "Party"), ("P", "Smith"), ("P", "Jones")]


def test_an_article_that_is_a_list_costs_no_more_than_its_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = 0
    real = article.fit

    def counted(form: article.Form, short: list[str], cand: article.Form) -> int:
        nonlocal calls
        calls += 1
        return real(form, short, cand)

    monkeypatch.setattr(article, "fit", counted)
    given_names = [f"{a}a{b}e{c}o" for a in "bdfgklmnprst" for b in "bdfgklmnprst" for c in "kmt"]
    assert len(given_names) == 432
    items = [f"{kind} {g} {last}" for g in given_names for kind, last in WIDE]
    found = names(", ".join(items))
    assert len(found) == len(items)
    assert calls <= 64 * len(items)


def test_many_people_of_one_name_cost_no_more_than_their_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = 0
    real = people.same_middle

    def counted(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
        nonlocal calls
        calls += 1
        return real(first, second)

    monkeypatch.setattr(people, "same_middle", counted)
    many = [f"john {a}{b}{c} smith" for a in "bcdfgh" for b in "aeiou" for c in range(100)]
    list(fullnames.pairs([(name, 1) for name in sorted(many)]))
    assert calls <= 30 * len(many)
