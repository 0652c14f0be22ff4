"""E-books (.epub): the chapters in the order of the spine, with their headings as places.

In: bytes. Out: one document.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from index.errors import ReadError
from index.model import Place
from index.reading.composing import compose, tidy
from index.reading.dates import field_date
from index.reading.decoding import decode
from index.reading.formats.blocks import blocks_of
from index.reading.formats.trees import attribute, local, parse, text_of
from index.reading.formats.zips import Zip
from index.reading.task import SpentError

if TYPE_CHECKING:
    from pathlib import PurePath
    from xml.etree.ElementTree import Element

    from index.model import Document
    from index.reading.task import Task

_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", ""})


class _Item(NamedTuple):
    href: str
    kind: str
    properties: str


def read(path: PurePath, data: bytes, task: Task) -> list[Document]:
    """The document of an e-book.

    Raises:
        ReadError: no such file, encrypted, broken, or beyond the limits.
    """
    archive = Zip(data, task.budget)
    package_name = _package(archive)
    package = parse(archive.read(package_name), doctype=True)
    folder = posixpath.dirname(package_name)
    chapters: list[str] = []
    places: list[Place] = []
    length = 0
    locked = "META-INF/encryption.xml" in archive and "META-INF/rights.xml" in archive
    for number, href in enumerate(_spine(package), 1):
        name = posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))
        task.alive()
        try:
            markup = decode(archive.read(name))
        except SpentError:
            raise
        except ReadError as error:
            task.on_error("", f"section {number}: {error}")
            continue
        blocks = blocks_of(markup)
        text = tidy(blocks.text)
        if not text.strip():
            continue
        places.append(Place(length, blocks.heading or f"section {number}"))
        chapters.append(text)
        length += len(text) + 2
    if not chapters:
        raise ReadError("encrypted: protected by its seller" if locked else "no text in it")
    meta = {
        name: text_of(element).strip()[:500]
        for element in reversed(list(package.iter()))
        if (name := local(element)) in ("title", "creator", "publisher", "date")
        and not len(element)
    }
    return [
        compose(
            "\n\n".join(chapters),
            path.name,
            title=meta.get("title", ""),
            source=meta.get("publisher", ""),
            author=meta.get("creator", ""),
            day=field_date(meta.get("date", "")),
            places=places,
        )
    ]


def _package(archive: Zip) -> str:
    container = parse(archive.read("META-INF/container.xml"), doctype=True)
    for element in container.iter():
        if local(element) == "rootfile" and attribute(element, "full-path"):
            return unquote(attribute(element, "full-path"))
    raise ReadError("a broken e-book (it names no contents)")


def _spine(package: Element) -> list[str]:
    """The addresses of the chapters in reading order, without the table of contents."""
    items: dict[str, _Item] = {}
    order: list[str] = []
    for element in package.iter():
        name = local(element)
        if name == "item":
            items[attribute(element, "id")] = _Item(
                attribute(element, "href"),
                attribute(element, "media-type"),
                attribute(element, "properties"),
            )
        elif name == "itemref":
            order.append(attribute(element, "idref"))
    chosen = [items[key] for key in dict.fromkeys(order) if key in items]
    return [
        item.href
        for item in chosen
        if item.kind in _PAGES and "nav" not in item.properties.split() and item.href
    ]
