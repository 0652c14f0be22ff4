"""Counts of the result over the list of articles: by outlet, folder, name and month, or day.

In: what is searched, and who fetches the counts. Out: the clause that narrows the search, which
is added to the query in the search bar, where it can be seen, changed and taken out again.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from index.errors import QueryError
from tui.screens.narrowing import narrow_by
from tui.screens.over import FRAME, FilledScreen, Wording
from tui.state import plural
from tui.widgets.facet_list import Facet, FacetHeading, FacetList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import App

    from index import Corpus
    from tui.screens.searching import Searching
    from tui.screens.stage import Stage
    from tui.services.reader import Reader

NAMES = 30
"""How many names are counted."""

FOLDERS = 30
"""How many folders are."""


def facet_rows(corpus: Corpus, query: str, *, typing: bool) -> list[Facet | FacetHeading]:
    """Count what a query finds; on the reader's thread. One month is counted by its days.

    Raises:
        QueryError: the query cannot be understood.
    """
    from index.query import quoted

    counts = corpus.facets(query, typing=typing)
    names = corpus.entity_counts(query, limit=NAMES, typing=typing)
    found = corpus.search(query, sort="path", snippets=0, typing=typing).hits
    times, name = counts.months, "Months"
    if len(times) == 1:
        days = Counter(hit.article.date.isoformat() for hit in found if hit.article.date)
        times, name = dict(sorted(days.items(), reverse=True)), "Days"
    folders = _folders([hit.article.path for hit in found])
    return [
        *_group(
            "Outlets",
            (
                (name or "(no outlet)", count, f"source:={quoted(name)}" if name else "")
                for name, count in counts.sources.items()
                if any(counts.sources)
            ),
        ),
        *_group("Folders", ((n, count, f"path:{quoted(f'{n}/')}") for n, count in folders)),
        *_group("Names", ((e.name, count, f"entity:{quoted(e.name)}") for e, count in names)),
        *_group(name, ((time, count, f"date:{time}") for time, count in times.items())),
    ]


def _folders(paths: Sequence[str]) -> list[tuple[str, int]]:
    """The folders at the top, by how many paths have each in them; none where there is but one.

    They are counted as ``path:`` finds them: wherever in a path the words stand.
    """
    from index.analysis import fold

    tops = {path.partition("/")[0] for path in paths if "/" in path}
    if not tops or len(tops) + any("/" not in path for path in paths) < 2:
        return []
    folded = [fold(path) for path in paths]
    counted = [(top, sum(fold(f"{top}/") in path for path in folded)) for top in sorted(tops)]
    return sorted(counted, key=lambda one: -one[1])[:FOLDERS]


def _group(words: str, counted: Iterable[tuple[str, int, str]]) -> list[Facet | FacetHeading]:
    rows = [Facet(label, count, _understood(clause)) for label, count, clause in counted]
    return [FacetHeading(words), *rows] if rows else []


def _understood(clause: str) -> str:
    """The clause, or nothing if it cannot be asked (a name without a letter)."""
    from index.query import parse

    try:
        return clause if parse(clause) else ""
    except QueryError:
        return ""


def narrow(stage: Stage, app: App[None], searching: Searching) -> None:
    """Count the articles of the list, and narrow the search to what is chosen."""
    state = stage.state
    if not state.rows:
        stage.tell("There is nothing to narrow")
        return

    def add(clause: str | None) -> None:
        if clause:
            narrow_by(stage, searching, clause)

    total = state.result.total if state.result is not None else len(state.shelf)
    app.push_screen(FacetScreen(stage.reader, state.query, typing=state.typing, total=total), add)


class FacetScreen(FilledScreen[Facet | FacetHeading, str]):
    """Shows the counts; ends with the clause that is chosen, or an empty string.

    Args:
        reader: fetches the counts.
        query: what is searched.
        typing: whether it is still being typed.
        total: how many articles answer it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,x,q", "dismiss('')", "Close", show=False),
    ]

    CSS = (
        FRAME
        + """
    FacetScreen { align: left top; background: $background 40%; }
    #facets { width: 48; }
    """
    )

    def __init__(self, reader: Reader, query: str, *, typing: bool, total: int) -> None:
        wording = Wording(
            title=f"Narrow {plural(total, 'article')}",
            keys="Enter narrows · Tab next kind",
            waiting="Counting…",
            nothing="There is nothing to count",
            failed="This cannot be counted",
        )
        super().__init__(
            reader,
            "facets",
            wording,
            FacetList(id="facets"),
            lambda corpus: facet_rows(corpus, query, typing=typing),
        )

    @on(FacetList.Chosen)
    def _chosen(self, message: FacetList.Chosen) -> None:
        self.dismiss(message.clause)
