"""Driving the explorer in tests: an app on a real corpus, and waiting until it is at rest."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from tui.app import ClewApp
    from tui.screens.explorer import ExplorerScreen

SEEDS = Path(__file__).parent.parent.parent / "seeds"


class Driver:
    """A running explorer and the hand on its keyboard."""

    def __init__(self, app: ClewApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ExplorerScreen:
        screen = self.app.screen_stack[0]
        return cast("ExplorerScreen", screen)

    async def settle(self, timeout: float = 20) -> None:
        """Wait until nothing is fetched, indexed or left to be drawn."""
        deadline = time.monotonic() + timeout
        quiet = 0
        while quiet < 2:
            assert time.monotonic() < deadline, "the explorer does not come to rest"
            await self.pilot.pause()
            quiet = quiet + 1 if self.screen.idle else 0
            if not quiet:
                await asyncio.sleep(0.005)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, and wait after each."""
        for key in keys:
            self._send(key)
            await self.pilot.pause()
            await self.app.animator.wait_until_complete()
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text as fast as it goes, and wait at the end."""
        for letter in text:
            self._send(letter)
        await self.settle()

    def _send(self, key: str) -> None:
        """Have the terminal send a key, by its name or its letter."""
        name = _character_to_key(key) if len(key) == 1 else key
        letter: str | None = key if len(key) == 1 else None
        with suppress(KeyError):
            replaced = REPLACED_KEYS.get(name, name)
            letter = letter or unicodedata.lookup(_get_unicode_name_from_key(replaced))
        event = events.Key(name, letter)
        event.set_sender(self.app)
        terminal = self.app._driver
        assert terminal is not None
        terminal.send_message(event)

    def line(self, y: int) -> str:
        """What stands in one line of the terminal."""
        strips = self.app.screen._compositor.render_strips()
        return "".join(segment.text for segment in strips[y])

    @property
    def display(self) -> str:
        """What stands on the terminal."""
        return "\n".join(self.line(y).rstrip() for y in range(self.app.size.height))

    @property
    def open_path(self) -> str:
        """The path of the article that is shown."""
        page = self.screen.state.page
        assert page is not None
        return page.article.info.path

    @property
    def status(self) -> str:
        """The status line, whatever its height."""
        region = self.screen.stage.status.region
        return "\n".join(self.line(y) for y in range(region.y, region.bottom))


@pytest.fixture
def explore(
    seeds_index: Path,
) -> Callable[..., AbstractAsyncContextManager[Driver]]:
    """A function that runs the explorer, on the sample articles unless told otherwise."""

    @asynccontextmanager
    async def run(
        *paths: Path,
        index_dir: Path | None = None,
        size: tuple[int, int] = (120, 36),
        keys_file: Path | None = None,
    ) -> AsyncIterator[Driver]:
        if not paths:
            paths, index_dir = (SEEDS,), index_dir or seeds_index
        from tui.app import make_app

        app = make_app(paths, index_dir=index_dir, keys_file=keys_file)
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            yield driver

    return run


@pytest.fixture
def explore_folder(
    explore: Callable[..., AbstractAsyncContextManager[Driver]], tmp_path: Path
) -> Callable[..., AbstractAsyncContextManager[Driver]]:
    """A function that runs the explorer on a folder, with an index of its own."""

    def run(folder: Path, size: tuple[int, int] = (120, 36)) -> AbstractAsyncContextManager[Driver]:
        return explore(folder, index_dir=tmp_path / "index", size=size)

    return run
