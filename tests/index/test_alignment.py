"""Two texts side by side: what is the same, alike, only here; where they differ; the work."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import index.alignment.passages as cutting
from index.alignment import Aligned, Alignment, Kind, Side, align
from index.alignment.passages import LONGEST, Cutting
from index.model import EntityType, LinkedMention, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Corpus

GOLD = Path(__file__).parent.parent / "data" / "seeds_aligned.jsonl"

STORY = (
    "Dockers went on strike in Veldhaven on Monday. The harbour board called the walkout unlawful. "
    "Two ships bound for the islands were sent to another quay. Teun Bakker, who owns the crane, "
    "said each day costs him 4,000 euros. Nobody was hurt. The council meets again next week."
)


def kinds(alignment: Alignment) -> list[str]:
    return [passage.kind.value for passage in alignment.left]


def words(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def named(text: str, *names: tuple[str, str]) -> list[LinkedMention]:
    """Mentions of some words, each with its entity."""
    found = []
    for words, entity in names:
        at = text.index(words)
        end = at + len(words)
        found.append(LinkedMention(1, "a", at, end, words, EntityType.PLACE, entity))
    return sorted(found)


# What there is


def test_a_text_and_itself_are_all_the_same() -> None:
    found = align(Side(STORY), Side(STORY))
    assert kinds(found) == ["same"] * 6
    assert [passage.partners for passage in found.left] == [(n,) for n in range(6)]
    assert found.shared == 1.0
    assert found.discrepancies == ()


def test_white_space_alone_makes_no_difference() -> None:
    wrapped = STORY.replace("in Veldhaven", "in\n   veldhaven").replace("veld", "Veld")
    joins = [Span(wrapped.index("\n"), wrapped.index("Veldhaven"))]
    assert kinds(align(Side(STORY), Side(wrapped, joins=joins))) == ["same"] * 6


def test_changed_words_and_missing_ones_are_told() -> None:
    other = STORY.replace("called the walkout", "thinks the walkout").replace("each day ", "")
    found = align(Side(STORY), Side(other))
    assert kinds(found) == ["same", "alike", "same", "alike", "same", "same"]
    assert words(STORY, found.left[1].differs) == ["called"]
    assert words(other, found.right[1].differs) == ["thinks"]
    assert words(STORY, found.left[3].differs) == ["each day"]
    assert found.right[3].differs == ()
    (gap,) = found.right[3].missing
    assert other[gap.start - 4 : gap.end + 5] == "said costs"
    assert found.left[1].is_near


def test_words_missing_at_the_very_end_are_marked_within_the_passage() -> None:
    text = "The council meets again next week to talk about the dues"
    found = align(Side(text), Side(f"{text} of the harbour"))
    (gap,) = found.left[0].missing
    assert gap == (len(text) - 1, len(text))


def test_what_only_one_has_is_left_unaligned() -> None:
    other = STORY.replace("Nobody was hurt. ", "") + " A film festival opened in the theatre."
    found = align(Side(STORY), Side(other))
    assert kinds(found) == ["same"] * 4 + ["only", "same"]
    assert [passage.kind for passage in found.right][-1] is Kind.ONLY
    assert 0.9 < found.shared < 1


def test_the_order_may_be_another() -> None:
    first, rest = STORY.split(". ", 1)
    found = align(Side(STORY), Side(f"{rest} {first}."))
    assert kinds(found) == ["same"] * 6
    assert found.left[0].partners == (5,)


def test_repeated_sentences_are_linked_in_order() -> None:
    text = "Go on. Stop. Go on. Stop. Go on."
    found = align(Side(text), Side(text))
    assert [passage.partners for passage in found.left] == [(n,) for n in range(5)]


def test_one_sentence_here_may_be_two_there() -> None:
    whole = (
        "The surveyors found rust under the paint of the northern crane in eleven places, and the "
        "harbour master closed the quay to heavy lorries until the spring."
    )
    halves = whole.replace(", and the", ". The")
    found = align(Side(f"{whole} {STORY}"), Side(f"{halves} {STORY}"))
    assert sorted(found.left[0].partners) == [0, 1]
    assert found.right[0].partners == found.right[1].partners == (0,)
    assert Kind.ONLY not in [passage.kind for passage in (*found.left, *found.right)]


def test_boilerplate_is_left_aside() -> None:
    text = f"{STORY}\nSubscribe to our newsletter."
    boilerplate = [Span(text.index("Subscribe"), len(text))]
    found = align(Side(text, boilerplate), Side(STORY))
    assert found.left[-1].kind is Kind.ASIDE
    assert found.shared == 1.0
    again = align(Side(text, boilerplate), Side(text, boilerplate))
    assert set(kinds(again)) == {"same"}


def test_texts_without_words_have_nothing_in_common() -> None:
    assert align(Side(""), Side(STORY)).shared == 0.0
    assert kinds(align(Side(" \n"), Side("* * *"))) == ["aside"]


def test_sentences_of_other_scripts_are_passages() -> None:
    text = "港は閉鎖された。船は戻った。市長は何も言わなかった。"
    assert [text[p.start : p.end] for p in Cutting().passages(text)] == [
        f"{s}。" for s in text.split("。")[:-1]
    ]


def test_what_has_no_sentences_is_cut_at_the_same_words() -> None:
    chance = random.Random(5)
    run = [f"word{chance.randrange(500)}" for _ in range(2000)]
    text, longer = " ".join(run), " ".join(["well", "then", *run])
    assert max(len(text[p.start : p.end].split()) for p in Cutting().passages(text)) <= LONGEST
    found = align(Side(text), Side(longer))
    assert sum(passage.kind is Kind.SAME for passage in found.left) >= len(found.left) - 1


# Discrepancies


def discrepancies(left: Side, right: Side) -> list[tuple[str, str, str]]:
    found = align(left, right).discrepancies
    return [(d.kind, *words(left.text, [d.left]), *words(right.text, [d.right])) for d in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("4,000 euros", "5,000 euros", [("number", "4,000", "5,000")]),
        ("Two ships", "Three ships", [("number", "Two", "Three")]),
        ("on Monday", "on Tuesday", [("date", "Monday", "Tuesday")]),
        ("4,000 euros", "4.000 euros", []),
        ("Two ships", "2 ships", []),
        ("each day costs him 4,000 euros", "each day costs him dearly", []),
        ("next week", "tomorrow", []),
    ],
)
def test_another_number_or_day_is_a_discrepancy(
    old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    assert discrepancies(Side(STORY), Side(STORY.replace(old, new))) == expected


def test_another_name_is_a_discrepancy_and_another_spelling_is_none() -> None:
    text = "The talks between both governments will be held in the United States in spring."
    short = text.replace("the United States", "the US")
    other = text.replace("the United States", "Canada")
    sides = [
        Side(text, mentions=named(text, ("United States", "United States"))),
        Side(short, mentions=named(short, ("US", "United States"))),
        Side(other, mentions=named(other, ("Canada", "Canada"))),
    ]
    assert discrepancies(sides[0], sides[1]) == []
    assert discrepancies(sides[0], sides[2]) == [("name", "United States", "Canada")]


def test_reports_in_other_words_contradict_one_another_on_the_same_thing_only() -> None:
    one = (
        "The cartel exports about 500 tons of cocaine annually to Europe, officials claim. "
        "Fishermen saw nothing."
    )
    more = (
        "According to officials the cartel has exported 700 tons of cocaine to Europe a year. "
        "It has 40 boats."
    )
    assert discrepancies(Side(one), Side(more)) == [("number", "500", "700")]
    elsewhere = f"{more} Others speak of 500."
    assert discrepancies(Side(one), Side(elsewhere)) == []


# The sample articles, linked by hand


def sides(corpus: Corpus) -> dict[str, Side]:
    found = {}
    for info in corpus.articles():
        article = corpus.article(info.id)
        mentions = corpus.article_mentions(info.id)
        found[info.path] = Side(article.text, article.boilerplate, article.joins, mentions)
    return found


def test_reports_of_one_story_in_other_words(seeds: Corpus) -> None:
    texts = sides(seeds)
    right = wrong = sure = found_sure = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        found = align(texts[gold["left"]], texts[gold["right"]])

        def numbers(pairs: list[tuple[int, str, int, str]], found: Alignment) -> set[object]:
            return {(_at(found.left, a), _at(found.right, b)) for a, _, b, _ in pairs}

        wanted, allowed = numbers(gold["sure"], found), numbers(gold["possible"], found)
        links = {
            (n, partner)
            for n, passage in enumerate(found.left)
            for partner in passage.partners
            if passage.words
        }
        right += len(links & (wanted | allowed))
        wrong += len(links - wanted - allowed)
        sure += len(wanted)
        found_sure += len(links & wanted)
    assert sure == 29
    assert right / (right + wrong) >= 0.9
    assert found_sure / sure >= 0.7


def _at(side: Sequence[Aligned], offset: int) -> int:
    return next(n for n, p in enumerate(side) if p.start <= offset < p.end)


def test_the_sample_articles_have_no_false_discrepancies(seeds: Corpus) -> None:
    texts = list(sides(seeds).values())
    for one in texts:
        for other in texts:
            assert align(one, other).discrepancies == ()


# What always holds

_WORD = st.sampled_from(
    ("Maduro", "said", "the", "strike", "12", "twelve", "$5", "1,000", "March 3", "港。", "U.S.",
     "no", "Nobody", "“Yes,”", "(", "it’s", "é", "\u0301", "\r\n", "\n", "\n\n", "  ", ".", "?",
     "\ud800", "Harbour.", "ships.", "x" * 300)
)  # fmt: skip
_TEXT = st.lists(_WORD, max_size=60).map(" ".join)


@st.composite
def _a_side(draw: st.DrawFn) -> Side:
    text = draw(_TEXT)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    boilerplate = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    starts = (
        sorted(draw(st.sets(st.integers(0, max(0, len(text) - 1)), max_size=5))) if text else []
    )
    ends = [*starts[1:], len(text)]
    mentions = [
        LinkedMention(1, "a", a, b, text[a:b], EntityType.PERSON, draw(st.sampled_from("AB")))
        for a, b in zip(starts, ends, strict=False)
    ]
    return Side(text, boilerplate, (), mentions)


@given(_a_side(), _a_side())
def test_every_character_of_both_is_in_one_passage(left: Side, right: Side) -> None:
    found = align(left, right)
    for side, passages_of in ((left, found.left), (right, found.right)):
        assert "".join(side.text[p.start : p.end] for p in passages_of) == side.text
        assert all(p.start < p.end for p in passages_of)
        for passage in passages_of:
            for span in (*passage.differs, *passage.missing):
                assert passage.start <= span.start < span.end <= passage.end


_LINES = st.lists(
    st.sampled_from(
        ("He", "he", "said", ".", "?", "…", "“", "”", '"', "'", ")", "(", "U.S.", "J.", "Mr.", "-",
         "The", "\n", "\n\n", "\r\n", " \n\t", " ", " ", "。", "\u2028", "12", "x" * 70, "Inc.")
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(_LINES, _LINES)
@example("He said.\n” The", "He said.\n(\nhe")
@example("J.\nThe U.S.\n", "\n\n")
def test_lines_may_be_cut_one_by_one(one: str, other: str) -> None:
    cut = Cutting()
    for text in (one, other, f"{one}\n{other}", f"{other}\n{one}"):
        assert list(cut._starts(text)) == sorted(cutting._sentence_starts(text))


@given(_a_side(), _a_side())
def test_exchanging_the_texts_exchanges_the_answer(left: Side, right: Side) -> None:
    assert align(left, right).turned == align(right, left)


@given(_a_side())
def test_any_text_is_the_same_as_itself(side: Side) -> None:
    found = align(side, side)
    assert {passage.kind for passage in found.left} <= {Kind.SAME}
    assert all(n in passage.partners for n, passage in enumerate(found.left))
    assert found.discrepancies == ()
    assert found.shared in (0.0, 1.0)


@given(_a_side(), _a_side())
def test_partners_are_mutual(left: Side, right: Side) -> None:
    found = align(left, right)
    there = {(n, p) for n, passage in enumerate(found.right) for p in passage.partners}
    assert there == {(p, n) for n, passage in enumerate(found.left) for p in passage.partners}
    assert all((p.kind in (Kind.SAME, Kind.ALIKE)) == bool(p.partners) for p in found.left)
