"""Make hostile text safe to draw, without moving a single offset.

In: any string. Out: a string of the same length in which every character is a line break
(``"\\n"``), something that a terminal draws in one or two cells, a combining mark, or `DROPPED`,
which is never drawn. An offset into one is an offset into the other.
"""

from __future__ import annotations

import re

DROPPED = "\0"
"""Stands for a character that takes no room and is not drawn."""

MARKS = 4
"""How many combining marks may follow one another; the rest of a pile is dropped."""

LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that cannot be shown and has no picture."""

_BREAKS = frozenset("\n\x0b\x0c\u2028\u2029")
_PLAIN = b"\n" + bytes(range(0x20, 0x7F))

# Soft hyphen, joiners, direction marks and overrides, variation selectors, byte order mark, tags:
# they draw nothing, reorder what is around them, or change widths from terminal to terminal.
_INVISIBLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x180B, 0x180F),
    (0x200B, 0x200B),
    (0x200D, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE0FFF),
)


def substitute(char: str) -> str:
    """Return what is drawn for one character: itself, a stand-in of one cell, or `DROPPED`.

    Control characters get their Unicode picture (escape is ``␛``); a tab is one space; vertical
    tab, form feed and the Unicode separators end a line; surrogates and the C1 controls become
    the replacement character.
    """
    code = ord(char)
    if char in _BREAKS:
        return "\n"
    if char == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code < 0x7F:
        return char
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE:
        return LOST
    if any(first <= code <= last for first, last in _INVISIBLE):
        return DROPPED
    return char


def neutral(text: str) -> tuple[str, str]:
    """Make a text safe to draw.

    ``"\\r\\n"`` becomes a space and a line break, a lone ``"\\r"`` a line break.

    Returns:
        The text with each character replaced by its `substitute`, of the same length, and those
        of its characters that do not take exactly one cell, each once.
    """
    # By way of bytes because this is the one thing done to the whole of a long text at once.
    rare = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    found = set(rare.decode("utf-8", "surrogatepass"))
    if not found:
        return text, ""
    if "\r" in found:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
        found.remove("\r")
    table = {char: new for char in found if (new := substitute(char)) != char}
    if len(table) > 8:
        text = text.translate({ord(char): new for char, new in table.items()})
    else:
        # The character that stands for a dropped one comes first, before any is dropped.
        for char, new in sorted(table.items()):
            text = text.replace(char, new)
    found = (found - table.keys()) | (set(table.values()) - {"\n"})
    odd = "".join(char for char in found if cells(char) != 1)
    marks = re.escape("".join(char for char in odd if cells(char) == 0 and char != DROPPED))
    if marks and (pile := re.compile(f"[{marks}]{{{MARKS + 1},}}")).search(text):
        text = pile.sub(lambda m: m[0][:MARKS] + DROPPED * (len(m[0]) - MARKS), text)
        odd = "".join(char for char in {*odd, DROPPED} if char in text)
    return text, odd


class _Cells(dict[str, int]):
    """The cells of each character met so far."""

    def __missing__(self, char: str) -> int:
        # Here because the command line writes lines without ever counting cells.
        from rich.cells import get_character_cell_size

        width = 0 if char == DROPPED else get_character_cell_size(char)
        self[char] = width
        return width


_CELLS = _Cells()


def cells(char: str) -> int:
    """Return how many terminal cells a character of neutral text takes: 0, 1 or 2."""
    return _CELLS[char]
