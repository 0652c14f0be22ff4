"""One commit of the index in memory: its segments side by side, documents numbered through.

A `Snapshot` is never changed; the parts of segments that are still there are taken over by the
next one. May be shared by several threads.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis.snowball import ENGLISH
from index.store.text.answering import answering
from index.store.text.encoding import Bytes, Ints
from index.store.text.field import BROKEN
from index.store.text.flushing import byte_lengths
from index.store.text.languages import read_languages
from index.store.text.lookup import Words
from index.store.text.particulars import Extensions, Outlets, Paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query import Dates, File
    from index.store.text.container import Container
    from index.store.text.model import Model

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_BUDGET = 64 << 20
"""So many bytes of answers to single words are remembered."""


class SegmentData:
    """What is read of a segment, each thing when first asked for."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.documents: int = container.facts["documents"]
        self._words: dict[str, Words] = {}
        self._lengths: dict[str, Bytes] = {}
        self._answers: dict[File, Flags] = {}
        self.languages: list[str] = container.facts["languages"]

    @cached_property
    def language(self) -> Bytes:
        """For each document the number of its language."""
        return read_languages(self.container)[1]

    @cached_property
    def speaking(self) -> dict[str, Flags]:
        """For each language the documents that are in it, as flags."""
        return {name: self.language == number for number, name in enumerate(self.languages)}

    def words(self, field: str) -> Words:
        """The words of a field."""
        if field not in self._words:
            self._words[field] = Words(self.container, field)
        return self._words[field]

    def lengths(self, field: str) -> Bytes:
        """The length bytes of a field."""
        if field not in self._lengths:
            read = self.container.read(f"{field}.lengths")
            self._lengths[field] = np.frombuffer(read, dtype=np.uint8)
        return self._lengths[field]

    @cached_property
    def ids(self) -> Ints:
        """The documents' ids."""
        return np.frombuffer(bytes(self.container.read("ids")), dtype=np.int64)

    @cached_property
    def dates(self) -> Ints:
        """The documents' days, 0 where there is none."""
        return np.frombuffer(self.container.read("dates"), dtype=np.int32).astype(np.int64)

    @cached_property
    def source(self) -> Ints:
        """For each document the number of its source."""
        return np.frombuffer(self.container.read("source"), dtype=np.uint32).astype(np.int64)

    @cached_property
    def sources(self) -> list[str]:
        """The sources by number."""
        found: list[str] = json.loads(bytes(self.container.read("sources")))
        return found

    @cached_property
    def paths(self) -> list[str]:
        """The documents' paths."""
        found: list[str] = json.loads(bytes(self.container.read("paths")))
        return found

    @cached_property
    def titles(self) -> list[str]:
        """The documents' titles."""
        found: list[str] = json.loads(bytes(self.container.read("titles")))
        return found

    @cached_property
    def outlets(self) -> Outlets:
        """The sources by their words."""
        return Outlets(self.sources)

    @cached_property
    def folded_paths(self) -> Paths:
        """The documents' paths, to be searched."""
        return Paths(self.paths)

    @cached_property
    def extensions(self) -> Extensions:
        """The documents' extensions."""
        return Extensions(self.paths)

    def file_answers(self, clause: File) -> Flags:
        """For each document whether its path (or title, or source) answers a clause."""
        if clause not in self._answers:
            if len(self._answers) > 20:
                self._answers.clear()
            self._answers[clause] = answering(self, clause)
        return self._answers[clause]


class View(NamedTuple):
    """A segment in a snapshot: its documents are numbered from `base`."""

    data: SegmentData
    base: int


