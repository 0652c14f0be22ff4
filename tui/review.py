"""How far the review of names has come: pairs, and what was said of each. No screen here.

In: the engine's suggestions, and what a person says. Out: pairs as they are to be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.decisions import Kind
from index.linking.suggestions import MOST
from tui.state import plural
from tui.widgets.pair_contexts import Context
from tui.widgets.pair_list import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from index import Corpus
    from index.decisions import Decision
    from index.model import LinkedMention

    Example = tuple[LinkedMention, str, str] | None

SAME, TWO, CHANGED = "= one", "≠ two", "changed"
"""What is said of a pair; the last by nobody, where the names are others by now."""


def pairs(corpus: Corpus, cancelled: Callable[[], bool] = lambda: False) -> list[Pair]:
    """The suggestions, as they are shown; on a thread of their own.

    Args:
        corpus: is asked.
        cancelled: tells when nobody waits for them any more.
    """
    found = corpus.suggestions(cancelled)
    wanted = {name for pair in found for name in pair[:2]}
    articles = {e.name: e.articles for e in corpus.entities(limit=MOST) if e.name in wanted}
    return [
        Pair(
            number,
            pair.first,
            pair.second,
            "; ".join(pair.evidence),
            (articles.get(pair.first, 0), articles.get(pair.second, 0)),
        )
        for number, pair in enumerate(found)
    ]


def contexts_of(pair: Pair, found: Sequence[Example], *, tall: bool) -> Iterator[Context]:
    """The two names of a pair in their contexts.

    Args:
        pair: the pair.
        found: an example of each, if there is one.
        tall: whether there is room to say where each stands.
    """
    for example, count in zip(found, pair.articles, strict=False):
        if example is not None:
            mention, left, right = example
            where = f"{mention.entity} · {plural(count, 'article')} · {mention.path}"
            yield Context(where if tall else "", left, mention.text, right)


class Review:
    """A review that can be left to look at something and be gone on with.

    Attributes:
        pairs: as they stand, each at its number; None until they are there.
        partial: whether names were still being looked for when they were found.
        at: the number of the pair under the cursor.
        made: the ids of what was decided here and not taken back; for the thread that decides.
    """

    def __init__(self) -> None:
        self.pairs: list[Pair] | None = None
        self.partial = False
        self.at = 0
        self.made: list[str] = []
        self._first: list[Pair] = []
        self._said: set[int] = set()
        self._kept: list[tuple[Decision, int]] = []

    def add(self, found: Iterable[Pair]) -> None:
        """Have pairs to review, or more of them; those that are there already stay as they are."""
        self.pairs = self.pairs or []
        known = {frozenset(pair[1:3]) for pair in (*self._first, *self.pairs)}
        for pair in found:
            if frozenset(pair[1:3]) not in known:
                self._first.append(pair._replace(number=len(self._first)))
                self.pairs.append(self._first[-1])

    def say(self, number: int, said: str) -> None:
        """Note what a person says of a pair, whether or not it is kept already."""
        self._said.add(number)
        self._mark(number, said)

    def keep(self, number: int, decision: Decision) -> None:
        """Note what was kept of a pair."""
        self._kept.append((decision, number))

    def fail(self, number: int) -> None:
        """Note that nothing could be decided of a pair."""
        self._said.discard(number)
        self._mark(number, CHANGED)

    def take_back(self, decision: Decision) -> int | None:
        """Note that a decision does not hold any more; the pair's number, if it was of one."""
        for place, (kept, number) in enumerate(self._kept):
            if kept.id == decision.id:
                del self._kept[place]
                self._said.discard(number)
                self._mark(number, "")
                return number
        return None

    def joined(self) -> list[tuple[Decision, tuple[str, str]]]:
        """The decisions that two are one, with what they were called before."""
        kept = ((decision, self._first[number]) for decision, number in self._kept)
        return [(d, (pair.first, pair.second)) for d, pair in kept if d.kind is Kind.SAME]

    def rename(self, names: Mapping[str, str]) -> None:
        """Call what was joined as it is called now; nothing need be said of what is one by that.

        Args:
            names: what is called otherwise than in the beginning, by that.
        """
        for before in self._first:
            if before.number not in self._said and self.pairs is not None:
                first, second = (names.get(name, name) for name in (before.first, before.second))
                if first == second:
                    self.pairs[before.number] = before._replace(said=SAME)
                else:
                    self.pairs[before.number] = before._replace(first=first, second=second)

    @property
    def left(self) -> int:
        """How many pairs nothing was said of."""
        return sum(not pair.said for pair in self.pairs or ())

    def _mark(self, number: int, said: str) -> None:
        if self.pairs is not None:
            self.pairs[number] = self.pairs[number]._replace(said=said)
