"""Decisions applied to linkings: names move between entities, and nothing else does."""

from __future__ import annotations

import random
from typing import Literal, NamedTuple
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.decisions import Decision, Form, Kind, applying, moving, wording
from index.decisions.applying import decide
from index.decisions.model import made
from index.linking.columns import columns_of
from index.linking.linker import CorpusLinker
from index.linking.normalise import fold, key
from index.model import EntityType
from tests.index.linking_samples import CORPUS, NAMES, Corpus, numbered, uses_of

PERSON, ORG, PLACE, MISC = EntityType
CLINTONS = [
    "P Bill Clinton, P Clinton*3",
    "P Bill Clinton*4, P Clinton",
    "P Hillary Clinton*2, P Clinton",
    "P Clinton*5",
    "P Chelsea Clinton",
]


class Linked(NamedTuple):
    """A linking to compare: each entity's type, and its uses as (article, name)."""

    types: dict[str, EntityType]
    uses: dict[str, set[tuple[int, str]]]


def linked(articles: list[str] | Corpus, *decisions: Decision) -> Linked:
    text = articles and isinstance(articles[0], str)
    uses = uses_of(articles) if text else numbered(articles)  # type: ignore[arg-type]
    columns = columns_of(uses)
    entities, of, _ = CorpusLinker().link_columns(columns, ())
    entities = decide(columns, entities, of, decisions)
    types = {entity.name: entity.type for entity in entities}
    assert len(types) == len(entities)
    assert len({fold(name) for name in types}) == len(types)
    found: dict[str, set[tuple[int, str]]] = {name: set() for name in types}
    for use, number in zip(uses, of[:].tolist(), strict=True):
        found[entities[number].name].add((use.article, use.name))
    assert all(found.values())
    return Linked(types, found)


def person(name: str) -> Form:
    return Form(name, PERSON)


def same(first: str, second: str) -> Decision:
    return made(Kind.SAME, [person(first), person(second)])


def two(first: str, second: str) -> Decision:
    return made(Kind.TWO, [person(first), person(second)])


def apart(first: str, second: str) -> Decision:
    return made(Kind.APART, [person(first), person(second)])


def call(name: str, called: str) -> Decision:
    return made(Kind.CALL, [person(name)], called=called)


def test_two_entities_become_one_and_no_other_moves() -> None:
    before = linked(CLINTONS)
    after = linked(CLINTONS, same("Chelsea Clinton", "Hillary Clinton"))
    joined = before.uses["Hillary Clinton"] | before.uses["Chelsea Clinton"]
    assert after.uses["Hillary Clinton"] == joined
    assert "Chelsea Clinton" not in after.uses
    for name in ("Bill Clinton", "Clinton"):
        assert after.uses[name] == before.uses[name]


def test_a_name_means_the_entity_that_is_called_so_and_not_all_that_have_it() -> None:
    before = linked(CLINTONS)
    assert before.uses["Clinton"] == {(3, "Clinton")}
    after = linked(CLINTONS, same("Clinton", "Bill Clinton"))
    assert after.uses["Bill Clinton"] == before.uses["Bill Clinton"] | {(3, "Clinton")}
    assert after.uses["Hillary Clinton"] == before.uses["Hillary Clinton"]


def test_a_surname_of_several_that_nobody_is_called_by_means_none_of_them() -> None:
    articles = [line for line in CLINTONS if line != "P Clinton*5"]
    before = linked(articles)
    assert "Clinton" not in before.uses
    assert linked(articles, same("Clinton", "Chelsea Clinton")) == before


def test_the_name_that_an_entity_is_not_called_by_leaves_it() -> None:
    articles = ["P Angela Merkel*3, P Merkel*2", "P Angela Merkel, P Merkel", "O Leeds"]
    for decision in (apart("Merkel", "Angela Merkel"), apart("Angela Merkel", "Merkel")):
        after = linked(articles, decision)
        assert after.uses["Angela Merkel"] == {(0, "Angela Merkel"), (1, "Angela Merkel")}
        assert after.uses["Merkel"] == {(0, "Merkel"), (1, "Merkel")}
        assert after.types["Merkel"] is PERSON


def test_spellings_of_one_name_leave_together() -> None:
    articles = ["P Angela Merkel*3, P Merkel*2", "P Angela Merkel, P Ms Merkel, P MERKEL's"]
    after = linked(articles, apart("Merkel", "Angela Merkel"))
    assert after.uses["Merkel"] == {(0, "Merkel"), (1, "Ms Merkel"), (1, "MERKEL's")}


