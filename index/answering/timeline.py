"""The timeline of a query's articles: what they tell of which day.

In: a query, and a name if only sentences with it count. Out: `Day`s in order, each with the
sentences that name it. Texts are read when it is asked for, the newest first, a few at a time, so
that a thread that has other things to do can do them between (`Timelines.sources`, then
`Timelines.entries` of some of them, then `days`); `Timelines.of` does it in one go. Of the versions
of one text only the earliest in the result is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from index.answering.occurrences import around
from index.answering.telling import telling
from index.store.health import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from index.answering.listing import Listing
    from index.days.meaning import Certainty
    from index.model import ArticleInfo, SearchResult
    from index.names.naming import Names
    from index.store import Store
    from index.versions import Versions

MOST = 5_000
"""Articles that are read, if nothing else is said: the newest of a result."""

AT_ONCE = 50
"""Articles that are read from the catalogue at a time."""

CONTEXT = 300
"""Characters of a sentence on each side of the day's words, at most."""


class Sources(NamedTuple):
    """The articles that a timeline is made of.

    Attributes:
        articles: those to be read, the newest first; one for each text.
        total: how many articles answer the query (and have the name).
        versions: how many more of them are versions of an article, by its number.
        left: how many texts are not read because there are more than were asked for.
        named: where the name stands that sentences must have, by the article's number, ascending;
            None where any sentence counts.
    """

    articles: tuple[ArticleInfo, ...]
    total: int
    versions: Mapping[int, int]
    left: int = 0
    named: Mapping[int, Sequence[int]] | None = None


class Entry(NamedTuple):
    """A sentence that names a day.

    Attributes:
        day: which is meant, ``2025-08-12``, or ``2025-08`` where it is a month; without a year
            ``--08-12`` and ``--08``, a weekday of no known week ``-W-2`` (Monday is 1).
        certainty: ``written`` in full, ``resolved`` from the article's date, only ``likely``, or
            ``unanchored``: the year or week is not known, as the article's date is not.
        article: the article.
        start: the first character of the words for the day, in its text.
        end: one past their last one.
        text: these words.
        left: the sentence before them, on one line.
        right: the sentence behind them.
    """

    day: str
    certainty: Certainty
    article: ArticleInfo
    start: int
    end: int
    text: str
    left: str
    right: str


class Read(NamedTuple):
    """What some articles tell.

    Attributes:
        entries: their sentences with days, by article and place.
        unknown: how many days they name that are told of none, as ``yesterday``, while their own
            date is not known.
    """

    entries: tuple[Entry, ...]
    unknown: int


class Day(NamedTuple):
    """A day, or a month, with all that is told of it.

    Attributes:
        day: ``2025-08-12`` or ``2025-08``, a month stands before its days; or as that of an
            `Entry` without a year.
        entries: the sentences, by their articles' dates.
        articles: how many articles they are of, versions of one text counted once.
    """

    day: str
    entries: tuple[Entry, ...]
    articles: int

    @property
    def rank(self) -> int:
        """0 for a day or a month of a year, 1 for those without a year, 2 for weekdays."""
        return _rank(self.day)


class Timeline(NamedTuple):
    """What a query's articles tell of which day.

    Attributes:
        days: in order of their `Day.rank`, each rank in that of the calendar.
        sources: the articles.
        unknown: as in `Read`.
    """

    days: tuple[Day, ...]
    sources: Sources
    unknown: int


