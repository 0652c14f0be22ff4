"""What a long list costs: the list of articles beside Textual's own option list.

Run ``python -m tests.benchmarks.lists [--rows N]``. Both show the same titles, outlets and dates
on the same screen, with 1,000 and with 100,000 rows; CPU milliseconds, medians of rounds taken in
turns. "Show" is from giving the rows to the end of the paint, with the making of what the widget
is given; a key is from its press to the end of the paint. The ratios say how much dearer the
option list is, and what a hundred times the rows cost.
"""

from __future__ import annotations

import argparse
import asyncio
from datetime import date
from itertools import product
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from index.model import ArticleInfo
from tui.widgets.article_list import ArticleList
from tui.widgets.article_row import ArticleRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.pilot import Pilot

SHORT, LONG = 1_000, 100_000
ROUNDS = 3
KEYS = ("down", "pagedown", "end", "home")
TIMES = 8
OURS, THEIRS = "article list", "option list"

Cost = dict[str, float]


def infos(count: int) -> list[ArticleInfo]:
    """Articles to be listed."""
    day = date(2025, 11, 3)
    return [
        ArticleInfo(n, f"{n:06}.txt", f"Title {n} of what has happened", "The Outlet", day, 900)
        for n in range(count)
    ]


class Host(App[None]):
    """Nothing but one list.

    Args:
        theirs: whether it is Textual's.
    """

    def __init__(self, *, theirs: bool) -> None:
        super().__init__()
        self.theirs = theirs

    def compose(self) -> ComposeResult:
        """The list."""
        yield OptionList() if self.theirs else ArticleList()

    def show(self, articles: Sequence[ArticleInfo]) -> None:
        """Put articles into the list."""
        if not self.theirs:
            self.query_one(ArticleList).set_rows([ArticleRow(info) for info in articles])
            return
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options(
            Option(f"{info.title}\n{info.source} · {info.date}", str(info.id)) for info in articles
        )


async def spent(pilot: Pilot[None], act: Callable[[], object]) -> float:
    """CPU milliseconds from an act to when nothing is left to be done or painted."""
    begun = process_time()
    act()
    await pilot.pause()
    return 1000 * (process_time() - begun)


async def measure(articles: Sequence[ArticleInfo], *, theirs: bool) -> Cost:
    """The cost of each act on one list."""
    host = Host(theirs=theirs)
    async with host.run_test(size=(60, 40)) as pilot:
        await pilot.pause()
        idle = median([await spent(pilot, lambda: None) for _ in range(20)])
        cost = {"show": await spent(pilot, lambda: host.show(articles))}
        listing = host.query_one(OptionList if theirs else ArticleList)
        listing.focus()
        await pilot.pause()
        for key in KEYS:
            times = []
            for _ in range(TIMES):
                if key in ("end", "home"):
                    await pilot.press("home" if key == "end" else "end")
                    await pilot.pause()
                action = actions(host)[key]
                times.append(await spent(pilot, action))
            cost[key] = median(times)
    return {name: max(0.01, value - idle) for name, value in cost.items()}


def actions(host: Host) -> dict[str, Callable[[], object]]:
    """What each key does in the list."""
    if host.theirs:
        theirs = host.query_one(OptionList)
        return {
            "down": theirs.action_cursor_down,
            "pagedown": theirs.action_page_down,
            "end": theirs.action_last,
            "home": theirs.action_first,
        }
    ours = host.query_one(ArticleList)
    return {
        "down": lambda: ours.action_move(1),
        "pagedown": lambda: ours.action_page(1),
        "end": ours.action_last,
        "home": ours.action_first,
    }


async def rounds(long: int) -> dict[tuple[str, int], Cost]:
    """The median cost of each act, by list and number of rows."""
    made = {count: infos(count) for count in (SHORT, long)}
    taken: dict[tuple[str, int], list[Cost]] = {case: [] for case in product((OURS, THEIRS), made)}
    for turn in range(ROUNDS):
        cases = list(taken)
        for name, count in cases if turn % 2 else reversed(cases):
            taken[name, count].append(await measure(made[count], theirs=name == THEIRS))
    return {
        case: {act: median(cost[act] for cost in costs) for act in costs[0]}
        for case, costs in taken.items()
    }


def main() -> None:
    """Print a table of costs and ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=LONG)
    long = parser.parse_args().rows
    found = asyncio.run(rounds(long))
    titles = [f"{name} {count:,}" for name, count in found]
    print("CPU ms".ljust(10) + "".join(title.rjust(22) for title in titles))
    print(" " * 10 + f"{'ratio of the option list':>66}{'ours, growth':>22}")
    for act in ("show", *KEYS):
        costs = {case: cost[act] for case, cost in found.items()}
        row = "".join(f"{cost:22.2f}" for cost in costs.values())
        ratios = [costs[THEIRS, count] / costs[OURS, count] for count in (SHORT, long)]
        growth = costs[OURS, long] / costs[OURS, SHORT]
        print(f"{act:10}{row}")
        print(f"{'':10}{ratios[0]:44.1f}x{ratios[1]:21.1f}x{growth:21.1f}x")


if __name__ == "__main__":
    main()
