"""Discrepancies: where two passages that tell the same have another number, day or name.

In: two passages that are linked, and what else is known of both texts. Out: pairs of spans. That a
passage says more than the other is no discrepancy: both must say something in the same place of
which the other knows nothing. The same place is

- the same change of a few words, where the passages are near copies;
- else the same thing counted; or the same kind of amount or day, or a name spelled much alike, near
  the same word; and what is said stands nowhere in the other text, as reports tell their facts in
  another order.

Names of one entity are the same name, numbers of one value the same number.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rapidfuzz.distance import Indel

from index.analysis import fold, stem
from index.analysis.words import terms
from index.extraction.lexicon import FUNCTION
from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.alignment.differing import Change
    from index.alignment.figures import Figure
    from index.alignment.terms import Known
    from index.model import LinkedMention

_Item = TypeVar("_Item", "Figure", "LinkedMention")

FEW = 5
"""Words up to which a change puts something in the place of something else."""

_REACH = 5
"""Words on each side of a number or a name that tell what it is about."""

_SPELLED_ALIKE = 0.7
"""How alike two names of reports in other words are that may stand for one another."""

_APART = frozenset(("%", "$", "€", "£", "¥", "th", "time", "p", "m", "km"))
"""Units that a number has or has not, whatever is counted."""


class Difference(NamedTuple):
    """A discrepancy: half-open characters of both texts.

    Attributes:
        kind: ``"number"``, ``"date"`` or ``"name"``.
        left: where it stands in the one text.
        right: where it stands in the other.
    """

    kind: str
    left: Span
    right: Span


class Whole(NamedTuple):
    """What a whole text says.

    Attributes:
        values: of all its numbers and days, with what kind they are.
        names: its entities, and the folded words of its names.
    """

    values: frozenset[tuple[bool, str]]
    names: frozenset[str]


def whole(passages: Sequence[Known]) -> Whole:
    """What a text says, by its passages."""
    mentions = [mention for known in passages for mention in known.mentions]
    return Whole(
        frozenset((f.date, f.value) for known in passages for f in known.figures),
        frozenset(m.entity for m in mentions) | {fold(m.text) for m in mentions},
    )


class Where(NamedTuple):
    """Where two numbers, days or names stand.

    Attributes:
        same_change: whether they are in the same change of a few words.
        like_words: whether a telling word is near both.
    """

    same_change: bool
    like_words: bool


class Seen(NamedTuple):
    """A passage with what surrounds it.

    Attributes:
        known: the passage.
        partners: the passages of the other text that it is linked to.
        text: what its own text says.
    """

    known: Known
    partners: Sequence[Known]
    text: Whole


def differences(left: Seen, right: Seen, changes: Sequence[Change]) -> Iterator[Difference]:
    """The discrepancies of two linked passages.

    Args:
        left: the one.
        right: the other.
        changes: how the words of the one become those of the other; empty where so many differ
            that they are no copies of one another.
    """
    ones, others = _unknown_figures(left), _unknown_figures(right)
    if ones and others:
        for one, other in _matched(ones, others, (left, right), changes, _like_figures):
            kind = "date" if one.date else "number"
            yield Difference(kind, Span(one.start, one.end), Span(other.start, other.end))
    names, other_names = _unknown_names(left), _unknown_names(right)
    if names and other_names:
        for name, another in _matched(names, other_names, (left, right), changes, _like_names):
            yield Difference("name", Span(name.start, name.end), Span(another.start, another.end))


def _unknown_figures(seen: Seen) -> list[Figure]:
    """The numbers and days of which the other text's passages know nothing."""
    told = {figure.value for known in seen.partners for figure in known.figures}
    return [figure for figure in seen.known.figures if figure.value not in told]


def _unknown_names(seen: Seen) -> list[LinkedMention]:
    """The names of which the other text's passages know nothing, not even the words."""
    told = {mention.entity for known in seen.partners for mention in known.mentions}
    words = {word for known in seen.partners for word in known.reading.words}
    return [
        mention
        for mention in seen.known.mentions
        if mention.entity not in told and not words.issuperset(terms(mention.text))
    ]


def _matched(
    ones: Sequence[_Item],
    others: Sequence[_Item],
    sides: tuple[Seen, Seen],
    changes: Sequence[Change],
    is_like: Callable[[_Item, _Item, tuple[Seen, Seen], Where], bool],
) -> list[tuple[_Item, _Item]]:
    """Pairs of items in the same place, each once; those in the same change of few words first."""
    few = [change for change in changes if _size(change) <= FEW]
    here = _changed(ones, sides[0].known, few)
    there = _changed(others, sides[1].known, [change.turned for change in few])
    near = [_near(one, sides[0].known) for one in ones]
    near_there = [_near(other, sides[1].known) for other in others]
    order = sorted(
        (here[i] < 0 or here[i] != there[j], -len(near[i] & near_there[j]), i + j, i, j)
        for i in range(len(ones))
        for j in range(len(others))
    )
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for apart, common, _, i, j in order:
        where = Where(not apart, common < 0)
        if i in left or j in right or not is_like(ones[i], others[j], sides, where):
            continue
        left.add(i)
        right.add(j)
        found.append((ones[i], others[j]))
    return found


def _size(change: Change) -> int:
    return max(change.end - change.start, change.other_end - change.other_start)


def _changed(items: Sequence[_Item], known: Known, changes: Sequence[Change]) -> list[int]:
    """For each item the number of the change that it is in; -1 for none."""
    words = known.tokens if changes else ()
    spans = [
        (words[change.start].start, words[change.end - 1].end)
        if change.end > change.start
        else (0, 0)
        for change in changes
    ]
    return [
        next((n for n, (a, b) in enumerate(spans) if item.start < b and a < item.end), -1)
        for item in items
    ]


def _like_figures(one: Figure, other: Figure, sides: tuple[Seen, Seen], where: Where) -> bool:
    """Whether two numbers (or days) say something else of the same."""
    if one.date != other.date or (one.date and one.unit != other.unit):
        return False
    if where.same_change:
        return one.unit == other.unit or not {one.unit, other.unit} & _APART
    values = sides[0].text.values, sides[1].text.values
    if (
        one.unit != other.unit
        or not one.unit
        or (one.date, one.value) in values[1]
        or (other.date, other.value) in values[0]
    ):
        return False
    return where.like_words or not (one.date or one.unit in _APART)


def _like_names(
    one: LinkedMention, other: LinkedMention, sides: tuple[Seen, Seen], where: Where
) -> bool:
    """Whether two names stand for one another."""
    if one.type != other.type or one.demonym != other.demonym:
        return False
    if where.same_change:
        return True
    names = sides[0].text.names, sides[1].text.names
    return (
        not {one.entity, fold(one.text)} & names[1]
        and not {other.entity, fold(other.text)} & names[0]
        and Indel.normalized_similarity(fold(one.text), fold(other.text)) >= _SPELLED_ALIKE
        and where.like_words
    )


def _near(item: Figure | LinkedMention, known: Known) -> set[str]:
    """The stems of the words before and behind a number or a name, without little ones."""
    words, starts = known.reading.words, known.reading.starts
    first = bisect_left(starts, item.start - known.start)
    last = bisect_left(starts, item.end - known.start)
    near = (*words[max(0, first - _REACH) : first], *words[last : last + _REACH])
    return {stem(word) for word in near if word not in FUNCTION and not word.isdigit()}
