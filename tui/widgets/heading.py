"""What stands above an article's text: its outlet and date, and its title.

In: an `Article`. Out: the words to put before the text, and what is what in the two together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from index.model import Span

if TYPE_CHECKING:
    from index.model import Article

SOURCE = "article--source"
TITLE = "article--title"
EMPTY = "article--empty"

NO_TEXT = "There is no text in it."
"""What stands in the place of a text that has no word."""


class Heading(NamedTuple):
    """The words above a text.

    Attributes:
        text: they end with a line break, if there are any.
        layers: spans of the heading followed by the article's text, each with the component
            class that it is drawn in.
    """

    text: str
    layers: tuple[tuple[Span, str], ...]


def heading(article: Article) -> Heading:
    """Return the heading of an article.

    A title with which the text begins is not repeated, nor is one that was cut from its first
    words.
    """
    info = article.info
    day = info.date.isoformat() if info.date is not None else ""
    source = " · ".join(filter(None, (" ".join(info.source.split()), day)))
    title = " ".join(info.title.split())
    layers: list[tuple[Span, str]] = []
    text = ""
    if source:
        layers.append((Span(0, len(source)), SOURCE))
        text = f"{source}\n"
    own = _title_in(article.text, title)
    if own is not None:
        layers.append((Span(own.start + len(text), own.end + len(text)), TITLE))
    elif not _is_cut_from(article.text, title):
        layers.append((Span(len(text), len(text) + len(title)), TITLE))
        text += f"{title}\n\n"
    if not article.text.strip():
        layers.append((Span(len(text), len(text) + len(NO_TEXT)), EMPTY))
        text += f"{NO_TEXT}\n"
    return Heading(text, tuple(layers))


def place_in(article: Article, offset: int) -> str:
    """Where in its original a character of an article's text stands; empty if that is not told."""
    places = article.places
    if not places:
        return ""
    return places[max(0, bisect_right(places, offset, key=lambda place: place.start) - 1)].label


def _title_in(text: str, title: str) -> Span | None:
    """Return where the title is if it makes up the first lines of the text."""
    words = r"\s+".join(map(re.escape, title.split()))
    found = re.match(rf"\s*#{{0,6}}\s*({words})[^\S\n]*(?:\n|\Z)", text, re.IGNORECASE)
    return Span(*found.span(1)) if found and words else None


def _is_cut_from(text: str, title: str) -> bool:
    """Whether a title is the first words of the text with an ellipsis for the rest."""
    words = title.removesuffix("…").split()
    beginning = r"\s+".join(map(re.escape, words))
    return title.endswith("…") and bool(words) and re.match(rf"\s*{beginning}", text) is not None
