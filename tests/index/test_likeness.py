"""Versions of one text: which texts are alike, and who is grouped with whom, however they came."""

from __future__ import annotations

import random
import re
import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.column import Column
from index.likeness import VERSION, grouping, stage
from index.likeness import group_likenesses as bring_in_line
from index.likeness.comparing import likeness, versions
from index.likeness.grouping import Grouping, Signed
from index.likeness.shingles import LONGEST, PARTS, signatures
from index.model import Document, Span
from index.store import Store
from index.store.spans import pack_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from index.likeness.shingles import Content, Signature

_ONSETS = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su")
WORDS = [f"{onset}{rest}" for onset in _ONSETS for rest in ("kal", "min", "tor", "ves")]


def story(seed: int, words: int = 120) -> str:
    """A text of its own."""
    chance = random.Random(seed)
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(99)}" for _ in range(words))


def edited(text: str, seed: int, edits: int) -> str:
    """The text with some of its words replaced."""
    chance = random.Random(seed)
    words = text.split()
    for at in chance.sample(range(len(words)), edits):
        words[at] = f"edit{chance.randrange(10_000)}x"
    return " ".join(words)


def signed(text: str) -> Signature:
    return next(signatures([text]))


def content(text: str) -> Content:
    return signed(text).content


def alike(one: str, other: str) -> bool:
    first, second = versions(content(one), content(other)), versions(content(other), content(one))
    assert first == second
    return first is not None


# Two texts


def test_a_text_with_a_few_other_words_is_a_version() -> None:
    text = story(1)
    assert alike(text, text)
    assert alike(text, edited(text, 2, 6))
    assert not alike(text, edited(text, 3, 60))
    assert not alike(text, story(2))


def test_the_first_part_of_a_long_text_is_a_version_but_a_digest_is_none() -> None:
    agency = story(1, 400)
    assert alike(agency, " ".join(agency.split()[:150]))
    digest = "\n\n".join(story(seed, 120) for seed in range(8))
    assert not alike(digest, story(3, 120))


def test_reports_after_one_pattern_are_told_apart_by_their_numbers() -> None:
    pattern = (
        "The central bank said it bought bills worth {} million at {} per cent on {} this morning "
        "to relieve a shortage in the money market which it had put at {} million the day before, "
        "dealers said, adding that they had expected the bank to help the market as it always does."
    )
    one = pattern.format("120", "6-1/4", "March 3", "250")
    other = pattern.format("95", "6-3/8", "April 14", "310")
    assert likeness(content(one).shingles, content(other).shingles).resemblance > 0.45
    assert not alike(one, other)
    corrected = pattern.format("120", "6-1/4", "March 3", "255")
    assert alike(one, corrected)


def test_a_later_number_in_a_long_text_is_a_correction_and_no_other_report() -> None:
    text = story(1, 150)
    text = " ".join(re.sub(r"\d", "", word) for word in text.split())
    assert alike(f"The fire killed 12 people. {text}", f"The fire killed 15 people. {text}")


def test_case_accents_and_marks_between_words_make_no_difference() -> None:
    one = "Nicolás Maduro pidió ayuda, según el señor Rodríguez: «mañana será otro día». " * 3
    other = "NICOLA\u0301S MADURO pidio ayuda segun el senor Rodriguez 'manana sera otro dia' " * 3
    assert np.array_equal(content(one).shingles, content(other).shingles)
    assert signed(one).digest == signed(other).digest


@pytest.mark.parametrize("letters", ["見聞録日本語文章報道記事新聞社説", "กขคงจฉชซญฎฏฐ"])
def test_where_no_spaces_stand_between_words_every_character_is_one(letters: str) -> None:
    chance = random.Random(4)
    text = "".join(chance.choice(letters) for _ in range(300))
    assert signed(text).words == 300
    assert alike(text, text[:140] + letters[0] + text[141:])
    assert not alike(text, "".join(chance.choice(letters) for _ in range(300)))


