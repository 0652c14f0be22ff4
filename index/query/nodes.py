"""The tree that a query is parsed to; an engine turns it into its own.

Leaves that match words have a ``field``: ``""`` (the text and the title), ``"title"`` or
``"source"``. Their texts are as typed; an engine folds them with `index.analysis`. Positions
count words: the next word is at distance 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.analysis import terms


@dataclass(frozen=True, slots=True)
class Word:
    """One word: every word of the same stem, or with `exact` this form alone."""

    text: str
    exact: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A word still being typed: as `Word`, or one of the commonest words that begin so."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins with these letters (of the word itself, not of its stem)."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Every word of this shape: ``?`` is one character, ``*`` any number of them."""

    pattern: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word within so many edits (a letter more, less, other, or two swapped)."""

    text: str
    distance: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Regex:
    """Every folded word that a regular expression matches as a whole."""

    pattern: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, in order; with `slop` in any order with so many words more among them.

    Attributes:
        text: the words, as typed.
        slop: how many other words may stand among them.
        exact: whether the words are meant as written (else: by stem, as in a bare ``Il-76``).
        ending: ``"prefix"`` when the last word stands for all that begin so, ``"typed"`` when it
            is still being typed, else empty.
    """

    text: str
    slop: int = 0
    exact: bool = True
    field: str = ""
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Two parts whose nearest words are at most `distance` apart; `ordered`: left one first.

    The parts are words, phrases, OR of such, or other `Near`. They may not overlap.
    """

    left: Node
    right: Node
    distance: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class EntityClause:
    """The articles that mention an entity, by any alias; field: person, org, place or entity."""

    field: str
    name: str


@dataclass(frozen=True, slots=True)
class EntityNear:
    """The articles that mention two entities at most so many words apart."""

    left: str
    right: str
    distance: int


@dataclass(frozen=True, slots=True)
class MarkClause:
    """The articles of which a person has said something.

    Attributes:
        field: is, tag or note.
        value: of ``is`` one of `IS`; a tag, in which ``*`` and ``?`` stand for letters; words that
            stand in a note side by side, with ``*`` behind the last one if it only begins so.
        typed: whether the value is still being typed, so that its beginning will do.
    """

    field: str
    value: str
    typed: bool = False


IS = ("marked", "noted", "tagged")
"""What may stand behind ``is:``."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The articles of these days, as `datetime.date.toordinal` numbers, both ends included.

    Attributes:
        start: the first day, or None.
        end: the last day, or None.
        label: the range in words, for `explain`.
    """

    start: int | None
    end: int | None
    label: str


@dataclass(frozen=True, slots=True)
class File:
    """The articles of some files, or with `whole` those whose particular is this and no more.

    Attributes:
        field: ``path`` (a part of it, or a pattern), ext or type; with `whole` path, title or
            source.
        value: what is asked for; case, accents and punctuation of a title or source do not matter.
        whole: whether the whole value is meant.
        typed: whether the value is still being typed, so that its beginning will do.
    """

    field: str
    value: str
    whole: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """The articles that answer every part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """The articles that answer any part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The articles that do not answer a part."""

    part: Node


Node = (
    Word
    | Typed
    | Prefix
    | Wildcard
    | Fuzzy
    | Regex
    | Phrase
    | Near
    | EntityClause
    | EntityNear
    | MarkClause
    | Dates
    | File
    | And
    | Or
    | Not
)

Filter = EntityClause | EntityNear | MarkClause | Dates | File
"""The leaves that are not about words."""

Leaf = Word | Typed | Prefix | Wildcard | Fuzzy | Regex
WORDS = (Word, Typed, Prefix, Wildcard, Fuzzy, Regex)
"""The leaves that match one word."""


def relaxed(node: Node) -> Node | None:
    """The query with "all of" made "any of" at its top, for when all of it finds nothing.

    What is excluded stays excluded, and days, files and outlets stay asked for. None when there is
    nothing to relax.
    """
    if not isinstance(node, And):
        return None
    kept = tuple(part for part in node.parts if _limits(part))
    wanted = [part for part in node.parts if not _limits(part)]
    if len(wanted) < 2:
        return None
    flat = (part.parts if isinstance(part, Or) else (part,) for part in wanted)
    any_of = Or(tuple(inner for parts in flat for inner in parts))
    return And((any_of, *kept)) if kept else any_of


def _limits(part: Node) -> bool:
    """Whether a part only says which articles to look at."""
    if isinstance(part, Or):
        return all(map(_limits, part.parts))
    return isinstance(part, Not | Dates | File | MarkClause) or field_of(part) == "source"


def positive(node: Node) -> list[Node]:
    """The leaves (phrases and `Near` whole) that are asked for, not those excluded."""
    if isinstance(node, And | Or):
        return [leaf for part in node.parts for leaf in positive(part)]
    return [] if isinstance(node, Not) else [node]


def has_places(node: Node) -> bool:
    """Whether a part says where words stand: words, phrases, `Near`, or OR of nothing else."""
    if isinstance(node, Or):
        return all(map(has_places, node.parts))
    return isinstance(node, (*WORDS, Phrase, Near))


def words_of(node: Node) -> list[Leaf]:
    """The single words of a word, a phrase, or what is near, each as a leaf of its own.

    Raises:
        TypeError: the node is not about words.
    """
    if isinstance(node, WORDS):
        return [node]
    if isinstance(node, Or):
        return [leaf for part in node.parts for leaf in words_of(part)]
    if isinstance(node, Near):
        return [*words_of(node.left), *words_of(node.right)]
    if not isinstance(node, Phrase):
        raise TypeError(f"{type(node).__name__} has no words")
    return list(_words_of_phrase(node))


@lru_cache(maxsize=256)
def _words_of_phrase(node: Phrase) -> tuple[Leaf, ...]:
    found = terms(node.text)
    leaves: list[Leaf] = [Word(term, node.exact, node.field) for term in found]
    if node.ending == "prefix":
        leaves[-1] = Prefix(found[-1], node.field)
    elif node.ending == "typed":
        leaves[-1] = Typed(found[-1], node.field)
    return tuple(leaves)


def field_of(node: Node) -> str:
    """The field that a part about words is looked for in."""
    if isinstance(node, Or):
        return field_of(node.parts[0])
    if isinstance(node, Near):
        return field_of(node.left)
    return str(getattr(node, "field", ""))
