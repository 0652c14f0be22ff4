"""The lines of a text that have something on them; every other part of the reader works on these.

In: a text. Out: `Line` rows in order, with offsets into the text.
"""

from __future__ import annotations

from typing import NamedTuple

from index.model import Span


class Line(NamedTuple):
    """A line that is not blank, without the white space around it.

    Attributes:
        start: first character in the text.
        end: one past the last character.
        text: ``text[start:end]``.
        breaks: line breaks between the line before (or the text's beginning) and this one; two
            or more mean blank lines.
        indent: white space characters in front of it on its own line.
    """

    start: int
    end: int
    text: str
    breaks: int
    indent: int

    @property
    def span(self) -> Span:
        """Where the line stands."""
        return Span(self.start, self.end)


def split_lines(text: str) -> list[Line]:
    """The lines of `text`, ended by ``\\n``, ``\\r\\n`` or, where there is no ``\\n``, ``\\r``."""
    separator = "\n" if "\n" in text or "\r" not in text else "\r"
    lines: list[Line] = []
    position = breaks = 0
    for raw in text.split(separator):
        body = raw.strip()
        if body:
            indent = 0 if raw.startswith(body) else len(raw) - len(raw.lstrip())
            start = position + indent
            lines.append(Line(start, start + len(body), body, breaks, indent))
            breaks = 0
        position += len(raw) + 1
        breaks += 1
    return lines
