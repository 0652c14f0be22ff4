"""A run of capitals in running text → its names: titles and peoples peeled off, the rest typed.

What a run comes to depends on its words and on little around it. Runs repeat as names do, so that
what they come to is remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.lexicon import MEDIA, STATE_ORGS, word_set
from index.extraction.remembering import Remembered
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name, shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import EntityType

SURE_PLACE = g.COUNTRY | g.STATE | g.CITY

_PREPOSITIONS = frozenset({"in", "at", "from", "near", "outside", "across", "throughout", "via"})
_ARTICLES = frozenset({"the", "The"})
_QUOTES = frozenset("\"'“‘«([")
_PARTIES = word_set("Communist Conservative Democrat Democratic Labour Republican")
"""What stands before somebody's name as a title does, and names a party."""

_SAID, _INITIAL, _NUMBER = 1, 2, 4
"""What a run's circumstances are a sum of: a verb of saying follows; it opens a sentence or a
quotation; and the number of an article or a preposition before it."""

_BEFORE = dict.fromkeys(_QUOTES, _INITIAL)
_BEFORE.update((x, _NUMBER * n) for n, x in enumerate(sorted(_PREPOSITIONS | _ARTICLES), 1))
"""What a word before a run adds to its circumstances."""

_KEYS = ["", *(f"\n{number}" for number in range(1, 2 * max(_BEFORE.values())))]
"""What circumstances add to the words of a run, in which there is no line break."""

_LONGEST = 8
"""Words beyond which a run is not remembered."""

_remembered: Remembered[tuple[Name, ...]] = Remembered(30_000)


def names_in_run(
    words: Sequence[str], bits: Sequence[int], i: int, j: int, begin: int
) -> tuple[Name, ...]:
    """The names and candidates of a run, as ranges of its own words.

    Args:
        words: the words of a text.
        bits: their bits (see `index.extraction.words`).
        i: the first word of the run.
        j: one past its last.
        begin: the first word of its sentence.
    """
    around = _BEFORE.get(words[i - 1], 0) if i else 0
    if i == begin:
        around |= _INITIAL
    if j < len(bits) and bits[j] & w.SAYING:
        around |= _SAID
    key = (words[i] if j - i == 1 else " ".join(words[i:j])) + _KEYS[around]
    found = _remembered.get(key)
    if found is None:
        run = _Run(words[i:j], bits[i:j], words[i - 1] if around >= _NUMBER else "")
        found = run.read(bool(around & _INITIAL), bool(around & _SAID))
        if j - i <= _LONGEST:
            _remembered.keep(key, found)
    return found


