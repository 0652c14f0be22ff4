"""The command palette: every action by its name, and any article or name of the folder.

Loaded when the palette is first opened.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import FuzzySearch
from textual.markup import escape

from tui.key_labels import key_labels
from tui.screens.explorer import ExplorerScreen
from tui.state import plural
from tui.widgets.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from typing import Any

_NAMES = 300
"""How many articles and how many entities are looked through."""


class Commands(Provider):
    """Offers the actions of the bindings, the articles and the entities."""

    async def discover(self) -> Hits:
        """All actions, before anything is typed."""
        for name, help_text, run in self._actions():
            yield DiscoveryHit(Content(name), run, text=name, help=help_text)

    async def search(self, query: str) -> Hits:
        """The actions, articles and entities that match."""
        matcher = self.matcher(query)
        for name, help_text, run in (*self._actions(), *self._things()):
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, self._marked(query, name), run, text=name, help=help_text)

    def _marked(self, query: str, name: str) -> Content:
        """A name with the letters that match set off; titles are never read as markup."""
        content = Content(name)
        _, offsets = FuzzySearch().match(query, name)
        for offset in offsets:
            content = content.stylize(self.match_style or "bold", offset, offset + 1)
        return content

    def _actions(self) -> Iterator[tuple[str, str, Callable[[], Awaitable[Any]]]]:
        from tui.app import ClewApp

        app = self.app
        if not isinstance(app, ClewApp):
            return
        for binding in app.commands():
            keys = " ".join(key_labels(binding, app.keys))
            yield (
                f"{binding.description}  ({keys})",
                escape(binding.tooltip),
                partial(app.run_command, binding),
            )

    def _things(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        screen = self.screen
        if not isinstance(screen, ExplorerScreen):
            return
        for info in screen.state.shelf.articles[:_NAMES]:
            yield (
                f"Open {clean(info.title)}",
                escape(clean(info.path)),
                partial(screen.open_article, info.id),
            )
        for entity in screen.state.everywhere[:_NAMES]:
            where = f"{plural(entity.mentions, 'mention')} in {plural(entity.articles, 'article')}"
            yield (
                f"Mentions of {clean(entity.name)}",
                where,
                partial(screen.open_entity, entity.name),
            )
