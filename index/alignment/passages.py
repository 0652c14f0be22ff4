"""A text → its passages: sentences, and what is not the article's own words.

In: a text with its boilerplate and joins. Out: `Passage`s that together are the whole text. What
ends a sentence is decided by the rules that the extractor reads by (`index.extraction.sentences`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from index.extraction import sentences as s
from index.extraction.cutting import cut, open_ended
from index.extraction.readable import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.model import Span

LONGEST = 120
SHORTEST = 40
"""Words of a passage. What is longer without a sentence's end is cut, at words that are chosen by
what they are: so the cuts of two versions are the same, whatever stands before."""

_ONE_IN = 16
_PIECE = re.compile(r"\S+")
_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_ENDS_ELSEWHERE = frozenset("。！？؟۔।॥")


class Passage(NamedTuple):
    """A stretch of a text, with the white space behind it.

    Attributes:
        start: first character.
        end: one past the last character.
        own: whether these are the article's own words, and not boilerplate.
    """

    start: int
    end: int
    own: bool = True


def passages(
    text: str, boilerplate: Sequence[Span] = (), joins: Sequence[Span] = ()
) -> list[Passage]:
    """Cut a text; every character is in exactly one passage.

    Args:
        text: an article's text.
        boilerplate: sorted, disjoint spans that are not the article's own words.
        joins: sorted, disjoint spans of white space at which a sentence goes on.
    """
    if not text:
        return []
    starts = _sentence_starts(readable(text, boilerplate, joins))
    edges = {0, len(text), *starts}
    for start, end in boilerplate:
        edges |= {min(start, len(text)), min(end, len(text))}
    aside = [start for start, _ in boilerplate]
    found: list[Passage] = []
    for start, end in pairwise(sorted(edges)):
        at = bisect_right(aside, start) - 1
        own = at < 0 or start >= boilerplate[at][1]
        if found and not text[start:end].strip():
            found[-1] = found[-1]._replace(end=end)
        elif len(found) == 1 and not text[: found[0].end].strip():
            found[0] = Passage(0, end, own)
        else:
            found.append(Passage(start, end, own))
    return found


def _sentence_starts(text: str) -> Iterable[int]:
    """Where the sentences of a readable text begin, in characters."""
    words, starts, ends, after_break = _words(text)
    if not words:
        return ()
    marks = bytes(map(_mark, words))
    glued = bytes([0, *(a == b for a, b in zip(ends, starts[1:], strict=False))])
    opens = {0} | {n for n in after_break if not marks[n] & s.SMALL}
    may_end = [n for n, bits in enumerate(marks) if bits & (s.ENDS | s.MAY_END)]
    opens.update(s.after_ends(marks, glued, may_end, [len(words)] * len(may_end)))
    cuts = sorted(opens)
    for first, last in pairwise([*cuts, len(words)]):
        if last - first > LONGEST:
            cuts.extend(_parts(words, first, last))
    return (starts[n] for n in cuts)


def _words(text: str) -> tuple[list[str], list[int], list[int], list[int]]:
    """The words, where they start and end, and the numbers of those behind a line break."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    after_break: list[int] = []
    before = 0
    for match in _PIECE.finditer(text):
        piece, begin, stop = match[0], match.start(), match.end()
        if _BREAK.search(text, before, begin):
            after_break.append(len(words))
        before = stop
        capital = (
            open_ended(piece)
            and text[stop : stop + 1] == " "
            and "A" <= text[stop + 1 : stop + 2] <= "Z"
        )
        for first, last in _cut(piece, capital):
            words.append(piece[first:last])
            starts.append(begin + first)
            ends.append(begin + last)
    return words, starts, ends, after_break


@lru_cache(maxsize=1 << 14)
def _cut(piece: str, before_capital: bool) -> list[tuple[int, int]]:
    return cut(piece, before_capital)


@lru_cache(maxsize=1 << 14)
def _mark(word: str) -> int:
    return s.ENDS if word in _ENDS_ELSEWHERE else s.mark(word)


def _parts(words: Sequence[str], first: int, last: int) -> Iterator[int]:
    """Where a run of words that is too long is cut."""
    since = first
    for n in range(first + 1, last):
        size = n - since
        chosen = size >= SHORTEST and crc32(words[n].encode("utf-8", "replace")) % _ONE_IN == 0
        if chosen or size >= LONGEST:
            yield n
            since = n
