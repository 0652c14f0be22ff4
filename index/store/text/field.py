"""The field of words and the schema: text → terms with positions, without Token objects.

In: a text. Out: for each of its terms the UTF-8 bytes, the frequency, the weight and the encoded
positions, in order of the bytes. The analysis is `index.analysis`; there is no analyzer object,
so nothing but this class is named in the index on disk.

Words of the text that are broken at the end of a line stand whole in a field of their own, at the
positions of their first parts in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Positions

from index.analysis import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT, TITLE, BROKEN = "text", "title", "broken"
WORD_FIELDS = (TEXT, TITLE, BROKEN)


class Words(FieldType):  # type: ignore[misc]
    """A field of words with positions, folded and not stemmed."""

    def __init__(self) -> None:
        self.format = Positions()
        self.scorable = True
        self.stored = False
        self.unique = False
        self.vector = None
        self.multitoken_query = "phrase"
        self.set_sortable(False)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, frequency, weight, positions) for each term of a text."""
        places: dict[str, list[int]] = {}
        for position, term in enumerate(terms(value)):
            places.setdefault(term, []).append(position)
        for term in sorted(places):
            positions = places[term]
            yield term.encode(), len(positions), float(len(positions)), self.encode(positions)

    def encode(self, positions: list[int]) -> bytes:
        """Return positions as Whoosh's `Positions` format encodes them."""
        encoded: bytes = self.format.encode(positions)
        return encoded

    def process_text(self, qstring: str, mode: str = "", **_: Any) -> Iterator[str]:
        """Yield the terms of a text."""
        yield from terms(qstring)


def schema() -> Schema:
    """The fields of the index: three of words, the others kept for each document."""
    return Schema(
        id=STORED(),
        text=Words(),
        title=Words(),
        broken=Words(),
        source=STORED(),
        path=STORED(),
        date=STORED(),
        label=STORED(),
    )
