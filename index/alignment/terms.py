"""A passage → what it is known by: its words, the names and the numbers in it.

In: a text with its passages and mentions. Out: for each passage a set of terms. A word counts by
its stem, a name by its entity, whatever it is called, and a number by its value. What a passage
says by itself is read once, however often it stands in the texts that are compared: most passages
of near copies stand in both.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from index.alignment.figures import figures
from index.analysis import Token
from index.analysis.language import language_of
from index.analysis.snowball import stemmer
from index.analysis.words import located
from index.extraction.lexicon import FUNCTION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.alignment.figures import Figure
    from index.alignment.passages import Passage
    from index.model import LinkedMention


class Reading:
    """A passage by itself; characters count from its beginning.

    Attributes:
        key: its characters, white space runs as single spaces.
        words: its words, folded.
        starts: where they begin.
        ends: one past their last characters.
        stems: those of the words that are not little ones, in order.
        terms: the same, each once.
        figures: the numbers and days in it.
    """

    __slots__ = "ends", "figures", "key", "starts", "stems", "terms", "words"

    def __init__(self, passage: str, language: str) -> None:
        """Read a passage of a text in some language."""
        # Of tuples and arrays Python's search for cycles, which goes through all that is held
        # again and again while texts are compared, looks at nothing inside.
        stem = stemmer(language)
        words, starts, ends = located(passage)
        self.key = " ".join(passage.split())
        self.words, self.starts, self.ends = tuple(words), array("l", starts), array("l", ends)
        self.stems = tuple([stem(word) for word in words if _is_telling(word)])
        self.terms = frozenset(self.stems)
        self.figures = tuple(figures(passage, language, words))

    def outside(self, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
        """The stems of the words that do not begin within some sorted spans."""
        places = zip(self.words, self.starts, strict=True)
        begins = (start for word, start in places if _is_telling(word))
        at = 0
        for stem, start in zip(self.stems, begins, strict=True):
            while at < len(spans) and spans[at][1] <= start:
                at += 1
            if at == len(spans) or start < spans[at][0]:
                yield stem


class Known(NamedTuple):
    """What a passage is known by.

    Attributes:
        start: where it begins in its text.
        reading: the passage by itself.
        terms: its stems (``@entity`` in place of those of a name, ``#value`` of a number), without
            little words; none if the passage is not the article's own words.
        mentions: the names in it, at characters of its text.
        figures: the numbers and days in it that are no part of a name, likewise.
    """

    start: int
    reading: Reading
    terms: frozenset[str]
    mentions: Sequence[LinkedMention]
    figures: Sequence[Figure]

    @property
    def tokens(self) -> list[Token]:
        """Its words, at characters of its text."""
        at, about = self.start, self.reading
        places = zip(about.words, about.starts, about.ends, strict=True)
        return [Token(word, at + start, at + end) for word, start, end in places]


class Readings:
    """Reads passages, each once for each language."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._read: dict[tuple[str, str], Reading] = {}

    def of(self, passage: str, language: str) -> Reading:
        """A passage by itself, of a text in this language."""
        found = self._read.get((language, passage))
        if found is None:
            found = self._read[language, passage] = Reading(passage, language)
        return found


def known(
    text: str,
    passages: Sequence[Passage],
    mentions: Sequence[LinkedMention],
    readings: Readings,
    check: Callable[[], None],
) -> list[Known]:
    """What each passage of a text is known by; nothing for those that are not its own words.

    Args:
        text: the text.
        passages: its passages.
        mentions: the names in it, sorted.
        readings: what has been read of both texts.
        check: called before each passage; what it raises is raised.
    """
    language = language_of(text)
    starts = [mention.start for mention in mentions]
    found = []
    for start, end, own in passages:
        check()
        reading = readings.of(text[start:end], language)
        if not own:
            found.append(Known(start, reading, frozenset(), (), ()))
            continue
        named = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        counted = [
            figure._replace(start=start + figure.start, end=start + figure.end)
            for figure in reading.figures
        ]
        if named and counted:
            counted = _apart(counted, named)
        spans = [(one.start - start, one.end - start) for one in named]
        spans += [(one.start - start, one.end - start) for one in counted]
        telling = reading.terms
        if spans:
            telling = frozenset(
                chain(
                    (f"@{mention.entity}" for mention in named),
                    (f"#{figure.value}" for figure in counted),
                    reading.outside(sorted(spans)),
                )
            )
        found.append(Known(start, reading, telling, named, counted))
    return found


def _is_telling(word: str) -> bool:
    return len(word) > 1 and word not in FUNCTION


def _apart(counted: Sequence[Figure], named: Sequence[LinkedMention]) -> list[Figure]:
    """The numbers and days that are no part of a name, as in Sunday Telegraph."""
    return [f for f in counted if not any(m.start < f.end and f.start < m.end for m in named)]
