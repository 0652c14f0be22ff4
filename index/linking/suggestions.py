"""Pairs of entities that may be one thing, with reasons: a person decides.

In come entities with what they are called, out go `Suggestion`s, likeliest first. Entities are
compared only when they share a word that few have, sound alike, or one is the other's acronym.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from index.linking import people
from index.linking.base import Suggestion
from index.linking.countries import known
from index.linking.normalise import FUNCTION_WORDS, key, singular, wordset
from index.linking.organisations import GENERIC, initials
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

_BLOCK = 12
"""The largest block whose members are compared with each other."""

MOST = 20_000
"""Only so many entities are compared, the most mentioned ones."""

_AT_HAND = 64
"""Entities whose articles are kept in mind."""

_FLOOR = 0.55
"""The least score that is worth a person's time."""

_INITIALS = "are the initials of"
_APART = 0.72
"""What is left of initials' worth where no article has both."""

_ROMAN = wordset("i ii iii iv vi vii viii ix")

_PERSON = EntityType.PERSON


class Called(NamedTuple):
    """An entity with what it is called, and how often."""

    name: str
    type: EntityType
    aliases: Mapping[str, int]


class _Entity(NamedTuple):
    """An entity as it is compared: its keys' words, commonest key first."""

    number: int
    name: str
    type: EntityType
    size: int
    keys: tuple[str, ...]
    country: bool


def suggest(
    entities: Iterable[Called],
    articles: Callable[[int], Collection[int]],
    limit: int = 200,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Suggestion]:
    """The likeliest pairs.

    Args:
        entities: the most mentioned first; those behind the first `MOST` are not looked at.
        articles: gives the articles that mention an entity, by its place among all.
        limit: the most pairs to return.
        cancelled: tells when nobody waits for them any more; there are none then.
    """
    first = takewhile(lambda _: not cancelled(), islice(entities, MOST))
    found = [_compared(at, entity) for at, entity in enumerate(first)]
    scored: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {}
    for one, two in _pairs(found):
        if cancelled():
            return []
        pair = (min(one.number, two.number), max(one.number, two.number))
        if pair not in scored:
            scored[pair] = _judge(one, two)
    where = lru_cache(maxsize=_AT_HAND)(lambda number: frozenset(articles(number)))
    out: list[tuple[float, int, Suggestion]] = []
    for (a, b), (score, evidence) in scored.items():
        if cancelled():
            return []
        if score < _FLOOR:
            continue
        common = len(where(a) & where(b))
        one, two = found[a], found[b]
        if (two.size, one.name) > (one.size, two.name):
            one, two = two, one
        if not common and any(_INITIALS in reason for reason in evidence):
            # An article that has an acronym and not what it is short for is rare.
            score *= _APART
        if score < _FLOOR:
            continue
        reasons = evidence + ((f"{common} articles in common",) if common > 1 else ())
        if common == 1:
            reasons = (*evidence, "1 article in common")
        if common and one.type is _PERSON and two.type is _PERSON:
            score *= 0.9
        suggestion = Suggestion(one.name, two.name, round(score, 3), reasons, common)
        out.append((-suggestion.score, -two.size, suggestion))
    return [suggestion for _, _, suggestion in sorted(out)[:limit]]


def _compared(number: int, entity: Called) -> _Entity:
    counts: Counter[str] = Counter()
    for alias, count in entity.aliases.items():
        counts[key(alias, entity.type is _PERSON)] += count
    keys = sorted(counts, key=lambda k: (-counts[k], k))[:6]
    thing = known(entity.name, key(entity.name))
    country = thing is not None and thing.country
    return _Entity(number, entity.name, entity.type, counts.total(), tuple(keys), country)


