"""Saved searches over the panes: listed at once, counted one by one, run, named, removed.

In: what is searched now, and who reads, counts and keeps. Out: the search that is to be run. The
one that is in force is the first row as long as it is not saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType

from index.errors import QueryError
from tui import logs
from tui.screens.over import FRAME, FilledScreen, Wording, frame
from tui.widgets.sanitise import clean
from tui.widgets.saved_list import SavedList, SavedRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus
    from index.saved.model import Saved
    from index.saved.saving import Undone
    from tui.services.keeper import Keeper
    from tui.services.reader import Reader

_KEYS = (
    "Enter searches · r renames · x removes · u takes back · Esc closes",
    "Enter · r rename · x remove · u undo · Esc",
    "Enter · r x u · Esc closes",
)
"""What the keys do, as much as there is room for."""

_AGAIN = 1.0
"""Seconds after which all is counted again where the folder is still being read."""

_SEARCH_FIRST = "Search for something, and this list offers to save it."

_TITLE = "Saved searches"


class InForce(NamedTuple):
    """What is searched now: its words, whether they are still being typed, what sorts the list."""

    text: str
    typing: bool
    order: str


def saved_rows(corpus: Corpus, asked: InForce) -> list[SavedRow]:
    """The saved searches, after the one that is in force if that is none; on the reader's thread.

    Raises:
        KeptError: they cannot be read.
    """
    searches = corpus.saved.searches()
    rows = [SavedRow(s.id, s.name, s.query, s.order, s.error, s.total) for s in searches]
    try:
        query = finished(corpus, asked)
        if query and corpus.saved.like(query) is None:
            rows.insert(0, SavedRow("", query, query, asked.order))
    except QueryError:  # the search bar tells of that
        pass
    return rows


def finished(corpus: Corpus, asked: InForce) -> str:
    """What is searched as a query that is typed to its end and finds the same; on that thread.

    It stays as typed, unless its last word was only the beginning of one.

    Raises:
        QueryError: it cannot be understood.
    """
    from index.query import narrowed, parse

    node = parse(asked.text, typing=asked.typing)
    if node is None or not asked.typing:
        return asked.text if node is not None else ""
    whole = narrowed(asked.text, "", typing=True)
    try:
        same = corpus.saved.count(asked.text) == corpus.saved.count(whole)
    except QueryError:
        same = False
    return asked.text if same else whole


class SavedScreen(FilledScreen[SavedRow, SavedRow | None]):
    """Lists the saved searches; ends with the one that is to be run, or None.

    Args:
        reader: lists and counts them.
        keeper: keeps what is said of them.
        asked: what is searched now.
        unready: whether the folder is still being read, so that counts mean little.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rename", "Rename", show=False),
        Binding("x", "remove", "Remove", show=False),
        Binding("u", "undo", "Take back", show=False),
        Binding("escape,backspace,S,q", "dismiss(None)", "Close", show=False),
    ]

    CSS = (
        FRAME
        + """
    SavedScreen { align: center top; background: $background 40%; }
    #saved { width: 100; }
    .-short #saved { margin: 0; }
    """
    )

    def __init__(
        self, reader: Reader, keeper: Keeper, asked: InForce, unready: Callable[[], bool]
    ) -> None:
        wording = Wording(
            title=_TITLE,
            keys="",
            waiting="…",
            nothing="No search is saved yet",
            failed="The saved searches cannot be listed",
        )
        self._rows = SavedList(id="saved")
        super().__init__(
            reader, "saved", wording, self._rows, lambda corpus: saved_rows(corpus, asked)
        )
        self._keeper = keeper
        self._unready = unready
        self._known: list[SavedRow] = []
        self._counts: dict[str, int | None] = {}
        self._due: list[str] = []
        self._wanted = ""
        self._closed = False

    def on_mount(self) -> None:
        """Ask for the rows, and say what the keys do."""
        super().on_mount()
        self._tell(_TITLE)

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._tell(_TITLE)

    def on_unmount(self) -> None:
        """Nobody waits for anything any more."""
        super().on_unmount()
        self._closed = True
        self._reader.forget("saved-count")

    # What is shown

    def _fill(self, rows: list[SavedRow]) -> None:
        first = not self._known
        self._known = rows
        self._rows.empty, self._rows.advice = self._wording.nothing, (_SEARCH_FIRST,)
        self._show()
        place = next((n for n, row in enumerate(rows) if row.id == self._wanted), None)
        if place is not None and (self._wanted or first):
            self._rows.move_to_index(place)
        self._wanted = ""
        self._due = [query for query in self._queries() if query not in self._counts]
        self._count()

    def _show(self) -> None:
        self._rows.replace_rows([self._counted(row) for row in self._known])

    def _counted(self, row: SavedRow) -> SavedRow:
        count = self._counts.get(row.query)
        if count is None:
            return row
        more = 0 if row.total < 0 or self._unready() else count - row.total
        return row._replace(found=count, more=more)

    def _count(self) -> None:
        """Count the first search that is due, then the next one; once more if that says little."""
        if not self._due:
            if self._unready() or None in self._counts.values():
                self.set_timer(_AGAIN, self._count_again)
            return
        query = self._due.pop(0)

        def count(corpus: Corpus) -> int | None:
            return corpus.saved.count(query, lambda: self._closed)

        def counted(count: int | None) -> None:
            self._counts[query] = count
            self._show()
            self._count()

        def failed(error: Exception) -> None:
            self._tell(logs.told(error))
            self._count()

        self._reader.ask("saved-count", count, counted, failed)

    def _count_again(self) -> None:
        self._due = self._queries()
        self._count()

    def _queries(self) -> list[str]:
        return list(dict.fromkeys(row.query for row in self._known if not row.error))

    def _list_again(self, wanted: str = "") -> None:
        """List what is saved now, with the cursor on one of them."""
        self._wanted = wanted
        if self.is_attached:
            self._reader.ask(self._topic, self._find, self._fill, self._say)

    def _tell(self, words: str) -> None:
        """Say something above the list."""
        if self.is_attached:
            frame(self._rows, clean(words), _KEYS)

    def _fail(self, error: Exception) -> None:
        self._tell(logs.sentence(error))

    # What is done

    @on(SavedList.Chosen)
    def _chosen(self, message: SavedList.Chosen) -> None:
        row = message.search
        if not row.id:
            self._save(row)
        elif row.error:
            self._tell(f"It cannot be asked: {row.error}")
        else:
            self.dismiss(row)

    def _save(self, row: SavedRow) -> None:
        count = self._counts.get(row.query)
        total = -1 if count is None or self._unready() else count

        def kept(saved: Saved) -> None:
            self._list_again(saved.id)
            self._tell("Saved · r gives it a name, u takes it back")

        self._keeper.keep(
            lambda corpus: corpus.saved.save(row.query, order=row.order, total=total),
            kept,
            self._fail,
        )

    def action_rename(self) -> None:
        """Ask what the search under the cursor is to be called."""
        from tui.screens.calling import CallScreen

        row = self._rows.cursor_row
        if row is None:
            return
        if not row.id:
            self._tell("It is not saved yet; Enter saves it")
            return

        def call(name: str | None) -> None:
            if name is not None:
                self._keeper.keep(
                    lambda corpus: corpus.saved.rename(row.id, name), self._renamed, self._fail
                )

        name = row.name if row.name != row.query else ""
        self.app.push_screen(CallScreen("What this search is called", name, row.query[:200]), call)

    def _renamed(self, saved: Saved) -> None:
        self._list_again(saved.id)
        self._tell(f"It is called {saved.name}")

    def action_remove(self) -> None:
        """Save the search under the cursor no more."""
        row = self._rows.cursor_row
        if row is None or not row.id:
            return

        def removed(saved: Saved) -> None:
            self._list_again()
            self._tell(f"Removed: {saved.name} · u takes it back")

        self._keeper.keep(lambda corpus: corpus.saved.remove(row.id), removed, self._fail)

    def action_undo(self) -> None:
        """Take back what was said last of saved searches."""

        def undone(found: Undone | None) -> None:
            from tui.recounted import told

            if found is None:
                self._tell("Nothing was said that could be taken back")
                return
            self._list_again(found.saved.id)
            self._tell(f"Taken back: {told(found)}")

        self._keeper.keep(lambda corpus: corpus.saved.undo(), undone, self._fail)
