"""How answers are written: text that is safe on a terminal, JSON, tab-separated lines, Rich.

An article's text, a title and a file's name are the words of strangers. In plain lines and
tables every control character of theirs is shown as a picture of itself, so that none reaches
the terminal; in JSON it is escaped. None is ever read as markup.
"""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from typing import IO, TYPE_CHECKING, Any

from tui.widgets.neutral import DROPPED, LOST, substitute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console


class _Written(dict[int, str]):
    """What is written for each character: as in the panes, but tabs and joiners stay."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        new = char if char == "\t" else substitute(char)
        if new == DROPPED:
            # What orders other text anew is shown as "unknown"; the rest is part of the words.
            new = LOST if unicodedata.bidirectional(char) in _REORDERING else char
        self[code] = new
        return new


_REORDERING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
_WRITTEN = _Written()
_UNSAFE_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    """`text` with line breaks as ``\\n`` and every other control character as a picture."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_WRITTEN)


def one_line(text: str) -> str:
    """`text` on one line, made safe: runs of white space are single spaces."""
    return " ".join(text.split()).translate(_WRITTEN)


def to_json(value: object) -> str:
    """`value` as JSON on one line, with no raw control character of any kind in it."""
    text = json.dumps(value, ensure_ascii=not _speaks_utf8(sys.stdout))
    return _UNSAFE_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write_json(head: Mapping[str, Any], key: str, items: Iterable[object]) -> None:
    """Write one JSON object: the pairs of `head`, then `key` with a list, an item on a line.

    The items are written as they come, so that a long answer needs no memory.
    """
    write = sys.stdout.write
    pairs = "".join(f"{to_json(name)}: {to_json(value)}, " for name, value in head.items())
    write(f"{{{pairs}{to_json(key)}: [")
    separator = "\n"
    for item in items:
        write(f"{separator}{to_json(item)}")
        separator = ",\n"
    write("\n]}\n" if separator != "\n" else "]}\n")


def write_row(*cells: object) -> None:
    """Write one tab-separated line; a tab or a line break within a cell becomes a space."""
    sys.stdout.write("\t".join(one_line(str(cell)) for cell in cells) + "\n")


def note(message: str) -> None:
    """Write one line beside the answer, on standard error."""
    sys.stderr.write(f"clew: {one_line(message)}\n")


def on_terminal(stream: IO[str]) -> bool:
    """Whether a person reads `stream`, on a terminal that can do more than print lines."""
    return stream.isatty() and os.environ.get("TERM", "") not in ("dumb", "unknown")


def console(stream: IO[str] | None = None) -> Console:
    """A Rich console that takes nothing for markup, an emoji's name or a thing to highlight."""
    from rich.console import Console

    return Console(
        file=stream or sys.stdout, markup=False, emoji=False, highlight=False, soft_wrap=False
    )


def prepare_streams() -> None:
    """Let no character of an answer be an error on a terminal that cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _speaks_utf8(stream: IO[str]) -> bool:
    return (getattr(stream, "encoding", "") or "").lower().replace("-", "") == "utf8"