def _pairs(found: Sequence[_Entity]) -> Iterator[tuple[_Entity, _Entity]]:
    """The pairs of entities worth a comparison."""
    blocks: dict[str, dict[int, _Entity]] = {}

    def put(block: str, entity: _Entity) -> None:
        members = blocks.setdefault(block, {})
        if len(members) <= _BLOCK:
            members[entity.number] = entity

    for entity in found:
        for text in entity.keys:
            words = text.split(" ")
            for word in words:
                if len(word) > 2 and word not in FUNCTION_WORDS and word not in GENERIC:
                    put("w" + singular(word), entity)
            heard = people.sound("".join(words))
            if len(heard) > 2:
                put("s" + heard, entity)
            if len(words) == 1:
                if 2 < len(text) <= 6:
                    put("a" + text, entity)
                if len(text) > 4:
                    put("s" + people.sound(text), entity)
            else:
                put("s" + people.sound(words[-1]) + "/", entity)
                for letters in initials(text):
                    if len(letters) > 2:
                        put("a" + letters, entity)
    for block in sorted(blocks):
        members = sorted(blocks[block].values(), key=lambda e: e.number)
        if 1 < len(members) <= _BLOCK:
            for i, one in enumerate(members):
                for two in members[i + 1 :]:
                    if not (one.country and two.country):
                        yield one, two


def _judge(one: _Entity, two: _Entity) -> tuple[float, tuple[str, ...]]:
    """How likely two entities are one, with the reasons."""
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    letters = _initials(one), _initials(two)
    either, both = letters[0] | letters[1], letters[0] & letters[1]
    short_of_one, short_of_two = _short(one), _short(two)
    for first in one.keys:
        for second in two.keys:
            if first in both or (first != second and (first in either or second in either)):
                continue
            if first in short_of_one or second in short_of_two:
                continue
            if _numbers(first) == _numbers(second):
                best = max(best, _compare(first, second, one.type is two.type is _PERSON))
    score, reasons = best
    if one.type is not two.type:
        score *= 0.8
    if one.country or two.country:
        score *= 0.6
    return score, reasons


def _initials(entity: _Entity) -> set[str]:
    """The acronyms of an entity that its own longer names explain: they speak for no other."""
    words = {text for text in entity.keys if " " not in text}
    return {word for text in entity.keys for word in initials(text) & words} if words else set()


def _short(entity: _Entity) -> set[str]:
    """The keys of an entity that are words of its longer ones: others may have the same."""
    words = {word for text in entity.keys if " " in text for word in text.split(" ")}
    return {text for text in entity.keys if text in words}


def _numbers(text: str) -> list[str]:
    """The words of a key that are or have numbers: models of one make differ in them."""
    return [word for word in text.split(" ") if not word.isalpha() or word in _ROMAN]


def _compare(first: str, second: str, people_: bool) -> tuple[float, tuple[str, ...]]:
    """How alike two keys are, with the reasons; given names alone say nothing of people."""
    from rapidfuzz.distance import JaroWinkler, Levenshtein

    if first == second:
        return 0.75, ("the same words",)
    a, b = first.split(" "), second.split(" ")
    if len(a) > len(b):
        a, b = b, a
        first, second = second, first
    if len(a) == 1 and first in initials(second):
        return 0.8, (f"{first.upper()} {_INITIALS} {second}",)
    content = [w for w in a if w not in FUNCTION_WORDS]
    if len(content) > 1 and content == [w for w in b if w not in FUNCTION_WORDS]:
        return 0.9, (f"share the words {' '.join(content)}",)
    shared = [w for w in a if w in b and w not in FUNCTION_WORDS]
    if people_ and len(a) > 1 and a[-1] not in shared and b[-1] not in shared:
        shared = []
    reasons: list[str] = []
    score = 0.0
    if shared:
        words = "word" if len(shared) == 1 else "words"
        reasons.append(f"share the {words} {' '.join(shared)}")
        score = 0.35 + 0.45 * len(shared) / len(b)
        if len(shared) == len(a):
            score = max(score, 0.62)
        elif len(a) == len(b) == 2 and a[1] == b[1]:
            alike = JaroWinkler.similarity(a[0], b[0])
            if people.gendered(a[0], b[0]) or alike < 0.75:
                return 0.0, ()
            score = 0.3 + 0.5 * alike
    apart = Levenshtein.distance(first, second)
    if apart <= 2 and len(first) > 4:
        reasons.append(f"{apart} letter{'s' if apart > 1 else ''} apart")
        score = max(score, 0.85 - 0.1 * apart - (0.25 if people.gendered(first, second) else 0.0))
    elif len(a) == len(b) and len(first) > 5:
        same = all(people.sound(x) == people.sound(y) for x, y in zip(a, b, strict=True))
        if same:
            reasons.append("sound alike")
            score = max(score, JaroWinkler.similarity(first, second) - 0.2)
    return min(score, 0.95), tuple(reasons)
