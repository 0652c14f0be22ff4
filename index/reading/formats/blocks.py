"""Markup that is no whole article page, as plain text: mail bodies, feed entries, book chapters.

In: HTML of any quality. Out: its blocks as paragraphs, its title and its first heading. Scripts
and styles are no text.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple

_BLOCKS_TEXT = """
address article aside blockquote body caption center dd details dialog div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section
summary table tbody tfoot thead title tr ul
"""
_BLOCKS = frozenset(_BLOCKS_TEXT.split())
_HEADINGS = frozenset({"h1", "h2", "h3"})
_SILENT = frozenset({"script", "style", "template", "title"})
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|ul|ol|li|h[1-6]|em|strong|b|i|img|table|blockquote)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[^\S\n\xa0]+")


class Blocks(NamedTuple):
    """The plain text of some markup."""

    text: str
    title: str
    heading: str


def blocks_of(markup: str) -> Blocks:
    """The text of `markup`: a blank line between blocks, a newline for a line break."""
    from lxml import etree

    target = _Target()
    parser = etree.HTMLParser(
        target=target, encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True
    )
    with suppress(etree.LxmlError):
        parser.feed(markup.replace("\0", "").encode("utf-8", "replace"))
        parser.close()
    target.flush()
    return Blocks("\n\n".join(target.blocks), " ".join(target.title.split()), target.heading)


def plain(value: str) -> str:
    """`value` as text: taken apart if it is HTML, else as it is."""
    if "<" in value and _TAG.search(value):
        return blocks_of(value).text
    return value


class _Target:
    """Collects the text between block tags, as the parser comes upon them."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.title = ""
        self.heading = ""
        self._pieces: list[str] = []
        self._silent = ""
        self._in_heading = False
        self._pre = 0

    def start(self, tag: str, attributes: object) -> None:
        if tag in _SILENT:
            self._silent = tag
        elif tag == "br":
            self._pieces.append("\n")
        elif tag in ("td", "th"):
            self._pieces.append("\t" if self._pieces else "")
        elif tag in _BLOCKS:
            self._silent = ""
            self.flush()
            self._in_heading = tag in _HEADINGS
            self._pre += tag == "pre"

    def end(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif tag in _BLOCKS:
            self.flush()
            self._in_heading = False
            if tag == "pre":
                self._pre = max(0, self._pre - 1)

    def data(self, data: str) -> None:
        if self._silent:
            if self._silent == "title" and len(self.title) < 2000:
                self.title += data[:2000]
            return
        self._pieces.append(data if self._pre else data.replace("\r", " ").replace("\n", " "))

    def comment(self, text: str) -> None:
        """A comment is no text."""

    def close(self) -> None:
        self.flush()

    def flush(self) -> None:
        """End a block."""
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces.clear()
        if not self._pre:
            text = _SPACE.sub(lambda match: "\t" if "\t" in match[0] else " ", text)
        lines = [line.strip(" \t") if not self._pre else line.rstrip() for line in text.split("\n")]
        text = "\n".join(lines).strip("\n")
        if text.strip():
            self.blocks.append(text)
            if self._in_heading and not self.heading:
                self.heading = " ".join(text.split())
