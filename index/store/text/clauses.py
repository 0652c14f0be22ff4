"""Clauses about files: which of an article's particulars answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.analysis import fold, terms
from index.query.matching import wildcard

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.query import File

TYPES = {
    "text": "txt text md markdown rst log",
    "markdown": "md markdown",
    "web": "html htm xhtml mhtml",
    "html": "html htm xhtml",
    "mail": "eml mbox msg",
    "office": "docx odt doc rtf pptx odp xlsx ods",
    "document": "docx odt doc rtf pdf",
    "data": "json jsonl ndjson csv tsv xml",
    "book": "epub mobi",
}
"""What ``type:`` names beside an extension itself."""


def value_test(clause: File) -> Callable[[str], bool]:
    """Return the test of an article's path (or title, or source) for a clause about files."""
    if clause.whole:
        wanted, key = _key(clause)
        if clause.typed:
            return lambda value: key(value).startswith(wanted)
        return lambda value: key(value) == wanted
    if clause.field != "path":
        kinds = extensions(clause)
        return lambda path: extension(path) in kinds
    value = path_value(clause)
    if "*" in value or "?" in value:
        pattern = wildcard(value if value.startswith("*") else f"*{value}")
        return lambda path: pattern.fullmatch(folded_path(path)) is not None
    return lambda path: value in folded_path(path)


def path_value(clause: File) -> str:
    """What a clause about paths asks for, as `folded_path` gives paths."""
    return folded_path(clause.value.removeprefix("./"))


def folded_path(path: str) -> str:
    """A path without case and accents; points stay, whatever else stands in it."""
    return path.lower() if path.isascii() else ".".join(map(fold, path.split(".")))


def _key(clause: File) -> tuple[str, Callable[[str], str]]:
    """What a whole value is compared as, and how other values are made that."""
    if clause.field == "path":
        return path_value(clause), folded_path

    return words_key(clause.value), words_key


def words_key(value: str) -> str:
    """What a title or an outlet's name is compared as."""
    return " ".join(terms(value)) or fold(value.strip())


def extensions(clause: File) -> set[str]:
    """The extensions that an ``ext:`` or ``type:`` asks for."""
    wanted = fold(clause.value)
    return set(TYPES.get(wanted, wanted).split()) if clause.field == "type" else {wanted}


def extension(path: str) -> str:
    """The extension of an article's file, folded, without the dot."""
    name = path.partition("#")[0].rpartition("/")[2]
    stem, dot, last = name.rpartition(".")
    return fold(last) if dot and stem else ""
