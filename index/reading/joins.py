"""Line breaks inside sentences: where scraping or hard wrapping has broken running text.

In: a text's lines and which of them are boilerplate. Out: sorted, disjoint spans of the white
space between two lines that read on. Three causes are told apart: a name that a page showed as a
link stands on its own line; a sentence is cut and goes on in lower case or with its comma; a whole
text is wrapped at a column, told by the next word never fitting on the line before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.model import Span

if TYPE_CHECKING:
    from index.reading.lines import Line

SENTENCE_END = re.compile(r"[.!?…。！？؟۔।॥:][\"'”’»›)\]*_]*$")
"""The end of a complete sentence, or of the words that announce what follows."""

_STRUCTURE = re.compile(
    r"[-*+•‣◦▪–—>|#●○■✓→]+(?:\s|$)|\d{1,3}[.)]\s|[a-zA-Z][.)]\s|[ivx]{1,4}[.)]\s|#{1,6}\s|```|~~~"
    r"|[|+]|\S*://|www\.|[\w.+-]+@\w|\[\^?\w{1,12}\]:?\s|<|\W{3,}$"
)
_ASSIGNMENT = re.compile(r"[A-Za-z_][\w.-]* ?=\s?\S")
_GLUED = re.compile(r"[,;](?=\s|$)|[,;][\"”’»]|['’]s\b")
_STOP = re.compile(r"\.(?=\s|$)")
_DATELINE = re.compile(r"[^\W\d_][^\d_()]{2,40}?[\s.]{0,2}[-–—]{1,2}$")
_OPEN_WORDS_TEXT = """
the a an of and or its his their our whose to with from by el la los las de del le les du
des il gli di y et und der das dem den
"""
_OPEN_WORDS = frozenset(_OPEN_WORDS_TEXT.split())
_CARRY_ON_TEXT = """
a an and as at be been but by can could did do does for from had has have he her his in into
is it its may might must nor not of on or our over said says she should so than that the their
then they this to told under until was were what when where which while who whom whose will
with would
"""
_CARRY_ON = frozenset(_CARRY_ON_TEXT.split())
_LONG = 45
_FRAGMENT = 60
_VERSE = 60
_MANY = 6
_WORD = 30


def find_joins(lines: list[Line], whole: list[bool]) -> list[Span]:
    """The breaks at which a sentence goes on; `whole` marks lines that are boilerplate."""
    count = len(lines)
    if count < 2:
        return []
    blocked = [bad or _is_structure(line) for line, bad in zip(lines, whole, strict=True)]
    width = wrap_width(lines, blocked)
    verse = [False] * count if width else _verse(lines)
    joined = [False] * count
    for n in range(count - 1, 0, -1):
        if blocked[n] or blocked[n - 1] or (verse[n] and lines[n].breaks == 1):
            continue
        after = joined[n + 1] if n + 1 < count else False
        joined[n] = _reads_on(lines[n - 1], lines[n], after) or (
            width > 0 and lines[n].breaks == 1 and _is_wrapped(lines[n - 1], lines[n], width)
        )
    return [Span(lines[n - 1].end, lines[n].start) for n in range(1, count) if joined[n]]


def wrap_width(lines: list[Line], blocked: list[bool]) -> int:
    """The column at which a text is hard-wrapped, or 0.

    A text is wrapped when most lines that are followed directly by another could not have taken
    the next line's first word, and at least a third of those next lines start in lower case,
    which sets prose apart from verse and lists.
    """
    pairs = [
        n
        for n in range(1, len(lines))
        if lines[n].breaks == 1 and not blocked[n] and not blocked[n - 1]
    ]
    if len(pairs) < 2:
        return 0
    blocks = {m for n in pairs for m in (n - 1, n)}
    lengths = sorted(lines[m].indent + len(lines[m].text) for m in blocks)
    width = lengths[(len(lengths) * 9) // 10]
    few = len(pairs) < _MANY
    if not (60 if few else 50) <= width <= 130:
        return 0
    full = sum(_fills(lines[n - 1], lines[n], width) for n in pairs)
    small = sum(not _is_capital(lines[n].text.lstrip("\"'“‘«(")[:1]) for n in pairs)
    needed = 0.75 if few else 0.6
    return width if full >= needed * len(pairs) and small >= 0.35 * len(pairs) else 0


def is_sentence_end(text: str) -> bool:
    """Whether a line ends a sentence or announces what follows."""
    return SENTENCE_END.search(text[-12:]) is not None


def _reads_on(before: Line, line: Line, after: bool) -> bool:
    """Whether `line` carries on from `before`; `after`: the line below carries on from `line`."""
    a, b = before.text, line.text
    head = b[:3]
    if _GLUED.match(head):
        return True
    ended = is_sentence_end(a)
    if _STOP.match(head):
        return not ended
    if ended:
        return False
    first = b.lstrip("\"'“‘«")[:1]
    if first.islower():
        return _carries_on(a, b)
    if len(b) <= 60 and _DATELINE.fullmatch(b):
        return False
    if len(a) <= 60 and _DATELINE.fullmatch(a):
        return first.isupper() and (after or len(b) >= _LONG)
    if a[-1] in "([{“‘«":
        return True
    if not (first.isalnum() or first in "(["):
        return False
    last_word = a.rsplit(None, 1)[-1]
    if last_word in _OPEN_WORDS and (len(a) >= 20 or _begins_open(a)):
        return True
    return after and len(b) <= _FRAGMENT and _is_open(a)


def _carries_on(a: str, b: str) -> bool:
    """Whether a line in lower case continues the one above, as opposed to heading a list item."""
    word = b.lstrip("\"'“‘«").split(None, 1)[0]
    if not word.islower() or "/" in word:
        return False
    if len(a) >= _LONG or a[-1] == "," or a.rsplit(None, 1)[-1] in _OPEN_WORDS:
        return True
    bare = word.strip('.,;:!?"”’»')
    return len(b) >= _LONG or bare in _CARRY_ON or is_sentence_end(b)


def _is_open(a: str) -> bool:
    """Whether a line without a sentence's end is running text rather than a heading."""
    if not (a[-1].isalnum() or a[-1] in ",\"”’'"):
        return False
    return len(a) >= _LONG or _begins_open(a) or a.rsplit(None, 1)[-1] in _CARRY_ON


