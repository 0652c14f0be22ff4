"""What stands behind a field's name: its value → a leaf of the tree.

In: the cursor after the colon. Out: clauses about files, days, entities and what a person has said;
for fields that take words the field's name, as those are the parser's.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from index.analysis import terms
from index.query.cursor import BARE, QUOTES, SLOP, Cursor, MistakeError
from index.query.dates import dates
from index.query.nodes import IS, EntityClause, EntityNear, File, MarkClause

if TYPE_CHECKING:
    from datetime import date

    from index.query.nodes import Node

FIELDS = (
    *("title", "source", "path", "ext", "type", "person", "org", "place", "entity", "near"),
    *("date", "before", "after", "newer", "older", "is", "tag", "note"),
)
"""The names that may stand before a colon."""
FIELD = re.compile(r"([A-Za-z]+):(?!//)|(date)(?=[<>])")
"""How a field begins."""

_ALIASES = {"outlet": "source", "file": "path", "filename": "path", "organisation": "org",
            "tags": "tag", "notes": "note"}  # fmt: skip
_LIKELY = {
    **dict.fromkeys(
        ("author", "authors", "by", "byline", "who", "people", "man", "woman"), "person"
    ),
    **dict.fromkeys(("company", "organization", "agency", "party"), "org"),
    **dict.fromkeys(("country", "city", "location", "where", "region", "state"), "place"),
    **dict.fromkeys(("publisher", "newspaper", "paper", "site", "website", "domain"), "source"),
    **dict.fromkeys(("name", "names", "mention", "mentions"), "entity"),
    **dict.fromkeys(("headline", "subject", "heading"), "title"),
    **dict.fromkeys(("folder", "dir", "directory", "in"), "path"),
    **dict.fromkeys(("extension", "suffix"), "ext"),
    **dict.fromkeys(("filetype", "format", "kind", "mime"), "type"),
    **dict.fromkeys(("day", "month", "year", "when", "published", "on", "time"), "date"),
    **dict.fromkeys(("since", "from"), "after"),
    **dict.fromkeys(("until", "till", "to"), "before"),
    **dict.fromkeys(("label", "labels", "keyword", "keywords"), "tag"),
    **dict.fromkeys(("comment", "comments", "annotation"), "note"),
    **dict.fromkeys(("has", "status", "flag"), "is"),
}
"""Fields of other programs, and what is nearest to them here."""
_LIKELY_IS = {
    **dict.fromkeys(("starred", "star", "flagged", "favourite", "favorite", "saved"), "marked"),
    **dict.fromkeys(("annotated", "commented"), "noted"),
    **dict.fromkeys(("labelled", "labeled"), "tagged"),
}
_WORD_FIELDS = ("title", "source")
_WHOLE_FIELDS = ("title", "source", "path")
_DATE_FIELDS = ("date", "before", "after", "newer", "older")
_MARK_FIELDS = ("is", "tag", "note")
_ENTITY_FIELDS = ("person", "org", "place", "entity")
_OPERATOR = re.compile(r"(?:AND|OR|NOT|NEAR|BEFORE)\b")
_MARKS = re.compile(rf"[(){QUOTES}]")
_NAME = re.compile(rf"[^\s(),~{QUOTES}]+")
_ENTITIES_APART = 20


def fielded(cursor: Cursor, match: re.Match[str], today: date) -> Node | str:
    """Return the clause that a field begins, or the name of a field that takes words.

    Args:
        cursor: at the beginning of the field; afterwards behind the clause, or the colon.
        match: of `FIELD`.
        today: the day that ``newer:`` counts back from.

    Raises:
        MistakeError: there is no such field, or its value cannot be understood.
    """
    start = cursor.at
    typed = match[1] or match[2]
    name = _ALIASES.get(typed.lower(), typed.lower())
    if name not in FIELDS:
        raise _unknown(cursor, start, typed)
    cursor.at = match.end()
    following = cursor.text[cursor.at : cursor.at + 1]
    if not following or following.isspace() or following == ")":
        raise _apart(cursor, start, name)
    if following == "=" and name in _WHOLE_FIELDS:
        return _whole(cursor, start, name)
    if name in _WORD_FIELDS:
        return name
    if name in _MARK_FIELDS:
        return _said(cursor, start, name)
    if name == "near":
        return _entities(cursor, start)
    value = _value(cursor, start, name)
    if name == "ext" and not (value := value.removeprefix(".")):
        raise cursor.problem("ext: needs something right after it", start, cursor.at - start)
    if name in _ENTITY_FIELDS:
        return EntityClause(name, value)
    if name in _DATE_FIELDS:
        try:
            return dates(name, value, today)
        except ValueError as error:
            raise _no_date(cursor, start, match.end(), name, str(error), today) from None
    return File(name, value)


def _apart(cursor: Cursor, start: int, name: str) -> MistakeError:
    """A field without its value; the next word may be meant for it."""
    end = cursor.at
    message = f"{name}: needs something right after it"
    rest = cursor.text[end:].lstrip()
    if not rest or rest[0] == ")" or _OPERATOR.match(rest):
        return cursor.problem(message, start, end - start)
    return MistakeError(message, start, f"{cursor.text[:end]}{rest}")


def _no_date(
    cursor: Cursor, start: int, value: int, name: str, message: str, today: date
) -> MistakeError:
    """What is no date, with the date that may be meant."""
    from index.query.days_meant import meant

    quoted = cursor.text[value] in QUOTES
    end = cursor.at - (quoted and cursor.text[cursor.at - 1] in QUOTES)
    words = cursor.text[value + 1 : end] if quoted else _MARKS.split(cursor.text[value:], 1)[0]
    found = meant(name, words, today)
    if found is None:
        return cursor.problem(message, start, cursor.at - start)
    clause, taken = found
    after = cursor.at if quoted else value + taken
    return MistakeError(message, start, f"{cursor.text[:start]}{clause}{cursor.text[after:]}")


def _said(cursor: Cursor, start: int, name: str) -> Node:
    """What a person has said of articles; while it is typed its beginning will do."""
    place = cursor.at
    value = _value(cursor, start, name)
    growing = cursor.completing and cursor.at == len(cursor.text) and not _closed(cursor, place)
    if name == "is":
        return MarkClause(name, _is(cursor, start, value, growing))
    kept = value.lstrip("=#") if name == "tag" else value
    if not (terms(kept) if name == "note" else kept.strip("*?") or "*" in kept):
        raise cursor.problem(f"{name}: takes a {'word' if name == 'note' else name}", start,
                             cursor.at - start)  # fmt: skip
    return MarkClause(name, kept, growing and not kept.endswith("*"))


def _closed(cursor: Cursor, start: int) -> bool:
    """Whether the value from a place to the cursor is a quotation that is closed."""
    ends = cursor.text[start], cursor.text[cursor.at - 1]
    return cursor.at - start > 1 and all(end in QUOTES for end in ends)


def _is(cursor: Cursor, start: int, value: str, growing: bool) -> str:
    typed = value.lower()
    begun = [one for one in IS if one == typed or (growing and one.startswith(typed))]
    if begun:
        return begun[0]
    near = get_close_matches(typed, [*IS, *_LIKELY_IS], 1, 0.5)
    meant = _LIKELY_IS.get(near[0], near[0]) if near else IS[0]
    fix = f"{cursor.text[:start]}is:{meant}{cursor.text[cursor.at :]}"
    raise MistakeError(f"is: takes {', '.join(IS[:-1])} or {IS[-1]}", start, fix)


def _whole(cursor: Cursor, start: int, name: str) -> Node:
    """A whole value; while it is typed its beginning will do."""
    cursor.at += 1
    place = cursor.at
    value = _value(cursor, start, name)
    growing = cursor.completing and cursor.at == len(cursor.text) and not _closed(cursor, place)
    return File(name, value, whole=True, typed=growing)


def _unknown(cursor: Cursor, start: int, typed: str) -> MistakeError:
    name = typed.lower()
    names = [*FIELDS, *_ALIASES, *(other for other in _LIKELY if len(other) > 3)]
    known = [name] if name in _LIKELY else get_close_matches(name, names, 1, 0.7)
    end = start + len(typed)
    bare = BARE.match(cursor.text, start)
    last = bare.end() if bare else end
    if known:
        fix = f"{cursor.text[:start]}{_LIKELY.get(known[0], known[0])}{cursor.text[end:]}"
    elif last > end + 1:
        fix = f'{cursor.text[:start]}"{cursor.text[start:last]}"{cursor.text[last:]}'
    else:
        fix = f"{cursor.text[:start]}{typed} {cursor.text[end + 1 :]}"
    return MistakeError(f"there is no field {typed}:", start, fix)


def _value(cursor: Cursor, start: int, name: str) -> str:
    if cursor.text[cursor.at : cursor.at + 1] in tuple(QUOTES):
        value = " ".join(cursor.quoted()[0].split())
    else:
        bare = BARE.match(cursor.text, cursor.at)
        if bare is None:
            raise cursor.problem(f"{name}: takes one word or a quotation", start, cursor.at - start)
        cursor.at = bare.end()
        value = bare.group()
    if not value:
        raise cursor.problem(f"{name}: needs something right after it", start, cursor.at - start)
    return value


def _entities(cursor: Cursor, start: int) -> Node:
    names: list[str] = []
    while True:
        if cursor.at < len(cursor.text) and cursor.text[cursor.at] in QUOTES:
            names.append(" ".join(cursor.quoted()[0].split()))
        else:
            bare = _NAME.match(cursor.text, cursor.at)
            if bare is None:
                break
            names.append(bare.group())
            cursor.at = bare.end()
        if cursor.text[cursor.at : cursor.at + 1] != ",":
            break
        cursor.at += 1
    distance = _ENTITIES_APART
    slop = SLOP.match(cursor.text, cursor.at)
    if slop:
        cursor.at = slop.end()
        distance = int(slop[1])
    if len(names) != 2 or not all(names):
        message = 'near: takes two names, as in near:"Maduro","Putin"~20'
        kept = " ".join(f'entity:"{name}"' for name in names if name)
        raise MistakeError(
            message, start, f"{cursor.text[:start]}{kept} {cursor.text[cursor.at :]}"
        )
    return EntityNear(names[0], names[1], distance)