def test_what_leaves_goes_to_those_that_are_by_themselves_already() -> None:
    after = linked(CLINTONS, apart("Clinton", "Bill Clinton"))
    assert after.uses["Clinton"] == {(0, "Clinton"), (1, "Clinton"), (3, "Clinton")}
    assert after.uses["Hillary Clinton"] == {(2, "Hillary Clinton"), (2, "Clinton")}


def test_that_two_are_two_takes_nothing_from_either() -> None:
    assert linked(CLINTONS, two("Clinton", "Bill Clinton")) == linked(CLINTONS)


def test_that_two_are_two_parts_them_where_a_linker_has_joined_them() -> None:
    articles = ["P Maria Zakharova*3", "P Maria Zajarova"]
    assert len(linked(articles).types) == 1
    after = linked(articles, two("Maria Zajarova", "Maria Zakharova"))
    assert after.uses == {
        "Maria Zakharova": {(0, "Maria Zakharova")},
        "Maria Zajarova": {(1, "Maria Zajarova")},
    }


def test_the_later_of_two_that_contradict_each_other_holds() -> None:
    pair = "Chelsea Clinton", "Hillary Clinton"
    before = linked(CLINTONS)
    joined = linked(CLINTONS, same(*pair))
    assert linked(CLINTONS, two(*pair), same(*pair)) == joined
    assert linked(CLINTONS, same(*pair), two(*pair)) == before
    assert linked(CLINTONS, same(*pair), apart(*pair)) == before


def test_a_name_can_leave_one_and_become_the_same_as_another() -> None:
    moved = apart("Clinton", "Bill Clinton"), same("Clinton", "Chelsea Clinton")
    after = linked(CLINTONS, *moved)
    assert after.uses["Bill Clinton"] == {(0, "Bill Clinton"), (1, "Bill Clinton")}
    assert (0, "Clinton") in after.uses["Chelsea Clinton"]
    assert (2, "Clinton") in after.uses["Hillary Clinton"]


def test_an_entity_is_called_what_a_person_says() -> None:
    after = linked(CLINTONS, call("Bill Clinton", "  President   Clinton "))
    assert after.uses["President Clinton"] == linked(CLINTONS).uses["Bill Clinton"]
    assert "Bill Clinton" not in after.uses
    again = linked(CLINTONS, call("Bill Clinton", "One"), call("Bill Clinton", "Two"))
    assert "Two" in again.uses
    joined = linked(CLINTONS, call("Bill Clinton", "One"), same("Hillary Clinton", "Bill Clinton"))
    assert (2, "Hillary Clinton") in joined.uses["One"]


def test_what_no_catalogue_takes_is_in_no_name() -> None:
    after = linked(CLINTONS, call("Bill Clinton", "\ud800 The\0\x1b[31m\n boss\u202e"))
    assert "The [31m boss" in after.uses
    assert linked(CLINTONS, call("Bill Clinton", "\ud800\0")) == linked(CLINTONS)


def test_who_is_called_so_already_gives_the_name_up() -> None:
    after = linked(CLINTONS, call("Bill Clinton", "Hillary Clinton"))
    before = linked(CLINTONS)
    assert after.uses["Hillary Clinton"] == before.uses["Bill Clinton"]
    assert after.uses["Hillary Clinton (person)"] == before.uses["Hillary Clinton"]
    both = linked(CLINTONS, call("Bill Clinton", "Him"), call("Chelsea Clinton", "Him"))
    assert {"Him", "Him (person)"} <= set(both.uses)


def test_a_country_keeps_its_name() -> None:
    articles = ["L US*9, D American", "M Uncle Sam*30"]
    decision = made(Kind.SAME, [Form("US", PLACE), Form("Uncle Sam", MISC)])
    after = linked(articles, decision)
    assert set(after.types) == {"Uncle Sam"}  # called and typed as most of its mentions are
    articles = ["L US*9, D American", "M Uncle Sam"]
    after = linked(articles, decision)
    assert after.types == {"United States": PLACE}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_with_accents_may_be_written_either_way(form: Literal["NFC", "NFD"]) -> None:
    articles = [normalize(form, f"P {name}") for name in ("Nicolás Muñoz", "Zoë Ångström")]
    others: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    for other in others:
        names = [normalize(other, name) for name in ("Nicolás Muñoz", "Zoë Ångström")]
        assert len(linked(articles).uses) == 2
        assert len(linked(articles, same(*names)).uses) == 1
        assert "Other" in linked(articles, call(names[0], "Other")).uses


@pytest.mark.parametrize("written", ["’", "ʼ", "′", "'"])
def test_an_apostrophe_may_be_written_any_way(written: str) -> None:
    articles = [f"P Pat O{written}Brien*3, P O{written}Brien", "P Ann D'Arcy"]
    for said in "'’‘":
        name = f"Pat O{said}Brien"
        assert len(linked(articles, same(name, "Ann D’Arcy")).uses) == 1
        assert "Other" in linked(articles, call(name, "Other")).uses
        alone = linked(articles, apart(f"O{said}Brien", name)).uses
        assert {(0, f"O{written}Brien")} in alone.values()


