"""The one tokeniser.

In: a text. Out: folded terms (lower case, no accents) with half-open character offsets on the
original text. There are no stop words. The rules:

- a word is a run of letters and digits; combining marks, soft hyphens and joiners stay inside it;
- hyphens, slashes, underscores and full stops part words, so that ``Il-76`` is ``il`` and ``76``
  at successive positions (a query for ``Il-76`` asks for them side by side);
- single letters between full stops are one word: ``U.S.``, ``U.S`` and ``US`` are all ``us``;
- a possessive ``'s`` is no word: ``Maduro’s`` is ``maduro``; other apostrophes part words;
- ``C++``, ``A+++`` and ``C#`` are words: a letter alone with these signs;
- ``Nº``, ``N°``, ``N.º`` and ``№`` are ``no``, as ``No.`` is, also right before a number;
- fractions and numbers in circles or parentheses are read as they are said, apart from what they
  stand at: ``45½`` is ``45``, ``1`` and ``2``, and so is ``45 1/2``; small raised digits stand
  apart from a number or a word (``10³``, ``treaty¹``), but not from a unit (``m²`` is ``m2``);
- runs of Chinese and Japanese, and of scripts without spaces between words (Thai, Lao, Khmer,
  Burmese), become overlapping pairs of characters;
- Arabic letters that are written for one another are one letter (alef with and without hamza, yeh
  and alef maksura, heh and teh marbuta, the Persian forms), and digits of any script are digits.

No token contains or looks across white space, so that a text may be split at white space first
and the pieces analysed one by one (and remembered).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

MAX_TERM = 63
"""Longer words are cut to this many characters, in the index and in queries alike."""

_MARKS = (
    "\u0300-\u036f\u00ad\u200c\u200d\u2060\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a4d\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b4d"
    "\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u105e-\u1060"
    "\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
_LETTER = r"[^\W\d_]"
_WORD = re.compile(
    rf"{_LETTER}(?:(?:\.{_LETTER})+(?![\w{_MARKS}])\.?|(?:\+{{2,3}}|#)(?![^\W\d_]|[+#]))"
    rf"|(?<=[^\W_])['’ʼ＇][sS](?![^\W_])"
    rf"|[Nn]\.?[º°](?![^\W\d_])|№"
    rf"|[^\W_](?:[^\W_]|[{_MARKS}])*"
)
_WORD_ASCII = re.compile(
    r"[A-Za-z](?:(?:\.[A-Za-z])+(?![A-Za-z0-9_])\.?|(?:\+{2,3}|#)(?![A-Za-z+#]))"
    r"|(?<=[A-Za-z0-9])'[sS](?![A-Za-z0-9])"
    r"|[A-Za-z0-9]+"
)
NUMBER_SIGNS = "°№"
"""What makes a word with an ``N``, or is one, and is no letter."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NUMERALS = (
    f"{_RAISED}¼-¾⅐-⅟↉\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3192-\u3195\u3220-\u3229"
    "\u3251-\u325f\u3280-\u3289\u32b1-\u32bf\U0001f100-\U0001f10c"
)
"""Numbers that are one character and may stand apart from what is beside them, for a pattern."""
_NUMERAL = re.compile(f"[{_RAISED}]+|[{NUMERALS}]")
_UNIT = re.compile(r"(?:^|\d)[^\W\d_]{1,2}\Z")
_INNER = re.compile(r"[ (),·⁄]+")
_IS_MARK = re.compile(f"[{_MARKS}]")
_APOSTROPHES = "'’ʼ＇"
_CJK = (
    "\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1050-\u108f\u1780-\u17d3"
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_HAS_CJK = re.compile(f"[{_CJK}]")
_CHARACTER = re.compile(f".[{_MARKS}]*", re.DOTALL)
_RUNS = re.compile(f"[{_CJK}]+|[^{_CJK}]+")
_DROPPED = re.compile(
    "[\u0300-\u036f\u00ad\u200c\u200d\u2060\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5"
    "\u0610-\u061a\u064b-\u065f\u0640\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "e",
        "ŋ": "n",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ە": "ه",
        "ہ": "ه",
        "⁄": "",
        ".": "",
        **{
            chr(zero + digit): str(digit)
            for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xED0, 0x1040, 0x17E0)
            for digit in range(10)
        },
    }
)


class Token(NamedTuple):
    """A term with the characters of the original text that it stands for (half-open)."""

    term: str
    start: int
    end: int


