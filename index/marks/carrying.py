"""What was said of articles, carried elsewhere: all of it, as lines out and in again.

What was taken back goes along, so that what comes in again is what went out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.kept import lines
from index.kept.entry import stamped
from index.marks.entries import act_of, entry_of
from index.marks.model import Act, Kind, key_of, made
from index.marks.standing import holding, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.kept.journal import Read
    from index.marks.standing import Subject


def written(acts: Iterable[Act]) -> Iterator[str]:
    """Acts as JSON Lines, in ASCII, each with its line break."""
    return lines.written(map(entry_of, acts))


def read(text: Iterable[str]) -> list[Act]:
    """The acts that lines say.

    Raises:
        KeptError: a line is none; the message says which.
    """
    return [act_of(entry) for entry in lines.read(text, act_of, "mark, tag or note")]


def to_take_in(journal: Read[Act], found: Sequence[Act]) -> list[Act]:
    """What a journal lacks of another one, or of a part of one, so that what holds there holds.

    Of entries that are known none is lacking. A mark or tag that holds there and was taken away or
    taken back here is given again, and a note that was dropped here comes back: by acts of just
    now, as those that say otherwise stand for good.

    Args:
        journal: all of its entries.
        found: the acts of the other.
    """
    lacking = journal.lacking(found)
    after = [*journal.said, *lacking]
    here: dict[str, Subject] = {}
    for one in subjects(after):
        same = (number for said in one.said for number in said.act.same)
        here |= dict.fromkeys((*one.members, *same), one)
    dropped: dict[str, list[Act]] = {}
    for act in holding(after):
        if act.kind is Kind.DROP:
            dropped.setdefault(act.about, []).append(act)
    undone = {act.about for act in after if act.kind is Kind.UNDO}
    for there in subjects(found):
        # Where its entry here cannot be understood, nothing of it is known.
        holds = _Holding(here.get(there.id, there._replace(said=())))
        wanted = _Holding(there)
        if wanted.marked and not holds.marked:
            lacking.append(_again(there, Kind.MARK))
        for key, tag in wanted.tags.items():
            if key not in holds.tags:
                lacking.append(_again(there, Kind.TAG, tag))
        for number, note in wanted.notes.items():
            if number in dropped and number not in undone:
                lacking += [made(Kind.UNDO, about=drop.id) for drop in dropped[number]]
            elif number not in holds.notes and _content(note) not in holds.contents:
                lacking.append(note._replace(id=stamped()[0], same=(there.id,)))
    return lacking


def _again(there: Subject, kind: Kind, words: str = "") -> Act:
    return made(kind, there.references[0], words)._replace(same=(there.id,))


class _Holding:
    """What holds of a subject, by what tells it from others."""

    def __init__(self, subject: Subject) -> None:
        self.marked = False
        self.tags: dict[str, str] = {}
        self.notes: dict[str, Act] = {}
        for _, act in subject.said:
            if act.kind in (Kind.MARK, Kind.UNMARK):
                self.marked = act.kind is Kind.MARK
            elif act.kind is Kind.TAG:
                self.tags.setdefault(key_of(act.words), act.words)
            elif act.kind is Kind.UNTAG:
                self.tags.pop(key_of(act.words), None)
            else:
                self.notes[act.id] = act
        self.contents = set(map(_content, self.notes.values()))


def _content(note: Act) -> tuple[str, int, str]:
    return note.words, note.start, note.quote
