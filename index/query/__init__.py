"""The query language: what is typed → a small tree → what it means in words.

Words are AND. ``OR``, ``AND`` and ``NOT`` in capitals, ``-word``, ``+word`` and parentheses
combine; AND binds closer than OR, NEAR closer than AND. ``"a phrase"`` and ``=word`` are meant as
written; ``"a b"~5``, ``a NEAR/5 b`` and ``a BEFORE/5 b`` ask for nearness; ``pre*``, ``w?rd``,
``word~`` and ``/regex/`` for the shape of a word. Fields: ``title: source: path:``, and ``title:=``
and so on for the whole value; ``ext: type:``, ``person: org: place: entity:``,
``near:"A","B"~20``, ``date: before: after: newer: older:``, and ``is: tag: note:`` of what a person
has said of articles.

`parse` gives None for an empty query, which every article answers.
"""

from index.query.completing import beginning, field_for
from index.query.explaining import explain
from index.query.fields import FIELDS
from index.query.intending import intended
from index.query.nodes import (
    IS,
    WORDS,
    And,
    Dates,
    EntityClause,
    EntityNear,
    File,
    Filter,
    Fuzzy,
    Leaf,
    MarkClause,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Regex,
    Typed,
    Wildcard,
    Word,
    field_of,
    has_places,
    positive,
    relaxed,
    words_of,
)
from index.query.parsing import parse
from index.query.writing import narrowed, quoted, written

__all__ = [
    "FIELDS",
    "IS",
    "WORDS",
    "And",
    "Dates",
    "EntityClause",
    "EntityNear",
    "File",
    "Filter",
    "Fuzzy",
    "Leaf",
    "MarkClause",
    "Near",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Regex",
    "Typed",
    "Wildcard",
    "Word",
    "beginning",
    "explain",
    "field_for",
    "field_of",
    "has_places",
    "intended",
    "narrowed",
    "parse",
    "positive",
    "quoted",
    "relaxed",
    "words_of",
    "written",
]
