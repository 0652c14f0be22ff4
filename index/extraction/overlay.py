"""What rules know better than a trained model: laid over the names that it found.

Names as ranges of words come in and go out, so that any extractor can share the pass.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from index.extraction import acronyms, bodies, contests, cues, extending, nations, parting
from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.alone import by_words
from index.extraction.lexicon import BANDS, CORPORATE, EVENTS, MACHINES, MAKERS
from index.extraction.reports import datelines, results
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name
from index.extraction.triggers import present_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.extraction.tokens import Tokens

_PEOPLE = g.DEMONYM | g.GROUP
_NOBODY = dict.fromkeys(("Christmas", "Diwali", "Easter", "Halloween", "Ramadan"), MISC)
_NOBODY["Commons"] = ORG
"""What words that are surnames, too, name alone."""

_FOLK = ("ians", "ists", "izens", "eños", "goers")
"""How words for many people end."""


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
        loose, parts = by_words(words, bits, name)
        if loose:
            freed[name.first : name.last] = b"\x01" * (name.last - name.first)
            continue
        for part in (name,) if parts is None else _moved(parts, name.first):
            first, last = part[:2]
            if last - first == 1:
                part = _retyped(words, bits, part)
                last = part.last
            if taken.find(1, first, last) < 0:
                taken[first:last] = b"\x01" * (last - first)
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
    out.sort(key=itemgetter(0))
    datelines(tokens, out)
    results(tokens, out)
    present = present_in(tokens)
    out = parting.portfolios(words, bits, present, out)
    bodies.whole(words, bits, present, out)
    acronyms.explained(words, bits, present, out)
    acronyms.in_row(words, bits, out)
    cues.by_cues(words, bits, present, out)
    cues.join_nicknames(words, bits, out)
    cues.join_firms(words, bits, present, out)
    nations.nations(words, bits, present, out)
    extending.extended(words, present, out)
    contests.teams(words, bits, present, out)
    return out


def _moved(names: Iterable[Name], by: int) -> list[Name]:
    """Names so many words further on."""
    return [Name(by + first, by + last, kind, demonym) for first, last, kind, demonym in names]


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


def _swallowed(bits: Sequence[int], names: Sequence[Name], rules: Sequence[Name]) -> Sequence[Name]:
    """The names without the common words among them that belong to a longer one ("World Cup")."""
    inside = {
        k
        for first, last, kind, _ in rules
        if kind is MISC and last - first > 1
        for k in range(first, last)
        if bits[k] & w.COMMON_LOWER
    }
    if not inside:
        return names
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
