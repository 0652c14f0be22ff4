"""What rules know better than a trained model: laid over the names that it found.

Names as ranges of words come in and go out, so that any extractor can share the pass.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.acronyms import explained, in_row
from index.extraction.bodies import whole
from index.extraction.contests import teams
from index.extraction.cues import by_cues, join_firms, join_nicknames
from index.extraction.extending import extended
from index.extraction.lexicon import (
    ABROAD,
    BANDS,
    CORPORATE,
    EVENTS,
    MACHINES,
    MAKERS,
    PERSONAL,
)
from index.extraction.nations import nations
from index.extraction.parting import parted, portfolios
from index.extraction.reports import datelines, results
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name, shared
from index.extraction.trimming import is_loose, trim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.extraction.tokens import Tokens
    from index.model import EntityType

_PEOPLE = g.DEMONYM | g.GROUP
_REMEMBERED = 20_000
"""So many names are kept with what becomes of them."""

_LONGEST = 8
"""Words beyond which a name is not kept."""

_LONGEST_HONOURED = 4
"""Words beyond which a name that begins with "Mr" is somebody's firm rather than somebody."""

_BODIES = frozenset(
    {"Brothers", "Entertainment", "Records", "Research", "Software", "Systems", "Utd"}
)
"""Last words of what is neither somebody nor a thing."""

_NOBODY = dict.fromkeys(("Christmas", "Diwali", "Easter", "Halloween", "Ramadan"), MISC)
_NOBODY["Commons"] = ORG
"""What words that are surnames, too, name alone."""

_SITE = re.compile(r"\w\.(?:com|org|net|gov|co|tv|io)\b")
"""What the address of a site ends with."""

_SIDES = frozenset({"N.", "S.", "E.", "W."})
_OFFICES = frozenset({"Newsroom", "Desk", "Bureau"})
"""Last words of what places have and are not."""

_FOLK = ("ians", "ists", "izens", "eños", "goers")
"""How words for many people end."""

_REALMS = frozenset({"Republic", "Kingdom", "State", "States", "Islands", "Emirate", "Union"})


def overlay(tokens: Tokens, names: Sequence[Name], rules: Sequence[Name]) -> list[Name]:
    """Correct and complete a model's names.

    - articles, titles and numbers are taken off a name's ends;
    - words for a people are names by themselves, marked as such;
    - what the gazetteer knows by all its words is what the gazetteer says;
    - teams stand in tables of results under the names of their towns;
    - what the rules are sure of is added where the model saw nothing.

    Args:
        tokens: the text's words.
        names: the model's names, disjoint.
        rules: the names that `index.extraction.rules` finds.

    Returns:
        the names in order, disjoint, candidates among them.
    """
    words, bits = tokens.words, tokens.bits
    taken = bytearray(len(words))
    out: list[Name] = []
    peoples = [name for name in rules if name.demonym and name.last - name.first > 1]
    for name in peoples:
        taken[name.first : name.last] = b"\x01" * (name.last - name.first)
        out.append(name)
    freed = bytearray(len(words))
    for name in _swallowed(bits, names, rules):
        by_words = _by_words if name.last - name.first <= _LONGEST else _by_words.__wrapped__
        loose, parts = by_words(tuple(words[name.first : name.last]), name.type, name.demonym)
        if loose:
            freed[name.first : name.last] = b"\x01" * (name.last - name.first)
            continue
        for part in (name,) if parts is None else _moved(parts, name.first):
            if part.last - part.first == 1:
                part = _retyped(words, bits, part)
            if taken.find(1, part.first, part.last) < 0:
                taken[part.first : part.last] = b"\x01" * (part.last - part.first)
                out.append(part)
    for name in rules:
        first, last, kind, _ = name
        if taken.find(1, first, last) >= 0:
            continue
        if kind is not None and not (
            _sure(words, bits, name) or (bits[first] & w.INITIAL and freed.find(0, first, last) < 0)
        ):
            name = Name(first, last, None)
        elif last - first == 1:
            name = _retyped(words, bits, name)
        taken[name.first : name.last] = b"\x01" * (name.last - name.first)
        out.append(name)
    out.sort(key=lambda name: name.first)
    datelines(tokens, out)
    results(tokens, out)
    present = frozenset(words)
    out = portfolios(words, bits, present, out)
    whole(words, bits, present, out)
    explained(words, bits, present, out)
    in_row(words, bits, out)
    by_cues(words, bits, present, out)
    join_nicknames(words, bits, out)
    if "&" in present:
        join_firms(words, bits, out)
    nations(words, bits, present, out)
    extended(words, present, out)
    teams(words, bits, present, out)
    return out


@lru_cache(maxsize=_REMEMBERED)
def _by_words(
    words: tuple[str, ...], kind: EntityType | None, demonym: bool
) -> tuple[bool, tuple[Name, ...] | None]:
    """What a name of the model comes to by its words alone, which repeat as names do.

    Returns:
        whether it is to be given up as loose, and what becomes of it otherwise, as ranges of its
        own words: nothing, itself corrected, or several names; None if it stays as it is.
    """
    bits = w.bits_of_all(words)
    name = Name(0, len(words), kind, demonym)
    several = parted(words, bits, name)
    if several is None:
        return shared(_one(words, bits, name))
    found: list[Name] = []
    for part in several:
        loose, parts = _one(words, bits, part)
        if not loose:
            found += (part,) if parts is None else parts
    return shared((False, tuple(found)))


