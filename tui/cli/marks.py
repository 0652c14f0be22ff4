"""``clew marks``: marks, tags and notes on the articles of a folder.

In: a `Request` with an action. Out: an answer on standard output and an exit status. What is said
is kept before it is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.errors import MarksError, NotFoundError
from index.marks.model import NONE
from tui.cli import FOUND, NOTHING
from tui.cli.articles import find_article
from tui.cli.carrying import carry_in, carry_out, gone_folder, tell_left_out
from tui.cli.rows import places
from tui.cli.session import refresh_quietly
from tui.cli.stdin import MARK, standard_input
from tui.cli.told_marks import Row, write, write_tags
from tui.output import note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index import Corpus
    from index.marks.journal import Journal
    from index.marks.model import Marks
    from index.marks.present import Gone
    from index.model import ArticleInfo
    from tui.cli.arguments import Request

_NOTHING = "nothing is marked, tagged or noted in this folder"
_AT = re.compile(r"(\d{1,12}):(\d{1,12})")
_LEAST = 4
"""Characters of a note's id that may stand for it."""


def marks(corpus: Corpus, request: Request, *, alone: bool) -> int:
    """Do one action; 1 where no article is meant, or nothing is there to list or take back.

    Args:
        corpus: the opened folder.
        request: with the action as its subject.
        alone: standard input is all that was opened.

    Raises:
        MarksError: something is no tag or note.
        KeptError: what was said cannot be read or kept.
        QueryError: the query of ``--query`` cannot be understood.
    """
    if alone:
        raise MarksError("marks are on the articles of a folder; give one")
    if (request.at or request.quote) and request.subject != "note":
        raise MarksError("--at and --quote say which passage a note is on")
    if request.refresh and request.subject not in ("undo", "export"):
        refresh_quietly(corpus)
    try:
        return _ACTIONS[request.subject](corpus, request)
    except NotFoundError as error:
        note(str(error))
        return NOTHING


def marks_of_gone(request: Request) -> int | None:
    """List or export what is said of the articles of a folder that is gone; None if it is not.

    So it follows a folder that is called otherwise by now: out of the old one, into the new.

    Raises:
        KeptError: what was said cannot be read.
    """
    from index.marks.journal import Journal
    from index.marks.present import gone_with_folder

    folder = gone_folder(request) if request.subject in ("list", "export") else None
    if folder is None:
        return None
    journal = Journal(folder)
    if not journal.read().said:
        return None
    if request.subject == "export":
        return _carry_out(journal, request)
    return _list_rows(map(_gone, gone_with_folder(journal)), request)


# What holds


def _list(corpus: Corpus, request: Request) -> int:
    every = corpus.marking.every()
    chosen = set(every)
    if request.query:
        found = corpus.search(request.query, snippets=0, advice=False).hits
        chosen &= {hit.article.id for hit in found}
    rows = [_row(corpus, i, every[i.id]) for i in corpus.articles() if i.id in chosen]
    if not request.query:
        rows += map(_gone, corpus.marking.gone())
    tell_left_out(corpus.marking.damaged())
    return _list_rows(rows, request)


def _list_rows(rows: Iterable[Row], request: Request) -> int:
    listed = list(rows)
    write(listed, request)
    if not listed:
        note("nothing of that is marked, tagged or noted" if request.query else _NOTHING)
    return FOUND if listed else NOTHING


def _row(corpus: Corpus, info: ArticleInfo, holds: Marks) -> Row:
    some = [one.start for one in holds.notes if one.start >= 0]
    where = dict(zip(some, places(corpus, info.id, some), strict=True)) if some else {}
    return Row(info.path, info.title, info.source, info.date, holds, where)


def _gone(gone: Gone) -> Row:
    return Row(gone.article.path, gone.article.title, "", None, gone.marks, {}, gone=True)


def _tags(corpus: Corpus, request: Request) -> int:
    tags = corpus.marking.tags()
    write_tags(tags, request)
    if not tags:
        note("no article of this folder is tagged")
    return FOUND if tags else NOTHING


# Saying something


def _mark(corpus: Corpus, request: Request) -> int:
    article = find_article(corpus, request.names[0])
    if not corpus.marking.mark(article.id, on=request.subject == "mark"):
        note("it is marked already" if request.subject == "mark" else "it is not marked")
    return _told(corpus, article, request)


def _tag(corpus: Corpus, request: Request) -> int:
    from index.marks.model import as_tag

    name, words = request.names
    tags = [as_tag(word) for word in words.split(",")]  # all of them are tags, or none is given
    article = find_article(corpus, name)
    tagging = corpus.marking.tag if request.subject == "tag" else corpus.marking.untag
    for tag in tags:
        if not tagging(article.id, tag):
            note(f"it has {'' if request.subject == 'tag' else 'no '}tag {tag}")
    return _told(corpus, article, request)