class _Run:
    """A run while it is read."""

    def __init__(self, words: Sequence[str], bits: Sequence[int], before: str) -> None:
        """Take its words, their bits, and an article or a preposition of place before it."""
        self._words = words
        self._bits = bits
        self._before = before
        self._found: list[Name] = []

    def read(self, initial: bool, said: bool) -> tuple[Name, ...]:
        """Its names.

        Args:
            initial: whether it opens a sentence or a quotation.
            said: whether a verb of saying follows.
        """
        self._read(initial, said)
        return shared(tuple(self._found))

    def _add(self, first: int, last: int, type_: EntityType | None, demonym: bool = False) -> None:
        if last > first:
            self._found.append(Name(first, last, type_, demonym))

    def _read(self, initial: bool, said: bool) -> None:
        """Peel off what stands before the name, and type the rest."""
        bits, words = self._bits, self._words
        i, j = 0, len(words)
        honoured = titled = False
        while i < j:
            size = g.phrase_length(words, i, j)
            if size and (size > 1):
                kinds = g.load().phrases[" ".join(words[i : i + size])]
                if kinds & g.DEMONYM or (i + size < j and bits[i + size] & (w.TITLE | w.FUNCTION)):
                    self._add(i, i + size, phrase_type(kinds), bool(kinds & g.DEMONYM))
                    i += size
                    continue
                if i + size == j:
                    self._add(i, j, phrase_type(kinds))
                    return
            b = bits[i]
            if b & (g.DEMONYM | g.GROUP) and not self._keeps_demonym(i, j):
                self._add(i, i + 1, MISC, bool(b & g.DEMONYM))
                i += 1
                titled = False
            elif b & w.TITLE and (j - i > 1 or bits[i] & w.COMMON_LOWER) and not self._is_org(i, j):
                honoured = honoured or bool(b & w.HONORIFIC)
                titled = True
                if words[i] in _PARTIES:
                    self._add(i, i + 1, None)
                i += 1
                if i + 1 < j and words[i] == "of":
                    i += 2
            elif b & w.FUNCTION and not b & w.UPPER:
                i += 1
            elif b & g.PLACE and j - i > 1 and bits[i + 1] & w.TITLE and not self._is_org(i, j):
                self._add(i, i + 1, PLACE)
                i += 1
            else:
                break
        if i < j:
            self._add(i, j, self._type(i, j, honoured, titled, initial, said))

    def _keeps_demonym(self, i: int, j: int) -> bool:
        last = self._words[j - 1]
        return j - i > 2 and bool(self._bits[j - 1] & w.ORG_TAIL) and last not in STATE_ORGS

    def _is_org(self, i: int, j: int) -> bool:
        return bool(self._bits[j - 1] & w.ORG_TAIL) and j - i > 1

    def _type(
        self, i: int, j: int, honoured: bool, titled: bool, initial: bool, said: bool
    ) -> EntityType | None:
        bits, words = self._bits, self._words
        size = j - i
        last, first = bits[j - 1], bits[i]
        if honoured and size <= 4 and not last & w.ORG_TAIL:
            return PERSON
        if size == 1:
            return self._single(i, titled, initial, said)
        phrase = g.load().phrases.get(" ".join(words[i:j]), 0)
        if phrase:
            return phrase_type(phrase)
        if " ".join(words[i:j]) in MEDIA:
            return ORG
        if first & w.MISC_HEAD or any(bits[k] & w.MODEL for k in range(i, j)):
            return MISC
        if first & w.ORG_HEAD and words[i + 1] in ("of", "for"):
            return ORG
        if first & w.PLACE_HEAD and not last & w.ORG_TAIL:
            return PLACE
        if last & w.ORG_TAIL:
            return ORG
        if last & w.PLACE_TAIL:
            return PLACE
        if last & w.MISC_TAIL or (words[j - 1] in ("II", "III") and words[j - 2] == "War"):
            return MISC
        if first & w.MISC_HEAD:
            return MISC
        if "&" in words[i:j]:
            return ORG
        if size <= 4 and (first & g.FIRST or titled or (last & g.SURNAME and size == 2)):
            return PERSON
        if size == 2 and last & g.SURNAME and first & w.INITIAL:
            return PERSON
        if size <= 3 and not any(bits[k] & (w.UPPER | w.COMMON_LOWER) for k in range(i, j)):
            return PERSON
        return None if initial else ORG

    def _single(self, i: int, titled: bool, initial: bool, said: bool) -> EntityType | None:
        bits, words = self._bits, self._words
        b = bits[i]
        if (b & w.FUNCTION and not b & (g.COUNTRY | g.ORG)) or b & w.CALENDAR:
            return None
        if initial and b & w.COMMON_LOWER and not b & (g.COUNTRY | g.ORG):
            return None
        if b & (g.DEMONYM | g.GROUP):
            return MISC
        if b & g.COUNTRY:
            return PLACE
        before = words[i - 1] if i else self._before
        if (words[i] in MEDIA and before in _ARTICLES) or b & g.ORG:
            return ORG
        if b & w.MODEL:
            return MISC
        if titled:
            return PERSON
        if b & SURE_PLACE and not b & w.COMMON_LOWER:
            return PLACE
        if before in _PREPOSITIONS and not b & (w.UPPER | w.COMMON_LOWER):
            return PLACE
        if b & w.UPPER:
            return ORG if 2 <= len(words[i]) <= 6 and not b & w.COMMON_LOWER else None
        if said and not b & w.COMMON_LOWER:
            return PERSON
        if b & (g.FIRST | g.SURNAME) and not b & w.COMMON_LOWER:
            return PERSON
        return None


def phrase_type(kinds: int) -> EntityType:
    """The type of a phrase of the gazetteer."""
    if kinds & g.DEMONYM:
        return MISC
    if kinds & g.COUNTRY:
        return PLACE
    if kinds & g.ORG:
        return ORG
    if kinds & (g.STATE | g.CITY | g.TOWN):
        return PLACE
    return PERSON
