"""What the explorer's screen knows, and the steps that can be taken from there.

Pure data and functions: articles, hits and mentions go in, the next place to go comes out. No
widget, no thread and no Corpus here, so everything that decides where a key leads is tested
without a screen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tui.places import Order, Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.model import (
        Article,
        ArticleInfo,
        Entity,
        Failure,
        LinkedMention,
        SearchResult,
        Span,
    )
    from tui.beside import Beside


ORDERS = {
    "relevance": "by relevance",
    "date": "newest first",
    "oldest": "oldest first",
    "source": "by outlet",
    "title": "by title",
}
"""The orders of the list of articles, in words; where nothing is searched, relevance is by path."""

FIRST_ORDER = next(iter(ORDERS))
"""The order that the list begins with."""


class Step(NamedTuple):
    """Where a walk goes next.

    Attributes:
        at: the position in the sequence that is walked.
        wrapped: whether the walk went round the end (or the beginning).
    """

    at: int
    wrapped: bool


class Spot(NamedTuple):
    """A place in reading order: the article's position in the shelf, and an offset in its text."""

    position: int
    offset: int


class Shelf:
    """The articles in reading order.

    Args:
        articles: as `Corpus.articles` gives them.

    Attributes:
        articles: those.
    """

    def __init__(self, articles: Sequence[ArticleInfo] = ()) -> None:
        self.articles = tuple(articles)
        self._places = Places(info.id for info in self.articles)

    def __len__(self) -> int:
        return len(self.articles)

    def __contains__(self, article_id: int) -> bool:
        return article_id in self._places

    def get(self, article_id: int) -> ArticleInfo | None:
        """The article with this id, if it is (still) there."""
        position = self._places.get(article_id)
        return None if position is None else self.articles[position]

    def again(self, article_id: int, path: str) -> ArticleInfo | None:
        """The article that had this id and path: by its path or, if it was renamed, by its id."""
        same = self.get(article_id)
        if same is not None and same.path == path:
            return same
        return self.at_path(path) or same

    def at_path(self, path: str) -> ArticleInfo | None:
        """The article with this path, if it is (still) there; looks at all of them."""
        return next((info for info in self.articles if info.path == path), None)

    def position(self, article_id: int) -> int:
        """The article's position in reading order; behind all others when it is unknown."""
        place = self._places.get(article_id)
        return len(self.articles) if place is None else place


class Thread:
    """All linked mentions of one entity, in reading order: what ``]`` and ``[`` walk along.

    Args:
        entity: the entity's name.
        mentions: as `Corpus.mentions` gives them.
        shelf: the articles that they are in.
    """

    def __init__(self, entity: str, mentions: Sequence[LinkedMention], shelf: Shelf) -> None:
        self.entity = entity
        self.mentions = tuple(mentions)
        self._spots = [Spot(shelf.position(m.article), m.start) for m in self.mentions]
        self._articles = sorted({spot.position for spot in self._spots})

    def __len__(self) -> int:
        return len(self.mentions)

    @property
    def articles(self) -> int:
        """In how many articles the entity is mentioned."""
        return len(self._articles)

    def article_number(self, index: int) -> int:
        """Which of the entity's articles the mention at ``index`` is in, from 1."""
        return bisect_right(self._articles, self._spots[index].position)

    def find(self, mention: LinkedMention) -> int | None:
        """The position of this mention (same article, same start), if it is in the thread."""
        for index, other in enumerate(self.mentions):
            if other.article == mention.article and other.start == mention.start:
                return index
        return None

    def step(self, index: int, by: int) -> Step:
        """From one mention to the next (``by=1``) or the previous (``by=-1``)."""
        target = index + by
        return Step(target % len(self.mentions), not 0 <= target < len(self.mentions))

    def from_spot(self, spot: Spot, by: int) -> Step:
        """The first mention at or behind a place, or the last one before it."""
        index = bisect_left(self._spots, spot)
        if by > 0:
            return Step(index % len(self._spots), index == len(self._spots))
        return Step((index - 1) % len(self._spots), index == 0)

    def article_step(self, position: int, by: int) -> Step:
        """The first mention in the next (or previous) article that has the entity.

        Args:
            position: the present article's position in the shelf.
            by: 1 or -1.
        """
        if by > 0:
            at = bisect_right(self._articles, position)
            wrapped = at == len(self._articles)
        else:
            at = bisect_left(self._articles, position) - 1
            wrapped = at < 0
        article = self._articles[at % len(self._articles)]
        return Step(bisect_left(self._spots, Spot(article, -1)), wrapped)


