"""The text pane: one article, folded to a comfortable width, with its names and hits marked.

In: an `Article`, its mentions, the hits of a search. Out: lines on the screen, and messages that
say which mention was followed and how far the reader has come. Offsets given and returned are
characters of the article's text. The article is drawn character by character, never parsed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import Binding
from textual.message import Message

from index.model import Span
from tui.widgets.folded_view import FoldedView
from tui.widgets.heading import heading
from tui.widgets.painting import Layer, SpanIndex
from tui.widgets.pointing import Pointing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.model import Article, LinkedMention


class ArticleView(Pointing, FoldedView):
    """Shows an article and lets one read, select, and follow its mentions."""

    BINDINGS: ClassVar = [
        Binding(
            "enter",
            "follow",
            "Follow",
            id="article.follow",
            show=False,
            tooltip="Follow the current mention, or the first in sight",
        ),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--source",
        "article--title",
        "article--empty",
        "article--boilerplate",
        "article--person",
        "article--org",
        "article--place",
        "article--misc",
        "article--demonym",
        "article--entity",
        "article--mention",
        "article--hit",
        "article--current-hit",
        "article--hover",
    }
    """
    | Class | What it is for |
    | :- | :- |
    | `article--source` | The line of outlet and date above the title. |
    | `article--title` | The title. |
    | `article--empty` | The words shown in place of an article. |
    | `article--boilerplate` | Text that is not the article's own. |
    | `article--person`, `-org`, `-place`, `-misc` | A mention, by type. |
    | `article--demonym` | A people's name that stands for a country. |
    | `article--entity` | Mentions of the current entity, on top of their type's. |
    | `article--mention` | The current mention, on top of that. |
    | `article--hit` | Words that a search matched. |
    | `article--current-hit` | The match one stands on. |
    | `article--hover` | The mention under the mouse. |
    """

    DEFAULT_CSS = """
    ArticleView {
        color: $foreground;
        & > .article--title { text-style: bold; }
        & > .article--source, & > .article--boilerplate { text-style: dim; }
        & > .article--empty { text-style: dim italic; }
        & > .article--person { text-style: underline; }
        & > .article--org { text-style: underline uu; }
        & > .article--place { text-style: underline italic; }
        & > .article--misc { text-style: underline uu italic; }
        & > .article--demonym { text-style: underline dim; }
        & > .article--entity { text-style: bold underline; }
        & > .article--mention { text-style: bold underline reverse; }
        & > .article--hit { text-style: reverse; }
        & > .article--current-hit { text-style: bold reverse; }
        & > .article--hover { text-style: bold; background: $panel; }
    }
    """

    class MentionFollowed(Message):
        """A mention was clicked, or Enter pressed on it."""

        def __init__(self, mention: LinkedMention) -> None:
            super().__init__()
            self.mention = mention
            """The mention to follow."""

    class Moved(Message):
        """Another line is at the top of the pane."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset
            """The first character in sight."""

        def can_replace(self, message: Message) -> bool:
            """Take the place of an older one that was not handled yet."""
            return isinstance(message, ArticleView.Moved)

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._article: Article | None = None
        # A place is an offset of the article plus the heading's length.
        self._head = 0
        self._head_layers: tuple[tuple[Span, str], ...] = ()
        self._boilerplate = SpanIndex()
        self._mentions: Sequence[LinkedMention] = ()
        self._mention_index = SpanIndex()
        self._hits = SpanIndex()
        self._entity: str | None = None
        self._mention: LinkedMention | None = None
        self._hit: Span | None = None
        self._styled: dict[tuple[str, ...], Style] = {}

    # What is shown

    @property
    def article(self) -> Article | None:
        """The article shown, or None."""
        return self._article

    def show(
        self,
        article: Article,
        mentions: Sequence[LinkedMention] = (),
        hits: Sequence[Span] = (),
        *,
        at: int | None = None,
    ) -> None:
        """Show an article.

        Args:
            article: the article.
            mentions: its mentions, sorted.
            hits: the words a search matched in it, sorted.
            at: the character to bring to the upper third of the pane; None for the top.
        """
        head = heading(article)
        self._article = article
        self._head = len(head.text)
        self._head_layers = head.layers
        joins = [(start + self._head, end + self._head) for start, end in article.joins]
        self._boilerplate = SpanIndex(article.boilerplate)
        self._mentions = mentions
        self._mention_index = SpanIndex(mentions)
        self._hits = SpanIndex(hits)
        self._forget()
        self.load(head.text + article.text, joins, None if at is None else at + self._head)

    def clear(self, message: str) -> None:
        """Show a few words in place of an article."""
        self._article = None
        self._head = len(message)
        self._head_layers = ((Span(0, len(message)), "article--empty"),)
        self._boilerplate = SpanIndex()
        self._mentions = ()
        self._mention_index = self._hits = SpanIndex()
        self._forget()
        self.load(message)

    def set_mentions(self, mentions: Sequence[LinkedMention]) -> None:
        """Mark other mentions (sorted) in the same article, without moving."""
        self._mentions = mentions
        self._mention_index = SpanIndex(mentions)
        self._hover = None
        self.repaint()

    def set_hits(self, hits: Sequence[Span]) -> None:
        """Mark other hits (sorted) in the same article, without moving."""
        self._hits = SpanIndex(hits)
        self._hit = None
        self.repaint()

    def set_current(self, entity: str | None, mention: LinkedMention | None = None) -> None:
        """Set off the mentions of one entity, and one of them above all, without moving."""
        if (entity, mention) != (self._entity, self._mention):
            self._entity, self._mention = entity, mention
            self.repaint()

    def set_current_hit(self, span: Span | None) -> None:
        """Set off one hit, without moving."""
        if span != self._hit:
            self._hit = span
            self.repaint()

    def _forget(self) -> None:
        self._entity = self._mention = self._hit = self._hover = None

    # Where one is

    @property
    def top_offset(self) -> int:
        """The first character in sight; 0 while the heading is."""
        return max(0, self.visible_places().start - self._head)

    def visible_span(self) -> Span:
        """Return the characters in sight."""
        start, end = self.visible_places()
        return Span(max(0, start - self._head), max(0, end - self._head))

    @property
    def selection_start(self) -> int:
        """The first character that is selected; the first in sight if none is."""
        selection = self.text_selection
        return self.top_offset if selection is None else self.selected(selection)[0] - self._head

    def scroll_to_offset(self, offset: int) -> None:
        """Bring a character's line to the top; for the first one, the heading too."""
        self.scroll_to_place(offset + self._head if offset > 0 else 0)

    def reveal(self, offset: int) -> None:
        """Bring a character into sight, with a few lines around it; move only if need be."""
        self.reveal_place(offset + self._head)

    def held(self) -> int | None:
        """Return the place of the hit or the mention one stands on."""
        span = self._hit or self._mention
        return None if span is None else span.start + self._head

    def mention_number(self, place: int) -> int | None:
        """Return the number of the mention that a place belongs to."""
        offset = place - self._head
        return next(self._mention_index.touching(offset, offset + 1), None)

    def follow(self, number: int) -> None:
        """Ask for a mention to be followed."""
        self.post_message(self.MentionFollowed(self._mentions[number]))

    def action_follow(self) -> None:
        """Follow the current mention, or else the first in sight."""
        mention = self._mention
        if mention is None:
            span = self.visible_span()
            number = next(self._mention_index.touching(span.start, span.end), None)
            mention = None if number is None else self._mentions[number]
        if mention is not None:
            self.post_message(self.MentionFollowed(mention))

    # Drawing

    def marks(self, start: int, end: int) -> Iterator[Layer]:
        """Yield what marks the places from `start` to `end`, the lowest layer first."""
        head = self._head
        for (first, last), name in self._head_layers:
            if first < end and last > start:
                yield first, last, self._style(name)
        for number in self._boilerplate.touching(start - head, end - head):
            first, last = self._boilerplate.span(number)
            yield first + head, last + head, self._style("article--boilerplate")
        for number in self._mention_index.touching(start - head, end - head):
            first, last = self._mention_index.span(number)
            style = self._style(*self._mention_classes(number))
            yield first + head, last + head, style
        for number in self._hits.touching(start - head, end - head):
            first, last = self._hits.span(number)
            name = "current-hit" if (first, last) == self._hit else "hit"
            yield first + head, last + head, self._style(f"article--{name}")
        current = self._mention
        if current is not None and self._hit is None and current.start < end - head:
            # The current mention stays plain to see among hits on the same words.
            found = self.mention_number(current.start + head)
            if found is not None and self._mentions[found] == current:
                style = self._style(*self._mention_classes(found))
                yield current.start + head, current.end + head, style

    def _mention_classes(self, number: int) -> tuple[str, ...]:
        mention = self._mentions[number]
        kind = "demonym" if mention.demonym else mention.type.lower()
        return (
            f"article--{kind}",
            *(("article--entity",) if mention.entity == self._entity else ()),
            *(("article--mention",) if mention == self._mention else ()),
            *(("article--hover",) if number == self._hover else ()),
        )

    def _style(self, *names: str) -> Style:
        """Return the style of component classes laid over one another."""
        style = self._styled.get(names)
        if style is None:
            style = Style.combine(self.get_component_rich_style(n, partial=True) for n in names)
            self._styled[names] = style
        return style

    def notify_style_update(self) -> None:
        """Forget the styles that the theme has replaced."""
        super().notify_style_update()
        self._styled.clear()

    def moved(self) -> None:
        """Say that another line is at the top."""
        self.post_message(self.Moved(self.top_offset))
