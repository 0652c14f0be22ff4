"""The arguments of a command, made into a `Request`; argparse and nothing else.

In: the words after ``clew``. Out: a `Request`, or a `UsageMistake` with one line for the user.
Options may stand anywhere among the words, before the verb too; after ``--`` all are words.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from tui.cli.actions import ACTIONS, split
from tui.cli.contradicting import contradiction
from tui.cli.options import COLUMNS, add_reading_options, add_verb_options
from tui.cli.words import ABOUT, HELP, SHELLS, VERBS

if TYPE_CHECKING:
    from collections.abc import Sequence

_VALUED = ("--index-dir", "--extractor", "--include", "--exclude", "--queries", "--completion",
           "--limit", "--sort", "--width", "--type", "--article", "--name", "--at", "--quote",
           "--query", *(f"--{role}-column" for role in COLUMNS))  # fmt: skip


class UsageMistake(Exception):  # noqa: N818
    """A command that cannot be understood; the message is one line."""


class Request(NamedTuple):
    """What the user asks for.

    Attributes:
        verb: one of `VERBS`, or None for the explorer.
        subject: the query, the name, the article or the action, for the verbs that take one.
        names: the words that an action of `tui.cli.actions` takes.
        other: the second article, for the verb that takes two.
        paths: folders and files, as typed; empty for this folder.
        text: the answer itself, where the question was ``--help`` or ``--version``.
        limit: at most so many rows; None for the default, 0 for all.
        width: characters of context on each side of a mention.
        include: patterns of the files that are taken; empty for all.
        exclude: patterns of files and folders that are left out.
        queries: the file of queries that stands for the subject; empty where there is none.
        name: what a search that is saved is called, empty for the query itself; or the name that
            a timeline is of.
        at: the passage that a note is on, as ``START:END``; empty for none.
        quote: likewise by its words.
        query: only articles that answer it, where what is marked is listed.
        columns: the names given to `COLUMNS`, an empty one where none was; empty if none was.
    """

    verb: str | None
    subject: str = ""
    other: str = ""
    names: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    text: str | None = None
    sample: bool = False
    index_dir: Path | None = None
    extractor: str = ""
    no_color: bool = False
    json: bool = False
    refresh: bool = True
    watch: bool = True
    log_text: bool = False
    limit: int | None = None
    sort: str = "relevance"
    hits: bool = False
    paths_only: bool = False
    print0: bool = False
    type: str = ""
    article: str = ""
    suggest: bool = False
    all: bool = False
    demonyms: bool = True
    width: int = 60
    marks: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    list: bool = False
    prune: bool = False
    queries: str = ""
    name: str = ""
    at: str = ""
    quote: str = ""
    query: str = ""
    markdown: bool = False

    @property
    def chooses(self) -> bool:
        """Whether an option says which files are read, or how."""
        return bool(self.include or self.exclude or self.columns)


class _Parser(argparse.ArgumentParser):
    """A parser whose mistakes are exceptions, not exits."""

    def error(self, message: str) -> NoReturn:
        verb = self.prog.partition(" ")[2]
        message = message.removeprefix("argument ")
        message = message.replace("unrecognized arguments", "no such option")
        message = message.replace("expected one argument", "its value is missing")
        raise UsageMistake(f"{message} (see clew {verb}{' ' if verb else ''}--help)")


def parse(arguments: Sequence[str]) -> Request:
    """Understand a command; raises `UsageMistake`."""
    before: list[str] = ["--help" if word == "-h" else word for word in arguments]
    after: list[str] = []
    if "--" in before:
        cut = before.index("--")
        before, after = before[:cut], before[cut + 1 :]
    verb, rest = _split_verb(before)
    parser = parser_for(verb)
    if verb in SUBJECT or verb in ACTIONS or verb == "timeline":
        rest = [_shield(word) for word in rest]
    found = parser.parse_intermixed_args(rest)
    words = [word.removeprefix("\0") for word in found.words] + after
    if found.help:
        return Request(verb, text=parser.format_help() if verb else HELP)
    if getattr(found, "version", False):
        return Request(verb, text=f"clew {_version()}\n")
    if getattr(found, "completion", None):
        from tui.cli.completion import script

        return Request(verb, text=script(found.completion))
    return _request(verb, words, found)


def parser_for(verb: str | None) -> argparse.ArgumentParser:
    """The parser of one verb, or of the explorer; its words come out as ``words``."""
    usage, about, epilog = ABOUT[verb]
    parser = _Parser(
        prog=f"clew {verb}" if verb else "clew",
        usage=usage,
        description=about,
        epilog=epilog,
        add_help=False,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)
    if verb is None:
        parser.add_argument("--version", action="store_true", help="print the version")
        parser.add_argument(
            "--no-watch", action="store_true", help="do not follow what changes in the folder"
        )
        parser.add_argument(
            "--log-text", action="store_true", help="let the log quote articles where that helps"
        )
        parser.add_argument(
            "--completion",
            choices=SHELLS,
            help="print a script that lets this shell complete verbs, options and paths",
        )
    else:
        add_verb_options(parser, verb)
    parser.add_argument(
        "--sample", action="store_true", help="the sample articles in place of PATH"
    )
    parser.add_argument(
        "--index-dir",
        type=Path,
        metavar="DIR",
        help="keep the index there (default: a private cache folder)",
    )
    parser.add_argument(
        "--extractor",
        default="",
        metavar="NAME",
        help="how names are found; spacy:NAME for an installed spaCy pipeline",
    )
    add_reading_options(parser)
    parser.add_argument("--no-color", action="store_true", help="no colours, as NO_COLOR does")
    parser.add_argument("--help", action="store_true", help="this help")
    return parser


def _split_verb(words: list[str]) -> tuple[str | None, list[str]]:
    """The verb, where the first word that is not an option is one, and the other words."""
    skip = False
    for place, word in enumerate(words):
        if skip:
            skip = False
        elif word in _VALUED:
            skip = True
        elif not word.startswith("-"):
            if word in VERBS:
                return word, words[:place] + words[place + 1 :]
            break
    return None, words


def _shield(word: str) -> str:
    """Keep a query such as ``-rubio`` from being read as options: only ``--`` opens those here."""
    if word.startswith("-") and not word.startswith("--") and word != "-":
        return f"\0{word}"
    return word


def _request(verb: str | None, words: list[str], found: argparse.Namespace) -> Request:
    given = vars(found)
    if mistake := contradiction(given, words):
        raise UsageMistake(f"{mistake} (see clew {verb or ''} --help)")
    columns = tuple(given[f"{role}_column"].strip() for role in COLUMNS)
    subject = ""
    if verb in SUBJECT and not given.get("all") and not given.get("queries"):
        if not words:
            raise UsageMistake(f"{SUBJECT[verb]} is missing (see clew {verb} --help)")
        subject, *words = words
    if verb == "timeline" and words and not _is_place(words[0]):
        subject, *words = words
    other = ""
    if verb == "compare":
        if not words:
            raise UsageMistake("the second ARTICLE is missing (see clew compare --help)")
        other, *words = words
    names: tuple[str, ...] = ()
    if verb in ACTIONS:
        try:
            subject, names, words = split(verb, words)
        except ValueError as mistake:
            raise UsageMistake(f"{mistake} (see clew {verb} --help)") from None
    if given.get("queries") == "-" and "-" in words:
        raise UsageMistake("standard input is the queries or an article, not both")
    if found.sample and words:
        raise UsageMistake(f"--sample takes no PATH: {words[0]}")
    return Request(
        verb,
        subject,
        other,
        names,
        tuple(words),
        sample=found.sample,
        index_dir=found.index_dir,
        extractor=found.extractor,
        no_color=found.no_color,
        refresh=not given.get("no_refresh", False),
        watch=not given.get("no_watch", False),
        log_text=given.get("log_text", False),
        demonyms=not given.get("no_demonyms", False),
        paths_only=given.get("paths", False) or given.get("print0", False),
        **{key: given[key] for key in _PLAIN if key in given},
        include=tuple(found.include),
        exclude=tuple(found.exclude),
        columns=columns if any(columns) else (),
        type=given.get("type") or "",
    )


def _is_place(word: str) -> bool:
    """Whether a word is a file or folder, or can be meant for nothing else."""
    written = word.startswith(("~", "./", "../", "/")) and not word.endswith("/")
    return word == "-" or written or os.path.exists(word)  # noqa: PTH110 (true for no odd name)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("clew")
    except PackageNotFoundError:
        return "from a checkout"


_PLAIN = ("json", "limit", "sort", "print0", "article", "suggest", "all", "width", "marks", "hits",
          "list", "prune", "queries", "name", "at", "quote", "query", "markdown")  # fmt: skip
SUBJECT = {"search": "QUERY", "mentions": "NAME", "show": "ARTICLE", "compare": "ARTICLE",
           "related": "ARTICLE"}  # fmt: skip
