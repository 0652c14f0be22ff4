"""The slow, obvious evaluator that the engine is held against: each article, each rule, in turn.

Shares only the tokeniser and the stemmer with the engine.
"""

from __future__ import annotations

import fnmatch
import re
from functools import cache
from itertools import pairwise, product
from typing import TYPE_CHECKING

from index.analysis import fold, terms, tokens
from index.analysis.broken import broken
from index.analysis.language import language_of
from index.analysis.snowball import stemmer
from index.query import (
    And,
    Dates,
    EntityClause,
    EntityNear,
    File,
    Fuzzy,
    MarkClause,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Regex,
    Typed,
    Wildcard,
    Word,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from index.query import Filter
    from index.store.text import Entry

Span = tuple[int, ...]
Broken = dict[int, str]
"""The words of a text that are broken at the end of a line, by their first parts' positions."""


@cache
def edits(left: str, right: str) -> int:
    """Optimal string alignment distance, by its definition."""
    if not left or not right:
        return len(left) + len(right)
    least = min(
        edits(left[:-1], right) + 1,
        edits(left, right[:-1]) + 1,
        edits(left[:-1], right[:-1]) + (left[-1] != right[-1]),
    )
    if len(left) > 1 and len(right) > 1 and left[-1] == right[-2] and left[-2] == right[-1]:
        least = min(least, edits(left[:-2], right[:-2]) + 1)
    return least


def answers(
    node: Node | None,
    entry: Entry,
    within: Callable[[Filter], Collection[int]] = lambda _: (),
) -> bool:
    """Whether an article answers a query."""
    match node:
        case None:
            return True
        case And(parts=parts):
            return all(answers(part, entry, within) for part in parts)
        case Or(parts=parts):
            return any(answers(part, entry, within) for part in parts)
        case Not(part=part):
            return not answers(part, entry, within)
        case Dates(start=start, end=end):
            if entry.date is None:
                return False
            return (start is None or entry.date >= start) and (end is None or entry.date <= end)
        case File() if entry.id in within(node):
            return True
        case File(field="path", value=value, whole=True):
            return fold(entry.path) == fold(value)
        case File(field="title" | "source" as name, value=value):
            return terms(getattr(entry, name)) == terms(value)
        case File(field="path", value=value):
            if "*" in value or "?" in value:
                return fnmatch.fnmatchcase(fold(entry.path), f"*{fold(value)}")
            return fold(value) in fold(entry.path)
        case File(value=value):
            return fold(entry.path).endswith(f".{fold(value)}")
        case EntityClause() | EntityNear() | MarkClause():
            return entry.id in within(node)
    fields = {"": (entry.text, entry.title), "title": (entry.title,), "source": (entry.source,)}
    language = "en" if field(node) == "source" else language_of(entry.text)
    whole = broken_words(entry.text) if not field(node) else {}
    return any(
        spans(node, terms(text), language, whole if text is entry.text else {})
        for text in fields[field(node)]
    )


def broken_words(text: str) -> Broken:
    """The words of a text that are broken at the end of a line."""
    begins = [token.start for token in tokens(text)]
    return {begins.index(word.start): word.term for word in broken(text)}


def field(node: Node) -> str:
    """The field that a part about words looks in."""
    if isinstance(node, Near):
        return field(node.left)
    if isinstance(node, Or):
        return field(node.parts[0])
    return getattr(node, "field", "")


def spans(
    node: Node, words: Sequence[str], language: str = "en", whole: Broken | None = None
) -> set[Span]:
    """The sets of positions at which a part about words stands, in a text of a language."""
    whole = whole or {}
    if isinstance(node, Or):
        return {span for part in node.parts for span in spans(part, words, language, whole)}
    if isinstance(node, Near):
        return {
            (min(left + right), max(left + right))
            for left, right in product(
                spans(node.left, words, language, whole),
                spans(node.right, words, language, whole),
            )
            if 0 < min(right) - max(left) <= node.distance
            or (not node.ordered and 0 < min(left) - max(right) <= node.distance)
        }
    if isinstance(node, Phrase):
        tests = tests_of(node, language)
        places = [
            [(i, i) for i, word in enumerate(words) if test(word)]
            + [(i, i + 1) for i, word in whole.items() if test(word)]
            for test in tests
        ]
        found = set()
        for chosen in product(*places):
            begins = [first for first, _ in chosen]
            if not node.slop and all(b[0] - a[1] == 1 for a, b in pairwise(chosen)):
                found.add((begins[0], chosen[-1][1]))
            close = max(begins) - min(begins) <= len(tests) - 1 + node.slop
            if node.slop and close and len(set(begins)) == len(begins):
                found.add((min(begins), max(begins)))
        return found
    test = test_of(node, language)
    found = {(i, i) for i, word in enumerate(words) if test(word)}
    return found | {(i, i) for i, word in whole.items() if test(word)}


def tests_of(node: Phrase, language: str) -> list[Callable[[str], bool]]:
    """The tests of a phrase's words."""
    words = terms(node.text)
    tests = [test_of(Word(word, node.exact), language) for word in words]
    if node.ending == "prefix":
        tests[-1] = test_of(Prefix(words[-1]), language)
    elif node.ending == "typed":
        tests[-1] = test_of(Typed(words[-1]), language)
    return tests


def test_of(node: Node, language: str) -> Callable[[str], bool]:
    """The test of one word."""
    stem = stemmer(language)
    match node:
        case Word(text=text, exact=True):
            return lambda word: word == terms(text)[0]
        case Word(text=text):
            return lambda word: stem(word) == stem(terms(text)[0])
        case Prefix(text=text):
            return lambda word: word.startswith(terms(text)[0])
        case Typed(text=text):
            wanted = terms(text)[0]
            return lambda word: word.startswith(wanted) or stem(word) == stem(wanted)
        case Wildcard(pattern=pattern):
            return lambda word: fnmatch.fnmatchcase(word, pattern)
        case Regex(pattern=pattern):
            return lambda word: re.fullmatch(pattern, word, re.IGNORECASE) is not None
        case Fuzzy(text=text, distance=distance):
            return lambda word: edits(word, terms(text)[0]) <= distance
    raise TypeError(type(node).__name__)
