"""Two texts → which passages they share, where these differ, and what only one of them has.

In: two texts with the spans and mentions that are stored with them. Out: an `Alignment`. Pure: no
store is asked. See `index.alignment.pairing` for the method.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from index.alignment.differing import changes, kept, missing_words, other_words
from index.alignment.discrepancies import Difference, Seen, differences, whole
from index.alignment.pairing import Link, Pairing, Unit
from index.alignment.passages import Cutting
from index.alignment.terms import Readings, known

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index.alignment.passages import Passage
    from index.alignment.terms import Known
    from index.model import LinkedMention, Span

NEAR = 0.5
"""From this share of words in common, in order, a passage is a near copy of its partners."""


class Kind(StrEnum):
    """What the other text has of a passage."""

    SAME = "same"
    ALIKE = "alike"
    ONLY = "only"
    ASIDE = "aside"
    """The passage is not the article's own words, or has none; nothing is asked of it."""


class Side(NamedTuple):
    """A text to be compared; see `index.model.Document` for the spans.

    Attributes:
        text: the text.
        boilerplate: what in it is not the article's own.
        joins: where a sentence goes on over a line break.
        mentions: the names in it, sorted.
    """

    text: str
    boilerplate: Sequence[Span] = ()
    joins: Sequence[Span] = ()
    mentions: Sequence[LinkedMention] = ()


class Aligned(NamedTuple):
    """A passage of one text; all passages together are the text.

    Attributes:
        start: first character.
        end: one past the last one, with the white space behind the passage.
        kind: ``same`` (but for white space), ``alike`` or ``only`` here.
        partners: the passages of the other text that tell the same, the most alike first.
        words: how many words it has.
        kept: the share of them that the partners have too, in the same order.
        differs: the words that the partners do not have.
        missing: where the partners have more words: what stands between two words.
    """

    start: int
    end: int
    kind: Kind
    partners: tuple[int, ...] = ()
    words: int = 0
    kept: float = 0.0
    differs: tuple[Span, ...] = ()
    missing: tuple[Span, ...] = ()

    @property
    def is_near(self) -> bool:
        """Whether it is much the same words as its partners, and not only the same story."""
        return self.kind is Kind.SAME or (self.kind is Kind.ALIKE and self.kept >= NEAR)


class Discrepancy(NamedTuple):
    """Two linked passages say something else; see `index.alignment.discrepancies`.

    Attributes:
        kind: ``"number"``, ``"date"`` or ``"name"``.
        left: where it stands in the first text.
        right: where it stands in the second.
        passages: the numbers of the passages.
    """

    kind: str
    left: Span
    right: Span
    passages: tuple[int, int]


class Alignment(NamedTuple):
    """What two texts have in common.

    Attributes:
        left: the passages of the first.
        right: the passages of the second.
        discrepancies: where they contradict one another, in the order of the first.
    """

    left: tuple[Aligned, ...]
    right: tuple[Aligned, ...]
    discrepancies: tuple[Discrepancy, ...] = ()

    @property
    def turned(self) -> Alignment:
        """The same, seen from the second text."""
        found = [
            Discrepancy(one.kind, one.right, one.left, (one.passages[1], one.passages[0]))
            for one in self.discrepancies
        ]
        found.sort(key=lambda one: (one.left, one.right))
        return Alignment(self.right, self.left, tuple(found))

    @property
    def shared(self) -> float:
        """The share of the first text's words that stand in passages which the second has too."""
        return shared(self.left)


def shared(side: Sequence[Aligned]) -> float:
    """The share of a text's own words that stand in passages which the other text has too."""
    own = sum(one.words for one in side if one.kind is not Kind.ASIDE)
    both = sum(one.words for one in side if one.kind in (Kind.SAME, Kind.ALIKE))
    return both / own if own else 0.0


