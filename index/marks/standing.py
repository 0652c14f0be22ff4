"""What holds of all that was said: acts in the log's order → subjects, each one article's marks.

A subject is what a person took for one article: acts belong together that say so (`Act.same`), and
those about one path with one text. Which article it is now, `index.marks.placing` finds out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.marks.model import Act, Kind, Marks, Note, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from index.marks.model import Reference


class Said(NamedTuple):
    """An act that holds, with its place in the log; a note's with its latest text."""

    place: int
    act: Act


class Subject(NamedTuple):
    """What was said of one article.

    Attributes:
        id: the id of its latest act.
        members: the ids of all its acts, whether they hold or not.
        references: how the article was known, the latest first, each once.
        said: the acts that hold, oldest first, but for those about notes; none is about a note
            that was dropped.
    """

    id: str
    members: tuple[str, ...]
    references: tuple[Reference, ...]
    said: tuple[Said, ...]


def holding(acts: Iterable[Act]) -> list[Act]:
    """The acts that were not undone, in their order; those that undo are not among them."""
    every = list(acts)
    undone = {act.about for act in every if act.kind is Kind.UNDO}
    return [act for act in every if act.kind is not Kind.UNDO and act.id not in undone]


def subjects(acts: Sequence[Act]) -> list[Subject]:
    """The articles that anything was ever said of, by the first act about each."""
    held = holding(acts)
    dropped = {act.about for act in held if act.kind is Kind.DROP}
    texts = {act.about: act.words for act in held if act.kind is Kind.REWRITE}
    holds = {act.id for act in held} - dropped
    group = _groups(acts)
    groups: dict[str, list[Said]] = {}
    for place, act in enumerate(acts):
        if act.article is not None:
            text = texts.get(act.id)
            one = Said(place, act if text is None else act._replace(words=text))
            groups.setdefault(group(act.id), []).append(one)
    found = []
    for some in groups.values():
        members = tuple(one.act.id for one in some)
        references = dict.fromkeys(one.act.article for one in reversed(some) if one.act.article)
        said = tuple(one for one in some if one.act.id in holds)
        found.append(Subject(members[-1], members, tuple(references), said))
    return found


def _groups(acts: Iterable[Act]) -> Callable[[str], str]:
    """Which act stands for all about one article, by the id of any of them."""
    parents: dict[str, str] = {}

    def find(one: str) -> str:
        while (parent := parents.setdefault(one, one)) != one:
            parents[one] = parents[parent]
            one = parent
        return one

    first: dict[tuple[str, str], str] = {}
    for act in acts:
        for other in act.same:
            parents[find(act.id)] = find(other)
        if act.article is not None:
            other = first.setdefault((act.article.path, act.article.digest), act.id)
            parents[find(act.id)] = find(other)
    return find


def marks(said: Iterable[Said], spelt: Mapping[str, str], passage: Callable[[Act], Note]) -> Marks:
    """What acts come to that hold of one article.

    Args:
        said: in any order; that of the log counts.
        spelt: how each tag is written, by its key.
        passage: the note that an act makes, where its passage stands now.
    """
    marked = False
    tags: dict[str, None] = {}
    notes: list[Note] = []
    for _, act in sorted(said, key=lambda one: one.place):
        match act.kind:
            case Kind.MARK | Kind.UNMARK:
                marked = act.kind is Kind.MARK
            case Kind.TAG:
                tags.setdefault(key_of(act.words))
            case Kind.UNTAG:
                tags.pop(key_of(act.words), None)
            case Kind.NOTE:
                notes.append(passage(act))
    return Marks(marked, tuple(spelt[key] for key in tags), tuple(notes))


def spellings(found: Iterable[Subject]) -> dict[str, str]:
    """How tags are written, by their keys: each as it was first."""
    tagged = sorted(s for subject in found for s in subject.said if s.act.kind is Kind.TAG)
    spelt: dict[str, str] = {}
    for _, act in tagged:
        spelt.setdefault(key_of(act.words), act.words)
    return spelt
