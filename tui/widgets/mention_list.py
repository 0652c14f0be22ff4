"""All mentions of one entity, each in its context, under the articles that have them.

In: linked mentions in reading order, and contexts for those in sight as they arrive. Out: the
mention that is chosen, and which can be seen. On a wide pane a row is a concordance line, the
mentions one under the other; on a narrow one it is a passage of two lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message

from index.model import Span
from tui.widgets.cells import (
    fit,
    fit_left,
    from_word,
    one_line,
    particulars,
    pieces,
    strip_of,
    within,
)
from tui.widgets.virtual_list import Look, VirtualList

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from textual.strip import Strip

    from index.model import ArticleInfo, Entity, LinkedMention

_PLAIN = Style.null()

_WIDE = 96
"""Columns from which a mention's context has room enough on one line."""


_ROOMY = 36
"""Columns from which there is room for outlet and date beside a title."""


class MentionRow(NamedTuple):
    """One row: a mention, or (where there is none) the article that heads the next ones."""

    path: str
    mention: LinkedMention | None
    members: int = 0


class MentionList(VirtualList[MentionRow]):
    """The mentions of one entity."""

    BINDING_GROUP_TITLE = "Mentions"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,m",
            "close",
            "Close",
            show=False,
            id="mentions.close",
            tooltip="Back to the text",
        ),
    ]

    class Selected(Message):
        """A mention has been chosen, by Enter or by a click."""

        def __init__(self, mention: LinkedMention) -> None:
            super().__init__()
            self.mention = mention

    class Closed(Message):
        """The list is to go."""

    class VisibleChanged(Message):
        """Other mentions can be seen now.

        Attributes:
            mentions: those in sight, from the top.
        """

        def __init__(self, mentions: tuple[LinkedMention, ...]) -> None:
            super().__init__()
            self.mentions = mentions

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        self._contexts: dict[LinkedMention, tuple[str, str]] = {}
        self._articles: Mapping[str, ArticleInfo] = {}
        self.spellings: tuple[str, ...] = ()
        """The other spellings of the entity, the most frequent first."""
        super().__init__(row_height=1, empty="No mentions", id=id, classes=classes)

    # What the screen says

    def show(
        self,
        name: str,
        mentions: Sequence[LinkedMention],
        entity: Entity | None = None,
        articles: Mapping[str, ArticleInfo] | None = None,
        *,
        renewed: bool = False,
    ) -> None:
        """Show the mentions of an entity.

        Args:
            name: the entity's name.
            mentions: in reading order.
            entity: for its aliases, if they are known.
            articles: that they are in, by path.
            renewed: whether they take the place of others of the same entity: the cursor stays.
        """
        self._articles = articles or {}
        if not renewed:
            self._contexts = {}
        rows: list[MentionRow] = []
        heads: list[int] = []
        for mention in mentions:
            if not rows or rows[-1].path != mention.path:
                heads.append(len(rows))
                rows.append(MentionRow(mention.path, None))
            rows.append(MentionRow(mention.path, mention))
        for at, end in zip(heads, [*heads[1:], len(rows)], strict=False):
            rows[at] = rows[at]._replace(members=end - at - 1)
        self.replace_rows(rows, reset=not renewed)
        self.spellings = tuple(alias for alias in entity.aliases if alias != name) if entity else ()

    def set_contexts(self, contexts: Mapping[LinkedMention, tuple[str, str]]) -> None:
        """Give the words before and after some mentions."""
        self._contexts.update(contexts)
        self.refresh_rows()

    def move_to(self, mention: LinkedMention) -> None:
        """Put the cursor on a mention."""
        for place, row in enumerate(self.rows):
            if row.mention == mention:
                self.move_to_index(place)
                return

    def action_close(self) -> None:
        """Ask to be closed."""
        self.post_message(self.Closed())

    # What the list asks

    def key_of(self, row: MentionRow) -> Hashable:
        """The article and the place in it."""
        return (row.path, row.mention.start if row.mention else -1)

    def selectable(self, row: MentionRow) -> bool:
        """Headings cannot be chosen."""
        return row.mention is not None

    def draw_row(self, row: MentionRow, look: Look) -> list[Strip]:
        """A heading; or the words before, the mention, the words after."""
        if row.mention is None:
            heading = strip_of(self._heading(row, look.width - 1), look.width, look.base)
            return [strip_of([], look.width, look.base), heading][-self.row_height :]
        left, right = self._contexts.get(row.mention, ("", ""))
        words = fit(within(" ".join(row.mention.text.split()), look.width), look.width - 2)
        left, right = one_line(left), one_line(right)
        if self.row_height == 1:
            lines = [self._concordance(left, words, right, look.width - 1)]
        else:
            lines = self._passage(left, words, right, look.width - 1)
        return [strip_of([(look.mark, _PLAIN), *line], look.width, look.base) for line in lines]

    def _heading(self, row: MentionRow, room: int) -> list[tuple[str, Style]]:
        """The article's title and number of mentions; outlet and date tell versions apart."""
        info = self._articles.get(row.path)
        count = f" {row.members:,}"
        told = particulars(info, room // 2) if info is not None and room >= _ROOMY else ""
        rest = room - len(count) - (cell_len(told) + 2 if told else 0)
        title = fit(within(info.title if info is not None else row.path, rest), rest)
        gap = " " * (room - cell_len(title) - len(count) - cell_len(told))
        dim = self.part_style("list--dim")
        return [
            (" ", _PLAIN),
            (title, self.part_style("list--heading")),
            (count, dim),
            (gap + told, dim),
        ]

    def _concordance(
        self, left: str, words: str, right: str, width: int
    ) -> list[tuple[str, Style]]:
        """One line, on which the mentions of all rows stand one under the other."""
        dim = self.part_style("list--dim")
        room = max(0, width - cell_len(words))
        before = min(room, width * 9 // 20)
        left = fit_left(left, before)
        return [
            (" " * (before - cell_len(left)) + left, dim),
            (words, self.part_style("list--title")),
            (fit(right, room - before), dim),
        ]

    def _passage(
        self, left: str, words: str, right: str, width: int
    ) -> list[list[tuple[str, Style]]]:
        """Two lines of running text, the mention about the middle."""
        room = max(0, 2 * width - cell_len(words) - 4)
        left = from_word(fit_left(left, room * 9 // 20))
        text = left + words + right
        mark = Span(len(left), len(left) + len(words))
        first = set_cell_size(text, width)
        end = len(first.rstrip()) if cell_len(text) > width else len(text)
        space = text.rfind(" ", 0, end + 1)
        if end < len(text) and space > width // 2:
            end = space
        return [
            self._marked(text[:end], mark),
            self._marked(fit(text[end:], width), Span(mark.start - end, mark.end - end)),
        ]

    def _marked(self, text: str, mark: Span) -> list[tuple[str, Style]]:
        dim, bold = self.part_style("list--dim"), self.part_style("list--title")
        stripped = text.lstrip()
        moved = len(text) - len(stripped)
        span = Span(max(0, mark.start - moved), mark.end - moved)
        return [(piece.text, bold if piece.marked else dim) for piece in pieces(stripped, [span])]

    def on_resize(self) -> None:
        """Room for a whole passage takes two lines on a narrow pane and one on a wide one."""
        height = 1 if self.size.width >= _WIDE else 2
        if height != self.row_height:
            self.replace_rows(self.rows, row_height=height)
            self.scroll_to(y=0, animate=False, force=True)  # what is above belongs to the cursor
        super().on_resize()

    # What the list tells

    def row_highlighted(self, row: MentionRow) -> None:
        """Nobody asks where the cursor is."""

    def row_selected(self, row: MentionRow) -> None:
        """Tell which mention has been chosen."""
        if row.mention is not None:
            self.post_message(self.Selected(row.mention))

    def view_changed(self) -> None:
        """Tell which mentions can be seen and have no context yet."""
        wanted = [row.mention for row in self.visible_rows if row.mention is not None]
        missing = tuple(mention for mention in wanted if mention not in self._contexts)
        if missing:
            self.post_message(self.VisibleChanged(missing))
