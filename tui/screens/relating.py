"""Related articles over the panes: what else tells of the same story or matter, and why.

In: the article that is open, and who fetches the others. Out: the one that is chosen, to be opened
or to be compared with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType

from tui.screens.over import FRAME, FilledScreen, Wording
from tui.state import plural
from tui.widgets.cells import one_line
from tui.widgets.related_list import RelatedList, RelatedRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from index import Corpus
    from index.answering.relating import Related
    from index.model import ArticleInfo
    from tui.screens.stage import Stage
    from tui.services.reader import Reader

_TITLE = 60
"""Characters of the article's title over the list."""


class Taken(NamedTuple):
    """The article that was chosen, and whether it is to be compared rather than opened."""

    article_id: int
    compare: bool


def related_rows(corpus: Corpus, article_id: int) -> list[RelatedRow]:
    """The articles related to one, as rows; on the reader's thread.

    Raises:
        NotFoundError: there is no such article (any more).
        BusyError: the index of words is not made yet.
    """
    return [
        RelatedRow(one.article, int(100 * one.score), ", ".join(one.names), _more(one))
        for one in corpus.related(article_id)
    ]


def _more(one: Related) -> str:
    days = (
        "" if one.days is None else f"{plural(one.days, 'day')} apart" if one.days else "same day"
    )
    versions = f"+{plural(one.versions, 'version')}" if one.versions else ""
    return " · ".join(part for part in (" ".join(one.words), days, versions) if part)


def show_related(
    stage: Stage, app: App[None], read: Callable[[int], None], compare: Callable[[int], None]
) -> None:
    """List the articles related to the one that is open or about to be.

    Args:
        stage: the panes and services.
        app: shows the list.
        read: opens the article that is chosen.
        compare: compares it with the open one.
    """
    number = stage.state.article_id
    article = None if number is None else stage.state.shelf.get(number)
    if article is None:
        stage.tell("No article is open")
        return

    def take(taken: Taken | None) -> None:
        if taken is not None:
            (compare if taken.compare else read)(taken.article_id)

    app.push_screen(RelatedScreen(stage.reader, article), take)


class RelatedScreen(FilledScreen[RelatedRow, Taken | None]):
    """Shows the related articles; ends with the one that is chosen, or None.

    Args:
        reader: fetches them.
        article: the one that they are related to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,r,q", "dismiss(None)", "Close", show=False),
    ]

    CSS = (
        FRAME
        + """
    RelatedScreen { align: center top; background: $background 40%; }
    #related { width: 110; }
    .-short #related { margin: 0; }
    """
    )

    def __init__(self, reader: Reader, article: ArticleInfo) -> None:
        wording = Wording(
            title=f"Related to {one_line(article.title[:_TITLE])}",
            keys="Enter opens · c compares",
            waiting="Looking…",
            nothing="No other article here tells of the same",
            failed="This cannot be told",
        )
        number = article.id
        super().__init__(
            reader,
            "related",
            wording,
            RelatedList(id="related"),
            lambda corpus: related_rows(corpus, number),
        )

    @on(RelatedList.Chosen)
    def _chosen(self, message: RelatedList.Chosen) -> None:
        self.dismiss(Taken(message.article_id, message.compare))
