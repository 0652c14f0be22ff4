"""Tokenising in bulk: many texts at once, as bytes, with numpy.

In: texts. Out: where their plain words stand (runs of ASCII letters and digits, in lower case)
and where pieces stand that only the tokeniser (`index.analysis.words`) can read: with letters of
other scripts, with initials like ``U.S.`` or signs as in ``C++``, or longer than `WIDTH`. What is
taken for a plain word here is the same token there: as no token looks across white space, a piece
with nothing in it but plain words, marks that part words and possessives can be read without
asking.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis.words import NUMBER_SIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]

WIDTH = 16
"""Plain words are at most so long."""

_OTHER, _PLAIN, _HIGH, _WHITE, _SIGN = range(5)
_KINDS = bytearray([_OTHER]) * 128 + bytearray([_HIGH]) * 128
for _byte in b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz":
    _KINDS[_byte] = _PLAIN
for _byte in b" \t\n\r\v\f":
    _KINDS[_byte] = _WHITE
for _byte in b".+#":
    _KINDS[_byte] = _SIGN
_FRONT, _BACK = b"\n\n", b"\n" * (WIDTH + 8)
_APOSTROPHE, _STOP, _S, _A = b"'.sa"
_PARTS = re.compile(rf"[^\w\u00ad\u200c\u200d\u2060{NUMBER_SIGNS}]")


def _parting(lead: bytes) -> NDArray[np.bool_]:
    """For each of the 64 characters that begin with these bytes whether it only parts words."""
    chars = [(lead + bytes([0x80 + low])).decode() for low in range(64)]
    return np.array([_PARTS.match(char) is not None for char in chars])


_LATIN = _parting(b"\xc2")
_GENERAL = _parting(b"\xe2\x80")
_CURLY = ord("’") & 0x3F


class Runs(NamedTuple):
    """The words of some texts; offsets are bytes of `data`, half-open.

    Attributes:
        data: the texts in UTF-8 with ASCII in lower case, white space between and around them;
            at least `WIDTH` bytes follow every run.
        bounds: where each text begins, and where the last one ends.
        starts: where the plain words begin, in order.
        ends: where they end.
        first: where the pieces for the tokeniser begin, in order; no plain word stands in them.
        last: where they end.
    """

    data: bytes
    bounds: Ints
    starts: Ints
    ends: Ints
    first: Ints
    last: Ints


def runs(texts: Sequence[str]) -> Runs:
    """Find the words of some texts."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    data = b"".join((_FRONT, b"\n".join(encoded).lower(), _BACK))
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, encoded), np.int64, len(texts)) + 1, out=bounds[1:])
    bounds += len(_FRONT)
    raw = np.frombuffer(data, dtype=np.uint8)
    kinds = np.frombuffer(bytearray(data.translate(_KINDS)), dtype=np.uint8)
    straight = np.flatnonzero(raw == _APOSTROPHE)
    apostrophes = [(straight, straight + 1)]
    if not data.isascii():
        curly = _part(raw, kinds)
        apostrophes.append((curly, curly + 3))
    hard = kinds == _HIGH
    hard[_initials(raw, kinds)] = True
    dropped = [
        after[(kinds[at - 1] == _PLAIN) & (raw[after] == _S) & (kinds[after + 1] != _PLAIN)]
        for at, after in apostrophes
    ]
    for after in dropped:
        kinds[after] = _OTHER
    plain = kinds == _PLAIN
    edges = np.flatnonzero(plain[1:] != plain[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    first, last = _pieces(kinds, hard)
    kept = ends - starts <= WIDTH
    long = ~kept
    if len(first):
        # How many pieces have begun and not ended where each word begins: none or one.
        inside = np.zeros(len(starts) + 1, dtype=np.int64)
        np.add.at(inside, np.searchsorted(starts, first), 1)
        np.add.at(inside, np.searchsorted(starts, last), -1)
        outside = np.cumsum(inside[:-1]) == 0
        kept &= outside
        long &= outside
    if long.any():
        first = np.concatenate([first, starts[long]])
        last = np.concatenate([last, ends[long]])
        order = np.argsort(first)
        first, last = first[order], last[order]
    if not kept.all():
        starts, ends = starts[kept], ends[kept]
    return Runs(data, bounds, starts, ends, first, last)


def _part(raw: Bytes, kinds: Bytes) -> Ints:
    """Give the marks outside ASCII that only part words their kind; return curly apostrophes."""
    high = np.flatnonzero(kinds == _HIGH)
    lead = raw[high]
    two = high[lead == 0xC2]
    two = two[_LATIN[raw[two + 1] & 0x3F]]
    three = high[lead == 0xE2]
    three = three[raw[three + 1] == 0x80]
    third = raw[three + 2] & 0x3F
    curly: Ints = three[third == _CURLY]
    three = three[_GENERAL[third]]
    for at in (two, two + 1, three, three + 1, three + 2):
        kinds[at] = _OTHER
    return curly


def _initials(raw: Bytes, kinds: Bytes) -> Ints:
    """Full stops between letters the first of which stands alone; other signs behind such one."""
    at = np.flatnonzero(kinds == _SIGN)
    at = at[(kinds[at - 1] == _PLAIN) & (kinds[at - 2] != _PLAIN) & (raw[at - 1] >= _A)]
    stop = raw[at] == _STOP
    found: Ints = at[~stop | ((kinds[at + 1] == _PLAIN) & (raw[at + 1] >= _A))]
    return found


def _pieces(kinds: Bytes, hard: Flags) -> tuple[Ints, Ints]:
    """The pieces between white space in which some bytes stand."""
    if not hard.any():
        none = np.zeros(0, dtype=np.int64)
        return none, none
    white = np.flatnonzero(kinds == _WHITE)
    found = np.flatnonzero(np.logical_or.reduceat(hard, white))
    return white[found] + 1, white[found + 1]
