"""``clew saved``: the saved searches of a folder, with how many articles answer each now.

In: a `Request` with an action. Out: an answer on standard output and an exit status. Running one is
``clew search`` with its query; only where a person sees the answer does that count as a look.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from index.errors import NotFoundError, SavedError
from index.query import parse
from index.saved.model import UNKNOWN
from tui.cli import FOUND, NOTHING
from tui.cli.carrying import carry_in, carry_out, gone_folder, tell_left_out
from tui.cli.session import refresh_quietly
from tui.cli.stdin import MARK
from tui.output import console, note, on_terminal, one_line, write_json, write_row
from tui.recounted import day, since, told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Corpus
    from index.kept.journal import Journal
    from index.saved.model import Change, Saved
    from index.saved.saving import Saving
    from tui.cli.arguments import Request

_NOTHING = "no search is saved for this folder"


class Row(NamedTuple):
    """A saved search, and how many articles answer it now; None where nobody has counted."""

    saved: Saved
    now: int | None = None


def saved(
    corpus: Corpus, request: Request, search: Callable[[Corpus, Request], int], *, alone: bool
) -> int:
    """Do one action; 1 where nothing is called so, or nothing is there to list or take back.

    Args:
        corpus: the opened folder.
        request: with the action as its subject.
        search: answers a query as ``clew search`` does.
        alone: standard input is all that was opened.

    Raises:
        QueryError: a query cannot be understood.
        SavedError: a search cannot be saved, run, or called so.
        KeptError: what is saved cannot be read or kept.
    """
    if alone:
        raise SavedError("searches are saved for a folder; give one")
    _check(request)
    try:
        if request.subject == "run":
            return _run(corpus, request, search)
        return _ACTIONS[request.subject](corpus, request)
    except NotFoundError as error:
        note(str(error))
        return NOTHING


def _check(request: Request) -> None:
    """Refuse options that say nothing of the action.

    Raises:
        SavedError: there is one.
    """
    given = {
        "--name": (bool(request.name), ("add",)),
        "--sort": (bool(request.sort), ("add", "run")),
        "--hits": (request.hits, ("run",)),
        "--paths": (request.paths_only, ("run",)),
        "--limit": (request.limit is not None, ("run",)),
    }
    for option, (there, actions) in given.items():
        if there and request.subject not in actions:
            wanted = " or ".join(f"clew saved {action}" for action in actions)
            raise SavedError(f"{option} goes with {wanted}")


def saved_of_gone(request: Request) -> int | None:
    """List or export the searches of a folder that is gone; None if this is not about one.

    So they follow a folder that is called otherwise by now: out of the old one, into the new.

    Raises:
        KeptError: what is saved cannot be read.
    """
    from index.saved.saving import Saving

    folder = gone_folder(request) if request.subject in ("list", "export") else None
    if folder is None:
        return None
    saving = Saving(folder, _uncounted)
    if not saving.journal.log.entries():
        return None
    if request.subject == "export":
        return _carry_out(saving.journal, request)
    return _write([Row(one) for one in saving.searches()], request)


def _uncounted(*_: object, **__: object) -> Any:
    raise SavedError("the folder is gone; its articles cannot be counted")


def _list(corpus: Corpus, request: Request) -> int:
    searches = corpus.saved.searches()
    if searches and request.refresh:
        refresh_quietly(corpus)
    rows = [Row(one, None if one.error else corpus.saved.count(one.query)) for one in searches]
    return _write(rows, request)


def _add(corpus: Corpus, request: Request) -> int:
    (query,) = request.names
    parse(query)  # a mistake is told before the folder is read
    if request.refresh:
        refresh_quietly(corpus)
    total = corpus.saved.count(query)
    known = UNKNOWN if total is None else total
    one = corpus.saved.save(query, request.name, request.sort or "relevance", known)
    return _write([Row(one, total)], request)


def _rename(corpus: Corpus, request: Request) -> int:
    name, called = request.names
    one = corpus.saved.rename(corpus.saved.find(name).id, called)
    return _write([Row(one)], request)


def _remove(corpus: Corpus, request: Request) -> int:
    (name,) = request.names
    one = corpus.saved.remove(corpus.saved.find(name).id)
    note("removed; clew saved undo takes that back:")
    return _write([Row(one)], request)


def _undo(corpus: Corpus, request: Request) -> int:
    undone = corpus.saved.undo()
    if undone is None:
        note("nothing was said about saved searches that could be taken back")
        return _write([], request)
    note(told(undone))
    return _write([Row(undone.saved)], request)


def _run(corpus: Corpus, request: Request, search: Callable[[Corpus, Request], int]) -> int:
    one = corpus.saved.find(request.names[0])
    if one.error:
        raise SavedError(f"{one.name}: {one.error}")
    if request.refresh:
        refresh_quietly(corpus)
    status = search(corpus, request._replace(subject=one.query, sort=request.sort or one.order))
    total = corpus.saved.count(one.query) if on_terminal(sys.stdout) else None
    if total is not None:
        corpus.saved.looked(one.id, total)
    return status


def _export(corpus: Corpus, request: Request) -> int:
    return _carry_out(corpus.saved.journal, request)


def _carry_out(journal: Journal[Change], request: Request) -> int:
    from index.kept.lines import written
    from index.saved.carrying import carried

    entries, lost = carried(journal)
    carry_out(request.names[0] if request.names else MARK, written(entries))
    tell_left_out(lost)
    if not entries:
        note(_NOTHING)
    return FOUND if entries else NOTHING


def _import(corpus: Corpus, request: Request) -> int:
    from index.saved.carrying import take_in

    (name,) = request.names
    saving: Saving = corpus.saved
    taken = carry_in(name, lambda lines: take_in(saving, lines), "saved searches")
    if not taken.searches:
        note("nothing in it is new")
    if taken.again:
        note(f"had been removed here, and are saved again: {taken.again}")
    return _write([Row(one) for one in taken.searches], request)


def _write(rows: Sequence[Row], request: Request) -> int:
    if request.json:
        write_json({}, "searches", map(shape, rows))
    elif on_terminal(sys.stdout):
        _print(rows)
    else:
        for row in rows:
            one, known = row.saved, shape(row)
            counts = ("" if known[key] is None else known[key] for key in ("articles", "since"))
            write_row(one.name, one.query, one.order, *counts, one.time, one.looked, one.error)
    if not rows and request.subject == "list":
        note(_NOTHING)
    return FOUND if rows else NOTHING


def shape(row: Row) -> dict[str, Any]:
    """A saved search as a plain dict.

    ``{"id", "name", "query", "order", "saved", "looked", "articles", "since", "error"}``; what is
    not known, or not wrong, is null.
    """
    one, now = row
    return {
        "id": one.id,
        "name": one.name,
        "query": one.query,
        "order": one.order,
        "saved": one.time,
        "looked": one.looked or None,
        "articles": now,
        "since": None if now is None or one.total == UNKNOWN else since(one, now),
        "error": one.error or None,
    }


def _print(rows: Sequence[Row]) -> None:
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for title in ("Search", "Articles", "New", "Looked at", "Query"):
        table.add_column(title, overflow="fold")
    for place in (1, 2):
        table.columns[place].justify = "right"
    for one, now in rows:
        more = since(one, now)
        query = one.query if one.query != one.name else ""
        table.add_row(
            Text(one_line(one.name), style="bold"),
            "" if now is None else f"{now:,}",
            f"{more:+,}" if more else "",
            Text(day(one.looked) if one.looked else ""),
            Text(" · ".join(one_line(part) for part in (query, one.error) if part), style="dim"),
        )
    console().print(table)


_ACTIONS: dict[str, Callable[[Corpus, Request], int]] = {
    "list": _list,
    "add": _add,
    "rename": _rename,
    "remove": _remove,
    "undo": _undo,
    "export": _export,
    "import": _import,
}
