"""Consistency within one article: the same words name the same kind of thing all through it.

Names as ranges of words come in and go out, so that any extractor can share the pass.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.contests import is_sport
from index.extraction.lexicon import CORPORATE, MEDIA_TAILS, PERSONAL, TOWNLY, word_set
from index.extraction.runs import SURE_PLACE
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.extraction.tokens import Tokens
    from index.model import EntityType

_JUNIOR = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_PEERAGE = PERSONAL | {"Lord", "Lady", "Baroness", "Viscount", "Viscountess"}
"""What makes a single word behind it somebody's name, be it a place's or not."""

_PARTNERS = 3
"""Words of "Marsh & McLennan"."""

_INTRODUCING = 100
"""Words from which on a text introduces whom it names."""

_OFTEN = 3
"""Times that a text names somebody it would introduce."""

_NO_FIRM = SURE_PLACE | g.DEMONYM | w.COMMON_LOWER | w.FUNCTION | w.TITLE | w.INITIAL
"""What a word may be that does not stand for the firm whose name it begins."""

_FIRM_TAILS = CORPORATE | word_set(
    """Airlines Airways Bank Brewery Breweries Capital Chemical Chemicals Communications
    Construction Electric Electronics Energy Engineering Entertainment Financial Foods Gas
    Industries Insurance Minerals Mining Motor Motors Oil Petroleum Pharmaceuticals Resources
    Securities Software Steel Stores Systems Technologies Technology Telecom Textile Textiles"""
)
"""Last words of firms' names, which their first words stand for."""

_NEVER = w.FUNCTION | w.CALENDAR


def agree(tokens: Tokens, names: Iterable[Name]) -> list[Name]:
    """Make the names of an article agree, and find those that were missed.

    - a bare surname (or the family name that stands first) of a person named in full is a person;
    - words that are typed in several ways take the way that most of them do;
    - a candidate takes the type that the same words have elsewhere in the article;
    - words that are a name elsewhere in the article are one here, even in a headline;
    - a word that nobody is known to be called, and that stands for somebody who is never introduced
      by a full name or a title, is an organisation.

    Args:
        tokens: the article's words.
        names: what was found, in any order, disjoint.

    Returns:
        the names in order, candidates among them.
    """
    article = _Article(tokens, names)
    out: list[Name] = []
    for name, form in zip(article.names, article.forms, strict=True):
        if name.demonym:
            out.append(name)
            continue
        type_ = article.type_of(name, form)
        if type_ is not None:
            article.settled.setdefault(form, type_)
        out.append(name if type_ is name.type else name._replace(type=type_))
    _add_missed(tokens, out, article.settled, article.surnames)
    _unintroduced(tokens, out)
    return out


class _Article:
    """What an article's names show of each other."""

    def __init__(self, tokens: Tokens, names: Iterable[Name]) -> None:
        words = self._words = tokens.words
        self._bits = tokens.bits
        self.names = _divided(words, sorted(names, key=itemgetter(0)))
        self.forms = [" ".join(words[first:last]) for first, last, _, _ in self.names]
        self.surnames: Counter[str] = Counter()
        self._heads: set[str] = set()
        self._towns: set[str] = set()
        votes: defaultdict[str, list[EntityType]] = defaultdict(list)
        firms: set[str] = set()
        for name, form in zip(self.names, self.forms, strict=True):
            size = name.last - name.first
            if name.type is None or name.demonym or (size == 1 and self._before(name) in _PEERAGE):
                continue
            votes[form].append(name.type)
            if name.type is PERSON and size > 1:
                last = name.last - 1
                if words[last] in _JUNIOR and size > 2:
                    last -= 1
                self.surnames[words[last]] += 1
                self._heads.add(words[name.first])
            elif name.type is ORG and size > 1 and words[name.last - 1] in _FIRM_TAILS:
                if words[name.last - 1] in CORPORATE:
                    firms.add(form.rpartition(" ")[0])
                if not self._bits[name.first] & _NO_FIRM:
                    firms.add(words[name.first])
            elif name.type is ORG and size == _PARTNERS and words[name.first + 1] == "&":
                firms.add(words[name.first])
            elif name.type is PLACE and size == 1 and self._before(name) in TOWNLY:
                self._towns.add(form)
        self.settled = {form: _majority(kinds) for form, kinds in votes.items()}
        for firm in firms - self.surnames.keys():
            self.settled[firm] = ORG

    def _before(self, name: Name) -> str:
        return self._words[name.first - 1] if name.first else ""

    def type_of(self, name: Name, form: str) -> EntityType | None:
        """The type that a name takes."""
        if name.last - name.first == 1 and self._before(name) in _PEERAGE:
            return PERSON
        type_ = self.settled.get(form, name.type)
        bits = self._bits
        if type_ is not name.type and name.type is not None and _town_or_team(bits, name, type_):
            type_ = name.type
        if name.last - name.first > 1 or type_ is PERSON:
            return type_
        b = bits[name.first]
        if form in self.surnames and not b & g.DEMONYM and form not in self._towns:
            return PERSON
        if type_ is None:
            if form in self._heads and not b & (w.COMMON_LOWER | g.PLACE):
                return PERSON
            return _short(self.settled, form, self._before(name))
        return type_