def _begins_open(text: str) -> bool:
    """Whether a line itself starts in the middle of a sentence."""
    return text[0].islower() or text[0] in ",;" or _GLUED.match(text[:3]) is not None


def _is_structure(line: Line) -> bool:
    text = line.text
    if "   " in text or "\u2500" <= text[0] <= "\u259f" or _ASSIGNMENT.match(text[:80]):
        return True
    if text[0].isalpha() and len(text) > 3 and text[1].isalpha() and text[2].isalpha():
        return (
            "://" in text[:12] or "\t" in text or text.startswith("www.") or text.count(" | ") > 1
        )
    return _STRUCTURE.match(text[:80]) is not None or "\t" in text


def _verse(lines: list[Line]) -> list[bool]:
    """For each line, whether it stands in a block of three or more short lines."""
    result = [False] * len(lines)
    start = 0
    for n in range(1, len(lines) + 1):
        if n < len(lines) and lines[n].breaks == 1:
            continue
        size = n - start
        if size >= 3 and sum(len(lines[k].text) < _VERSE for k in range(start, n)) >= 0.8 * size:
            result[start:n] = [True] * size
        start = n
    return result


def _fills(before: Line, line: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted at the end of the line before."""
    space = line.text.find(" ", 0, _WORD)
    short = len(line.text) if len(line.text) < _WORD else 1  # scripts without spaces break anywhere
    word = space if space > 0 else short
    return before.indent + len(before.text) + 1 + word > width


def _is_wrapped(before: Line, line: Line, width: int) -> bool:
    if line.indent > before.indent or len(before.text) > width + 30:
        return False
    return _fills(before, line, width)


def _is_capital(letter: str) -> bool:
    return letter.isupper() or letter.istitle()
