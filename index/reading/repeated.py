"""Lines that many articles of a folder share: boilerplate that no single text can show.

In: the lines of articles, as `LineKey` rows, counted over a collection. Out: the keys of repeated
lines, and their spans in one article. Everything is pure and incremental.

How it tells boilerplate from copies. A line counts only if it occurs in several *contexts*: a
context is the nearest long paragraph before it and the nearest after it (zero where there is
none). Copies of one story share their paragraphs' neighbours, so they add no context. A line at an
article's edge (no paragraph of the story beyond it) needs fewer contexts than one in the middle; a
line like a name or a heading needs far more; a sentence, many, and only at an edge. A line that
stands between a repeated line and the edge is repeated with it.

What is to be kept on disk: one row ``(key, context, articles)`` for each pair, 64-bit signed
integers, primary key ``(key, context)``. Adding an article adds one to each of its rows; removing
it (its lines are computed again from its stored text) takes one away and deletes rows at zero.
`repeated_keys` needs only the rows of keys that sum up to `fewest` articles or more::

    SELECT key, context, articles FROM lines WHERE key IN
        (SELECT key FROM lines GROUP BY key HAVING SUM(articles) >= ?) ORDER BY key
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from index.model import Span
from index.reading.lines import split_lines
from index.reading.sources import is_credit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.model import Document

FEWEST = 3
"""Articles (and contexts) below which nothing is repeated."""

_LONGEST = 400
_PARAGRAPH = 80
_DIGITS = re.compile(r"\d+")
_MASK = 0xFFFFFFFF
_CLASS = 3
_PLAIN, _NAME, _SENTENCE = 0, 1, 2
_ROUNDS = 6


class LineKey(NamedTuple):
    """One line of an article.

    Attributes:
        key: 64 bits, signed; equal for lines that differ in case, digits and spacing only.
        context: 64 bits, signed; the paragraph before in the upper half, the one after in the
            lower, zero where there is none.
        span: where the line stands in the text.
    """

    key: int
    context: int
    span: Span


def line_keys(text: str, keep: Iterable[Span] = ()) -> list[LineKey]:
    """The lines of a text that could be boilerplate by repetition.

    Args:
        text: the article's text.
        keep: spans whose lines are the article's own whatever the collection says: its title, its
            outlet, its joins (a name broken onto a line of its own is no boilerplate), and lines
            known as boilerplate already. A line that overlaps or touches one is left out.

    Returns:
        In the order of the text; no line longer than 400 characters, none without a letter.
    """
    lines = split_lines(text)
    kept = sorted(keep)
    keys: list[int] = []
    longs: list[int] = []
    at = 0
    for line in lines:
        while at < len(kept) and kept[at].end < line.start:
            at += 1
        own = at < len(kept) and kept[at].start <= line.end
        body = line.text
        is_long = len(body) >= _PARAGRAPH
        key = 0
        if len(body) <= _LONGEST and not own and not is_credit(body):
            key = _key(body)
        keys.append(key)
        longs.append(((key or _hash(body[:200])) & _MASK or 1) if is_long else 0)
    before: list[int] = []
    last = 0
    for long in longs:
        before.append(last)
        last = long or last
    rows: list[LineKey] = []
    after = 0
    for n in range(len(lines) - 1, -1, -1):
        if keys[n]:
            context = _signed((before[n] << 32) | after)
            rows.append(LineKey(keys[n], context, lines[n].span))
        after = longs[n] or after
    rows.reverse()
    return rows


def own_spans(document: Document) -> list[Span]:
    """Where the title and the outlet stand: never boilerplate, whatever the folder repeats."""
    return [span for span in (document.title_span, document.source_span) if span is not None]


def document_line_keys(document: Document) -> list[LineKey]:
    """`line_keys` of a document as the reader made it, with everything kept that is its own."""
    keep = [*own_spans(document), *document.joins, *document.boilerplate]
    return line_keys(document.text, keep)


class LineCounts:
    """How many articles have each line in each context, as changes to what is stored.

    Counts may be negative; `rows` gives them for storing.
    """

    def __init__(self) -> None:
        self._counts: defaultdict[tuple[int, int], int] = defaultdict(int)

    def add(self, lines: Iterable[LineKey]) -> None:
        """Count an article's lines; a line that it has twice in one context counts once."""
        for pair in {(line.key, line.context) for line in lines}:
            self._counts[pair] += 1

    def remove(self, lines: Iterable[LineKey]) -> None:
        """Take back what `add` did with the same lines."""
        for pair in {(line.key, line.context) for line in lines}:
            self._counts[pair] -= 1
            if not self._counts[pair]:
                del self._counts[pair]

    def rows(self) -> list[tuple[int, int, int]]:
        """(key, context, articles), none with zero articles."""
        return [(key, context, count) for (key, context), count in self._counts.items() if count]


