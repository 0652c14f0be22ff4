"""What a query means, in words: tree in, one line out, e.g. ``AND(maduro, NOT rubio)``."""

from __future__ import annotations

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


def explain(node: Node | None) -> str:
    """Return a query's meaning on one line; an empty string for the empty query."""
    if node is None:
        return ""
    if isinstance(node, And):
        return f"AND({', '.join(map(explain, node.parts))})"
    if isinstance(node, Or):
        return f"OR({', '.join(map(explain, node.parts))})"
    if isinstance(node, Not):
        return f"NOT {explain(node.part)}"
    if isinstance(node, Near):
        name = "BEFORE" if node.ordered else "NEAR"
        return f"{name}/{node.distance}({explain(node.left)}, {explain(node.right)})"
    if isinstance(node, Dates):
        return f"date:{node.label}"
    if isinstance(node, EntityNear):
        return f'near:"{node.left}","{node.right}"~{node.distance}'
    if isinstance(node, EntityClause):
        return f"{node.field}:{_quoted(node.name)}"
    if isinstance(node, MarkClause):
        return f"{node.field}:{_quoted(node.value)}{'…' if node.typed else ''}"
    if isinstance(node, File):
        mark = "=" if node.whole else ""
        return f"{node.field}:{mark}{_quoted(node.value)}{'…' if node.typed else ''}"
    return (f"{node.field}:" if node.field else "") + _leaf(node)


def _leaf(node: Word | Typed | Prefix | Wildcard | Fuzzy | Regex | Phrase) -> str:
    match node:
        case Word(text=text, exact=exact):
            return f"={text}" if exact else text
        case Typed(text=text):
            return f"{text}…"
        case Prefix(text=text):
            return f"{text}*"
        case Wildcard(pattern=pattern):
            return pattern
        case Fuzzy(text=text, distance=distance):
            return f"{text}~{distance}"
        case Regex(pattern=pattern):
            return f"/{pattern}/"
    mark = {"prefix": "*", "typed": "…"}.get(node.ending, "")
    words = f'"{node.text}{mark}"' if node.exact else f"{node.text}{mark}"
    return f"{words}~{node.slop}" if node.slop else words


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value or not value else value
