"""Text → words with offsets, in sentences; the ground that every extractor stands on.

In: a readable text (see `index.extraction.readable`), in which a line break ends a sentence unless
the next line goes on in lower case. Out: `Tokens`, parallel lists of words and of their character
offsets, with the sentences as ranges of word numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
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
  | (?=[A-Zv][a-z]*\.)(?:{_ABBREVIATED})\.                                    # Mr.  Gen.  Inc.
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
_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]+")
_FOOTER = re.compile(r"^[^\S\n]*The post (.+) appeared first on (.+?)\.?[^\S\n]*$", re.MULTILINE)

_LONGEST = 100
"""Characters beyond which a word with hyphens is no word of a language."""

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
    if len(word) > _LONGEST:
        return (word,)
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
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end] for start, end in spans]
    if "-" in text:
        spans, words = _uncompounded(spans, words)
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    opens = _line_opens(text, words, starts)
    if " appeared first on " in text:
        opens |= _footer_opens(text, starts)
    opens |= _sentence_opens(words, starts, ends)
    bounds = sorted(opens)
    sentences = list(pairwise([*bounds, len(words)]))
    return Tokens(words, starts, ends, sentences)


def _uncompounded(
    spans: list[tuple[int, int]], words: list[str]
) -> tuple[list[tuple[int, int]], list[str]]:
    """The words with the hyphenated ones that read as several cut up."""
    at = 0
    out_spans: list[tuple[int, int]] = []
    out_words: list[str] = []
    for k in [k for k, word in enumerate(words) if "-" in word]:
        word = words[k]
        if len(word) < 3 or word.islower():
            continue
        parts = _compounds.get(word)
        if parts is None:
            if len(_compounds) > 50_000:
                _compounds.clear()
            parts = _compounds[word] = _compound(word)
        if len(parts) == 1:
            continue
        out_spans += spans[at:k]
        out_words += words[at:k]
        start = spans[k][0]
        for part in parts:
            out_spans.append((start, start + len(part)))
            out_words.append(part)
            start += len(part)
        at = k + 1
    if not at:
        return spans, words
    return out_spans + spans[at:], out_words + words[at:]


def _line_opens(text: str, words: list[str], starts: list[int]) -> set[int]:
    """The words that open a line, but for small ones, which go on with the line before."""
    opens = {0} if words else set()
    for match in _BREAK.finditer(text):
        k = bisect_left(starts, match.end())
        if k < len(words) and not words[k][0].islower():
            opens.add(k)
    return opens


def _footer_opens(text: str, starts: list[int]) -> set[int]:
    """The words at which a syndication footer changes from its frame to the title and back."""
    opens = set()
    for match in _FOOTER.finditer(text):
        for offset in (match.start(1), match.end(1) + 1, match.start(2)):
            opens.add(bisect_left(starts, offset))
    return opens - {len(starts)}


def _sentence_opens(words: list[str], starts: list[int], ends: list[int]) -> set[int]:
    """The words that open a sentence after the end of another."""
    opens: set[int] = set()
    count = len(words)
    for i in [k for k, word in enumerate(words) if word[-1] in ".!?…"]:
        word = words[i]
        if word in _ENDERS:
            after = i + 1
            while after < count and words[after] in _CLOSERS and after - i < 3:
                if words[after] in "\"'" and starts[after] > ends[after - 1]:
                    break
                after += 1
            if after < count and _opens(words, after, count):
                opens.add(after)
        elif (
            i + 1 < count
            and len(word) > 2
            and words[i + 1] in STARTERS
            and (word[:-1] not in ABBREVIATIONS or word in _MAY_END)
        ):
            opens.add(i + 1)
    return opens


def _opens(words: list[str], i: int, count: int) -> bool:
    """Whether the word may begin a sentence."""
    while i < count - 1 and words[i] in _OPENERS:
        i += 1
    return not words[i][0].islower()
