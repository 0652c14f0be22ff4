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
import sys
from time import process_time
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult

from index.model import Article, ArticleInfo, EntityType, LinkedMention, Span
from tui.widgets.article_view import ArticleView
from tui.widgets.layout import Layout, flow

if TYPE_CHECKING:
    from collections.abc import Callable

SHORT, LONG = 1_000, 100_000


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


class Host(App[None]):
    """Nothing but the pane."""

    def compose(self) -> ComposeResult:
        yield ArticleView()


async def painted(view: ArticleView, act: Callable[[], object]) -> float:
    """Return the CPU milliseconds from an act to the end of the paint that it causes."""
    done: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    start = process_time()
    view.call_after_refresh(lambda: done.set_result(process_time()))
    act()
    return 1000 * (await done - start)


async def measure(words: int, rounds: int = 15) -> dict[str, float]:
    """Return the cost of each act on an article of so many words."""
    article, mentions = make(words)
    other, _ = make(SHORT)
    first = len(mentions) // 4
    middle = mentions[len(mentions) // 2].start
    taken: dict[str, list[float]] = {}
    app = Host()
    async with app.run_test(size=(120, 40)) as pilot:
        view = app.query_one(ArticleView)
        for turn in range(rounds):
            view.show(other)
            await pilot.pause()
            cost = await painted(view, lambda: view.show(article, mentions))
            taken.setdefault("open, painted", []).append(cost)
            start = process_time()
            await pilot.pause()
            taken.setdefault("fold the rest, idle", []).append(1000 * (process_time() - start))

            view.show(other)
            await pilot.pause()
            cost = await painted(view, lambda: view.show(article, mentions, at=middle))
            taken.setdefault("open at its middle, painted", []).append(cost)
            await pilot.pause()

            view.reveal(mentions[first].start)
            await pilot.pause()
            cost = 0.0
            for mention in mentions[first : first + 20]:

                def step(mention: LinkedMention = mention) -> None:
                    view.set_current(mention.entity, mention)
                    view.reveal(mention.start)

                cost += await painted(view, step)
            taken.setdefault("next mention, painted", []).append(cost / 20)

            cost = await painted(
                view, lambda: view.set_hits([Span(m.start, m.end) for m in mentions])
            )
            taken.setdefault("mark the hits, painted", []).append(cost)

            width = 100 if turn % 2 else 70
            start = process_time()
            await pilot.resize_terminal(width, 40)
            await pilot.pause()
            taken.setdefault("fold to another width", []).append(1000 * (process_time() - start))
    start = process_time()
    layout = Layout(flow(article.text), 84)
    lines = layout.line_count
    taken["layout alone, all lines"] = [1000 * (process_time() - start)]
    assert lines > words / 20
    return {name: statistics.median(costs) for name, costs in taken.items()}


def main() -> None:
    """Print the table."""
    measured = [asyncio.run(measure(words)) for words in (SHORT, LONG)]
    print(f"{'CPU ms':30}{SHORT:>10,}{LONG:>12,}   ratio", file=sys.stdout)
    for name, short in measured[0].items():
        long = measured[1][name]
        print(f"{name:30}{short:10.2f}{long:12.2f}{long / short:8.2f}")


if __name__ == "__main__":
    main()
