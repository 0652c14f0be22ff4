"""Clauses about what a person has said of articles: ``is:``, ``tag:`` and ``note:``.

In: clauses. Out: the articles that answer them, the passages that were noted, tags that begin so,
and clauses that something answers.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from index.analysis import fold, terms
from index.model import Span
from index.query import IS, MarkClause, explain, positive
from index.query.matching import wildcard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.marks.marking import Marking
    from index.marks.model import Marks, Note
    from index.query import Node

_NAMED = 5


def answering(marking: Marking, clause: MarkClause) -> set[int]:
    """The articles that answer a clause, by number."""
    test = _test(clause)
    return {article for article, marks in marking.every().items() if test(marks)}


def _test(clause: MarkClause) -> Callable[[Marks], bool]:
    if clause.field == "is":
        of = {"marked": 0, "tagged": 1, "noted": 2}[clause.value]
        return lambda marks: bool(marks[of])
    if clause.field == "tag":
        has = _tag_test(clause)
        return lambda marks: any(map(has, marks.tags))
    says = _note_test(clause)
    return lambda marks: any(map(says, marks.notes))


def _tag_test(clause: MarkClause) -> Callable[[str], bool]:
    wanted = fold(clause.value)
    if clause.typed:
        return lambda tag: fold(tag).startswith(wanted)
    if "*" in wanted or "?" in wanted:
        shape = wildcard(wanted)
        return lambda tag: shape.fullmatch(fold(tag)) is not None
    return lambda tag: fold(tag) == wanted


def _note_test(clause: MarkClause) -> Callable[[Note], bool]:
    wanted = terms(clause.value)
    begun = clause.typed or clause.value.endswith("*")
    *whole, last = wanted

    def says(note: Note) -> bool:
        words = terms(note.text)
        for at in range(len(words) - len(whole)):
            if words[at : at + len(whole)] == whole:
                word = words[at + len(whole)]
                if word == last or (begun and word.startswith(last)):
                    return True
        return False

    return says


def spans(marking: Marking, node: Node, articles: Sequence[int]) -> dict[int, list[Span]]:
    """Where the passages stand whose notes a query asks for, in some articles, by number."""
    tests = [
        _note_test(clause) if clause.field == "note" else bool
        for clause in positive(node)
        if isinstance(clause, MarkClause) and (clause.field == "note" or clause.value == "noted")
    ]
    every = marking.every() if tests else {}
    found: dict[int, list[Span]] = {}
    for article in articles:
        for note in every[article].notes if article in every else ():
            if note.start >= 0 and any(test(note) for test in tests):
                found.setdefault(article, []).append(Span(note.start, note.end))
    return found


def beginning(marking: Marking, field: str, typed: str) -> str:
    """The commonest tag that begins so, or what may stand behind ``is:``; or nothing."""
    wanted = fold(typed)
    for name in IS if field == "is" else marking.tags():
        if fold(name[: len(typed)]) == wanted and len(name) > len(typed):
            return name
    return ""


def advice(marking: Marking, parts: Sequence[Node]) -> tuple[tuple[Node, ...], list[str]]:
    """Parts of a query, as they may be meant where they ask for marks in vain; and notes."""
    found: list[Node] = []
    notes: list[str] = []
    for part in parts:
        found.append(part)
        if not isinstance(part, MarkClause) or answering(marking, part):
            continue
        if part.field != "tag":
            if part.field == "is":
                notes.append(f"no article is {part.value}")
            elif not any(marks.notes for marks in marking.every().values()):
                notes.append("no article is noted")
            continue
        tags = list(marking.tags())
        spelt = {fold(tag): tag for tag in reversed(tags)}
        near = get_close_matches(fold(part.value.strip("*?")), spelt, 1, 0.6)
        if near:
            found[-1] = MarkClause("tag", spelt[near[0]])
            notes.append(f"did you mean {explain(found[-1])}?")
        else:
            more = ", …" if len(tags) > _NAMED else ""
            listed = f"the tags are {', '.join(tags[:_NAMED])}{more}"
            notes.append(listed if tags else "no article is tagged")
    return tuple(found), notes
