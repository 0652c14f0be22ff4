"""What the trained model sees of a word by itself: features as 32-bit numbers.

A feature is a text such as ``w=oslo`` after the place where the word stands relative to the word
that is tagged, ``-1|w=oslo``; its number is the CRC-32 of that. Training and tagging call the same
code.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from index.extraction import gazetteer as g
from index.extraction import words as w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint32]

PLACES = ("-2", "-1", "0", "1", "2", "first", "last", "before", "after")
"""Where a word may stand: by distance, or first or last of the run of capitals that the tagged
word is in, or next to that run."""

_ALWAYS, _NEAR, _HERE = (reach << 32 for reach in range(3))
"""Where a feature counts: at every place, next to the tagged word and at it, or only at it."""

_BYTE = 1 << 34
"""A feature of a word without its place is one number: from below, 32 bits of the hash of its text,
two of where it counts, and the size of its text in bytes."""

_REACH = {"0": _HERE, "-1": _NEAR, "1": _NEAR, "last": _NEAR}
_FLAGS = (
    (g.COUNTRY, "country"),
    (g.STATE, "state"),
    (g.CITY, "city"),
    (g.TOWN, "town"),
    (g.ORG, "org"),
    (g.DEMONYM, "demonym"),
    (g.GROUP, "group"),
    (g.FIRST, "first"),
    (g.LAST, "last"),
    (g.FOREIGN_LAST, "foreign"),
    (w.TITLE, "title"),
    (w.HONORIFIC, "honorific"),
    (w.CALENDAR, "calendar"),
    (w.ORG_TAIL, "orgtail"),
    (w.ORG_HEAD, "orghead"),
    (w.PLACE_TAIL, "placetail"),
    (w.PLACE_HEAD, "placehead"),
    (w.MISC_TAIL, "misctail"),
    (w.SAYING, "saying"),
    (w.MODEL, "model"),
)
_CLASS = (
    g.COUNTRY | g.STATE | g.CITY | g.ORG | g.DEMONYM | g.FIRST | g.LAST | g.FOREIGN_LAST
    | w.TITLE | w.CALENDAR | w.ORG_TAIL | w.PLACE_TAIL | w.MISC_TAIL | w.COMMON_LOWER
    | w.CAP | w.UPPER | w.INITIAL | w.DIGITS
)  # fmt: skip


def hash_text(text: str) -> int:
    """A feature's 32-bit number; the same in every process and on every machine."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def _feature(text: str, reach: int) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return crc32(data) + reach + len(data) * _BYTE


_SEEDS = [hash_text(f"{place}|") for place in PLACES]
_WORD, _SHAPE, _AS_IS = (hash_text(name) for name in ("w=", "s=", "W="))
_ENDS = [
    (hash_text(f"{name}="), _NEAR if name == "s3" else _HERE)
    for name in ("p2", "p3", "p4", "s1", "s2", "s3", "s4")
]
_BIAS = _feature("bias", _HERE)
_PAD = _feature("pad", _ALWAYS)
_LEVELS = "cmk"
"""What the features of classes are called, from fine to coarse."""


def shape(word: str) -> str:
    """The word's letters by kind, runs shortened to two: "McDonald's" → "XxXxx'x"."""
    if word.isalpha():
        if word.islower():
            return "xx"[: len(word)]
        if word[0].isupper() and word[1:].islower():
            return "Xxx"[: len(word)]
    out = ""
    last = ""
    run = 0
    for c in word[:16]:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c
        run = run + 1 if kind == last else 1
        last = kind
        if run < 3:
            out += kind
    return out


def normal(word: str) -> str:
    """The word as features name it: small letters, digits as noughts, plain apostrophes."""
    if word.isalpha():
        return word.lower()
    plain = "".join("0" if c.isdigit() else "'" if c == "’" else c for c in word)
    return plain.lower()


def class_of(word: str, bits: int) -> str:
    """A coarse class: of few values, so that pairs and triples of classes are worth counting."""
    if bits & w.CAP:
        return f"C{bits & _CLASS:x}"
    if not bits & w.LOWER or bits & (w.FUNCTION | w.LINK | w.SAYING | w.TITLE):
        return normal(word)
    return "x"


