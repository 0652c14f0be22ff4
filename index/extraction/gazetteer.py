"""The names that the extractors know beforehand, and what each may be.

Made by `index.extraction.build.gazetteer`; the sources and their licences are in ``data/NOTICE``.
"""

from __future__ import annotations

import lzma
from array import array
from functools import lru_cache, reduce
from importlib.resources import files
from operator import or_
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTRY = 1
STATE = 2
CITY = 4
TOWN = 8
ORG = 16
DEMONYM = 32
GROUP = 64
FIRST = 128
LAST = 256
FOREIGN_LAST = 512
COMMON = 1024

PLACE = COUNTRY | STATE | CITY
SURNAME = LAST | FOREIGN_LAST

_BITS = {
    "C": COUNTRY,
    "S": STATE,
    "B": CITY,
    "T": TOWN,
    "O": ORG,
    "D": DEMONYM,
    "G": GROUP,
    "F": FIRST,
    "L": LAST,
    "I": FOREIGN_LAST,
    "0": COMMON,
    "1": COMMON | 2048,
    "2": COMMON | 4096,
    "3": COMMON | 2048 | 4096,
}
RANK = 2048 | 4096
"""For a common word, how common: 0 among the first 500, then 2048, 4096, both."""


_ENTRY, _KIND = b"\n", b"\t"
"""What stands before an entry of a `Table`, and between its name and the number of its kinds."""

_FIRST_NUMBER = 32
"""Of kinds, so that none looks like what stands before an entry."""


class Table:
    """Names → the sum of the kinds that each may be, in a seventh of the memory of a dictionary.

    The names stand in one block of bytes, in the order of their hashes: those of one hash in a row.
    """

    def __init__(self, names: Sequence[bytes], kinds: Sequence[bytes], bits: Sequence[int]) -> None:
        """Take names and, for each, a byte that says which of the sums of kinds is its own.

        Args:
            names: different, in UTF-8, without white space but for single spaces.
            kinds: for each a byte, `_FIRST_NUMBER` and the place in `bits`.
            bits: sums of kinds.
        """
        import numpy as np

        self._bits = bits
        self._mask = (1 << len(names).bit_length()) - 1
        hashes = np.fromiter(map(crc32, names), np.uint32, len(names)) & np.uint32(self._mask)
        order = np.argsort(hashes, kind="stable")
        entries = [_ENTRY + names[k] + _KIND + kinds[k] for k in order.tolist()]
        ends = np.cumsum(np.fromiter(map(len, entries), np.int64, len(entries)))
        firsts = np.searchsorted(hashes[order], np.arange(self._mask + 2))
        self._begins = array("I", np.append(0, ends)[firsts].astype(np.uint32).tobytes())
        self._block = b"".join(entries)

    def get(self, name: str, default: int = 0) -> int:
        """The sum of a name's kinds, or what to say of an unknown one."""
        data = name.encode("utf-8", "surrogatepass")
        row = crc32(data) & self._mask
        begin = self._begins[row]
        end = self._begins[row + 1]
        if begin == end:
            return default
        at = self._block.find(_ENTRY + data + _KIND, begin, end)
        return default if at < 0 else self._bits[self._block[at + len(data) + 2] - _FIRST_NUMBER]

    def __contains__(self, name: str) -> bool:
        return self.get(name) != 0

    def __getitem__(self, name: str) -> int:
        bits = self.get(name)
        if not bits:
            raise KeyError(name)
        return bits


class Gazetteer(NamedTuple):
    """What is known of words and phrases.

    Attributes:
        words: a single word → the sum of the kinds it may be (lower-case words are common ones).
        phrases: several words joined by single spaces, cut as the tokeniser cuts → kinds.
        longest: the first word of a phrase → the number of words of its longest phrase.
        seconds: the first word of a phrase → the letters that a word after it begins with.
    """

    words: Table
    phrases: Table
    longest: dict[str, int]
    seconds: dict[str, str]


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """Read the gazetteer that ships with the package; once a process."""
    packed = files("index.extraction").joinpath("data/gazetteer.txt.xz").read_bytes()
    numbers: dict[bytes, bytes] = {}
    words: tuple[list[bytes], list[bytes]] = [], []
    phrases: tuple[list[bytes], list[bytes]] = [], []
    longest: dict[str, int] = {}
    seconds: dict[str, str] = {}
    for line in lzma.decompress(packed).split(b"\n"):
        name, _, letters = line.partition(b"\t")
        kind = numbers.get(letters)
        if kind is None:
            kind = numbers[letters] = bytes([_FIRST_NUMBER + len(numbers)])
        if b" " in name:
            names, kinds = phrases
            first, _, rest = name.decode().partition(" ")
            longest[first] = max(longest.get(first, 0), rest.count(" ") + 2)
            if rest[0] not in (letters_of := seconds.get(first, "")):
                seconds[first] = letters_of + rest[0]
        else:
            names, kinds = words
        names.append(name)
        kinds.append(kind)
    bits = [reduce(or_, (_BITS[letter] for letter in letters.decode()), 0) for letters in numbers]
    return Gazetteer(Table(*words, bits), Table(*phrases, bits), longest, seconds)


def phrase_length(words: Sequence[str], i: int, end: int) -> int:
    """How many words from word i, up to an end, the longest phrase takes; 0 if there is none."""
    known = load()
    first = words[i]
    if i + 1 >= end or words[i + 1][0] not in known.seconds.get(first, ()):
        return 0
    for size in range(min(known.longest[first], end - i), 1, -1):
        if " ".join(words[i : i + size]) in known.phrases:
            return size
    return 0
