"""Countries beside the names of those who compete for them: "Naomi Osaka (JPN) beat …".

The codes are those of the International Olympic Committee and of ISO 3166-1. In: an article's words
and names; the names are changed in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction import words as w
from index.extraction.lexicon import word_set
from index.extraction.spans import PERSON, PLACE, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.spans import Present


_CODES = word_set(
    """AFG ALB ALG AND ANG ARG ARM AUS AUT AZE BAH BAN BAR BEL BER BIH BLR BOL BOT BRA BRN BUL BUR
    CAM CAN CHI CHN CIV CMR COD COL CRC CRO CUB CYP CZE DEN DEU DMA DOM ECU EGY ERI ESP EST ETH FIJ
    FIN FRA GAB GAM GBR GEO GER GHA GRE GRN GUA GUI GUY HAI HKG HON HRV HUN INA IND IRI IRL IRN IRQ
    ISL ISR ITA IVB JAM JOR JPN KAZ KEN KGZ KOR KOS KSA KUW LAT LBN LCA LIB LIE LTU LUX MAR MAS MDA
    MEX MGL MKD MLI MLT MNE MON MOZ MRI NAM NED NEP NGR NIG NLD NOR NZL PAK PAN PAR PER PHI POL POR
    PRK PRT PUR QAT ROM ROU RSA RUS SEN SGP SIN SLO SRB SRI SUI SUR SVK SVN SWE SYR TAN THA TJK TKM
    TOG TPE TTO TUN TUR UAE UGA UKR URU USA UZB VEN VIE YUG ZAM ZIM"""
)
TRIGGERS = _CODES | {"("}
"""The words without which nothing here is done."""


def nations(words: Sequence[str], bits: Sequence[int], present: Present, names: list[Name]) -> None:
    """Make the codes of countries in brackets behind a competitor's name places.

    Args:
        words: the article's words.
        bits: their bits (see `index.extraction.words`).
        present: where words of `TRIGGERS` stand in it.
        names: its names, in order; changed in place.
    """
    codes = _CODES & present.keys() if "(" in present else None
    if not codes:
        return
    size = len(words)
    found = [
        k
        for code in codes
        for k in present[code]
        if k > 1
        and k + 1 < size
        and words[k - 1] == "("
        and bits[k - 2] & w.CAP
        and not bits[k - 2] & w.UPPER
        and (words[k + 1] == ")" or (")" in words[k + 2 : k + 4]))
    ]
    if not found:
        return
    people = {name.last for name in names if name.type is PERSON}
    if not any(k - 1 in people for k in found):
        return
    taken = set(found)
    kept = [name for name in names if taken.isdisjoint(range(name.first, name.last))]
    names[:] = sorted(kept + [Name(k, k + 1, PLACE) for k in found], key=lambda name: name.first)
