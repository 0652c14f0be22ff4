"""The application: themes, keys, palette and lifetime; what happens on screen is in `tui.screens`.

`make_app` is the one factory, for the command line and for the tests.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from tui.keys import APP, EXPLORER, keymap_path
from tui.remembering import recall, remember
from tui.screens.explorer import ExplorerScreen
from tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType
    from textual.command import Provider
    from textual.screen import Screen

    from index import Corpus
    from index.reading.options import ReadingOptions
    from tui.painted import Painted


def _commands() -> type[Provider]:
    from tui.commands import Commands

    return Commands


class ClewApp(App[None], inherit_bindings=False):
    """Explores one corpus.

    Args:
        open_corpus: opens the corpus; called on another thread, after the first paint.
        title: what the terminal's title says.
        keys_file: the user's key file; None for the one in the configuration folder.
        watch: whether to follow what changes in the folder.
        resume: whether to go on where the reader left off, and to keep where that is.
    """

    CSS_PATH = "app.tcss"
    TITLE = "clew"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = list(APP)
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self,
        open_corpus: Callable[[], Corpus],
        *,
        title: str = "clew",
        keys_file: Path | None = None,
        watch: bool = False,
        resume: bool = False,
    ) -> None:
        # Without colours nothing but shape is left; Textual's own choice would be greys.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.title = title
        self._open_corpus = open_corpus
        self._keys_file = keys_file
        self._watch = watch
        self._resume = resume
        self._painted: Painted | None = None
        self.unkept: Callable[[], list[tuple[str, str]]] = list
        """Gives the notes that could not be kept: the path of the article, and what was written."""
        self.keys: dict[str, str] = {}
        """The keys that the user has given to some of the binding ids."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        # Not by assignment: that would have all styles read a second time before the first paint.
        theme = LIGHT.name if recall().get("theme") == LIGHT.name else DARK.name
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(True, f"-theme-{theme}", update=False)

    def _handle_exception(self, error: Exception) -> None:
        from tui import logs

        logs.unexpected(error, "explorer")
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End with one line; a traceback would show the words of articles, and help nobody."""
        from rich.text import Text

        from tui import logs

        if self._exception is not None:
            self.panic(Text(f"clew: {logs.told(self._exception)}"))

    def on_load(self) -> None:
        """Keep the garbage collector off until all is there; it would take a third of the time."""
        gc.disable()

    def on_ready(self) -> None:
        """After the first paint: what ends the program, and what spares a slow line."""
        if not self.is_headless:
            from tui.painted import Painted
            from tui.services.ending import end_in_order

            self._painted = Painted()
            self.app_resume_signal.subscribe(self, self._paint_anew, immediate=True)
            end_in_order(self)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if self._painted is not None:
            renderable = self._painted.changes(renderable, self.size)
        super()._display(screen, renderable)

    def _paint_anew(self, _: object = None) -> None:
        if self._painted is not None:
            self._painted.forget()

    def on_app_focus(self) -> None:
        """Whatever has been done to the terminal meanwhile, the next painting is of all."""
        self._paint_anew()

    def action_redraw(self) -> None:
        """Paint the whole screen anew."""
        self._paint_anew()
        self.refresh()

    def get_default_screen(self) -> Screen[None]:
        """The explorer is the only screen that stays."""
        explorer = ExplorerScreen(
            self._open_corpus, self.size, watch=self._watch, resume=self._resume
        )
        self.unkept = explorer.unkept
        return explorer

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave the explorer, whatever the reason: the next time it goes on from here."""
        explorer = self.screen_stack[0] if self.screen_stack else None
        if isinstance(explorer, ExplorerScreen):
            try:
                explorer.leave()
            except Exception as error:  # nothing keeps anybody from leaving
                from tui import logs

                logs.unexpected(error, "leave")
        super().exit(result, return_code, message)

    def on_mount(self) -> None:
        """Read the user's keys."""
        path = self._keys_file or keymap_path()
        if not path.exists():
            return
        from tui.keymap import load_keymap

        keymap = load_keymap(path, [binding.id or "" for binding in self.all_bindings()])
        self.keys = keymap.keys
        self.set_keymap(keymap.keys)
        for problem in keymap.problems:
            self.notify(problem, title="Keys", severity="warning", timeout=15, markup=False)

    def all_bindings(self) -> list[Binding]:
        """Every binding that has an id, of the program, the screen and the panes."""
        from tui.keymap import collect
        from tui.widgets.article_list import ArticleList
        from tui.widgets.article_view import ArticleView
        from tui.widgets.entity_list import EntityList
        from tui.widgets.mention_list import MentionList
        from tui.widgets.search_bar import SearchBar
        from tui.widgets.search_input import SearchInput

        widgets = (ArticleView, ArticleList, EntityList, MentionList, SearchBar, SearchInput)
        return collect((ExplorerScreen, ClewApp, *widgets))

    def commands(self) -> list[Binding]:
        """The bindings that make sense in the palette: those of program and screen."""
        return [*EXPLORER, *(binding for binding in APP if binding.action != "command_palette")]

    async def run_command(self, binding: Binding) -> None:
        """Do what a binding does, wherever the focus is."""
        own = any(binding is other for other in APP)
        await self.run_action(binding.action, self if own else self.screen)

    def action_command_palette(self) -> None:
        """Find an action, an article or a name."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="An action, an article, a name"))

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.all_bindings(), self.keys))

    def action_toggle_theme(self) -> None:
        """Switch between light and dark, from now on."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
        remember("theme", self.theme)


def make_app(
    paths: Sequence[Path | str],
    *,
    index_dir: Path | None = None,
    extractor: str = "",
    keys_file: Path | None = None,
    watch: bool = False,
    options: ReadingOptions | None = None,
) -> ClewApp:
    """The explorer on some files and folders.

    Args:
        paths: what to open.
        index_dir: where indexes are kept, in place of the user's private folder.
        extractor: which extractor to use; empty for the built-in one.
        keys_file: the key file, in place of the user's.
        watch: whether to follow what changes in the folder.
        options: which files are articles, and how they are read; None for the default.
    """

    def open_corpus() -> Corpus:
        from index import Corpus
        from index.reading.options import DEFAULT

        return Corpus.open(
            list(paths), index_dir=index_dir, extractor=extractor, options=options or DEFAULT
        )

    name = Path(paths[0]).name if len(paths) == 1 else ""
    return ClewApp(
        open_corpus,
        title=f"clew {name}".strip(),
        keys_file=keys_file,
        watch=watch,
        resume=not (options and options.extra),  # of standard input, nothing stays
    )