def next_hit(hits: Sequence[Span], offset: int, by: int) -> Span | None:
    """The first hit that starts behind ``offset``, or the last that starts before it."""
    if by > 0:
        at = bisect_right(hits, offset, key=lambda span: span.start)
        return hits[at] if at < len(hits) else None
    at = bisect_left(hits, offset, key=lambda span: span.start)
    return hits[at - 1] if at else None


def next_in(ids: Order, current: int | None, by: int) -> Step | None:
    """The next (or previous) article of a list, round its end; None when the list is empty.

    From an article that is not in the list, the walk begins at the list's beginning (or end).
    """
    if not ids:
        return None
    place = None if current is None else ids.places.get(current)
    if place is None:
        return Step(0 if by > 0 else len(ids) - 1, False)
    target = place + by
    return Step(target % len(ids), not 0 <= target < len(ids))


def mention_at(mentions: Iterable[LinkedMention], offset: int) -> LinkedMention | None:
    """The first mention that ends behind ``offset``: the one under it, or the next."""
    return next((mention for mention in mentions if mention.end > offset), None)


class Page(NamedTuple):
    """An article as the text pane shows it.

    Attributes:
        article: with its text.
        mentions: the linked mentions in it, in reading order.
        hits: the words of it that the query matched, in reading order.
        query: the query that the hits answer.
        typing: whether that was still being typed.
        entities: the entities mentioned in it.
        versions: the ids of the articles that are versions of its text, itself included, the
            earliest first; empty where it is the only one.
        generation: of the corpus that all this was fetched from.
    """

    article: Article
    mentions: tuple[LinkedMention, ...] = ()
    hits: tuple[Span, ...] = ()
    query: str = ""
    typing: bool = False
    entities: tuple[Entity, ...] = ()
    versions: tuple[int, ...] = ()
    generation: int = -1

    @property
    def version(self) -> str:
        """Which of the versions of its text an article is, in words; empty for the only one."""
        number = self.article.info.id
        if number not in self.versions:
            return ""
        return f"version {self.versions.index(number) + 1:,} of {len(self.versions):,}"


@dataclass(slots=True)
class State:
    """What the screen knows; owned by the screen's thread.

    Attributes:
        shelf: all articles in reading order.
        failures: the files that could not be read.
        stale: whether the index could not be written, so that it may lag behind the folder.
        generation: the corpus generation that `shelf` shows.
        query: the query as typed, without the blanks around it; empty when nothing is searched.
        typing: whether the query is still being typed, so that its last word may be a beginning.
        find: what is looked for in the shown text alone, or an empty string.
        result: the answer to `query`, or None while there is none.
        order: what the articles in the list are sorted by, one of `ORDERS`.
        everywhere: the entities of the whole corpus, most mentioned first.
        rows: the ids in the article list, in its order.
        page: what the text pane shows, or None.
        bound_for: the article that was asked for and is not shown yet, or None.
        thread: the entity that is followed, or None.
        at: which mention of `thread` is the current one, or None.
        hit: the current hit in `page`, or None.
        beside: what `page` is compared with, or None.
    """

    shelf: Shelf = field(default_factory=Shelf)
    failures: tuple[Failure, ...] = ()
    stale: bool = False
    generation: int = -1
    query: str = ""
    typing: bool = False
    find: str = ""
    result: SearchResult | None = None
    order: str = "relevance"
    everywhere: tuple[Entity, ...] = ()
    rows: Order = field(default_factory=Order)
    page: Page | None = None
    bound_for: int | None = None
    thread: Thread | None = None
    at: int | None = None
    hit: Span | None = None
    beside: Beside | None = None

    @property
    def marked(self) -> tuple[str, bool]:
        """The query whose words are marked in the text, and whether it is still being typed."""
        return (self.find, True) if self.find else (self.query, self.typing)

    @property
    def article_id(self) -> int | None:
        """The article that is shown or about to be."""
        if self.bound_for is not None:
            return self.bound_for
        return self.page.article.info.id if self.page else None

    @property
    def mention(self) -> LinkedMention | None:
        """The current mention of the entity that is followed."""
        if self.thread is None or self.at is None:
            return None
        return self.thread.mentions[self.at]

    @property
    def entity(self) -> str:
        """The entity that is followed, or an empty string."""
        return self.thread.entity if self.thread else ""


def plural(count: int, one: str, many: str = "") -> str:
    """``1 article``, ``3 articles``; thousands are set apart."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
