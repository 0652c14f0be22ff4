"""Document text → the text that an extractor reads, of the same length."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Span


def readable(text: str, boilerplate: Sequence[Span], joins: Sequence[Span]) -> str:
    """Blank what is not the article's own words, keeping every offset.

    Args:
        text: a document's text.
        boilerplate: sorted, disjoint spans of characters; they become line breaks, which name
            nothing and end a sentence.
        joins: sorted, disjoint spans of characters at which a sentence goes on; they become spaces.

    Returns:
        a text of the same length in characters.
    """
    blanks = [(start, end, "\n") for start, end in boilerplate]
    blanks += [(start, end, " ") for start, end in joins]
    if not blanks:
        return text
    pieces: list[str] = []
    at = 0
    for start, end, blank in sorted(blanks):
        begin = max(start, at)
        if end <= begin:
            continue
        pieces.append(text[at:begin])
        pieces.append(blank * (min(end, len(text)) - begin))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)
