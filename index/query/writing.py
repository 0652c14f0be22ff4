"""A tree written as a query again, and a query made narrower: trees in, text to be typed out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from index.errors import QueryError
from index.query.cursor import QUOTES
from index.query.nodes import (
    And,
    Dates,
    EntityClause,
    EntityNear,
    File,
    Fuzzy,
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
)
from index.query.parsing import parse

if TYPE_CHECKING:
    from index.query.nodes import Leaf

_OPEN = re.compile(rf"[^\s(),~{QUOTES}]+")


def written(node: Node) -> str:
    """Return a query that is parsed to this tree.

    A word that was still being typed is written as the beginning of one.
    """
    match node:
        case And(parts=parts):
            return " ".join(_inner(part, (Or,)) for part in parts)
        case Or(parts=parts):
            return " OR ".join(_inner(part, (Or,)) for part in parts)
        case Not(part=part):
            return f"-{_inner(part, (And, Or, Near, Not))}"
        case Near(left=left, right=right):
            name = "BEFORE" if node.ordered else "NEAR"
            beside = _inner(left, (And, Or)), _inner(right, (And, Or, Near))
            return f"{beside[0]} {name}/{node.distance} {beside[1]}"
        case File(field=field, value=value, whole=True):
            return f"{field}:={value if _OPEN.fullmatch(value) else quoted(value)}"
        case File(field="ext", value=value) if value.startswith("."):
            return f"ext:.{value}"  # the first point is passed over
        case MarkClause(field=field, value=value, typed=True):
            return written(MarkClause(field, f"{value}*"))
        case MarkClause(field=field, value=value):
            return f"{field}:{value if _OPEN.fullmatch(value) else quoted(value)}"
        case EntityClause(field=field, name=value) | File(field=field, value=value):
            return f"{field}:{value if _OPEN.fullmatch(value) else quoted(value)}"
        case EntityNear(left=one, right=other):
            return f"near:{quoted(one)},{quoted(other)}~{node.distance}"
        case Dates(label=label):
            return f"date:{label}"
    return (f"{node.field}:" if node.field else "") + _guarded(_leaf(node), node)


def quoted(value: str) -> str:
    """A value between quotation marks; those within it are left out."""
    return '"' + " ".join(re.sub(f"[{QUOTES}]", " ", value).split()) + '"'


def narrowed(query: str, clause: str, *, typing: bool = False) -> str:
    """Return the query that asks for a clause as well; the words of the query stay as typed.

    It can always be understood as it is, also where the query is only so while it is typed.

    Args:
        query: what is asked so far; may be empty.
        clause: what is to be added.
        typing: whether the query is still being typed; its last word is then finished with ``*``.

    Raises:
        QueryError: one of the two cannot be understood.
    """
    node, extra = parse(query, typing=typing), parse(clause)
    if node is None:
        return clause
    parts = node.parts if isinstance(node, And) else (node,)
    wanted, shapes = node, [query]
    if extra is not None and extra not in parts:
        wanted = And((*parts, extra))
        shapes = [f"{query.strip()} {clause}", f"({query.strip()}) {clause}"]
    return next((shape for shape in shapes if _parsed(shape) == wanted), written(wanted))


def _parsed(text: str) -> Node | None:
    try:
        return parse(text)
    except QueryError:
        return None


def _guarded(leaf: str, node: Leaf | Phrase) -> str:
    """A leaf with a point or colon beside it where it would be read as something else alone.

    What reads words passes over both.
    """
    if isinstance(node, Typed):
        node = Prefix(node.text)
    elif isinstance(node, Phrase) and node.ending:
        node = replace(node, ending="prefix")
    wanted = replace(node, field="")
    shapes = (leaf, f":{leaf}", f"{leaf}.", f":{leaf}.")
    return next((shape for shape in shapes if _parsed(shape) == wanted), leaf)


def _inner(node: Node, loose: tuple[type, ...]) -> str:
    """A part, in parentheses if it binds more loosely than what is around it."""
    return f"({written(node)})" if isinstance(node, loose) else written(node)


def _leaf(node: Word | Typed | Prefix | Wildcard | Fuzzy | Regex | Phrase) -> str:
    match node:
        case Word(text=text, exact=exact):
            return f"={text}" if exact else text
        case Typed(text=text) | Prefix(text=text):
            return f"{text}*"
        case Wildcard(pattern=pattern):
            return pattern
        case Fuzzy(text=text, distance=distance):
            return f"{text}~{distance}"
        case Regex(pattern=pattern):
            return f"/{pattern}/"
    if not node.exact:
        return f"{node.text}*" if node.ending else node.text
    return f'"{node.text}"~{node.slop}' if node.slop else f'"{node.text}"'
