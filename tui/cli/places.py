"""What a command is about: the folders and files that are meant, and how they are to be read.

In: a `Request` or the words after ``clew``. Out: absolute facts for the engine: paths, reading
options, the folder for the index; with standard input kept in a file as long as it is needed.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.cli.start import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.reading.options import ReadingOptions
    from tui.cli.arguments import Request

_OF_ARTICLES = ("show", "compare", "related")
"""The verbs whose subject is an article, which may be standard input."""

_OF_ONE = ("show", "entities")
"""The verbs that ask nothing of the others where they are about one article."""


class Places(NamedTuple):
    """What to open; see `index.Corpus.open`.

    Attributes:
        paths: folders and files; empty where standard input is all there is.
        index_dir: where the index is kept, or None for the user's cache folder.
        options: how the files are chosen and read.
        piped: whether standard input is one of the articles.
    """

    paths: tuple[Path, ...]
    index_dir: Path | None
    options: ReadingOptions
    piped: bool


@contextmanager
def chosen_by(request: Request) -> Iterator[Places]:
    """What `request` is about; what standard input left on the disk is gone at the end.

    Raises:
        FileNotFoundError: a path does not exist.
        ClewError: standard input cannot be read.
    """
    from index.reading.options import ReadingOptions
    from index.reading.task import Columns
    from tui.cli.stdin import MARK, NAME, kept

    hint = " (put a query of several words in quotes)" if request.verb == "search" else ""
    named = [path for path in request.paths if path != MARK]
    of_articles = request.verb in _OF_ARTICLES
    articles = (request.subject, request.other) if of_articles else (request.article,)
    alone = MARK in request.paths or (MARK in articles and request.verb in _OF_ONE)
    piped = MARK in (*request.paths, *articles)
    given = [] if alone and not named else resolve(named, sample=request.sample, hint=hint)
    options = ReadingOptions(request.include, request.exclude, Columns(*request.columns))
    options.check()
    with ExitStack() as stack:
        index_dir = request.index_dir
        if piped:
            file = stack.enter_context(kept(index_dir))
            options = options._replace(extra=((NAME, file),))
            index_dir = file.parent / "index"
        yield Places(tuple(given), index_dir, options, piped)
