"""Pairs of names that may be one: a person says of each whether they are.

In: the engine's suggestions, the likeliest first. Out: decisions, each kept as it is made. A pair
stays in the list with what was said of it, so that it can be taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from index.errors import DecisionsError
from tui import logs
from tui.review import SAME, TWO, Review, contexts_of, pairs
from tui.screens.over import OverScreen, frame
from tui.state import plural
from tui.widgets.pair_contexts import PairContexts
from tui.widgets.pair_list import PairList
from tui.widgets.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from index import Corpus
    from index.decisions import Decision
    from index.names.deciding import Deciding
    from tui.review import Example
    from tui.services.aside import Aside
    from tui.services.decider import Decider
    from tui.services.reader import Reader
    from tui.widgets.pair_list import Pair

_KEYS = (
    "y they are one · n they are two · u take back · Enter look · Esc closes",
    "y one · n two · u back · Enter look · Esc",
    "y one · n two · u back · Esc",
    "y n u Esc",
)
"""What the keys do, as much as there is room for."""

_NONE = "No names are left that may be one"

_TALL = 20
"""Lines of the screen from which there is room to say where a name stands."""

_AGAIN = 2.0
"""Seconds after which pairs are looked for again, where names were still being looked for."""

_CONTEXT = 120
"""Characters of context fetched on each side of a mention."""


class ReviewScreen(OverScreen[str]):
    """Shows the pairs; ends with a name that is to be looked at, or an empty string.

    Args:
        review: what is reviewed, perhaps begun before.
        reader: fetches the contexts.
        aside: finds the pairs.
        decider: keeps what is decided.
        unready: whether names are still being looked for.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", f"say('{SAME}')", "They are one", show=False),
        Binding("n", f"say('{TWO}')", "They are two", show=False),
        Binding("u", "undo", "Take back", show=False),
        Binding("escape,q,D", "dismiss('')", "Close", show=False),
    ]

    CSS = """
    ReviewScreen { align: center middle; background: $background 60%; }
    #review {
        width: 110;
        max-width: 100%;
        height: 90%;
        background: $panel;
        border: round $line-focus;
        border-title-style: bold;
        border-subtitle-color: $quiet;
    }
    .-phone #review, .-tiny #review { height: 100%; }
    #pairs { height: 1fr; }
    #evidence { height: auto; max-height: 5; border-top: solid $line; padding: 0 1; }
    """

    def __init__(
        self,
        review: Review,
        reader: Reader,
        aside: Aside,
        decider: Decider,
        unready: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._review = review
        self._reader = reader
        self._aside = aside
        self._decider = decider
        self._unready = unready
        self._told = ""
        self._empty = "Looking for names that may be one…"

    def compose(self) -> ComposeResult:
        """The list, and the names in their contexts below it."""
        with Vertical(id="review"):
            yield PairList(empty=self._empty, id="pairs")
            yield PairContexts(id="evidence")

    def on_mount(self) -> None:
        """Ask for the pairs, unless they are there."""
        self._show_title()
        if self._review.pairs is None:
            self._ask()
            return
        self._show(reset=True)
        if self._review.partial:
            self._ask_again()

    def on_unmount(self) -> None:
        """Nobody waits for anything any more."""
        self._aside.drop()
        for kind in ("pair-examples", "pair-names"):
            self._reader.forget(kind)

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._show_title()
        self._show_pair()

    # What is decided

    def action_say(self, said: str) -> None:
        """Say that the two are one, or that they are two, and go on to the next."""
        pair = self.query_one(PairList).cursor_row
        if pair is None:
            return
        if pair.said:
            self._tell("That is said already; u takes back what was said last")
            return
        names, made = (pair.first, pair.second), self._review.made

        def decide(deciding: Deciding) -> Decision:
            if not all(map(deciding.is_called, names)):
                raise DecisionsError("one of them is called otherwise by now")
            decision = deciding.same(*names) if said == SAME else deciding.two(*names)
            made.append(decision.id)
            return decision

        def kept(decision: Decision | None) -> None:
            if decision is not None:
                self._review.keep(pair.number, decision)
            self._show()

        def failed(error: Exception) -> None:
            self._review.fail(pair.number)
            self._say(error)

        self._told = ""
        self._review.say(pair.number, said)
        self._decider.ask(decide, kept, failed)
        self._show()
        self._next()

    def action_undo(self) -> None:
        """Take back what was said here last, and go to it."""
        made = self._review.made

        def undo(deciding: Deciding) -> Decision | None:
            decision = None
            while made and decision is None:  # it may have been taken back elsewhere
                decision = deciding.undo(made[-1])
                made.pop()
            return decision

        self._decider.ask(undo, self._undone, self._say)

    def _undone(self, decision: Decision | None) -> None:
        number = None if decision is None else self._review.take_back(decision)
        self._told = (
            "" if decision is not None else "Nothing was said here that could be taken back"
        )
        self._show()
        if number is not None and self.is_attached:
            self.query_one(PairList).move_to_index(number, announce=True)

    def applied(self) -> None:
        """The index follows what was decided: what was joined may have another name."""
        joined = self._review.joined()

        def names(corpus: Corpus) -> dict[str, str]:
            now = ((corpus.deciding.meant(d.forms[0]), before) for d, before in joined)
            return {name: meant for meant, before in now if meant for name in before}

        def arrived(found: dict[str, str]) -> None:
            self._review.rename(found)
            self._show()
            if self.is_attached:
                self._show_pair()  # its names may have other examples now

        self._reader.ask("pair-names", names, arrived, self._say)

    # What is shown

    @on(PairList.Highlighted)
    def _moved(self) -> None:
        self._tell("")
        self._show_pair()

    def _show_pair(self) -> None:
        pair = self.query_one(PairList).cursor_row
        if pair is None:
            return
        self._review.at = pair.number
        names = pair.first, pair.second

        def arrived(found: Sequence[Example]) -> None:
            if self.is_attached:
                tall = self.app.size.height >= _TALL
                self.query_one(PairContexts).show(contexts_of(pair, found, tall=tall))

        self._reader.ask(
            "pair-examples",
            lambda corpus: [corpus.deciding.example(name, _CONTEXT) for name in names],
            arrived,
            lambda _: arrived(()),
        )

    @on(PairList.Chosen)
    def _chosen(self, message: PairList.Chosen) -> None:
        self.dismiss(message.pair.first)

    def _ask(self) -> None:
        partial = self._unready()

        def arrived(found: list[Pair]) -> None:
            self._fill(found, partial=partial)

        self._aside.ask(pairs, arrived, self._not_found)

    def _ask_again(self) -> None:
        """Look for more pairs, once all names are known."""
        if self._unready():
            self.set_timer(_AGAIN, self._ask_again)
        else:
            self._ask()

    def _not_found(self, error: Exception) -> None:
        self._empty = logs.told(error)
        self._show()

    def _fill(self, found: list[Pair], *, partial: bool) -> None:
        review, first = self._review, not self._review.pairs
        if found or not partial:
            review.add(found)
        review.partial = partial
        self._empty = "Names are still being looked for…"
        self._show(reset=first)
        if partial and self.is_attached:
            self.set_timer(_AGAIN, self._ask_again if review.pairs else self._ask)

    def _show(self, *, reset: bool = False) -> None:
        if not self.is_attached:
            return
        rows = self.query_one(PairList)
        rows.empty = self._empty if self._review.pairs is None else _NONE
        rows.replace_rows(list(self._review.pairs or ()))
        if reset and rows.rows:
            rows.move_to_index(self._review.at)
            self._show_pair()
        self._show_title()

    def _next(self) -> None:
        """Go to the next pair that nothing was said of."""
        rows = self.query_one(PairList)
        at = rows.cursor or 0
        places = [*range(at + 1, len(rows.rows)), *range(at)]
        following = next((place for place in places if not rows.rows[place].said), None)
        if following is not None:
            rows.move_to_index(following, announce=True)

    def _show_title(self) -> None:
        box, review = self.query_one("#review"), self._review
        title = "Review"
        if review.pairs is not None:
            title = f"{plural(review.left, 'pair')} to review"
            title += " so far; names are still being looked for" if review.partial else ""
        frame(box, clean(self._told) or title, _KEYS)

    def _say(self, error: Exception) -> None:
        self._tell(logs.told(error))
        self._show()

    def _tell(self, words: str) -> None:
        self._told = words
        if self.is_attached:
            self._show_title()
