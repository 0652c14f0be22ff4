"""A text → what it tells of which day: sentences, each with a day that it names.

In: an article's text, its spans and its day of publication. Out: `Told`s in order. Sentences are
those of `index.alignment.passages`; boilerplate tells nothing, nor does a line that has hardly more
than a day, as the one with the day of publication has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from index.alignment.passages import Cutting
from index.analysis.language import language_of
from index.days.called import is_called
from index.days.finding import Form, written
from index.days.meaning import Certainty, meant, unanchored
from index.extraction.readable import readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from index.alignment.passages import Passage
    from index.days.finding import Written
    from index.model import Span

NEWS = 30_000
"""Characters up to which weekdays and the like are counted from a text's publication: a longer one
tells of many times."""

_FEWEST = 4
"""Words that a sentence has besides the day, or it tells nothing."""

_MANY = 12
"""Words of a sentence that is not only about when the article was published."""

_BESIDE = re.compile(r"(?:[^\S\n]|[,(])*(?:(?:the|den|dem|el|le|il)[^\S\n]+)?\Z")
_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"(?<![\w£$€.,-])(?:1[6-9]|20)\d\d(?![\w-]|[.,]\d)")
_DATELINE = re.compile(r"[^a-z\n]{2,60}\Z")
_BEHIND_DATELINE = re.compile(r"\s*(?:\([^)\n]{2,40}\)\s*)?[-–—]|\s*\([A-Z]")


class Told(NamedTuple):
    """A sentence that names a day.

    Attributes:
        start: the first character of the words for the day.
        end: one past their last one.
        day: which is meant, ``2025-08-12``, or ``2025-08`` for a month; where the year or week is
            not known, as `index.days.meaning.Meant` has it.
        certainty: how that is known.
        first: the sentence's first character.
        last: one past its last one.
    """

    start: int
    end: int
    day: str
    certainty: Certainty
    first: int
    last: int


class Telling(NamedTuple):
    """What a text tells of days.

    Attributes:
        told: its sentences with days, in order.
        unknown: how many days it names that are told of no day, as ``yesterday``, if its day of
            publication is not known.
    """

    told: tuple[Told, ...] = ()
    unknown: int = 0


def telling(
    text: str, boilerplate: Sequence[Span], joins: Sequence[Span], published: date | None
) -> Telling:
    """What a text tells of which days.

    Args:
        text: an article's text.
        boilerplate: sorted, disjoint spans that are not the article's own words.
        joins: sorted, disjoint spans of white space at which a sentence goes on.
        published: the day of publication, if it is known.
    """
    clean = readable(text, boilerplate, joins)
    language = language_of(clean)
    anchor = published if len(text) <= NEWS else None
    cutting = Cutting()
    found: list[Told] = []
    unknown = 0
    days = (one for one in written(clean, language) if "\n" not in clean[one.start : one.end])
    for _, some in groupby(_together(clean, days), lambda day: clean.rfind("\n", 0, day.start)):
        sentences: Sequence[Passage] = ()
        begin = 0
        for day in some:
            if not sentences:
                begin = clean.rfind("\n", 0, day.start) + 1
                end = clean.find("\n", day.written.end)
                sentences = cutting.passages(clean[begin : end if end >= 0 else len(clean)])
            place = _Place(clean, begin, sentences, day)
            if _is_aside(place, language, published):
                continue
            known = _known(place, anchor, language)
            if known is None and published is None:
                known = _unanchored(place, len(text), language)
            if known is not None:
                told = Told(day.start, day.written.end, *known, place.first, place.last)
                if not found or (told.day, told.first) != (found[-1].day, found[-1].first):
                    found.append(told)
            elif published is None and not day.written.year:
                unknown += 1
    return Telling(tuple(found), unknown)


class _Day(NamedTuple):
    """A day with the weekday that is written beside it (0 for none), and where both begin."""

    written: Written
    weekday: int
    start: int


def _together(line: str, days: Iterator[Written]) -> Iterator[_Day]:
    """The days of a line, a weekday with the day that stands behind it."""
    before: Written | None = None
    for one in days:
        if before is not None:
            if one.form is Form.DAY and _BESIDE.match(line, before.end, one.start):
                yield _Day(one, before.day, before.start)
                before = None
                continue
            yield _Day(before, 0, before.start)
        before = one if one.form is Form.WEEKDAY else None
        if before is None:
            yield _Day(one, 0, one.start)
    if before is not None:
        yield _Day(before, 0, before.start)


class _Place:
    """Where a day stands.

    Attributes:
        day: it.
        first: the first character of its sentence.
        last: one past the sentence's last one.
        before: the sentence's words before the day.
        behind: those behind it.
        since: what stands before the day from the sentence before on.
    """

    def __init__(self, text: str, line: int, sentences: Sequence[Passage], day: _Day) -> None:
        self.text, self.day = text, day
        number = bisect_right(sentences, day.start - line, key=lambda one: one.start) - 1
        end = day.written.end
        self.first = line + sentences[number].start
        self.last = self.first + len(text[self.first : line + sentences[number].end].rstrip())
        self.last = max(self.last, end)
        self.before, self.behind = text[self.first : day.start], text[end : self.last]
        self.since = text[line + sentences[max(0, number - 1)].start : day.start]

    @property
    def sentence(self) -> str:
        """The sentence."""
        return self.text[self.first : self.last]


def _is_aside(place: _Place, language: str, published: date | None) -> bool:
    """Whether no day is told: it is a part of a name, that of a dateline, or all that is said."""
    words = len(_WORD.findall(place.before)) + len(_WORD.findall(place.behind))
    one, start, end = place.day.written, place.day.start, place.day.written.end
    if words < _FEWEST or (
        _DATELINE.fullmatch(place.before) and _BEHIND_DATELINE.match(place.behind)
    ):
        return True
    if language == "en" and is_called(place.text, start, end, one.form):
        return True
    if published is None or not one.year or words >= _MANY:
        return False
    return (one.year, one.month, one.day) == (published.year, published.month, published.day)


def _known(place: _Place, anchor: date | None, language: str) -> tuple[str, Certainty] | None:
    """Which day is meant, and how that is known."""
    one, weekday, _ = place.day
    known = meant(one, place.sentence, place.first, anchor, weekday, language)
    if known is None or anchor is None or one.year or weekday:
        return known
    if _is_of_another_time(place, anchor) and known.day <= anchor.isoformat():
        return None
    if one.form is Form.COUNTED and _is_quoted(place.since):
        return known.day, Certainty.LIKELY
    return known


def _unanchored(place: _Place, length: int, language: str) -> tuple[str, Certainty] | None:
    """What is known of a day in a text of such a length whose day of publication is not known."""
    one = place.day.written
    if one.form is Form.WEEKDAY and length > NEWS:
        return None
    return unanchored(one, place.sentence, place.first, language)


def _is_of_another_time(place: _Place, anchor: date) -> bool:
    """Whether the words before a day speak of another year than that of publication.

    What follows may be told of that year then, unless it lies ahead. Of weekdays, which are in most
    reports, only days written in full say so.
    """
    form = place.day.written.form
    if form in (Form.DAY, Form.MONTH):
        return any(int(year) != anchor.year for year in _YEAR.findall(place.before))
    if form is not Form.WEEKDAY or not _YEAR.search(place.since):
        return False
    days = (one for one in written(place.since) if one.form is Form.DAY and one.year)
    return any(one.year != anchor.year for one in days)


def _is_quoted(before: str) -> bool:
    """Whether words stand within a quotation, by the marks before them."""
    return before.count('"') % 2 > 0 or before.count("“") > before.count("”")
