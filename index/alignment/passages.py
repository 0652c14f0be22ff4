"""A text → its passages: sentences, and what is not the article's own words.

In: a text with its boilerplate and joins. Out: `Passage`s that together are the whole text. What
ends a sentence is decided by the rules that the extractor reads by (`index.extraction.sentences`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import eq
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from index.extraction import sentences as s
from index.extraction.cutting import cut, open_ended
from index.extraction.readable import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.model import Span

LONGEST = 120
SHORTEST = 40
"""Words of a passage. What is longer without a sentence's end is cut, at words that are chosen by
what they are: so the cuts of two versions are the same, whatever stands before."""

_ONE_IN = 16
_MOST = 64
_FEWEST = 16
"""Characters of a word; a longer one, as a text without blanks is, is cut likewise."""

_RUN = re.compile(r"\s+|\S+")
_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_LINE = re.compile(rf"{_BREAK.pattern}\s*(?:(?=\S)|\Z)")
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


class Cutting:
    """Cuts texts, each line of them once, however often it stands in them."""

    def __init__(self, check: Callable[[], None] = lambda: None) -> None:
        """Nothing is cut yet.

        Args:
            check: called before each line; what it raises is raised.
        """
        self._check = check
        self._cut: dict[str, Sequence[int]] = {}

    def passages(
        self, text: str, boilerplate: Sequence[Span] = (), joins: Sequence[Span] = ()
    ) -> list[Passage]:
        """Cut a text; every character is in exactly one passage.

        Args:
            text: an article's text.
            boilerplate: sorted, disjoint spans that are not the article's own words.
            joins: sorted, disjoint spans of white space at which a sentence goes on.
        """
        if not text:
            return []
        edges = {0, len(text), *self._starts(readable(text, boilerplate, joins))}
        for start, end in boilerplate:
            edges |= {min(start, len(text)), min(end, len(text))}
        aside = [start for start, _ in boilerplate]
        found: list[Passage] = []
        for start, end in pairwise(sorted(edges)):
            at = bisect_right(aside, start) - 1
            own = at < 0 or start >= boilerplate[at][1]
            if found and text[start:end].isspace():
                found[-1] = found[-1]._replace(end=end)
            elif len(found) == 1 and text[: found[0].end].isspace():
                found[0] = Passage(0, end, own)
            else:
                found.append(Passage(start, end, own))
        return found

    def _starts(self, text: str) -> Iterator[int]:
        """Where the sentences of a readable text begin, in characters."""
        for start, end in pairwise([0, *_line_starts(text), len(text)]):
            self._check()
            line = text[start:end]
            starts = self._cut.get(line)
            if starts is None:
                starts = self._cut[line] = _sentence_starts(line)
            for at in starts:
                yield start + at


def _line_starts(text: str) -> Iterator[int]:
    """Where lines begin that open a sentence, whatever stands before: all but the first."""
    for match in _LINE.finditer(text):
        start = match.end()
        if start < len(text) and not text[start].islower() and not s.mark(text[start]) & s.CLOSES:
            yield start


def _sentence_starts(text: str) -> list[int]:
    """Where the sentences of some lines begin, in characters."""
    words, starts, ends, after_break = _words(text)
    if not words:
        return []
    marks = bytes(map(_mark, words))
    glued = bytes((0, *map(eq, ends, starts[1:])))
    opens = {0} | {n for n in after_break if not marks[n] & s.SMALL}
    may_end = [n for n, bits in enumerate(marks) if bits & (s.ENDS | s.MAY_END)]
    opens.update(s.after_ends(marks, glued, may_end, [len(words)] * len(may_end)))
    cuts = sorted(opens)
    for first, last in pairwise([*cuts, len(words)]):
        if last - first > LONGEST:
            cuts.extend(_parts(words, first, last))
    return [starts[n] for n in cuts]


def _words(text: str) -> tuple[list[str], list[int], list[int], list[int]]:
    """The words, where they start and end, and the numbers of those behind a line break."""
    runs = _RUN.findall(text)
    edges = [0, *accumulate(map(len, runs))]
    first = 1 if runs and runs[0].isspace() else 0
    pieces, begins, stops = runs[first::2], edges[first:-1:2], edges[first + 1 :: 2]
    # Most pieces are a word, so that only the others are cut.
    one = {piece for piece in set(pieces) if piece.isalnum() and len(piece) <= _MOST}
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for n in [n for n, piece in enumerate(pieces) if piece not in one]:
        words += pieces[at:n]
        starts += begins[at:n]
        ends += stops[at:n]
        at = n + 1
        piece, begin, stop = pieces[n], begins[n], stops[n]
        capital = (
            piece[-1] == "."
            and open_ended(piece)
            and text[stop : stop + 1] == " "
            and "A" <= text[stop + 1 : stop + 2] <= "Z"
        )
        for start, end in (_cut_once if len(piece) <= _MOST else _cut)(piece, capital):
            words.append(piece[start:end])
            starts.append(begin + start)
            ends.append(begin + end)
    words += pieces[at:]
    starts += begins[at:]
    ends += stops[at:]
    breaking = {white for white in set(runs[1 - first :: 2]) if _BREAK.search(white)}
    after_break = [
        bisect_left(starts, begin)
        for begin, white in zip(begins[1 - first :], runs[1 - first :: 2], strict=False)
        if white in breaking
    ]
    return words, starts, ends, after_break


def _cut(piece: str, before_capital: bool) -> list[tuple[int, int]]:
    """The words of a piece, none of them too long."""
    found: list[tuple[int, int]] = []
    for start, end in cut(piece, before_capital):
        since = start
        for n in range(start + 1, end) if end - start > _MOST else ():
            size = n - since
            chosen = size >= _FEWEST and (ord(piece[n - 1]) + 31 * ord(piece[n])) % _ONE_IN == 0
            if chosen or size == _MOST:
                found.append((since, n))
                since = n
        found.append((since, end))
    return found


_cut_once = lru_cache(maxsize=1 << 14)(_cut)


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
