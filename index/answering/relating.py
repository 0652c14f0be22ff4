"""Related articles: what else in the folder tells of the same story or matter, in other words.

In: the number of an article. Out: the articles that have most of its rare words and names, with
what they share; the days between two articles count a little. Versions of the article itself are
for `index.versions`, and left out; of the versions of another text the most related stands for all.
The text index does the weighing (`index.store.text.more_like`); here an article becomes what it is
known by, and numbers become articles.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from index.analysis import terms, tokens
from index.analysis.language import language_of, little_words
from index.analysis.snowball import stemmer
from index.extraction.lexicon import FUNCTION
from index.extraction.readable import readable
from index.store.text.more_like import COMMON, Known, Name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from index.answering.listing import Listed
    from index.model import Article, ArticleInfo, Entity
    from index.names.naming import Names
    from index.store import Store
    from index.store.text import TextReader

LEAST = 0.18
"""The score from which an article is related; below it hardly any tells of the same event."""

_READ = 60_000
"""Characters of a text that are looked at: what a long one is about is said at its beginning."""

_CANDIDATES = 10
"""So many times as many articles as are wanted are looked at: some are versions of one text."""

_WORDS = 8
"""Words that are named as shared, at most."""

_FEW = 10
"""A name of so many articles is told as shared even where there are hardly more."""


class Related(NamedTuple):
    """An article that is related to another, and why.

    Attributes:
        article: it.
        score: how much it has of what the other's telling words and names weigh, 0 to 1.
        names: the entities in both, the rarest first, but for those of a tenth of the articles.
        words: other words in both, as the other one writes them, the most telling first.
        days: how many lie between the two, or None where one of them has no date.
        versions: how many more articles are versions of this one.
    """

    article: ArticleInfo
    score: float
    names: tuple[str, ...]
    words: tuple[str, ...]
    days: int | None
    versions: int


class _Word(NamedTuple):
    """A word of an article: as it is first written, and how often it stands there in any form."""

    written: str
    times: int


class _Told(NamedTuple):
    """What an article says: its language, its length in words, its words by their folded forms.

    Of each stem there is one word, in the form that comes first.
    """

    language: str
    length: int
    words: dict[str, _Word]


def related(
    store: Store, listed: Listed, names: Names, reader: TextReader, number: int, limit: int | None
) -> list[Related]:
    """The articles related to one, the most related first; call inside a snapshot.

    Args:
        store: the index.
        listed: the articles that are there.
        names: who is named in them.
        reader: the text index.
        number: the article's.
        limit: at most so many, or None for all.

    Raises:
        NotFoundError: there is no such article (any more).
    """
    article = store.articles.article(number)
    own = store.likeness.leader(number)
    without = {number} if own is None else {number, *store.likeness.group(own)}
    told, named = _told(article), names.here(number)
    like = reader.more_like(
        Known(
            {folded: word.times for folded, word in told.words.items()},
            told.language,
            [
                Name(entity.articles, entity.here, partial(store.entities.postings, one))
                for one, entity in named.items()
            ],
            told.length,
            article.info.date.toordinal() if article.info.date else None,
        )
    )
    count = len(listed.articles) if limit is None else _CANDIDATES * limit
    found = like.best(count, LEAST, without)
    chosen = list(_one_of_each(store, listed, found))[:limit]
    shared = like.shared([info.id for info, _, _ in chosen])
    entities = list(named.values())
    most = max(_FEW, COMMON * len(listed.articles))
    made = []
    for info, score, versions in chosen:
        common = shared[info.id]
        who = [entities[place] for place in common if isinstance(place, int)]
        what = [folded for folded in common if isinstance(folded, str)]
        words = tuple(told.words[folded].written for folded in _beside(what, who))
        days = _days_between(info, article.info)
        made.append(Related(info, score, _rarest_first(who, most), words, days, versions))
    return made


def _told(article: Article) -> _Told:
    text = readable(article.text[:_READ], article.boilerplate, article.joins)
    language = language_of(text)
    stem, little = stemmer(language), FUNCTION | little_words(language)
    found = tokens(text)
    folded_as: dict[str, str] = {}
    words: dict[str, _Word] = {}
    for term, start, end in found:
        if len(term) > 1 and term not in little:
            folded = folded_as.setdefault(stem(term), term)
            known = words.get(folded, _Word(text[start:end], 0))
            words[folded] = known._replace(times=known.times + 1)
    return _Told(language, len(found), words)


def _rarest_first(entities: Sequence[Entity], most: float) -> tuple[str, ...]:
    """The names of those that at most so many articles have."""
    ordered = sorted(entities, key=lambda entity: (entity.articles, -entity.here, entity.name))
    return tuple(entity.name for entity in ordered if entity.articles <= most)


def _days_between(one: ArticleInfo, other: ArticleInfo) -> int | None:
    return abs((one.date - other.date).days) if one.date and other.date else None


def _one_of_each(
    store: Store, listed: Listed, found: Sequence[tuple[int, float]]
) -> Iterator[tuple[ArticleInfo, float, int]]:
    """The articles found, of versions of one text the first; with how many more versions it has."""
    seen: set[int] = set()
    for number, score in found:
        info = listed.by_id.get(number)
        leader = store.likeness.leader(number)
        if info is None or leader in seen:
            continue
        if leader is None:
            yield info, score, 0
            continue
        seen.add(leader)
        group = [one for one in store.likeness.group(leader) if one in listed.by_id]
        yield info, score, max(0, len(group) - 1)


def _beside(words: Sequence[str], shown: Collection[Entity]) -> list[str]:
    """The first words that say more than some names do: no part of them, and no small number."""
    said = {term for entity in shown for alias in entity.aliases for term in terms(alias)}
    telling = (
        word for word in words if word not in said and not (word.isdigit() and len(word) < 3)
    )
    return [word for word, _ in zip(telling, range(_WORDS), strict=False)]
