"""Paragraphs and page breaks, as office files give them, become a body with places."""

from __future__ import annotations

from index.model import Place
from index.reading.composing import tidy


class Pages:
    """Collects text piece by piece; a paragraph inside another (a text box) is its own."""

    def __init__(self) -> None:
        self._open: list[list[str]] = []
        self._paragraphs: list[str] = []
        self._length = 0
        self._page = 1
        self._places: list[Place] = []

    def begin(self) -> None:
        """A paragraph begins."""
        self._open.append([])

    def add(self, text: str | None) -> None:
        """Text of the innermost paragraph."""
        if text and self._open:
            self._open[-1].append(text)

    def end(self) -> str:
        """The innermost paragraph ends; its text."""
        text = tidy("".join(self._open.pop())) if self._open else ""
        if text.strip():
            self._paragraphs.append(text)
            self._length += len(text) + 2
        return text

    def turn(self) -> None:
        """A new page begins here."""
        self._page += 1
        inside = sum(len(piece) for pieces in self._open for piece in pieces)
        start = self._length + inside
        if self._places and self._places[-1].start == start:
            self._places.pop()
        self._places.append(Place(start, f"p. {self._page}"))

    def text(self) -> str:
        """All paragraphs."""
        return "\n\n".join(self._paragraphs)

    def places(self) -> list[Place]:
        """Where the pages begin; empty if there is only one or the file does not say."""
        end = max(0, self._length - 2)
        inside = [place for place in self._places if place.start < end]
        return [Place(0, "p. 1"), *(p for p in inside if p.start)] if inside else []
