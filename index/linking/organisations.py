"""The names of organisations: acronyms, short forms, generic words, cores.

In come keys (folded words separated by spaces), out goes how one may stand for another.
"""

from __future__ import annotations

from functools import lru_cache

from index.linking.normalise import FUNCTION_WORDS, singular, wordset

LEGAL = wordset(
    "inc corp co ltd plc llc llp lp ag gmbh sa nv bv spa srl ab oy asa kk holdings holding group "
    "bros"
)
"""Words at the end of a company's name that its short form leaves out, anywhere."""

GENERIC = LEGAL | wordset(
    "bank party university airlines airways airline air industries international enterprises "
    "club fc afc cf sc news agency motor motors newspaper magazine foundation institute college "
    "school association union federation league society trust partners capital systems "
    "technologies technology laboratories pharmaceuticals stores energy oil gas steel electric "
    "computer computers communications telecom entertainment studios pictures records press "
    "publishing media network broadcasting insurance financial securities brothers "
    "movement front army brigade "
    "cartel council committee commission ministry department office administration government "
    "court police hospital church center museum hotel service services products chemical chemicals "
    "mills foods stores textile textiles devices software semiconductor mining metals resources "
    "properties investors investment investments management associates logistics transport "
    "transportation railways railway shipping lines telephone telegraph wireless "
    "telecommunications automotive aerospace aircraft medical health healthcare assurance mutual "
    "house"
)
"""Words that may be left out at the end of a name within one article."""

ORGANS = wordset(
    "commission committee council court department government ministry office police army "
    "parliament assembly secretariat"
)
"""Words for what a state or a body has and is not."""

REGIONAL = wordset("sea ocean province state county region district governorate oblast")
"""Words that may be left out at the end of a place's name within one article."""

FACILITIES = wordset(
    "airport park square bridge stadium palace prison hospital church cathedral university "
    "college school museum hotel tower center beach street avenue canal dam harbor port "
    "island islands valley river lake mountain mountains desert bay gulf strait peninsula"
)
"""Words by which an article calls a place again."""

PLURALS = frozenset({"times", "news", "giants", "streets", "sports", "kings"})
"""Plurals that are other names than their singulars."""

_KINDS = frozenset({"cartel", "drug"})
_LETTERS = frozenset({"us", "un", "uk", "eu"})


@lru_cache(maxsize=1 << 13)
def initials(key: str) -> frozenset[str]:
    """The acronyms that a name of several words may have.

    With and without its function words, and without a legal form at the end.
    """
    found = key.split(" ")
    if len(found) < 2:
        return frozenset()
    out = set()
    content = [w for w in found if w not in FUNCTION_WORDS]
    bare = content[:-1] if content and content[-1] in LEGAL else content
    for part in (found, content, bare):
        if len(part) > 1:
            out.add("".join(w[0] for w in part))
            if part[0] in _LETTERS:
                out.add(part[0] + "".join(w[0] for w in part[1:]))
    return frozenset(a for a in out if len(a) > 1)


def is_acronym(name: str, key: str) -> bool:
    """Whether a name is written as an acronym is: two to six capitals, dots allowed."""
    return (
        2 <= len(key) <= 6 and " " not in key and key.isalpha() and name.replace(".", "").isupper()
    )


@lru_cache(maxsize=1 << 12)
def core(key: str) -> str:
    """What is left of an organisation's name without legal forms and function words.

    ``wagner group`` and ``wagner``: wagner; ``cartel de los soles`` and ``soles``: sol.
    """
    found = key.split(" ")
    kind = not _KINDS.isdisjoint(found)
    found = _without_legal(found)
    if kind:
        found = [w for w in found if w not in _KINDS]
    content = [w for w in found if w not in FUNCTION_WORDS]
    if kind or len(content) > 1:
        found = content
    if len(found) > 3 and found[0] == "us":
        found = found[1:]
    return " ".join(w if w in PLURALS else singular(w) for w in found)


def _without_legal(found: list[str]) -> list[str]:
    end = len(found)
    while end > 1 and (found[end - 1] in LEGAL or (end < len(found) and found[end - 1] == "and")):
        end -= 1
    return found[:end]


def shortened(short: list[str], long: list[str]) -> int:
    """How well a short form fits a longer name of an organisation, 0 for not at all.

    6: the rest is generic (Barclays Bank); 5: a tail (Wall Street Journal), one of two (Marsh &
    McLennan); 4: a head (Boston Red Sox, Bank of England); 3: a word from the middle.
    """
    size = len(short)
    if size >= len(long):
        return 0
    bare = _without_legal(long)
    if size < len(bare):
        long = bare
    if long[:size] == short:
        rest = long[size:]
        if all(w in GENERIC for w in rest):
            return 6
        if rest[0] == "and" and len(rest) == 2 and size == 1 and short[0] not in GENERIC:
            return 5
        if rest[0] in FUNCTION_WORDS:
            return 4 if size == 1 and short[0] in GENERIC else 0
        return 4
    if long[-size:] == short:
        return 0 if long[-size - 1] == "and" else 5
    if size == 1 and len(short[0]) > 3 and short[0] in long and short[0] not in GENERIC:
        return 3
    return 0
