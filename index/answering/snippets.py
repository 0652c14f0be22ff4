"""Where a query's words stand in texts, and the passages that show them best.

In: a query's tree and texts. Out: spans of a text, or `Snippet`s. Only what is asked for is
marked, not what is excluded; the words of a phrase only where the phrase stands. No engine is
asked. Fields other than the text are left alone, but for words of the title, which are marked in
the text's first line. The texts of a page of results are read as one, which is much quicker.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from index.analysis.snowball import ENGLISH
from index.answering.scanning import Found, Scanner
from index.model import Snippet, Span
from index.query import field_of, has_places, positive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query import Node

_LEAD = 1 << 14
"""A passage is looked for in so many characters first, then in the whole text."""
_BEGINNINGS = 500
"""At most so many marks of a text are tried as the first of a passage."""
_NAMED = 1 << 512
"""Stands for the names that a query asks for among the bits of its words."""
_SPACES = re.compile(r"\s+")
_WIDE = re.compile(r"\s\s+")
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)\s*|(?<!\n)[\"”’')\]]*\s+)(?=\S)")


class Shown(NamedTuple):
    """A text of which passages are to be shown.

    Attributes:
        text: the article's text.
        avoid: spans (boilerplate) that are shown only where nothing else matches.
        body: where the text goes on after its title; what stands before is shown only where
            nothing else matches, as the title is shown beside the passages.
        named: where names stand that the query asks for, sorted; marked as its words are.
    """

    text: str
    avoid: Sequence[Span] = ()
    body: int = 0
    named: Sequence[Span] = ()


class Highlighter:
    """The words of one query, to be found in many texts; not for several threads at once."""

    def __init__(self, node: Node | None, language: str = ENGLISH) -> None:
        """Take a query's tree, and the language that the texts are in."""
        leaves = [] if node is None else [leaf for leaf in positive(node) if has_places(leaf)]
        self._anywhere = [leaf for leaf in leaves if field_of(leaf) in ("", "text")]
        self._title = [leaf for leaf in leaves if field_of(leaf) == "title"]
        self._scanner = Scanner(self._anywhere, language)
        self._title_scanner = Scanner(self._title, language) if self._title else None

    def spans(self, text: str) -> list[Span]:
        """Return the matched words of a text, sorted and disjoint."""
        return [Span(start, end) for start, end in _disjoint(self._found([text])[0])]

    def _found(self, texts: Sequence[str]) -> list[list[Found]]:
        """The marks of some texts, in characters of all of them, a line break between two."""
        found = self._scanner.scan(texts)
        if self._title_scanner is not None:
            base = 0
            for at, text in enumerate(texts):
                (more,) = self._title_scanner.scan([text[: _first_line(text)]])
                found[at] = sorted([*found[at], *((a + base, b + base, m) for a, b, m in more)])
                base += len(text) + 1
        return found

    def page(
        self, shown: Sequence[Shown], count: int = 1, width: int = 160
    ) -> list[tuple[Snippet, ...]]:
        """Return the best passages of each of some texts, in the order in which they stand.

        Args:
            shown: the texts.
            count: at most so many passages of each; one where nothing is marked: how it begins.
            width: about how many characters a passage has.
        """
        if count <= 0:
            return [()] * len(shown)
        texts = [_beginning(one.text) for one in shown]
        base = 0
        passages: list[tuple[Snippet, ...]] = []
        joined = texts[0] if len(texts) == 1 else "\n".join(texts)
        for one, text, found in zip(shown, texts, self._found(texts), strict=True):
            end = base + len(text)
            if found := _with_names(found, one.named, base, end):
                passages.append(_passages(joined, base, end, found, one, count, width))
            elif len(text) < len(one.text) and (
                rest := _with_names(self._found([one.text])[0], one.named, 0, len(one.text))
            ):
                passages.append(_passages(one.text, 0, len(one.text), rest, one, count, width))
            else:
                passages.append(_lead(one, width))
            base += len(text) + 1
        return passages