def _one(
    words: Sequence[str], bits: Sequence[int], name: Name
) -> tuple[bool, tuple[Name, ...] | None]:
    """The same for a name that does not hold several."""
    if words[name.first] in PERSONAL and 1 < name.last - name.first <= _LONGEST_HONOURED:
        name = name._replace(type=PERSON)
    found = trim(words, bits, name)
    if found is None:
        return False, ()
    if is_loose(words, bits, found):
        return True, ()
    if (found.last - found.first > 1 and words[found.last - 1] in CORPORATE) or (
        found.type is PERSON and not ABROAD.isdisjoint(words[found.first : found.last])
    ):
        found = found._replace(type=ORG)
    if (
        found.type in (PERSON, MISC)
        and found.last - found.first > 1
        and words[found.last - 1] in _BODIES
        and words[found.last - 2] != "of"
    ):
        found = found._replace(type=ORG)
    if found.type is PERSON and _SITE.search(words[found.last - 1]):
        found = found._replace(type=ORG)
    if found.type in (PERSON, MISC) and words[found.first + 1 : found.last - 1] == ("&",):
        found = found._replace(type=ORG)
    if (
        found.last - found.first == 2
        and words[found.first] in _SIDES
        and bits[found.last - 1] & g.COUNTRY
    ):
        return False, (found._replace(type=PLACE),)
    if found.type is PLACE and words[found.last - 1] in _OFFICES:
        found = found._replace(type=ORG)
    kinds = g.load().phrases.get(" ".join(words[found.first : found.last]), 0)
    if kinds & (g.COUNTRY | g.ORG):
        return False, (found._replace(type=PLACE if kinds & g.COUNTRY else ORG),)
    if kinds & g.PLACE and found.type is PLACE:
        return False, (found,)
    parts = tuple(part for one in _peoples(bits, found) for part in _split(words, bits, one))
    return False, None if parts == (name,) else parts


def _moved(names: Iterable[Name], by: int) -> list[Name]:
    """Names so many words further on."""
    return [Name(by + first, by + last, kind, demonym) for first, last, kind, demonym in names]


def _peoples(bits: Sequence[int], name: Name) -> Iterator[Name]:
    """A name with the words for a people before it made names of their own."""
    first, last = name.first, name.last
    if last - first == 1:
        b = bits[first]
        if b & _PEOPLE and not b & g.COUNTRY:
            yield Name(first, last, MISC, bool(b & g.DEMONYM))
        else:
            yield name
        return
    while last - first > 1 and bits[first] & g.DEMONYM and name.type in (PERSON, PLACE):
        yield Name(first, first + 1, MISC, True)
        first += 1
    yield name._replace(first=first)


def _retyped(words: Sequence[str], bits: Sequence[int], name: Name) -> Name:
    """A one-word name with a better type or end, where it or the words after it show one."""
    first, last = name.first, name.last
    b = bits[first]
    following = words[last] if last < len(words) else ""
    if words[first] in MAKERS and (
        (following[:1].isdigit() and following.isalnum())
        or ("-" in following and bits[last] & w.CAP)
    ):
        return Name(first, last + 1, MISC)
    if following in ("drug", "crime") and last + 1 < len(words):
        following = words[last + 1]
    if following in BANDS and name.type in (PERSON, MISC, None) and not b & _PEOPLE:
        return name._replace(type=ORG)
    if name.type is PERSON and words[first].endswith(_FOLK) and not b & (g.FIRST | g.SURNAME):
        return name._replace(type=MISC)
    if words[first] in _NOBODY and name.type is PERSON:
        return name._replace(type=_NOBODY[words[first]])
    if words[first] in MACHINES and name.type in (PERSON, MISC, None):
        return name._replace(type=MISC)
    if b & g.ORG and name.type is MISC and not b & w.COMMON_LOWER:
        return name._replace(type=ORG)
    if b & g.COUNTRY and name.type is not PLACE:
        return name._replace(type=PLACE)
    return name


def _split(words: Sequence[str], bits: Sequence[int], name: Name) -> Iterator[Name]:
    """ "Simón Bolívar Airport of Maiquetía" is two places."""
    if name.type is ORG:
        for k in range(name.first + 2, name.last - 1):
            if words[k] == "of" and words[k - 1] in CORPORATE:
                yield name._replace(last=k)
                yield Name(k + 1, name.last, PLACE)
                return
    if name.type is PLACE:
        for k in range(name.first + 2, name.last - 1):
            if words[k] == "of" and bits[k - 1] & w.PLACE_TAIL and words[k - 1] not in _REALMS:
                yield name._replace(last=k)
                yield name._replace(first=k + 1)
                return
    yield name


def _swallowed(bits: Sequence[int], names: Sequence[Name], rules: Sequence[Name]) -> list[Name]:
    """The names without the common words among them that belong to a longer one ("World Cup")."""
    inside = {
        k
        for name in rules
        if name.type is MISC and name.last - name.first > 1
        for k in range(name.first, name.last)
        if bits[k] & w.COMMON_LOWER
    }
    return [n for n in names if n.last - n.first > 1 or n.first not in inside]


def _sure(words: Sequence[str], bits: Sequence[int], name: Name) -> bool:
    """Whether a name of the rules is to be believed although the model saw nothing."""
    if name.demonym or name.type is None:
        return True
    if name.last - name.first == 1:
        b = bits[name.first]
        if name.type is ORG and b & g.ORG and name.first:
            return words[name.first - 1] in ("the", "The")
        return name.type is PLACE or bool(b & w.MODEL)
    last = words[name.last - 1]
    if name.type is PLACE:
        phrase = " ".join(words[name.first : name.last])
        return bool(g.load().phrases.get(phrase, 0) & g.PLACE)
    if name.type is MISC:
        return last in EVENTS or bool(bits[name.first] & w.MISC_HEAD)
    return name.type is ORG and last in CORPORATE
