"""The text pane while its article is compared with another: what only it has, where they differ.

In: `Marks`. Out: the same text with a few quiet marks in it, and signs in the margin that say
without colour what they are: ``┃`` only here, ``≠`` a discrepancy, ``▶`` where one stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from tui.widgets.noted_view import NotedView
from tui.widgets.painting import SpanIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.strip import Strip

    from index.model import Span
    from tui.widgets.painting import Layer


class Marks(NamedTuple):
    """What is marked; each sorted, in characters of the article's text.

    Attributes:
        only: what only this text has.
        differs: words that are others in the other text.
        missing: where the other text has more words.
        contradicted: numbers, days and names that are others there.
    """

    only: Sequence[Span] = ()
    differs: Sequence[Span] = ()
    missing: Sequence[Span] = ()
    contradicted: Sequence[Span] = ()


class ComparedView(NotedView):
    """Shows an article, and where it differs from another."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "compared--only",
        "compared--differs",
        "compared--missing",
        "compared--contradicted",
        "compared--margin",
    }
    """
    | Class | What it is for |
    | :- | :- |
    | `compared--only` | A passage that the other text does not have. |
    | `compared--differs` | Words that are others in the other text. |
    | `compared--missing` | What parts two words between which the other text has more. |
    | `compared--contradicted` | A number, day or name that is another one there. |
    | `compared--margin` | The signs in the margin. |
    """

    DEFAULT_CSS = """
    ComparedView {
        & > .compared--only { text-style: italic; }
        & > .compared--differs { text-style: bold; }
        & > .compared--missing { text-style: bold underline; }
        & > .compared--contradicted { text-style: bold reverse; }
        & > .compared--margin { text-style: bold; }
    }
    """

    _marks: tuple[tuple[str, SpanIndex], ...] = ()
    _stop: Span | None = None

    @property
    def is_compared(self) -> bool:
        """Whether the article is marked as compared with another."""
        return bool(self._marks)

    def load(
        self, text: str, joins: Sequence[tuple[int, int]] = (), place: int | None = None
    ) -> None:
        """Take a new text, in which nothing is marked."""
        self._marks, self._stop = (), None
        super().load(text, joins, place)

    def show_compared(self, marks: Marks | None) -> None:
        """Mark where the article differs from another one; None for not at all."""
        found = {} if marks is None else marks._asdict()
        self._marks = tuple((f"compared--{name}", SpanIndex(found[name])) for name in found)
        self._stop = None
        self.repaint()

    def held(self) -> int | None:
        """Return the place of the difference one stands on, or what an article's is."""
        return super().held() if self._stop is None else self._stop.start + self._head

    def set_stop(self, span: Span | None) -> None:
        """Set off the difference one stands on, without moving."""
        if span != self._stop:
            self._stop = span
            self.repaint()

    def marks(self, start: int, end: int) -> Iterator[Layer]:
        """Yield what marks the places from `start` to `end`, the lowest layer first."""
        only, rest = self._marks[:1], self._marks[1:]
        yield from self._layers(only, start, end)
        yield from super().marks(start, end)
        yield from self._layers(rest, start, end)

    def _layers(
        self, marks: Sequence[tuple[str, SpanIndex]], start: int, end: int
    ) -> Iterator[Layer]:
        head = self._head
        for name, spans in marks:
            for number in spans.touching(start - head, end - head):
                first, last = spans.span(number)
                yield first + head, last + head, self._style(name)

    def _strip(self, line: int) -> Strip:
        strip = super()._strip(line)
        if not self._marks or line >= self._folded.known:
            return strip
        start, end = (place - self._head for place in self._folded.line(line))
        sign = self._sign(start, end)
        return strip if sign == " " else self.with_sign(strip, sign, "compared--margin")

    def _sign(self, start: int, end: int) -> str:
        """What stands in the margin of a line, by its characters."""
        if self._stop is not None and start <= self._stop.start < end:
            return "▶"
        (_, only), *_, (_, contradicted) = self._marks
        if next(contradicted.touching(start, end), None) is not None:
            return "≠"
        return "┃" if next(only.touching(start, end), None) is not None else " "
