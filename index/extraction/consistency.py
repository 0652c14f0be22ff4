"""What the collection knows that one article does not: names to keep, drop, retype or cut.

In: every form that a name takes in the collection, with its counts, and in how many articles each
word stands in lower case. Out: what becomes of each form. Extraction stores what one text shows,
so that this can be computed anew whenever the folder changes.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from index.extraction import gazetteer
from index.extraction.base import Settled
from index.extraction.junk import is_junk
from index.extraction.lexicon import FUNCTION, GLUED
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from index.extraction.base import FormCount, NameForm

RULES = 3
"""Version of the rules below; names that others have settled are all decided anew."""

LOWER_SHARE = 3.0
"""How many times as often as it is a name a word stands in small letters that is no name."""

_TYPE_SHARE = 0.7
GLUE_SIZES = range(1, 6)
"""Letters of a word that may be glued to a name's end."""

_GLUE_LENGTH = 5
_GLUE_ARTICLES = 2
ORDINARY = 5
"""Articles that have a word in small letters, from which on it is an ordinary one."""

_KNOWN_SHARE = 0.5
_OFTEN = 6
_SOMEBODY = gazetteer.FIRST | gazetteer.LAST | gazetteer.FOREIGN_LAST
_TOWN_OR_TEAM = {EntityType.PLACE, EntityType.ORG}


class _Names:
    """The collection's names: what each mostly is, and where capitals prove something.

    What is known of a name by itself is kept for that of `enter` alone, for those that it begins
    with, and for those that are what is left of another without its first word.
    """

    def __init__(self) -> None:
        self.majority: dict[str, EntityType] = {}
        self.commonest: dict[str, EntityType] = {}
        self.total: dict[str, int] = {}
        self.inside: Counter[str] = Counter()
        self.candidates: Counter[str] = Counter()
        self.persons: Counter[str] = Counter()
        self.heads: Counter[str] = Counter()
        self.words: set[str] = set()
        self._kept: set[str] = set()
        self._open: list[str] = []

    def look_at(self, form: NameForm, articles: int, ordinary: Container[str]) -> None:
        """Take what a form says of other names; call it with every one, before anything else.

        Args:
            form: the form.
            articles: in how many articles it is.
            ordinary: the words that are ordinary ones.
        """
        name = form.name
        if form.type is EntityType.PERSON and not form.demonym and " " in name:
            self.persons[name.rpartition(" ")[2]] += articles
            self.heads[name.partition(" ")[0]] += articles
        if " " not in name and (form.initial or form.type is None):
            self.words.add(name.lower())
        if _may_be_fronted(form, ordinary):
            head, _, rest = name.partition(" ")
            self._kept.update((head, rest))

    def enter(self, name: str, forms: Iterable[Form]) -> None:
        """Take all forms of a name; call it with every name, in their order."""
        while self._open and not name.startswith(self._open[-1]):
            gone = self._open.pop()
            if gone in self._kept:
                continue
            for known in (self.majority, self.commonest, self.total, self.inside, self.candidates):
                known.pop(gone, None)
        self._open.append(name)
        typed: dict[EntityType, int] = {}
        for _, (_, kind, demonym, initial), (mentions, articles) in forms:
            if not initial:
                self.inside[name] = self.inside.get(name, 0) + articles
            if kind is None:
                self.candidates[name] = self.candidates.get(name, 0) + mentions
            elif not demonym:
                typed[kind] = typed.get(kind, 0) + mentions
        if typed:
            total = self.total[name] = sum(typed.values())
            best = max(typed, key=lambda kind: (typed[kind], kind is not EntityType.MISC))
            self.commonest[name] = best
            if len(typed) == 1 or typed[best] >= _TYPE_SHARE * total:
                self.majority[name] = best


def settle(
    forms: Mapping[NameForm, FormCount], lower: Mapping[str, int]
) -> dict[NameForm, Settled | None]:
    """Decide each form by the whole collection.

    Args:
        forms: how often each form occurs, and in how many articles.
        lower: in how many articles a word stands in lower case (see `index.extraction.lower`).

    Returns:
        what becomes of a form; None drops it. A form that is absent keeps its type and its length,
        or is dropped if it is a candidate.
    """
    rows = sorted(
        (Form(0, form, count) for form, count in forms.items()), key=lambda row: row.form.name
    )
    return {
        form: verdict
        for _, form, verdict in settle_each(lambda: rows, lambda *_: lower)
        if form.type is None or verdict != Settled(form.type)
    }


class Form(NamedTuple):
    """A form by its number, with how often it occurs."""

    number: int
    form: NameForm
    count: FormCount  # type: ignore[assignment]  # hides tuple.count


def settle_each(
    forms: Callable[[], Iterable[Form]],
    lower: Callable[[int, Container[str] | None], Mapping[str, int]],
) -> Iterator[tuple[int, NameForm, Settled | None]]:
    """Decide each form by the whole collection, of which no more is kept in mind than needed.

    Args:
        forms: gives the forms, sorted by their words; asked twice.
        lower: gives in how many articles each word, or each of some, stands in lower case, if
            there are so many.

    Yields:
        each form with its number and what becomes of it, mostly in order; None drops it.
    """
    names = _Names()
    seen = dict(lower(ORDINARY, None))
    for _, form, count in forms():
        names.look_at(form, count.articles, seen)
    seen.update(lower(1, names.words))
    names.words = set()
    fronted: list[tuple[int, NameForm, Settled | None]] = []
    for name, group in groupby(forms(), key=lambda row: row.form.name):
        rows = list(group)
        names.enter(name, rows)
        for number, form, _ in rows:
            verdict = _verdict(form, names, seen)
            cut = verdict is not None and verdict.cut
            if _may_be_fronted(form, seen) and not (cut or names.inside[name] or is_junk(name)):
                fronted.append((number, form, verdict))
            else:
                yield number, form, verdict
    for number, form, verdict in fronted:
        front = _front(form, names, seen)
        kind = names.majority[form.name[front:]] if front else None
        yield number, form, verdict if kind is None else Settled(kind, -front)


