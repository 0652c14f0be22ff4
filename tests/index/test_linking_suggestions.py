"""Pairs of entities that may be the same, with the evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given, settings

from index.linking import load_linker
from index.linking.suggestions import Called, suggest
from index.model import EntityType
from tests.index.linking_samples import CORPUS, Corpus, numbered, uses_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.linking.base import NameUse, Suggestion


def pairs(uses: Sequence[NameUse]) -> list[Suggestion]:
    """What is suggested of the entities of some uses."""
    links = load_linker().link(uses)
    aliases: list[Counter[str]] = [Counter() for _ in links.entities]
    articles: list[set[int]] = [set() for _ in links.entities]
    for use, number in zip(uses, links.of, strict=True):
        aliases[number][use.name] += use.count
        articles[number].add(use.article)
    entities = zip(links.entities, aliases, strict=True)
    return suggest((Called(*entity, called) for entity, called in entities), articles.__getitem__)


def suggested(*articles: str) -> dict[frozenset[str], tuple[float, tuple[str, ...], int]]:
    found = pairs(uses_of(list(articles)))
    return {frozenset((s.first, s.second)): (s.score, s.evidence, s.articles) for s in found}


def test_suggestions_name_their_reasons() -> None:
    found = suggested(
        "P Bill Clinton, P Hillary Clinton*2", "P Clinton", "P John Clark", "P John Clarke"
    )
    score, evidence, articles = found[frozenset(("John Clark", "John Clarke"))]
    assert 0.5 <= score <= 1
    assert evidence == ("1 letter apart",)
    assert articles == 0
    assert frozenset(("Clinton", "Hillary Clinton")) in found
    assert frozenset(("Bill Clinton", "Hillary Clinton")) not in found


def test_suggestions_count_the_articles_in_common_and_put_the_larger_first() -> None:
    found = pairs(uses_of(["O Daily Planet*3, O Planet News", "O Planet News, O Daily Planet"]))
    assert all(s.articles == 2 and "2 articles in common" in s.evidence for s in found)
    assert all(s.first == "Daily Planet" for s in found)


def test_neither_models_nor_given_names_make_a_suggestion() -> None:
    assert not suggested("M Ilyushin Il-76", "M Ilyushin Il-62")
    assert not suggested("P Vladimir Putin, P Vladimir Zaiemski")


def test_initials_count_for_little_where_an_acronym_is_explained_or_stands_apart() -> None:
    explained = "O Bank of Alexandria, O BOA", "O British Olympic Association", "O Bank of America"
    assert not any(
        "initials" in reason for _, why, _ in suggested(*explained).values() for reason in why
    )
    assert not suggested("P KSE", "O Korea Stock Exchange")


def test_short_forms_of_two_names_are_not_evidence_that_they_are_one() -> None:
    assert not suggested("P Andy Roddick, P Andy", "P Andy Robinson, P Andy")
    assert not suggested("P Sol Campbell, P Campbell", "P Alastair Campbell, P Campbell")
    assert not suggested("M Davis Cup, M Cup", "M Swiss Cup, M Cup")
    software, societies = "O Business Software Alliance, O BSA", "O Brewing Supplies Agency, O BSA"
    assert not suggested(software, societies)


def test_numerals_tell_names_apart() -> None:
    assert not suggested("M World War I", "M World War II")


def test_countries_are_never_suggested_to_be_one() -> None:
    assert not suggested("L North Korea", "L South Korea", "L Niger", "L Nigeria", "L Korea")


@given(CORPUS)
@settings(deadline=None, max_examples=60)
def test_suggestions_are_of_different_entities_that_exist(corpus: Corpus) -> None:
    uses = numbered(corpus)
    known = {e.name for e in load_linker().link(uses).entities}
    for found in pairs(uses):
        assert found.first != found.second
        assert {found.first, found.second} <= known
        assert 0 < found.score <= 1
        assert found.evidence


def test_nobody_who_has_gone_waits_for_the_pairs() -> None:
    letters = "abcdefghijklmnop"
    names = [f"Angela M{letter}rkel" for letter in letters]
    entities = [Called(name, EntityType.PERSON, {name: 1}) for name in names]
    assert suggest(entities, lambda number: [number])
    for most in (5, 20, 45):
        looks = iter(range(most))
        left = suggest(entities, lambda number: [number], 200, lambda: next(looks, None) is None)  # noqa: B023
        assert left == []