class Snapshot:
    """The segments of one commit."""

    def __init__(self, generation: int, parts: Sequence[tuple[SegmentData, Sequence[int]]]) -> None:
        """Put segments side by side.

        Args:
            generation: the commit's number.
            parts: the segments, each with the documents in it that are deleted.
        """
        self.generation = generation
        self.views: list[View] = []
        self.documents = 0
        gone: list[int] = []
        for data, deleted in parts:
            self.views.append(View(data, self.documents))
            gone.extend(self.documents + document for document in deleted)
            self.documents += data.documents
        self.alive: Flags | None = None
        if gone:
            self.alive = np.ones(self.documents, dtype=np.bool_)
            self.alive[gone] = False
        self.live_count = self.documents - len(gone)
        self._norms: dict[tuple[str, float, float], Floats] = {}
        self._memory: OrderedDict[Any, tuple[Any, int]] = OrderedDict()
        self._remembered = 0

    @cached_property
    def ids(self) -> Ints:
        """The documents' ids."""
        return _joined([view.data.ids for view in self.views])

    @cached_property
    def dates(self) -> Ints:
        """The documents' days, 0 where there is none."""
        return _joined([view.data.dates for view in self.views])

    @cached_property
    def has_broken(self) -> bool:
        """Whether any word of a text is broken at the end of a line."""
        return any(view.data.container.facts[f"{BROKEN}.terms"] for view in self.views)

    @cached_property
    def _by_id(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.ids, kind="stable")
        return self.ids[order], order

    def languages(self, ids: Sequence[int]) -> dict[int, str]:
        """The languages of the documents with these ids; nothing where all is in English."""
        if all(view.data.languages == [ENGLISH] for view in self.views):
            return {}
        found: dict[int, str] = {}
        documents = self.documents_with(np.array(ids, dtype=np.int64))
        if self.alive is not None:
            documents = documents[self.alive[documents]]
        for document in documents.tolist():
            view = next(view for view in reversed(self.views) if document >= view.base)
            place = document - view.base
            found[int(view.data.ids[place])] = view.data.languages[view.data.language[place]]
        return found

    def documents_with(self, ids: Ints) -> Ints:
        """The documents with these ids, sorted; ids that are not there do not matter."""
        known, order = self._by_id
        if not len(known) or not len(ids):
            return np.zeros(0, dtype=np.int64)
        place = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        found = order[place[known[place] == ids]]
        if len(self.views) > 1 and self.alive is not None:
            later = np.searchsorted(known, ids, side="right") - 1
            found = np.concatenate([found, order[later[known[later] == ids]]])
        return np.unique(found)

    def live(self) -> Ints:
        """The documents that are not deleted."""
        if self.alive is None:
            return np.arange(self.documents, dtype=np.int64)
        return np.flatnonzero(self.alive)

    def average(self, field: str) -> float:
        """How many words a field has on average."""
        total = sum(view.data.container.facts[f"{field}.length"] for view in self.views)
        return float(total) / max(1, self.documents)

    def norms(self, field: str, model: Model) -> Floats:
        """For each document what BM25 adds to a frequency below the line."""
        key = (field, model.k1, model.b)
        if key not in self._norms:
            lengths = byte_lengths(_joined_bytes([v.data.lengths(field) for v in self.views]))
            relative = lengths / (self.average(field) or 1.0)
            self._norms[key] = model.k1 * (1.0 - model.b + model.b * relative)
        return self._norms[key]

    def day_answers(self, clause: Dates) -> Ints:
        """The documents whose day answers a clause."""
        good = self.dates >= max(1, clause.start or 1)
        if clause.end is not None:
            good &= self.dates <= clause.end
        return np.flatnonzero(good)

    def file_answers(self, clause: File) -> Ints:
        """The documents whose path (or title, or source) answers a clause."""
        flags = [view.data.file_answers(clause) for view in self.views]
        return np.flatnonzero(np.concatenate(flags) if flags else np.zeros(0, dtype=np.bool_))

    # Answers to single words

    def recall(self, key: Any) -> Any:
        """What was remembered under a key, or None."""
        found = self._memory.get(key)
        return None if found is None else found[0]

    def remember(self, key: Any, value: Any, size: int) -> None:
        """Remember an answer of so many bytes; the oldest are forgotten."""
        _, before = self._memory.pop(key, (None, 0))
        self._memory[key] = (value, size)
        self._remembered += size - before
        while self._remembered > _BUDGET and self._memory:
            _, (_, freed) = self._memory.popitem(last=False)
            self._remembered -= freed


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _joined_bytes(parts: list[Bytes]) -> Bytes:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint8)