@lru_cache(maxsize=10_000)
def _flags(bits: int) -> list[int]:
    """The bits that features use, with how common the word is, as features."""
    found = [name for bit, name in _FLAGS if bits & bit]
    if bits & w.COMMON_LOWER:
        found.append(f"common{bits >> 33 & 3}")
    elif bits & g.COMMON:
        found.append(f"small{(bits & g.RANK) >> 11}")
    return [_feature(name, _ALWAYS) for name in found]


@lru_cache(maxsize=10_000)
def _of_shape(form: str) -> int:
    return _feature(f"s={form}", _NEAR)


@lru_cache(maxsize=10_000)
def _shifts(size: int) -> list[int]:
    """What a text of so many bytes differs by after each of `PLACES` from the text alone.

    CRC-32 is linear, so that this does not depend on the text:
    crc(place + text) = crc(text) ^ shift(place, size of the text).
    """
    blank = bytes(size)
    return [crc32(blank, seed) ^ crc32(blank) for seed in _SEEDS]


class OwnFeatures(NamedTuple):
    """The features of some words at one of `PLACES`.

    Attributes:
        keys: the features, those of each word together.
        begins: where those of each word begin.
    """

    keys: Hashes
    begins: Ints


def own_features(words: Sequence[str], bits: Sequence[int]) -> list[OwnFeatures]:
    """The features of words for each of `PLACES`.

    Args:
        words: the words; an empty one stands before and after a sentence.
        bits: their bits (see `index.extraction.words`).
    """
    found: list[int] = []
    begins: list[int] = []
    for word, b in zip(words, bits, strict=True):
        begins.append(len(found))
        found += _of_word(word, b) if word else [_PAD]
    return _placed(found, begins)


def class_features(levels: NDArray[np.uint16]) -> list[OwnFeatures]:
    """The features of classes for each of `PLACES`.

    Args:
        levels: for each class, the numbers of its classes from fine to coarse.
    """
    found = [
        _feature(f"{letter}={number}", _ALWAYS)
        for row in levels.tolist()
        for letter, number in zip(_LEVELS, row, strict=True)
    ]
    return _placed(found, list(range(0, len(found), len(_LEVELS))))


def _placed(found: list[int], begins: list[int]) -> list[OwnFeatures]:
    """Features without a place, and where those of each word begin → those of each place."""
    features = np.array(found, np.int64)
    reach = features & (_BYTE - (1 << 32))
    sizes, which = np.unique(features >> 34, return_inverse=True)
    shifts = np.array([_shifts(size) for size in sizes.tolist()], np.uint32)
    starts = np.array(begins, np.int64)
    out: list[OwnFeatures] = []
    for number, place in enumerate(PLACES):
        used = reach <= _REACH.get(place, _ALWAYS)
        keys = features[used].astype(np.uint32) ^ shifts[which[used], number]
        out.append(OwnFeatures(keys, (np.cumsum(used) - used)[starts]))
    return out


def _of_word(word: str, bits: int) -> list[int]:
    """The features of a word without a place; see `_BYTE`."""
    low = normal(word)
    data = low.encode("utf-8", "surrogatepass")
    found = [crc32(data, _WORD) + _ALWAYS + (len(data) + 2) * _BYTE, _of_shape(shape(word))]
    found += _flags(bits)
    found.append(_BIAS)
    if low.isalnum() or "-" in low or "." in low:
        if len(data) == len(low):
            parts = [data[:2], data[:3], data[:4], data[-1:], data[-2:], data[-3:], data[-4:]]
        else:
            ends = low[:2], low[:3], low[:4], low[-1:], low[-2:], low[-3:], low[-4:]
            parts = [part.encode("utf-8", "surrogatepass") for part in ends]
        for (seed, reach), part in zip(_ENDS, parts, strict=True):
            found.append(crc32(part, seed) + reach + (len(part) + 3) * _BYTE)
    if word != low:
        data = word.encode("utf-8", "surrogatepass")
        found.append(crc32(data, _AS_IS) + _HERE + (len(data) + 2) * _BYTE)
    return found
