"""What holds of the articles that there are now: computed from the log and the catalogue, and kept.

Computed once for each state of the two, when it is first asked for. What an article's text tells
is found out once for each article, as an article's text never changes.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from index.marks.model import NONE, Marks, Note, Reference, digest
from index.marks.passages import found
from index.marks.placing import Places
from index.marks.standing import marks, spellings, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.answering.listing import Listed, Listing
    from index.marks.journal import Journal
    from index.marks.model import Act
    from index.marks.standing import Subject
    from index.store import Store

_BATCH = 500
"""Texts that are in memory together."""


class Gone(NamedTuple):
    """What was said of an article that is not there (any more).

    Attributes:
        article: as it was known last.
        marks: what holds of it; the passages of its notes are lost.
    """

    article: Reference
    marks: Marks


class Said(NamedTuple):
    """What the log says, whatever articles there are.

    Attributes:
        latest: the log's state.
        subjects: the articles that it speaks of.
        spelt: how tags are written, by their keys.
        damaged: how many of its entries cannot be understood.
    """

    latest: tuple[int, int]
    subjects: list[Subject]
    spelt: dict[str, str]
    damaged: int


class State(NamedTuple):
    """What holds at one moment.

    Attributes:
        latest: the log's state.
        version: the catalogue's.
        by_article: what holds of each article of which anything does.
        same: for each article that anything was ever said of, an act of each subject that it is.
        gone: what holds of articles that are not there.
    """

    latest: tuple[int, int]
    version: tuple[int, int]
    by_article: dict[int, Marks]
    same: dict[int, tuple[str, ...]]
    gone: list[Gone]


class Present:
    """What holds in one corpus; may be asked from any thread."""

    def __init__(self, store: Store, listing: Listing, journal: Journal) -> None:
        self._store = store
        self._listing = listing
        self._journal = journal
        self._guard = threading.RLock()
        self._said = Said((-1, -1), [], {}, 0)
        self._state = State((-1, -1), (-1, -1), {}, {}, [])
        self._texts = _Texts(store)
        self._places: tuple[Listed, Places] | None = None

    def state(self) -> State:
        """What holds now.

        Raises:
            KeptError: what was said cannot be read.
        """
        state = self._state
        with self._store.database.snapshot():
            version = self._store.database.version()
            if state[:2] == (self._journal.log.latest(), version):
                return state
            with self._guard:
                said = self.said()
                if self._state[:2] != (said.latest, version):
                    self._state = self._computed(said, version)
                return self._state

    def said(self) -> Said:
        """What the log says now.

        Raises:
            KeptError: it cannot be read.
        """
        with self._guard:
            latest = self._journal.log.latest()
            if self._said.latest != latest:
                acts, damaged = self._journal.read()
                found = subjects(acts)
                self._said = Said(latest, found, spellings(found), len(damaged))
            return self._said

    def _computed(self, said: Said, version: tuple[int, int]) -> State:
        if not said.subjects:
            return State(said.latest, version, {}, {}, [])
        if self._texts.begin():
            self._places = None
        placed: dict[int, list[Subject]] = {}
        gone: list[Gone] = []
        places = self._places_now().place(said.subjects)
        for subject, number in zip(said.subjects, places, strict=True):
            if number is not None:
                placed.setdefault(number, []).append(subject)
                continue
            holds = marks(subject.said, said.spelt, _lost)
            if holds != NONE:
                gone.append(Gone(subject.references[0], holds))
        self._texts.find(placed)
        by_article = {}
        for number, some in placed.items():
            every = [one for subject in some for one in subject.said]
            holds = marks(every, said.spelt, partial(self._texts.note, number))
            if holds != NONE:
                by_article[number] = holds
        same = {number: tuple(one.id for one in some) for number, some in placed.items()}
        return State(said.latest, version, by_article, same, gone)

    def _places_now(self) -> Places:
        listed = self._listing.current()
        if self._places is None or self._places[0] is not listed:
            files = self._store.files
            places = Places(
                listed.articles, self._texts.digests, lambda path: files.file(path) is not None
            )
            self._places = listed, places
        return self._places[1]


def gone_with_folder(journal: Journal) -> list[Gone]:
    """What holds of the articles of a folder that is gone.

    Raises:
        KeptError: what was said cannot be read.
    """
    every = subjects(journal.read().said)
    spelt = spellings(every)
    found = (Gone(one.references[0], marks(one.said, spelt, _lost)) for one in every)
    return [one for one in found if one.marks != NONE]


class _Texts:
    """What was found out about articles' texts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index = ""
        self._digests: dict[int, str] = {}
        self._found: dict[tuple[int, str], tuple[int, int] | None] = {}

    def begin(self) -> bool:
        """Forget what is of an index that was made anew since; whether that is so."""
        index = self._store.database.meta_text("identity")
        if index == self._index:
            return False
        self._index = index
        self._digests.clear()
        self._found.clear()
        return True

    def digests(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """The digests of articles' texts by their numbers, these and others."""
        missing = [number for number in numbers if number not in self._digests]
        for number, text in self._texts(missing):
            self._digests[number] = digest(text)
        return self._digests

    def note(self, number: int, act: Act) -> Note:
        """The note that an act made on an article, after `find`."""
        return _note(act, self._found.get((number, act.id)))

    def find(self, placed: Mapping[int, Sequence[Subject]]) -> None:
        """Find the passages of notes in the texts of their articles."""
        wanted: dict[int, list[Act]] = {}
        for number, some in placed.items():
            for subject in some:
                for _, act in subject.said:
                    if act.quote and (number, act.id) not in self._found:
                        wanted.setdefault(number, []).append(act)
        for number, text in self._texts(list(wanted)):
            for act in wanted[number]:
                place = found(text, act.start, act.quote, act.before, act.after)
                self._found[number, act.id] = place

    def _texts(self, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
        for at in range(0, len(numbers), _BATCH):
            texts = self._store.articles.texts_and_spans(numbers[at : at + _BATCH])
            for number, (text, _) in texts.items():
                yield number, text


def _lost(act: Act) -> Note:
    return _note(act, None)


def _note(act: Act, place: tuple[int, int] | None) -> Note:
    start, end = place or (-1, -1)
    lost = bool(act.quote) and place is None
    return Note(act.id, act.time, act.words, start, end, act.quote, lost)
