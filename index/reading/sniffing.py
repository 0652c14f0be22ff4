"""What kind of file some bytes are, where no name says so: standard input, a pasted text.

In: bytes. Out: a suffix of `index.reading.formats`; text where nothing else is certain.
"""

from __future__ import annotations

import re

_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|rdf:RDF)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
_FIRST_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}: ?\S")
_MAIL_ONLY = re.compile(
    rb"^(?:Return-Path|Received|Message-ID|MIME-Version|Delivered-To|DKIM-Signature):",
    re.IGNORECASE | re.MULTILINE,
)
_RECORD = re.compile(rb'\s*\[?\s*\{\s*"')
_HEAD = 4096


def suffix_of(data: bytes) -> str:
    """The suffix of the format that `data` begins as; ``.txt`` in doubt."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_suffix(data)
    if head.startswith(b"\x1f\x8b"):
        return ".tgz"
    if head[257:262] == b"ustar":
        return ".tar"
    text = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(text):
        return ".html"
    if _FEED.match(text):
        return ".rss"
    headers = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    if _MAIL_ONLY.search(headers):
        if text.startswith(b"From "):
            return ".mbox"
        if _FIRST_HEADER.match(headers):
            return ".eml"
    if _RECORD.match(text):
        return ".json"
    return ".txt"


def _zip_suffix(data: bytes) -> str:
    if b"META-INF/container.xml" in data:
        return ".epub"
    if b"[Content_Types].xml" in data and b"word/document.xml" in data:
        return ".docx"
    if b"mimetype" in data[:_HEAD] and b"content.xml" in data:
        return ".odt"
    return ".zip"