class Timelines:
    """The timelines of one corpus; may be asked from any thread.

    Args:
        store: has the texts.
        listing: the articles that are there.
        versions: which of them are versions of one text.
        names: who is named in them.
        search: finds the articles that answer a query, as `Searchable.search` does.
    """

    def __init__(
        self,
        store: Store,
        listing: Listing,
        versions: Versions,
        names: Names,
        search: Callable[..., SearchResult],
    ) -> None:
        self._store = store
        self._listing = listing
        self._versions = versions
        self._names = names
        self._search = search

    @property
    def index_folder(self) -> Path:
        """The private folder with the index."""
        return self._store.folder

    @reading
    def of(
        self,
        query: str = "",
        *,
        name: str = "",
        most: int | None = MOST,
        check: Callable[[], None] = lambda: None,
    ) -> Timeline:
        """What the articles that answer a query tell of which day.

        Args:
            query: in the language of `index.query`; empty for all articles.
            name: only sentences with this name, under any of its aliases; empty for all.
            most: at most so many texts are read, the newest; None for all.
            check: called before every few articles; what it raises is raised.

        Raises:
            QueryError: the query cannot be understood.
            NotFoundError: nothing is called so.
        """
        sources = self.sources(query, name=name, most=most)
        entries: list[Entry] = []
        unknown = 0
        for at in range(0, len(sources.articles), AT_ONCE):
            check()
            read = self.entries(sources, at, AT_ONCE)
            entries += read.entries
            unknown += read.unknown
        return Timeline(days(entries), sources, unknown)

    @reading
    def sources(
        self, query: str = "", *, name: str = "", most: int | None = MOST, typing: bool = False
    ) -> Sources:
        """The articles that a timeline is made of; see `of`.

        Args:
            query: in the language of `index.query`.
            name: that sentences must have, or an empty string.
            most: at most so many texts, or None for all.
            typing: whether the query is still being typed.

        Raises:
            QueryError: the query cannot be understood.
            NotFoundError: nothing is called so.
        """
        result = self._search(query, sort="oldest", snippets=0, typing=typing, advice=False)
        found = [hit.article for hit in result.hits]
        named: dict[int, list[int]] | None = None
        if name:
            named = defaultdict(list)
            with self._store.database.snapshot():
                for mention in self._names.mentions_of(name):
                    named[mention.article].append(mention.start)
            found = [info for info in found if info.id in named]
        groups = self._versions.groups()
        first: dict[int, int] = {}
        more: dict[int, int] = defaultdict(int)
        chosen: list[ArticleInfo] = []
        for info in found:
            leader = first.setdefault(groups.get(info.id, -info.id), info.id)
            if leader == info.id:
                chosen.append(info)
            else:
                more[leader] += 1
        newest = self._listing.current().sorted(chosen, "date")
        kept = tuple(newest[:most])
        return Sources(kept, len(found), more, len(newest) - len(kept), named)

    @reading
    def entries(self, sources: Sources, start: int, count: int) -> Read:
        """What some of the articles tell; those that are not there any more tell nothing.

        Args:
            sources: the articles.
            start: the place of the first among them.
            count: at most so many.
        """
        some = sources.articles[start : start + count]
        texts = self._store.articles.texts_and_spans([info.id for info in some])
        entries: list[Entry] = []
        unknown = 0
        for info in some:
            if info.id not in texts:
                continue
            text, spans = texts[info.id]
            told = telling(text, spans.boilerplate, spans.joins, info.date)
            unknown += told.unknown
            places = sources.named[info.id] if sources.named is not None else None
            for one in told.told:
                if places is None or _is_between(places, one.first, one.last):
                    sentence = text[one.first : one.last]
                    begin, end = one.start - one.first, one.end - one.first
                    left, right = around(sentence, begin, end, CONTEXT)
                    words = " ".join(sentence[begin:end].split())
                    day = one.day, one.certainty
                    entries.append(Entry(*day, info, one.start, one.end, words, left, right))
        return Read(tuple(entries), unknown)


def _is_between(places: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] < last


def days(entries: Iterable[Entry]) -> tuple[Day, ...]:
    """The days of some sentences, in the order of a `Timeline`, each with its sentences."""
    ordered = sorted(entries, key=_order)
    found = []
    for day, some in groupby(ordered, key=lambda entry: entry.day):
        told = tuple(some)
        found.append(Day(day, told, len({entry.article.id for entry in told})))
    return tuple(found)


def _rank(day: str) -> int:
    return 2 if day.startswith("-W") else int(day.startswith("--"))


def _order(entry: Entry) -> tuple[int, str, int, str, int]:
    published = entry.article.date.toordinal() if entry.article.date else 0
    return _rank(entry.day), entry.day, published, entry.article.path, entry.start
