"""A folded copy of a text with one byte for each character, for quick searching.

In: a text. Out: bytes in which every word is in lower case without accents and everything
between words is spaces; one space stands before the first character and one after the last, so
that the word that begins at character ``i`` follows the space at byte ``i``. Texts with
characters that one byte cannot say (combining marks, ligatures, fractions), or whose words do not
stand between spaces (Chinese and Japanese), have no such copy.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from index.analysis import fold
from index.analysis.words import NUMBER_SIGNS, NUMERALS, is_mark, is_paired

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LETTER = 2
"""Stands for a letter of another script."""
_MARK = 1
_SPACE = 32
_PLANE = 0x10000
_APART = re.compile(f"[{NUMBER_SIGNS}{NUMERALS}]")
_HANGUL = (0xAC00, 0xD7A4)
"""Letters that stand for themselves (and are many)."""


def folded_bytes(text: str) -> bytes | None:
    """Return the folded copy of a text, or None where there can be none."""
    if text.isascii():
        return b" %b " % text.encode().translate(_ascii())
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    folded: bytes = _table().take(codes, mode="clip").tobytes()
    return None if bytes((_MARK,)) in folded else b" %b " % folded


def initials(folded: bytes) -> list[int]:
    """The bytes before two letters in a row that each stand alone, as in ``U.S.``, in order."""
    import numpy as np

    space = np.frombuffer(folded, dtype=np.uint8) == _SPACE
    alone = space[:-2] & space[2:]
    alone &= ~space[1:-1]
    found: list[int] = (alone[:-2] & alone[2:]).nonzero()[0].tolist()
    return found


@cache
def _ascii() -> bytes:
    return bytes(_byte(code) if code < 128 else _SPACE for code in range(256))


@cache
def _table() -> NDArray[np.uint8]:
    """For each character of the basic plane its byte; beyond it there are none."""
    import numpy as np

    table: Any = np.full(_PLANE + 1, LETTER, dtype=np.uint8)
    table[_PLANE] = _MARK
    table[0x3400:0xA000] = _MARK
    for start, end in ((0, 0x3400), (0xA000, _HANGUL[0]), (_HANGUL[1], _PLANE)):
        table[start:end] = [_byte(code) for code in range(start, end)]
    found: NDArray[np.uint8] = table
    return found


def _byte(code: int) -> int:
    char = chr(code)
    if code < 128:
        return ord(char.lower()) if char.isalnum() else _SPACE
    if _APART.match(char):
        return _MARK
    if not char.isalnum():
        return _MARK if is_mark(char) else _SPACE
    if is_paired(char):
        return _MARK
    if unicodedata.normalize("NFKD", char) == char and not fold(char).isascii():
        return LETTER
    letters = fold(char)
    if len(letters) != 1:
        return _MARK
    return ord(letters) if letters.isascii() and letters.isalnum() else LETTER