def fold(word: str) -> str:
    """Fold case and accents: ``Rodríguez`` → ``rodriguez``, ``Straße`` → ``strasse``."""
    if word.isascii():
        return word.lower()
    bare = _DROPPED.sub("", unicodedata.normalize("NFKD", word.casefold()))
    return unicodedata.normalize("NFC", bare.casefold()).translate(_LETTERS)


def is_mark(char: str) -> bool:
    """Whether a character belongs to the word before it without being a letter."""
    return _IS_MARK.match(char) is not None


def is_paired(char: str) -> bool:
    """Whether a character belongs to a script that is read by pairs."""
    return _HAS_CJK.match(char) is not None


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]`` in order, one position each.

    Offsets count characters of ``text``. ``start`` and ``end`` should stand at white space or
    at the borders of words.
    """
    if end is None:
        end = len(text)
    found: list[Token] = []
    ascii_only = text.isascii()
    for match in (_WORD_ASCII if ascii_only else _WORD).finditer(text, start, end):
        word = match.group()
        first, last = match.span()
        if word[0] in _APOSTROPHES:
            continue
        if ascii_only:
            term = word.replace(".", "") if "." in word else word
            found.append(Token(term.lower()[:MAX_TERM], first, last))
        elif "." in word:
            found.append(
                Token(fold(word.replace(".", "").replace("°", "o"))[:MAX_TERM], first, last)
            )
        elif _HAS_CJK.search(word):
            found.extend(_pairs(word, first))
        else:
            read = _read(word)
            if len(read) == 1:
                found.append(Token(read[0].term, first, last))
            else:
                found += [Token(term, first + begin, first + stop) for term, begin, stop in read]
    return found


@lru_cache(maxsize=1 << 14)
def _read(word: str) -> tuple[Token, ...]:
    """The tokens of a word between white space and marks, at its characters."""
    if word[-1] in NUMBER_SIGNS:
        return (Token("no", 0, len(word)),)
    found: list[Token] = []
    last = 0
    for match in _NUMERAL.finditer(word):
        first, end = match.span()
        if word[first] in _RAISED and _UNIT.search(word, last, first):
            continue
        found += _folded(word[last:first], last)
        found += _said(match[0], first)
        last = end
    return (*found, *_folded(word[last:], last))


def _folded(piece: str, first: int) -> list[Token]:
    """A piece of a word; some few characters are words by themselves, or two halves."""
    last = first + len(piece)
    return [Token(term[:MAX_TERM], first, last) for term in _INNER.split(fold(piece)) if term]


def _said(numeral: str, first: int) -> list[Token]:
    """A number that is one character, as the numbers or words that stand in it."""
    plain = unicodedata.normalize("NFKD", numeral)
    if plain == numeral:
        plain = str(int(unicodedata.numeric(numeral)))
    last = first + len(numeral)
    return [Token(term, first, last) for term in re.findall(r"[^\W_]+", plain)]


def _pairs(word: str, offset: int) -> list[Token]:
    found: list[Token] = []
    for run in _RUNS.finditer(word):
        piece = run.group()
        base = offset + run.start()
        if not _HAS_CJK.match(piece):
            found += [Token(term, base + first, base + last) for term, first, last in _read(piece)]
        else:
            # A letter and the marks on it are one character.
            spans = [match.span() for match in _CHARACTER.finditer(piece)]
            for (first, _), (_, last) in pairwise(spans) if len(spans) > 1 else [(spans[0],) * 2]:
                term = fold(piece[first:last])[:MAX_TERM]
                if term:
                    found.append(Token(term, base + first, base + last))
    return found


class Located(NamedTuple):
    """The tokens of a text in three lists; many small tuples would keep Python's search for cycles
    busy.

    Attributes:
        terms: the terms, in order.
        starts: where each begins.
        ends: one past its last character.
    """

    terms: list[str]
    starts: list[int]
    ends: list[int]


def located(text: str) -> Located:
    """Return the tokens of a text in order, in lists."""
    found = Located([], [], [])
    terms, starts, ends = found
    if not text.isascii():
        for term, start, end in tokens(text):
            terms.append(term)
            starts.append(start)
            ends.append(end)
        return found
    for match in _WORD_ASCII.finditer(text.lower()):
        word = match[0]
        if word[0] != "'":
            terms.append((word.replace(".", "") if "." in word else word)[:MAX_TERM])
            start, end = match.span()
            starts.append(start)
            ends.append(end)
    return found


def terms(text: str) -> list[str]:
    """Return the terms of a text in order, without offsets."""
    return [token.term for token in tokens(text)]
