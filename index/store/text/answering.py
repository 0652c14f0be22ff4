"""Which articles of a segment answer a clause about their file, title or outlet.

In: a `File` clause. Out: a flag for each document. Only those are tested one by one that may
answer: the titles that have the words, the paths that have the letters between the wildcards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from index.analysis import terms
from index.store.text.clauses import extensions, path_value, value_test
from index.store.text.field import TITLE
from index.store.text.placing import among

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query import File
    from index.store.text.encoding import Ints
    from index.store.text.snapshot import Flags, SegmentData

_WILD = re.compile(r"[*?]")


def answering(data: SegmentData, clause: File) -> Flags:
    """Return for each document of a segment whether it answers a clause."""
    good = np.zeros(data.documents, dtype=np.bool_)
    if clause.field == "source":
        wanted = np.zeros(len(data.sources), dtype=np.bool_)
        wanted[data.outlets.named(clause.value, begins=clause.typed)] = True
        return wanted[data.source]
    if clause.field in ("ext", "type"):
        kinds = extensions(clause)
        wanted = np.array([name in kinds for name in data.extensions.names], dtype=np.bool_)
        return wanted[data.extensions.which] if len(wanted) else good
    if clause.field == "title":
        good[_tested(clause, data.titles, _titles(data, clause))] = True
    else:
        good[_paths(data, clause)] = True
    return good


def _tested(clause: File, values: Sequence[str], candidates: Ints) -> Ints:
    test = value_test(clause)
    chosen = [number for number in candidates.tolist() if test(values[number])]
    return np.array(chosen, dtype=np.int64)


def _titles(data: SegmentData, clause: File) -> Ints:
    """The documents whose titles have all words of a clause; all of them where it has none."""
    words = data.words(TITLE)
    having: list[Ints] = []
    asked = terms(clause.value)
    for place, term in enumerate(asked, 1):
        if clause.typed and place == len(asked):
            numbers = np.arange(*words.span(term.encode()))
            having.append(np.unique(words.documents_of(numbers)[0]))
        elif (number := words.find(term.encode())) >= 0:
            having.append(words.documents(number)[0])
        else:
            return np.zeros(0, dtype=np.int64)
    having.sort(key=len)
    found = having[0] if having else np.arange(data.documents)
    for others in having[1:]:
        found = found[among(found, others, data.documents) >= 0]
    return found


def _paths(data: SegmentData, clause: File) -> Ints:
    value = path_value(clause)
    having = data.folded_paths.having
    if clause.whole:
        return having(value, first=True, last=not clause.typed)
    if not _WILD.search(value):
        return having(value)
    # Nothing says that a pattern begins where the path does, but it ends there.
    last = not value.endswith("*")
    inner = value.strip("*")
    if not _WILD.search(inner):
        return having(inner, last=last)
    parts = [part for part in inner.split("*") if part]
    if "?" not in inner or (data.folded_paths.one_byte and all(part.strip("?") for part in parts)):
        return data.folded_paths.in_order(parts, last=last)
    letters = [part for part in _WILD.split(inner) if part]
    found = data.folded_paths.in_order(letters, last=False)
    return _tested(clause, data.paths, found)