def _first_line(text: str) -> int:
    """Where the first line that is not blank ends."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _beginning(text: str) -> str:
    """As much of a text as passages are looked for in first."""
    if len(text) <= 2 * _LEAD:
        return text
    cut = text.find(" ", _LEAD)
    return text[:cut] if cut > 0 else text


def together(words: Sequence[Span], named: Sequence[Span]) -> list[Span]:
    """Return the matched words of a text and the names that are asked for, sorted and disjoint."""
    marks = sorted((start, end, 0) for start, end in (*words, *named))
    return [Span(start, end) for start, end in _disjoint(marks)]


def _with_names(found: list[Found], named: Sequence[Span], base: int, end: int) -> list[Found]:
    """The marks of a text that stands at ``base:end``, with those of the names in it."""
    if not named:
        return found
    more = [(a + base, b + base, _NAMED) for a, b in named if b + base <= end]
    return sorted([*found, *more])


def _disjoint(found: Sequence[Found]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    last = -1
    for start, end, _ in found:
        if start >= last:
            spans.append((start, end))
            last = end
        elif end > last:
            spans[-1] = (spans[-1][0], end)
            last = end
    return spans


def _passages(
    joined: str, base: int, end: int, found: list[Found], one: Shown, count: int, width: int
) -> tuple[Snippet, ...]:
    """The best passages of a text that stands in ``joined[base:end]``, as its marks do."""
    body = base + one.body
    avoid = [(a + base, b + base) for a, b in one.avoid] if one.avoid else []
    return tuple(
        [
            _passage(joined, base, body if start >= body else base, end, start, stop, found, width)
            for start, stop in _best(found, count, width, body, avoid)
        ]
    )


def _best(
    found: Sequence[Found], count: int, width: int, body: int, avoid: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The (start, end) of the groups of marks to show: most different words, then most."""
    size = len(found)
    if size == 1:
        return [(found[0][0], found[0][1])]
    every = 0
    for mark in found:
        every |= mark[2]
    most = 16 * every.bit_count()
    reach = width * 2 // 3
    groups: list[tuple[float, int, int]] = []
    last, best = 0, 0.0
    for i, (start, end, words) in enumerate(found[:_BEGINNINGS]):
        limit = start + reach
        while last + 1 < size and found[last + 1][1] <= limit:
            last += 1
        last = max(last, i)
        score: float = most + min(15, last + 1 - i)
        if score <= best and count == 1:
            continue
        if words != every:
            for other in range(i + 1, last + 1):
                words |= found[other][2]
            score += 16 * words.bit_count() - most
        if start < body or (avoid and any(a <= start < b for a, b in avoid)):
            score /= 64
        if score > best or count > 1:
            best = score
            groups.append((-score, start, max(end, found[last][1])))
    groups.sort()
    chosen: list[tuple[int, int]] = []
    for _, start, end in groups:
        if all(start >= b + width // 2 or end <= a - width // 2 for a, b in chosen):
            chosen.append((start, end))
            if len(chosen) == count:
                break
    return sorted(chosen)


def _passage(
    text: str,
    base: int,
    low: int,
    high: int,
    start: int,
    end: int,
    found: list[Found],
    width: int,
) -> Snippet:
    """The passage of ``text[low:high]`` around a group of marks, from its sentence's start if near.

    Args:
        text: the texts of a page.
        base: where the article begins.
        low: where a passage may begin.
        high: where it must end.
        start: the first character of the marks to show.
        end: one past their last character.
        found: all marks of the article.
        width: about how many characters a passage has.
    """
    spare = max(0, width - (end - start))
    earliest = start - spare * 2 // 3
    first = low
    if earliest > low:
        stop = _STOP.search(text, earliest, start + 1)
        if stop and stop.end() <= start:
            first = stop.end()
        else:
            lower = max(low, start - spare // 2)
            space = _SPACES.search(text, lower, start)
            first = space.end() if space else (lower if start - lower < 40 else start)
    while first < start and text[first].isspace():
        first += 1
    last = min(high, max(end, first + width))
    if last < high and not text[last].isspace():
        space_at = max(text.rfind(" ", end, last), text.rfind("\n", end, last))
        last = space_at if space_at > 0 else last
    inside = found[bisect_left(found, (first, 0, 0)) : bisect_left(found, (last, 0, 0))]
    while inside and inside[-1][1] > last:
        inside.pop()
    return _one_line(text, base, first, last, _disjoint(inside))


def _lead(one: Shown, width: int) -> tuple[Snippet, ...]:
    text = one.text
    first = len(text) - len(text[one.body :].lstrip())
    if first == len(text):
        return ()
    last = min(len(text), first + width)
    if last < len(text):
        space = text.rfind(" ", first, last)
        last = space if space > first else last
    return (_one_line(text, 0, first, last, []),)


def _one_line(
    text: str, base: int, first: int, last: int, spans: Sequence[tuple[int, int]]
) -> Snippet:
    """The passage ``text[first:last]`` of an article that begins at `base`, on one line."""
    piece = text[first:last].rstrip()
    line = " ".join(piece.split())
    marks = [(start - first, end - first) for start, end in spans]
    if len(line) < len(piece):
        for gap in reversed(list(_WIDE.finditer(piece))):
            after, more = gap.end(), gap.end() - gap.start() - 1
            marks = [
                (start - more if start >= after else start, end - more if end >= after else end)
                for start, end in marks
            ]
    return Snippet(first - base, line, tuple([Span(start, end) for start, end in marks]))
