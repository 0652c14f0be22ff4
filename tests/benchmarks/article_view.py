"""What a long article costs in the text pane, beside a short one.

Run ``python -m tests.benchmarks.article_view``. Opens, re-folds and walks articles of 1,000 and
100,000 words with a mention in every 25 words, in a screen of 120 × 40, and prints CPU
milliseconds (medians) and their ratio. "Painted" counts from the call to the end of the paint
that shows it.
"""

from __future__ import annotations

import asyncio
import random
import statistics
from time import process_time
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult

from index.model import Article, ArticleInfo, EntityType, LinkedMention, Span
from tui.widgets.article_view import ArticleView
from tui.widgets.layout import Layout, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.geometry import Region
    from textual.pilot import Pilot
    from textual.strip import Strip

SHORT, LONG = 1_000, 100_000
ROUNDS = 15
STEPS = 20


def make(words: int) -> tuple[Article, list[LinkedMention]]:
    """Return an article of so many words, in paragraphs of 60, and its mentions."""
    chance = random.Random(7)
    parts: list[str] = []
    mentions: list[LinkedMention] = []
    at = 0
    for number in range(words):
        if number % 25 == 10:
            word = chance.choice(("Ramón Velásquez", "Caracas", "the “Miraflores” palace"))
            mentions.append(
                LinkedMention(1, "a", at, at + len(word), word, EntityType.PERSON, word)
            )
        else:
            word = "".join(chance.choices("aeiourstnl", k=chance.randint(2, 9)))
        parts.append(word + ("\n\n" if number % 60 == 59 else " "))
        at += len(parts[-1])
    text = "".join(parts)
    return Article(
        ArticleInfo(1, "a", "A title", "Outlet", None, len(text)), text, (), ()
    ), mentions


class Pane(ArticleView):
    """The text pane, which says when it has been drawn."""

    drawn = asyncio.Event()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines."""
        self.drawn.set()
        return super().render_lines(crop)


class Host(App[None]):
    """Nothing but the pane."""

    def compose(self) -> ComposeResult:
        yield Pane()


async def painted(view: Pane, act: Callable[[], object]) -> float:
    """Return the CPU milliseconds from an act to the end of the paint that it causes."""
    view.drawn.clear()
    start = process_time()
    act()
    # Whoever waits goes on when the whole screen has been painted, for that is done in one go.
    await view.drawn.wait()
    return 1000 * (process_time() - start)


async def once(pilot: Pilot[None], words: int, width: int) -> dict[str, float]:
    """Return the cost of each act on an article of so many words, done once."""
    view = pilot.app.query_one(Pane)
    article, mentions = make(words)
    other, _ = make(SHORT)
    middle = mentions[len(mentions) // 2].start
    first = len(mentions) // 4
    cost: dict[str, float] = {}

    view.show(other)
    await pilot.pause()
    cost["open, painted"] = await painted(view, lambda: view.show(article, mentions))
    start = process_time()
    await pilot.pause()
    cost["fold the rest, idle"] = 1000 * (process_time() - start)

    view.show(other)
    await pilot.pause()
    cost["open at its middle, painted"] = await painted(
        view, lambda: view.show(article, mentions, at=middle)
    )
    await pilot.pause()

    view.reveal(mentions[first].start)
    await pilot.pause()
    steps = 0.0
    for mention in mentions[first : first + STEPS]:

        def step(mention: LinkedMention = mention) -> None:
            view.set_current(mention.entity, mention)
            view.reveal(mention.start)

        steps += await painted(view, step)
        await pilot.pause()
    cost["next mention, painted"] = steps / STEPS

    await pilot.pause()
    hits = [Span(m.start, m.end) for m in mentions]
    cost["mark the hits, painted"] = await painted(view, lambda: view.set_hits(hits))

    start = process_time()
    await pilot.resize_terminal(width, 40)
    await pilot.pause()
    cost["fold to another width"] = 1000 * (process_time() - start)

    start = process_time()
    Layout(flow(article.text), width).extend(offset=len(article.text))
    cost["layout alone, all lines"] = 1000 * (process_time() - start)
    return cost


async def measure() -> dict[int, dict[str, float]]:
    """Return the median cost of each act by the article's length, taken in turns."""
    taken: dict[int, list[dict[str, float]]] = {SHORT: [], LONG: []}
    async with Host().run_test(size=(120, 40)) as pilot:
        for turn in range(ROUNDS):
            for words, rounds in taken.items():
                rounds.append(await once(pilot, words, 100 if turn % 2 else 70))
                await pilot.resize_terminal(120, 40)
                await pilot.pause()
    return {
        words: {name: statistics.median(cost[name] for cost in rounds) for name in rounds[0]}
        for words, rounds in taken.items()
    }


def main() -> None:
    """Print the table."""
    measured = asyncio.run(measure())
    print(f"{'CPU ms':30}{SHORT:>10,}{LONG:>12,}   ratio")
    for name, short in measured[SHORT].items():
        long = measured[LONG][name]
        print(f"{name:30}{short:10.2f}{long:12.2f}{long / short:8.2f}")


if __name__ == "__main__":
    main()
