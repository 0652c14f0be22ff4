"""The whole program: command lines within this process, and keys on a running explorer."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
from typing import TYPE_CHECKING

from tests.faults.hostile import write
from tests.faults.test_hostile import screen_is_clean
from tests.fuzz import seeds
from tests.fuzz.mutating import Case, mutated
from tests.fuzz.targets.base import Target, harmless
from tests.tui.conftest import Driver
from tui.app import make_app
from tui.cli import main

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.fuzz.targets.base import Try

_VERBS = (
    *("index", "search", "entities", "mentions", "show", "compare", "related", "timeline"),
    *("search", "mentions", "show"),
    *("saved add", "saved add", "saved run", "saved remove", "saved undo", "saved"),
    "saved import -",
    *("marks", "marks mark", "marks tag 00-plain", "marks untag 00-plain", "marks undo"),
    *("marks note 00-plain", "marks note", "marks --query", "marks --markdown", "marks import -"),
)
_OPTIONS = (
    *(
        "--json",
        "--json",
        "--no-refresh",
        "--limit",
        "--limit=2",
        "--sort=date",
        "--sort",
        "--paths",
    ),
    *(
        "--print0",
        "--type=ORG",
        "--type",
        "--suggest",
        "--all",
        "--no-demonyms",
        "--width=5",
        "--marks",
    ),
    *(
        "--width=-1",
        "--limit=x",
        "--no-color",
        "--help",
        "--version",
        "--article=1",
        "--",
        "-",
        "-x",
    ),
    *("--include=*.txt", "--exclude=[", "--text-column=a", "--extractor=rules", "--nonsense", ""),
)
_SUBJECTS = (*seeds.QUERIES, "Merkel", "Angela Merkel", "Maduro", "00-plain", "wtf8", "rows.json#1")


def commands(chance: random.Random) -> Case:
    """A command line, one argument a line; what is read from a pipe is its kind."""
    words = chance.choice(_VERBS).split() if chance.random() < 0.9 else []
    subject = chance.choice(_SUBJECTS)
    if chance.random() < 0.6:
        subject = mutated(subject, chance, seeds.QUERIES, seeds.QUERY_WORDS)
    if chance.random() < 0.9:
        words.append(subject)
    words += chance.sample(_OPTIONS, chance.choice((0, 1, 1, 2, 3)))
    if chance.random() < 0.2:
        chance.shuffle(words)
    words = [word.replace("\n", " ").replace("\0", "")[:300] for word in words]
    piped = mutated(seeds.NEWS[0], chance, seeds.NEWS, seeds.WORDS)[:400]
    return Case(piped, "\n".join(words))


@contextlib.asynccontextmanager
async def commanding(scratch: Path) -> AsyncIterator[Try]:
    """Run commands on a hostile folder; nothing but safe lines and valid JSON comes out."""
    folder = scratch / "articles"
    write(folder, few=True)
    tail = ["--index-dir", str(scratch / "index"), str(folder)]
    os.chdir(scratch)
    interrupt = signal.getsignal(signal.SIGINT)
    colours = os.environ.get("NO_COLOR")

    def attempt(case: Case) -> None:
        assert isinstance(case.body, str)
        words = case.body.split("\n")
        # Where nothing but words may follow, or an option waits for its value, so do the paths.
        given = [*tail[:2], *words, tail[2]] if "--index-dir" not in words else words
        status, out, complaint = _run(given, case.kind)
        assert status in (0, 1, 2), status
        assert "Traceback" not in complaint
        harmless(complaint, lines=True)
        if status == 2:
            assert complaint.startswith("clew: "), complaint
        if "--print0" not in words:  # which is for programs that want the names as they are
            harmless(out, lines=True)
        if "--json" in words and "--" not in words and out and "--help" not in words:
            json.loads(out)
        signal.signal(signal.SIGINT, interrupt)
        os.environ.pop("NO_COLOR", None)
        if colours is not None:
            os.environ["NO_COLOR"] = colours

    yield attempt


def _run(words: list[str], piped: str) -> tuple[int, str, str]:
    """Run one command; its status, what it wrote, and what it complained of."""
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2)]
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(piped.encode("utf-8", "surrogatepass")), "utf-8")
    try:
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            status = main(words)
    finally:
        sys.stdin = before
    for stream in streams:
        stream.flush()
    out, complaint = (stream.buffer.getvalue() for stream in streams)  # type: ignore[attr-defined]
    return status, out.decode("utf-8"), complaint.decode("utf-8")


_KEYS = {
    **{letter: letter for letter in "jkgGnNsSxmJK123efaAtTybrcvhwu"},
    "/": "slash",
    "]": "right_square_bracket",
    "[": "left_square_bracket",
    "?": "question_mark",
    "}": "right_curly_bracket",
    "{": "left_curly_bracket",
    " ": "space",
    "\t": "tab",
    "\n": "enter",
    "\b": "backspace",
    "\x1b": "escape",
    ">": "alt+right",
    "<": "alt+left",
    "↓": "down",
    "↑": "up",
    "→": "right",
    "←": "left",
    "⇟": "pagedown",
    "⇞": "pageup",
    "⇤": "home",
    "⇥": "end",
    "R": "f5",
    "^": "ctrl+d",
    "_": "ctrl+u",
    ":": "ctrl+p",
    "*": "asterisk",
    "#": "number_sign",
    "¶": "ctrl+s",
}
_SIZES = ((100, 30), (60, 20), (40, 12), (150, 40))


def keys(chance: random.Random) -> Case:
    """Keys, and words that are typed."""
    pressed = [chance.choice(tuple(_KEYS)) for _ in range(chance.randrange(1, 9))]
    if chance.random() < 0.4:
        query = mutated(chance.choice(seeds.QUERIES), chance, seeds.QUERIES, seeds.QUERY_WORDS)
        typed = "".join(query[: chance.randrange(1, 12)].split())
        # No key types a lone surrogate.
        pressed.append(f"/{typed.encode('utf-8', 'ignore').decode()}\n")
    return Case(str(chance.randrange(len(_SIZES))), "".join(pressed))


@contextlib.asynccontextmanager
async def exploring(scratch: Path) -> AsyncIterator[Try]:
    """Press keys in an explorer of a hostile folder; the screen stays clean, nothing breaks."""
    folder = scratch / "[@click=app.quit]x[/]"
    write(folder, few=True)
    app = make_app([folder], index_dir=scratch / "index")
    async with app.run_test(size=_SIZES[0]) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()

        async def attempt(case: Case) -> None:
            assert isinstance(case.body, str)
            size = _SIZES[int(case.kind)]
            if app.size != size:
                await pilot.resize_terminal(*size)
            for key in case.body:
                await pilot.press(_KEYS.get(key, key))
            await driver.settle()
            screen_is_clean(driver)
            assert app.is_running
            assert app._exception is None
            if len(app.screen_stack) > 1:
                await pilot.press("escape")

        yield attempt


TARGETS = (
    Target("commands", 30, commands, commanding),
    Target("explorer", 2, keys, exploring),
)
