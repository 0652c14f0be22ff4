"""OpenDocument texts (.odt): paragraphs, notes, title and soft page breaks.

In: bytes. Out: one document. Deleted text and comments are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import ReadError
from index.reading.composing import compose
from index.reading.dates import field_date
from index.reading.formats.docx import properties
from index.reading.formats.pages import Pages
from index.reading.formats.trees import attribute, local, parse, walk
from index.reading.formats.zips import Zip

if TYPE_CHECKING:
    from pathlib import PurePath
    from xml.etree.ElementTree import Element

    from index.model import Document
    from index.reading.task import Task

_SKIP = frozenset({"tracked-changes", "annotation", "automatic-styles", "note-citation", "forms"})
_SPACES = 200


def read(path: PurePath, data: bytes, task: Task) -> list[Document]:
    """The document of an OpenDocument text.

    Raises:
        ReadError: no such file, encrypted, broken, or beyond the limits.
    """
    archive = Zip(data, task.budget)
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise ReadError("encrypted: needs a password")
    pages = Pages()
    title = _paragraphs(parse(archive.read("content.xml")), pages)
    meta = properties(archive, "meta.xml")
    text = pages.text()
    if not text:
        raise ReadError("no text in it")
    return [
        compose(
            text,
            path.name,
            title=title or meta.get("title", ""),
            fallback_day=field_date(meta.get("creation-date", "") or meta.get("date", "")),
            headed=False,
            places=pages.places(),
        )
    ]


def _paragraphs(root: Element, pages: Pages) -> str:
    """Collect the text; the words of a paragraph in the style "Title", if there is one."""
    titles = _title_styles(root)
    title = ""
    for begins, name, element in walk(root, _SKIP):
        if name in ("p", "h"):
            if begins:
                pages.begin()
                pages.add(element.text)
            else:
                text = pages.end()
                if not title and text and attribute(element, "style-name") in titles:
                    title = text
                pages.add(element.tail)
            continue
        if begins:
            if name == "s":
                count = attribute(element, "c")
                pages.add(" " * (min(int(count), _SPACES) if count.isdecimal() else 1))
            elif name == "tab":
                pages.add("\t")
            elif name == "line-break":
                pages.add("\n")
            elif name == "soft-page-break":
                pages.turn()
            pages.add(element.text)
        else:
            pages.add(element.tail)
    return title


def _title_styles(root: Element) -> frozenset[str]:
    """The names of the styles that are "Title" or made from it."""
    names = {"Title"}
    for element in root.iter():
        if local(element) == "style" and attribute(element, "parent-style-name") == "Title":
            names.add(attribute(element, "name"))
    return frozenset(names)
