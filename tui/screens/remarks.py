"""All marks, tags and notes of the folder over the panes; also those of articles that are gone.

In: who fetches them, and who takes back what was said last. Out: the article and the passage to go
to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from index.model import Span
from tui.screens.over import FRAME, FilledScreen, Wording
from tui.state import plural
from tui.widgets.cells import fit, one_line
from tui.widgets.marks_list import MarksList, MarksRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index import Corpus
    from index.marks.model import Marks
    from index.model import ArticleInfo
    from tui.services.reader import Reader


class Going(NamedTuple):
    """Where to go: an article, and a passage of it or None."""

    article: ArticleInfo
    passage: Span | None


def marks_rows(corpus: Corpus) -> list[MarksRow]:
    """All that is put to articles, in their order, then what is of none; on the reader's thread.

    Raises:
        KeptError: it cannot be read.
    """
    every = corpus.marking.every()
    rows = [
        row
        for info in corpus.articles()
        if info.id in every
        for row in _rows(info.path, info.title, info, every[info.id])
    ]
    for one in corpus.marking.gone():
        rows += _rows(one.article.path, one.article.title, None, one.marks)
    return rows


def _rows(path: str, title: str, info: ArticleInfo | None, marks: Marks) -> Iterator[MarksRow]:
    first = MarksRow(path, title, info, None, marks.marked, marks.tags)
    if not marks.notes:
        yield first
    for note in marks.notes:
        yield first._replace(note=note)
        first = MarksRow(path, title, info)


class MarksScreen(FilledScreen[MarksRow, Going | None]):
    """Shows the marks and notes; ends with where to go, or None.

    Args:
        reader: fetches them.
        undo: takes back what was said last, and then says so by `renew`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,A,q", "dismiss(None)", "Close", show=False),
        Binding("u", "undo", "Take back", show=False),
    ]

    CSS = (
        FRAME
        + """
    MarksScreen { align: center top; background: $background 40%; }
    #marks { width: 110; }
    .-short #marks { margin: 0; }
    """
    )

    def __init__(self, reader: Reader, undo: Callable[[], None]) -> None:
        wording = Wording(
            title="Marks and notes",
            keys="Enter goes there · u takes back",
            waiting="Looking…",
            nothing="No article has a mark, a tag or a note",
            failed="What was marked cannot be read",
        )
        super().__init__(reader, "remarks", wording, MarksList(id="marks"), marks_rows)
        self._undo = undo

    def action_undo(self) -> None:
        """Take back what was said last."""
        self._undo()

    def renew(self, words: str) -> None:
        """Say something, and show what there is now."""
        self._filled.border_title = Content(fit(one_line(words), self._filled.size.width - 4))
        self._reader.ask("remarks", self._find, self._filled.replace_rows, self._say)

    def _fill(self, rows: list[MarksRow]) -> None:
        super()._fill(rows)
        notes = sum(row.note is not None for row in rows)
        articles = len({row.path for row in rows})
        if rows:
            told = f"{plural(articles, 'article')}, {plural(notes, 'note')}"
            self._filled.border_title = Content(f"Marks and notes: {told}")

    @on(MarksList.Chosen)
    def _chosen(self, message: MarksList.Chosen) -> None:
        row = message.row
        if row.info is None:
            words = f"{one_line(row.path)} is no longer there"
            self._filled.border_title = Content(fit(words, self._filled.size.width - 4))
            return
        note = row.note
        passage = Span(note.start, note.end) if note is not None and note.start >= 0 else None
        self.dismiss(Going(row.info, passage))
