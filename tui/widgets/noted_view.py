"""The text pane with what a person has put to its article: tags, and notes where they are about.

In: the article's `Marks`. Out: the same text, with the tags under its title and each note under the
paragraph that it is about; the passage itself has a sign in the margin: ``✎``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from index.model import Span
from tui.widgets.article_view import ArticleView
from tui.widgets.glosses import ABOVE, Gloss, GlossedLayout, GlossLine
from tui.widgets.heading import TITLE
from tui.widgets.painting import SpanIndex
from tui.widgets.selecting import TEXT
from tui.widgets.signs import NOTE, TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.events import Click

    from index.marks.model import Marks, Note
    from index.model import Article, LinkedMention
    from tui.widgets.layout import Flow, Layout
    from tui.widgets.painting import Layer

_QUOTED = 60
"""Characters of a passage that is not in the text any more, which are shown with its note."""


class NotedView(ArticleView):
    """Shows an article with its notes and tags."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "noted--passage",
        "noted--note",
        "noted--tags",
        "noted--margin",
    }
    """
    | Class | What it is for |
    | :- | :- |
    | `noted--passage` | A passage that a note is about. |
    | `noted--note` | The note's words. |
    | `noted--tags` | The tags under the title. |
    | `noted--margin` | The sign in the margin. |
    """

    DEFAULT_CSS = """
    NotedView {
        & > .noted--passage { background: $panel; text-style: italic; }
        & > .noted--note, & > .noted--tags { text-style: dim; }
        & > .noted--margin { text-style: bold; }
    }
    """

    class NoteChosen(Message):
        """A note was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number
            """Of the note, among the article's."""

    marks_of: Callable[[int], Marks | None] = staticmethod(lambda _: None)
    """Gives what a person has put to an article."""
    _noted: Marks | None = None
    _passages = SpanIndex()

    def show(
        self,
        article: Article,
        mentions: Sequence[LinkedMention] = (),
        hits: Sequence[Span] = (),
        *,
        at: int | None = None,
    ) -> None:
        """Show an article, as `ArticleView.show` does, with what a person has put to it."""
        self._note(self.marks_of(article.info.id))
        super().show(article, mentions, hits, at=at)

    def show_marks(self) -> None:
        """Show what a person has put to the article now, without moving."""
        if self.article is None:
            return
        before = _shown(self._noted)
        self._note(self.marks_of(self.article.info.id))
        if _shown(self._noted) == before:
            return
        place = self._top()
        self._strips.clear()
        self._folded = self.lay_out(self._folded.flow, self._width)
        if self._rows:
            self._to_line(self._folded.line_of(place) if place else 0)
            self._fold_later()

    def _note(self, marks: Marks | None) -> None:
        self._noted = marks
        spans = [Span(note.start, note.end) for note in (marks.notes if marks else ())]
        self._passages = SpanIndex(sorted(span for span in spans if span.start >= 0))

    @property
    def is_marked(self) -> bool:
        """Whether the article is marked."""
        return self._noted is not None and self._noted.marked

    def on_click(self, event: Click) -> None:
        """Tell which note was clicked."""
        spot = event.get_content_offset(self)
        said = None if spot is None else self._gloss(self.scroll_offset.y + spot.y)
        if said is not None and said.gloss.kind == "note" and event.chain == 1:
            event.prevent_default()
            self.post_message(self.NoteChosen(said.gloss.number))

    def _gloss(self, line: int) -> GlossLine | None:
        folded = self._folded
        return folded.gloss(line) if isinstance(folded, GlossedLayout) else None

    def select(self, start: int, end: int) -> None:
        """Select some characters of the article."""
        self.select_places(start + self._head, end + self._head)

    @property
    def selected_span(self) -> Span | None:
        """The characters of the article that are selected; None where none are."""
        selection = self.text_selection
        if selection is None:
            return None
        start, end = (max(0, place - self._head) for place in self.selected(selection))
        return Span(start, end) if start < end else None

    # Drawing

    def lay_out(self, text: Flow, width: int) -> Layout:
        """Return the display lines of a text with the notes between them."""
        glosses = self._glosses() if self.article is not None else []
        return GlossedLayout(text, width, glosses) if glosses else super().lay_out(text, width)

    def _glosses(self) -> list[Gloss]:
        marks = self._noted
        if marks is None:
            return []
        title = next((span for span, name in self._head_layers if name == TITLE), None)
        top = ABOVE if title is None else title.start
        tags = " ".join(f"{TAG}{tag}" for tag in marks.tags)
        found = [Gloss(top, "", tags, "tags")] if tags else []
        for number, note in enumerate(marks.notes):
            place = top if note.start < 0 else note.end - 1 + self._head
            found.append(Gloss(place, NOTE, _words(note), "note", number))
        return found

    def marks(self, start: int, end: int) -> Iterator[Layer]:
        """Yield what marks the places from `start` to `end`, the lowest layer first."""
        head = self._head
        for number in self._passages.touching(start - head, end - head):
            first, last = self._passages.span(number)
            yield first + head, last + head, self._style("noted--passage")
        yield from super().marks(start, end)

    def _strip(self, line: int) -> Strip:
        start, end = self._folded.line(line)
        said = self._gloss(line)
        if said is not None:
            style = self.base_style + Style.from_meta({"offset": (0, TEXT + start)})
            words = Segment(said.text, style + self._style(f"noted--{said.gloss.kind}"))
            strip = Strip([Segment(" " * self._indent, style), words])
            return strip.adjust_cell_length(self._pane, style)
        strip = super()._strip(line)
        begins = any(
            start <= self._passages.span(number)[0] + self._head
            for number in self._passages.touching(start - self._head, end - self._head)
        )
        return self.with_sign(strip, NOTE, "noted--margin") if begins else strip

    def with_sign(self, strip: Strip, sign: str, name: str) -> Strip:
        """Return a drawn line with a sign in the margin beside it, if there is a margin.

        Args:
            strip: the line.
            sign: one cell wide.
            name: the component class that the sign is drawn in.
        """
        if not self._indent or strip.cell_length <= self._indent:
            return strip
        first, *others = strip
        style = (first.style or self.base_style) + self._style(name)
        margin = [Segment(" " * (self._indent - 1), first.style), Segment(sign, style)]
        return Strip([*margin, *others], strip.cell_length)


def _words(note: Note) -> str:
    """A note's words; where its passage is not in the text any more, with that."""
    if not note.lost:
        return note.text
    quote = " ".join(note.quote.split())
    quote = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED].rstrip()}…"
    return f"{note.text}\n(on “{quote}”, which is not here any more)"


def _shown(marks: Marks | None) -> tuple[object, ...]:
    """What the text shows of an article's marks."""
    return (marks.tags, marks.notes) if marks else ((), ())