def test_a_signature_is_the_same_everywhere_and_at_any_time() -> None:
    found = signed("The same words give the same numbers, on every machine and in every process.")
    assert found.words == 14
    assert found.digest == -3106569479597556382
    assert found.parts[found.parts != 0xFFFFFFFF].tolist() == [
        3269876687,
        300070953,
        966402426,
        9364887,
        352826044,
    ]


@given(st.lists(st.text(max_size=80), max_size=6))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_texts_are_signed_alike_alone_and_together(texts: list[str]) -> None:
    together = list(signatures(texts))
    assert len(together) == len(texts)
    for text, found in zip(texts, together, strict=True):
        alone = signed(text)
        assert found[:2] == alone[:2]
        assert np.array_equal(found.parts, alone.parts)
        assert np.array_equal(found.content.shingles, alone.content.shingles)
        assert np.array_equal(found.content.numbers, alone.content.numbers)
        assert len(found.content.shingles) <= max(0, found.words - 3)


def test_of_an_endless_text_the_beginning_counts() -> None:
    text = "one two three four five six seven eight nine ten " * (LONGEST // 40)
    assert signed(text).words == signed(text[:LONGEST]).words


# Groups in the catalogue


class Shelf:
    """A catalogue with articles, by name."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder)
        self.numbers: dict[str, int] = {}

    def put(self, **texts: str) -> None:
        with self.store.database.transaction():
            for name, text in texts.items():
                file = self.store.files.put(name, len(text), 1, b"")
                document = Document(text, name)
                self.numbers[name] = self.store.articles.add(file, name, document, [])

    def drop(self, *names: str) -> None:
        with self.store.database.transaction():
            self.store.articles.remove([self.numbers.pop(name) for name in names])

    def group(self) -> set[frozenset[str]]:
        bring_in_line(self.store, lambda: False, lambda *_: None)
        return self.groups()

    def groups(self) -> set[frozenset[str]]:
        names = {number: name for name, number in self.numbers.items()}
        found: dict[int, set[str]] = {}
        for number, leader in self.store.likeness.groups().items():
            found.setdefault(leader, set()).add(names[number])
        return {frozenset(group) for group in found.values()}


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "index")
    yield made
    made.store.close()


def test_versions_are_grouped_and_other_stories_are_not(shelf: Shelf) -> None:
    shelf.put(
        a=story(1), b=story(2), c=edited(story(1), 5, 4), d=story(3), e=edited(story(2), 6, 5)
    )
    assert shelf.group() == {frozenset("ac"), frozenset("be")}
    members = shelf.store.likeness.group(shelf.store.likeness.leader(shelf.numbers["a"]) or 0)
    assert set(members) == {shelf.numbers["a"], shelf.numbers["c"]}
    assert sorted(members.values())[-1] == 1.0
    assert 0.6 < min(members.values()) < 1.0


def test_texts_of_a_few_words_are_in_no_group(shelf: Shelf) -> None:
    shelf.put(a=story(1, 25), b=story(1, 25), c="", d="")
    assert shelf.group() == set()


def test_small_differences_make_no_chain(shelf: Shelf) -> None:
    text = story(1, 200)
    texts = {}
    for step in range(12):
        texts[f"v{step:02}"] = text
        text = edited(text, step, 9)
    shelf.put(**texts)
    groups = shelf.group()
    assert groups
    for group in groups:
        leader = shelf.store.likeness.leader(shelf.numbers[min(group)])
        head = next(name for name in group if shelf.numbers[name] == leader)
        assert all(alike(texts[head], texts[name]) for name in group)
    assert frozenset(texts) not in groups


def test_boilerplate_makes_no_versions(shelf: Shelf, tmp_path: Path) -> None:
    footer = story(9, 200)
    one, other = story(1, 60), story(2, 60)
    with shelf.store.database.transaction():
        for name, text in (("a", f"{one}\n{footer}"), ("b", f"{other}\n{footer}")):
            document = Document(text, name, boilerplate=(Span(text.index("\n"), len(text)),))
            file = shelf.store.files.put(name, 1, 1, b"")
            shelf.numbers[name] = shelf.store.articles.add(file, name, document, [])
    assert shelf.group() == set()
    assert alike(f"{one}\n{footer}", f"{other}\n{footer}")


def test_when_boilerplate_changes_the_article_is_signed_anew(shelf: Shelf) -> None:
    one = story(1, 100)
    shelf.put(a=one, b=f"{one}\n{story(5, 100)}", c=edited(one, 3, 4))
    before = shelf.group()
    assert before == {frozenset("ac")} or before == {frozenset("abc")}
    with shelf.store.database.transaction():
        number = shelf.numbers["b"]
        spans = shelf.store.articles.text_and_spans(number)[1]
        added = spans._replace(repeated=(Span(len(one), 100_000),))
        shelf.store.articles.set_spans([(number, pack_spans(added))])
        shelf.store.likeness.forget([number])
    assert shelf.group() == {frozenset("abc")}
    with shelf.store.database.transaction():
        shelf.store.articles.set_spans([(number, pack_spans(spans))])
        shelf.store.likeness.forget([number, shelf.numbers["a"]])
    assert shelf.group() == before


@pytest.mark.parametrize("seed", range(6))
def test_it_makes_no_difference_which_article_came_when(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    texts: dict[str, str] = {}
    for topic in range(5):
        base = story(topic, 90)
        for copy in range(6):
            text = edited(base, copy, chance.choice((0, 2, 5, 9, 14, 30)))
            if copy == 5:
                text = " ".join(text.split()[: chance.choice((30, 50, 80))])
            texts[f"t{topic}c{copy}"] = text
    shelf = Shelf(tmp_path / "step-by-step")
    waiting = list(texts)
    chance.shuffle(waiting)
    while waiting:
        size = chance.randrange(1, 9)
        some, waiting = waiting[:size], waiting[size:]
        shelf.put(**{name: texts[name] for name in some})
        shelf.group()
        gone = [name for name in shelf.numbers if chance.random() < 0.1]
        shelf.drop(*gone)
        if chance.random() < 0.7:
            shelf.group()
        if chance.random() < 0.5 and gone:
            shelf.put(**{gone[0]: texts[gone[0]]})
            again = [number for number in shelf.numbers.values() if chance.random() < 0.2]
            with shelf.store.database.transaction():
                shelf.store.likeness.forget(again)
    at_once = Shelf(tmp_path / "at-once")
    at_once.put(**{name: texts[name] for name in sorted(shelf.numbers)})
    assert shelf.group() == at_once.group()
    assert shelf.groups()


def test_nothing_is_done_where_nothing_has_changed(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(a=story(1), b=story(1))
    shelf.group()
    generation = shelf.store.generation
    monkeypatch.setattr(stage, "bring_in_line", None)
    assert shelf.group() == {frozenset("ab")}
    assert shelf.store.generation == generation


def test_only_what_is_new_is_read_and_a_commit_is_seen_if_groups_change(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(**{f"s{n}": story(n) for n in range(20)})
    shelf.group()
    read: list[int] = []
    text = stage.readable_text

    def noted(store: Store, article: int) -> str:
        read.append(article)
        return text(store, article)

    monkeypatch.setattr(stage, "readable_text", noted)
    generation = shelf.store.generation
    shelf.put(other=story(99))
    shelf.group()
    assert read == [shelf.numbers["other"]]
    assert shelf.store.generation == generation
    read.clear()
    shelf.put(version=edited(story(7), 1, 3))
    assert shelf.group() == {frozenset(("s7", "version"))}
    assert set(read) == {shelf.numbers["s7"], shelf.numbers["version"]}
    assert shelf.store.generation > generation


def test_an_interrupted_stage_changes_nothing_and_is_done_the_next_time(shelf: Shelf) -> None:
    shelf.put(**{f"s{n}": edited(story(n // 2), n, 3) for n in range(40)})
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 55  # once all are signed, while they are grouped

    bring_in_line(shelf.store, cancelled, lambda *_: None)
    assert asked == 56
    assert shelf.groups() == set()
    assert len(shelf.group()) == 20


def test_another_version_of_the_grouping_groups_anew(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(a=story(1), b=edited(story(1), 2, 3), c=story(2))
    shelf.group()
    with shelf.store.database.transaction() as sql:
        sql.execute("UPDATE likeness SET leader=NULL, digest=0")
    assert shelf.group() == set()
    monkeypatch.setattr("index.likeness.VERSION", f"{VERSION}x")
    assert shelf.group() == {frozenset("ab")}


# How the work grows


def _table(texts: Sequence[str]) -> tuple[Signed, list[Content]]:
    found = list(signatures(texts))
    count = len(texts)
    numbers = [(article, one.words, one.digest) for article, one in enumerate(found, 1)]
    table = Signed(
        Column.holding(np.array(numbers, dtype=np.int64).ravel()),
        Column.holding(np.array([one.parts for one in found]).reshape(count * PARTS)),
        (),
    )
    return table, [one.content for one in found]


def _comparisons(texts: Iterable[str]) -> tuple[int, int]:
    """How many pairs are compared, and how many articles are grouped with another."""
    texts = list(texts)
    table, contents = _table(texts)
    asked = 0

    def like(one: int, other: int) -> float:
        nonlocal asked
        asked += 1
        found = versions(contents[one - 1], contents[other - 1])
        return found.resemblance if found else 0.0

    new = np.arange(1, len(texts) + 1)
    members = [member for _, member in Grouping(table, {}, new).run(like, lambda *_: None)]
    return asked, sum(member is not None for member in members)


@pytest.mark.parametrize("count", [250, 1000])
def test_a_thousand_copies_with_small_edits_take_a_thousand_comparisons(count: int) -> None:
    text = story(1)
    asked, grouped = _comparisons(edited(text, seed, 3) for seed in range(count))
    assert grouped >= 0.99 * count
    assert asked <= 1.2 * count


@pytest.mark.parametrize("count", [100, 400])
def test_a_passage_that_all_have_in_common_does_not_make_all_be_compared(count: int) -> None:
    passage = story(1, 60)
    asked, grouped = _comparisons(f"{story(seed, 90)} {passage}" for seed in range(2, count + 2))
    assert grouped == 0
    assert asked <= grouping.TRIES * count


def _memory(count: int, folder: Path) -> int:
    """Bytes taken at once to group so many articles that are like no others."""
    rng = np.random.default_rng(1)
    rows = stage._Rows(folder)
    tracemalloc.start()
    try:
        for article in range(1, count + 1):
            parts = rng.integers(0, 1 << 32, PARTS, dtype=np.uint32).astype("<u4").tobytes()
            rows.append(article, 100, article, parts)
        signed = rows.signed(())
        new = np.arange(1, count + 1)
        assert not list(Grouping(signed, {}, new).run(lambda *_: 0.0, lambda *_: None))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_of_grouping_grows_by_less_than_a_signature(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.column._IN_MEMORY", 1 << 12)
    monkeypatch.setattr(stage, "_BLOCK", 256)
    monkeypatch.setattr(grouping, "_BLOCK", 256)
    monkeypatch.setattr(grouping, "_AT_HAND", 1 << 12)
    monkeypatch.setattr(grouping, "_KNOWN", 256)
    _memory(1, tmp_path)  # what is loaded once
    few, many = _memory(2_000, tmp_path), _memory(10_000, tmp_path)
    assert (
        many - few < 80 * 8_000
    )  # the numbers of an article alone are 64 in bytes, and were there four times
