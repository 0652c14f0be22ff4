"""``clew names``: what a person decides about names, and what has been decided.

In: a `Request` with an action. Out: an answer on standard output and an exit status. What is
decided is kept before anything else is done with it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from index.errors import BusyError, DecisionsError, NotFoundError, UnwritableError
from tui.cli import FOUND, NOTHING
from tui.cli.carrying import carry_in, carry_out, gone_folder, tell_left_out
from tui.cli.session import refresh_quietly
from tui.decided import told
from tui.output import note, on_terminal, write_json, write_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus
    from index.decisions import Decision
    from index.decisions.journal import Journal
    from tui.cli.arguments import Request

_NOTHING = "nothing is decided about the names of this folder"


def names(corpus: Corpus, request: Request, *, alone: bool) -> int:
    """Do one action; 1 where nothing is called so, or nothing is there to undo, list or take in.

    Args:
        corpus: the opened folder.
        request: with the action as its subject.
        alone: standard input is all that was opened.

    Raises:
        DecisionsError: something cannot be decided.
        KeptError: what is decided cannot be read or kept.
    """
    if alone:
        raise DecisionsError("decisions are about the names of a folder; give one")
    if request.subject in ("list", "export"):
        return _tell(corpus.deciding.journal, request)
    return _decide(corpus, request)


def names_of_gone(request: Request) -> int | None:
    """List or export what is decided about a folder that is gone; None if this is not about one.

    So decisions follow a folder that is called otherwise by now: out of the old one, into the new.

    Raises:
        KeptError: what is decided cannot be read.
    """
    from index.decisions.journal import Journal

    if request.subject not in ("list", "export"):
        return None
    folder = gone_folder(request)
    if folder is None:
        return None
    journal = Journal(folder)
    return _tell(journal, request) if journal.entries() else None


def _tell(journal: Journal, request: Request) -> int:
    from index.decisions import standing

    entries, damaged = journal.read()
    tell_left_out(len(damaged))
    if request.subject == "export":
        return _export(entries, request.names[0])
    return _write(standing(entries), request)


def _decide(corpus: Corpus, request: Request) -> int:
    """Decide, make it hold, and tell."""
    deciding = corpus.deciding
    if request.subject in ("undo", "import"):
        made = _undone(corpus) if request.subject == "undo" else _import(corpus, request.names[0])
    else:
        if request.refresh:
            refresh_quietly(corpus)
        verbs: dict[str, Callable[..., Decision]] = {
            "same": deciding.same,
            "two": deciding.two,
            "apart": deciding.apart,
            "call": deciding.call,
            "reject": deciding.reject,
        }
        try:
            made = [verbs[request.subject](*request.names)]
        except NotFoundError as error:
            note(str(error))
            return NOTHING
    if made:
        _apply(corpus)
    return _write(made, request)


def _apply(corpus: Corpus) -> None:
    try:
        corpus.deciding.apply(much=True)
    except BusyError:
        note("this is kept, and holds once another clew has read the folder")
    except UnwritableError as error:
        note(f"this is kept, but does not show yet: {error}")


def _undone(corpus: Corpus) -> list[Decision]:
    decision = corpus.deciding.undo()
    if decision is None:
        note(_NOTHING)
        return []
    note("does not hold any more:")
    return [decision]


def _import(corpus: Corpus, name: str) -> list[Decision]:
    from index.decisions.lines import read

    found = carry_in(name, read, "decisions about names")
    taken = corpus.deciding.journal.take_in(found)
    theirs = {decision.id for decision in found}
    again = sum(decision.id not in theirs for decision in taken)
    if not taken:
        note("nothing in it is new")
    if again:
        note(f"had been taken back here, and hold again: {again}")
    return taken


def _export(entries: list[Decision], name: str) -> int:
    from index.decisions.lines import written

    carry_out(name, written(entries))
    if not entries:
        note(_NOTHING)
    return FOUND if entries else NOTHING


def _write(decisions: list[Decision], request: Request) -> int:
    from index.decisions.lines import shape

    if request.json:
        write_json({}, "decisions", map(shape, decisions))
    elif on_terminal(sys.stdout):
        for decision in decisions:
            sys.stdout.write(f"{told(decision)}\n")
    else:
        for decision in decisions:
            cells = [cell for form in decision.forms for cell in form]
            cells += [text for text in (decision.called, decision.undoes) if text]
            write_row(decision.time, decision.kind, *cells)
    if not decisions and request.subject == "list":
        note(_NOTHING)
    return FOUND if decisions else NOTHING