def test_a_name_that_stands_there_as_it_is_said_means_that_one() -> None:
    articles = ["P Pat O'Brien*3, P O'Brien*3", "P Tim O’Brien*3, P O’Brien*3"]
    before = linked(articles)
    assert set(before.types) == {"Pat O'Brien", "Tim O’Brien"}
    for said, called in (("'", "Pat O'Brien"), ("’", "Tim O’Brien")):
        after = linked(articles, call(f"O{said}Brien", "Other"))
        assert after.uses["Other"] == before.uses[called]


def test_the_type_tells_names_of_the_same_words_apart() -> None:
    articles = ["L Leeds*3, L York", "L Leeds", "L Leeds, L York", *["O Leeds"] * 3]
    before = linked(articles)
    assert set(before.types) == {"Leeds", "Leeds (organisation)", "York"}
    for kind, name in ((ORG, "Leeds (organisation)"), (PLACE, "Leeds")):
        after = linked(articles, made(Kind.CALL, [Form("Leeds", kind)], called="This one"))
        assert after.uses["This one"] == before.uses[name]
        assert after.types["This one"] is kind


def test_decisions_about_what_is_not_there_do_nothing() -> None:
    before = linked(CLINTONS)
    gone = "Nobody", "Somebody Else"
    assert linked(CLINTONS, same(*gone), apart(*gone), two(*gone), call("Nobody", "X")) == before
    assert linked(CLINTONS, same("Bill Clinton", "Nobody")) == before
    assert linked([], same(*gone)) == linked([])
    wrong = made(Kind.SAME, [Form("Bill Clinton", ORG), person("Hillary Clinton")])
    assert linked(CLINTONS, wrong) == before
    assert linked(CLINTONS, made(Kind.REJECT, [person("Clinton")])) == before


def test_hundreds_of_decisions_about_one_are_little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    words = ["".join(chance.choices("bdfgklmnprstvz", k=7)).capitalize() for _ in range(400)]
    names = [f"{first} {last}" for first, last in zip(words[:200], words[200:], strict=True)]
    articles = [f"P {name}" for name in names]
    asked = 0

    def counted(name: str, person: bool = False) -> str:
        nonlocal asked
        asked += 1
        return key(name, person)

    for room in (wording, moving, applying):
        monkeypatch.setattr(room, "key", counted)
    joined = linked(articles, *(same(names[0], name) for name in names[1:]))
    assert len(joined.types) == 1
    parting = [apart(name, names[0]) for name in names[1:]]
    parted = linked(articles, *(same(names[0], name) for name in names[1:]), *parting)
    assert len(parted.types) == 200
    # A few times for each name of each decision, however many have been made before.
    assert asked <= 12 * 3 * 200


FORMS = st.builds(Form, st.sampled_from(NAMES), st.sampled_from(list(EntityType)))
DECISIONS = st.lists(
    st.one_of(
        st.builds(
            lambda kind, one, other: made(kind, [one, other]),
            st.sampled_from([Kind.SAME, Kind.TWO, Kind.APART]),
            FORMS,
            FORMS,
        ),
        st.builds(
            lambda form, name: made(Kind.CALL, [form], called=name), FORMS, st.sampled_from(NAMES)
        ),
    ),
    max_size=6,
)


@settings(max_examples=200)
@given(CORPUS, DECISIONS)
def test_every_use_stays_with_one_entity_whatever_is_decided(
    corpus: Corpus, decisions: list[Decision]
) -> None:
    before, after = linked(corpus), linked(corpus, *decisions)
    assert set().union(*before.uses.values()) == set().union(*after.uses.values())
    spoken = {form.text for decision in decisions for form in decision.forms}
    for name, uses in before.uses.items():
        if not spoken & {word for _, word in uses}:
            assert uses in after.uses.values(), name


@settings(max_examples=100)
@given(CORPUS, FORMS, FORMS)
def test_what_is_said_of_a_pair_holds(corpus: Corpus, one: Form, other: Form) -> None:
    joined = linked(corpus, made(Kind.SAME, [one, other]))
    parted = linked(corpus, made(Kind.SAME, [one, other]), made(Kind.TWO, [one, other]))
    assert sum(map(len, joined.uses.values())) == sum(map(len, parted.uses.values()))
    assert len(parted.uses) >= len(joined.uses)
    # What is decided twice is as decided once.
    twice = linked(corpus, *[made(Kind.SAME, [one, other])] * 2)
    assert twice == joined
