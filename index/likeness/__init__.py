"""Which articles are versions of one text: an agency's story in several outlets, say.

`shingles` finds pairs that may be alike by signatures, `comparing` looks whether they are,
`grouping` makes groups of them, and `stage` keeps the catalogue's groups in line with its articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.store import Store

VERSION = "2"
"""Another one groups all articles anew; raise it with every change of what is compared or how."""


def group_likenesses(
    store: Store,
    cancelled: Callable[[], bool],
    report: Callable[[str, int, int], None],
    meanwhile: Callable[[], object] = lambda: None,
) -> None:
    """Group the articles that are versions of one text; nothing is done where nothing changed.

    Args:
        store: the index, for which this process is the writer.
        cancelled: asked now and then whether to stop; nothing is kept then.
        report: told (stage, done, total) now and then.
        meanwhile: called more often, outside transactions, for what else is to be done.
    """
    if not store.likeness.is_grouped(VERSION):
        from index.likeness.stage import bring_in_line

        bring_in_line(store, VERSION, cancelled, report, meanwhile)
