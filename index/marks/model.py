"""Marks, tags and notes as plain values: what holds of an article, and what was said of it."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple

from index.analysis import fold
from index.errors import MarksError
from index.kept.entry import stamped


class Note(NamedTuple):
    """A person's words on an article, or on a passage of it.

    Attributes:
        id: tells this note from every other.
        time: when it was made, in ISO 8601, UTC.
        text: the person's words, line breaks as ``\\n``.
        start: first character of the passage in the article's text as it is now; -1 for the whole.
        end: one past its last character; -1 for the whole article.
        quote: the passage's words as they were when it was noted; empty for the whole article.
        lost: the passage is not in the text any more; it counts as about the whole article then.
    """

    id: str
    time: str
    text: str
    start: int = -1
    end: int = -1
    quote: str = ""
    lost: bool = False


class Marks(NamedTuple):
    """What holds of one article: its star, its tags in the order given, its notes by time."""

    marked: bool = False
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


NONE = Marks()
"""Of an article of which nothing was said."""


class Reference(NamedTuple):
    """How an article is known in the log.

    Attributes:
        path: as in `index.model.ArticleInfo`.
        title: likewise.
        length: of its text, in characters.
        digest: of its text, as `digest` gives it.
    """

    path: str
    title: str
    length: int
    digest: str


class Kind(StrEnum):
    """What is said: a mark is put or taken away, a tag, a note; a note is written anew or dropped.

    UNDO: something else that was said does not hold any more.
    """

    MARK = "mark"
    UNMARK = "unmark"
    TAG = "tag"
    UNTAG = "untag"
    NOTE = "note"
    REWRITE = "rewrite"
    DROP = "drop"
    UNDO = "undo"


class Act(NamedTuple):
    """One line of the log.

    Attributes:
        id: tells it from every other, wherever it is carried; a note's is that of its first act.
        time: when it was made, in ISO 8601, UTC.
        kind: what is said.
        article: of which article, as it was then; None where `about` says it.
        same: earlier acts that were about this article when this one was made.
        words: the tag, or the note's text.
        start: of a note on a passage, its first character in the text as it was then; else -1.
        quote: the passage's words.
        before: a few characters in front of the passage, by which it is found again.
        after: a few behind it.
        about: the note that is written anew or dropped, or the act that is undone.
    """

    id: str
    time: str
    kind: Kind
    article: Reference | None = None
    same: tuple[str, ...] = ()
    words: str = ""
    start: int = -1
    quote: str = ""
    before: str = ""
    after: str = ""
    about: str = ""


LONGEST_TAG = 60
"""Characters of a tag."""

LONGEST_NOTE = 20_000
"""Characters of a note."""

LONGEST_QUOTE = 5_000
"""Characters of a passage that a note is on."""

BESIDE = 40
"""Characters on each side of a passage that are kept with it."""

_OF_ARTICLES = (Kind.MARK, Kind.UNMARK, Kind.TAG, Kind.UNTAG, Kind.NOTE)
_WITH_TAG = (Kind.TAG, Kind.UNTAG)
_WITH_TEXT = (Kind.NOTE, Kind.REWRITE)
_IN_TAGS = frozenset("-_/")


def made(kind: Kind, article: Reference | None = None, words: str = "", about: str = "") -> Act:
    """An act of just now."""
    number, time = stamped()
    return Act(number, time, kind, article, words=words, about=about)


def digest(text: str) -> str:
    """What differs wherever a text does (BLAKE2b of its UTF-8, 128 bits, in hexadecimal)."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def as_tag(text: str) -> str:
    """A tag as it is kept: in Unicode's form C, without white space and ``#`` before it.

    Raises:
        MarksError: it is none: a tag is one word of letters, digits, ``-``, ``_`` and ``/``, which
            begins with a letter or digit.
    """
    tag = unicodedata.normalize("NFC", text).strip().removeprefix("#")
    if not tag:
        raise MarksError("a tag has at least one letter or digit")
    if len(tag) > LONGEST_TAG:
        raise MarksError(f"a tag has at most {LONGEST_TAG} characters")
    wrong = next((char for char in tag if not _may_be_in_tag(char)), "")
    if wrong.isspace():
        raise MarksError(f"a tag is one word, as in {'-'.join(tag.split())[:LONGEST_TAG]}")
    if wrong:
        shown = repr(wrong) if wrong.isprintable() else f"U+{ord(wrong):04X}"
        raise MarksError(f"a tag has letters, digits, - _ and /, but no {shown}")
    if not tag[0].isalnum() or not fold(tag):
        raise MarksError("a tag begins with a letter or digit")
    return tag


def _may_be_in_tag(char: str) -> bool:
    return char.isalnum() or char in _IN_TAGS or unicodedata.category(char).startswith("M")


def key_of(tag: str) -> str:
    """What two tags have in common that are one: case and accents do not matter."""
    return fold(tag)


def as_text(text: str) -> str:
    """A note's text as it is kept: line breaks as ``\\n``, no white space around.

    Raises:
        MarksError: nothing can be read in it, or it is too long.
    """
    lines = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    kept = lines.replace("\0", "").strip()
    if not any(char.isprintable() and not char.isspace() for char in kept):
        raise MarksError("a note has at least one word")
    if len(kept) > LONGEST_NOTE:
        raise MarksError(f"a note has at most {LONGEST_NOTE:,} characters")
    return kept


def sound(act: Act) -> bool:
    """Whether an act has the parts that its kind needs, and no others."""
    kind, passage = act.kind, bool(act.quote)
    try:
        words = (
            (as_tag(act.words) if kind in _WITH_TAG else as_text(act.words))
            if kind in (*_WITH_TAG, *_WITH_TEXT)
            else ""
        )
    except MarksError:
        return False
    return (
        bool(act.id)
        and words == act.words
        and (act.article is not None) == (kind in _OF_ARTICLES)
        and (kind in _OF_ARTICLES or not act.same)
        and (act.article is None or (bool(act.article.path) and act.article.length >= 0))
        and bool(act.about) == (kind not in _OF_ARTICLES)
        and (kind is Kind.NOTE or not passage)
        and (act.start >= 0 if passage else act.start == -1)
        and (passage or not act.before + act.after)
        and len(act.quote) <= LONGEST_QUOTE
        and max(len(act.before), len(act.after)) <= BESIDE
    )
