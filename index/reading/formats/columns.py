"""Which column of a table, or key of a record, is the text, the title, the day, the outlet.

In: names, some values, and what the user said. Out: `Roles`. Records become documents here, so
that tables and JSON agree.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from index.errors import ReadError
from index.model import Place
from index.reading.composing import compose, tidy
from index.reading.dates import field_date
from index.reading.fields import DATE_KEYS, SOURCE_KEYS, TITLE_KEYS
from index.reading.formats.blocks import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from index.model import Document
    from index.reading.task import Columns

_TEXT = (
    "text", "body", "content", "contents", "article", "article text", "full text", "fulltext",
    "article body", "articlebody", "body text", "maintext", "main text", "story", "message",
    "transcript", "content text", "content html", "description", "abstract", "summary", "snippet",
    "comment", "review", "post", "tweet", "texto", "texte", "testo", "contenido", "cuerpo",
)  # fmt: skip
_TITLE = ("title", "headline", "heading", "name", *sorted(TITLE_KEYS))
_DATE = (
    "date", "published", "published at", "publishedat", "publication date", "date published",
    "datepublished", "created at", "createdat", "created", "timestamp", "datetime", "time", "year",
    *sorted(DATE_KEYS),
)  # fmt: skip
_SOURCE = ("source", "outlet", "publication", "publisher", "domain", "source name", "feed",
           *sorted(SOURCE_KEYS))  # fmt: skip
_URL = ("url", "link", "uri", "href", "permalink", "source url", "web url")
_AUTHOR = ("author", "authors", "byline", "creator", "by", "writer", "autor", "auteur", "autore")
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])|[\s_.-]+")
_SAMPLE = 200
_PROSE = 40
_EPOCH = (10_000_000, 10_000_000_000)


class Roles(NamedTuple):
    """The names of the columns that are something; empty where there is none."""

    text: str = ""
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    author: str = ""


def find_roles(names: Sequence[str], rows: Sequence[Mapping[str, str]], asked: Columns) -> Roles:
    """The roles of columns.

    Args:
        names: in their order.
        rows: some records, to tell by its length which column is text.
        asked: what the user said; an empty name is guessed.

    Raises:
        ReadError: the user named a column that is not there.
    """
    plain_names: dict[str, str] = {}
    for name in names:
        plain_names.setdefault(name.casefold().strip(), name)
    spaced = {_spaced(name): name for name in reversed(names)}
    for name in asked:
        if name and name.casefold().strip() not in plain_names:
            shown = ", ".join(str(known)[:40] for known in names[:12])
            raise ReadError(f"no column {name!r}; it has: {' '.join(shown.split())}")

    taken: set[str] = {plain_names[name.casefold().strip()] for name in asked if name}

    def pick(said: str, known: Sequence[str]) -> str:
        if said:
            return plain_names[said.casefold().strip()]
        for key in known:
            name = spaced.get(key.replace("_", " "))
            if name is not None and name not in taken:
                taken.add(name)
                return name
        return ""

    title = pick(asked.title, _TITLE)
    day = pick(asked.date, _DATE)
    url = pick(asked.url, _URL)
    source = pick(asked.source, _SOURCE)
    author = pick(asked.author, _AUTHOR)
    text = asked.text and pick(asked.text, ())
    if not text:
        lengths = _lengths(names, rows)
        named = [spaced[key] for key in _TEXT if key in spaced and spaced[key] not in taken]
        text = next((name for name in named if lengths.get(name, 0) > 0), "")
        longest = max((name for name in names if name not in taken), default="",
                      key=lambda name: lengths.get(name, 0))  # fmt: skip
        if longest and lengths[longest] >= _PROSE and lengths[longest] > 3 * lengths.get(text, 0):
            text = longest
    return Roles(text, title, day, source, url, author)


def make_record(
    record: Mapping[str, str], roles: Roles, name: str, part: str, label: str
) -> Document | None:
    """The document of a record; None if nothing is in it.

    Without a column of text, every value is a line with its name.
    """

    def get(key: str) -> str:
        return record.get(key, "").strip() if key else ""

    day = parse_day(get(roles.date))
    title = get(roles.title)
    source = get(roles.source) or _host(get(roles.url))
    if roles.text:
        body = tidy(plain(get(roles.text)))
        if not body.strip() and not title:
            return None
        return compose(
            body,
            name,
            title=plain(title),
            source=source,
            author=get(roles.author),
            day=day,
            part=part,
            places=[Place(0, label)],
        )
    lines = [f"{key}: {value.strip()}" for key, value in record.items() if value.strip()]
    body = tidy("\n".join(lines))
    if not body.strip():
        return None
    first = next(value.strip() for value in record.values() if value.strip())
    return compose(
        body,
        name,
        title=title or first,
        source=source,
        day=day,
        part=part,
        places=[Place(0, label)],
        headed=False,
    )


def parse_day(value: str) -> date | None:
    """The day of a field: as people write it, as mail and feeds do, or seconds since 1970."""
    if not value:
        return None
    day = field_date(value)
    if day is not None:
        return day
    try:
        number = float(value) if len(value) <= 20 else 0.0
    except ValueError:
        number = 0.0
    try:
        if number:
            number = number / 1000 if number >= _EPOCH[1] else number
            if not _EPOCH[0] <= number < _EPOCH[1]:
                return None
            return datetime.fromtimestamp(number, UTC).date()
        return parsedate_to_datetime(value[:100]).date()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


def _spaced(name: str) -> str:
    return " ".join(piece for piece in _SPLIT.split(name[:80].strip()) if piece).casefold()


def _lengths(names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> dict[str, float]:
    """How long the values of each column are on average."""
    some = rows[:_SAMPLE]
    return {name: sum(len(row.get(name, "")) for row in some) / max(1, len(some)) for name in names}


def _host(url: str) -> str:
    match = re.match(r"(?:https?:)?//(?:www\.)?([\w.-]{3,80})", url)
    return match[1] if match else ""