def fewest(articles: int) -> int:
    """In so many articles a line must stand at least to be repeated, of a collection of so many.

    The cube root, and at least three: the more there are, the more often a line must occur.
    """
    root: float = articles ** (1 / 3)
    return max(FEWEST, round(root))


def repeated_keys(rows: Iterable[tuple[int, int, int]], articles: int) -> set[int]:
    """The keys of lines that are boilerplate by repetition.

    Args:
        rows: (key, context, articles), those of a key one after the other: all of it, or none,
            which is right for keys of fewer than `fewest` articles.
        articles: how many articles the collection has.
    """
    needed = fewest(articles)
    candidates: dict[int, array[int]] = {}
    for key, same in groupby(rows, key=itemgetter(0)):
        contexts, total = array("q"), 0
        for _, context, count in same:
            contexts.append(context)
            total += count
        if total >= _articles_needed(key, needed, articles):
            candidates[key] = contexts
    found: set[int] = set()
    edges: set[int] = {0}
    for _ in range(_ROUNDS):
        new = {
            key
            for key, places in candidates.items()
            if key not in found and _is_repeated(key, places, edges, needed)
        }
        if not new:
            break
        found |= new
        edges |= {key & _MASK for key in new}
    return found


def repeated_spans(
    text: str, repeated: frozenset[int] | set[int], keep: Iterable[Span] = ()
) -> list[Span]:
    """The spans of a text's lines that are among the `repeated` keys, sorted and disjoint.

    `keep` as in `line_keys`. A sentence counts only at an edge of the text.
    """
    return spans_of(line_keys(text, keep), repeated)


def spans_of(lines: Sequence[LineKey], repeated: frozenset[int] | set[int]) -> list[Span]:
    """Like `repeated_spans`, for lines whose keys are at hand."""
    if not repeated or not any(line.key in repeated for line in lines):
        return []
    edges = {0} | {line.key & _MASK for line in lines if line.key in repeated}
    return [
        line.span
        for line in lines
        if line.key in repeated
        and (line.key & _CLASS != _SENTENCE or _at_edge(line.context, edges))
    ]


def _articles_needed(key: int, needed: int, articles: int) -> int:
    kind = key & _CLASS
    if kind == _NAME:
        return max(2 * needed, round(0.3 * articles))
    return 3 * needed if kind == _SENTENCE else needed


def _is_repeated(key: int, places: Sequence[int], edges: set[int], needed: int) -> bool:
    """Whether the contexts of a line are different enough, given the lines found so far."""
    kind = key & _CLASS
    if kind != _PLAIN:
        needed *= 2
    above = {(context >> 32) & _MASK for context in places}
    below = {context & _MASK for context in places}
    last = sum(context & _MASK in edges for context in places)
    first = sum((context >> 32) & _MASK in edges for context in places)
    if last >= 0.8 * len(places) and (len(above - edges) >= needed or above <= edges - {0}):
        return True
    if first >= 0.8 * len(places) and (len(below - edges) >= needed or below <= edges - {0}):
        return True
    if kind == _SENTENCE:
        return False
    return len(above - edges) >= 2 * needed and len(below - edges) >= 2 * needed


def _at_edge(context: int, edges: set[int]) -> bool:
    return context & _MASK in edges or (context >> 32) & _MASK in edges


def _key(body: str) -> int:
    """The key of a line, its kind in the lowest two bits; zero for a line without a letter."""
    words = body.casefold().split()
    normal = _DIGITS.sub("0", " ".join(words))
    if not any(c.isalpha() for c in normal):
        return 0
    return _signed((_hash(normal) & ~_CLASS) | _kind(body)) or 4


def _kind(body: str) -> int:
    words = body.split()
    if len(words) <= 5 and all(
        w[:1].isupper() or not w[:1].isalpha() or len(w) <= 3 for w in words
    ):
        return _NAME
    if len(words) >= 8 and body.rstrip("\"'”’»)")[-1:] in (".", "!", "?", "…"):
        return _SENTENCE
    return _PLAIN


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _signed(value: int) -> int:
    value &= 0xFFFFFFFFFFFFFFFF
    return value - (1 << 64) if value >> 63 else value
