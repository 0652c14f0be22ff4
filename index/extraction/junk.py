"""What no name can be: single letters, debris of a wrong decoding, signs of common things.

In: the words of a would-be name. Out: whether to drop it, whatever found it.
"""

from __future__ import annotations

import re

from index.extraction.lexicon import word_set

SIGNS = word_set(
    """A&E AGM AI ATM BSc CCTV CD CEO CFO CGI COO CPU CV DIY DJ DNA DVD DVR FAQ GCSE GDP GHz GMT
    GNP GP GPS HD HDTV HTML HTTP ID IPO IQ ISBN ISP IT JPEG KB LCD LED MBA MHz MP MP3 MPEG MRI
    MSc OK PC PDA PDF PhD PIN PM QC RAM RNA ROM SMS SMES SUV TV UFO URL USB UV VAT VCR VHF VIP VP
    VPN WWW XML 3D 3G 4G 5G"""
)
"""Signs in capitals for things, offices and measures; with an s they are several of them."""

_CONTRACTED = re.compile(
    r"(?:[\w]+n['’]t|(?:I|You|He|She|It|We|They|That|There|Who|What|Where|How|This|Here|Let)"
    r"['’](?:s|m|d|re|ve|ll))",
    re.IGNORECASE,
)
_DEBRIS = frozenset("ÂÃâ")
"""Letters that UTF-8 read as Latin-1 is full of."""
_LONGEST = max(map(len, SIGNS)) + 1


def is_junk(name: str) -> bool:
    """Whether these words name nothing."""
    if "'" in name or "’" in name:
        return _CONTRACTED.fullmatch(name) is not None
    if len(name) > _LONGEST and name.isascii():
        return False
    if name in SIGNS or (name[-1:] == "s" and name[:-1] in SIGNS):
        return True
    said = sum(char.isalnum() and char not in _DEBRIS for char in name[:20])
    return said < 2 and not any(_is_syllable(char) for char in name)


def _is_syllable(char: str) -> bool:
    """Whether a character alone may be a word: Chinese, Japanese and Korean ones."""
    return char >= "\u3005"
