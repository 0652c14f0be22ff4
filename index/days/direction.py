"""Whether a day without a date lies before or behind the day of publication.

In: a sentence and where the day stands in it. Out: a `Direction`, told by the words beside the day
(``last Friday``, ``said on Friday``) and else by the nearest verb: the last one before it, or the
first one behind it where the day opens the sentence. Tense is told by lists of words and by
endings; what these do not tell stays unknown.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from index.days.names import word_set


class Side(IntEnum):
    """On which side of the day of publication a day lies; that day itself is on either."""

    BEFORE = -1
    UNKNOWN = 0
    BEHIND = 1


class Direction(NamedTuple):
    """Where a day lies, and how that is known.

    Attributes:
        side: before or behind the day of publication.
        plain: whether words beside the day say so, rather than a verb farther off.
        strict: whether the day of publication itself cannot be meant, as with ``last Friday``.
    """

    side: Side
    plain: bool = False
    strict: bool = False


_ENGLISH = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_LAST = re.compile(
    r"\b(?:last|past|pasad[oa]|últim[oa]|scors[oa]|passad[oa]|(?:letzt|vergangen|vorig)e[nmrs]?)\s+\Z"
)
_NEXT = re.compile(r"\b(?:next|coming|pr[óo]xim[oa]|prossim[oa]|(?:nächst|kommend)e[nmrs]?)\s+\Z")
_OTHER = re.compile(
    r"\b(?:that|following|previous|same|every|each|a|one|any|most|some|first|second|third|fourth"
    r"|the last|black|good|bloody|easter|super|ash|cyber|whit|boxing|palm|maundy|shrove|giving"
    rf"|{_ENGLISH}\s+(?:to|through|until)|cada|jede[nmrs]?|chaque|ogni|tous les|todos los"
    r"|todas as)\s+\Z"
)
"""Words before a weekday of another week than that of publication, or of every week."""

_LAST_BEHIND = re.compile(r"\s+(?:pasado|dernier|scors[oa]|passad[oa]|last)\b")
_NEXT_BEHIND = re.compile(r"\s+(?:que viene|próxim[oa]|prochain|prossim[oa]|next|que vem)\b")
_OTHER_BEHIND = re.compile(
    r"\s+(?:before|after|suivant|siguiente|seguente|précédent)\b|\s*(?:-|–|to|through|until)\s*"
    rf"{_ENGLISH}|\s+the\s+\d"
)

_BESIDE = ("before", "after")
"""Words behind a weekday that count it from another day, but not behind a day of a month."""

_AHEAD = re.compile(r"\b(?:ahead of|in time for|deadline of|by)\s+(?:\w+\s+on\s+)?(?:the\s+)?\Z")
_POSSESSIVE = re.compile(r"['’]s?\s")

_SAYING = word_set(
    """said told announced added reported confirmed declared insisted warned claimed ruled voted
    admitted denied published released launched unveiled sagte erklärte dijo anunció annonçait
    annunciato disse"""
)
_PAST_WORDS = {
    "en": """was were had did have has been won lost beat met made took came went gave found left
        held began saw fell rose got became struck shot sent spoke wrote brought broke drew ran kept
        paid sold said told heard felt thought knew swept sank grew threw drove flew bought caught
        fought sought taught stood understood fled bore swore tore wore hid rode chose froze stole
        overcame withdrew underwent overtook shook forgot built spent lent laid slid dealt""",
    "es": "ha han había habían fue fueron era hubo dijo dijeron murió",
    "fr": "a ont est était étaient fut avait avaient",
    "de": "hat haben hatte hatten wurde wurden war waren sagte teilte kam starb starben erklärte",
    "it": "ha hanno è aveva avevano era stato stata fu furono",
    "pt": "foi foram era tinha disse houve havia",
}
_FUTURE_WORDS = {
    "en": """will won't 'll ’ll won’t shall would could should may might due must upcoming
        scheduled expected hopes hope plans plan intends intend expects aims wants going tomorrow
        deadline likely prepare prepares preparing starts begins opens faces face plays play meets
        meet visits visit hosts host goes go takes comes returns airs runs gets ends closes launches
        flies travels heads leaves arrives resumes votes vote adjourned postponed deferred""",
    "es": "será serán va van habrá deberá deberán",
    "fr": "sera seront va vont aura auront doit doivent",
    "de": "wird werden soll sollen will wollen",
    "it": "sarà saranno avrà dovrà dovranno",
    "pt": "será serão vai vão haverá deve devem",
}
_PAST = {language: word_set(words) for language, words in _PAST_WORDS.items()}
_FUTURE = {language: word_set(words) for language, words in _FUTURE_WORDS.items()}
_ENDINGS = {
    "en": re.compile(r"[^\W\d_]{2,}ed\Z"),
    "es": re.compile(r"[^\W\d_]{2,}(?:ó|aron|ieron)\Z"),
    "pt": re.compile(r"[^\W\d_]{2,}(?:ou|aram|eram|iram)\Z"),
}
_NO_PAST = word_set(
    """need indeed hundred speed embed exceed proceed succeed breed greed shed sacred naked wicked
    alleged so-called crowded feed bleed unprecedented interested united limited"""
)
_NONE: frozenset[str] = frozenset()
_HAVING = frozenset(("have", "has", "had", "given", "gives"))
_DETERMINERS = word_set("the a an his her its their our my this that no any 's ’s s")
_HELPING = frozenset(("be", "being", "is", "are", "to", "get", "not", "also", "it", "been", "now"))
_WORD = re.compile(r"['’]ll\b|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LITTLE = word_set("on late early in am le el the na no this dem den vom")
_REACH = 160
"""So many characters on either side are looked at."""


def direction(
    sentence: str, start: int, end: int, language: str = "en", *, weekday: bool = True
) -> Direction | None:
    """On which side of the day of publication a day lies; None if it is counted from another day.

    Args:
        sentence: the sentence that it stands in.
        start: its first character there.
        end: one past its last one.
        language: whose verbs are read.
        weekday: whether it is one: ``Monday after`` is counted from another day, ``3 May after``
            is not.
    """
    before = sentence[max(0, start - _REACH) : start].lower()
    behind = sentence[end : end + _REACH].lower()
    other = _OTHER_BEHIND.match(behind)
    if _OTHER.search(before) or (other and (weekday or other[0].strip() not in _BESIDE)):
        return None
    if _LAST.search(before) or _LAST_BEHIND.match(behind):
        return Direction(Side.BEFORE, plain=True, strict=True)
    if _NEXT.search(before) or _NEXT_BEHIND.match(behind):
        return Direction(Side.BEHIND, strict=True)
    if _AHEAD.search(before):
        return Direction(Side.BEHIND)
    words = _words(sentence[max(0, start - _REACH) : start])
    more = _words(sentence[end : end + _REACH])
    first = _first(more, language)
    if _POSSESSIVE.match(behind):
        return Direction(first or _last(words, language))
    beside = next((word for word in reversed(words) if word not in _LITTLE), "")
    if beside in _SAYING:
        return Direction(Side.BEFORE, plain=True)
    return Direction(_last(words, language) or first)


def _words(text: str) -> list[str]:
    """The words in small letters, but for the month of May, which is no verb."""
    return [word if word == "May" else word.lower() for word in _WORD.findall(text)]


def _last(words: list[str], language: str) -> Side:
    """What the last word says that says anything."""
    sides = (_side(words, at, language) for at in range(len(words) - 1, -1, -1))
    return next((side for side in sides if side), Side.UNKNOWN)


def _first(words: list[str], language: str) -> Side:
    """What the first word says that says anything."""
    sides = (_side(words, at, language) for at in range(len(words)))
    return next((side for side in sides if side), Side.UNKNOWN)


def _side(words: list[str], at: int, language: str) -> Side:
    """What a word says by its tense, among the words before it."""
    word, helped = words[at], words[max(0, at - 2) : at]
    if word == "expected" and helped[-1:] == ["than"]:
        return Side.UNKNOWN
    future, past = _FUTURE.get(language, _NONE), _PAST.get(language, _NONE)
    before = helped[-1] if helped else ""
    if word in future and before not in _DETERMINERS:
        return Side.BEHIND
    if word == "to" and before in ("is", "are", "set"):
        return Side.BEHIND
    if word == "until" and not _HAVING.isdisjoint(helped):
        return Side.BEHIND
    if word in ("have", "has", "been"):
        return Side.UNKNOWN if not future.isdisjoint(helped) else Side.BEFORE
    ending = _ENDINGS.get(language)
    if word in past or (ending and word not in _NO_PAST and ending.match(word)):
        # "will be played", "are brought in": the word before tells.
        return Side.UNKNOWN if before in _HELPING else Side.BEFORE
    return Side.UNKNOWN
