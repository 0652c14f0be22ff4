"""What a model's name comes to by its words alone: itself corrected, several names, or none.

Names repeat, so that what becomes of one is remembered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.lexicon import ABROAD, CORPORATE, PERSONAL
from index.extraction.parting import parted
from index.extraction.remembering import Remembered
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name, shared
from index.extraction.trimming import is_loose, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.model import EntityType

    Outcome = tuple[bool, tuple[Name, ...] | None]
    """Whether a name is to be given up as loose, and what becomes of it otherwise, as ranges of its
    own words: nothing, itself corrected, or several names; None if it stays as it is."""

_PEOPLE = g.DEMONYM | g.GROUP

_LONGEST = 8
"""Words beyond which a name is not remembered."""

_LONGEST_HONOURED = 4
"""Words beyond which a name that begins with "Mr" is somebody's firm rather than somebody."""

_BODIES = frozenset(
    {"Brothers", "Entertainment", "Records", "Research", "Software", "Systems", "Utd"}
)
"""Last words of what is neither somebody nor a thing."""

_SITE = re.compile(r"\w\.(?:com|org|net|gov|co|tv|io)\b")
"""What the address of a site ends with."""

_SIDES = frozenset({"N.", "S.", "E.", "W."})
_OFFICES = frozenset({"Newsroom", "Desk", "Bureau"})
"""Last words of what places have and are not."""

_REALMS = frozenset({"Republic", "Kingdom", "State", "States", "Islands", "Emirate", "Union"})

_KEYS = {kind: f"\n{kind}" for kind in (PERSON, ORG, PLACE, MISC, None)}
"""What a name's type adds to its words, in which there is no line break."""

_remembered: Remembered[Outcome] = Remembered(30_000)


def by_words(words: Sequence[str], bits: Sequence[int], name: Name) -> Outcome:
    """What becomes of a name of the model by its words alone.

    Args:
        words: the article's words.
        bits: their bits (see `index.extraction.words`).
        name: the name.
    """
    first, last, kind, demonym = name
    if demonym or last - first > _LONGEST:
        return _by_words(words[first:last], bits[first:last], kind, demonym)
    key = (words[first] if last - first == 1 else " ".join(words[first:last])) + _KEYS[kind]
    found = _remembered.get(key)
    if found is None:
        found = _by_words(words[first:last], bits[first:last], kind, demonym)
        _remembered.keep(key, found)
    return found


def _by_words(
    words: Sequence[str], bits: Sequence[int], kind: EntityType | None, demonym: bool
) -> Outcome:
    """The same for a name that is all of some words."""
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


def _one(words: Sequence[str], bits: Sequence[int], name: Name) -> Outcome:
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
    if found.type in (PERSON, MISC) and words[found.first + 1 : found.last - 1] == ["&"]:
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