def _divided(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """The names, those cut in two that join two names of the article by "and"."""
    joined: dict[Name, int] = {}
    for name in names:
        if name.last - name.first > 2:
            for k in range(name.last - 2, name.first, -1):
                if words[k] in ("and", "or"):
                    joined[name] = k
    if not joined:
        return list(names)
    known = {tuple(words[name.first : name.last]) for name in names if name.type is not None}
    out: list[Name] = []
    for name in names:
        at = joined.get(name)
        if at is not None and (
            tuple(words[name.first : at]) in known or tuple(words[at + 1 : name.last]) in known
        ):
            out.append(name._replace(last=at))
            out.append(name._replace(first=at + 1))
        else:
            out.append(name)
    return out


def _town_or_team(bits: Sequence[int], name: Name, other: EntityType | None) -> bool:
    """Whether a name may well mean a town here and its team there."""
    return {name.type, other} == {PLACE, ORG} and any(
        bits[k] & g.PLACE for k in range(name.first, name.last)
    )


def _short(settled: dict[str, EntityType], word: str, before: str) -> EntityType | None:
    """The type of a short form: "the Journal" for a paper named in full, "Wagners" for Wagner."""
    if (
        word in MEDIA_TAILS
        and before in ("the", "The")
        and any(
            kind is ORG and form.endswith(word) and " " in form for form, kind in settled.items()
        )
    ):
        return ORG
    if word.endswith("s") and settled.get(word[:-1]) in (ORG, PERSON):
        return settled[word[:-1]]
    return None


def _majority(kinds: list[EntityType]) -> EntityType:
    if kinds.count(kinds[0]) == len(kinds):
        return kinds[0]
    counts = Counter(kinds)
    return max(counts, key=lambda kind: (counts[kind], kind is not MISC, kind))


def _unintroduced(tokens: Tokens, names: list[Name]) -> None:
    """Make persons by one word whom an article never introduces organisations.

    Reports of sport give surnames alone, and short texts may be cut from longer ones.
    """
    words, bits = tokens.words, tokens.bits
    if len(words) < _INTRODUCING:
        return
    alone = [
        words[first]
        for first, last, kind, _ in names
        if kind is PERSON
        and last - first == 1
        and not bits[first] & (g.FIRST | g.SURNAME | w.COMMON_LOWER)
    ]
    if len(alone) < _OFTEN:
        return
    bodies = {word for word, count in Counter(alone).items() if count >= _OFTEN}
    if not bodies:
        return
    for first, last, kind, _ in names:
        if kind is PERSON and (last - first > 1 or (first and bits[first - 1] & w.TITLE)):
            bodies.difference_update(words[first:last], [f"{x}s" for x in words[first:last]])
    if not bodies or is_sport(words):
        return
    for k, name in enumerate(names):
        if name.type is PERSON and name.last - name.first == 1 and words[name.first] in bodies:
            names[k] = name._replace(type=ORG)


def _add_missed(
    tokens: Tokens,
    names: list[Name],
    settled: dict[str, EntityType],
    surnames: Counter[str],
) -> None:
    """Add the places where known words stand in capitals but were not found."""
    words, bits = tokens.words, tokens.bits
    known = dict.fromkeys(surnames, PERSON) | settled
    covered = bytearray(len(words))
    for first, last, kind, _ in names:
        if kind is not None:
            covered[first:last] = b"\x01" * (last - first)
    left = [i for i in tokens.capitals if not covered[i]]
    wanted = {words[i] for i in left}
    by_first: defaultdict[str, list[list[str]]] = defaultdict(list)
    for form in known:
        if form.partition(" ")[0] in wanted:
            parts = form.split(" ")
            by_first[parts[0]].append(parts)
    added: list[Name] = []
    for i in left:
        word = words[i]
        if word not in by_first or covered[i]:
            continue
        best = 0
        for parts in by_first[word]:
            size = len(parts)
            if size > best and words[i : i + size] == parts and covered.find(1, i, i + size) < 0:
                best = size
        if not best:
            continue
        if (
            best == 1
            and bits[i] & (_NEVER | w.COMMON_LOWER)
            and word in settled
            and not (bits[i] & w.UPPER)
        ):
            continue
        added.append(Name(i, i + best, known[" ".join(words[i : i + best])]))
        covered[i : i + best] = b"\x01" * best
    if added:
        taken = {k for name in added for k in range(name.first, name.last)}
        names[:] = sorted(
            [n for n in names if n.type is not None or taken.isdisjoint(range(n.first, n.last))]
            + added
        )
