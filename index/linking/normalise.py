"""Names as keys: what two spellings of the same words have in common.

In comes a name as an article writes it, out goes a key: folded words separated by single spaces,
without quotes, possessives, articles, honorifics (of people) and Jr/Sr, in one spelling. Two names
with the same key are the same words; whether they are the same thing is for others to say.
"""

from __future__ import annotations

import re
import unicodedata


def wordset(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


ARTICLES = frozenset({"the", "a", "an"})
"""English articles, taken off the front of a name."""

FUNCTION_WORDS = wordset(
    "of the and for in on to a an at by de del la las le les los el du des da do dos der die das "
    "und et y e von van den di della"
)
"""Words that carry no meaning in the name of an organisation."""

HONORIFICS = wordset(
    "mr mrs ms miss mister madam madame mme monsieur dr doctor prof professor sir dame lord lady "
    "president premier chancellor minister senator sen congressman congresswoman representative "
    "rep governor gov mayor general gen colonel col lieutenant lt captain capt major maj sergeant "
    "sgt corporal cpl private pvt admiral adm commander cmdr brigadier marshal officer detective "
    "inspector constable sheriff deputy judge justice chief secretary spokesman spokeswoman "
    "spokesperson ambassador envoy reverend rev father bishop archbishop cardinal rabbi imam "
    "ayatollah mullah sheikh sheik dj coach director chairman chairwoman ceo prosecutor attorney "
    "lawyer councilman councilwoman comrade señor senor señora senora don dona herr frau vice "
    "former ex acting prime foreign defense defence interior finance opposition leader actor "
    "actress singer star author hon honorable rt supreme"
)
"""Words before a person's name that are no part of it."""

_SUFFIXES = frozenset({"jr", "sr", "esq", "phd", "md", "mp", "obe", "cbe"})
_LETTERS = {
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ʻ": "'", "′": "'",
    "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)
_PAIRS = {
    "centre": "center", "theatre": "theater", "defence": "defense", "offence": "offense",
    "labour": "labor", "harbour": "harbor", "honour": "honor", "colour": "color",
    "programme": "program", "grey": "gray", "saint": "st", "mount": "mt", "fort": "ft",
    "intl": "international", "dept": "department", "univ": "university", "govt": "government",
    "natl": "national", "assn": "association", "corporation": "corp", "company": "co",
    "incorporated": "inc", "limited": "ltd", "brothers": "bros", "moslem": "muslim",
    "moslems": "muslims", "&": "and", "ctr": "center", "aluminium": "aluminum",
    "utd": "united",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+|&")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){1,}(?:[^\W\d_]\b)?")
_QUOTED = re.compile(r"(?<=\w) +[\"“'‘(][^\"”’'()]{2,}[\"”’')] +(?=\w)")
_EDGE = " \t\n\"'«»()[]{}<>.,;:!?*_~-"


def fold(text: str) -> str:
    """The text without case and diacritics, quotes and dashes in their plain forms."""
    if text.isascii():
        return text.lower()
    text = text.casefold().translate(_TABLE)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def tidy(name: str) -> str:
    """The name as one would show it: no quotes, no possessive, no article before it."""
    bare = name.strip(_EDGE + "“”‘’–—")
    if name.endswith(".") and _DOTTED.search(name[-4:]):
        bare += "."
    plain = bare.replace("’", "'")
    if plain.endswith(("'s", "'S")):
        bare = bare[:-2]
    head, _, rest = bare.partition(" ")
    if rest and head.lower() in ARTICLES:
        bare = rest
    return bare or name


def words(text: str) -> list[str]:
    """The folded words of a name in one spelling; dotted initials are one word (``U.S.``: us)."""
    text = fold(text).strip(_EDGE) + ("." if text.endswith(".") else "")
    if text.endswith("'s"):
        text = text[:-2]
    if "." in text:
        text = _DOTTED.sub(lambda m: m[0].replace(".", "") + " ", text)
    found = _WORD.findall(text.replace("'", ""))
    out: list[str] = []
    single = False
    for word in found:
        word = _PAIRS.get(word, word)
        if word.endswith("isation"):
            word = word[:-7] + "ization"
        letter = len(word) == 1 and word.isalpha()
        if letter and single:
            out[-1] += word
        else:
            out.append(word)
        single = letter
    return out


def key(name: str, person: bool = False) -> str:
    """The name's key; see the module's description.

    Args:
        name: the words of the name.
        person: whether it names a person, before whose name honorifics are taken off.
    """
    found = words(_QUOTED.sub(" ", name) if person else name)
    start = 0
    end = len(found)
    while start < end - 1 and found[start] in ARTICLES:
        start += 1
    if person:
        while start < end - 1 and found[start] in HONORIFICS:
            start += 1
    elif start < end - 1 and found[start] in {"mr", "mrs", "ms"}:
        start += 1
    while end > start + 1 and found[end - 1] in _SUFFIXES:
        end -= 1
    return " ".join(found[start:end]) or fold(name).strip() or name


def singular(word: str) -> str:
    """A word without a plural ending, roughly; the same for ``Soles``, ``sol`` and ``sols``."""
    if len(word) > 4 and word.endswith("es") and word[-3] in "lrnsxz":
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
