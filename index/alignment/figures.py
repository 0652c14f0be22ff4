"""Numbers and days as they are written → what they say, so that two of them can be compared.

In: a text, or a passage of one. Out: `Figure`s. ``1,000``, ``1.000`` and ``1 000`` are one number,
so are ``12`` and ``twelve``, ``$1 billion`` and ``1,000 million dollars``; ``March 3``,
``3 March`` and ``3rd of March`` one day. A mark before three digits sets thousands apart, before
others it is the decimal point. Digits within a name (``Il-76``, ``S-300``) are no number.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from index.analysis import fold, stem
from index.days.finding import Form, written
from index.days.names import MONTHS, WEEKDAYS
from index.extraction.lexicon import FUNCTION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Figure(NamedTuple):
    """A number or a day in a text.

    Attributes:
        start: first character.
        end: one past the last character.
        date: whether it is a day, a month, a weekday or a year.
        value: what it says; equal for equal numbers, days of the month, and so on.
        unit: what is counted, where it is written: ``"$"``, ``"%"``, ``"th"``, the stem of the word
            behind the number; of a date its kind: ``"day"``, ``"month"``, ``"weekday"``,
            ``"year"``; empty where nothing tells.
    """

    start: int
    end: int
    date: bool
    value: str
    unit: str = ""


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * n for n, word in enumerate(words.split())}


_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NAMED = {
    "en": _numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen",
        0,
    )
    | _numbered(_TENS, 20, 10),
    "es": _numbered("dos tres cuatro cinco seis siete ocho nueve diez once doce", 2),
    "fr": _numbered("deux trois quatre cinq six sept huit neuf dix onze douze", 2),
    "de": _numbered("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf", 2),
    "pt": _numbered("dois três quatro cinco seis sete oito nove dez onze doze", 2),
    "it": _numbered("due tre quattro cinque sei sette otto nove dieci undici dodici", 2),
}
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
}
_MONEY = {
    "dollar": "$",
    "usd": "$",
    "euro": "€",
    "eur": "€",
    "pound": "£",
    "gbp": "£",
    "yen": "¥",
}
_NUMBER = re.compile(
    r"(?<![\w.,])(?<![^\W\d_][-‐‑])"
    r"(?P<money>(?:US|AU?|CA?|HK)?[$€£¥]\s?)?"
    r"(?P<digits>\d{1,3}(?:(?P<mark>[.,'’ \u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*)(?!\d)"
    r"(?:[.,]\d+)?|\d+(?:[.,:]\d+)*)"
    r"(?P<suffix>[^\W\d_]{1,4}(?![^\W_]))?(?![^\W_])"
)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_DIGITS = 100
_EXACT = Context(prec=2 * _MOST_DIGITS)
_DIGIT = re.compile(r"\d")
_IN_DIGITS = re.compile(r"\d[./-]\d")
_DATE_WORDS = frozenset(
    fold(part) for name in chain(MONTHS, *WEEKDAYS.values()) for part in name.split("-")
)
_COUNT_WORDS = {language: frozenset(map(fold, named)) for language, named in _NAMED.items()}
_TELLING = _DATE_WORDS.union(*_COUNT_WORDS.values())
_COUNTING = {
    language: re.compile(rf"(?<![^\W\d_])(?:{'|'.join(named)})(?![^\W\d_])", re.IGNORECASE)
    for language, named in _NAMED.items()
}
_SCALE = re.compile(r"[\s-]{0,2}(hundred|thousand|million|billion|trillion|mn|bn|tn)\b")
_PERCENT = re.compile(r"\s?(?:%|percent\b|per cent\b|pct\b|percentage\b)")
_NEXT = re.compile(r"[\s-]{0,2}([^\W\d_]{2,})")
_BEFORE_ONE = re.compile(
    r"\b(?:no|any|every|the|this|that|some|each|only|which|not|another)[\s-]$", re.IGNORECASE
)


def figures(text: str, language: str = "en", words: Sequence[str] | None = None) -> list[Figure]:
    """The numbers and days in a text, in order.

    Args:
        text: a text, or a passage of one.
        language: whose words for numbers are read (those up to twelve; in English up to 99).
        words: its words, folded, if they are known.
    """
    known = set(map(fold, _WORD.findall(text)) if words is None else words)
    digit = _DIGIT.search(text) is not None
    if not digit and _TELLING.isdisjoint(known):
        return []
    found: list[Figure] = []
    if not _DATE_WORDS.isdisjoint(known) or (digit and _IN_DIGITS.search(text)):
        found += _dates(text, language)
    taken = [(one.start, one.end) for one in found]
    counted = list(_digits(text)) if digit else []
    if language in _NAMED and not _COUNT_WORDS[language].isdisjoint(known):
        counted += _words(text, language)
    found += [
        one
        for one in counted
        if not any(one.start < last and first < one.end for first, last in taken)
    ]
    return sorted(found)


def _dates(text: str, language: str) -> Iterator[Figure]:
    """The days in a text, without their years, which are figures of their own."""
    for one in written(text, language):
        if one.form is Form.WEEKDAY:
            yield Figure(one.start, one.end, True, str(one.day), "weekday")
        elif one.form is Form.MONTH:
            yield Figure(one.start, one.core, True, f"{one.month:02}", "month")
        elif one.form is Form.DAY:
            yield Figure(one.start, one.core, True, f"{one.month:02}-{one.day:02}", "day")


def _digits(text: str) -> Iterator[Figure]:
    for match in _NUMBER.finditer(text):
        first, last = match.span()
        digits, suffix = match["digits"], (match["suffix"] or "").lower()
        money = (match["money"] or "").strip()[-1:]
        if ":" in digits or suffix in ("am", "pm"):
            yield Figure(first, last, False, f"{digits}{suffix}".replace(".", ":"), "time")
            continue
        value = _value(digits, match["mark"])
        if value is None:
            continue
        if suffix in ("st", "nd", "rd", "th", "er"):
            yield Figure(first, last, False, _plain(value), "th")
            continue
        scale = _SCALES.get(suffix, 1)
        unit = "" if scale > 1 else suffix
        year = not (money or suffix or match["mark"]) and digits.isdecimal()
        yield _counted(text, first, last, _EXACT.multiply(value, scale), unit or money, year)


def _words(text: str, language: str) -> Iterator[Figure]:
    named = _NAMED[language]
    before = -1, 0, 0
    for match in _COUNTING[language].finditer(text):
        word = match[0].lower()
        number = named.get(word)
        if number is None:
            continue
        first, last = match.span()
        if before[0] == first - 1 and before[2] % 10 == 0 and before[2] >= 20 and 0 < number < 10:
            number += before[2]  # the other half of "twenty-six", which was left for this
            first = before[1]
        elif word == "one" and not _is_count(text, first, last):
            continue
        if number % 10 == 0 and number >= 20 and language == "en":
            before = last, first, number
            after = _WORD.match(text, last + 1)
            if after and 0 < named.get(after[0].lower(), 0) < 10 and text[last] in "- ":
                continue
        yield _counted(text, first, last, Decimal(number), "", False)


def _is_count(text: str, first: int, last: int) -> bool:
    """Whether "one" counts something: a noun follows, and no word before makes a pronoun of it."""
    after = _NEXT.match(text, last)
    if after is None or (after[1].lower() in FUNCTION and after[1].lower() not in _SCALES):
        return False
    return after[1] not in ("day", "thing") and not _BEFORE_ONE.search(
        text, max(0, first - 9), first
    )


def _counted(
    text: str, first: int, last: int, value: Decimal, unit: str, may_be_year: bool
) -> Figure:
    """A number with what follows it: how many thousands, and of what."""
    while scale := _SCALE.match(text, last):
        value = _EXACT.multiply(value, _SCALES[scale[1]])
        last = scale.end()
        may_be_year = False
    percent = _PERCENT.match(text, last)
    if percent is not None:
        return Figure(first, percent.end(), False, _plain(value), "%")
    after = _NEXT.match(text, last)
    noun = fold(after[1]) if after else ""
    noun = "" if noun in FUNCTION else stem(noun)
    if may_be_year and 1600 <= value < 2100 and (not noun or not after or after[1][0].isupper()):
        return Figure(first, last, True, _plain(value), "year")
    return Figure(first, last, False, _plain(value), unit or _MONEY.get(noun, noun))


def _value(digits: str, mark: str | None) -> Decimal | None:
    if mark:
        digits = digits.replace(mark, "")
    whole, *rest = re.split("[.,]", digits)
    if len(rest) > 1 or len(digits) > _MOST_DIGITS:  # an address, a version; no number at all
        return None
    return Decimal(f"{whole}.{rest[0]}" if rest else whole)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
