"""The saved searches of one opened folder: kept, renamed, removed, looked at, taken back, counted.

In: queries as they are typed. Out: `Saved`, and how many articles answer each. What a person says
is on the disk when a verb returns. That somebody has looked is less than that: of all looks at a
search in one session the first that saw another count is kept at once, and the last when the
session ends (`Saving.settle`), so that looking often does not make the file grow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.answering.searching import SORTS
from index.errors import NotFoundError, QueryError, SavedError
from index.kept.journal import Journal
from index.kept.log import Log
from index.query import parse
from index.saved.model import (
    LONGEST_QUERY,
    UNKNOWN,
    Change,
    Kind,
    Saved,
    change_of,
    entry_of,
    holding,
    made,
    removed,
    standing,
)
from index.saved.names import folded, named, present, refuse_another

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.kept.journal import Read
    from index.model import SearchResult

_DAMAGED = "this entry is damaged, or of a newer clew"


class Undone(NamedTuple):
    """What was taken back, and the search that it was said of, as it stands now or stood."""

    change: Change
    saved: Saved


class Saving:
    """The saved searches of one corpus; every verb may be called from any thread.

    Args:
        root: the opened folder, absolute: all of its indexes have these searches.
        search: `Corpus.search`.
        path: the file, in place of the user's own.
    """

    def __init__(
        self, root: Path, search: Callable[..., SearchResult], path: Path | None = None
    ) -> None:
        log = Log(root, "searches", path)
        self.journal = Journal(
            log, entry_of, change_of, _spoken, lambda one: made(Kind.UNDO, undoes=one)
        )
        self._search = search
        self._seen: dict[str, int] = {}
        self._noted: set[str] = set()

    # Which there are

    def searches(self) -> list[Saved]:
        """The saved searches, the oldest first, those with the present errors among them.

        An entry that cannot be read is listed, too, with its error; it can be removed.

        Raises:
            KeptError: the file cannot be read.
        """
        changes, damaged = self.journal.read()
        gone = removed(changes)
        lost = [
            Saved(one.id, f"(entry of {one.time[:10]})", "", "", one.time, error=_DAMAGED)
            for one in damaged
            if one.id not in gone
        ]
        found = [_checked(self._as_seen(one)) for one in standing(changes).values()]
        return sorted([*found, *lost], key=lambda one: one.time)

    def find(self, name: str) -> Saved:
        """The saved search that is meant by its name, whatever its case, or by its id.

        Raises:
            NotFoundError: none is called so, or several are.
            KeptError: the file cannot be read.
        """
        searches, wanted = self.searches(), folded(name)
        for meant in (
            [one for one in searches if one.id == name],
            [one for one in searches if one.name == name],
            [one for one in searches if folded(one.name) == wanted],
        ):
            if len(meant) == 1:
                return meant[0]
            if meant:
                ids = ", ".join(one.id for one in meant)
                raise NotFoundError(f"{len(meant)} saved searches are called {name!r}: {ids}")
        raise NotFoundError(f"no saved search is called {name!r}")

    def like(self, query: str) -> Saved | None:
        """The saved search that asks the same as a query, if there is one.

        Raises:
            QueryError: the query cannot be understood.
            KeptError: the file cannot be read.
        """
        wanted = parse(query)
        return next((s for s in self.searches() if not s.error and parse(s.query) == wanted), None)

    # Saying

    def save(
        self, query: str, name: str = "", order: str = "relevance", total: int = UNKNOWN
    ) -> Saved:
        """Keep a search.

        Args:
            query: in the language of `index.query`.
            name: what it is called; empty for the query itself.
            order: what its articles are sorted by, one of `index.answering.searching.SORTS`.
            total: how many articles answer it, if that is known: they count as looked at.

        Raises:
            QueryError: the query, or the order, cannot be understood.
            SavedError: the query asks for nothing, or another search is called so.
            KeptError: it cannot be kept.
        """
        query, name = query.strip(), named(name)
        if order not in SORTS:
            raise QueryError(f"no such order: {order}; one of {', '.join(SORTS)}", 0)
        if len(query) > LONGEST_QUERY:
            raise SavedError(f"a saved search has at most {LONGEST_QUERY:,} characters")
        if parse(query) is None:
            raise SavedError("a search for nothing finds every article; there is nothing to save")
        change = made(Kind.SAVE, query=query, name=name, order=order, total=total)

        def reply(searches: dict[str, Saved]) -> Change:
            refuse_another(searches, name or query)
            return change

        return self._say(reply)[change.id]

    def rename(self, search: str, name: str) -> Saved:
        """Call a search otherwise.

        Args:
            search: its id.
            name: empty for the query itself.

        Raises:
            NotFoundError: there is no such search (any more).
            SavedError: another one is called so.
            KeptError: it cannot be kept.
        """
        name = named(name)

        def reply(searches: dict[str, Saved]) -> Change | None:
            called = name or present(searches, search).query
            if called == present(searches, search).name:
                return None
            refuse_another({k: v for k, v in searches.items() if k != search}, called)
            return made(Kind.RENAME, search=search, name=name)

        return self._say(reply)[search]

    def remove(self, search: str) -> Saved:
        """Have a search no more; which one it was.

        Args:
            search: its id, also that of an entry that cannot be read.

        Raises:
            NotFoundError: there is no such search (any more).
            KeptError: it cannot be kept.
        """
        one = next((saved for saved in self.searches() if saved.id == search), None)
        if one is None:
            raise NotFoundError("there is no such search any more")
        self._say(lambda _: made(Kind.REMOVE, search=search))
        return one

    def undo(self) -> Undone | None:
        """Take back what was said last, looks aside; None where there is nothing.

        Raises:
            KeptError: that cannot be kept.
        """
        last = self.journal.undo()
        if last is None:
            return None
        changes = self.journal.read().said
        before = standing(one for one in changes if one.undoes != last.id)
        saved = (before | standing(changes)).get(last.search or last.id)
        return Undone(last, saved or _unknown(last))

    # Looking

    def looked(self, search: str, total: int) -> None:
        """Note that somebody has looked at a search's articles.

        Args:
            search: its id; one that is gone is passed over.
            total: how many there were.

        Raises:
            KeptError: it cannot be kept.
        """
        self._seen[search] = total
        if search not in self._noted:
            self._note([search])

    def settle(self) -> None:
        """Keep the looks that are not kept yet, as the session ends.

        Raises:
            KeptError: they cannot be kept.
        """
        self._note(list(self._seen))

    def count(self, query: str, cancelled: Callable[[], bool] | None = None) -> int | None:
        """How many articles answer a query; None while that cannot be told.

        Args:
            query: as typed.
            cancelled: asked now and then whether the answer is still wanted.

        Raises:
            QueryError: the query cannot be understood.
        """
        asked = self._search(query, limit=0, snippets=0, advice=False, cancelled=cancelled)
        return None if asked.notes else asked.total

    # Within

    def _say(self, reply: Callable[[dict[str, Saved]], Change | None]) -> dict[str, Saved]:
        """Keep what is to be said to the searches that there are; those that there are then."""
        stand: dict[str, Saved] = {}

        def answered(there: Read[Change]) -> list[Change]:
            nonlocal stand
            change = reply(standing(there.said))
            said = [] if change is None else [change]
            stand = standing([*there.said, *said])
            return said

        self.journal.answer(answered, make=True)
        return {key: _checked(self._as_seen(one)) for key, one in stand.items()}

    def _note(self, seen: list[str]) -> None:
        def reply(there: Read[Change]) -> list[Change]:
            searches = standing(there.said)
            other = [s for s in seen if s in searches and searches[s].total != self._seen[s]]
            self._noted.update(other)
            return [made(Kind.LOOK, search=s, total=self._seen[s]) for s in other]

        if seen:
            self.journal.answer(reply)

    def _as_seen(self, saved: Saved) -> Saved:
        total = self._seen.get(saved.id)
        return saved if total is None else saved._replace(total=total)


def _spoken(changes: list[Change]) -> list[Change]:
    """What can be taken back: all that holds, looks aside."""
    return [change for change in holding(changes) if change.kind is not Kind.LOOK]


def _checked(saved: Saved) -> Saved:
    """A search as this version understands it: with its error, if it has one, in a known order."""
    if saved.order not in SORTS:
        saved = saved._replace(order=SORTS[0])
    try:
        parse(saved.query)
    except QueryError as error:
        return saved._replace(error=str(error))
    return saved


def _unknown(change: Change) -> Saved:
    """What is known of a search that is nowhere else."""
    name = change.name or change.query or "an entry that cannot be read"
    return Saved(change.search or change.id, name, "", "", change.time)