def _note(corpus: Corpus, request: Request) -> int:
    name, words = request.names
    text = standard_input().read() if words == MARK else words
    article = find_article(corpus, name)
    start, end = _passage(corpus, article, request)
    corpus.marking.note(article.id, text, start, end)
    return _told(corpus, article, request)


def _passage(corpus: Corpus, article: ArticleInfo, request: Request) -> tuple[int, int]:
    """The passage that is meant, in characters of the article's text; -1 for the whole article."""
    if request.at:
        found = _AT.fullmatch(request.at)
        if found is None:
            raise MarksError(f"--at takes START:END, in characters of the text, not {request.at}")
        return int(found[1]), int(found[2])
    if not request.quote:
        return -1, -1
    from index.marks.passages import places as places_of

    stands = places_of(corpus.article(article.id).text, request.quote)
    if len(stands) > 1:
        some = ", ".join(f"{start}:{end}" for start, end in stands[:3])
        raise MarksError(f"these words stand {len(stands)} times in it; --at says which ({some})")
    if not stands:
        raise NotFoundError(f"these words are not in {article.path}: {request.quote}")
    return stands[0]


def _rewrite(corpus: Corpus, request: Request) -> int:
    given, words = request.names
    article, number = _meant(corpus, given)
    corpus.marking.rewrite(number, standard_input().read() if words == MARK else words)
    return _told(corpus, article, request)


def _drop(corpus: Corpus, request: Request) -> int:
    article, number = _meant(corpus, request.names[0])
    corpus.marking.drop(number)
    note("dropped; clew marks undo takes that back")
    return _told(corpus, article, request)


def _meant(corpus: Corpus, given: str) -> tuple[ArticleInfo | None, str]:
    """The note that an id, or the beginning of one, means, with its article if that is there.

    Raises:
        NotFoundError: none is meant, or several are.
    """
    every = corpus.marking.every()
    found: list[tuple[int | None, str]] = [
        (article, one.id) for article, holds in every.items() for one in holds.notes
    ]
    found += [(None, one.id) for gone in corpus.marking.gone() for one in gone.marks.notes]
    chosen = [one for one in found if one[1] == given]
    if not chosen and len(given) >= _LEAST:
        chosen = [one for one in found if one[1].startswith(given)]
    if not chosen:
        raise NotFoundError(f"no note {given!r}")
    if len(chosen) > 1:
        raise NotFoundError(f"{given!r} can mean {len(chosen)} notes")
    article, number = chosen[0]
    return next((info for info in corpus.articles() if info.id == article), None), number


def _undo(corpus: Corpus, request: Request) -> int:
    undone = corpus.marking.undo()
    note("nothing was said that could be taken back" if undone is None else f"undone: {undone}")
    if request.json:
        write([], request)
    return NOTHING if undone is None else FOUND


def _told(corpus: Corpus, article: ArticleInfo | None, request: Request) -> int:
    """Write what holds of an article now."""
    holds = NONE if article is None else corpus.marking.of(article.id)
    write([] if article is None or holds == NONE else [_row(corpus, article, holds)], request)
    return FOUND


# Carrying it elsewhere


def _export(corpus: Corpus, request: Request) -> int:
    return _carry_out(corpus.marking.journal, request)


def _carry_out(journal: Journal, request: Request) -> int:
    from index.marks.carrying import written

    acts, damaged = journal.read()
    carry_out(request.names[0] if request.names else MARK, written(acts))
    tell_left_out(len(damaged))
    if not acts:
        note(_NOTHING)
    return FOUND if acts else NOTHING


def _import(corpus: Corpus, request: Request) -> int:
    from index.marks.carrying import read

    found = carry_in(request.names[0], read, "marks, tags or notes")
    before = corpus.marking.every()
    taken = corpus.marking.journal.take_in(found)
    theirs = {act.id for act in found}
    again = sum(act.id not in theirs for act in taken)
    if not taken:
        note("nothing in it is new")
    if again:
        note(f"had been taken back here, and hold again: {again}")
    now = corpus.marking.every()
    changed = [i for i in corpus.articles() if now.get(i.id, NONE) != before.get(i.id, NONE)]
    write([_row(corpus, i, now[i.id]) for i in changed if i.id in now], request)
    return FOUND if taken else NOTHING


_ACTIONS: dict[str, Callable[[Corpus, Request], int]] = {
    "list": _list,
    "tags": _tags,
    "mark": _mark,
    "unmark": _mark,
    "tag": _tag,
    "untag": _tag,
    "note": _note,
    "rewrite": _rewrite,
    "drop": _drop,
    "undo": _undo,
    "export": _export,
    "import": _import,
}
