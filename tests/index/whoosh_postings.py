"""The index as Whoosh's own readers see it, for the plain evaluator."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from whoosh.index import FileIndex

from index.query import Dates, File
from index.query.matching import matcher
from index.store.text.clauses import value_test

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from index.query import Filter, Leaf
    from index.store.text import TextIndex


class WhooshPostings:
    """Reads every posting through `whoosh.reading.IndexReader`."""

    def __init__(self, index: TextIndex, within: Callable[[Any], Collection[int]]) -> None:
        files: FileIndex = index._files
        self.reader = files.reader()
        self._within = within
        self.documents: int = self.reader.doc_count_all()
        snapshot = index.reader()._snapshot
        languages = snapshot.languages(snapshot.ids.tolist())
        self._languages = [languages.get(int(one), "en") for one in snapshot.ids]
        self._kept = [self.reader.stored_fields(doc) for doc in range(self.documents)]

    def live(self) -> Iterable[int]:
        return list(self.reader.all_doc_ids())

    def positions(self, leaf: Leaf, field: str) -> dict[int, list[int]]:
        tests = {language: matcher(leaf, language) for language in set(self._languages)}
        found: dict[int, list[int]] = {}
        for term in list(self.reader.lexicon(field)):
            found_by = {name for name, test in tests.items() if test(term.decode())}
            if found_by:
                postings = self.reader.postings(field, term)
                while postings.is_active():
                    positions = postings.value_as("positions")
                    assert len(positions) == postings.weight()
                    if self._languages[postings.id()] in found_by:
                        found.setdefault(postings.id(), []).extend(positions)
                    postings.next()
        return {doc: sorted(positions) for doc, positions in found.items()}

    def length(self, field: str, document: int) -> int:
        return int(self.reader.doc_field_length(document, field, 0) or 0)

    def average(self, field: str) -> float:
        return float(self.reader.field_length(field)) / max(1, self.documents)

    def filtered(self, node: Filter) -> set[int]:
        if isinstance(node, Dates):
            days = {i: one["date"] for i, one in enumerate(self._kept) if one.get("date")}
            first, last = (
                node.start or 0,
                node.end if node.end is not None else date.max.toordinal(),
            )
            return {i for i, day in days.items() if first <= day <= last}
        if isinstance(node, File):
            test = value_test(node)
            name = {"title": "label", "source": "source"}.get(node.field, "path")
            return {i for i, one in enumerate(self._kept) if test(one[name])}
        ids = set(self._within(node))
        return {i for i, one in enumerate(self._kept) if one["id"] in ids}

    def sources(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for doc, one in enumerate(self._kept):
            found.setdefault(one["source"], []).append(doc)
        return found
