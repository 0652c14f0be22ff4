"""What the end of a query may be the beginning of: a field, an entity's name, a tag, or a word.

In: the query up to the cursor. Out: what to look for, and the query as it would go on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.query.cursor import QUOTES
from index.query.fields import FIELDS

_STRAIGHT = re.compile(f"[{QUOTES}]")
_NAMED = re.compile(r'(?:^|[\s(+\-−])(person|org|place|entity):(?:(")([^"]*)|([^\s()",]+))\Z')
_NEAR = re.compile(r'(?:^|[\s(+\-−])near:(?:"[^"]*",|[^\s()",]+,)?(?:(")([^"]*)|([^\s()",]+))\Z')
_SAID = re.compile(r'(?:^|[\s(+\-−])(is|tag):(?:(")([^"]*)|([^\s()",]*))\Z')
_WORD = re.compile(r"(?:^|[\s(+\-−=\"]|\b(?:title):)([^\W_]{2,})\Z")
_FIELD = re.compile(r"(?:^|[\s(+\-−])([a-z]{2,})\Z")


class Beginning(NamedTuple):
    """What a query ends with.

    Attributes:
        kind: ``person``, ``org``, ``place``, ``entity``, ``is``, ``tag``, ``word``, or empty for
            nothing.
        typed: the beginning that is there.
        before: the query before it, without a quotation mark that it opens with.
        open: whether it stands in a quotation that is not closed.
    """

    kind: str
    typed: str
    before: str
    open: bool


def beginning(text: str) -> Beginning:
    """Return what a query ends with that may go on."""
    straight = _STRAIGHT.sub('"', text)
    for shape in (_NAMED, _NEAR, _SAID):
        if named := shape.search(straight):
            *kind, quote, inside, bare = named.groups()
            typed = inside if quote else bare
            if not typed.strip() and shape is not _SAID:
                break
            before = text[: len(text) - len(typed) - bool(quote)]
            return Beginning(kind[0] if kind else "entity", typed, before, bool(quote))
    word = _WORD.search(straight)
    if word is None or (straight.count('"') % 2 == 0 and _in_field(straight, word.start(1))):
        return Beginning("", "", text, False)
    inside = straight.count('"') % 2 == 1
    return Beginning("word", word[1], text[: word.start(1)], inside)


def field_for(text: str) -> str:
    """The field whose name a query ends with the beginning of, or an empty string."""
    found = _FIELD.search(text)
    if found is None or _STRAIGHT.sub('"', text).count('"') % 2:
        return ""
    return next((name for name in FIELDS if name.startswith(found[1])), "")


def _in_field(text: str, place: int) -> bool:
    """Whether the word at a place is the value of a field that takes no words of the text."""
    last = text[:place].rsplit(maxsplit=1)[-1:] if not text[:place][-1:].isspace() else []
    return bool(last) and ":" in last[0] and not last[0].lower().startswith("title:")
