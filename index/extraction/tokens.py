"""Text → words with offsets, in sentences; the ground that every extractor stands on.

In: a readable text (see `index.extraction.readable`), in which a line break ends a sentence unless
the next line goes on in lower case. Out: `Tokens`, parallel lists of words and of their character
offsets, with the sentences as ranges of word numbers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.extraction.lexicon import (
    ABBREVIATIONS,
    COMPOUND_TAILS,
    DEMONYMS,
    PARTICLES,
    SPLIT_COUNTRIES,
    STARTERS,
)

_ALNUM = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
_ABBREVIATED = "|".join(sorted(ABBREVIATIONS, key=lambda a: (-len(a), a)))
_WORD = re.compile(
    rf"""
    (?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![\w'’]))?        # U.S.  U.S.A
  | (?:{_ABBREVIATED})\.                                    # Mr.  Gen.  Inc.
  | [A-Z]\.(?=\s?[A-Z])                               # J. K. Rowling
  | (?:https?://|www\.)\S+
  | [@\#]\w+
  | {_ALNUM}
    (?:
        (?:[-‐‑&]|['’](?![sS](?![^\W_]))|(?<=\d)[.,:](?=\d)|\.(?=(?:com|org|net|gov|co|tv|io)\b))
        {_ALNUM}
    )*
  | ['’][sS](?![^\W_])
  | \.\.+|--+
  | \S
    """,
    re.VERBOSE,
)
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_FOOTER = re.compile(r"^\s*The post (.+) appeared first on (.+?)\.?\s*$")

_ENDERS = frozenset({".", "!", "?", "…", "..", "...", "...."})
_OPENERS = frozenset("\"'“‘«„([{*•-–—")
_MAY_END = frozenset({"Inc.", "Corp.", "Ltd.", "Co.", "Jr."})
_CLOSERS = frozenset("\"'”’»)]}")


class Tokens(NamedTuple):
    """The words of a text.

    Attributes:
        words: the words as they stand.
        starts: the character offset of each word.
        ends: one past the last character of each word.
        sentences: each sentence as a half-open range of word numbers, in order, not empty.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]


def _compound(word: str) -> tuple[str, ...]:
    """The parts of a hyphenated word that reads as several; one part if it is one name."""
    for hyphen in "-‐‑":
        if hyphen not in word:
            continue
        head, _, tail = word.rpartition(hyphen)
        if not head or not tail:
            return (word,)
        if tail[0].islower() and (
            tail in COMPOUND_TAILS or (len(tail) > 4 and tail.endswith(("ed", "ing")))
        ):
            return (*_compound(head), hyphen, tail)
        first, _, rest = word.partition(hyphen)
        if first.islower() and rest[:1].isupper() and first not in PARTICLES:
            return (first, hyphen, *_compound(rest))
        if _splits(first) and _splits(rest):
            return (first, hyphen, rest)
    return (word,)


def _splits(part: str) -> bool:
    return part in SPLIT_COUNTRIES or part in DEMONYMS


_compounds: dict[str, tuple[str, ...]] = {}


def tokenize(text: str) -> Tokens:
    """Cut a text into words and sentences.

    Every character that is not white space belongs to exactly one word.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentences: list[tuple[int, int]] = []
    begin = 0
    for line in _LINE.finditer(text):
        lo, hi = line.span()
        first = len(words)
        cuts = _footer_cuts(text, lo, hi)
        for match in _WORD.finditer(text, lo, hi):
            word = match.group()
            start = match.start()
            if "-" in word and len(word) > 2 and not word.islower():
                parts = _compounds.get(word)
                if parts is None:
                    if len(_compounds) > 50_000:
                        _compounds.clear()
                    parts = _compounds[word] = _compound(word)
                for part in parts:
                    words.append(part)
                    starts.append(start)
                    start += len(part)
                    ends.append(start)
            else:
                words.append(word)
                starts.append(start)
                ends.append(match.end())
        if first == len(words):
            continue
        if first > begin and not words[first][0].islower():
            sentences.append((begin, first))
            begin = first
        begin = _split_line(words, starts, first, begin, cuts, sentences)
    if begin < len(words):
        sentences.append((begin, len(words)))
    return Tokens(words, starts, ends, sentences)


def _footer_cuts(text: str, lo: int, hi: int) -> frozenset[int]:
    """Offsets at which a syndication footer changes from its frame to the title and back."""
    if text.find(" appeared first on ", lo, hi) < 0:
        return frozenset()
    match = _FOOTER.match(text[lo:hi])
    if not match:
        return frozenset()
    return frozenset({lo + match.start(1), lo + match.end(1) + 1, lo + match.start(2)})


def _split_line(
    words: list[str],
    starts: list[int],
    first: int,
    begin: int,
    cuts: frozenset[int],
    sentences: list[tuple[int, int]],
) -> int:
    """Add the sentences that end inside a line; returns where the unfinished one begins."""
    count = len(words)
    if cuts:
        for i in range(first, count):
            if starts[i] in cuts and i > begin:
                sentences.append((begin, i))
                begin = i
    for i in range(first, count - 1):
        word = words[i]
        if word in _ENDERS:
            after = i + 1
            while after < count and words[after] in _CLOSERS and after - i < 3:
                if words[after] in "\"'" and starts[after] > starts[after - 1] + len(
                    words[after - 1]
                ):
                    break
                after += 1
            if after < count and after > begin and _opens(words, after, count):
                sentences.append((begin, after))
                begin = after
        elif (
            word[-1] == "."
            and len(word) > 2
            and words[i + 1] in STARTERS
            and i + 1 > begin
            and (word[:-1] not in ABBREVIATIONS or word in _MAY_END)
        ):
            sentences.append((begin, i + 1))
            begin = i + 1
    return begin


def _opens(words: list[str], i: int, count: int) -> bool:
    """Whether the word may begin a sentence."""
    while i < count - 1 and words[i] in _OPENERS:
        i += 1
    return not words[i][0].islower()
