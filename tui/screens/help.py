"""The help screen: every key, taken from the bindings themselves.

In: the bindings with their ids and the user's changes. Out: one scrolling text, grouped by what
the keys are for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.keys import GROUPS, key_labels, keymap_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

_KEYS = 18
"""Cells of the column with the keys."""


class HelpScreen(ModalScreen[None]):
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

    def __init__(self, bindings: Sequence[Binding], keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._bindings_shown = bindings
        self._keymap_shown = keymap

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll(id="help") as box:
            box.border_title = "Keys"
            box.border_subtitle = "Esc closes"
            yield Static(self._text(), id="help-text", markup=False)

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

    def _text(self) -> Content:
        groups: dict[str, list[Binding]] = {name: [] for name in GROUPS}
        for binding in self._bindings_shown:
            groups.setdefault((binding.id or "").split(".")[0], []).append(binding)
        lines: list[Content] = []
        for name, bindings in groups.items():
            if not bindings:
                continue
            title = GROUPS.get(name, name.capitalize())
            lines += [Content.styled(title, "bold $primary")]
            for binding in bindings:
                keys = "  ".join(key_labels(binding, self._keymap_shown))
                lines.append(
                    Content.assemble(
                        (keys.rjust(_KEYS), "bold"),
                        f"  {binding.description}",
                        (f"   {binding.tooltip}", "$quiet"),
                    )
                )
            lines.append(Content(""))
        lines.append(Content.styled(f"Other keys by id, in {keymap_path()}:  [keys]", "$quiet"))
        lines.append(Content.styled("Ids: " + ", ".join(self._ids()), "$quiet"))
        return Content("\n").join(lines)

    def _ids(self) -> list[str]:
        return [binding.id for binding in self._bindings_shown if binding.id]
