"""The options of the verbs, and those of what is read, as argparse takes them."""

from __future__ import annotations

import argparse

TYPES = ("PERSON", "ORG", "PLACE", "MISC")
SORTS = ("relevance", "date", "oldest", "source", "title")

COLUMNS = ("text", "title", "date", "source", "url")
"""What can be said of the columns of tables and the keys of records."""
_ROLES = {"date": "day", "source": "outlet", "url": "address"}


def add_verb_options(parser: argparse.ArgumentParser, verb: str) -> None:
    """Let a parser take the options of a verb."""
    add = parser.add_argument
    add("--json", action="store_true", help="for programs: JSON on standard output")
    if verb == "index":
        add("--list", action="store_true", help="only list the indexes that there are")
        add("--prune", action="store_true", help="only remove indexes that are of no use any more")
    else:
        add("--no-refresh", action="store_true", help="do not look for changed files first")
    if verb == "search":
        add(
            "--queries",
            default="",
            metavar="FILE",
            help="a query a line (no QUERY); -: standard input",
        )
        add("--sort", choices=SORTS, default="relevance", help="order (default: relevance)")
        _add_answer_options(parser)
    elif verb == "marks":
        add("--at", default="", metavar="START:END", help="a note is on these characters")
        add("--quote", default="", metavar="WORDS", help="a note is on the passage of these words")
        add("--query", default="", metavar="QUERY", help="list only articles that answer a query")
        add("--markdown", action="store_true", help="list as Markdown, to write a story from")
    elif verb == "saved":
        add("--name", default="", metavar="NAME", help="what the search is called (with add)")
        add("--sort", choices=SORTS, default="", help="order (default: as it was saved)")
        _add_answer_options(parser)
    elif verb == "entities":
        add("--limit", type=_count, metavar="N", help="at most N rows; 0: all")
        add("--type", type=_type, metavar="TYPE", help=f"only {', '.join(TYPES)}")
        add("--article", default="", metavar="ARTICLE", help="only those of one article")
        add("--suggest", action="store_true", help="pairs that may be the same, with evidence")
    elif verb == "versions":
        add("--limit", type=_count, metavar="N", help="at most N texts; 0: all")
        add("--article", default="", metavar="ARTICLE", help="only the versions of one article")
    elif verb == "related":
        add("--limit", type=_count, metavar="N", help="at most N articles; 0: all")
    elif verb == "timeline":
        limit = "at most N days, the latest, then those without a year; 0: all"
        add("--limit", type=_count, metavar="N", help=limit)
        add("--name", default="", metavar="NAME", help="only sentences with this name")
        add("--all", action="store_true", help="read all articles, not only the newest 5,000")
    elif verb == "mentions":
        add("--all", action="store_true", help="every mention of every name (no NAME)")
        add("--limit", type=_count, metavar="N", help="at most N mentions; 0: all")
        add("--no-demonyms", action="store_true", help="leave out 'Venezuelan' for Venezuela")
        add("--width", type=_count, default=60, metavar="N", help="characters of context (60)")
    elif verb == "show":
        add("--marks", action="store_true", help="mark mentions in plain text: [Maduro|PERSON]")


def _add_answer_options(parser: argparse.ArgumentParser) -> None:
    """How the articles that answer a query are written."""
    add = parser.add_argument
    add("--limit", type=_count, metavar="N", help="at most N articles, or hits; 0: all")
    add("--paths", action="store_true", help="the paths only, one a line")
    add("--print0", action="store_true", help="the paths only, each ended by a NUL byte")
    add("--hits", action="store_true", help="a line for each hit, with the words around it")
    add("--width", type=_count, default=60, metavar="N", help="characters of context (60)")


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """What is read, and how; an index made with other ones is another index."""
    for name, about in (
        ("--include", "read only files that match GLOB, as in .gitignore (repeatable)"),
        ("--exclude", "leave out files and folders that match GLOB (repeatable)"),
    ):
        parser.add_argument(name, action="append", default=[], metavar="GLOB", help=about)
    for role in COLUMNS:
        parser.add_argument(
            f"--{role}-column",
            default="",
            metavar="NAME",
            help=f"the column of tables, or key of records, that is the {_ROLES.get(role, role)}",
        )


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"not a number: {text!r}")
    return int(text)


def _type(text: str) -> str:
    if text.upper() not in TYPES:
        raise argparse.ArgumentTypeError(f"not one of {', '.join(TYPES)}: {text!r}")
    return text.upper()
