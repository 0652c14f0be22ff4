"""What passes between the parts of an extractor: found names as ranges of words."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from index.model import EntityType, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.extraction.tokens import Tokens

    Present = Mapping[str, Sequence[int]]
    """The words of a text that set off some pass over its names, with the places of each."""

T = TypeVar("T")

PERSON = EntityType.PERSON
ORG = EntityType.ORG
PLACE = EntityType.PLACE
MISC = EntityType.MISC

_LEADS = frozenset("\"'“‘«„([{*•-–—:;…#_>|/") | {"--", "...", ".."}
_OPENERS = _LEADS - frozenset("-–—'(/")
"""Words behind which one reads like the opening of a sentence: of a quotation, of an item."""


_LONGEST = 16
"""Words beyond which a run of capitals is no name."""


_WIDEST = 300
"""Characters beyond which it is none either."""


class Name(NamedTuple):
    """A name as a half-open range of word numbers; type None for a candidate."""

    first: int
    last: int
    type: EntityType | None
    demonym: bool = False


_shared: dict[Any, Any] = {}
_MOST_SHARED = 4_000


def shared(value: T) -> T:
    """An equal value (of tuples) that is kept already, where there is one.

    What is remembered of many names comes to the same few values.
    """
    if len(_shared) > _MOST_SHARED:
        _shared.clear()
    kept: T = _shared.setdefault(value, value)
    return kept


def openings(tokens: Tokens) -> set[int]:
    """The words that open a sentence or what reads like one (a quotation, an item)."""
    words = tokens.words
    found = set()
    for begin, end in tokens.sentences:
        opening = _opening(words, begin, end)
        found.add(opening)
        found.update(k + 1 for k in range(opening + 1, end - 1) if words[k] in _OPENERS)
    return found


def to_mentions(text: str, tokens: Tokens, names: Iterable[Name]) -> list[Mention]:
    """Names → mentions of the text, sorted; an overlapping name gives way to an earlier one."""
    starts, ends = tokens.starts, tokens.ends
    found: list[Mention] = []
    sentences = iter(tokens.sentences)
    begin = end = opening = 0
    at = 0
    longer_first = sorted(names, key=itemgetter(1), reverse=True)
    for first, last, kind, demonym in sorted(longer_first, key=itemgetter(0)):
        if first < at or not 0 < last - first <= _LONGEST:
            continue
        start, stop = starts[first], ends[last - 1]
        if stop - start > _WIDEST:
            continue
        while first >= end:
            begin, end = next(sentences)
            opening = _opening(tokens.words, begin, end)
        initial = first == opening or (first > opening + 1 and tokens.words[first - 1] in _OPENERS)
        at = last
        words = text[start:stop]
        if last - first > 1:
            words = " ".join(words.split())
        found.append(Mention(start, stop, words, kind, demonym, initial))
    return found


def _opening(words: Sequence[str], begin: int, end: int) -> int:
    """The word that opens a sentence, after marks and numbers."""
    while begin < end - 1 and (words[begin] in _LEADS or words[begin][0].isdigit()):
        begin += 1
    return begin