def _verdict(form: NameForm, names: _Names, lower: Mapping[str, int]) -> Settled | None:
    kept = None if form.type is None else Settled(form.type)
    if form.demonym:
        return kept
    name = form.name
    if is_junk(name) or (form.initial and _is_word(form, names, lower)):
        return None
    cut = _glue(name, names)
    if cut:
        known = names.majority.get(name[:-cut], form.type)
        return Settled(known, cut) if known is not None else kept
    majority, commonest = names.majority.get(name), names.commonest.get(name)
    if commonest is EntityType.PERSON and _is_nobody(name, names):
        majority, commonest = majority and EntityType.ORG, EntityType.ORG
    if form.type is None:
        type_ = commonest if _is_known(name, names) else _surname(name, names, lower)
        return Settled(type_) if type_ is not None else None
    if (
        majority is not None
        and majority is not form.type
        and ({majority, form.type} != _TOWN_OR_TEAM or _is_country(name))
    ):
        return Settled(majority)
    return kept


def _is_country(name: str) -> bool:
    """Whether a name is a country's, which its teams bear too."""
    known = gazetteer.load()
    return bool((known.words.get(name, 0) | known.phrases.get(name, 0)) & gazetteer.COUNTRY)


def _is_nobody(name: str, names: _Names) -> bool:
    """Whether a word typed as a person is rather a firm: often named, and nobody's surname."""
    return (
        " " not in name
        and names.total.get(name, 0) >= _OFTEN
        and not names.persons[name]
        and not names.heads[name]
        and not gazetteer.load().words.get(name, 0) & _SOMEBODY
    )


def _is_known(name: str, names: _Names) -> bool:
    """Whether a candidate's words are a name often enough not to be one by mistake."""
    total = names.total.get(name, 0)
    return total > 0 and total >= _KNOWN_SHARE * names.candidates[name]


def _is_word(form: NameForm, names: _Names, lower: Mapping[str, int]) -> bool:
    """Whether a word that opens a sentence is an ordinary one, and nobody's surname."""
    name = form.name
    if " " in name or (form.type is EntityType.PERSON and names.persons[name]):
        return False
    seen = lower.get(name.lower(), 0)
    return seen > 0 and seen >= LOWER_SHARE * names.inside[name]


def _surname(name: str, names: _Names, lower: Mapping[str, int]) -> EntityType | None:
    """A candidate that is the surname of somebody named in full."""
    if names.persons[name] and lower.get(name.lower(), 0) <= names.persons[name]:
        return EntityType.PERSON
    return None


def _may_be_fronted(form: NameForm, ordinary: Container[str]) -> bool:
    """Whether a name that opens a sentence may begin with a word before it."""
    if not form.initial or form.demonym or form.type is EntityType.MISC or " " not in form.name:
        return False
    head = form.name.partition(" ")[0].lower()
    return head in FUNCTION or head in ordinary


def _front(form: NameForm, names: _Names, lower: Mapping[str, int]) -> int:
    """How many characters of a name's beginning are words before it, as in "Yet Britain".

    Such a name opens sentences only, and what is left of it is one that stands inside them too.
    """
    name = form.name
    head, _, rest = name.partition(" ")
    if form.type is EntityType.MISC or not rest or not head.isalpha() or names.inside[name]:
        return 0
    kind = names.majority.get(rest)
    if kind is None or not names.inside[rest]:
        return 0
    small = head.lower()
    if small not in FUNCTION or head.isupper():
        if kind is not form.type or kind is EntityType.ORG:
            return 0
        if lower.get(small, 0) < ORDINARY or lower[small] < LOWER_SHARE * names.inside[head]:
            return 0
        known = gazetteer.load()
        if known.phrases.get(name, 0) or known.words.get(head, 0) & _SOMEBODY:
            return 0
    elif gazetteer.load().phrases.get(name, 0) or gazetteer.load().words.get(head, 0) & _SOMEBODY:
        return 0
    return len(head) + 1


def _glue(name: str, names: _Names) -> int:
    """How many characters of a name's end are a word glued to it, as in "Marco Rubioas"."""
    if len(name) <= _GLUE_LENGTH or not name[-1].islower():
        return 0
    own = names.inside[name]
    last = name.rpartition(" ")[2]
    if own > _GLUE_ARTICLES or gazetteer.load().words.get(last, 0):
        return 0
    for size in GLUE_SIZES:
        if name[-size:] in GLUED:
            head = name[:-size]
            if len(head) < _GLUE_LENGTH or not head[-1].islower() or head not in names.majority:
                continue
            known = names.total[head]
            if (" " in head and known >= own) or known >= 5 * max(own, 1):
                return size
    return 0
