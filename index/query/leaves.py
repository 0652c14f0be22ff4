"""One word of a query → a leaf of the tree: its shape decides which.

In: a bare word as typed. Out: a `Word`, `Typed`, `Prefix`, `Wildcard`, `Fuzzy` or `Phrase`.
Raises `WordError` with the words of the error and the word that would be understood.
"""

from __future__ import annotations

import re

from index.analysis import fold, tokens
from index.analysis.words import NUMBER_SIGNS
from index.query.nodes import Fuzzy, Node, Phrase, Prefix, Typed, Wildcard, Word

_FUZZY = re.compile(r"(.+?)~(\d*)")
_EDGES = re.compile(rf"^[^\w*?{NUMBER_SIGNS}]+|[^\w*?{NUMBER_SIGNS}]+$")
_STARS = re.compile(r"\*(?:[^\w*?]*\*)*")
MAX_EDITS = 2
_LITERAL = re.compile(r"\\.|\[\^?\]?[^\]]*\]", re.DOTALL)
_GROUP = re.compile(r"\(([^()]*)\)([+*{]?)")
_REPEATED = re.compile(r"[+*]|\{\d*,\d*\}")


class WordError(Exception):
    """A word that cannot be understood, and what to write instead (may be empty)."""

    def __init__(self, message: str, instead: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.instead = instead


def trimmed(text: str) -> str:
    """A text from its first to its last word, without punctuation around."""
    found = tokens(text)
    return text[found[0].start : found[-1].end] if found else ""


def leaf(text: str, field: str, *, exact: bool = False, typing: bool = False) -> Node:
    """Return the leaf for a bare word.

    Args:
        text: the word, as typed.
        field: the field it is looked for in.
        exact: whether ``=`` stood before it.
        typing: whether it may still grow.

    Raises:
        WordError: it is no word, or its operators do not fit.
    """
    if not exact:
        if text.startswith("~"):
            instead = "" if text.strip("~").isdigit() else trimmed(text)
            raise WordError("~ stands right after a word or a quotation", instead)
        fuzzy = _FUZZY.fullmatch(text)
        if fuzzy:
            return _fuzzy(fuzzy[1], fuzzy[2], field)
        if "*" in text or "?" in text:
            return _shape(text, field)
    found = tokens(text)
    if not found:
        raise WordError(f"{text!r} is no word")
    words = text[found[0].start : found[-1].end]
    # Initials are one word, unless a letter or an underscore goes on behind them.
    if len(tokens(words)) > 1:
        ending = "typed" if typing and found[-1].end == len(text) else ""
        return Phrase(words, exact=exact, field=field, ending=ending)
    if typing and not exact and found[0].end == len(text):
        return Typed(words, field)
    return Word(words, exact, field)


def _fuzzy(word: str, edits: str, field: str) -> Node:
    found = tokens(word)
    if len(found) != 1 or "*" in word or "?" in word:
        raise WordError("~ stands after one whole word", trimmed(word.replace("*", "")))
    if edits and int(edits[:3]) > MAX_EDITS:
        raise WordError(f"a word can differ by at most {MAX_EDITS} letters", f"{word}~{MAX_EDITS}")
    words = word[found[0].start : found[0].end]
    return Fuzzy(words, int(edits) if edits else (1 if len(found[0].term) < 6 else 2), field)


def _shape(text: str, field: str) -> Node:
    shape = _STARS.sub(
        lambda found: found[0] if fold(found[0]).strip("*") else "*", _EDGES.sub("", text)
    )
    if not re.search(rf"[\w{NUMBER_SIGNS}]", shape):
        raise WordError(f"{text!r} would match every word")
    if shape.endswith("*") and "*" not in shape[:-1] and "?" not in shape:
        found = tokens(shape[:-1])
        if not found:
            raise WordError(f"{text!r} would match every word")
        words = shape[found[0].start : found[-1].end]
        if found[-1].end != len(shape) - 1:
            raise WordError("* stands right after a word's first letters", f"{words}*")
        if len(found) > 1:
            return Phrase(words, exact=False, field=field, ending="prefix")
        return Prefix(words, field)
    # Folded first: that may leave a mark without its letter.
    folded = _EDGES.sub("", re.sub(r"[^*?]+", lambda found: fold(found[0]), shape))
    pieces = [piece for piece in re.split(r"[*?]", folded) if piece]
    if any(len(tokens(piece)) != 1 or trimmed(piece) != piece for piece in pieces):
        instead = " ".join(re.findall(r"[\w*?]+", shape))
        raise WordError("* and ? stand for letters of one word", instead)
    return Wildcard(folded, field)


def repeats_a_repetition(pattern: str) -> bool:
    """Whether a regular expression repeats what repeats something, as ``(a+)+`` does.

    A word can be read so in more ways than can be tried; nothing could end the trying.
    """
    rest = _LITERAL.sub("x", pattern)
    while group := _GROUP.search(rest):  # one that has no other in it
        inside, behind = group.groups()
        repeated = _REPEATED.search(inside) is not None
        if repeated and behind:
            return True
        rest = f"{rest[: group.start()]}{'x+' if repeated else 'x'}{behind}{rest[group.end() :]}"
    return False
