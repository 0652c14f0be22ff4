"""Which articles are meant by references: with how much work, and while some are too new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.marks.model import Reference
from index.marks.placing import Places
from index.marks.standing import Subject
from index.model import ArticleInfo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COUNT = 500
ARTICLES = [ArticleInfo(n, f"new/{n}.txt", "A title", "", None, 70) for n in range(COUNT)]
DIGESTS = {n: f"{n:032x}" for n in range(COUNT)}


def subject(number: int) -> Subject:
    """What was said of an article that has been moved since."""
    reference = Reference(f"{number}.txt", "A title", 70, DIGESTS[number])
    return Subject("1", ("1",), (reference,), ())


def test_thousands_of_one_length_are_looked_through_once() -> None:
    asked: list[int] = []

    def digests(numbers: Sequence[int]) -> Mapping[int, str]:
        asked.extend(numbers)
        return DIGESTS

    places = Places(ARTICLES, digests, lambda _: True)
    assert places.place([subject(number) for number in range(COUNT)]) == list(range(COUNT))
    assert len(asked) <= 3 * COUNT
    nobody = Reference("0.txt", "A title", 71, DIGESTS[0])
    assert places.place([Subject("1", ("1",), (nobody,), ())]) == [None]


def test_those_of_another_title_are_looked_at_last() -> None:
    asked: list[int] = []

    def digests(numbers: Sequence[int]) -> Mapping[int, str]:
        asked.extend(numbers)
        return DIGESTS

    other = [info._replace(title=f"Title {info.id}") for info in ARTICLES]
    places = Places(other, digests, lambda _: True)
    wanted = subject(9).references[0]._replace(title="Title 9")
    assert places.place([subject(9)._replace(references=(wanted,))]) == [9]
    assert set(asked) == {9}
    assert places.place([subject(9)]) == [9]  # it is called otherwise by now
    assert len(set(asked)) == COUNT


def test_what_is_too_new_to_be_read_is_found_when_it_can_be() -> None:
    known: dict[int, str] = {}
    places = Places(ARTICLES[:2], lambda _: known, lambda _: True)
    assert places.place([subject(1)]) == [None]
    known.update(DIGESTS)
    assert places.place([subject(1)]) == [1]


def test_of_several_with_one_text_it_is_the_first() -> None:
    places = Places(ARTICLES, lambda _: dict.fromkeys(DIGESTS, "same"), lambda _: True)
    moved = Reference("0.txt", "A title", 70, "same")
    assert places.place([Subject("1", ("1",), (moved,), ())]) == [0]
    there = moved._replace(path="new/7.txt")
    assert places.place([Subject("1", ("1",), (there,), ())]) == [7]
