"""The help screen: every key, taken from the bindings themselves, and the query language.

In: the bindings with their ids and the user's changes. Out: one scrolling text, grouped by what
the keys are for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.key_labels import GROUPS, key_labels
from tui.keys import keymap_path
from tui.screens.over import OverScreen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

_WIDE, _MIDDLE = 90, 60
"""From so many columns on more is said about each key: beside its name, or behind it."""


class HelpScreen(OverScreen[None]):
    """Shows all keys over the explorer.

    Args:
        bindings: every binding that has an id.
        keymap: the keys that the user has given some of the ids.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "dismiss", "Close", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,ctrl+d,pagedown", "page(1)", show=False),
        Binding("b,ctrl+u,pageup", "page(-1)", show=False),
        Binding("g,home", "end(False)", show=False),
        Binding("G,end", "end(True)", show=False),
    ]

    CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    #help {
        width: 112;
        max-width: 100%;
        height: 90%;
        max-height: 100%;
        background: $panel;
        border: round $line-focus;
        border-title-style: bold;
        border-subtitle-color: $quiet;
        padding: 0 1;
        scrollbar-size-vertical: 1;
    }
    .-phone #help, .-tiny #help { height: 100%; padding: 0; }
    #help-text { width: 100%; height: auto; }
    """

    def __init__(self, bindings: Sequence[Binding], keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._bindings_shown = bindings
        self._keymap_shown = keymap

    def compose(self) -> ComposeResult:
        """One scrolling table."""
        with VerticalScroll(id="help") as box:
            box.border_title = Content("Keys and searches")
            box.border_subtitle = Content("Space on · Esc closes")
            yield Static(self._table(), id="help-text", markup=False)

    def rows(self) -> list[tuple[str, str, str]]:
        """The help: keys, what they do, and more about it; a heading has no keys."""
        groups: dict[str, list[Binding]] = {name: [] for name in GROUPS}
        for binding in self._bindings_shown:
            groups.setdefault((binding.id or "").split(".")[0], []).append(binding)
        rows: list[tuple[str, str, str]] = []
        for name, bindings in groups.items():
            if bindings:
                rows.append(("", GROUPS.get(name, name.capitalize()), ""))
            for binding in bindings:
                keys = " ".join(key_labels(binding, self._keymap_shown))
                rows.append((keys, binding.description, binding.tooltip))
        return rows

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one("#help").scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by pages."""
        box = self.query_one("#help")
        box.scroll_relative(y=by * (box.size.height - 2), animate=False)

    def action_end(self, end: bool) -> None:
        """Scroll to the beginning or the end."""
        box = self.query_one("#help")
        (box.scroll_end if end else box.scroll_home)(animate=False)

    def _table(self) -> Group:
        from index.query.guide import GUIDE

        quiet, heading = Style(dim=True), Style(bold=True, underline=True)
        width = self.app.size.width
        wide = width >= _WIDE
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(width=16 if wide else 12)
        table.add_column(width=30 if wide else None, ratio=None if wide else 1)
        if wide:
            table.add_column(style=quiet, ratio=1)
        for number, (keys, words, more) in enumerate(self.rows()):
            if keys:
                rest = [Text(more)] if wide else []
                said = Text(words)
                if more and _MIDDLE <= width < _WIDE:
                    said.append(f" · {more}", quiet)
                table.add_row(Text(keys, Style(bold=True)), said, *rest)
            else:
                if number:
                    table.add_row("")
                table.add_row("", Text(words, heading))
        queries = Table.grid(padding=(0, 2, 0, 0), expand=True)
        queries.add_column(width=48 if wide else None, ratio=None if wide else 1)
        queries.add_column(style=quiet, ratio=1)
        for query, words in GUIDE:
            queries.add_row(Text("   ".join(query), Style(bold=True)), Text(words))
        ids = ", ".join(binding.id for binding in self._bindings_shown if binding.id)
        return Group(
            table,
            Text("\nSearches, and the articles they find\n", heading),
            queries,
            Text("\nOther keys\n", heading),
            Text('A line such as "go.back" = "h" under [keys] gives an action another key, in\n'),
            Text(f"{keymap_path()}\n"),
            Text(f"The ids: {ids}", quiet),
        )
