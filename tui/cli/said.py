"""The verbs that keep what a person says, about a folder or about one that is gone.

In: a `Request` of such a verb. Out: its answer's exit status. What a verb needs is loaded with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Corpus
    from tui.cli.arguments import Request


def said(
    corpus: Corpus, request: Request, search: Callable[[Corpus, Request], int], *, alone: bool
) -> int:
    """Do what is asked for.

    Args:
        corpus: the opened folder.
        request: with one of `tui.cli.actions.ACTIONS` as its verb.
        search: answers a query as ``clew search`` does.
        alone: standard input is all that was opened.
    """
    if request.verb == "names":
        from tui.cli.names import names

        return names(corpus, request, alone=alone)
    if request.verb == "marks":
        from tui.cli.marks import marks

        return marks(corpus, request, alone=alone)
    from tui.cli.saved import saved

    return saved(corpus, request, search, alone=alone)


def said_of_gone(request: Request) -> int | None:
    """List or export what was said about a folder that is gone; None if this is not about one."""
    if request.verb == "names":
        from tui.cli.names import names_of_gone

        return names_of_gone(request)
    if request.verb == "marks":
        from tui.cli.marks import marks_of_gone

        return marks_of_gone(request)
    from tui.cli.saved import saved_of_gone

    return saved_of_gone(request)
