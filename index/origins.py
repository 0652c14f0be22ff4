"""The original of an article: the file on disk, and the place in it.

In: an article of the catalogue and an offset in its text. Out: `Origin`, for whoever opens the
file in another program.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.citing import Citation, citations
from index.errors import NotFoundError
from index.reading.formats import is_archive, is_plain
from index.reading.locating import line_of

if TYPE_CHECKING:
    from index.reading.options import ReadingOptions
    from index.store import Store

_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")


class Origin(NamedTuple):
    """Where an article comes from.

    Attributes:
        file: the file, absolute.
        inside: what it is called within an archive; empty where the file is none.
        citation: the place within the file or what is inside it.
        line: the line of `file` at which that place begins, from 1, if the file is text.
    """

    file: Path
    inside: str
    citation: Citation
    line: int | None


def origin(store: Store, root: Path, options: ReadingOptions, number: int, offset: int) -> Origin:
    """The original of an article, at a character of its text.

    Raises:
        NotFoundError: the article, or its file, is no longer there.
    """
    article = store.articles.article(number)
    rel = store.files.of_article(number)
    file = dict(options.extra).get(rel) or _on_disk(root, rel)
    (citation,) = citations(article, (offset,), file.name)
    part = article.info.path[len(rel) + 1 :]
    if is_archive(file):
        return Origin(file, part or file.stem, citation, None)
    if is_plain(file):
        return Origin(file, "", citation, citation.number)
    return Origin(file, "", citation, line_of(file, citation.kind, citation.number))


def _on_disk(root: Path, rel: str) -> Path:
    """The file that is written as `rel`; bytes that are no text are written there as ``\\xNN``."""
    plain = root / rel
    if plain.exists():
        return plain
    if "\\x" in rel:
        raw = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), rel.encode())
        odd = root / raw.decode("utf-8", "surrogateescape")
        if odd.exists():
            return odd
    raise NotFoundError(f"{rel} is no longer there")