def align(left: Side, right: Side, check: Callable[[], None] = lambda: None) -> Alignment:
    """Compare two texts; exchanging them exchanges the sides of the answer.

    Args:
        left: the one.
        right: the other.
        check: called now and then; what it raises is raised, and nothing more is done.
    """
    reader = _Reader(check, Cutting(check), Readings())
    ours, theirs = _Text(left, reader), _Text(right, reader)
    links = Pairing(ours.units, theirs.units, check).links
    turned = [Link(link.right, link.left, link.score) for link in links]
    return Alignment(
        _aligned(ours, theirs, links, check),
        _aligned(theirs, ours, turned, check),
        _discrepancies(ours, theirs, links, check),
    )


class _Reader(NamedTuple):
    """What reads both texts; `check` is called now and then."""

    check: Callable[[], None]
    cutting: Cutting
    readings: Readings


class _Text:
    """A text while it is compared."""

    def __init__(self, side: Side, reader: _Reader) -> None:
        text, (check, cutting, readings) = side.text, reader
        self.passages: Sequence[Passage] = cutting.passages(text, side.boilerplate, side.joins)
        self.known: Sequence[Known] = known(text, self.passages, side.mentions, readings, check)
        self.units = [
            Unit(
                about.reading.words,
                about.terms,
                about.reading.stems,
                about.reading.key,
                own and bool(about.reading.words),
            )
            for (_, _, own), about in zip(self.passages, self.known, strict=True)
        ]


def _partners(links: Sequence[Link]) -> Mapping[int, list[int]]:
    """The partners of each passage on the left, the most alike first."""
    found: dict[int, list[int]] = defaultdict(list)
    for link in sorted(links, key=lambda link: (-link.score, link.right)):
        found[link.left].append(link.right)
    return found


def _aligned(
    ours: _Text, theirs: _Text, links: Sequence[Link], check: Callable[[], None]
) -> tuple[Aligned, ...]:
    partners = _partners(links)
    equal = {link.left for link in links if link.score == 1}
    found = []
    for number, (start, end, _) in enumerate(ours.passages):
        unit, others = ours.units[number], tuple(partners.get(number, ()))
        size = len(unit.words)
        if number in equal:
            found.append(Aligned(start, end, Kind.SAME, others, size if unit.own else 0, 1.0))
        elif others:
            check()
            tokens = ours.known[number].tokens
            there = [word for other in sorted(others) for word in theirs.units[other].words]
            changed = changes(unit.words, there)
            same = kept(unit.words, changed)
            near = same >= NEAR and same * size >= NEAR * len(there)
            found.append(
                Aligned(
                    start,
                    end,
                    Kind.ALIKE,
                    others,
                    size,
                    same,
                    tuple(other_words(tokens, changed)),
                    tuple(missing_words(tokens, changed, end)) if near else (),
                )
            )
        else:
            kind = Kind.ONLY if unit.own else Kind.ASIDE
            found.append(Aligned(start, end, kind, (), size if unit.own else 0))
    return tuple(found)


def _discrepancies(
    ours: _Text, theirs: _Text, links: Sequence[Link], check: Callable[[], None]
) -> tuple[Discrepancy, ...]:
    here = _partners(links)
    there = _partners([Link(link.right, link.left, link.score) for link in links])
    said = whole(ours.known), whole(theirs.known)
    found: dict[Difference, tuple[int, int]] = {}
    for i, j, score in sorted(links):
        if score == 1:
            continue
        check()
        words, others = ours.units[i].words, theirs.units[j].words
        changed = changes(words, others)
        if kept(words, changed) * len(words) < NEAR * max(len(words), len(others)):
            changed = []
        one = Seen(ours.known[i], [theirs.known[n] for n in here[i]], said[0])
        other = Seen(theirs.known[j], [ours.known[n] for n in there[j]], said[1])
        for difference in differences(one, other, changed):
            found.setdefault(difference, (i, j))
    every = [Discrepancy(*difference, passages) for difference, passages in found.items()]
    return tuple(sorted(every, key=lambda one: (one.left, one.right)))
