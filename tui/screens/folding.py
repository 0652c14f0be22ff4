"""Which panes are in sight: three, two with one folded away, or one at a time.

The widths are CSS breakpoints (`WIDTHS`); here is what the keys do at each of them. From 100
columns all three panes stand side by side; from 70 the entities fold away and open over the text;
below that one pane has the whole screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen
    from textual.widget import Widget

WIDTHS: list[tuple[int, str]] = [
    (0, "-tiny"),
    (40, "-phone"),
    (70, "-narrow"),
    (100, "-medium"),
    (120, "-wide"),
    (150, "-vast"),
]
"""The class that the screen has from a number of columns on."""

HEIGHTS: list[tuple[int, str]] = [(0, "-short"), (18, "-tall")]
"""The class that the screen has from a number of lines on."""

PANES = ("articles", "text", "entities")
"""The panes, in the order of their numbers."""


FIRST = f"-only-{PANES[0]}"
"""The class of a screen that shows the first pane, where there is room for one only."""


def classes_at(width: int, height: int) -> str:
    """The classes that a screen of this size begins with.

    The same as its breakpoints give it later; with them from the start, the first paint does not
    wait for a second round of styles.
    """
    by_width = max((bound, name) for bound, name in WIDTHS if bound <= width)[1]
    by_height = max((bound, name) for bound, name in HEIGHTS if bound <= height)[1]
    return f"{FIRST} {by_width} {by_height}"


class Folding:
    """Shows panes and moves the focus between them.

    Args:
        screen: whose classes say what is in sight; it begins with `FIRST`.
        panes: the widget of each pane that takes the focus; ``"mentions"`` takes the place of
            ``"text"`` while `mentions_shown`.
    """

    def __init__(self, screen: Screen[None], panes: Mapping[str, Widget]) -> None:
        self._screen = screen
        self._panes = panes
        self.mentions_shown = False
        """Whether the list of mentions stands in the text's place."""
        self._one = PANES[0]
        self.changed: Callable[[], None] = lambda: None
        """Called when another pane has come into sight, or the mentions in the text's place."""

    @property
    def one_at_a_time(self) -> bool:
        """Whether the screen is so narrow that one pane has all of it."""
        return self._screen.size.width < 70

    @property
    def folds_entities(self) -> bool:
        """Whether the entities open over the text instead of standing beside it."""
        return 70 <= self._screen.size.width < 100

    @property
    def entities_open(self) -> bool:
        """Whether the folded entities are open."""
        return self.folds_entities and self._screen.has_class("-entities-open")

    @property
    def current(self) -> str:
        """The pane that has the focus, or the one that had it before the search bar."""
        focused = self._screen.focused
        for name, widget in self._panes.items():
            if focused is not None and (focused is widget or widget in focused.ancestors):
                return "text" if name == "mentions" else name
        return self._one

    def show(self, pane: str) -> None:
        """Bring a pane into sight and give it the focus."""
        self._set_one(pane)
        if self.folds_entities:
            self._screen.set_class(pane == "entities", "-entities-open")
        self.widget(pane).focus()

    def make_room_for_results(self) -> None:
        """Bring the list into sight where only one pane can be; the focus stays where it is."""
        if self.one_at_a_time:
            self._set_one(PANES[0])

    def toggle_entities(self) -> None:
        """Show the entities; where they are folded away and open, close them."""
        if self.entities_open:
            self.close_entities()
        else:
            self.show("entities")

    def close_entities(self) -> None:
        """Fold the entities away again."""
        had_focus = self.current == "entities"
        self._screen.remove_class("-entities-open")
        if had_focus:
            self.show("text")

    def reveal_text(self) -> None:
        """Bring the text into sight; the focus stays where it is, if that stays in sight."""
        self.show_mentions(shown=False)
        if self.one_at_a_time and self._one != "text":
            self.show("text")

    def show_mentions(self, *, shown: bool) -> None:
        """Put the list of mentions in the text's place, or the text back."""
        if shown == self.mentions_shown:
            return
        had_focus = self.current == "text" and self._screen.focused is not None
        self._cover_text(shown=shown)
        if shown or had_focus:
            self.show("text")

    def uncover_text(self) -> None:
        """Bring the text into sight as `reveal_text` does, but leave the focus where it is."""
        self._cover_text(shown=False)
        self._screen.remove_class("-entities-open")
        self._set_one("text")

    def _cover_text(self, *, shown: bool) -> None:
        before, self.mentions_shown = self.mentions_shown, shown
        self._screen.set_class(shown, "-mentions-open")
        if shown != before:
            self.changed()

    def step(self, by: int) -> None:
        """Give the focus to the next (1) or previous (-1) pane."""
        names = [name for name in PANES if name != "entities" or not self.folds_entities]
        if self.entities_open:
            names.append("entities")
        current = self.current
        at = names.index(current) if current in names else 0
        self.show(names[(at + by) % len(names)])

    def widget(self, pane: str) -> Widget:
        """The widget that takes the focus for a pane."""
        return self._panes["mentions" if pane == "text" and self.mentions_shown else pane]

    def _set_one(self, pane: str) -> None:
        if pane != self._one:
            self._screen.remove_class(f"-only-{self._one}", update=False)
            self._one = pane
            self._screen.add_class(f"-only-{pane}")
            self.changed()
