"""Feeds (RSS, Atom): one document an entry.

In: bytes. Out: documents whose part is the number of the entry from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import ReadError
from index.model import Place
from index.reading.composing import compose, tidy
from index.reading.formats.blocks import plain
from index.reading.formats.columns import parse_day
from index.reading.formats.trees import local, parse, text_of, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePath
    from xml.etree.ElementTree import Element

    from index.model import Document
    from index.reading.task import Task

_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_ENTRIES = frozenset({"item", "entry"})
_TEXTS = ("encoded", "content", "description", "summary")
_DAYS = ("pubdate", "published", "date", "issued", "updated", "modified")


def read(path: PurePath, data: bytes, task: Task) -> Iterator[Document]:
    """The documents of a feed.

    Raises:
        ReadError: no XML, no feed, or nothing in it.
    """
    root = parse(data.strip(), doctype=True)
    if local(root) not in _ROOTS:
        raise ReadError("XML that is no feed (RSS or Atom)")
    entries = _entries(root)
    source = _channel(root)
    found = False
    for number, entry in enumerate(entries, 1):
        document = _entry(entry, source, f"{path.name} {number}", number)
        if document is not None:
            found = True
            yield document
    if not found:
        raise ReadError("no entries in the feed")


def _entries(root: Element) -> list[Element]:
    """The entries in their order; one inside another is part of the outer one."""
    found: list[Element] = []
    inside = 0
    for begins, name, element in walk(root):
        if name in _ENTRIES:
            if begins and not inside:
                found.append(element)
            inside += 1 if begins else -1
    return found


def _channel(root: Element) -> str:
    """The feed's own title."""
    top = next((child for child in root if local(child) == "channel"), root)
    for child in top:
        if local(child) == "title":
            return plain(text_of(child)).strip()
    return ""


def _entry(entry: Element, source: str, name: str, number: int) -> Document | None:
    values: dict[str, str] = {}
    for child in entry:
        key = local(child)
        if key == "author":
            names = [text_of(inner) for inner in child if local(inner) == "name"]
            values.setdefault(key, names[0] if names else text_of(child))
        elif key == "source":
            titles = [text_of(inner) for inner in child if local(inner) == "title"]
            values.setdefault(key, titles[0] if titles else text_of(child))
        else:
            values.setdefault(key, text_of(child))
    text = max((tidy(plain(values.get(key, ""))) for key in _TEXTS), key=len)
    title = plain(values.get("title", "")).strip()
    if not text.strip() and not title:
        return None
    days = (parse_day(values.get(key, "").strip()) for key in _DAYS)
    author = values.get("creator") or values.get("author") or ""
    return compose(
        text,
        name,
        title=title,
        source=values.get("source", "").strip() or source,
        author=author.strip(),
        day=next((day for day in days if day), None),
        part=str(number),
        places=[Place(0, f"entry {number}")],
    )
