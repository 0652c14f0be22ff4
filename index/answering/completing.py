"""How a query that is being typed may go on at its end.

In: what is typed so far. Out: a `Completion` by a name, a tag, a field or a word of the corpus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.analysis import fold
from index.model import Completion
from index.query import beginning, field_for, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.answering.clauses import Clauses


def complete(query: str, clauses: Clauses, words: Callable[[str, int], list[str]]) -> Completion:
    """How a query may go on; an empty rest where nothing is to be suggested.

    Args:
        query: as it was typed.
        clauses: gives the values of fields that begin so.
        words: gives so many words of the corpus that begin so, commonest first.
    """
    ends = beginning(query)
    if ends.kind not in ("", "word"):
        name = clauses.beginning(ends.kind, ends.typed)
        rest = name[len(ends.typed) :]
        marks = ends.open or (ends.kind not in ("is", "tag") and not name.isalnum())
        whole = f"{ends.before}{quoted(name) if marks else name}"
        return Completion(rest + '"' * ends.open, whole) if rest else Completion("", query)
    if field := field_for(query):
        name = field + ":"
        typed = next(n for n in range(len(field), 0, -1) if query.endswith(field[:n]))
        return Completion(name[typed:], query[: len(query) - typed] + name)
    if ends.kind == "word":
        typed = len(fold(ends.typed))
        for word in words(ends.typed, 4):
            if len(word) > typed and typed == len(ends.typed):
                return Completion(word[typed:], query + word[typed:])
    return Completion("", query)
