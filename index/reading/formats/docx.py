"""Word files (.docx): paragraphs, notes, title and the pages as Word last laid them out.

In: bytes. Out: one document. Deleted text, field codes and comments are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import ReadError
from index.reading.composing import compose
from index.reading.dates import field_date
from index.reading.formats.pages import Pages
from index.reading.formats.trees import attribute, local, parse, text_of, walk
from index.reading.formats.zips import Zip

if TYPE_CHECKING:
    from pathlib import PurePath
    from xml.etree.ElementTree import Element

    from index.model import Document
    from index.reading.task import Task

_SKIP = frozenset({"del", "deltext", "instrtext", "fallback", "rpr", "sectpr", "movefrom"})
_CORE = "docProps/core.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read(path: PurePath, data: bytes, task: Task) -> list[Document]:
    """The document of a Word file.

    Raises:
        ReadError: no Word file, encrypted, broken, or beyond the limits.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError("encrypted, or in the format of old Word files (.doc)")
    archive = Zip(data, task.budget)
    root = parse(archive.read("word/document.xml"))
    pages = Pages()
    title = _paragraphs(root, pages)
    places = pages.places()
    for name in _NOTES:
        if name in archive:
            _paragraphs(parse(archive.read(name)), pages)
    core = properties(archive, _CORE)
    text = pages.text()
    if not text:
        raise ReadError("no text in it")
    return [
        compose(
            text,
            path.name,
            title=title or core.get("title", ""),
            fallback_day=field_date(core.get("created", "")),
            headed=False,
            places=places,
        )
    ]


def properties(archive: Zip, name: str) -> dict[str, str]:
    """The properties that an office file states of itself, by local name in lower case."""
    if name not in archive:
        return {}
    try:
        root = parse(archive.read(name))
    except ReadError:
        return {}
    found: dict[str, str] = {}
    for element in root.iter():
        if not len(element):
            found.setdefault(local(element), text_of(element).strip()[:500])
    return found


def _paragraphs(root: Element, pages: Pages) -> str:
    """Collect the text; the words of a paragraph in the style "Title", if there is one."""
    laid_out = any(local(element) == "lastrenderedpagebreak" for element in root.iter())
    title = ""
    styled = False
    for begins, name, element in walk(root, _SKIP):
        if name == "p":
            if begins:
                pages.begin()
                styled = False
            else:
                text = pages.end()
                if styled and text and not title:
                    title = text
        elif not begins:
            continue
        elif name == "t":
            pages.add(element.text)
        elif name == "tab":
            pages.add("\t")
        elif name == "nobreakhyphen":
            pages.add("-")
        elif name == "pstyle":
            styled = attribute(element, "val").lower() == "title"
        elif name == "lastrenderedpagebreak":
            pages.turn()
        elif name in ("br", "cr"):
            if attribute(element, "type") != "page":
                pages.add("\n")
            elif not laid_out:
                pages.turn()
    return title
