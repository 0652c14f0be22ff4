"""The lists that one decides by: choices, and pairs of names; whatever the names are."""

from __future__ import annotations

import pytest

from index.decisions import Form, Kind
from index.decisions.model import made
from index.model import Entity, EntityType
from tests.tui.hosting import HOSTILE, assert_harmless, hosted
from tui.decided import told
from tui.review import CHANGED, SAME, TWO, Review
from tui.screens.asking import _named
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.pair_list import Pair, PairList


def pair(number: int, first: str, second: str) -> Pair:
    return Pair(number, first, second, "share a word", (3, 1))


def decision(kind: Kind):
    return made(kind, [Form("A", EntityType.ORG), Form("B", EntityType.ORG)])


@pytest.mark.parametrize("width", [20, 40, 110])
async def test_hostile_names_are_harmless(width: int) -> None:
    pairs = [pair(n, name, f"x{name}")._replace(evidence=name) for n, name in enumerate(HOSTILE)]
    pairs[1] = pairs[1]._replace(said=SAME)

    def listed() -> PairList:
        rows = PairList()
        rows.replace_rows(pairs)
        return rows

    async with hosted(listed, (width, 2 * len(pairs))) as (host, _):
        assert_harmless(host, width)
    choices = [Choice(str(n), name, name, "k") for n, name in enumerate(HOSTILE)]
    async with hosted(lambda: ChoiceList(choices), (width, len(choices))) as (host, _):
        assert_harmless(host, width)


async def test_both_names_can_be_told_apart_where_there_is_little_room() -> None:
    long = "The Independent Commission of " * 3

    def listed() -> PairList:
        rows = PairList()
        rows.replace_rows([pair(0, f"A{long}", f"B{long}"), pair(1, "Short", f"C{long}")])
        return rows

    async with hosted(listed, (40, 4)) as (host, _):
        assert "AThe Independent Commission of" in host.lines[0]
        assert "BThe Independent Commission of" in host.lines[1]
        assert "Short 3" in host.lines[2]
        assert "CThe Independent Commission of" in host.lines[3]
    async with hosted(listed, (230, 4)) as (host, _):
        assert f"A{long} 3  ~  B{long} 1" in host.lines[0]
        assert host.lines[1].strip(" ▌") == "share a word"


async def test_a_pair_or_a_choice_is_chosen() -> None:
    async with hosted(lambda: ChoiceList([Choice("a", "A"), Choice("b", "B")])) as (host, pilot):
        await pilot.press("down", "enter")
        (message,) = host.heard(ChoiceList.Chosen)
        assert message.value == "b"


def begun() -> Review:
    review = Review()
    review.add([pair(0, "A", "B"), pair(1, "A", "C"), pair(2, "B", "C"), pair(3, "D", "E")])
    return review


def shown(review: Review) -> list[tuple[str, str, str]]:
    return [(one.first, one.second, one.said) for one in review.pairs or ()]


def test_what_is_joined_goes_by_its_new_name_and_back() -> None:
    review = begun()
    same = decision(Kind.SAME)
    review.say(0, SAME)
    review.keep(0, same)
    ((kept, names),) = review.joined()
    assert (kept, names) == (same, ("A", "B"))
    review.rename({"A": "AB", "B": "AB"})
    assert shown(review) == [
        ("A", "B", SAME), ("AB", "C", ""), ("AB", "C", ""), ("D", "E", "")
    ]  # fmt: skip
    review.rename({"A": "ABC", "B": "ABC", "C": "ABC"})
    assert [said for *_, said in shown(review)] == [SAME, SAME, SAME, ""]
    assert review.left == 1
    assert review.take_back(same) == 0
    review.rename({})
    assert shown(review) == shown(begun())


def test_what_fails_is_marked_and_can_be_said_again() -> None:
    review = begun()
    review.say(3, TWO)
    assert review.left == 3
    review.fail(3)
    assert shown(review)[3][2] == CHANGED
    review.rename({})
    assert review.left == 4
    assert review.take_back(decision(Kind.TWO)) is None
    assert Review().left == 0


def test_pairs_that_are_found_later_come_last_and_those_known_stay() -> None:
    review = begun()
    review.say(3, TWO)
    review.rename({"A": "AB", "B": "AB"})
    review.add([pair(0, "C", "D"), pair(1, "C", "AB"), pair(2, "E", "D")])
    assert [one.number for one in review.pairs or ()] == [0, 1, 2, 3, 4]
    assert shown(review)[3:] == [("D", "E", TWO), ("C", "D", "")]


def test_a_name_that_is_offered_for_another_spelling_has_that_beside_it() -> None:
    aliases = {"RCA": 3, "Royal College of Art": 1}
    college = Entity("RCA", EntityType.ORG, 4, 2, aliases)
    assert _named(college, "royal").note == "Royal College of Art · 2 articles"
    assert _named(college, "rca").note == "2 articles"
    assert _named(college, "").note == "2 articles"


def test_every_decision_has_a_sentence() -> None:
    forms = [Form("A\x1b", EntityType.ORG), Form("B", EntityType.ORG)]
    assert told(made(Kind.SAME, forms)) == "A␛ and B are one"
    assert told(made(Kind.TWO, forms)) == "A␛ and B are two"
    assert told(made(Kind.APART, forms)) == "A␛ is no name of what B is"
    assert told(made(Kind.CALL, forms[1:], called="C\n")) == "B is called C"
    assert told(made(Kind.REJECT, forms)) == "A␛, B are no names"
    assert told(made(Kind.REJECT, forms[1:])) == "B is no name"
    assert told(made(Kind.UNDO, undoes="x")) == "A decision was taken back"
